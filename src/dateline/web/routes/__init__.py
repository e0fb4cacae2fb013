"""The routes of the desk, one file a page; each asks the archive and fills a template."""

from fastapi import APIRouter

from dateline.web.routes import (
    account,
    actors,
    api,
    api_coding,
    api_exports,
    articles,
    coders,
    decisions,
    events,
    exporting,
    health,
    inbox,
    paste,
    review,
    users,
    watches,
)

ROUTERS: tuple[APIRouter, ...] = (
    inbox.router,
    events.router,
    articles.router,
    actors.router,
    paste.router,
    decisions.router,
    watches.router,
    exporting.router,
    account.router,
    users.router,
    review.router,
    coders.router,
    api.router,
    api_coding.router,
    api_exports.router,
    health.router,
)
