"""What every route of the desk works with: the archive, the reader, the templates, the token.

One of each a process. The archive is read by many threads at once, but written and linked by one.
"""

import getpass
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Annotated, Any

import fastapi
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from dateline.errors import StoreError
from dateline.pipeline import Reader
from dateline.pipeline.metrics import Meters
from dateline.records import Report
from dateline.sources import SourceOptions
from dateline.store import Added, Archive
from dateline.web.templating import make_templates

_MOST_UNKEPT = 16  # articles that were pasted and may still be kept; older ones are forgotten


class Desk:
    """The archive and the reader behind the pages.

    Args:
        archive: opened with a linker, so that people can decide.
        make_reader: called when the first article is pasted; loads the model.
        is_example: the archive holds the example articles and is thrown away at the end.
    """

    def __init__(
        self, archive: Archive, make_reader: Callable[[], Reader], *, is_example: bool = False
    ) -> None:
        self.archive = archive
        self.meters = Meters(archive)
        self.is_example = is_example
        self.token = secrets.token_urlsafe(32)
        self.writing = threading.Lock()
        self._make_reader = make_reader
        self._reader: Reader | None = None
        self._reading = threading.Lock()
        self._unkept: OrderedDict[str, Report] = OrderedDict()
        self._templates = make_templates()

    def page(self, name: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
        """Render a template; `shown` are its variables."""
        text = self._templates.get_template(name).render(desk=self, status=status, **shown)
        return HTMLResponse(text, status_code=status)

    def read(self, data: bytes, name: str, options: SourceOptions) -> Report:
        """Read an article at once and remember it for a while, without keeping it.

        Raises:
            SourceError: there is no article in it, or it cannot be read.
        """
        with self._reading:
            if self._reader is None:
                self._reader = self._make_reader()
            report = self._reader.read_data(data, name, options)
        self._unkept[report.article.id] = report
        while len(self._unkept) > _MOST_UNKEPT:
            self._unkept.popitem(last=False)
        return report

    def unkept(self, article_id: str) -> Report | None:
        """An article that was read but not kept, if it is still remembered."""
        return self._unkept.get(article_id)

    def keep(self, report: Report) -> Added:
        """Put a report into the archive and link it.

        Raises:
            StoreError: it could not be kept.
        """
        with self.writing:
            return self.archive.add(report)

    def whole_id(self, record_id: str, kind: str) -> str:
        """The whole id of an article, an event or an actor, from its beginning.

        Raises:
            fastapi.HTTPException: 404, there is none or several begin so.
        """
        try:
            found = self.archive.find(record_id)
        except StoreError as error:
            raise fastapi.HTTPException(404, str(error)) from error
        if found is None or found[0] != kind:
            raise fastapi.HTTPException(404, f"There is no {kind} {record_id} in this archive.")
        return found[1]

    @property
    def login_name(self) -> str:
        """Who is logged in to this machine; empty for a user without a name."""
        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return ""


def desk_of(request: Request) -> Desk:
    """The desk of the application that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]
