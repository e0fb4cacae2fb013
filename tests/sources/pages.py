"""Made-up pages that several tests read."""

import ipaddress
from pathlib import Path

import httpx
import pytest

from dateline.records import Article, Failure
from dateline.sources import SourceOptions, open_inputs, polite, url

BODY = (
    "<p>Fishermen pulled the last two passengers from the Lindow estuary on Tuesday, a day after"
    " the ferry Marigold struck a sandbank and took on water.</p>"
    "<p>“We heard them before we saw them,” said Ana Ruiz, who steered the first boat, and added"
    " that nobody on board had worn a life jacket.</p>"
    "<p>The harbour office said that all forty-one people were alive &amp; that it would look into"
    " why the buoy was not lit.</p>"
)


def page(body: str = BODY, head: str = "", lang: str = "") -> str:
    """A page with a menu above the article and a footer below it."""
    return (
        f"<!DOCTYPE html><html{lang}><head>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
        f"<main><article>{body}</article></main>"
        "<footer><p>Lakeside Post, 1 Quay Street</p></footer></body></html>"
    )


def read_one(path: Path | str, **options: object) -> Article:
    """The only article of an input."""
    [found] = open_inputs([str(path)], SourceOptions(**options))  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


def read_failure(path: Path | str, **options: object) -> Failure:
    """The only failure of an input."""
    [found] = open_inputs([str(path)], SourceOptions(**options))  # type: ignore[arg-type]
    assert isinstance(found, Failure), found
    return found


def answer_every_address(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer each web address with a page of its own, those that end in .xml with a feed of one.

    There is no network, and no robots.txt.

    Returns:
        The addresses that were asked for, filled as they are.
    """
    asked: list[str] = []

    def handle(_: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        address = f"{request.url.scheme}://{request.headers['Host']}{request.url.path}"
        asked.append(address)
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        if request.url.path.endswith(".xml"):
            item = f"<item><link>https://{request.headers['Host']}/news</link></item>"
            return httpx.Response(200, text=f"<rss><channel>{item}</channel></rss>")
        text = page(f"<h1>The ferry of {request.url.path}</h1>" + BODY)
        return httpx.Response(200, text=text, headers={"Content-Type": "text/html"})

    public = [ipaddress.ip_address("93.184.216.34")]
    monkeypatch.setattr(url, "vetted_addresses", lambda *_, **__: public)
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle)
    monkeypatch.setattr(polite, "SECONDS_BETWEEN", 0.0)
    return asked
