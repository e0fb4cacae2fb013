"""DOCX, RTF, and ZIP archives of documents in; the articles out: a database's export or a report.

A document that is no export of a database holds one report, its paragraphs.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from dateline.errors import SourceError, UnreadableArticle
from dateline.records import Article, Failure
from dateline.sources.article import provenance
from dateline.sources.docx import docx_lines
from dateline.sources.exported import Exported, exported_article
from dateline.sources.factiva import factiva_articles, is_factiva
from dateline.sources.file import opened, read_file, true_suffix
from dateline.sources.nexis import is_nexis, nexis_articles
from dateline.sources.options import SourceOptions
from dateline.sources.rtf import MAGIC as RTF
from dateline.sources.rtf import rtf_lines
from dateline.sources.text import text_article
from dateline.sources.zipped import MAGIC as ZIP
from dateline.sources.zipped import member_bytes, opened_zip

DOCUMENTS = frozenset({".docx", ".rtf"})
ARCHIVES = frozenset({".zip"})


def office_articles(path: Path, options: SourceOptions) -> Iterator[Article | Failure]:
    """Read a document, or each in a ZIP archive; `ref` is the path and the article's number.

    Raises:
        UnreadableArticle: the file as a whole cannot be read.
    """
    if true_suffix(path) in ARCHIVES:
        yield from _zipped_articles(path, options)
    else:
        yield from document_articles(read_file(path), str(path), options)


def document_articles(data: bytes, ref: str, options: SourceOptions) -> Iterator[Article | Failure]:
    """Read one document, told by its first bytes.

    Raises:
        UnreadableArticle: it is no document, is damaged, or empty.
    """
    if data.startswith(RTF):
        lines = rtf_lines(data)
    elif data.startswith(ZIP):
        lines = docx_lines(data)
    else:
        raise UnreadableArticle("it is neither a Word document (DOCX) nor rich text (RTF)")
    if not options.verbatim:
        for kind, is_export, articles in _EXPORTS:
            if is_export(lines):
                yield from export_articles(articles(lines), kind, ref, options)
                return
    text = "\n\n".join(line for line in lines if line)
    yield text_article(text, provenance("file", ref), options)


def export_articles(
    found: Iterator[Exported], kind: str, ref: str, options: SourceOptions
) -> Iterator[Article | Failure]:
    """Make an article of each that an export holds."""
    for number, item in enumerate(found, 1):
        place = f"{ref}:{number}"
        try:
            yield exported_article(item, provenance(kind, place), options)
        except SourceError as error:
            yield Failure(ref=place, reason=str(error))


_Lines = Sequence[str]
_EXPORTS: tuple[
    tuple[str, Callable[[_Lines], bool], Callable[[_Lines], Iterator[Exported]]], ...
] = (
    ("nexis", is_nexis, nexis_articles),
    ("factiva", is_factiva, factiva_articles),
)


def _zipped_articles(path: Path, options: SourceOptions) -> Iterator[Article | Failure]:
    passed_over = 0
    found = False
    with opened(path, unpack=False) as file, opened_zip(file) as archive:
        for member in archive.infolist():
            if PurePosixPath(member.filename).suffix.lower() not in DOCUMENTS:
                passed_over += not member.is_dir()
                continue
            found = True
            ref = f"{path}/{member.filename}"
            try:
                yield from document_articles(member_bytes(archive, member), ref, options)
            except SourceError as error:
                yield Failure(ref=ref, reason=str(error))
    if not found:
        raise UnreadableArticle("it holds no document (DOCX, RTF); unpack it, and name its files")
    if passed_over and options.notice:
        options.notice(f"{path}: passed over {passed_over} files that are no documents")
