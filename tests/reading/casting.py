"""Read a text as far as its cast, for tests: `«words»` mark the words that a row is about."""

import functools
import re
from dataclasses import dataclass

from dateline.reading import ArticleReader
from dateline.reading.mentions import find_mentions
from dateline.reading.prose import Prose
from dateline.reading.roles import find_roles
from dateline.reading.where import find_places
from dateline.reading.who import Cast
from dateline.records import Article, Entity, Provenance, Span
from dateline.settings import settings


@dataclass(frozen=True, slots=True)
class Casting:
    """A text's cast, and the range of its marked words."""

    prose: Prose
    cast: Cast
    marked: Span

    def entity(self) -> Entity | None:
        """What the marked words refer to."""
        (found,) = self.cast.refer_span(self.marked, self.prose) or (None,)
        return next((e for e in self.cast.entities() if e.id == found), None)


def read_cast(marked_text: str) -> Casting:
    """Find who is in a text, roles included; what claims and speakers add later is not there."""
    mark = re.search(r"«(.*?)»", marked_text)
    text = re.sub("[«»]", "", marked_text)
    article = Article(
        id="t", text=text, source=Provenance(kind="text", ref="text", retrieved_at="2020-01-01")
    )
    prose = _reader().parse(article)
    mentions = find_mentions(prose, find_places(prose))
    cast = Cast(prose, mentions)
    find_roles(cast, mentions)
    span = Span(mark.start(), mark.end() - 2) if mark else Span(0, len(text))
    return Casting(prose, cast, span)


@functools.cache
def _reader() -> ArticleReader:
    return ArticleReader(settings().spacy_model)
