"""One event in, the sentences of a brief out: what is known, what is contradicted, what moved.

Every value stands beside who says so; what nobody says is not there, and nothing is concluded.
"""

from collections.abc import Sequence
from itertools import groupby

from dateline.export.brief.content import Item, Sentence, Words
from dateline.export.brief.voices import Notes, Voices, originals
from dateline.export.brief.wording import (
    CONTRADICTED,
    STATUSES,
    TOLLS,
    counts_words,
    day_words,
    doubt_words,
    joined,
    kind_words,
    name_words,
    place_words,
    sentence,
    time_words,
)
from dateline.export.tables import one_line
from dateline.records import (
    Accusation,
    Contradiction,
    Event,
    EventTarget,
    EventToll,
    Figure,
    Move,
    Party,
    Stand,
    Status,
    TollKind,
    TollValue,
    Voice,
)

_MOST_PARTIES = 3
_MOST_TOLLS = 3
_RISING = ("denied", "disputed", "alleged", "attributed", "stated")


class Telling:
    """Tells of one event.

    Attributes:
        event: of which.
        number: its number in the brief.
    """

    def __init__(self, event: Event, number: int, notes: Notes) -> None:
        self.event = event
        self.number = number
        self._voices = Voices(event, notes)
        self._heading = self._headed()  # first, so that the notes are numbered as they are read

    def news(self) -> Item:
        """What is reported: how sure, by whom it was done, to whom, and the toll."""
        return self._item(
            [
                self._support(),
                *self._parties("By", self._undisputed(self.event.actors)),
                *([] if self.event.toll else self._parties("To", list(self.event.recipients))),
                *self._targets(self.event.targets),
                *(self._accused(one) for one in self.event.accusations[:_MOST_PARTIES]),
                *(self._toll(toll) for toll in self._tolls()),
            ]
        )

    def contradicted(self) -> Item:
        """The sides of what cannot all be right."""
        return self._item([self._sides(one) for one in self.event.contradictions])

    def moved(self) -> Item:
        """How figures moved in print, how sure it became, and what was denied afterwards."""
        found = [*(self._chain(*one) for one in moves_by_kind(self.event)), *self._surer()]
        found += [self._denied(one) for one in denied_later(self.event)]
        return self._item(found)

    def _item(self, sentences: Sequence[Sentence]) -> Item:
        return Item(
            number=self.number,
            event=self.event.id,
            heading=self._heading,
            sentences=tuple(one for one in sentences if one),
        )

    def _headed(self) -> Sentence:
        event = self.event
        what = [one.voice for one in event.what.reported if one.type == event.what.type]
        words = [self._voices.noted(kind_words(event.what), what)]
        doubt = doubt_words(event)
        if event.where is not None:
            place = [one.voice for one in event.where.reported if one.name == event.where.name]
            words += [Words(" in "), self._voices.noted(one_line(place_words(event.where)), place)]
        if event.when is None:
            return sentence(words, f", day not known{doubt}")
        time = [
            one.voice
            for one in event.when.reported
            if (one.start, one.end) == (event.when.start, event.when.end)
        ]
        return sentence(words, ", ", self._voices.noted(time_words(event.when), time), doubt)

    def _support(self) -> Sentence:
        """The words of the surest voice, how sure it is, on whose word, and how many tell it."""
        best = self.event.status.best
        told: dict[Status, list[Voice]] = {best: []}
        for value in self.event.status.reported:
            told.setdefault(value.status, []).append(value.voice)
        phrases = [
            [
                Words(f"{STATUSES[status]}, "),
                *self._voices.say(voices, most=3 if status == best else 1),
            ]
            for status, voices in told.items()
        ]
        return sentence(
            self._voices.quoted(told[best]),
            " — reported as ",
            joined(phrases, "; as "),
            f" — {counts_words(self.event.counts)}.",
        )

    def _undisputed(self, parties: Sequence[Party]) -> list[Party]:
        """Without those who stand among the accused."""
        accused = {one.accused for one in self.event.accusations}
        return [party for party in parties if party.name not in accused]

    def _parties(self, label: str, parties: Sequence[Party]) -> list[Sentence]:
        if not parties:
            return []
        told = [
            [
                Words(f"{name_words(party.name)}, "),
                *self._voices.say([value.voice for value in party.reported], most=2),
            ]
            for party in parties[:_MOST_PARTIES]
        ]
        return [sentence(f"{label}: ", joined(told, " · "), f"{_more(parties)}.")]

    def _targets(self, targets: Sequence[EventTarget]) -> list[Sentence]:
        if not targets:
            return []
        told = [
            [
                Words(f"{one_line(target.words)}, "),
                *self._voices.say([value.voice for value in target.reported], most=1),
            ]
            for target in targets[:1]
        ]
        return [sentence("Hit: ", joined(told, " · "), ".")]

    def _accused(self, accusation: Accusation) -> Sentence:
        """Who is accused and denies it; who claims it claims."""
        claimed = [one.voice for one in accusation.accused_by if one.stance == "claims"]
        others = [one.voice for one in accusation.accused_by if one.stance != "claims"]
        parts = []
        if claimed:
            own = "by own account " if others else ""
            parts.append([Words(own), *self._voices.say(claimed, most=1)])
        if others:
            parts.append(self._voices.say(others, most=2))
        if accusation.denied_by:
            parts.append(self._denials(accusation.denied_by))
        label = "Accused" if others else "By own account" if claimed else "Part denied"
        return sentence(f"{label}: {name_words(accusation.accused)}, ", joined(parts, "; "), ".")

    def _denials(self, stands: Sequence[Stand], most: int = 2) -> list[Words]:
        return self._voices.say([one.voice for one in stands], most=most)

    def _tolls(self) -> list[EventToll]:
        """In the order of TOLLS, those with a total."""
        order = list(TOLLS)
        tolls = sorted(self.event.toll, key=lambda toll: order.index(toll.kind))
        return [toll for toll in tolls if any(not value.is_part for value in toll.reported)][
            :_MOST_TOLLS
        ]

    def _toll(self, toll: EventToll) -> Sentence:
        """The latest totals, each with who gives it; the range when they differ."""
        totals = [value for value in toll.reported if value.is_latest and not value.is_part]
        own = [value for value in totals if not value.voice.is_copy] or totals
        latest: dict[Figure, list[Voice]] = {}
        for value in own:
            latest.setdefault(value.figure, []).append(value.voice)
        told = [
            [Words(f"{figure}, "), *self._voices.say(voices, most=2)]
            for figure, voices in latest.items()
        ]
        whole = f"{toll.figure} — " if len(told) > 1 else ""
        return sentence(f"{TOLLS[toll.kind]}: {whole}", joined(told, "; "), ".")

    def _sides(self, contradiction: Contradiction) -> Sentence:
        told = [
            [Words(f"{one_line(side.value)}, "), *self._voices.say(side.voices, most=2)]
            for side in contradiction.sides
        ]
        return sentence(f"{CONTRADICTED[contradiction.field]}: ", joined(told, " — but "), ".")

    def _chain(self, kind: TollKind, moves: Sequence[Move]) -> Sentence:
        """A figure over time, from the first that was replaced to the last."""
        toll = next(toll for toll in self.event.toll if toll.kind == kind)
        told: list[list[Words]] = []
        first = _first_with(toll, moves[0].from_, before=moves[0])
        if moves[0].from_ is not None:
            told.append(self._figure(moves[0].from_, first))
        told += [self._figure(move.to, _value_of(toll, move)) for move in moves]
        return sentence(f"{TOLLS[kind]}: ", joined(told, ", then "), ".")

    def _figure(self, figure: Figure, value: TollValue | None) -> list[Words]:
        if value is None:
            return [Words(str(figure))]
        day = f" on {day_words(value.voice.published)}" if value.voice.published else ""
        return [Words(f"{figure}{day} "), *self._voices.say([value.voice])]

    def _surer(self) -> list[Sentence]:
        """That what was only alleged or attributed is said on better word since."""
        first, surer = risen(self.event) or (None, None)
        if first is None or surer is None:
            return []
        return [
            sentence(
                f"Surer: on {day_words(first.published or '')} ",
                self._voices.say([first]),
                f"; on {day_words(surer.published or '')} ",
                self._voices.say([surer]),
                ".",
            )
        ]

    def _denied(self, accusation: Accusation) -> Sentence:
        days = sorted({one.voice.published[:10] for one in accusation.denied_by
                       if one.voice.published})  # fmt: skip
        since = f" since {day_words(days[0])}" if days else ""
        return sentence(
            f"That {name_words(accusation.accused)} did it is denied{since}: ",
            self._denials(accusation.denied_by, most=3),
            ".",
        )


def has_moved(event: Event) -> bool:
    """Whether there is anything to tell of how it changed."""
    return bool(moves_by_kind(event) or risen(event) or denied_later(event))


def moves_by_kind(event: Event) -> list[tuple[TollKind, list[Move]]]:
    """The moves that replaced a figure, by kind."""
    real = sorted(
        (move for move in event.moves if move.from_ is not None),
        key=lambda move: list(TOLLS).index(move.field),
    )
    return [(kind, list(moves)) for kind, moves in groupby(real, key=lambda move: move.field)]


def risen(event: Event) -> tuple[Voice, Voice] | None:
    """The voice that was heard first, and the surest of a later day if it is surer."""
    same = [one.voice for one in event.status.reported if one.status == event.status.best]
    timed = sorted(
        (voice for voice in originals(same) if voice.published),
        key=lambda voice: (voice.published or "")[:10],
    )
    if not timed:
        return None
    day = (timed[0].published or "")[:10]
    at_first = max(
        (voice for voice in timed if (voice.published or "")[:10] == day),
        key=lambda voice: _RISING.index(voice.certainty),
    )
    surest = max(timed, key=lambda voice: _RISING.index(voice.certainty))
    is_surer = _RISING.index(surest.certainty) > _RISING.index(at_first.certainty)
    return (at_first, surest) if is_surer else None


def denied_later(event: Event) -> list[Accusation]:
    """The accusations that somebody denied on a later day than they were first made."""
    return [
        one
        for one in event.accusations
        if one.denied_by
        and one.accused_by
        and "" < _first_day(one.accused_by) < _first_day(one.denied_by)
    ]


def _first_day(stands: Sequence[Stand]) -> str:
    return min(((one.voice.published or "")[:10] for one in stands), default="")


def _value_of(toll: EventToll, move: Move) -> TollValue | None:
    """The value that a move brought."""
    return next(
        (
            value
            for value in toll.reported
            if value.voice.claim == move.claim and value.figure == move.to
        ),
        None,
    )


def _first_with(toll: EventToll, figure: Figure | None, *, before: Move) -> TollValue | None:
    """Who printed a figure first."""
    found = [
        value
        for value in toll.reported
        if value.figure == figure and not value.is_part and value.voice.claim != before.claim
    ]
    return min(found, key=lambda value: value.voice.published or "9999", default=None)


def _more(parties: Sequence[Party]) -> str:
    left = len(parties) - _MOST_PARTIES
    return f" · and {left} more" if left > 0 else ""
