"""Large inputs in, a folder of report files out: one for each part, whole or not there at all.

A part is read to a file with a hidden name, which is renamed when it is whole; so a file that is
there is done, whoever was killed when, and a second run does the rest. Beside `NAME.jsonl.gz`,
which `dateline add` takes, `NAME.json` says of what it was read and what failed; `manifest.json`
sums these up.
"""

import contextlib
import dataclasses
import functools
import glob
import gzip
import hashlib
import json
import os
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from dateline.codebook.own import read_own_codebook
from dateline.errors import ConfigError, DatelineError, RunnerError
from dateline.pipeline import Reader
from dateline.records import Article, Failure, Report, report_to_json
from dateline.runners import Lost, in_processes, on_ray
from dateline.settings import settings
from dateline.sources import Part, SourceOptions, find_parts, read_part

_MANIFEST = "manifest.json"
_SCHEMA = "dateline.parts/1"
_SECONDS_BETWEEN_TELLING = 5.0


@dataclass(frozen=True, slots=True)
class Going:
    """A part that is being read: how many articles so far."""

    articles: int


@dataclass(frozen=True, slots=True)
class PartRead:
    """A part that is done: what stands in its file, and what could not be read."""

    name: str
    part: Part
    articles: int
    failures: tuple[Failure, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class PartFailed:
    """A part of which nothing was written; the next run tries it again."""

    reason: str


Told = Going | PartRead | PartFailed
_Work = Callable[[Part], Iterator[Told]]


class Runner(Protocol):
    """How many parts are read at once, and by whom."""

    def __call__(
        self, load: Callable[[], _Work], parts: Sequence[Part], /
    ) -> Iterator[tuple[Part, Told | Lost]]:
        """Do the work to all parts, in any order, and pass on what is told of each."""


class Partitions:
    """The parts of some inputs and the folder of what is read of them.

    Args:
        inputs: web archives and files of JSON Lines, folders and globs of them.
        folder: where to write; made if it is not there.
        options: what the inputs do not say.
        codebook: a file of your own types.

    Raises:
        SourceError: an input is not there or cannot be read in parts.
        ConfigError: the codebook cannot be used, or what is in the folder was read otherwise, or
            of files that have changed since.
        RunnerError: the folder cannot be written to.
    """

    def __init__(
        self,
        inputs: Sequence[str],
        folder: Path,
        options: SourceOptions,
        codebook: str | None = None,
    ) -> None:
        self.parts = find_parts(inputs)
        self._folder = folder.resolve()
        chosen = codebook or settings().codebook
        # Read once here, so that what is wrong with it is told before anyone is begun.
        if chosen:
            read_own_codebook(Path(chosen))
        self._codebook = str(Path(chosen).resolve()) if chosen else None
        # What workers are sent must be picklable: no views of dictionaries, no functions.
        self._options = dataclasses.replace(options, columns=dict(options.columns), notice=None)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._reading = _reading(self._options, self._codebook)
            self._refuse_other_reading()
        except OSError as error:
            raise RunnerError(f"{error.filename}: {error.strerror}; name another folder") from error
        self.done = [read for part in self.parts if (read := self._read_before(part)) is not None]

    def read(self, runner: Runner) -> Iterator[tuple[Part, Told]]:
        """Read the parts that are not done; what is told of each, in the order it is told.

        Raises:
            RunnerError: the folder cannot be written to, or nobody can be begun to read.
        """
        self._write_manifest()
        done = {read.part for read in self.done}
        rest = [part for part in self.parts if part not in done]
        load = functools.partial(_load, self._folder, self._options, self._codebook)
        told = contextlib.closing(_generator(runner(load, rest) if rest else iter(())))
        with told as tellings:
            for part, said in tellings:
                if isinstance(said, PartRead):
                    self.done.append(said)
                    self._write_manifest()
                yield part, PartFailed(said.reason) if isinstance(said, Lost) else said

    def _read_before(self, part: Part) -> PartRead | None:
        """What an earlier run has read of a part; None if its file is not there."""
        name = part_name(part)
        if not (self._folder / f"{name}.jsonl.gz").exists():
            return None
        try:
            said = json.loads((self._folder / f"{name}.json").read_text(encoding="utf-8"))
            size, articles, failures = said["size"], said["articles"], said["failures"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ConfigError(
                f"{self._folder / name}.json cannot be read ({error}): remove it and"
                f" {name}.jsonl.gz, and that part is read again"
            ) from error
        if size != part.size:
            raise ConfigError(
                f"{part.path} has changed since it was read to {self._folder}; name another folder"
            )
        listed = tuple(Failure(**failure) for failure in failures)
        return PartRead(name, part, articles, listed, said["seconds"])

    def _refuse_other_reading(self) -> None:
        path = self._folder / _MANIFEST
        if not path.exists():
            return
        try:
            before = json.loads(path.read_text(encoding="utf-8"))["reading"]
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigError(f"{path} is no manifest of ours; name another folder") from error
        if before != self._reading:
            changed = sorted(k for k in self._reading if before.get(k) != self._reading[k])
            raise ConfigError(
                f"what is in {self._folder} was read otherwise ({', '.join(changed)} differ);"
                " name another folder"
            )

    def _write_manifest(self) -> None:
        done = sorted(self.done, key=lambda read: read.name)
        manifest = {
            "schema": _SCHEMA,
            "reading": self._reading,
            "parts": len(self.parts),
            "articles": sum(read.articles for read in done),
            "failures": sum(len(read.failures) for read in done),
            "done": [
                {"file": f"{read.name}.jsonl.gz", "input": str(read.part), "bytes": read.part.size,
                 "articles": read.articles, "failures": len(read.failures),
                 "seconds": read.seconds}
                for read in done
            ],
        }  # fmt: skip
        try:
            with _renamed_when_whole(self._folder / _MANIFEST) as file:
                file.write(json.dumps(manifest, indent=1, ensure_ascii=False).encode())
        except OSError as error:
            reason = f"{self._folder} cannot be written to ({error.strerror}); what is done is kept"
            raise RunnerError(reason) from error


def processes_runner(count: int) -> Runner:
    """Parts are read by so many processes of this machine."""

    def run(load: Callable[[], _Work], parts: Sequence[Part]) -> Iterator[tuple[Part, Told | Lost]]:
        for part, told in in_processes(functools.partial(_load_last, load), parts, count):
            if told is not None:
                yield part, told

    return run


def ray_runner(count: int | None) -> Runner:
    """Parts are read by so many actors of Ray; None for one each processor of the cluster."""

    def run(load: Callable[[], _Work], parts: Sequence[Part]) -> Iterator[tuple[Part, Told | Lost]]:
        return on_ray(load, parts, count)

    return run


def part_name(part: Part) -> str:
    """The name of a part's files: its input's, and some digits that tell apart equal names."""
    path = Path(part.path).resolve()
    stem = path.name.removesuffix(".gz").removesuffix(path.suffix if path.suffix != ".gz" else "")
    digits = hashlib.blake2b(str(path).encode(), digest_size=4).hexdigest()
    place = "" if part.start is None else f".{part.start:012d}"
    return f"{stem[:100].lstrip('.')}.{digits}{place}"


def _reading(options: SourceOptions, codebook: str | None) -> dict[str, Any]:
    """All on which it depends what is read of a text."""
    from dateline import __version__  # noqa: PLC0415  it imports nothing, but comes first
    from dateline.encoder import encoder_version  # noqa: PLC0415  the networks' library

    own = Path(codebook).read_bytes() if codebook else None
    chosen = dataclasses.asdict(options)
    return {
        "dateline": __version__,
        "encoder": encoder_version(),
        "spacy_model": settings().spacy_model,
        "codebook": hashlib.sha256(own).hexdigest() if own is not None else None,
        "options": {k: v for k, v in chosen.items() if v},
    }


def _load(folder: Path, options: SourceOptions, codebook: str | None) -> _Work:
    """What each worker needs: run in it, once."""
    return functools.partial(_read_part, Reader(codebook).settle(), folder, options)


def _load_last(load: Callable[[], _Work]) -> Callable[[Part], Told | None]:
    return functools.partial(_last, load())


def _last(work: _Work, part: Part) -> Told | None:
    last = deque(work(part), maxlen=1)
    return last[0] if last else None


def _read_part(reader: Reader, folder: Path, options: SourceOptions, part: Part) -> Iterator[Told]:
    """Read a part to its file; tells how far it is, and at last what came of it."""
    name, began = part_name(part), time.monotonic()
    failures: list[Failure] = []
    try:
        for left in folder.glob(f".{glob.escape(name)}.json*"):
            left.unlink(missing_ok=True)  # by one who was killed
        with _renamed_when_whole(folder / f"{name}.jsonl.gz") as packed:
            articles = 0
            with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
                found = reader.read_found(read_part(part, options), options)
                for articles, told in _written(found, file, failures):
                    if told:
                        yield Going(articles)
            seconds = round(time.monotonic() - began, 1)
            read = PartRead(name, part, articles, tuple(failures), seconds)
            with _renamed_when_whole(folder / f"{name}.json") as beside:
                beside.write(json.dumps(_as_json(read), indent=1, ensure_ascii=False).encode())
    except OSError as error:
        yield PartFailed(f"{folder} cannot be written to ({error.strerror})")
    except DatelineError as error:
        yield PartFailed(str(error))
    else:
        yield read


def _written(
    found: Iterable[tuple[Article | Report | Failure, Report | Failure | None]],
    file: gzip.GzipFile,
    failures: list[Failure],
) -> Iterator[tuple[int, bool]]:
    """Write reports; after each thing found how many there are, and whether to tell it."""
    count, last = 0, time.monotonic()
    for item, read in found:
        result = item if read is None else read
        if isinstance(result, Failure):
            failures.append(result)
        elif isinstance(result, Report):
            file.write(report_to_json(result).encode() + b"\n")
            count += 1
        tell = time.monotonic() - last >= _SECONDS_BETWEEN_TELLING
        last = time.monotonic() if tell else last
        yield count, tell


def _as_json(read: PartRead) -> dict[str, Any]:
    return {
        "input": str(read.part),
        "size": read.part.size,
        "articles": read.articles,
        "seconds": read.seconds,
        "failures": [dataclasses.asdict(failure) for failure in read.failures],
    }


@contextlib.contextmanager
def _renamed_when_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when all is written and on disk; until then its name is hidden."""
    hidden = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with hidden.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(path)
    finally:
        hidden.unlink(missing_ok=True)


def _generator(tellings: Iterator[tuple[Part, Told | Lost]]) -> Any:
    """As a generator, which can be closed: then its processes end."""
    yield from tellings
