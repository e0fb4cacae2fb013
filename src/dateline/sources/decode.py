"""Bytes in, text out: by byte order mark, declared charset, UTF-8, else by the look of the bytes.

A byte order mark says how the text is encoded and is not part of it, so it is left out. What is no
text at all (PDF, DOCX, pictures, programs) is refused with a word on what to do.
"""

import codecs
import re

import charset_normalizer

from dateline.errors import UnreadableArticle

_MARKS = (  # the longer first: UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF", "it is a PDF; convert it first, for instance with pdftotext FILE.pdf FILE.txt"),
    (b"PK\x03\x04", "it is a ZIP archive or an office document (DOCX, ODT, EPUB);"
     " unpack it, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "it is an old office document (DOC, XLS); save it as plain text"),
    (b"{\\rtf", "it is a rich text (RTF) document; save it as plain text"),
    (b"\x89PNG", "it is a picture (PNG); give the text, for instance from tesseract"),
    (b"\xff\xd8\xff", "it is a picture (JPEG); give the text, for instance from tesseract"),
    (b"GIF8", "it is a picture (GIF); give the text, for instance from tesseract"),
    (b"SQLite format 3\x00", "it is an SQLite database, not a report"),
    (b"\x1f\x8b", "it is a gzip archive inside another; unpack it first"),
    (b"BZh", "it is a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "it is an xz archive; unpack it first"),
)  # fmt: skip

_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*
    ([\w.:-]+)""", re.IGNORECASE | re.VERBOSE)  # fmt: skip

_HEAD = 4096  # bytes; browsers look for a declared charset in the first 1024, some pages are later

# Labels that pages use for what browsers (WHATWG Encoding) read as windows-1252.
_WESTERN = frozenset({"ascii", "iso8859-1", "cp1252"})

_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1b")

# One code in a hundred that no text holds: old terminals' codes stay below, programs are far above.
_MOST_CONTROLS_SHARE = 0.01

# Bytes cut or spoilt in a UTF-8 text are few beside its whole letters; in another encoding nearly
# every accented letter breaks UTF-8, so the two cases are far apart and the factor matters little.
_GOOD_FOR_EACH_BAD = 10

# In the Latin alphabet few letters are accented; in Cyrillic or Chinese nearly all bytes are high.
# The guesser takes a short "El niño murió" for Polish, and so it is only asked above this share.
_LATIN_SHARE = 0.2

# No page has been written in these for decades, and Russian in windows-1251 is taken for the first.
_UNUSED = [
    "mac_cyrillic", "mac_greek", "mac_latin2", "mac_iceland", "mac_roman", "mac_turkish",
    "cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140",
]  # fmt: skip


def decode(data: bytes, *, charset: str | None = None, markup: bool = False) -> str:
    """Decode a text.

    Args:
        data: the whole input.
        charset: what the server or the user says it is; believed if the bytes agree.
        markup: also believe a charset declared in HTML or XML.

    Raises:
        UnreadableArticle: it is no text, or in no encoding that can be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    refuse_binary(data)
    declared = [charset, _declared_in_markup(data) if markup else None]
    for name in declared:
        text = _decode_as(data, name)
        if text is not None:
            return text
    return _decode_unsaid(data)


def refuse_binary(data: bytes) -> None:
    """Refuse what is not text.

    Raises:
        UnreadableArticle: a known kind of file, NUL bytes, or mostly control codes.
    """
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise UnreadableArticle(reason)
    if b"\x00" in data:
        raise UnreadableArticle(
            "it is a binary file (it holds NUL bytes); give plain text, HTML, JSONL or CSV"
        )
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in data[:_HEAD])
    if controls > _MOST_CONTROLS_SHARE * len(data[:_HEAD]):
        raise UnreadableArticle(
            "it is a binary file (it holds control codes); give plain text, HTML, JSONL or CSV"
        )


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _decode_unsaid(data)
        raise UnreadableArticle(
            f"it says that it is {encoding} but is not, at byte {error.start}; save it as UTF-8"
        ) from error
    if "\x00" in text:
        raise UnreadableArticle("it is a binary file (it holds NUL characters); give plain text")
    return text


def _declared_in_markup(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii", "replace") if found else None


def _decode_as(data: bytes, charset: str | None) -> str | None:
    """Decode by a declared charset; None when it is unknown or the bytes do not agree with it."""
    if charset is None:
        return None
    try:
        name = codecs.lookup(charset.strip(" \"'")).name
    except (LookupError, ValueError):  # ValueError: it holds a NUL
        return None
    if name in _WESTERN:
        # Any bytes are valid here, so the label proves nothing: servers that say ISO-8859-1 by
        # habit send UTF-8, and UTF-8 does not come out right by accident.
        return _strict(data, "utf-8") or _strict(data, "cp1252")
    if name.startswith(("utf-16", "utf-32")):
        return None  # a page that could be searched for its declaration is in neither
    return _strict(data, name)


def _decode_unsaid(data: bytes) -> str:
    """Decode what says nothing of its charset: UTF-8, UTF-8 with a few spoilt bytes, or a guess."""
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    mended = data.decode("utf-8", "replace")
    bad = mended.count("�")
    good = sum(letter > "\x7f" for letter in mended) - bad
    if good >= _GOOD_FOR_EACH_BAD * bad:
        return mended
    if sum(byte > 127 for byte in data) < _LATIN_SHARE * len(data):
        western = _strict(data, "cp1252")
        if western is not None:
            return western
    best = charset_normalizer.from_bytes(data, cp_exclusion=_UNUSED).best()
    if best is None:
        raise UnreadableArticle("its character encoding could not be told; save it as UTF-8")
    return str(best)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # LookupError: "rot13" is a codec but no charset
        return None
