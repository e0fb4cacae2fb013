"""How good and how fast: one folder a task, run as `python -m benchmarks.<task> --data DIR`.

Each task prints its progress on stderr and one JSON object as its last line on stdout.
"""
