"""Templates: whatever is put into a page is escaped, and cannot turn the page around.

In: values. Out: HTML. Every string is cleaned of control and direction characters as it is put in
(they are shown as U+FFFD), because a NUL breaks parsers and an override shows words backwards.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.pipeline.typed import code_name
from dateline.records import Link, Voice
from dateline.records.in_words import (
    days_text,
    number_text,
    relay_text,
    tie_text,
    toll_text,
    when_text,
    where_text,
)
from dateline.records.seen import seen

_LONG_WORD = re.compile(r"\S{400}")
_BREAKABLE = re.compile(r"\S{1,200}|\s+")


def make_templates() -> Environment:
    """The environment in which every page is rendered."""
    templates = Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_as_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "when": when_text,
        "where": where_text,
        "toll": toll_text,
        "relay": relay_text,
        "tie": tie_text,
        "day": day_text,
        "type": type_text,
        "number": number_text,
        "quoted": quoted,
        "breakable": breakable,
        "path": path_part,
        "code": code_name,
        "alike": alike,
    }
    templates.globals["link"] = link
    templates.globals["days_text"] = days_text
    return templates


def breakable(text: str) -> str:
    """A text in which a browser can break a word of megabytes, over which it would give up."""
    shown = _seen(text)
    if _LONG_WORD.search(shown) is None:
        return shown
    return Markup("<wbr>").join(_BREAKABLE.findall(shown))  # join escapes each


def quoted(text: str) -> str:
    """Words of an article in quotation marks, unless they bring their own."""
    words = " ".join(text.split())
    return words if words[:1] in set("\"'“‘«„") else f"“{words}”"


def day_text(published: str | datetime | None) -> str:
    """A day, and the minute where it is known."""
    if published is None:
        return "no date"
    text = published.isoformat() if isinstance(published, datetime) else published
    return text[:16].replace("T", " ")


def type_text(name: str) -> str:
    """A type of the codebook as a heading: "ASSAULT" is "Assault"."""
    return name.capitalize()


def alike(links: Iterable[Link]) -> list[tuple[tuple[float, str, str], int]]:
    """Links by score, kind and reason, each once, with how many pairs it stands for."""
    return list(Counter((round(one.score, 2), one.kind, one.reason) for one in links).items())


def voice_text(voice: Voice) -> str:
    """As in "Rosa Chicombe, in The Harbour Gazette"; "The Harbour Gazette itself"."""
    outlet = voice.outlet or "an unknown outlet"
    if not voice.speakers:
        return f"{outlet} itself"
    return f"{', '.join(voice.speakers)}, in {outlet}"


def path_part(text: str) -> str:
    """An id as a part of a path, whatever is in it."""
    return quote(text, safe="", errors="replace")


def link(path: str, asked: Mapping[str, Any], **changed: Any) -> str:
    """A path with a query: what was asked, with some of it changed; None leaves it out."""
    query = {name: value for name, value in (dict(asked) | changed).items() if value is not None}
    return f"{path}?{urlencode(query, errors='replace')}" if query else path


def _as_seen(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _seen(value)
    return value


def _seen(text: str) -> str:
    """A text for a page; the CR of a line's end is a space, also where a piece ends after it."""
    return seen(text.replace("\r", " "))
