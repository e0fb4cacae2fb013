"""Documents as word processors and databases write them, and as nobody should."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def document_xml(*lines: str, before: str = "") -> str:
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines
    )
    body = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return f'<?xml version="1.0"?>{before}{body}'


def docx(*lines: str, xml: str | None = None) -> bytes:
    """A Word document of these paragraphs, or of this XML."""
    return zipped({"[Content_Types].xml": _KINDS, "word/document.xml": xml or document_xml(*lines)})


def zipped(files: "dict[str, bytes] | dict[str, str] | dict[str, bytes | str]") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(
                zipfile.ZipInfo(name, (2021, 3, 4, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


def rtf(*lines: str, rows: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A rich text of these table rows and lines."""
    cells = "".join(
        rf"\trowd\cellx900\cellx9000\pard\intbl {_rtf(code)}\cell {_rtf(text)}\cell\row" + "\n"
        for code, text in rows
    )
    body = "".join(rf"\pard {_rtf(line)}\par" + "\n" for line in lines)
    return (
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman Times;}}"
        r"{\colortbl;\red0\green0\blue0;}"
        r"{\info{\title Not for readers}}{\*\generator Made up;}" + "\n" + cells + body + "}"
    ).encode("ascii")


def _rtf(text: str) -> str:
    units = text.encode("utf-16-le")
    numbers = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    out = []
    for number in numbers:
        if number == 10:
            out.append(r"\par ")
        elif number > 126:
            out.append(rf"\u{number - 65_536 if number > 32_767 else number}?")
        else:
            out.append(("\\" if chr(number) in "\\{}" else "") + chr(number))
    return "".join(out)


COVER = (
    "User Name: Made Up", "Date and Time: Friday, March 5, 2021 9:00:00 AM GMT", "Job Number: 1",
    "Documents (2)", "1. Bridge at Tarn reopens", "Client/Matter: -None-", "Search Terms: tarn",
)  # fmt: skip
NEXIS_1 = (
    "Bridge at Tarn reopens", "The Varda Post", "March 3, 2021 Wednesday", "Final Edition",
    "Copyright 2021 The Varda Post All Rights Reserved", "Section: NEWS; Pg. 4", "Length: 41 words",
    "Byline: Lena Oduya and Jo Lund", "Body", "",
    "The bridge at Tarn reopened on Wednesday, two months after gunmen blew up its middle span, the"
    " transport ministry said.",
    "“Lorries may cross one at a time,” said Ana Ruiz, who leads the repair.",
    "Graphic", "The bridge, seen from the north.", "Load-Date: March 5, 2021",
    "Classification", "Language: ENGLISH", "Publication-Type: Newspaper", "End of Document",
)  # fmt: skip
NEXIS_2 = (
    "Curfew lifted in Tarn", "Lakeside Wire", "March 2021", "Copyright 2021 Lakeside Wire",
    "Length: 12 words", "Body", "The governor lifted the night curfew in Tarn, shopkeepers said.",
    "Load-Date: March 6, 2021", "End of Document",
)  # fmt: skip
FACTIVA_ROWS = (
    ("SE", "World"), ("HD", "Bridge at Tarn reopens"), ("BY", "By Lena Oduya"), ("WC", "41 words"),
    ("PD", "3 March 2021"), ("ET", "18:20"), ("SN", "The Varda Post"), ("SC", "VAPO"),
    ("LA", "English"), ("CY", "(c) 2021 The Varda Post"),
    ("LP", "The bridge at Tarn reopened on Wednesday, two months after gunmen blew up its middle"
     " span."),
    ("TD", "“Lorries may cross one at a time,” said Ana Ruiz, who leads the repair.\nShe asked"
     " drivers to be patient."),
    ("RE", "ruri : Ruritania"), ("AN", "Document VAPO000020210303eh3300001"),
)  # fmt: skip
FACTIVA_LINES = (
    "World", "Curfew lifted in Tarn", "By Jo Lund", "12 words", "4 March 2021", "05:15",
    "Lakeside Wire", "LAKWIR", "English", "Copyright 2021. Lakeside Wire.", "",
    "The governor lifted the night curfew in Tarn on Thursday, shopkeepers said.",
    "The market opened before dawn.", "Document LAKWIR0020210304eh3400002",
)  # fmt: skip


def factiva_page() -> str:
    """An export as HTML: one article with codes, one without."""
    rows = "".join(
        f"<tr><td><b>{code}</b></td><td>"
        + "".join(
            f'<p class="articleParagraph enarticleParagraph">{escape(part)}</p>'
            for part in text.split("\n")
        )
        + "</td></tr>"
        for code, text in FACTIVA_ROWS
    )
    _, title, byline, *rest = FACTIVA_LINES
    head = "".join(f"<div>{escape(line)}</div>" for line in (byline, *rest[:7]))
    body = "".join(
        f'<p class="articleParagraph enarticleParagraph">{escape(line)}</p>' for line in rest[8:-1]
    )
    return (
        "<!DOCTYPE html><html><head><title>Factiva</title></head><body>"
        f'<div id="article-1" class="article enArticle"><table>{rows}</table></div>'
        f'<div id="article-2" class="article enArticle"><div id="hd">'
        f'<span class="enHeadline">{title}</span>'
        f"</div>{head}{body}<p>{rest[-1]}</p></div></body></html>"
    )
