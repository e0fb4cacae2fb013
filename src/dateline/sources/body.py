"""A parsed page in, the paragraphs of its article out: no menus, teasers, captions or scripts.

trafilatura finds the body. Before it looks, what is known not to be the report is taken out of the
page; afterwards the title's repetition above the body and the notices below it go.
"""

import logging
import re
from collections.abc import Collection, Iterator
from copy import deepcopy

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from dateline.sources.metadata import as_key, one_line

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its reasons are said again in ours

_BLOCKS = frozenset({"p", "head", "item", "row", "quote", "list", "table", "div", "body", "code"})

# Not for reading: shown on hover or only to machines, or an invitation to something else.
# <span class="rollover-block">Ana Ruiz <a>Ruiz wins again</a> <a>MORE</a></span>
_UNREAD = re.compile(
    r"(?:^|[\s_-])(?:rollover|tool-?tip|popover|screen-?reader(?:-text)?|visually-?hidden|sr-only"
    r"|newsletters?|sign-?up|subscri(?:be|ption)|related(?:-?(?:links|articles|stories|posts))?"
    r"|read-?more|more-on|see-?also|recirc(?:ulation)?|most-?(?:read|popular)|trending)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOST_UNREAD_SHARE = 0.3  # of the page's words; a larger block so named wraps the article itself

# What stands before (or after) the link of a teaser: "Related: <a>Five bridges that fell</a>".
_LINK_LABEL = re.compile(
    r"\W*(?:related|read|see|watch|more|also|don['’]t miss|recommended)\b[^.!?]{0,30}",
    re.IGNORECASE,
)

_NAMED = (
    "./body//*[@class or @id]"
    "[self::div or self::span or self::section or self::aside or self::p or self::ul or self::form]"
)

# "You need to enable JavaScript to run this app." A report on such walls is longer than they are.
_WALL = re.compile(
    r"enable\s+(?:javascript|cookies)|are\s+you\s+a\s+(?:robot|human)|checking\s+your\s+browser"
    r"|verify\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human|access\s+denied",
    re.IGNORECASE,
)
_SHORTEST_WALL = 40  # words; with fewer, a page that shows a wall shows nothing else
_MOST_LINK_SHARE = 0.5

# "Two people died in the fire." A sentence has at least so many words; headings have no stop.
_FEWEST_WORDS = 5
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$", re.MULTILINE)

_NOTICE = re.compile(
    r"""
      (?:\(?c\)?opyright\b|©|\(c\)\s).*
    | all\ rights\ reserved\b.*
    | (?:like|follow|find|join)\ (?:us|\w+(?:\ \w+){0,4})\ on\ (?:twitter|facebook|instagram|x)\b.*
    | .*\b(?:sign\ up|subscribe)\b.{0,60}\b(?:newsletters?|inbox|e-?mails?|alerts?|channel)\b.*
    | .*\bnewsletters?\b.{0,40}\b(?:sign\ up|subscribe|inbox)\b.*
    | (?:get|delivered)\b.{0,80}\b(?:in|to)\ your\ inbox\b.*
    | (?:have|got)\ a\ (?:news\ )?tip\b.*
    | filed\ under:.*
    | (?:tags|topics|categories|share\ this|comments?|leave\ a\ comment)\W*(?::.*)?
    | (?:last\ )?updated\ (?:on\ |at\ )?[\w:., ]{0,40}
    | advertisement\W*
    """,
    re.IGNORECASE | re.VERBOSE,
)


def find_body(tree: HtmlElement, titles: Collection[str]) -> list[str]:
    """The paragraphs of the page's article; empty when there is no article.

    Args:
        tree: the parsed page.
        titles: the forms of its title, as keys (see `metadata.as_key`).
    """
    tree = deepcopy(tree)
    _take_out_unread(tree)
    _take_out_teasers(tree)
    document = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False)
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    return _trimmed(list(_paragraphs(document.body)), titles, _link_keys(tree))


def why_no_article(paragraphs: list[str], tree: HtmlElement) -> str | None:
    """Why what was found is no article, in the words for its user; None when it is one."""
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    if words < _SHORTEST_WALL and _WALL.search(tree.text_content()):
        return (
            "the page asks for JavaScript, cookies, or proof of a person before it shows its text"
        )
    if words < _SHORTEST_WALL and tree.find(".//input[@type='password']") is not None:
        return "the page asks for a login"
    if not paragraphs:
        return "the page holds no article"
    if not any(_is_prose(paragraph) for paragraph in paragraphs):
        return "the page holds no whole sentence, only headings or links"
    if _link_share(paragraphs, tree) > _MOST_LINK_SHARE:
        return "the page is a list of links"
    return None


def _take_out_unread(tree: HtmlElement) -> None:
    most = _MOST_UNREAD_SHARE * _prose_size(tree)
    for element in tree.xpath(_NAMED):
        name = f"{element.get('class', '')} {element.get('id', '')}"
        if _UNREAD.search(name) and _prose_size(element) <= most:
            element.drop_tree()


def _prose_size(element: HtmlElement) -> int:
    """How many characters stand in paragraphs under an element."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def _take_out_teasers(tree: HtmlElement) -> None:
    """Take out "Related: <a>Five bridges that fell</a>" and lists of nothing but links."""
    for element in tree.xpath("./body//*[self::p or self::h2 or self::h3 or self::h4]"):
        if element.find(".//a[@href]") is not None and _LINK_LABEL.fullmatch(
            one_line(_without_links(element))
        ):
            element.drop_tree()
    for element in tree.xpath("./body//*[self::ul or self::ol][count(li) > 1]"):
        if all(_is_link(item) for item in element.iterfind("li")):
            element.drop_tree()


def _is_link(item: HtmlElement) -> bool:
    return item.find(".//a[@href]") is not None and not one_line(_without_links(item))


def _without_links(element: HtmlElement) -> str:
    if element.tag == "a":
        return ""
    inner = "".join(
        _without_links(child) + (child.tail or "")
        for child in element
        if isinstance(child.tag, str)
    )
    return (element.text or "") + inner


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """The paragraphs under an element; a line break (`lb`) inside one stays, two part it."""
    text = "".join(_pieces(body))
    for paragraph in re.split(r"\f|\n\s*\n", text):
        lines = [one_line(line) for line in paragraph.split("\n")]
        if paragraph := "\n".join(line for line in lines if line):
            yield paragraph


def _pieces(element: etree._Element) -> Iterator[str]:
    """The element's text, with a form feed around each block and a line feed for each break."""
    edge = "\f" if element.tag in _BLOCKS else ""
    yield edge
    if element.tag == "lb":
        yield "\n"
    yield re.sub(r"\s", " ", element.text or "")
    for child in element:
        yield from _pieces(child)
        yield " | " if child.tag == "cell" and child.getnext() is not None else ""
        yield re.sub(r"\s", " ", child.tail or "")
    yield edge


def _trimmed(paragraphs: list[str], titles: Collection[str], links: Collection[str]) -> list[str]:
    """Cut the title's repetition off the top, and notices and bare links off the end."""
    start, end = 0, len(paragraphs)
    while start < end and as_key(paragraphs[start]) in titles:
        start += 1
    while start < end and (
        _NOTICE.fullmatch(paragraphs[end - 1]) or as_key(paragraphs[end - 1]) in links
    ):
        end -= 1
    # A page of nothing but links is left as it is, to be told as such.
    return paragraphs[start:end] or paragraphs


def _link_keys(tree: HtmlElement) -> set[str]:
    """The texts of the page's links, as keys."""
    return {as_key(link.text_content()) for link in tree.iter("a")} - {""}


def _is_prose(paragraph: str) -> bool:
    return len(paragraph.split()) >= _FEWEST_WORDS and _SENTENCE_END.search(paragraph) is not None


def _link_share(paragraphs: list[str], tree: HtmlElement) -> float:
    """The share, by characters, of the paragraphs that are a link and nothing else."""
    links = _link_keys(tree)
    linked = sum(len(paragraph) for paragraph in paragraphs if as_key(paragraph) in links)
    return linked / sum(map(len, paragraphs))
