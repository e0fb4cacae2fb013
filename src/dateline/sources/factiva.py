"""A Factiva export in, as HTML or as the lines of its rich text; its articles out.

With indexing each part has a code (HD headline, BY byline, PD day, SN source, LA language, LP and
TD text, AN number); without, the parts follow each other: headline, byline, "455 words", day,
source, language, copyright, text, "Document VAPO…". The layout was learnt from public parsers (the
R package tm.plugin.factiva among them); it was not tried on a real export.
"""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement
from trafilatura import load_html

from dateline.sources.exported import Exported, day_of_line, language_of_name
from dateline.sources.metadata import one_line

_ARTICLES = (
    ".//div[contains(concat(' ', @class), ' article')][.//p[contains(@class, 'articleParagraph')]]"
)
_SIGN = re.compile(r"""class=["'](?:[^"']* )?article [a-z]{2}Article""")
_CODE = re.compile(
    r"(HD|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|BY|CO|IN|NS|RE|IPD|IPC|PUB|AN|CT|RF|ART|SE|VOL)(?:\t+(.*)|)"
)
_NUMBER = re.compile(r"Document [A-Za-z]{2,}[A-Za-z0-9]{15,}")
_WORDS = re.compile(r"[\d,.]+ words?", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[A-Za-z]{2,4})?")
_COPYRIGHT = re.compile(r"(?:\(c\)|©|copyright\b).*", re.IGNORECASE)
_MOST_BELOW_DAY = 8  # lines between the day and the text: source, code, page, language, copyright


def is_factiva_page(html: str) -> bool:
    """Whether a page is such an export."""
    return _SIGN.search(html) is not None and "articleParagraph" in html


def is_factiva(lines: Sequence[str]) -> bool:
    """Whether these are the lines of such an export."""
    return any(_is_end(line) for line in lines)


def factiva_page_articles(html: str) -> Iterator[Exported]:
    """The articles of a page."""
    tree = load_html(html)
    for article in tree.xpath(_ARTICLES) if tree is not None else ():
        rows = [row for row in article.iter("tr") if len(row) == 2]
        if rows:
            lines = [line for row in rows for line in _row_lines(row)]
        else:
            lines = list(_block_lines(article))
        yield _article(lines)


def factiva_articles(lines: Sequence[str]) -> Iterator[Exported]:
    """The articles between one number ("Document VAPO…") and the next."""
    part: list[str] = []
    for line in lines:
        if not _is_end(line):
            if line:
                part.append(line)
        elif part:
            yield _article(part)
            part = []


def _is_end(line: str) -> bool:
    return _NUMBER.fullmatch(line.removeprefix("AN").strip()) is not None


def _row_lines(row: HtmlElement) -> Iterator[str]:
    """A row of a table as rich text has it: "HD", a tab, the text; further paragraphs follow."""
    code = one_line(row[0].text_content())
    paragraphs = [one_line(p.text_content()) for p in row[1].iter("p")]
    first, *rest = paragraphs or [one_line(row[1].text_content())]
    yield f"{code}\t{first}"
    yield from rest


def _block_lines(article: HtmlElement) -> Iterator[str]:
    """The innermost blocks of an article without codes, each a line."""
    for block in article.iter("div", "p"):
        if block is not article and block.find(".//p") is None and block.find("div") is None:
            text = one_line(block.text_content())
            if text and not _NUMBER.fullmatch(text):
                yield text


def _article(lines: list[str]) -> Exported:
    if any(_CODE.fullmatch(line) and line.startswith("HD") for line in lines):
        return _coded_article(lines)
    return _plain_article(lines)


def _coded_article(lines: list[str]) -> Exported:
    parts: dict[str, list[str]] = {}
    code = None
    for line in lines:
        if match := _CODE.fullmatch(line):
            code = match[1]
            parts[code] = [match[2]] if match[2] else []
        elif code:
            parts[code].append(line)
    said = {name: " ".join(texts) for name, texts in parts.items()}
    return Exported(
        title=said.get("HD"),
        outlet=said.get("SN"),
        published=day_of_line(said.get("PD", "")),
        byline=said.get("BY"),
        language=language_of_name(said.get("LA")),
        paragraphs=parts.get("LP", []) + parts.get("TD", []),
    )


def _plain_article(lines: list[str]) -> Exported:
    """Known by "455 words" and the day below it; without these nothing is taken for a head."""
    count = next(
        (
            at
            for at, line in enumerate(lines[:-1])
            if _WORDS.fullmatch(line) and day_of_line(lines[at + 1])
        ),
        None,
    )
    if count is None:
        return Exported(title=None, outlet=None, published=None, paragraphs=lines)
    bylines = [line for line in lines[:count] if line.startswith("By ")]
    # The section may stand above the headline, which is the last line that is no byline.
    titles = [line for line in lines[:count] if line not in bylines]
    below = [line for line in lines[count + 2 :] if not _TIME.fullmatch(line)]
    start = _start_of_text(below)
    named = next((line for line in below[1:start] if language_of_name(line)), None)
    return Exported(
        title=titles[-1] if titles else None,
        outlet=below[0] if below else None,
        published=day_of_line(lines[count + 1]),
        byline=bylines[0] if bylines else None,
        language=language_of_name(named),
        paragraphs=below[start:],
    )


def _start_of_text(below: list[str]) -> int:
    """Where the text begins: below the copyright, else below the language."""
    head = below[:_MOST_BELOW_DAY]
    for is_last in (_COPYRIGHT.fullmatch, lambda line: line.lower() == "english"):
        found = [at for at, line in enumerate(head) if is_last(line)]
        if found:
            return found[-1] + 1
    return 1
