"""The HTTP API of exports: the formats, what a file would hold, and the file."""

from typing import Annotated, Any

import pydantic
from fastapi import HTTPException, Query, Request
from fastapi.responses import Response, StreamingResponse

from dateline.export import FORMATS, ClaimFilters, Format
from dateline.store import Circle, parse_circle
from dateline.web.answers import MISSING, Cut, EventFilters, Part, Refusal, Text, api_router, part
from dateline.web.desk import AtDesk
from dateline.web.routes.exporting import file_answer, preview_of

router = api_router()

_BUSY: dict[int | str, dict[str, Any]] = {
    **MISSING,
    409: {"model": Refusal, "description": "Another export is just being made."},
}
_FILE: dict[int | str, dict[str, Any]] = {
    **_BUSY,
    200: {"content": {"application/octet-stream": {}}, "description": "The file."},
}


class ExportAsked(EventFilters):
    """The words of `dateline export`, with `_` for `-`; `as` where the format has several kinds.

    near: "latitude,longitude,kilometres", for formats of events.
    """

    mode: Text = None
    status: Text = None
    near: Text = None
    kind: Text = pydantic.Field(default=None, alias="as")

    def filters(self) -> ClaimFilters:
        """What is asked for.

        Raises:
            ConfigError: a value is none that could be found.
        """
        return ClaimFilters(**self.model_dump(exclude={"near", "kind"}))

    def circle(self) -> Circle | None:
        """Around where.

        Raises:
            ConfigError: it is no circle.
        """
        return parse_circle(self.near) if self.near else None


class ExportHolds(pydantic.BaseModel):
    """What a file would hold: its size, and sentences on what has no place in its format."""

    format: str
    bytes: int
    leftovers: list[str]


@router.get("/exports", response_model=Part)
def exports(request: Request, asked: Annotated[Cut, Query()]) -> Response:
    """The formats that the archive can be written in."""
    rows = list(FORMATS.values())[asked.offset : asked.offset + asked.limit + 1]
    return part(request, asked, rows, _format_as_json)


@router.get("/exports/{name}", response_class=StreamingResponse, responses=_FILE)
def exported(name: str, desk: AtDesk, asked: Annotated[ExportAsked, Query()]) -> Response:
    """The file; one export is made at a time."""
    return file_answer(desk, _format(name), asked.filters(), asked.kind or None, asked.circle())


@router.get("/exports/{name}/preview", response_model=ExportHolds, responses=_BUSY)
def preview(name: str, desk: AtDesk, asked: Annotated[ExportAsked, Query()]) -> ExportHolds:
    """What the file would hold: made like it, and counted."""
    chosen = _format(name)
    found = preview_of(desk, chosen, asked.filters(), asked.kind or None, asked.circle())
    return ExportHolds(format=chosen.name, bytes=found.size, leftovers=list(found.leftovers))


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise HTTPException(404, f"There is no format {name[:40]!r}; one of {', '.join(FORMATS)}.")
    return FORMATS[name]


def _format_as_json(one: Format) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "holds": one.holds,
        "suffix": one.suffix,
        "kinds": [kind.name for kind in one.kinds],
        "columns": [
            {"name": column.name, "type": column.kind, "meaning": column.means}
            for column in one.columns
        ],
    }
