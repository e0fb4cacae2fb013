"""Made-up reports that all tell of one explosion, each beside two happenings of its own.

They differ in words, outlet, day, toll and in whom they quote and name; every fourth names a band,
and every third has it deny. The same number makes the same report.
"""

import random
from datetime import date, timedelta

from benchmarks.archive.made_up import MadeUp, name
from dateline.records import Attribution, Claim, Participant, Report, Span, Toll, When

DAY = date(2019, 4, 9)
TOWN, COUNTRY = "Kadoburg", "MOZ"
_BAND = "Mirtan Dovaru"
_TOLLS = (17, 19, 21, 25)


def report(number: int) -> Report:
    """The report of a number."""
    dice = random.Random(f"teller {number}")  # noqa: S311
    published = DAY + timedelta(days=number % 5)
    return _Teller(number, dice, random.Random(f"beside {number}"), published, published).write()  # noqa: S311


class _Teller(MadeUp):
    def claim(self, number: int) -> Claim:
        """The explosion first; the others are as in any made-up report."""
        return self._explosion() if number == 0 else super().claim(number)

    def _explosion(self) -> Claim:
        told_by = self._quoted() if self.dice.random() < 0.5 else None
        start = len(self.text)
        trigger = self.put("an explosion")
        names_band = self.dice.random() < 0.25
        actor = self.entity(_BAND, "armed-group") if names_band else None
        recipient = self.entity("dockworkers", "population")
        place = self.entity(TOWN, "place")
        when = self.put("on the ninth")
        killed = self.dice.choice(_TOLLS)
        toll = self.put(f"leaving {killed} killed")
        end = len(self.text.rstrip())
        self.prose(10)
        if self.dice.random() < 1 / 3:
            self._deny()
        said_by = () if told_by is None else (told_by,)
        return Claim(
            id="c1",
            type="ASSAULT",
            modes=("explosives",),
            trigger=(trigger,),
            actors=() if actor is None else (Participant(entity=actor[0], span=actor[1]),),
            recipients=(Participant(entity=recipient[0], span=recipient[1]),),
            when=When(start=DAY.isoformat(), end=DAY.isoformat(), precision=1, evidence=(when,)),
            where=self.where(TOWN, COUNTRY, *place),
            toll=(Toll(kind="killed", low=killed, best=killed, high=killed, evidence=(toll,)),),
            status="happened",
            certainty="attributed" if told_by else "stated",
            said_by=said_by,
            score=0.9,
            evidence=(Span(start, end),),
        )

    def _quoted(self) -> str:
        self.say()
        return self.attributions[-1].id

    def _deny(self) -> None:
        speaker, span = self.entity(_BAND, "armed-group")
        cue = self.put("denied")
        start = len(self.text)
        self.put("that it was behind the explosion")
        self.attributions.append(
            Attribution(
                id=f"a{len(self.attributions) + 1}",
                speakers=(speaker,),
                speaker_spans=(span,),
                cue=(cue,),
                content=(Span(start, len(self.text.rstrip())),),
                form="indirect",
                stance="denies",
                score=0.9,
            )
        )
        self.text += f"The {name(self.dice.randrange(900))} was closed. "
