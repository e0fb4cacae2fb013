"""The inbox: the newest articles, and what they changed."""

from typing import get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dateline import codebook
from dateline.records import Certainty
from dateline.web.desk import AtDesk

router = APIRouter(include_in_schema=False)

_ARTICLES, _CHANGES = 30, 30

CERTAINTIES = get_args(Certainty)


@router.get("/")
def inbox(desk: AtDesk) -> HTMLResponse:
    """The newest articles and changes."""
    return desk.page(
        "inbox.html",
        counts=desk.archive.counts(),
        reports=desk.archive.newest_articles(_ARTICLES),
        changes=desk.archive.newest_changes(_CHANGES),
    )


@router.get("/about")
def about(desk: AtDesk) -> HTMLResponse:
    """What the words and colours of the desk mean."""
    return desk.page("about.html", types=codebook.event_types().values(), certainties=CERTAINTIES)
