"""The texts that stand in the pages of an SQLite file, whatever has become of its trees.

In: the bytes of a file, and of its write-ahead log. Out: every text of every row that a page holds
whole. Where SQLite gives up at the first page that is damaged, this passes it over.
Source: https://www.sqlite.org/fileformat2.html
"""

import mmap
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

_LEAF = 0x0D  # the page of a table that holds rows
_USUAL_SIZE = 4096  # of a page, where the head of the file does not say
_LONGEST = 1 << 30  # bytes of a row that are believed
_FRAME_HEAD = 24  # bytes before each page in a write-ahead log
_LOG_HEAD = 32


class Pages:
    """The pages of a file as it was last committed, by number from 1."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as stream:
            self._data: bytes | mmap.mmap = b""
            if file.stat().st_size:  # not read whole: an archive may be larger than the memory
                self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self.size, reserved = _layout(self._data)
        self.usable = self.size - reserved
        log = file.with_name(f"{file.name}-wal")
        self._newer = _committed(log.read_bytes(), self.size) if log.exists() else {}
        self.count = max(-(-len(self._data) // self.size), max(self._newer, default=0))

    def page(self, number: int) -> bytes:
        """A page; shorter than `size` where the file ends."""
        if number in self._newer:
            return self._newer[number]
        return self._data[(number - 1) * self.size : number * self.size]

    def texts(self) -> Iterator[str]:
        """Every text in every row that can be read whole, of pages that are in use."""
        free = self._free()
        for number in range(1, self.count + 1):
            if number not in free:
                yield from self._texts_on(number)

    def _texts_on(self, number: int) -> Iterator[str]:
        page = self.page(number)
        head = 100 if number == 1 else 0
        if len(page) < self.size or page[head] != _LEAF:
            return
        (rows,) = struct.unpack_from(">H", page, head + 3)
        for row in range(min(rows, self.size // 4)):
            (at,) = struct.unpack_from(">H", page, head + 8 + 2 * row)
            try:
                yield from _texts_of(self._row(page, at))
            except (IndexError, ValueError, struct.error):
                continue  # this row is damaged; the next may not be

    def _row(self, page: bytes, at: int) -> bytes:
        """The bytes of a row, with those that stand on other pages."""
        length, at = _varint(page, at)
        _, at = _varint(page, at)  # its number
        if length > _LONGEST:
            raise ValueError("too long")
        most = self.usable - 35
        if length <= most:
            return page[at : at + length]
        least = (self.usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (self.usable - 4)
        here = here if here <= most else least
        parts, missing = [page[at : at + here]], length - here
        (following,) = struct.unpack_from(">I", page, at + here)
        while missing > 0:
            if not 0 < following <= self.count:
                raise ValueError("the rest of the row is not there")
            more = self.page(following)
            (following,) = struct.unpack_from(">I", more)
            parts.append(more[4 : 4 + min(missing, self.usable - 4)])
            if len(parts[-1]) == 0:
                raise ValueError("the rest of the row is not there")
            missing -= len(parts[-1])
        return b"".join(parts)

    def _free(self) -> set[int]:
        """The pages that hold what was deleted, as far as the file still says so."""
        free: set[int] = set()
        first = self.page(1)
        trunk = struct.unpack_from(">I", first, 32)[0] if first[:6] == b"SQLite" else 0
        while 0 < trunk <= self.count and trunk not in free:
            free.add(trunk)
            page = self.page(trunk)
            if len(page) < self.size:
                break
            following, leaves = struct.unpack_from(">II", page)
            leaves = min(leaves, self.size // 4 - 2)
            free.update(struct.unpack_from(f">{leaves}I", page, 8))
            trunk = following
        return free


def _layout(data: bytes | mmap.mmap) -> tuple[int, int]:
    """How large a page is, and how much of its end is not used."""
    if data[:6] == b"SQLite" and len(data) >= 100:
        (size,) = struct.unpack_from(">H", data, 16)
        size = 65536 if size == 1 else size
        if size >= 512 and size & (size - 1) == 0:
            return size, data[20]
    return _USUAL_SIZE, 0


def _committed(log: bytes, size: int) -> Mapping[int, bytes]:
    """The newest pages in a write-ahead log up to its last commit."""
    if len(log) < _LOG_HEAD or struct.unpack_from(">I", log, 8)[0] != size:
        return {}
    salt = log[16:24]
    found: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for at in range(_LOG_HEAD, len(log) - _FRAME_HEAD - size + 1, _FRAME_HEAD + size):
        number, commit = struct.unpack_from(">II", log, at)
        if log[at + 8 : at + 16] != salt:
            break  # left over from before the log was begun anew
        waiting[number] = log[at + _FRAME_HEAD : at + _FRAME_HEAD + size]
        if commit:
            found |= waiting
            waiting = {}
    return found


def _texts_of(row: bytes) -> Iterator[str]:
    length, at = _varint(row, 0)
    kinds = []
    while at < length:
        kind, at = _varint(row, at)
        kinds.append(kind)
    at = length
    for kind in kinds:
        size = _size_of(kind)
        if kind >= 13 and kind % 2:
            if at + size > len(row):
                raise ValueError("the row is cut short")
            yield row[at : at + size].decode("utf-8")
        at += size


def _size_of(kind: int) -> int:
    """How many bytes a value of a kind has."""
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next one begins."""
    number = 0
    for place in range(at, at + 8):
        number = number << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return number, place + 1
    return number << 8 | data[at + 8], at + 9
