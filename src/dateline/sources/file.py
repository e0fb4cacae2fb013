"""Names of files, folders and globs in; paths and bytes out, never more bytes than allowed.

A file that ends in `.gz` is unpacked as it is read, so a small archive cannot fill the memory.
"""

import glob
import gzip
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from dateline.errors import UnreadableArticle
from dateline.settings import settings

SUFFIXES = frozenset(
    {
        ".txt", ".text", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".csv", ".tsv",
        ".warc", ".urls", ".docx", ".rtf", ".zip", ".eml",
    }
)  # fmt: skip


def find_files(name: str, passed_over: Counter[str] | None = None) -> list[Path]:
    """The files that a name stands for, sorted.

    A file that is named is taken whatever its suffix; of a folder, those with a known suffix whose
    name (and folder) does not begin with a dot, nor with "~$".

    Args:
        name: what the user named.
        passed_over: counts, by suffix, the files of a folder that are of no kind that is read; also
            where that are all.

    Raises:
        UnreadableArticle: there is no such file, or nothing readable in the folder.
    """
    if not name.strip():
        raise UnreadableArticle("the name is empty; name a file, a folder or a web address")
    path = Path(name)
    try:
        if path.is_dir():
            return _files_below(path, Counter() if passed_over is None else passed_over)
        if path.exists():
            return [path]
    except (OSError, ValueError) as error:  # a name too long for a file, or with a NUL
        raise UnreadableArticle(f"it is no file name ({error}); check it") from error
    if glob.has_magic(name):
        return _files_matching(name)
    raise UnreadableArticle("there is no such file or folder; check the name")


def true_suffix(path: Path) -> str:
    """The suffix in lower case, that of the packed file if it ends in `.gz`."""
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix == ".gz" else suffix


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableArticle: it cannot be opened, is larger than allowed, or is damaged.
    """
    with opened(path) as stream:
        try:
            return read_bytes(stream)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableArticle(f"it could not be read ({error}); check the file") from error


def read_bytes(stream: IO[bytes]) -> bytes:
    """All of a stream.

    Raises:
        UnreadableArticle: it is larger than `DATELINE_MAX_MEGABYTES`.
    """
    limit = settings().max_megabytes
    data = stream.read(int(limit * 1_000_000) + 1)
    if len(data) > limit * 1_000_000:
        raise UnreadableArticle(
            f"it is larger than {limit:g} MB; split it, or raise DATELINE_MAX_MEGABYTES"
        )
    return data


def open_lines(path: Path, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The lines of a file, one at a time; a line over the limit comes out cut just above it.

    Of a file that is not packed, those that begin in `[start, end)` can be asked for.

    Raises:
        UnreadableArticle: it cannot be opened or is damaged.
    """
    longest = int(settings().max_megabytes * 1_000_000) + 2
    with opened(path) as stream:
        try:
            if start:  # a pipe cannot be sought in
                stream.seek(start)
            while (end is None or stream.tell() < end) and (line := stream.readline(longest)):
                yield line
                while line and not line.endswith(b"\n"):  # the rest of a line that was cut
                    line = stream.readline(longest)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableArticle(f"it could not be read ({error}); check the file") from error


def opened(path: Path, *, unpack: bool = True) -> IO[bytes]:
    """Open a file to read its bytes; one that ends in `.gz` is unpacked unless that is not wanted.

    Raises:
        UnreadableArticle: it cannot be opened.
    """
    try:
        if unpack and path.suffix.lower() == ".gz":
            return cast("IO[bytes]", gzip.open(path, "rb"))
        return path.open("rb")
    except PermissionError as error:
        raise UnreadableArticle("you may not read it; ask its owner or change its mode") from error
    except OSError as error:
        raise UnreadableArticle(f"it could not be opened ({error.strerror}); check it") from error


def _files_below(folder: Path, passed_over: Counter[str]) -> list[Path]:
    locked: list[OSError] = []
    found: list[Path] = []
    for place, _, names in os.walk(folder, onerror=locked.append):
        for path in (Path(place, name) for name in names):
            if _is_hidden(path, folder):
                continue
            suffix = true_suffix(path)
            if suffix not in SUFFIXES:
                passed_over[suffix or "without a suffix"] += 1
            elif path.is_file():
                found.append(path)
    if locked:
        raise UnreadableArticle(
            f"{locked[0].filename} may not be looked into ({locked[0].strerror}); change its mode,"
            " or name the other folders and files one by one"
        )
    if not found:
        raise UnreadableArticle(
            f"nothing in this folder can be read; known are {', '.join(sorted(SUFFIXES))},"
            " each also with .gz"
        )
    return sorted(found)


def _is_hidden(path: Path, folder: Path) -> bool:
    # "~$report.docx" is Word's note that somebody has report.docx open.
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def _files_matching(pattern: str) -> list[Path]:
    # Path.glob takes no pattern that begins at the root.
    matches = sorted(Path(match) for match in glob.glob(pattern, recursive=True))  # noqa: PTH207
    files = [path for path in matches if path.is_file()]
    if not files:
        raise UnreadableArticle("no file has a name like this; check the pattern")
    return files
