"""Whatever bytes a file holds: articles that can be quoted, failures with a reason, nothing else.

The bytes are those of the sample files of every source, cut, doubled and overwritten by chance.
"""

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import ConfigError
from dateline.records import Article, Failure, Report
from dateline.sources import SourceOptions, open_inputs

_ROOT = Path(__file__).parents[1] / "sources" / "golden"
_LARGEST = 60_000  # bytes of a sample that is worth the time
SAMPLES = sorted(
    path
    for path in _ROOT.rglob("*")
    if path.is_file()
    and path.name != "expected.json"
    and path.suffix != ".urls"  # their addresses would be fetched
    and path.stat().st_size <= _LARGEST
)
_NASTY = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"<", b"&#x110000;", b"&#0;", b"<!DOCTYPE a [",
    b"]]>", b"{\\rtf", b"\\bin99999999 ", b"\\u-1?", b"{" * 500, b"[" * 5000, b'"', b"1e999",
    b"\\ud800", b"\x1f\x8b", b"PK\x03\x04", b"Content-Length: -1\r\n",
    b"Content-Length: 99999999999999999999\r\n", b"=?utf-8?q?", b"<div>" * 3000, b"charset=utf-7",
    b"9999-99-99", b"0000-00-00", b"-" * 3000, b"\xed\xa0\x80",
)  # fmt: skip
_CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1),  # where, as a share of the file
        st.integers(0, 400),  # how many bytes are taken out there
        st.sampled_from(_NASTY) | st.binary(max_size=12),  # what is put there
    ),
    max_size=6,
)


def test_every_kind_of_sample_is_changed() -> None:
    suffixes = {path.suffix for path in SAMPLES}
    assert {".html", ".rtf", ".docx", ".eml", ".jsonl", ".csv"} <= suffixes, suffixes


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=_CHANGES, cut=st.floats(0, 1) | st.just(1.0))
def test_a_sample_that_was_changed(
    sample: Path, changes: list[tuple[float, int, bytes]], cut: float
) -> None:
    data = bytearray(sample.read_bytes())
    for share, taken, put in changes:
        at = int(share * len(data))
        data[at : at + taken] = put
    _read(bytes(data[: int(cut * len(data))]), sample.name)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.binary(max_size=200) | st.lists(st.sampled_from(_NASTY)).map(b"".join),
    name=st.sampled_from(
        ["a.html", "a.txt", "a.eml", "a.rtf", "a.docx", "a.csv", "a.jsonl", "a.json", "a.warc",
         "a.warc.gz", "a.zip", "a.xml", "a"]
    ),
)  # fmt: skip
def test_bytes_that_are_nothing(data: bytes, name: str) -> None:
    _read(data, name)


def _read(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        with contextlib.suppress(ConfigError):  # a table without a column of texts
            for item in open_inputs([str(path)], SourceOptions()):
                if isinstance(item, Article):
                    item.text.encode()  # no half characters
                elif isinstance(item, Failure):
                    assert item.reason
                else:
                    assert isinstance(item, Report)
