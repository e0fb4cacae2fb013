"""Large inputs in; parts of them out that can be read alone, on any machine that sees the files.

A web archive is one part; so is a file of JSON Lines, unless it is large and not packed: then its
parts are ranges of bytes that begin and end with a line. The parts of a file are always the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dateline.errors import SourceError, UnreadableArticle
from dateline.records import Article, Failure, Report
from dateline.sources.document import JSON_LINES, WARC, read_collection
from dateline.sources.file import find_files, open_lines, opened, true_suffix
from dateline.sources.options import SourceOptions
from dateline.sources.polite import PoliteFetcher
from dateline.sources.table import jsonl_articles

PART_BYTES = 8_000_000  # some two thousand articles: minutes, which a stopped process does again
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or the lines of it that begin in `[start, end)`.

    Attributes:
        path: the file, as its user named it.
        size: bytes of the whole file, by which it is seen that it has changed.
        start, end: bytes; None for the whole file.
        first_line: the number of the line at `start`, for what is said of rows.
    """

    path: str
    size: int
    start: int | None = None
    end: int | None = None
    first_line: int = 1

    def __str__(self) -> str:
        return self.path if self.start is None else f"{self.path} [{self.start}, {self.end})"


def find_parts(inputs: Sequence[str], part_bytes: int = PART_BYTES) -> list[Part]:
    """The parts of the inputs, in order: web archives, JSON Lines, folders and globs of them.

    Raises:
        SourceError: an input cannot be found, or is neither.
    """
    parts: list[Part] = []
    for name in inputs:
        try:
            files = [path for path in find_files(name) if _is_divisible(path)]
        except SourceError as error:
            raise SourceError(f"{name}: {error}") from error
        if not files:
            raise SourceError(
                f"{name}: only web archives (.warc) and JSON Lines (.jsonl), also with .gz, are"
                " read in parts; read others without -o"
            )
        for path in files:
            parts.extend(_parts_of(path, part_bytes))
    # A file may be named twice, or by a link: it is read once all the same.
    return list({(Path(one.path).resolve(), one.start): one for one in parts}.values())


def read_part(part: Part, options: SourceOptions) -> Iterator[Article | Report | Failure]:
    """Read what is in a part, in order; refs are those of reading the whole file.

    Raises:
        UnreadableArticle: the file cannot be read, or is not what it was when it was divided.
    """
    path = Path(part.path)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableArticle(
            f"it could not be opened ({error.strerror}); every machine that reads must see it"
        ) from error
    if size != part.size:
        raise UnreadableArticle("it has changed since the reading began; begin again")
    polite = PoliteFetcher(allow_private=options.allow_private)
    if part.start is None or part.end is None:
        yield from read_collection(path, options, polite)
    else:
        lines = open_lines(path, part.start, part.end)
        yield from jsonl_articles(lines, part.path, options, polite, part.first_line)


def _is_divisible(path: Path) -> bool:
    return true_suffix(path) in JSON_LINES | WARC


def _parts_of(path: Path, part_bytes: int) -> Iterator[Part]:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SourceError(f"{path}: it could not be opened ({error.strerror})") from error
    if size <= part_bytes or path.suffix.lower() == ".gz" or true_suffix(path) in WARC:
        yield Part(str(path), size)
        return
    start, line = 0, 1
    with opened(path) as stream:
        while start < size:
            lines = _skip(stream, part_bytes)
            end = stream.tell()
            yield Part(str(path), size, start, end, line)
            start, line = end, line + lines


def _skip(stream: IO[bytes], wanted: int) -> int:
    """Go on by so many bytes and to the end of the line there; how many lines were passed."""
    lines = 0
    while wanted > 0 and (piece := stream.read(min(wanted, _PIECE))):
        wanted -= len(piece)
        lines += piece.count(b"\n")
    while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass
    return lines + piece.endswith(b"\n")
