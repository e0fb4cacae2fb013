"""Coders: who decides here, and how far they agree with each other and with the machine."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from dateline.errors import ConfigError
from dateline.web.coder import LONGEST, coder_of, remember_coder
from dateline.web.desk import AtDesk
from dateline.web.forms import field, read_form

router = APIRouter(include_in_schema=False)


@router.get("/coders")
def coders(request: Request, desk: AtDesk) -> HTMLResponse:
    """Who decides here."""
    return desk.page("coders.html", coder=coder_of(request, desk))


@router.post("/coders")
async def name_coder(request: Request, desk: AtDesk) -> RedirectResponse:
    """Remember who decides from now on, and go back."""
    async with read_form(request) as form:
        name = field(form, "by", longest=LONGEST)
        back = field(form, "then") or "/coders"
    if name is None:
        raise ConfigError("by: say who decides; the name is kept with each decision")
    is_ours = back.startswith("/") and not back.startswith("//") and "\\" not in back
    answer = RedirectResponse(back if is_ours else "/coders", 303)
    remember_coder(answer, name)
    return answer
