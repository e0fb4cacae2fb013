"""One article in, one report out: what it says happened, on whose word.

`ArticleReader` runs the stages of this folder in order, each a file named for the question it
answers. A text that is not English comes back without records and with a warning.
"""

import dataclasses
import re
from collections.abc import Sequence

from dateline.codebook.own import OwnCodebook
from dateline.encoder import Encoder, SentenceReader
from dateline.reading.attributions import find_attributions
from dateline.reading.candidates import Candidate
from dateline.reading.coded import Coder
from dateline.reading.deeds import find_deeds
from dateline.reading.demands import find_demands
from dateline.reading.encoded import Encoded
from dateline.reading.expected import Expected, expect
from dateline.reading.frames import name_before
from dateline.reading.furniture import (
    find_bylines,
    find_outlet_line,
    find_publication_date,
    mark_furniture,
)
from dateline.reading.happenings import Findings, Located
from dateline.reading.header import find_header
from dateline.reading.how_many import find_tolls
from dateline.reading.language import detect_language
from dateline.reading.learned import with_learned
from dateline.reading.mention import Mention
from dateline.reading.mentions import find_mentions
from dateline.reading.occurrences import Occurrence, find_occurrences, leave_out_mishaps
from dateline.reading.parser import load_parser, one_thread
from dateline.reading.parts import find_parts, with_parts
from dateline.reading.prose import Prose, parse_prose, span_of
from dateline.reading.roles import find_roles
from dateline.reading.subject import is_sport
from dateline.reading.ties import find_ties
from dateline.reading.what import find_claims
from dateline.reading.when import find_times
from dateline.reading.where import PlaceMention, describe_where, find_places, resolve_places
from dateline.reading.who import Cast
from dateline.records import Article, Report, article_id

__all__ = ["ArticleReader", "resolve_places"]

_FAR_FROM = re.compile(
    r"\b(?:\d{3,}|\d,\d{3})\s?(?:km|kms|kilomet\w+|miles?)\b[\w\s-]*$", re.IGNORECASE
)
_STREET = re.compile(
    r"\s(?:street|avenue|road|boulevard|lane|farm|ranch|river|creek|stream|station)\b",
    re.IGNORECASE,
)
_READABLE = frozenset({"en"})


class ArticleReader:
    """Reads articles with one loaded spaCy model and encoder; make it once and keep it.

    Raises:
        ConfigError: the spaCy model is not installed.
    """

    def __init__(self, spacy_model: str, codebook: OwnCodebook | None = None) -> None:
        self._nlp = load_parser(spacy_model)
        self.encoder = Encoder()
        self.sentences = SentenceReader()
        self._coders = [Coder(codebook, self.sentences)] if codebook is not None else []

    def read_article(self, article: Article, *, verbatim: bool = False) -> Report:
        """Read one article. `verbatim`: the text is clean body; no furniture or header is marked.

        Raises:
            EvidenceError: a stage produced a record that the contract forbids (a bug).
        """
        article = _identify(article, verbatim=verbatim)
        if article.language is not None and article.language not in _READABLE:
            warning = f"not read: the text is in {article.language!r}, and only English is read"
            return Report(article=article, warnings=(warning,))
        with one_thread():
            return self._read_body(article)

    def parse(self, article: Article) -> Prose:
        """The parsed body of an article, for measuring single stages."""
        with one_thread():
            return parse_prose(article, self._nlp)

    def _read_body(self, article: Article) -> Report:
        prose = self.parse(article)
        places = find_places(prose)
        mentions = [_as_outlet(m, article) for m in find_mentions(prose, places)]
        cast = Cast(prose, mentions)
        find_roles(cast, mentions)
        encoded = Encoded(prose, self.encoder)
        notes = [
            f"not read: a paragraph of {span.end - span.start:,} characters, which is no prose"
            for span in prose.unread
        ]
        is_on_sport = is_sport(prose)
        if is_on_sport:
            notes.append("reads like a sports report: no events were read from it")
        found = ([], Expected()) if is_on_sport else self._find_occurrences(prose, cast, encoded)
        occurrences, expected = found
        done = tuple(span_of(o.head) for o in occurrences if _is_no_speech(o))
        attributions = find_attributions(prose, cast, encoded, not_cues=done)
        findings = Findings(
            cast=cast,
            attributions=attributions,
            times=find_times(
                article.text,
                [span_of(sentence) for sentence in prose.sentences()],
                published=article.published or _header_date(article),
            ),
            places=_locate([*places, *_event_places(occurrences, cast, prose)], prose, cast),
            coders=self._coders,
            expected=expected,
            tolls=[figure for sentence in prose.sentences() for figure in find_tolls(sentence)],
        )
        claims = find_claims(occurrences, findings)
        ties = find_ties(prose, cast, attributions)
        return Report(
            article=article,
            entities=cast.entities(),
            attributions=tuple(attributions),
            claims=tuple(claims),
            ties=tuple(ties),
            warnings=tuple(notes),
        )

    def _find_occurrences(
        self, prose: Prose, cast: Cast, encoded: Encoded
    ) -> tuple[list[Occurrence], Expected]:
        by_rule = find_occurrences(prose, cast)
        known = [Candidate(occurrence.head, occurrence.frame) for occurrence in by_rule]
        deeds = find_deeds(encoded, prose.sentences(), known, self.sentences)
        expected = expect(deeds)
        told = with_learned(by_rule, deeds, cast, expected)
        told += find_demands(prose, cast)
        whole = with_parts(told, find_parts(encoded), deeds, prose, cast)
        return leave_out_mishaps(whole, prose, cast), expected


def _identify(article: Article, *, verbatim: bool) -> Article:
    """Find out what the page itself says of its language, furniture, header, date and bylines."""
    language = article.language or detect_language(article.text)
    article = dataclasses.replace(article, language=language)
    if verbatim:
        return article
    article = mark_furniture(article)
    dated, named = find_publication_date(article), find_outlet_line(article)
    outlet = article.outlet or (named[0] if named else None)
    return dataclasses.replace(
        article,
        id=article_id(outlet=outlet, url=article.url, text=article.text),
        outlet=outlet,
        header=find_header(article),
        published=article.published or (dated[0] if dated else None),
        bylines=article.bylines or find_bylines(article),
    )


def _header_date(article: Article) -> str | None:
    """The header's date when it has a year: "3 March" alone does not date a report."""
    date = article.header.date
    return date if date and not date.startswith("--") else None


def _as_outlet(mention: Mention, article: Article) -> Mention:
    """The article's own agency or outlet named in its text: "Meridian" is no town in Idaho."""
    if mention.key is not None or mention.name not in {article.header.agency, article.outlet}:
        return mention
    return dataclasses.replace(mention, kind="outlet", country=None, sector="JRN", place=None)


def _is_no_speech(occurrence: Occurrence) -> bool:
    """As in "attacked a settlement", "called off the strike": no words of theirs."""
    event_type = occurrence.trigger.type
    return event_type == "ASSAULT" or (event_type == "CONCEDE" and occurrence.head.lemma_ == "call")


def _event_places(
    occurrences: Sequence[Occurrence], cast: Cast, prose: Prose
) -> list[PlaceMention]:
    """Towns in the names of events, which are no places by themselves: "the Lund Fair bombing"."""
    text = prose.article.text
    spans = [
        span_of(token)
        for occurrence in occurrences
        if occurrence.trigger.pos == "noun" and occurrence.trigger.type in {"ASSAULT", "PROTEST"}
        for token in name_before(occurrence.head)[:1]
        if token.text[0].isupper() and not _is_place(cast.named_at(token), cast)
    ]
    return [
        PlaceMention(span, text[span.start : span.end], place)
        for span, place in zip(spans, resolve_places(text, spans), strict=True)
        if place is not None and place.kind == "city"
    ]


def _names_a_street(mention: PlaceMention, text: str) -> bool:
    """As in "San Francisco street", "the San Rafael farm": called after a place elsewhere."""
    return _STREET.match(text[mention.span.end : mention.span.end + 20]) is not None


def _is_place(entity: str | None, cast: Cast) -> bool:
    return entity is not None and cast.kind_of(entity) in {"place", "state"}


def _locate(places: Sequence[PlaceMention], prose: Prose, cast: Cast) -> list[Located]:
    text = prose.article.text
    located = []
    for mention in places:
        if _FAR_FROM.search(text[: mention.span.start][-40:]):
            continue  # "Achi, 850 km north of Bogota" says little of Bogota
        entity = next(iter(cast.named_in(mention.span)), None)
        is_outlet = entity is not None and cast.kind_of(entity) == "outlet"
        if is_outlet or _names_a_street(mention, text):
            continue
        located.append(Located(mention.span, describe_where(text, mention, entity)))
    return located
