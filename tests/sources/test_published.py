"""A page -> its publication date: from where it is stated, never from the prose."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import html  # type: ignore[import-untyped]

from dateline.sources.published import find_published
from tests.sources.pages import BODY, page

TOMORROW_WEEK = (datetime.now(UTC) + timedelta(days=8)).date().isoformat()


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        pytest.param(
            "<meta property='article:published_time' content='2015-07-14T08:30:00+02:00'>",
            "", None, "2015-07-14T08:30:00+02:00", id="metadata keep the time of day",
        ),
        pytest.param("<meta name='date' content='2015-07-14'>", "", None, "2015-07-14", id="date"),
        pytest.param(
            "<meta name='pubdate' content='July 14, 2015 8:30 am'>", "", None, "2015-07-14",
            id="metadata in words",
        ),
        pytest.param(
            "<meta property='article:modified_time' content='2019-01-01'>"
            "<meta property='article:published_time' content='2015-07-14'>",
            "", None, "2015-07-14", id="published, not modified",
        ),
        pytest.param(
            "", "<time datetime='2015-07-14'>Tuesday</time>", None, "2015-07-14", id="time element"
        ),
        pytest.param(
            "", "<div class='byline'>By Ana Ruiz, July 14, 2015</div>", None, "2015-07-14",
            id="byline",
        ),
        pytest.param(
            "", "", "https://post.example/2015/07/14/ferry.html", "2015-07-14", id="address"
        ),
        pytest.param(
            "<meta name='date' content='2015-07-15'>", "", "https://post.example/2015/07/14/ferry",
            "2015-07-15", id="metadata before the address",
        ),
        pytest.param("", "", None, None, id="nothing said"),
        pytest.param(
            "", "<p>The tower fell on 11 September 2001, and the city has not forgotten it.</p>",
            None, None, id="a date in the prose is not when it was published",
        ),
        pytest.param(
            "", "<p>On <time datetime='2001-09-11'>11 September 2001</time> the tower fell, and the"
            " city has not forgotten what it saw on that morning.</p>",
            None, None, id="a time element in the prose neither",
        ),
        pytest.param(
            "<meta name='description' content='What 11 September 2001 did to the city'>", "", None,
            None, id="a date in the summary neither",
        ),
        pytest.param(
            "<title>Remembering September 11, 2001</title>", "<h1>September 11, 2001</h1>", None,
            None, id="a date in the title neither",
        ),
        pytest.param(
            "", "<aside><time datetime='2019-05-05'>5 May</time> Another story</aside>", None, None,
            id="another story's date neither",
        ),
        pytest.param(
            "", "", "https://post.example/story/20150714123/ferry", None, id="a number is no date"
        ),
        pytest.param(
            f"<meta name='date' content='{TOMORROW_WEEK}'>", "", None, None, id="not in the future"
        ),
        pytest.param("<meta name='date' content='soon'>", "", None, None, id="not a date"),
        pytest.param(
            "<meta name='date' content='0001-01-01T00:00:00'>", "", None, None, id="unset"
        ),
    ],
)  # fmt: skip
def test_find_published(head: str, body: str, url: str | None, expected: str | None) -> None:
    assert find_published(html.fromstring(page(body + BODY, head)), url=url) == expected
