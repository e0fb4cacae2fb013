"""Made-up reports, straight as records: nothing is read. The same number makes the same report.

The shape is that of a day's conflict news: some 300 words, three claims and three quotations an
article; every fifth article tells again what one of the last days' told, so that events have
several articles; towns, bands and people are drawn with the long tail that names have.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from dateline.records import (
    Article,
    Attribution,
    Certainty,
    Claim,
    Entity,
    EntityKind,
    Participant,
    Place,
    Provenance,
    Report,
    Span,
    Toll,
    When,
    Where,
    article_id,
)

FIRST_DAY = date(2019, 1, 1)
A_DAY = 60  # articles
_SYLLABLES = "ba do ka li mo na pe ri su ta ve zo ga shu mir tan bel kor dra fen".split()
_TYPES = "ASSAULT PROTEST COERCE MOBILIZE ACCUSE AID".split()
_COUNTRIES = "RUS SYR NGA COL MMR SDN AFG COD UKR PHL".split()
_WORDS = 20_000
_CERTAINTIES: tuple[Certainty, ...] = ("stated", "attributed", "alleged")


def reports(count: int) -> Iterator[Report]:
    """So many reports, in the order of publication."""
    for number in range(count):
        yield report(number)


def report(number: int) -> Report:
    """The report of a number."""
    dice = random.Random(number)  # noqa: S311
    day = FIRST_DAY + timedelta(days=number // A_DAY)
    again = dice.random() < 0.2 and number > A_DAY
    seed = number - dice.randrange(1, A_DAY) if again else number
    story = random.Random(f"story {seed}")  # noqa: S311
    when = FIRST_DAY + timedelta(days=seed // A_DAY)
    return MadeUp(number, dice, story, day, when).write()


def word(dice: random.Random) -> str:
    """An ordinary word; low numbers are as frequent as "the"."""
    return name(int(_WORDS ** dice.random()) - 1)


def name(number: int) -> str:
    """The pronounceable name of a number."""
    letters = ""
    while True:
        number, syllable = divmod(number, len(_SYLLABLES))
        letters += _SYLLABLES[syllable]
        if number == 0:
            return letters
        number -= 1


def town(dice: random.Random) -> tuple[str, str]:
    """A town and its country."""
    number = int(2000 ** dice.random())
    return name(number).title() + "burg", _COUNTRIES[number % len(_COUNTRIES)]


def point(place: str) -> tuple[float, float]:
    """Latitude and longitude of a town: the same name always lies at the same point."""
    dice = random.Random(place)  # noqa: S311
    return round(dice.uniform(-35, 60), 4), round(dice.uniform(-75, 140), 4)


def band(dice: random.Random) -> str:
    """An armed group."""
    return name(int(500 ** dice.random())).title() + " Front"


class MadeUp:
    """Writes one report, and notes where its words stand.

    Args:
        number: of the report.
        dice: for what is its own.
        story: for what other reports tell, too.
        day: of publication.
        when: its claims happened.
    """

    def __init__(
        self, number: int, dice: random.Random, story: random.Random, day: date, when: date
    ) -> None:
        self.number, self.dice, self.story = number, dice, story
        self.day, self.when = day, when
        self.text = ""
        self.entities: dict[str, Entity] = {}
        self.attributions: list[Attribution] = []

    def write(self) -> Report:
        """Write the report."""
        claims = tuple(self.claim(number) for number in range(3))
        for _ in range(3):
            self.say()
        self.prose(200)
        outlet = f"The {name(self.dice.randrange(300)).title()} Post"
        article = Article(
            id=article_id(outlet=outlet, url=None, text=self.text),
            outlet=outlet,
            title=f"{word(self.story)} {word(self.story)}".title(),
            language="en",
            published=f"{self.day.isoformat()}T{self.number % 24:02}:00:00+00:00",
            text=self.text,
            source=Provenance(
                kind="made-up", ref=str(self.number), retrieved_at="2024-01-01T00:00:00+00:00"
            ),
        )
        return Report(
            article=article,
            entities=tuple(self.entities.values()),
            attributions=tuple(self.attributions),
            claims=claims,
        )

    def claim(self, number: int) -> Claim:
        """Tell of a happening; `number` counts the report's claims from 0."""
        start = len(self.text)
        actor = self.entity(band(self.story), "armed-group")
        trigger = self.put(word(self.story))
        recipient = self.entity(name(int(300 ** self.story.random())) + " villagers", "population")
        place, country = town(self.story)
        lat, lon = point(place)
        where = self.entity(place, "place", Place(lat=lat, lon=lon, country=country, kind="city"))
        when = self.put("on the day")
        killed = self.story.randrange(40)
        toll = self.put(f"leaving {killed} killed")
        end = len(self.text.rstrip())
        self.prose(10)
        return Claim(
            id=f"c{number + 1}",
            type=self.story.choice(_TYPES),
            trigger=(trigger,),
            actors=(Participant(entity=actor[0], span=actor[1]),),
            recipients=(Participant(entity=recipient[0], span=recipient[1]),),
            when=When(
                start=self.when.isoformat(),
                end=self.when.isoformat(),
                precision=1,
                evidence=(when,),
            ),
            where=self.where(place, country, *where),
            toll=(Toll(kind="killed", low=killed, best=killed, high=killed, evidence=(toll,)),),
            status="happened",
            certainty=self.dice.choice(_CERTAINTIES),
            score=0.9,
            evidence=(Span(start, end),),
        )

    def where(self, place: str, country: str, entity: str, span: Span) -> Where:
        """Exactly in a town that is named at a range, as an entity."""
        lat, lon = point(place)
        return Where(
            entity=entity,
            name=place,
            country=country,
            lat=lat,
            lon=lon,
            precision=1,
            evidence=(span,),
        )

    def say(self) -> None:
        """Have a person say something."""
        start = len(self.text)
        self.prose(12)
        content = Span(start, len(self.text.rstrip()))
        cue = self.put("said")
        speaker = f"{name(int(400 ** self.dice.random()))} {name(self.dice.randrange(900))}"
        entity, span = self.entity(speaker.title(), "person")
        self.attributions.append(
            Attribution(
                id=f"a{len(self.attributions) + 1}",
                speakers=(entity,),
                speaker_spans=(span,),
                cue=(cue,),
                content=(content,),
                form="direct",
                stance="states",
                score=0.9,
            )
        )

    def entity(self, words: str, kind: EntityKind, place: Place | None = None) -> tuple[str, Span]:
        """Write a name; the id of its entity, and where it stands."""
        span = self.put(words)
        known = self.entities.get(words)
        entity_id = known.id if known else f"e{len(self.entities) + 1}"
        mentions = (*known.mentions, span) if known else (span,)
        self.entities[words] = Entity(
            id=entity_id, kind=kind, name=words, mentions=mentions, place=place
        )
        return entity_id, span

    def prose(self, count: int) -> None:
        """Write a sentence of so many ordinary words."""
        self.text += " ".join(word(self.dice) for _ in range(count)) + ". "

    def put(self, words: str) -> Span:
        """Write words; where they stand."""
        start = len(self.text)
        self.text += words + " "
        return Span(start, start + len(words))
