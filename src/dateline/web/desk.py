"""What every route of the desk works with: the archive, the reader, the templates, who asks.

One of each a process. The archive is read by many threads at once, but written and linked by one.
"""

import functools
import getpass
import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Annotated, Any, TypeVar, cast

import fastapi
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from dateline.errors import ConfigError, SourceError, StoreError
from dateline.pipeline import Reader
from dateline.pipeline.metrics import Meters
from dateline.pipeline.typed import own_codes
from dateline.records import Alert, Article, Code, Failure, Report
from dateline.settings import settings
from dateline.sources import SourceOptions, open_inputs
from dateline.store import Accounts, Added, Archive, User
from dateline.watch import ask_watches
from dateline.web.access import may
from dateline.web.attempts import Attempts
from dateline.web.guard import Reach
from dateline.web.outage import outage_passes
from dateline.web.templating import make_templates
from dateline.web.visitors import VISITOR

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_MOST_UNKEPT = 16  # articles that were pasted and may still be kept; older ones are forgotten


class Desk:
    """The archive and the reader behind the pages.

    Args:
        archive: opened with a linker, so that people can decide.
        make_reader: called when the first article is pasted; loads the model.
        is_example: the archive holds the example articles and is thrown away at the end.
        reach: how a team reaches the desk; everybody must log in then. None: it is one person's, on
            their own machine.
    """

    def __init__(
        self,
        archive: Archive,
        make_reader: Callable[[], Reader],
        *,
        is_example: bool = False,
        reach: Reach | None = None,
    ) -> None:
        self.archive = archive
        self.meters = Meters(archive)
        self.is_example = is_example
        self.reach = reach
        self.attempts = Attempts()
        self._token = secrets.token_urlsafe(32)
        self.writing = threading.Lock()
        self.exporting = threading.Lock()
        self._make_reader = make_reader
        self._reader: Reader | None = None
        self._reading = threading.Lock()
        self._unkept: OrderedDict[str, Report] = OrderedDict()
        self._made: dict[str, Mapping[Hashable, Any]] = {}
        self._templates = make_templates()

    def page(self, name: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
        """Render a template; `shown` are its variables."""
        if isinstance(problem := shown.get("problem"), str):
            shown["problem"] = self.without_names(problem)
        text = self._templates.get_template(name).render(desk=self, status=status, **shown)
        return HTMLResponse(text, status_code=status)

    def without_names(self, message: str) -> str:
        """What went wrong, for whoever asks over the network: not where the archive lies."""
        return message.replace(self.archive.name, "this archive")

    def read(self, data: bytes, name: str, options: SourceOptions) -> Report:
        """Read an article at once, without keeping or remembering it.

        Raises:
            SourceError: there is no article in it, or it cannot be read.
        """
        with self._reading:
            return self._ready_reader().read_data(data, name, options)

    def read_address(self, url: str, options: SourceOptions) -> Report:
        """Fetch a page and read it, without keeping or remembering it.

        Raises:
            ConfigError: it is no web address; files of this machine are never read so.
            SourceError: it may not be fetched (a private address), cannot be, or holds no article.
        """
        if not url.lower().startswith(("http://", "https://")):
            raise ConfigError(f"url: {url[:80]!r} is no web address; it begins with https://")
        (item,) = open_inputs([url], options)  # fetched before the reader is waited for
        if isinstance(item, Article):
            with self._reading:
                item = self._ready_reader().read_safely(item, options)
        if isinstance(item, Failure):
            raise SourceError(f"{item.ref}: {item.reason}")
        return item

    def remember(self, report: Report) -> None:
        """Have an article that is not kept at hand for a while, to be shown and perhaps kept."""
        self._unkept[report.article.id] = report
        while len(self._unkept) > _MOST_UNKEPT:
            self._unkept.popitem(last=False)

    def unkept(self, article_id: str) -> Report | None:
        """An article that was read but not kept, if it is still remembered."""
        return self._unkept.get(article_id)

    def keep(self, report: Report) -> Added:
        """Put a report into the archive and link it.

        Raises:
            StoreError: it could not be kept.
        """
        with self.writing:
            added = self.archive.add(report)
        self._unkept.pop(report.article.id, None)  # who forgets it there forgets it here
        self.ask_watches()
        return added

    def remembered(
        self,
        name: str,
        wanted: Iterable[Key],
        make: Callable[[list[Key]], Mapping[Key, Value]],
        at_most: int | None = None,
    ) -> dict[Key, Value]:
        """What was made of each of some keys, making only what was not made for the last page.

        Args:
            name: of what is made.
            wanted: the keys; a key stands for all that what is made of it depends on.
            make: makes those that are missing; what it leaves out is left out.
            at_most: so many are made now, those that are wanted first; the others are left out,
                for the pages that come after.
        """
        before = cast(Mapping[Key, Value], self._made.get(name, {}))
        keys = list(wanted)
        made = make([key for key in keys if key not in before][:at_most])
        found = {
            key: before[key] if key in before else made[key]
            for key in keys
            if key in before or key in made
        }
        self._made[name] = cast(Mapping[Hashable, Any], found)
        return found

    def ask_watches(self) -> list[Alert]:
        """Ask every watch what is new; the alerts that they give.

        Raises:
            StoreError: the archive cannot be read or written to.
        """
        with self.writing:
            return list(ask_watches(self.archive))

    def whole_id(self, record_id: str, kind: str) -> str:
        """The whole id of an article, an event or an actor, from its beginning.

        Raises:
            fastapi.HTTPException: 404, there is none or several begin so.
        """
        try:
            with outage_passes():
                found = self.archive.find(record_id)
        except StoreError as error:
            raise fastapi.HTTPException(404, str(error)) from error
        if found is None or found[0] != kind:
            raise fastapi.HTTPException(404, f"There is no {kind} {record_id} in this archive.")
        return found[1]

    @functools.cached_property
    def own_codes(self) -> tuple[Code, ...]:
        """The codes of the user's own codebook, which coders can give a claim."""
        try:
            return own_codes(settings().codebook)
        except ConfigError as error:  # whoever has an article read is told of it there
            logging.getLogger(__name__).warning("no codes are offered: %s", error)
            return ()

    @property
    def accounts(self) -> Accounts:
        """The accounts of those who may come to this desk.

        Raises:
            fastapi.HTTPException: 404, it is one person's and has none.
        """
        if not self.has_accounts:
            raise fastapi.HTTPException(
                404, "This desk has no accounts; `dateline users add` makes one."
            )
        return self.archive.accounts

    @property
    def has_accounts(self) -> bool:
        """Whether one has to log in."""
        return self.reach is not None

    def is_safe(self, scheme: str) -> bool:
        """Whether what the browser is given travels over HTTPS: a cookie is for HTTPS only then."""
        url = self.reach.url if self.reach is not None else None
        return scheme == "https" or (url is not None and url.startswith("https:"))

    @property
    def user(self) -> User | None:
        """Who asks, if one has to log in and has done so."""
        visitor = VISITOR.get()
        return None if visitor is None else visitor.user

    @property
    def logged_in(self) -> User:
        """Who asks.

        Raises:
            fastapi.HTTPException: 404, one logs in nowhere here; 401, nobody has.
        """
        _ = self.accounts
        if self.user is None:
            raise fastapi.HTTPException(401, "Log in first.")
        return self.user

    @property
    def token(self) -> str:
        """What forms must carry: of this browser, or of this process on one's own machine."""
        visitor = VISITOR.get()
        return self._token if visitor is None else visitor.form_token

    def may(self, path: str, method: str = "GET") -> bool:
        """Whether who asks may ask for a path as well; what they may not is not offered."""
        return not self.has_accounts or may(self.user, method, path)

    def deciding_name(self, given: str | None) -> str | None:
        """The name that a decision carries: of who is logged in, else what was given.

        Raises:
            ConfigError: it was given and is another's.
        """
        if self.user is None:
            return given
        if given is not None and given != self.user.name:
            raise ConfigError(
                f"by: a decision carries the name that you are logged in with, {self.user.name};"
                " leave `by` out"
            )
        return self.user.name

    @property
    def login_name(self) -> str:
        """Who is logged in, here or on this machine; empty for a user without a name."""
        if self.user is not None:
            return self.user.name
        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return ""

    def _ready_reader(self) -> Reader:
        if self._reader is None:
            self._reader = self._make_reader()
        return self._reader


def desk_of(request: Request) -> Desk:
    """The desk of the application that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]
