"""Who says it: voices in, phrases out, each outlet with the number of its note.

Reprints are left out: a copy is no confirmation.
"""

from collections.abc import Iterable, Sequence

from dateline.export.brief.content import Note, Words
from dateline.export.brief.wording import (
    BY_OUTLET,
    BY_SPEAKERS,
    in_quotes,
    joined,
    listed,
    name_words,
)
from dateline.export.tables import one_line
from dateline.records import Certainty, ClaimRef, Event, EventClaim, Quote, Voice
from dateline.records.in_words import number_text

_MOST_GROUPS = 3  # that say the same, told one by one; the others are counted
_MOST_OUTLETS = 3
_LONGEST_QUOTE = 240  # characters; of a longer one the words around what it bears out
_MOST_QUOTES = 3  # pieces in a note

_ORDER: tuple[Certainty, ...] = ("stated", "attributed", "alleged", "disputed", "denied")


class Notes:
    """Numbers the notes of a brief, one for the same words of the same speakers."""

    def __init__(self) -> None:
        self.all: list[Note] = []
        self._numbers: dict[object, int] = {}

    def number(self, voice: Voice, claim: EventClaim | None) -> int:
        """The number of the note that bears a voice out.

        Args:
            voice: who says it, with the words.
            claim: the claim it is part of, whose words hold the voice's own.
        """
        around = claim.voice.evidence if claim is not None else ()
        quotes = _quotes(voice.evidence, around)
        key = (voice.claim.article, voice.speakers, quotes)
        if key not in self._numbers:
            self._numbers[key] = len(self.all) + 1
            self.all.append(
                Note(
                    number=len(self.all) + 1,
                    article=voice.claim.article,
                    outlet=voice.outlet,
                    published=voice.published,
                    speakers=voice.speakers,
                    relayed_by=voice.relayed_by,
                    certainty=voice.certainty,
                    quotes=quotes,
                    url=claim.url if claim else None,
                )
            )
        return self._numbers[key]

    def forget(self, number: int) -> None:
        """Drop all notes after the first `number`."""
        self.all = self.all[:number]
        self._numbers = {key: one for key, one in self._numbers.items() if one <= number}


class Voices:
    """Says who says what of one event."""

    def __init__(self, event: Event, notes: Notes) -> None:
        self._notes = notes
        self._claims: dict[ClaimRef, EventClaim] = {
            claim.voice.claim: claim for claim in event.claims
        }
        self._of_article = {claim.voice.claim.article: claim for claim in event.claims}

    def note(self, voice: Voice) -> int:
        """The number of the note behind a voice."""
        claim = self._claims.get(voice.claim)
        return self._notes.number(voice, claim or self._of_article.get(voice.claim.article))

    def quoted(self, voices: Iterable[Voice]) -> Words:
        """The first words of the surest of some voices, in quotation marks, with its note."""
        note = self.note(min(originals(voices), key=_surest))
        return Words(in_quotes(self._notes.all[note - 1].quotes[0]), (note,))

    def noted(self, text: str, voices: Iterable[Voice]) -> Words:
        """Words with the note of the first voice that is no reprint."""
        first = next(iter(originals(voices)), None)
        return Words(text, () if first is None else (self.note(first),))

    def say(self, voices: Iterable[Voice], *, most: int = _MOST_GROUPS) -> list[Words]:
        """As in "according to Rosa Chicombe (Meridian, World Dispatch), denied by …"."""
        groups: dict[tuple[Certainty, tuple[str, ...]], list[Voice]] = {}
        for voice in sorted(originals(voices), key=_surest):
            groups.setdefault((voice.certainty, voice.speakers), []).append(voice)
        told = _with_a_denial(list(groups), most)
        phrases = [self._phrase(*group, groups[group]) for group in told]
        if len(groups) > len(told):
            phrases.append([Words(f"and {number_text(len(groups) - len(told), 'further voice')}")])
        return joined(phrases, "; ")

    def _phrase(
        self, certainty: Certainty, speakers: tuple[str, ...], voices: Sequence[Voice]
    ) -> list[Words]:
        outlets: dict[str, list[int]] = {}
        for voice in voices:
            outlets.setdefault(_outlet(voice), []).append(self.note(voice))
        shown = [[Words(name, tuple(notes[:1]))] for name, notes in outlets.items()][:_MOST_OUTLETS]
        if len(outlets) > len(shown):
            shown.append([Words(number_text(len(outlets) - len(shown), "more outlet"))])
        if not speakers:
            return [Words(f"{BY_OUTLET[certainty]} "), *joined(shown, ", ")]
        said = f"{BY_SPEAKERS[certainty]} {listed([name_words(one) for one in speakers])} ("
        return [Words(said), *joined(shown, ", "), Words(")")]


def originals(voices: Iterable[Voice]) -> list[Voice]:
    """The voices that are no reprints; all when there are only reprints."""
    found = list(voices)
    return [voice for voice in found if not voice.is_copy] or found


def _surest(voice: Voice) -> tuple[int, str]:
    """To sort by: the surest first, of equals the one that was published first."""
    return _ORDER.index(voice.certainty), voice.published or "9999"


def _with_a_denial(
    groups: list[tuple[Certainty, tuple[str, ...]]], most: int
) -> list[tuple[Certainty, tuple[str, ...]]]:
    """The first groups, the last of them a denial if there is one: it must not be cut off."""
    denials = [group for group in groups if group[0] == "denied"]
    told = groups[:most]
    if denials and denials[0] not in told:
        told = [*groups[: most - 1], denials[0]]
    return told


def _outlet(voice: Voice) -> str:
    outlet = one_line(voice.outlet or "an unknown outlet")
    return f"{outlet} after {listed(voice.relayed_by)}" if voice.relayed_by else outlet


def _quotes(own: Sequence[Quote], around: Sequence[Quote]) -> tuple[str, ...]:
    """The words that bear it out, each within the sentence of the claim that holds them."""
    found: list[str] = []
    for quote in own:
        whole = next((one for one in around if _holds(one, quote)), quote)
        piece = one_line(_window(whole, quote))
        if piece and not any(piece in other for other in found):
            found = [other for other in found if other not in piece] + [piece]
    return tuple(found[:_MOST_QUOTES])


def _holds(whole: Quote, part: Quote) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _window(whole: Quote, part: Quote) -> str:
    """Words around a part: the first of the whole if it stands among them; cut between words."""
    text = whole.text
    if len(text) <= _LONGEST_QUOTE:
        return text
    at, end = part.start - whole.start, part.end - whole.start
    first = 0 if end <= _LONGEST_QUOTE * 0.9 else min(at, (at + end - _LONGEST_QUOTE) // 2)
    first = max(0, min(first, at))
    while 0 < first < at and not text[first - 1].isspace():
        first += 1
    piece = text[first : first + _LONGEST_QUOTE]
    is_cut = first + _LONGEST_QUOTE < len(text) and not text[first + _LONGEST_QUOTE].isspace()
    return piece.rpartition(" ")[0] or piece if is_cut else piece
