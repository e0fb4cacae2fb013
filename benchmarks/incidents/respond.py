"""Our claims as MUC-4 templates: a report in, the templates of its message out.

Which claims make an incident, which incidents MUC-4 asks for, and how its slots are written, after
the MUC-4 task documentation. Nothing is read from the text again but words next to what a claim
quotes.
"""

import collections
import datetime
import re
from collections.abc import Sequence

from benchmarks.incidents import words
from benchmarks.incidents.parties import (
    Doer,
    Thing,
    Victim,
    find_bystanders,
    find_doers,
    find_things,
    find_victims,
)
from benchmarks.incidents.phrases import core, plain
from benchmarks.incidents.templates import (
    CATEGORY,
    CONFIDENCE,
    DATE,
    DESCRIPTION,
    HUMAN_EFFECT,
    HUMAN_NATION,
    HUMAN_NUMBER,
    HUMAN_TYPE,
    INDIVIDUAL,
    INSTRUMENT,
    INSTRUMENT_TYPE,
    LOCATION,
    NAME,
    NOBODY,
    ORGANIZATION,
    STAGE,
    THING,
    THING_EFFECT,
    THING_NATION,
    THING_NUMBER,
    THING_TYPE,
    TYPE,
    Fill,
    Template,
    fill,
)
from dateline.records import Claim, Entity, Report

RECENT_DAYS = 62  # MUC-4 asks for what happened within two months of the report
_STAGES = {
    "happened": "ACCOMPLISHED",
    "ongoing": "ACCOMPLISHED",
    "attempted": "ATTEMPTED",
    "threatened": "THREATENED",
}  # what is only planned, supposed or denied is no incident
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_WEEKDAY = re.compile(r"\b(MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY\b", re.IGNORECASE)
_ARSON = re.compile(r"\b(ARSON|BURN\w*|TORCH\w*|ABLAZE|SET .*FIRE)\b", re.IGNORECASE)
_SHOT = re.compile(r"\b(SHOT|SHOOT\w*|GUN\w*|FIRE|FIRED)\b", re.IGNORECASE)
_MACHINEGUNNED = re.compile(r"MACHINE-?\s?GUN", re.IGNORECASE)
_EXPLOSIVE = re.compile(
    r"\b(?:(?:CAR|TRUCK|TIME|BUS) BOMBS?|BOMBS?|DYNAMITE CHARGES?|DYNAMITE|EXPLOSIVE DEVICES?"
    r"|EXPLOSIVES?|GRENADES?|MINES?|ROCKETS?)\b(?! ATTACK)"
)
_NO_INSTRUMENT = frozenset({"ARSON", "KIDNAPPING"})
_NOBODY_IN_PARTICULAR = frozenset({"CASUALTIES", "DEAD", "MEMBERS", "VICTIMS", "WOUNDED"})
_AUTHORITIES = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


def respond(report: Report, message: str) -> list[Template]:
    """The templates of one message, in the order of its claims."""
    groups: list[list[Claim]] = []
    for claim in report.claims:
        if not is_incident(claim, report):
            continue
        same = next((g for g in groups if _is_one_incident(g, claim, report)), None)
        if same is None:
            groups.append([claim])
        else:
            same.append(claim)
    return [_template(group, report, message) for group in groups if _is_asked_for(group, report)]


def is_incident(claim: Claim, report: Report) -> bool:
    """Whether MUC-4 asks for what a claim tells: violence, told as fact, recent, of its countries.

    What happened more than two months before the report is background.
    """
    if claim.muc is None or claim.status not in _STAGES or claim.certainty == "denied":
        return False
    return _is_recent(claim, report) and _is_near(claim, report)


def incident_type(claim: Claim, report: Report) -> str:
    """The MUC-4 type; a burning is ARSON."""
    trigger = " ".join(report.article.quote(span) for span in claim.trigger)
    if claim.muc == "ATTACK" and _ARSON.search(trigger):
        return "ARSON"
    return claim.muc or "ATTACK"


def _is_recent(claim: Claim, report: Report) -> bool:
    published = _published(report)
    end = _last_day(claim.when.end) if claim.when and claim.when.end else None
    if published is None or end is None:
        return True
    return published - end <= datetime.timedelta(days=RECENT_DAYS)


def _is_near(claim: Claim, report: Report) -> bool:
    """Whether it happened in, or to somebody of, one of the countries MUC-4 is about."""
    country = claim.where.country if claim.where else None
    if country is None or country in words.OF_INTEREST:
        return True
    ids = [p.entity for p in (*claim.actors, *claim.recipients) if p.entity]
    return any(report.entity(name).country in words.OF_INTEREST for name in ids)


def _is_asked_for(group: Sequence[Claim], report: Report) -> bool:
    """Whether it is told whom or what was attacked, one certain time, and not only fighters.

    Not "the attack by a subversive group", not "they murder the civilian population", not "four
    rebels died in a clash with the army".
    """
    victims, things = find_victims(group, report), find_things(group, report)
    victims = [v for v in victims if v.name or v.description not in _NOBODY_IN_PARTICULAR]
    if all(v.is_fighter for v in victims) and all(t.is_military for t in things):
        return False
    is_placed = any(c.where or (c.when and c.when.start) or c.instruments for c in group)
    return (
        is_placed
        or any(v.name or v.number != "PLURAL" for v in victims)
        or any(t.number != "PLURAL" for t in things)
    )


def _is_one_incident(group: Sequence[Claim], claim: Claim, report: Report) -> bool:
    """MUC-4 tells incidents apart by type, date, place and doer; what leaves them open joins.

    Two named persons killed on one day in one town are two incidents unless a claim has both.
    """
    if incident_type(group[0], report) != incident_type(claim, report):
        return False
    features = (_dates, _places, _doers)
    if not all(_agree(read(group, report), read([claim], report)) for read in features):
        return False
    return _are_the_same_people(_names(group, report), _names([claim], report))


def _dates(claims: Sequence[Claim], report: Report) -> set[str | None]:
    return {_date(claim, report) for claim in claims if claim.when and claim.when.start}


def _places(claims: Sequence[Claim], report: Report) -> set[str | None]:
    return {_place(claim, report) for claim in claims if claim.where}


def _doers(claims: Sequence[Claim], report: Report) -> set[str | None]:
    return {doer.individual or doer.organization for doer in find_doers(claims, report)}


def _names(claims: Sequence[Claim], report: Report) -> set[str]:
    return {victim.name for victim in find_victims(claims, report) if victim.name}


def _are_the_same_people(some: set[str], others: set[str]) -> bool:
    """Whether a name is among the others, or is part of one of them."""
    words = [[set(name.split()) for name in names] for names in (some, others)]
    return not all(words) or any(a <= b or b <= a for a in words[0] for b in words[1])


def _agree(one: set[str | None], other: set[str | None]) -> bool:
    return not one or not other or bool(one & other)


def _template(group: Sequence[Claim], report: Report, message: str) -> Template:
    kind = incident_type(group[0], report)
    doers, victims = find_doers(group, report), find_victims(group, report)
    things = [] if kind == "KIDNAPPING" else find_things(group, report)
    located = next((c for c in group if c.where), group[0])
    dated = next((c for c in group if c.when and c.when.start), group[0])
    place = _place(located, report)
    fills: dict[int, list[Fill]] = {
        DATE: _one(_date(dated, report)),
        LOCATION: _one(place),
        TYPE: _one(kind),
        STAGE: _one(_STAGES[group[0].status]),
        CATEGORY: _one(_category(doers)),
        **({} if kind in _NO_INSTRUMENT else _instruments(group, kind, report)),
        **_perpetrators(doers, group, report),
        **_things(things, place),
        **_humans(victims, group, place),
    }
    return Template(message, {slot: tuple(found) for slot, found in fills.items() if found})


def _one(value: str | None) -> list[Fill]:
    return [] if value is None else [fill(value)]


def _date(claim: Claim, report: Report) -> str | None:
    """The date as MUC-4 writes it; without one, on or before the day of the report."""
    published = _published(report)
    when = claim.when
    before = None if published is None else f"- {_written(published)}"
    if when is None or when.start is None or when.end is None:
        return before
    quotes = " ".join(report.article.quote(span) for span in when.evidence)
    start, end = _first_day(when.start), _last_day(when.end)
    if start is None or end is None or (_WEEKDAY.search(quotes) and published):
        return before
    if start == end:
        return _written(start)
    return f"{_written(start)} - {_written(end)}"


def _written(day: datetime.date) -> str:
    return f"{day.day:02} {_MONTHS[day.month - 1]} {day.year % 100:02}"


def _first_day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat((text[:10] + "-01-01")[:10])
    except ValueError:
        return None


def _last_day(text: str) -> datetime.date | None:
    if len(text) >= 10:
        return _first_day(text)
    first = _first_day(text)
    if first is None:
        return None
    if len(text) == 4:
        return datetime.date(first.year, 12, 31)
    following = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return following - datetime.timedelta(days=1)


def _published(report: Report) -> datetime.date | None:
    date = report.article.published or report.article.header.date
    return _first_day(date) if date and len(date) >= 10 and date[0] != "-" else None


def _place(claim: Claim, report: Report) -> str | None:
    """As in "PERU: LIMA (CITY)"; without a place, the country the report is about."""
    where = claim.where
    code = where.country if where and where.country else _country(report)
    country = words.COUNTRIES.get(code or "")
    if country is None or where is None or where.country is None or where.entity is None:
        return country
    entity = report.entity(where.entity)
    kind = entity.place.kind if entity.place else None
    name = re.sub(r" (DEPARTMENT|PROVINCE|INTENDANCY|CITY)$", "", plain(where.name))
    name = f"{name} CITY" if name in {"GUATEMALA", "PANAMA", "MEXICO"} and kind == "city" else name
    if kind == "city":
        return f"{country}: {name} (CITY)"
    if kind == "admin1":
        return f"{country}: {name} ({words.DIVISIONS.get(code or '', 'DEPARTMENT')})"
    return country


def _country(report: Report) -> str | None:
    """The country of interest that the report names most often."""
    counts: collections.Counter[str] = collections.Counter()
    for entity in report.entities:
        country = _country_of(entity)
        if country in words.OF_INTEREST:
            counts[country] += len(entity.mentions)
    return counts.most_common(1)[0][0] if counts else None


def _country_of(entity: Entity) -> str | None:
    return entity.country or (entity.place.country if entity.place else None)


def _category(doers: Sequence[Doer]) -> str | None:
    """State-sponsored when the state's people did it; open when nobody is said to have done it."""
    if not doers:
        return None
    is_state = all(doer.is_state for doer in doers)
    return "STATE-SPONSORED VIOLENCE" if is_state else "TERRORIST ACT"


def _instruments(group: Sequence[Claim], kind: str, report: Report) -> dict[int, list[Fill]]:
    quotes = [report.article.quote(i.span) for claim in group for i in claim.instruments]
    names = list(dict.fromkeys(name for name in map(core, quotes) if name))
    if not names and kind == "BOMBING":
        names = _explosives(group, report)
    kinds = [(words.kind_of(name, words.WEAPONS), name) for name in names]
    typed = [fill(weapon, name) for weapon, name in kinds if weapon]
    if not names:
        triggers = " ".join(report.article.quote(t) for claim in group for t in claim.trigger)
        typed = _one_without_name(triggers, kind)
    return {INSTRUMENT: [fill(name) for name in names], INSTRUMENT_TYPE: typed}


def _explosives(group: Sequence[Claim], report: Report) -> list[str]:
    """The bomb that a bombing's own words name."""
    quotes = " ".join(plain(report.article.quote(e)) for claim in group for e in claim.evidence)
    found = list(dict.fromkeys(match[0] for match in _EXPLOSIVE.finditer(quotes)))
    return [name for name in found if not any(name != other and name in other for other in found)]


def _one_without_name(triggers: str, kind: str) -> list[Fill]:
    """A gun is told by "shot" alone."""
    if _MACHINEGUNNED.search(triggers):
        return [fill("MACHINE GUN", NOBODY)]
    if _SHOT.search(triggers):
        return [fill("GUN", NOBODY)]
    return [fill("BOMB", NOBODY)] if kind == "BOMBING" else []


def _perpetrators(
    doers: Sequence[Doer], group: Sequence[Claim], report: Report
) -> dict[int, list[Fill]]:
    """Who did it; a body only mentioned beside it is POSSIBLE, as MUC-4 has it."""
    individuals = dict.fromkeys(d.individual for d in doers if d.individual)
    bodies: dict[str, str] = {}
    named: set[str | None] = set()  # "the Liberation Front [LF]" is one body under two names
    for doer in doers:
        if doer.organization and doer.body not in named:
            bodies.setdefault(doer.organization, _confidence(doer, report))
            named.add(doer.body)
    if not bodies:
        bodies = dict.fromkeys(find_bystanders(group, report)[:1], "POSSIBLE")
    return {
        INDIVIDUAL: [fill(name) for name in individuals],
        ORGANIZATION: [fill(name) for name in bodies],
        CONFIDENCE: [fill(confidence, name) for name, confidence in bodies.items()],
    }


def _confidence(doer: Doer, report: Report) -> str:
    """How the report sees the body that it names as perpetrator."""
    certainty = doer.participant.certainty or doer.claim.certainty
    said_by = [
        report.attribution(name) for name in (doer.participant.said_by or doer.claim.said_by)
    ]
    speakers = {speaker for said in said_by for speaker in said.speakers}
    if doer.participant.entity in speakers:
        return "CLAIMED OR ADMITTED"
    if certainty == "stated":
        return "REPORTED AS FACT"
    if certainty == "attributed" and not any(said.stance == "accuses" for said in said_by):
        return "REPORTED AS FACT"
    official = any(report.entity(speaker).sector in _AUTHORITIES for speaker in speakers)
    return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"


def _things(things: Sequence[Thing], place: str | None) -> dict[int, list[Fill]]:
    return {
        THING: [fill(thing.name) for thing in things],
        THING_TYPE: [fill(thing.kind, thing.name) for thing in things],
        THING_NUMBER: [fill(t.number, t.name) for t in things if t.number],
        THING_NATION: [
            fill(t.nation, t.name) for t in things if t.nation and _is_foreign(t.nation, place)
        ],
        THING_EFFECT: [fill(t.effect, t.name) for t in things if t.effect],
    }


def _humans(
    victims: Sequence[Victim], group: Sequence[Claim], place: str | None
) -> dict[int, list[Fill]]:
    effects = [fill(v.effect, v.reference) for v in victims if v.effect]
    return {
        NAME: [fill(v.name) for v in victims if v.name],
        DESCRIPTION: [fill(v.description, v.name) for v in victims if v.description],
        HUMAN_TYPE: [fill(v.kind, v.reference) for v in victims],
        HUMAN_NUMBER: [fill(v.number, v.reference) for v in victims if v.number],
        HUMAN_NATION: [
            fill(v.nation, v.reference)
            for v in victims
            if v.nation and _is_foreign(v.nation, place)
        ],
        HUMAN_EFFECT: effects or _nobody_hurt(group),
    }


def _nobody_hurt(group: Sequence[Claim]) -> list[Fill]:
    """As in "there were no victims": said of all, so it refers to nobody."""
    tolls = [toll for claim in group for toll in claim.toll if toll.kind in {"killed", "wounded"}]
    if not tolls or any(toll.best for toll in tolls):
        return []
    kinds = {toll.kind for toll in tolls}
    words_for = {"killed": "NO DEATH", "wounded": "NO INJURY"}
    effect = words_for[kinds.pop()] if len(kinds) == 1 else "NO INJURY OR DEATH"
    return [fill(effect, NOBODY)]


def _is_foreign(nation: str, place: str | None) -> bool:
    return place is None or not place.startswith(nation)
