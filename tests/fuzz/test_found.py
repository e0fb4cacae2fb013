"""What fuzzing has found: bytes at which a reader broke, which now give articles or reasons."""

import pytest

from dateline.records import Article, Failure
from dateline.sources import SourceOptions, open_data

FOUND = [
    # what was wrong, the name of the file, its bytes
    (
        "a charset with a NUL in it",
        "a.eml",
        b'From: a\nContent-Type: text/html; charset="\0utf-8"\n\n<p>Police said so.</p>',
    ),
    (
        "a day of publication with a code that is no letter",
        "a.html",
        b'<html><head><script type="application/ld+json">{"@type": "NewsArticle",'
        b' "datePublished": "\\u0015 14 July 2015"}</script></head><body><p>Police said on'
        b" Monday that gunmen had killed twelve villagers near the river.</p></body></html>",
    ),
]


@pytest.mark.parametrize(
    ("name", "data"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND]
)
def test_what_broke_a_reader_once(name: str, data: bytes) -> None:
    found = list(open_data(data, name, SourceOptions()))
    assert found
    for item in found:
        assert isinstance(item, Article) or (isinstance(item, Failure) and item.reason)
