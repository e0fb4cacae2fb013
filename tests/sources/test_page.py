"""HTML -> an article: title line, body, and what the page says about itself."""

from pathlib import Path

import pytest

from dateline.records import Furniture
from tests.sources.pages import BODY, page, read_failure, read_one

FIRST = "Fishermen pulled the last two passengers"
LAST = "why the buoy was not lit."


def write(folder: Path, html: str) -> Path:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    return path


def test_the_title_line_opens_the_text_and_is_furniture(tmp_path: Path) -> None:
    found = read_one(write(tmp_path, page(f"<h1>Ferry passengers saved</h1>{BODY}")))
    assert found.title == "Ferry passengers saved"
    assert found.text.startswith(f"Ferry passengers saved\n\n{FIRST}")
    assert found.text.endswith(LAST)
    assert found.text.count("Ferry passengers saved") == 1
    assert found.furniture == (Furniture(start=0, end=22, kind="title"),)


def test_many_comments_before_a_page_are_read_once(tmp_path: Path) -> None:
    """Each might end at its own end or at any later one: 2^n ways, none of which is a page."""
    path = tmp_path / "notes.txt"
    path.write_text("<!-- a -->" * 60 + "No page.", encoding="utf-8")
    assert read_one(path).text.endswith("No page.")
    path.write_text("<!-- a -->\n" * 60 + page(), encoding="utf-8")
    assert "pulled the last two passengers" in read_one(path).text
    assert "<!--" not in read_one(path).text


def test_entities_are_decoded_and_scripts_are_no_text(tmp_path: Path) -> None:
    body = BODY + "<script>document.write('<p>Nine people died in the script.</p>')</script>"
    found = read_one(write(tmp_path, page(body)))
    assert "alive & that" in found.text
    assert "script" not in found.text


def test_a_page_without_a_title_has_none(tmp_path: Path) -> None:
    found = read_one(write(tmp_path, page()))
    assert found.title is None
    assert found.furniture == ()
    assert found.text.startswith(FIRST)


@pytest.mark.parametrize(
    ("extra", "gone"),
    [
        ("<p>Related: <a href='/x'>Five bridges that fell</a></p>", "Five bridges"),
        ("<p>Read more: <a href='/x'>Harbour chief resigns</a></p>", "Harbour chief"),
        (
            "<ul><li><a href='/a'>Storm on the way</a></li><li><a href='/b'>Tides</a></li></ul>",
            "Storm on the way",
        ),
        ("<p>Follow us on Twitter and Facebook.</p>", "Follow us"),
        ("<p>Copyright 2015 Lakeside Post</p>", "Copyright"),
        ("<p>Sign up to our newsletter for more.</p>", "newsletter"),
        ("<div class='newsletter-box'><p>Get the tide in your mail.</p></div>", "Get the tide"),
    ],
)
def test_what_is_not_the_report_is_left_out(tmp_path: Path, extra: str, gone: str) -> None:
    found = read_one(write(tmp_path, page(BODY + extra)))
    assert gone not in found.text
    assert found.text.endswith(LAST)


def test_names_shown_on_hover_do_not_break_a_sentence(tmp_path: Path) -> None:
    hover = "<span class='rollover-block'><a href='/r'>Ruiz wins the regatta again</a></span>"
    found = read_one(write(tmp_path, page(BODY.replace("Ana Ruiz,", f"Ana Ruiz{hover},"))))
    assert "said Ana Ruiz, who steered" in found.text


def test_a_link_inside_a_sentence_stays(tmp_path: Path) -> None:
    linked = BODY.replace("ferry Marigold", "ferry <a href='/m'>Marigold</a>")
    assert "the ferry Marigold struck" in read_one(write(tmp_path, page(linked))).text


def test_a_class_that_wraps_the_article_does_not_remove_it(tmp_path: Path) -> None:
    found = read_one(write(tmp_path, page(f"<div class='entry read-more'>{BODY}</div>")))
    assert found.text.startswith(FIRST)


def test_line_breaks_stay_inside_a_paragraph(tmp_path: Path) -> None:
    more = "<p>The wind was light that night.<br>The moon was out.</p>"
    found = read_one(write(tmp_path, page(BODY + more)))
    assert found.text.endswith("\n\nThe wind was light that night.\nThe moon was out.")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        pytest.param(
            "<title>Ferry saved | Lakeside Post</title>"
            "<meta property='og:site_name' content='Lakeside Post'>",
            "", "Ferry saved", id="the site's name goes when metadata says it is one",
        ),
        pytest.param(
            "<title>Ferry saved | Lakeside Post</title>", "", "Ferry saved | Lakeside Post",
            id="and stays when it does not",
        ),
        pytest.param(
            "<title>Storm hits - and stays - Lakeside Post</title>"
            "<meta property='og:site_name' content='Lakeside Post'>",
            "", "Storm hits - and stays", id="only the site's name goes",
        ),
        pytest.param(
            "<meta property='og:title' content='Ferry: all saved'><title>Home</title>",
            "", "Ferry: all saved", id="og:title before title",
        ),
        pytest.param(
            "<meta property='og:title' content='Ferry: all saved'>"
            "<meta property='og:site_name' content='Lakeside Post'>",
            "<h1>Lakeside Post</h1>", "Ferry: all saved", id="a logo set as h1 is no title",
        ),
        pytest.param(
            "<meta property='og:title' content='You will not believe this ferry'>",
            "<h1>Ferry passengers saved</h1>", "Ferry passengers saved",
            id="what readers see before what feeds see",
        ),
    ],
)  # fmt: skip
def test_title(tmp_path: Path, head: str, body: str, title: str) -> None:
    assert read_one(write(tmp_path, page(body + BODY, head))).title == title


LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "ItemList", "itemListElement": [
     {"@type": "NewsArticle", "headline": "Another story", "datePublished": "2001-01-01"}]},
  {"@type": ["NewsArticle"], "headline": "Ferry saved", "datePublished": "2015-07-14T08:30:00Z",
   "author": [{"@type": "Person", "name": "Jo Lund"}, {"name": "Ana Ruiz"}],
   "publisher": {"@type": "Organization", "name": "Lakeside Post"}, "inLanguage": "en-GB"}]}
</script>"""


def test_linked_data_says_who_and_when(tmp_path: Path) -> None:
    found = read_one(write(tmp_path, page(head=LINKED)))
    assert found.title == "Ferry saved"
    assert found.bylines == ("Jo Lund", "Ana Ruiz")
    assert found.outlet == "Lakeside Post"
    assert found.language == "en"
    assert found.published == "2015-07-14T08:30:00+00:00"


def test_broken_linked_data_is_passed_over(tmp_path: Path) -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle",</script>' + LINKED
    assert read_one(write(tmp_path, page(head=head))).outlet == "Lakeside Post"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("By Ana Ruiz and Jo Lund", ("Ana Ruiz", "Jo Lund")),
        ("Ana Ruiz; Jo Lund", ("Ana Ruiz", "Jo Lund")),
        ("Anders Sandberg", ("Anders Sandberg",)),
        ("https://www.example.org/authors/ruiz", ()),
        ("admin", ()),
        ("Ana Ruiz, 14 July 2015", ("Ana Ruiz",)),
    ],
)
def test_bylines(tmp_path: Path, author: str, names: tuple[str, ...]) -> None:
    head = f"<meta name='author' content='{author}'>"
    assert read_one(write(tmp_path, page(head=head))).bylines == names


@pytest.mark.parametrize(
    ("lang", "expected"), [(" lang='en-US'", "en"), (" lang='de'", "de"), ("", None)]
)
def test_language_is_what_the_page_says(tmp_path: Path, lang: str, expected: str | None) -> None:
    assert read_one(write(tmp_path, page(lang=lang))).language == expected


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel='canonical' href='https://post.example/ferry'>", "https://post.example/ferry"),
        ("<meta property='og:url' content='https://post.example/f'>", "https://post.example/f"),
        ("<link rel='canonical' href='/ferry'>", None),
        ("<link rel='canonical' href='javascript:go()'>", None),
        ("", None),
    ],
)
def test_address_of_a_saved_page(tmp_path: Path, head: str, url: str | None) -> None:
    assert read_one(write(tmp_path, page(head=head))).url == url


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        pytest.param("https://www.reuters.com/world/ferry", "Reuters", id="a known domain"),
        pytest.param("https://post.example/ferry", None, id="an unknown one"),
    ],
)
def test_an_outlet_that_nobody_names(tmp_path: Path, url: str, outlet: str | None) -> None:
    head = f"<link rel='canonical' href='{url}'>"
    assert read_one(write(tmp_path, page(head=head))).outlet == outlet


def test_the_user_outranks_the_page(tmp_path: Path) -> None:
    path = write(tmp_path, page(head=LINKED))
    found = read_one(path, outlet="Wire", published="2016-01-02", url="https://wire.example/1")
    assert (found.outlet, found.published, found.url) == (
        "Wire", "2016-01-02", "https://wire.example/1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("html", "said"),
    [
        pytest.param("<html><body></body></html>", "no article", id="an empty body"),
        pytest.param(
            page("".join(f"<p><a href='/{n}'>Story {n} of the day</a></p>" for n in range(40))),
            "links", id="a front page",
        ),
        pytest.param(
            "<html><body><form><p>Please log in to go on reading.</p><input name='user'>"
            "<input type='password'></form></body></html>",
            "login", id="a login page",
        ),
        pytest.param(
            "<html><body><div>You need to enable JavaScript to run this app.</div></body></html>",
            "JavaScript", id="a page that is all script",
        ),
        pytest.param(
            page("<h2>Harbour</h2><h2>Weather</h2><p>Tide tables</p>"), "no whole sentence",
            id="headings only",
        ),
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_refused(tmp_path: Path, html: str, said: str) -> None:
    reason = read_failure(write(tmp_path, html)).reason
    assert said in reason
    assert "\n" not in reason


def test_deep_nesting_does_not_crash(tmp_path: Path) -> None:
    path = write(tmp_path, page("<div>" * 20_000 + BODY + "</div>" * 20_000))
    assert "no article" in read_failure(path).reason
