"""Documents and exports of databases, whole, broken and hostile; see also the golden folders."""

from pathlib import Path

import pytest

from dateline.records import Article, Failure
from dateline.sources import SourceOptions, open_inputs
from dateline.sources import zipped as zip_limits
from dateline.sources.exported import day_of_line, language_of_name
from dateline.sources.rtf import rtf_lines
from tests.sources.offices import NEXIS_1, NEXIS_2, W, document_xml, docx, factiva_page, rtf, zipped
from tests.sources.pages import read_failure, read_one

REPORT = "Two boats sank off Lindow on Monday, the harbour office said."


def test_a_document_that_is_no_export_is_one_report(tmp_path: Path) -> None:
    for name, content in (
        ("a.docx", docx(REPORT, "", "“Nobody”")),
        ("a.rtf", rtf(REPORT, "", "“Nobody”")),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        found = read_one(path)
        assert found.text == f"{REPORT}\n\n“Nobody”"
        assert (found.source.kind, found.source.ref, found.title) == ("file", str(path), None)


def test_verbatim_takes_an_export_as_one_text(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(*NEXIS_1, *NEXIS_2))
    assert read_one(path, verbatim=True).text.endswith("End of Document")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 4, 2021 Thursday", "2021-03-04"),
        ("Thursday, March 4, 2021", "2021-03-04"),
        ("March 4, 2021 Thursday 12:15 PM GMT", "2021-03-04"),
        ("4 March 2021", "2021-03-04"),
        ("04 Sept 2021 Saturday", "2021-09-04"),
        ("Sep. 4, 2021", "2021-09-04"),
        ("March 2021", None),
        ("2021", None),
        ("February 30, 2021", None),
        ("4. März 2021", None),
        ("4 Mayhem 2021", None),
        ("March 4, 2021 was the day on which the bridge was blown up by gunmen.", None),
        ("On March 4, 2021", None),
        ("", None),
    ],
)
def test_a_day_is_a_whole_line(line: str, day: str | None) -> None:
    assert day_of_line(line) == day


@pytest.mark.parametrize(
    ("name", "code"),
    [("ENGLISH", "en"), ("Spanish; Castilian", "es"), ("Klingon", None), (None, None)],
)
def test_languages(name: str | None, code: str | None) -> None:
    assert language_of_name(name) == code


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (rb"{\rtf1 One\par Two}", ["One", "Two"]),
        (rb"{\rtf1\ansi\ansicpg1251 \'c2\'e7\'f0\'fb\'e2}", ["Взрыв"]),
        (rb"{\rtf1\ansi\ansicpg932 \'93\'8c\'8b\'9e}", ["東京"]),
        (rb"{\rtf1\uc1 \u8220?Hi\u8221?}", ["“Hi”"]),
        (rb"{\rtf1\uc2 \u8220''Hi}", ["“Hi"]),
        (rb"{\rtf1\uc1 \u-10179?\u-8694?}", ["\U0001f60a"]),
        (rb"{\rtf1\uc1 \u-10179?x}", ["\ufffdx"]),
        (rb"{\rtf1{\fonttbl{\f0 Times;}}{\*\unknown secret}{\pict 00ff}seen}", ["seen"]),
        (rb"{\rtf1{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}}", ["shown"]),
        (rb"{\rtf1 a\bin3 }}}b}", ["ab"]),
        (rb"{\rtf1 \{brace\} \\ \~ \_ \emdash\tab end}", ["{brace} \\ \u00a0 - —\tend"]),
        (rb"{\rtf1 a{\v secret}b\v c\v0 d\deleted e\plain f}", ["abdf"]),
        (rb"{\rtf1\v {a\v0 b}c\'e9}", ["b"]),
        (rb"{\rtf1 open", ["open"]),
        (rb"{\rtf1 }}}} more", ["more"]),
        (rb"{\rtf1\ansicpg99999 \'e9}", ["é"]),
    ],
)
def test_rich_text(source: bytes, lines: list[str]) -> None:
    assert rtf_lines(source) == lines


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"", "neither a Word document"),
        ("a.docx", b"PK\x03\x04 but no more", "damaged ZIP"),
        ("a.docx", zipped({"a.txt": REPORT}), "no Word document"),
        ("a.docx", docx(), "empty"),
        ("a.docx", docx(xml="<w:document"), "damaged Word document"),
        ("a.docx", docx(xml=document_xml("&ana;").replace("&amp;", "&").replace(
            "<w:doc", '<!DOCTYPE d [<!ENTITY ana "Ana">]><w:doc', 1)), "document type"),
        ("a.docx", docx(xml=document_xml("x").replace(
            "<w:doc", '<!DOCTYPE d SYSTEM "file:///etc/hostname"><w:doc', 1)), "document type"),
        ("a.docx", docx(xml=document_xml("x" * 30_000)), "larger than 0.02 MB"),
        ("a.docx", docx(xml=document_xml("x" * 3_000_000)), "200 times"),
        ("a.docx", docx(xml=f'<w:document xmlns:w="{W}">' + "<w:p>" * 400 + "</w:p>" * 400
                        + "</w:document>"), "damaged Word document"),
        ("a.rtf", b"plain text", "neither a Word document"),
        ("a.rtf", b"{\\rtf1 " + b"{" * 1_000, "nested too deeply"),
        ("a.rtf", b"{\\rtf1}", "empty"),
        ("a.zip", b"", "damaged ZIP"),
        ("a.zip", zipped({"list.txt": "x"}), "no document"),
        ("a.zip", zipped({"inner.zip": zipped({"a.docx": docx(REPORT)})}), "no document"),
        ("a.zip", zipped({"bomb.docx": b"x" * 5_000_000}), "200 times"),
    ],
)  # fmt: skip
def test_bad_documents(
    tmp_path: Path, small_limit: None, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in read_failure(path).reason


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    """Ten entities of ten entities of … would fill the memory."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = (
        document_xml("x")
        .replace("<w:doc", f'<!DOCTYPE d [<!ENTITY l0 "ha">{levels}]><w:doc', 1)
        .replace(">x<", ">&l9;<")
    )
    path = tmp_path / "laughs.docx"
    path.write_bytes(docx(xml=xml))
    assert "entity amplification" in read_failure(path).reason


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [("MOST_MEMBERS", 1, "more than 1 files"), ("MOST_MEGABYTES", 0.001, "more than 0.001 MB")],
)
def test_an_archive_of_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: float, said: str
) -> None:
    monkeypatch.setattr(zip_limits, limit, value)
    path = tmp_path / "much.zip"
    path.write_bytes(zipped({"a.rtf": b"\x00" * 900, "b.rtf": b"\x01" * 900}))
    assert said in read_failure(path).reason


def test_a_size_that_lies_is_not_believed(tmp_path: Path, small_limit: None) -> None:
    honest = zipped({"a.rtf": b"{\\rtf1 " + b"x " * 20_000})
    size = (7 + 40_000).to_bytes(4, "little")
    path = tmp_path / "lie.zip"
    path.write_bytes(honest.replace(size, (100).to_bytes(4, "little")))
    failure = read_failure(path)
    assert failure.ref == f"{path}/a.rtf"
    assert "damaged in its ZIP archive (Bad CRC-32" in failure.reason


def test_one_bad_member_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "mixed.zip"
    path.write_bytes(zipped({"bad.docx": b"PK\x03\x04", "good.rtf": rtf(REPORT), "note.txt": "x"}))
    told: list[str] = []
    found = list(open_inputs([str(path)], SourceOptions(notice=told.append)))
    assert [type(item) for item in found] == [Failure, Article]
    assert told == [f"{path}: passed over 1 files that are no documents"]


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("flags", 0x1, "locked with a password"),
        ("flags", 0x40, "locked with a password"),
        ("flags", 0x20, "unknown kind (compressed patched data"),
        ("packing", 12, "packed in an unusual way"),  # bzip2
        ("packing", 97, "packed in an unusual way"),
        ("version", 200, "unknown kind (zip file version 20.0)"),
        ("sum", 1, "damaged in its ZIP archive (Bad CRC-32"),
        ("offset", 1, "damaged in its ZIP archive (Bad magic number"),
    ],
)
def test_a_member_that_cannot_be_unpacked_does_not_stop_the_rest(
    tmp_path: Path, place: str, value: int, said: str
) -> None:
    path = tmp_path / "mixed.zip"
    path.write_bytes(_with_odd_first(zipped({"a.rtf": rtf(REPORT), "b.rtf": rtf(REPORT)}),
                                     place, value))  # fmt: skip
    if place == "version":  # zipfile looks at it when it opens the archive
        assert said in read_failure(path).reason
        return
    failure, article = open_inputs([str(path)], SourceOptions())
    assert isinstance(failure, Failure)
    assert failure.ref == f"{path}/a.rtf"
    assert said in failure.reason
    assert isinstance(article, Article)
    assert article.text == REPORT


def test_a_name_that_is_not_in_its_coding(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = zipped({"ä.rtf": rtf(REPORT)})
    path.write_bytes(data.replace("ä".encode(), b"\xff\xff"))
    assert "damaged ZIP archive ('utf-8' codec" in read_failure(path).reason


def _with_odd_first(archive: bytes, place: str, value: int) -> bytes:
    """The archive with a field of its first member changed in the list at its end."""
    at = archive.index(b"PK\x01\x02")
    start, size = {
        "version": (6, 2), "flags": (8, 2), "packing": (10, 2), "sum": (16, 4), "offset": (42, 4),
    }[place]  # fmt: skip
    changed = value.to_bytes(size, "little")
    return archive[: at + start] + changed + archive[at + start + size :]


def test_text_that_was_moved_or_deleted_or_is_hidden_is_told_once_or_not(tmp_path: Path) -> None:
    run = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
    hidden, shown = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'
    body = (
        run.format("", "Two boats sank")
        + f"<w:moveFrom>{run.format('', ' on Monday')}</w:moveFrom>"
        + f"<w:del>{run.format('', ' never')}</w:del>"
        + f"<w:ins>{run.format(shown, ' off Lindow')}</w:ins>"
        + f"<w:moveTo>{run.format('', ' on Monday')}</w:moveTo>"
        + run.format(hidden, " (check this)")
        + run.format("", ".")
    )
    path = tmp_path / "a.docx"
    path.write_bytes(docx(xml=document_xml("x").replace(run.format("", "x"), body)))
    assert read_one(path).text == "Two boats sank off Lindow on Monday."


def test_an_article_without_a_text_is_one_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    photo = ("Photo", "The Varda Post", "March 4, 2021", "Body", "Graphic", "End of Document")
    path.write_bytes(docx(*photo, *NEXIS_2))
    first, second = open_inputs([str(path)], SourceOptions())
    assert isinstance(first, Failure)
    assert (first.ref, "no text" in first.reason) == (f"{path}:1", True)
    assert isinstance(second, Article)


def test_the_day_of_loading_is_no_day_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(*NEXIS_2))
    assert read_one(path).published is None


def test_a_page_that_only_looks_like_factiva_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(factiva_page().replace("articleParagraph", "paragraph"), encoding="utf-8")
    assert read_one(path).source.kind == "file"
