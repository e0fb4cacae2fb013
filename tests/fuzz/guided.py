"""Bytes bred by what they reach inside of the parsers: `make atheris`, with atheris (libFuzzer).

    python -m tests.fuzz.guided FOLDER SECONDS [TARGET…]

The targets share the seconds. For each in turn, bytes are changed, and those that reach a new
branch of Dateline are kept in FOLDER/TARGET and changed further. What raises an error that is not
Dateline's own, breaks what the target promises, or keeps the processor busy is a finding: its bytes
go to FOLDER/found, one file for each place in the code, with a line that says why. 1 when anything
was found.
"""

import contextlib
import hashlib
import io
import re
import subprocess
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.fuzz.patterns import TooLong, seconds_of_the_processor

_ROOT = Path(__file__).parents[2]
_GOLDEN = _ROOT / "tests" / "sources" / "golden"
_LONGEST = 8_000  # bytes of one input
_SECONDS = 10.0  # of the processor, for one input with every branch counted
_WORDS = Path(__file__).with_name("words.dict")


# What each target reads. Heavy imports wait, so that atheris counts their branches.


def _drain(items: Iterator[object]) -> None:
    """Take articles, failures and reports as `add` would: whole letters, and reasons."""
    from dateline.errors import ConfigError
    from dateline.records import Article, Failure

    with contextlib.suppress(ConfigError):  # a table without a column of texts
        for item in items:
            if isinstance(item, Article):
                item.text.encode()
            elif isinstance(item, Failure):
                assert item.reason, "a failure without a reason"


def _file(name: str) -> Callable[[bytes], None]:
    """A file of this name that holds the bytes."""

    def read(data: bytes) -> None:
        from dateline.sources import SourceOptions, open_data

        _drain(open_data(data, name, SourceOptions()))

    return read


def _table(data: bytes) -> None:
    from dateline.sources import SourceOptions
    from dateline.sources.polite import PoliteFetcher
    from dateline.sources.table import csv_articles, json_articles, jsonl_articles

    options, polite = SourceOptions(), PoliteFetcher(allow_private=False)
    readers: tuple[Callable[[], Iterator[object]], ...] = (
        lambda: csv_articles(data, "a.csv", options, polite),
        lambda: json_articles(data, "a.json", options, polite),
        lambda: jsonl_articles(data.splitlines(), "a.jsonl", options, polite),
    )
    _one_of(readers)


def _office(data: bytes) -> None:
    """As rich text, and as the text of a Word document."""
    from dateline.sources import SourceOptions
    from dateline.sources.office import document_articles

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", data)
    _one_of(
        (
            lambda: document_articles(b"{\\rtf" + data, "a.rtf", SourceOptions()),
            lambda: document_articles(packed.getvalue(), "a.docx", SourceOptions()),
        )
    )


def _export(data: bytes) -> None:
    """The lines of a database's export, however they were packed."""
    from dateline.sources import SourceOptions
    from dateline.sources.factiva import factiva_articles, factiva_page_articles
    from dateline.sources.nexis import nexis_articles
    from dateline.sources.office import export_articles

    text = data.decode("utf-8", "ignore")
    lines = [line.strip() for line in text.split("\n")]
    _one_of(
        (
            lambda: export_articles(nexis_articles(lines), "nexis", "a.rtf", SourceOptions()),
            lambda: export_articles(factiva_articles(lines), "factiva", "a.rtf", SourceOptions()),
            lambda: export_articles(
                factiva_page_articles(text), "factiva", "a.html", SourceOptions()
            ),
        )
    )


def _one_of(readers: tuple[Callable[[], Iterator[object]], ...]) -> None:
    from dateline.errors import DatelineError

    for reader in readers:
        with contextlib.suppress(DatelineError):  # refused, with a reason
            _drain(reader())


def _web_archive(data: bytes) -> None:
    from dateline.errors import DatelineError
    from dateline.sources import SourceOptions
    from dateline.sources.warc import warc_articles

    with tempfile.NamedTemporaryFile(suffix=".warc") as file:
        file.write(data)
        file.flush()
        with contextlib.suppress(DatelineError):
            _drain(warc_articles(Path(file.name), SourceOptions()))


def _feed(data: bytes) -> None:
    from dateline.errors import DatelineError
    from dateline.sources.feed import feed_entries

    with contextlib.suppress(DatelineError):
        for entry in feed_entries(data, "https://news.example.org/feed"):
            assert entry.url.startswith("http"), entry


def _header(data: bytes) -> None:
    """The furniture around a report, and the header on its first lines."""
    from dateline.reading.furniture import mark_furniture
    from dateline.reading.header import find_header, is_header_line
    from dateline.records import Article, Provenance

    text = data.decode("utf-8", "ignore")
    source = Provenance(kind="file", ref="a.txt", retrieved_at="2024-01-01T00:00:00+00:00")
    article = mark_furniture(Article(id="a", text=text, source=source))
    header = find_header(article)
    for span in header.evidence:
        assert 0 <= span.start < span.end <= len(text), (header, len(text))
    for line in text.split("\n"):
        is_header_line(line)


def _dates(data: bytes) -> None:
    from dateline.reading.when import find_times
    from dateline.records import Span
    from dateline.records.iso_days import days_of
    from dateline.sources.exported import day_of_line
    from dateline.sources.options import iso_date

    text = data.decode("utf-8", "ignore")
    first, _, rest = text.partition("\n")
    for found in (day_of_line(first), iso_date(first)):
        assert found is None or days_of(found) is not None, (first, found)
    days_of(first)
    sentences = [Span(m.start(), m.end()) for m in re.finditer(r"\S[^.\n]*", rest)]
    for time in find_times(rest, sentences, published=first):
        assert 0 <= time.span.start < time.span.end <= len(rest), time
        start, end = time.when.start, time.when.end
        assert start is None or days_of(start) is not None, time
        assert start is None or end is None or days_of(start)[0] <= days_of(end)[1], time  # type: ignore[index]


def _page_dates(data: bytes) -> None:
    """A date in a line of a page."""
    from dateline.sources.published import _from_words, _possible

    found = _from_words(data.decode("utf-8", "ignore"))
    assert _possible(found) is None or len(found or "") >= 10, found


def _numbers(data: bytes) -> None:
    from dateline.reading.numerals import plain_number, read_number

    words = data.decode("utf-8", "ignore").lower().split()
    for at in range(len(words)):
        for found in (read_number(words, at), plain_number(words, at)):
            if found is None:
                continue
            value, end = found
            assert at < end <= len(words), (words[at : at + 8], found)
            if isinstance(value, tuple):
                stated = [number for number in value if number is not None]
                assert stated, (words[at : at + 8], found)
                assert all(number >= 0 for number in stated), (words[at : at + 8], found)
                assert stated == sorted(stated), (words[at : at + 8], found)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "page": _file("a.html"),
    "text": _file("a.txt"),
    "mail": _file("a.eml"),
    "header": _header,
    "dates": _dates,
    "page-dates": _page_dates,
    "numbers": _numbers,
    "table": _table,
    "office": _office,
    "export": _export,
    "web-archive": _web_archive,
    "feed": _feed,
}


def seeds(target: str) -> Iterator[bytes]:
    """What a target begins with: samples of its kind, or lines that it understands."""
    suffixes = {
        "page": (".html",), "mail": (".eml",), "table": (".csv", ".jsonl", ".json"),
        "office": (".rtf",), "web-archive": (".warc",), "export": (".html",),
    }.get(target, ())  # fmt: skip
    for path in sorted(_GOLDEN.rglob("*")):
        if path.suffix in suffixes and path.name not in {"expected.json", "options.json"}:
            yield path.read_bytes()[:_LONGEST]
    if target == "office":
        with zipfile.ZipFile(_GOLDEN / "nexis" / "nexis-uni.docx") as archive:
            yield archive.read("word/document.xml")[:_LONGEST]
    if target == "export":
        yield (
            b"Bridge closed\nThe Mirna Post\nMarch 4, 2021 Thursday\nCopyright 2021\n"
            b"Byline: Ana Ruiz\nBody\nGunmen attacked.\nClassification\nLanguage: ENGLISH\n"
            b"End of Document\n"
        )
        yield (
            b"HD\tBridge closed\nBY\tAna Ruiz\nPD\t4 March 2021\nLA\tEnglish\nLP\tSaid.\n"
            b"TD\tMore.\nAN\tX1\n"
        )
    if target == "feed":
        yield (
            b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>A</title>'
            b"<link>https://a.example/1</link><guid>1</guid>"
            b"<pubDate>Thu, 04 Mar 2021 10:00:00 GMT</pubDate></item></channel></rss>"
        )
        yield (
            b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>x</id><link href="/a"/>'
            b"<published>2021-03-04T10:00:00Z</published></entry></feed>"
        )
    if target in {"header", "dates", "page-dates", "numbers", "text"}:
        for story in sorted((_ROOT / "examples").rglob("*.txt"))[:12]:
            yield story.read_bytes()[:_LONGEST]
        yield from (line.encode() for line in _LINES)


_LINES = (
    "MIRNA, 3 March 2021 (Reuters) — Gunmen killed at least 12.",
    "PORT KARA, N.D., Sept. 28, 2016 (UPI) -- [TEXT] Two days later",
    "2015-07-14\nTwo weeks after the 2003 bombing, on 3 March, between May and July. Last Monday.",
    "2015-07-14T08:30:00+00:00\nIn the late 1990s. Early in the 20th century. Since Friday.",
    "July 14, 2015 Tuesday 12:15 PM GMT",
    "between twenty-five and 1,200 or more",
    "no fewer than two hundred and fifty thousand",
    "Published on 14/07/2015 8.30 pm BST by Ana Ruiz",
)


def main(folder: str, seconds: str, *only: str) -> int:
    """Breed for each target in a process of its own, one after the other."""
    place = Path(folder)
    found = place / "found"
    found.mkdir(parents=True, exist_ok=True)
    targets = only or tuple(TARGETS)
    each = str(max(1, int(seconds) // len(targets)))
    for target in targets:
        subprocess.run(
            [sys.executable, "-m", "tests.fuzz.guided", "breed", target, folder, each],
            cwd=_ROOT,
            check=False,  # a process that died has left its bytes in `found`
        )
    findings = sorted(path for path in found.iterdir() if path.suffix != ".why")
    for path in findings:
        why = path.with_name(path.name + ".why")
        sys.stdout.write(f"{path}: {why.read_text() if why.exists() else 'the process died'}\n")
    sys.stdout.write(f"{len(findings)} findings\n")
    return 1 if findings else 0


def breed(target: str, folder: str, seconds: str) -> None:
    """Hand the target to libFuzzer; this process ends there."""
    import atheris

    with atheris.instrument_imports(include=["dateline.sources", "dateline.reading", "htmldate"]):
        import dateline.reading.furniture
        import dateline.reading.header
        import dateline.reading.when
        import dateline.sources.document
        import dateline.sources.feed  # noqa: F401
    place = Path(folder)
    corpus = place / target
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds(target):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    (place / "found").mkdir(exist_ok=True)

    def one(data: bytes) -> None:
        try:
            with seconds_of_the_processor(_SECONDS):
                TARGETS[target](data)
        except (Exception, TooLong) as error:  # noqa: BLE001 (whatever comes is a finding)
            _keep(place / "found", target, data, error)

    atheris.Setup(
        [
            sys.argv[0], str(corpus), f"-max_total_time={seconds}", f"-max_len={_LONGEST}",
            f"-dict={_WORDS}", "-timeout=120", "-rss_limit_mb=3000", "-print_final_stats=1",
            f"-artifact_prefix={place / 'found'}/{target}-", "-verbosity=1", "-len_control=0",
        ],
        one,
    )  # fmt: skip
    atheris.Fuzz()


def _keep(found: Path, target: str, data: bytes, error: BaseException) -> None:
    """Write down the shortest bytes for each kind of error and place in our code."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/dateline/" in frame.filename] or frames
    where = f"{Path(ours[-1].filename).name}-{ours[-1].name}"
    path = found / f"{target}-{type(error).__name__}-{where}".replace("<", "").replace(">", "")
    if not path.exists() or len(data) < path.stat().st_size:
        path.write_bytes(data)
        at = f"{ours[-1].filename}:{ours[-1].lineno}"
        path.with_name(path.name + ".why").write_text(
            f"{type(error).__name__} at {at}: {error}"[:500]
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["breed"]:
        breed(*sys.argv[2:])
    sys.exit(main(*sys.argv[1:]))
