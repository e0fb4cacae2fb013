"""Where articles come from: files, folders, standard input, addresses, tables in; articles out.

`open_inputs` yields one `Article` for each report it finds and one `Failure` for each input that
could not be read; one bad input never stops the rest. Nothing is fetched but what was asked for.
"""

from dateline.sources.feed_list import read_feed_list
from dateline.sources.feed_state import FeedState
from dateline.sources.follow import Follower
from dateline.sources.inputs import count_inputs, open_data, open_inputs
from dateline.sources.options import SourceOptions
from dateline.sources.parts import Part, find_parts, read_part
from dateline.sources.polite import PoliteFetcher

__all__ = [
    "FeedState",
    "Follower",
    "Part",
    "PoliteFetcher",
    "SourceOptions",
    "count_inputs",
    "find_parts",
    "open_data",
    "open_inputs",
    "read_feed_list",
    "read_part",
]
