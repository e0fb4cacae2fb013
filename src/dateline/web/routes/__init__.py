"""The routes of the desk, one file a page; each asks the archive and fills a template."""

from fastapi import APIRouter

from dateline.web.routes import actors, api, articles, decisions, events, health, inbox, paste

ROUTERS: tuple[APIRouter, ...] = (
    inbox.router,
    events.router,
    articles.router,
    actors.router,
    paste.router,
    decisions.router,
    api.router,
    health.router,
)
