"""The attributions of an article: what `said.py` found, its speakers known as entities.

In: an article as the encoder read it, and its cast. Out: `Attribution` records, by their cues.
"""

from dateline.reading.encoded import Encoded
from dateline.reading.prose import Prose
from dateline.reading.said import find_utterances
from dateline.reading.utterance import Utterance, overlap
from dateline.reading.who import Cast
from dateline.reading.whose_words import WhoseWords
from dateline.records import Attribution, Spans


def find_attributions(
    prose: Prose, cast: Cast, encoded: Encoded, *, not_cues: Spans = ()
) -> list[Attribution]:
    """Find who says what; what has its cue in `not_cues` is no speech and left out."""
    spoken = [u for u in find_utterances(encoded) if not overlap(u.cue, not_cues)]
    whose = WhoseWords(prose, cast)
    return [_attribution(f"a{number}", u, whose) for number, u in enumerate(spoken, start=1)]


def _attribution(name: str, utterance: Utterance, whose: WhoseWords) -> Attribution:
    return Attribution(
        id=name,
        speakers=_entities(utterance.speaker_spans, whose),
        speaker_spans=utterance.speaker_spans,
        cue=utterance.cue,
        content=utterance.content,
        form=utterance.form,
        stance=utterance.stance,
        relayed_by=_entities(utterance.relay_spans, whose),
        score=utterance.score,
    )


def _entities(spans: Spans, whose: WhoseWords) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for span in spans for name in whose.entities(span)))
