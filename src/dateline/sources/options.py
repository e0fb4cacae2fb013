"""What a user may say about their inputs; a value that cannot be used is refused at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from urllib.parse import urlsplit

from dateline.errors import ConfigError
from dateline.sources.mappings import MAPPINGS

COLUMNS = ("text", "title", "url", "outlet", "published", "byline", "language")


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What the inputs themselves do not say, and how to take them.

    Attributes:
        published: an ISO date or datetime, put in place of what the input says.
        outlet: put in place of what the input says.
        url: put in place of what the input says.
        verbatim: take every input as clean body text: `article.text` is the input, markup included.
        allow_private: also fetch from this machine and from private networks.
        addresses: take every file (and standard input) as a list of web addresses, one a line.
        columns: for tables, the name of the column that holds each of `COLUMNS`; a field that is
            not named is looked for under its own name.
        mapping: for tables, whose list it is: `mediacloud` or `gdelt-doc`, instead of `columns`;
            rows without a text are fetched by their address.
        notice: told, in a line, what was passed over without being a failure, such as the pictures
            in a web archive; None to keep quiet.

    Raises:
        ConfigError: `published` is no ISO date, `url` no web address, or `columns` names a field
            that is not one of `COLUMNS`, `mapping` is unknown, or both are given.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    verbatim: bool = False
    allow_private: bool = False
    addresses: bool = False
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    mapping: str | None = None
    notice: Callable[[str], None] | None = None

    def __post_init__(self) -> None:
        if self.published is not None and iso_date(self.published) is None:
            raise ConfigError(
                f"published must be an ISO date or datetime such as 2015-07-14;"
                f" it is {self.published!r}"
            )
        if self.outlet is not None and not self.outlet.strip():
            raise ConfigError("outlet must be a name; it is empty")
        if self.url is not None and not is_web_address(self.url):
            raise ConfigError(f"url must begin with http:// or https://; it is {self.url!r}")
        if unknown := sorted(set(self.columns) - set(COLUMNS)):
            raise ConfigError(
                f"columns: unknown field {', '.join(unknown)}; one of {', '.join(COLUMNS)}"
            )
        if self.mapping is not None and self.mapping not in MAPPINGS:
            raise ConfigError(
                f"mapping must be one of {', '.join(MAPPINGS)}; it is {self.mapping!r}"
            )
        if self.mapping is not None and self.columns:
            raise ConfigError("mapping names the columns; give either a mapping or columns")


def iso_date(text: str) -> str | None:
    """The date or datetime of an ISO 8601 text as `2015-07-14` or `2015-07-14T08:30:00+00:00`.

    None when the text is anything else, a year or a month alone included.
    """
    text = text.strip()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def is_web_address(text: str) -> bool:
    """Whether the text is an http or https URL with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # "http://[::1" has half a bracket
        return False
