"""A packed file in, its gzip members one after the other out, each as a stream of its own.

Web archives are gzip members joined end to end, one a record. Python's own `gzip` joins them, and
loses all that follows a damaged one; here the next member is looked for and found.
"""

import zlib
from collections.abc import Iterator
from typing import IO

_MAGIC = b"\x1f\x8b\x08"
_PIECE = 64 * 1024
_PROBE = 512  # bytes that show whether a gzip header is one or only looks like it


class Packed:
    """One gzip member, unpacked as it is read: never more than about two pieces in memory.

    Attributes:
        place: where it begins in the file.
        ends_at: where the next may begin; None until it has been read to its end.

    Raises:
        zlib.error: while it is read: its bytes are damaged or end too soon.
    """

    def __init__(self, stream: IO[bytes], place: int) -> None:
        self.place = place
        self.ends_at: int | None = None
        self._stream = stream
        self._next = place  # where the packed bytes that were not taken yet begin
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
        self._buffer = b""
        self._start = 0  # which unpacked byte the buffer begins with
        self._at = 0  # how many bytes of the buffer were read

    def tell(self) -> int:
        """How many unpacked bytes were read."""
        return self._start + self._at

    def seek(self, place: int) -> None:
        """Go back to a place that lies in the buffer, as the beginning of the last line does."""
        if not self._start <= place <= self._start + len(self._buffer):
            raise ValueError(f"{place} is no longer in memory")
        self._at = place - self._start

    def read(self, size: int) -> bytes:
        """So many bytes, fewer at the end of the member."""
        pieces = []
        while size > 0 and (self._at < len(self._buffer) or self._fill()):
            piece = self._buffer[self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def readline(self, longest: int) -> bytes:
        """A line with its end, cut after so many bytes."""
        while True:
            end = self._buffer.find(b"\n", self._at, self._at + longest)
            if end >= 0 or len(self._buffer) - self._at >= longest:
                stop = end + 1 if end >= 0 else self._at + longest
                line, self._at = self._buffer[self._at : stop], stop
                return line
            if not self._fill(keep=True):
                line, self._at = self._buffer[self._at :], len(self._buffer)
                return line

    def _fill(self, *, keep: bool = False) -> bool:
        """Unpack a piece more; what was read is let go. False at the member's end."""
        if self.ends_at is not None:
            return False
        packed = self._unpacker.unconsumed_tail
        if not packed:
            self._stream.seek(self._next)
            packed = self._stream.read(_PIECE)
            self._next += len(packed)
        unpacked = self._unpacker.decompress(packed, _PIECE)
        if not packed and not unpacked and not self._unpacker.eof:
            raise zlib.error("it ends too soon")
        rest = self._buffer[self._at :] if keep else b""
        self._start += len(self._buffer) - len(rest)
        self._buffer, self._at = rest + unpacked, 0
        if self._unpacker.eof:
            self.ends_at = self._next - len(self._unpacker.unused_data)
        return True


class Members:
    """The gzip members of a file, the damaged ones too; iterate while each is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[Packed]:
        place: int | None = 0
        while place is not None:
            member = Packed(self._stream, place)
            yield member
            place = self._after(member)

    def _after(self, member: Packed) -> int | None:
        try:
            while member.ends_at is None:
                member.read(_PIECE)
        except zlib.error:
            return self._search(member.place + 1)
        self._stream.seek(member.ends_at)
        if self._stream.read(len(_MAGIC)) == _MAGIC:
            return member.ends_at
        return self._search(member.ends_at)  # padding, or garbage between members

    def _search(self, place: int) -> int | None:
        """Where the next member begins: bytes that look like one and can be unpacked."""
        while True:
            self._stream.seek(place)
            piece = self._stream.read(_PIECE)
            at = piece.find(_MAGIC)
            if at >= 0:
                if self._can_be_unpacked(place + at):
                    return place + at
                place += at + 1
            elif len(piece) < _PIECE:
                return None
            else:
                place += len(piece) - len(_MAGIC) + 1

    def _can_be_unpacked(self, place: int) -> bool:
        self._stream.seek(place)
        try:
            unpacked = zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(
                self._stream.read(_PROBE), _PROBE
            )
        except zlib.error:
            return False
        return unpacked.startswith(b"WARC/")
