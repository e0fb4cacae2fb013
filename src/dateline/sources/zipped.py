"""A ZIP archive in, its members' bytes out, one at a time, never more than allowed.

What a member says of its size is not believed: it is unpacked up to the limit and no further.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from dateline.errors import UnreadableArticle
from dateline.settings import settings

MAGIC = b"PK\x03\x04"
MOST_MEMBERS = 10_000
MOST_RATIO = 200  # unpacked to packed; documents reach 20, and a bomb 1,000
_LOCKED = 0x1 | 0x40  # flags of a member: a password, a certificate
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # what documents come in
_SMALL = 1_000_000  # bytes; below this a ratio says nothing
MOST_MEGABYTES = 2_000  # all members together, unpacked


@contextmanager
def opened_zip(source: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """A ZIP archive that is not made to fill the memory or the disk.

    Raises:
        UnreadableArticle: it is none, is damaged, or holds too much.
    """
    with _translated("it is a damaged ZIP archive"):
        archive = zipfile.ZipFile(source)
    with archive:
        _refuse_bombs(archive.infolist())
        yield archive


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member.

    Raises:
        UnreadableArticle: it is larger than allowed, locked, damaged, or packed in an unusual way.
    """
    limit = settings().max_megabytes
    if member.flag_bits & _LOCKED:
        raise UnreadableArticle("it is locked with a password; unpack it first")
    if member.compress_type not in _PACKINGS:
        raise UnreadableArticle("it is packed in an unusual way; unpack it first")
    with _translated("it is damaged in its ZIP archive"), archive.open(member) as stream:
        data = stream.read(int(limit * 1_000_000) + 1)
    if len(data) > limit * 1_000_000:
        raise UnreadableArticle(
            f"it is larger than {limit:g} MB unpacked; raise DATELINE_MAX_MEGABYTES to read it"
        )
    return data


@contextmanager
def _translated(what: str) -> Iterator[None]:
    """Say zipfile's errors in our words."""
    try:
        yield
    except NotImplementedError as error:  # zipfile's word for a later version, or a patch
        raise UnreadableArticle(f"it is a ZIP member of unknown kind ({error})") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        # ValueError: a name that is not in the coding which the archive says it is in.
        raise UnreadableArticle(f"{what} ({error}); pack it again") from error


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise UnreadableArticle(f"it holds more than {MOST_MEMBERS} files; unpack it first")
    if sum(member.file_size for member in members) > MOST_MEGABYTES * 1_000_000:
        raise UnreadableArticle(f"it unpacks to more than {MOST_MEGABYTES} MB; unpack it first")
    for member in members:
        if member.file_size > max(_SMALL, MOST_RATIO * member.compress_size):
            raise UnreadableArticle(
                f"it unpacks to more than {MOST_RATIO} times its size ({member.filename[:60]}),"
                " as no document does"
            )
