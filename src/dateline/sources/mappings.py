"""Lists of articles that others make: which of their columns is which of ours.

Media Cloud (search.mediacloud.org, "download all content"; its API's stories) and the GDELT DOC 2.0
API (mode ArtList as CSV, JSON or JSON Lines). Both as a rule give addresses without texts.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

# For each of our fields the names that a list has had for it, newest first.
MAPPINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "mediacloud": {
            "text": ("text", "story_text"),
            "title": ("title",),
            "url": ("url",),
            "outlet": ("media_name",),
            "published": ("publish_date",),
            "language": ("language",),
        },
        # `seendate` is when GDELT saw the page, which is no date of publication.
        "gdelt-doc": {"url": ("url",), "title": ("title",)},
    }
)
LIST_OF_ROWS = "articles"  # what GDELT's JSON holds its rows under

_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$")


def mapped_row(row: Mapping[str, Any], mapping: str) -> dict[str, Any]:
    """A row with our names: the first of theirs that holds something."""
    theirs = {str(name).casefold(): value for name, value in row.items()}
    ours = {}
    for field, names in MAPPINGS[mapping].items():
        value = next((theirs[name] for name in names if theirs.get(name)), None)
        if isinstance(value, str):
            # Lists that keep days write them as midnights; that hour was not stated.
            ours[field] = _MIDNIGHT.sub("", value) if field == "published" else value
    return ours
