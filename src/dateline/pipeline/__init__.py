"""Sources → reading → linking → store: the only place where stages meet.

`Reader` is what `import dateline` gives: inputs in, reports out, one failure never stopping the
rest. `add_new` reads what an archive does not hold yet, keeps it, and, if `open_archive` has opened
the archive, links it.
"""

import dataclasses
import datetime
import functools
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dateline.errors import ConfigError, DatelineError, ForgottenArticle, SourceError, StoreError
from dateline.records import Actor, Article, Failure, Provenance, Report, article_id
from dateline.runners import Lost, in_processes
from dateline.settings import settings
from dateline.sources import SourceOptions, open_data, open_inputs

if TYPE_CHECKING:  # the database is loaded by those who open an archive, not by all who read
    from dateline.reading import ArticleReader
    from dateline.records import Entity, EntityKind
    from dateline.store import Added, Archive, Linker

__all__ = ["Reader", "add_new", "open_archive", "read_actor", "read_members"]

# What a mistake of ours, or of a library, raises at an article that nobody had thought of.
_MISTAKES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


# Read once so that all that reading needs is loaded; what it says does not matter.
_FIRST_WORDS = "LUND (Echo) - Two men were killed in Lund on Monday, Governor Ana Ruiz said."
_YOUNG = 20_000  # objects between two looks at what is new; an article makes some hundred thousand


class Reader:
    """Reads inputs into reports and keeps the model loaded between them.

    Args:
        codebook: a file of your own types, by which claims are coded as well.
        processes: how many read at once where many articles are read. More than one are processes
            of their own, each with the weights loaded; a script that asks for them needs the usual
            `if __name__ == "__main__":`.

    Example:
        >>> reader = Reader()
        >>> report = reader.read_text("Gunmen killed two people in Tirana, police said.")
        >>> report.claims[0].type
        'ASSAULT'

    Raises:
        ConfigError: the spaCy model named in the settings is not installed, or the codebook (a
            file of your own types, else the one that DATELINE_CODEBOOK names) cannot be used.
    """

    _processes = 1  # a reader that is made without loading anything passes on what is read already

    def __init__(self, codebook: str | Path | None = None, *, processes: int = 1) -> None:
        if processes < 1:
            raise ConfigError(f"processes must be 1 or more; it is {processes}")
        self._codebook, self._processes = codebook, processes
        if processes == 1:  # else each process loads them, and this one only if it must
            _ = self._articles

    def settle(self) -> "Reader":
        """Load all that reading needs, and take it out of sight of Python's collector of garbage.

        For processes that do nothing but read. Networks, word lists and gazetteer are a million
        objects that live as long as the process; looking through them for cycles took a tenth of
        the time of reading. A reader that has processes read for it settles them, not this one.
        """
        if self._processes == 1:
            self.read_text(_FIRST_WORDS)
            gc.collect()
            gc.freeze()
            gc.set_threshold(_YOUNG, 20, 20)
        return self

    @functools.cached_property
    def _articles(self) -> "ArticleReader":
        # spaCy and the networks are loaded by those who read, not by all who link.
        from dateline.codebook.own import read_own_codebook  # noqa: PLC0415
        from dateline.reading import ArticleReader  # noqa: PLC0415

        chosen = self._codebook or settings().codebook
        own = read_own_codebook(Path(chosen)) if chosen else None
        return ArticleReader(settings().spacy_model, own)

    def read(self, source: str, options: SourceOptions | None = None) -> Report:
        """Read the one article of a file, a URL or `-`.

        Raises:
            SourceError: it cannot be opened, or holds several articles (use `read_many`).
        """
        results = list(self.read_many([source], options))
        if len(results) != 1:
            raise SourceError(f"{source} holds {len(results)} articles; use read_many for those")
        result = results[0]
        if isinstance(result, Failure):
            raise SourceError(f"{result.ref}: {result.reason}")
        return result

    def read_many(
        self, inputs: Sequence[str], options: SourceOptions | None = None
    ) -> Iterator[Report | Failure]:
        """Read every article of the inputs in order; what cannot be read comes as a `Failure`.

        A line of JSON that is a report already is taken as it is.
        """
        options = options or SourceOptions()
        for item, read in self.read_found(open_inputs(inputs, options), options):
            if read is not None:
                yield read
            elif not isinstance(item, Article):
                yield item

    def read_found(
        self,
        found: Iterable[Article | Report | Failure],
        options: SourceOptions,
        wanted: Callable[[Article], bool] = lambda _: True,
    ) -> Iterator[tuple[Article | Report | Failure, Report | Failure | None]]:
        """Read the articles of what was found that are wanted; give all in order, read or not.

        With several processes, what is found is taken some articles ahead of what is given on.

        Raises:
            RunnerError: the processes cannot be begun.
        """
        if self._processes == 1:
            for item in found:
                if isinstance(item, Article) and wanted(item):
                    yield item, self.read_safely(item, options)
                else:
                    yield item, None
            return
        work = functools.partial(_load_reading, self._codebook, options.verbatim)
        results = in_processes(
            work,
            found,
            self._processes,
            lambda item: isinstance(item, Article) and wanted(item),
            settings().max_seconds,
        )
        for item, result in results:
            if isinstance(result, Lost):
                yield item, Failure(ref=_ref(item), reason=result.reason)
            else:
                yield item, result

    def read_text(
        self,
        text: str,
        *,
        published: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        verbatim: bool = False,
    ) -> Report:
        """Read a text that is already in memory."""
        article = Article(
            id=article_id(outlet=outlet, url=url, text=text),
            url=url,
            outlet=outlet,
            published=published,
            text=text,
            source=Provenance(
                kind="text",
                ref="text",
                retrieved_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            ),
        )
        return self.read_article(article, verbatim=verbatim)

    def read_data(self, data: bytes, name: str, options: SourceOptions | None = None) -> Report:
        """Read the one article of a file that is already in memory: a page or a text.

        Args:
            data: what is in the file.
            name: what it was called; its suffix may say that it is a page.
            options: what the file itself does not say.

        Raises:
            SourceError: it holds no article, or the article cannot be read.
        """
        options = options or SourceOptions()
        found = list(open_data(data, name, options))
        if len(found) != 1:
            raise SourceError(f"{name} holds {len(found)} articles; `dateline add` reads those")
        item = found[0]
        result = self.read_safely(item, options) if isinstance(item, Article) else item
        if isinstance(result, Failure):
            raise SourceError(f"{result.ref}: {result.reason}")
        return result

    def read_article(self, article: Article, *, verbatim: bool = False) -> Report:
        """Read an article that a source of your own has made."""
        return self._articles.read_article(article, verbatim=verbatim)

    def read_safely(self, article: Article, options: SourceOptions) -> Report | Failure:
        """Read an article; one that breaks the reader is a recorded failure, and no more."""
        try:
            return self.read_article(article, verbatim=options.verbatim)
        except (DatelineError, *_MISTAKES) as error:
            reason = f"reading failed ({type(error).__name__}: {error}); please report this article"
            return Failure(ref=article.source.ref, reason=reason)


def open_archive(target: str, *, create: bool = True) -> "Archive":
    """Open an archive in which what is added is linked; see `Archive.open`.

    Raises:
        StoreError: there is none and `create` is False, or it cannot be used.
    """
    from dateline.store import Archive  # noqa: PLC0415

    return Archive.open(target, create=create, linker=_linker())


def read_actor(
    archive: "Archive", actor_id: str, *, newest: int | None = None, offset: int = 0
) -> "Actor":
    """The record of an actor, by its whole id: names, roles, deeds, words, ties.

    Its name, kind and country are those that the archive lists it by, whichever articles are told.

    Args:
        archive: that holds it.
        actor_id: its whole id.
        newest: tell only of so many of the articles that name it, those published last.
        offset: how many of them to pass over first.

    Raises:
        StoreError: it is not there, no article is left, or the archive cannot be read.
    """
    return read_members(archive, actor_id, newest=newest, offset=offset)[0]


def read_members(
    archive: "Archive", actor_id: str, *, newest: int | None = None, offset: int = 0
) -> "tuple[Actor, list[tuple[Report, Entity]]]":
    """The record of an actor as `read_actor` gives it, and the entities that it is made of.

    Raises:
        StoreError: it is not there, or the archive cannot be read.
    """
    from dateline.linking.actor_summary import summarise_actor  # noqa: PLC0415

    row = archive.actor(actor_id)
    members = archive.entities_of(actor_id, newest=newest, offset=offset)
    if row is None or not members:
        more = f" that more than {offset} articles name" if row and offset else ""
        raise StoreError(f"there is no actor {actor_id}{more} in {archive.name}")
    articles = None if newest is None else archive.count_articles_naming(actor_id)
    found = summarise_actor(actor_id, members, archive.links_of(actor_id), articles=articles)
    kind = cast("EntityKind", row.kind)
    return dataclasses.replace(found, name=row.name, kind=kind, country=row.country), members


def _linker() -> "Linker":
    from dateline.pipeline.linker import ReportLinker  # noqa: PLC0415

    return ReportLinker()


def add_new(
    archive: "Archive",
    reader: Reader,
    found: Iterable[Article | Report | Failure],
    options: SourceOptions,
    *,
    again_by: str | None = None,
) -> "Iterator[tuple[Article, Added] | Failure]":
    """Read and keep what the archive does not hold; what it holds is not read a second time.

    What is a report already is kept as it is.

    So a large input that was stopped in the middle goes on where it was. An article whose outlet
    only reading finds has another id then; it is read, and kept once all the same. An article that
    was forgotten is a `Failure`, unless `again_by` says who wants it again.

    Raises:
        StoreError: the archive cannot take more; what was yielded before is kept.
    """
    from dateline.store import Added  # noqa: PLC0415

    for item, read in reader.read_found(found, options, lambda a: not archive.holds(a.id)):
        report = item if read is None else read
        if isinstance(report, Article):
            yield report, Added.ALREADY_THERE
            continue
        if isinstance(report, Failure):
            yield report
            continue
        try:
            added = archive.add(report, again_by=again_by)
        except ForgottenArticle as error:
            yield Failure(ref=report.article.source.ref, reason=str(error))
        else:
            yield report.article, added


def _load_reading(
    codebook: str | Path | None, verbatim: bool
) -> Callable[[Article | Report | Failure], Report | Failure]:
    """What a process that reads needs: run in it, once."""
    return functools.partial(_read_one, Reader(codebook).settle(), SourceOptions(verbatim=verbatim))


def _read_one(
    reader: Reader, options: SourceOptions, item: Article | Report | Failure
) -> Report | Failure:
    return reader.read_safely(item, options) if isinstance(item, Article) else item


def _ref(item: Article | Report | Failure) -> str:
    if isinstance(item, Failure):
        return item.ref
    return (item if isinstance(item, Article) else item.article).source.ref
