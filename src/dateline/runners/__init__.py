"""How many at once: several processes on this machine, or workers of a Ray cluster.

A runner knows nothing of articles: it is given what loads the work (`load` runs once in each
worker and gives a function), and things to do it to. `pipeline` brings the two together.
"""

from dateline.runners.processes import Lost, in_processes
from dateline.runners.ray_cluster import on_ray

__all__ = ["Lost", "in_processes", "on_ray"]
