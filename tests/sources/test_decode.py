"""Bytes -> text, and bytes that are refused."""

import codecs

import pytest

from dateline.errors import UnreadableArticle
from dateline.sources.decode import decode

RUSSIAN = "Прокуратура сообщила, что у моста прогремел взрыв и трое ранены."


@pytest.mark.parametrize(
    ("data", "charset", "markup", "expected"),
    [
        pytest.param("Zoë ran.\r\n".encode(), None, False, "Zoë ran.\r\n", id="plain UTF-8"),
        pytest.param(codecs.BOM_UTF8 + b"One.", None, False, "One.", id="the mark is not text"),
        pytest.param("Zoë.".encode("utf-16"), None, False, "Zoë.", id="UTF-16 by its mark"),
        pytest.param("Zoë.".encode("utf-32"), None, False, "Zoë.", id="UTF-32 before UTF-16"),
        pytest.param(
            codecs.BOM_UTF8 + b"The caf\xe9.", None, False, "The café.", id="a mark that lies"
        ),
        pytest.param(
            "El niño murió.".encode("latin-1"), None, False, "El niño murió.", id="Latin-1 unsaid"
        ),
        pytest.param(
            "“No,” he said – twice.".encode("cp1252"), None, False, "“No,” he said – twice.",
            id="windows quotes unsaid",
        ),
        pytest.param(RUSSIAN.encode("cp1251"), None, False, RUSSIAN, id="Cyrillic is detected"),
        pytest.param(
            RUSSIAN.encode("koi8-r"), "koi8-r", False, RUSSIAN, id="what the server says"
        ),
        pytest.param(
            "“Yes” – so".encode("cp1252"), "iso-8859-1", False, "“Yes” – so",
            id="Latin-1 means windows-1252, as in browsers",
        ),
        pytest.param(
            "Zoë".encode(), "ISO-8859-1", False, "Zoë", id="UTF-8 that a server calls Latin-1"
        ),
        pytest.param(
            b"<meta charset='windows-1251'>" + "взрыв".encode("cp1251"), None, True,
            "<meta charset='windows-1251'>взрыв", id="what the page says",
        ),
        pytest.param(
            b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">\xb3',
            None, True,
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">ł',
            id="what an old page says",
        ),
        pytest.param(
            b"<meta charset='koi8-r'>" + "Zoë".encode(), "utf-8", True,
            "<meta charset='koi8-r'>Zoë", id="the server outranks the page",
        ),
        pytest.param("Zoë".encode(), "no-such-charset", False, "Zoë", id="an unknown label"),
        pytest.param("Zoë".encode(), "rot13", False, "Zoë", id="a codec that is no charset"),
        pytest.param("Zoë".encode(), "utf-16", False, "Zoë", id="no NULs, so never UTF-16"),
        pytest.param(
            "ëëëëëëëëëëë".encode() + b"\xc3", None, False, "ëëëëëëëëëëë�", id="UTF-8 cut at the end"
        ),
        pytest.param(b"", None, False, "", id="nothing"),
    ],
)  # fmt: skip
def test_decode(data: bytes, charset: str | None, markup: bool, expected: str) -> None:
    assert decode(data, charset=charset, markup=markup) == expected


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"%PDF-1.7\n...", "pdftotext", id="PDF says how to convert"),
        pytest.param(b"PK\x03\x04word/document.xml", "DOCX", id="DOCX"),
        pytest.param(b"\x89PNG\r\n", "picture", id="PNG"),
        pytest.param(b"\xff\xd8\xff\xe0", "picture", id="JPEG"),
        pytest.param(b"{\\rtf1 A report.}", "RTF", id="RTF looks like text"),
        pytest.param(b"Some words\x00more words", "NUL", id="NUL bytes"),
        pytest.param(bytes(range(1, 32)) * 9, "control codes", id="control codes"),
        pytest.param(codecs.BOM_UTF16_LE + b"a\x00b", "utf-16-le", id="half a UTF-16 letter"),
        pytest.param(codecs.BOM_UTF16_LE + b"a\x00\x00\x00", "NUL", id="NUL inside UTF-16"),
    ],
)
def test_decode_refuses(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableArticle, match=said):
        decode(data)
