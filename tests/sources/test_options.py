"""What a user says is checked before anything is read."""

import pytest

from dateline.errors import ConfigError
from dateline.sources import SourceOptions
from dateline.sources.options import iso_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-07-14", "2015-07-14"),
        (" 2015-07-14 ", "2015-07-14"),
        ("2015-07-14T08:30:00Z", "2015-07-14T08:30:00+00:00"),
        ("2015-07-14 08:30", "2015-07-14T08:30:00"),
        ("20150714T083000Z", "2015-07-14T08:30:00+00:00"),
        ("2015-07", None),
        ("2015", None),
        ("14/07/2015", None),
        ("2015-02-30", None),
        ("last Tuesday", None),
        ("", None),
    ],
)
def test_iso_date(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("published", "14 July 2015", "ISO date"),
        ("published", "", "ISO date"),
        ("url", "example.org/report", "http"),
        ("url", "http://[::1", "http"),
        ("outlet", "  ", "empty"),
        ("columns", {"body": "content"}, "unknown field body"),
    ],
)
def test_options_refuse(field: str, value: object, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        SourceOptions(**{field: value})  # type: ignore[arg-type]
