"""A Word document (DOCX, ISO 29500) in, its paragraphs out.

Only `word/document.xml` is read: headers, footers, comments and notes are no part of a report. No
entity is expanded and nothing is fetched; a document type declaration, which Word never writes, is
refused.
"""

import io
from collections.abc import Iterator

from lxml import etree

from dateline.errors import UnreadableArticle
from dateline.sources.zipped import member_bytes, opened_zip

_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Paragraphs of text boxes come by themselves; what was moved away stands where it went.
_UNREAD = frozenset({f"{_W}p", f"{_W}moveFrom", f"{_W}del", _FALLBACK})
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def docx_lines(data: bytes) -> list[str]:
    """The lines of a document: its paragraphs, parted where a line was broken.

    Raises:
        UnreadableArticle: it is no Word document, is damaged, or holds too much.
    """
    with opened_zip(io.BytesIO(data)) as archive:
        try:
            member = archive.getinfo(_BODY)
        except KeyError as error:
            raise UnreadableArticle("it is no Word document (DOCX); check the file") from error
        xml = member_bytes(archive, member)
    root = _parse(xml)
    paragraphs = (
        "".join(_words(paragraph))
        for paragraph in root.iter(f"{_W}p")
        if next(paragraph.iterancestors(_FALLBACK), None) is None  # said again for older readers
    )
    return [line.strip(" \u00a0\t") for text in paragraphs for line in text.split("\n")]


def _parse(xml: bytes) -> etree._Element:
    # Entities stay as they are; a node count above any document's is an error of the parser.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableArticle(
            f"it is a damaged Word document ({error}); save it again"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableArticle("it declares a document type, as no Word document does")
    return root


def _words(element: etree._Element) -> Iterator[str]:
    """The words of a paragraph without those of paragraphs inside it (text boxes)."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif isinstance(child.tag, str) and child.tag not in _UNREAD and not _is_hidden(child):
            yield from _words(child)


def _is_hidden(run: etree._Element) -> bool:
    """Whether a run of letters is hidden text, which Word shows to nobody."""
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in {"0", "false", "off"}
