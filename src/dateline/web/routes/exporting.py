"""Export: what of the archive, in which format; a look at it, the file, and what its columns mean.

The filters are those of `dateline export`, as a URL. One export is made at a time: of a large
archive it takes minutes.
"""

import contextlib
import mimetypes
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, cast, get_args

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from dateline import codebook
from dateline.errors import ConfigError, StoreError
from dateline.export import FORMATS, ClaimFilters, Format, export
from dateline.records import Certainty, Status
from dateline.store import Circle
from dateline.web.asked import CLAIM_FILTERS, asked_of, claim_filters
from dateline.web.desk import AtDesk, Desk
from dateline.web.outage import outage_passes

router = APIRouter(include_in_schema=False)

_IN_MEMORY = 8_000_000  # bytes of a file; a larger one is written to disk until it is sent
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would hold: its size in bytes, and what has no place in it."""

    size: int
    leftovers: tuple[str, ...]


@router.get("/export")
def exports(request: Request, desk: AtDesk) -> HTMLResponse:
    """The formats and the filters; with a format chosen, a look at the file."""
    asked = asked_of(request.query_params, CLAIM_FILTERS)
    name = request.query_params.get("format", "").strip()
    shown: dict[str, Any] = {
        "asked": asked,
        "chosen": FORMATS.get(name.partition(".")[0]),
        "chosen_name": name,
        "formats": FORMATS.values(),
        "types": codebook.event_types(),
        "modes": sorted({mode for each in codebook.event_types().values() for mode in each.modes}),
        "certainties": get_args(Certainty),
        "statuses": get_args(Status),
    }
    try:
        filters = claim_filters(asked)
        with outage_passes():
            preview = _preview(desk, name, filters) if name else None
    except (ConfigError, StoreError) as error:
        status = 400 if isinstance(error, ConfigError) else 409
        return desk.page("export.html", status=status, preview=None, problem=str(error), **shown)
    return desk.page("export.html", preview=preview, problem=None, **shown)


@router.get("/export/file")
def exported(request: Request, desk: AtDesk) -> StreamingResponse:
    """The file."""
    chosen, kind = _chosen(request.query_params.get("format", "").strip())
    filters = claim_filters(asked_of(request.query_params, CLAIM_FILTERS))
    return file_answer(desk, chosen, filters, kind)


@router.get("/export/{name}/codebook")
def columns(name: str) -> Response:
    """What the columns of one of our own tables mean, as Markdown."""
    chosen = FORMATS.get(name)
    if chosen is None or not chosen.columns:
        raise HTTPException(404, f"There is no table {name} with a codebook.")
    return Response(
        chosen.codebook(),
        media_type="text/markdown; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="dateline-{name}.codebook.md"'},
    )


def preview_of(
    desk: Desk,
    chosen: Format,
    filters: ClaimFilters,
    kind: str | None = None,
    near: Circle | None = None,
) -> Preview:
    """What a file would hold, which is made to know it.

    Args:
        desk: whose archive.
        chosen: the format.
        filters: what of the archive.
        kind: of file, where the format has several.
        near: only events around there.

    Raises:
        ConfigError: the format has no such kind, or no events for `near`.
        StoreError: another export is just being made, or the archive cannot be read.
    """
    out, leftovers = _write(desk, chosen, filters, kind, near)
    with contextlib.closing(out):
        return Preview(out.seek(0, 2), tuple(leftovers))


def file_answer(
    desk: Desk,
    chosen: Format,
    filters: ClaimFilters,
    kind: str | None = None,
    near: Circle | None = None,
) -> StreamingResponse:
    """Answer with the file; its arguments and errors are those of `preview_of`."""
    out, _ = _write(desk, chosen, filters, kind, near)
    out.seek(0)
    name = f"dateline-{chosen.name}{chosen.as_kind(kind).suffix}"
    return StreamingResponse(
        _pieces(out),
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _preview(desk: Desk, name: str, filters: ClaimFilters) -> Preview:
    chosen, kind = _chosen(name)
    return preview_of(desk, chosen, filters, kind)


def _chosen(name: str) -> tuple[Format, str | None]:
    """A format by its name, and the kind of file after a point, as in "brief.pdf"."""
    of_format, _, kind = name.partition(".")
    chosen = FORMATS.get(of_format)
    if chosen is None or (kind and kind not in {one.name for one in chosen.kinds}):
        raise ConfigError(f"format: {name[:40]!r} is none of {', '.join(FORMATS)}")
    return chosen, kind or None


def _write(
    desk: Desk, chosen: Format, filters: ClaimFilters, kind: str | None, near: Circle | None
) -> tuple[IO[bytes], list[str]]:
    """The file, which whoever asks closes, and sentences on what has no place in it."""
    if not desk.exporting.acquire(blocking=False):
        raise StoreError("another export is just being made; try again when it is done")
    out = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
    try:
        leftovers = export(
            desk.archive, chosen.name, cast(BinaryIO, out), filters, kind=kind, near=near
        )
    except BaseException:
        out.close()
        raise
    finally:
        desk.exporting.release()
    return out, leftovers.lines(chosen.title)


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with contextlib.closing(out):
        while piece := out.read(_CHUNK):
            yield piece
