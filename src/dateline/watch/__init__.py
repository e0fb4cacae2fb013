"""Watches: saved questions, asked again as news arrives, and what is told of the answers.

In: an archive, and what people want to be told of. Out: alerts, in the archive, and sent.
"""

from dateline.watch.asking import add_watch, ask_watch, ask_watches, change_watch, switch_watch
from dateline.watch.drafts import make_draft

__all__ = [
    "add_watch",
    "ask_watch",
    "ask_watches",
    "change_watch",
    "make_draft",
    "switch_watch",
]
