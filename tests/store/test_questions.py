"""Each thing that can be asked: which of the same few claims and speeches it finds, in order.

A claim is called by its actor, a speech by its content.
"""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import ConfigError
from dateline.records import Report
from dateline.store import Archive, ClaimQuery, SaidQuery
from tests.making import MadeClaim, MadeSaid, make_report
from tests.store.databases import KINDS, new_target

_REPORTS: list[Report] = [
    make_report(
        outlet="The Harbour Gazette",
        published="2021-03-04",
        claims=[
            MadeClaim(
                actor="Gunmen", place="Tarsk", country="RUS", when=("2002", "2002"),
                toll=(130, 130, 130), modes=("abduct",), trigger="held",
            ),
            MadeClaim(
                actor="Ashen Column", recipient="mill workers", place="Old Jerusk", country="KEN",
                when=("2021-03-02", "2021-03-03"), toll=(12, None, None), certainty="alleged",
                trigger="burned",
            ),
        ],
        said=[
            MadeSaid(speaker="Ilse Brandt", content="The raid was foretold"),
            MadeSaid(speaker="Odo Brandtner", content="Nobody was afraid", stance="denies"),
        ],
    ),
    make_report(
        outlet="Quay Radio",
        published="2021-03-09T22:15:00+03:00",
        claims=[
            MadeClaim(
                type="PROTEST", modes=("strike",), actor="Dockers", recipient=None,
                trigger="struck", place="Nairobi", country="KEN",
                when=("2021-02", None), status="ongoing",
            ),
            MadeClaim(
                actor="RAIDERS", actor_kind=None, recipient="Émile’s ferry", trigger="boarded",
                toll=(None, None, 9), status="attempted",
            ),
            MadeClaim(
                type="THREATEN", actor="100% Free_Town", recipient="farmers", trigger="warned",
                toll=(40, 50, 60), toll_kind="wounded", when=(None, None), status="threatened",
                certainty="attributed", speaker="Ilse Brandt",
            ),
        ],
        said=[MadeSaid(speaker="Ilse Brandt", content="We shall raid no more", stance="intends")],
    ),
    make_report(
        outlet=None,
        published=None,
        claims=[
            MadeClaim(type="AID", actor="Friends of the Quay", trigger="fed", when=("soon", "soon"))
        ],
        said=[MadeSaid(speaker=None, cue="it is said", content="Bread is dear", form="indirect")],
    ),
]  # fmt: skip

_GUNMEN, _ASHEN, _DOCKERS = "Gunmen", "Ashen Column", "Dockers"
_RAIDERS, _TOWN, _FRIENDS = "RAIDERS", "100% Free_Town", "Friends of the Quay"
_ALL = [_RAIDERS, _TOWN, _ASHEN, _DOCKERS, _GUNMEN, _FRIENDS]

_CLAIMS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "everything, newest first by its time or publication, the undated last": ({}, _ALL),
    "type": ({"type": "ASSAULT"}, [_RAIDERS, _ASHEN, _GUNMEN]),
    "a type that nobody reports": ({"type": "AGREE"}, []),
    "mode": ({"mode": "strike"}, [_DOCKERS]),
    "mode and type": ({"mode": "abduct", "type": "ASSAULT"}, [_GUNMEN]),
    "part of an actor's name": ({"actor": "ashen"}, [_ASHEN]),
    "an actor in another case": ({"actor": "DOCKERS"}, [_DOCKERS]),
    "a recipient": ({"actor": "farm"}, [_TOWN]),
    "words that are no entity": ({"actor": "raiders"}, [_RAIDERS]),
    "another case of an accent, another apostrophe": ({"actor": "ÉMILE'S"}, [_RAIDERS]),
    "not from one name into the next": ({"actor": "column mill"}, []),
    "a percent sign is no pattern": ({"actor": "100%"}, [_TOWN]),
    "only the percent sign": ({"actor": "%"}, [_TOWN]),
    "an underscore is no pattern": ({"actor": "e_t"}, [_TOWN]),
    "an underscore is no letter": ({"actor": "e_s"}, []),
    "a backslash is no pattern": ({"actor": "\\"}, []),
    "a quotation mark is no SQL": ({"actor": "' OR 1=1 --"}, []),
    "part of a place": ({"place": "jerus"}, [_ASHEN]),
    "a country": ({"place": "KEN"}, [_ASHEN, _DOCKERS]),
    "three capitals are not part of a name": ({"place": "RUS"}, [_GUNMEN]),
    "three small letters are": ({"place": "rus"}, [_ASHEN]),
    "since overlaps the end": ({"since": "2021-03-03"}, [_ASHEN, _DOCKERS]),
    "since is after the end; the other goes on": ({"since": "2021-03-04"}, [_DOCKERS]),
    "until overlaps the start": ({"until": "2021-02"}, [_DOCKERS, _GUNMEN]),
    "until is before the start": ({"until": "2021-01-31"}, [_GUNMEN]),
    "a year asked for holds its days": (
        {"since": "2021", "until": "2021"}, [_ASHEN, _DOCKERS],
    ),
    "a year claimed overlaps a day of it": (
        {"since": "2002-06-01", "until": "2002-06-01"}, [_GUNMEN],
    ),
    "a time asked for leaves out the undated": ({"since": "0001"}, [_ASHEN, _DOCKERS, _GUNMEN]),
    "killed, by the low figure where there is no best": ({"min_killed": 12}, [_ASHEN, _GUNMEN]),
    "killed, above the low figure": ({"min_killed": 13}, [_GUNMEN]),
    "killed, neither the wounded nor an upper bound": ({"min_killed": 0}, [_ASHEN, _GUNMEN]),
    "killed, more than a database can count": ({"min_killed": 10**30}, []),
    "certainty": ({"certainty": "alleged"}, [_ASHEN]),
    "status": ({"status": "ongoing"}, [_DOCKERS]),
    "part of an outlet": ({"outlet": "quay"}, [_RAIDERS, _TOWN, _DOCKERS]),
    "an outlet that is not known is no name": ({"outlet": "none"}, []),
    "a word of the evidence": ({"text": "burned"}, [_ASHEN]),
    "words in any order and case": ({"text": "WORKERS ashen"}, [_ASHEN]),
    "all of the words": ({"text": "ashen farmers"}, []),
    "a word is not part of a word": ({"text": "raid"}, []),
    "marks between words do not count": ({"text": "“mill”, workers!"}, [_ASHEN]),
    "a word of another sentence": ({"text": "foretold"}, []),
    "a limit": ({"limit": 2}, [_RAIDERS, _TOWN]),
    "a limit of nothing": ({"limit": 0}, []),
    "the rest after an offset": ({"offset": 4}, [_GUNMEN, _FRIENDS]),
    "a page": ({"limit": 2, "offset": 2}, [_ASHEN, _DOCKERS]),
    "an offset beyond the end": ({"offset": 10**30, "limit": 10**30}, []),
    "everything at once": (
        {
            "type": "ASSAULT", "mode": "abduct", "actor": "villagers", "place": "tarsk",
            "since": "2002", "until": "2003", "min_killed": 100, "certainty": "stated",
            "status": "happened", "outlet": "gazette", "text": "gunmen", "limit": 5,
        },
        [_GUNMEN],
    ),
}  # fmt: skip

_FORETOLD, _AFRAID = "The raid was foretold", "Nobody was afraid"
_NO_MORE, _BREAD = "We shall raid no more", "Bread is dear"
_WARNED = "100% Free_Town warned farmers on a market day leaving 40 wounded"

_SAID: dict[str, tuple[dict[str, Any], list[str]]] = {
    "everything, last published first, then as in the text": (
        {}, [_WARNED, _NO_MORE, _FORETOLD, _AFRAID, _BREAD],
    ),
    "part of a speaker": ({"speaker": "brandtn"}, [_AFRAID]),
    "a speaker in another case": ({"speaker": "ILSE"}, [_WARNED, _NO_MORE, _FORETOLD]),
    "a speaker is not who is spoken of": ({"speaker": "farmers"}, []),
    "outlet": ({"outlet": "harbour"}, [_FORETOLD, _AFRAID]),
    "stance": ({"stance": "denies"}, [_AFRAID]),
    "a word of what was said": ({"text": "RAID"}, [_NO_MORE, _FORETOLD]),
    "the cue was not said": ({"text": "said"}, []),
    "published since": ({"since": "2021-03-05"}, [_WARNED, _NO_MORE]),
    "published on the day, as its page prints it": (
        {"since": "2021-03-09", "until": "2021-03-09"}, [_WARNED, _NO_MORE],
    ),
    "published until": ({"until": "2021-03-08"}, [_FORETOLD, _AFRAID]),
    "a limit after an offset": ({"limit": 1, "offset": 1}, [_NO_MORE]),
}  # fmt: skip


@pytest.fixture(scope="module", params=KINDS)
def kept(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("kept")
    with new_target(request.param, folder) as target, Archive.open(target) as archive:
        for report in _REPORTS:
            archive.add(report)
        yield archive


@pytest.mark.parametrize(("asked", "found"), _CLAIMS.values(), ids=_CLAIMS)
def test_claims_are_found(kept: Archive, asked: dict[str, Any], found: list[str]) -> None:
    assert [row.actors[0] for row in kept.claims(ClaimQuery(**asked))] == found


@pytest.mark.parametrize(("asked", "found"), _SAID.values(), ids=_SAID)
def test_speeches_are_found(kept: Archive, asked: dict[str, Any], found: list[str]) -> None:
    assert [row.quotes[0] for row in kept.said(SaidQuery(**asked))] == found


@pytest.mark.parametrize(
    ("figures", "highest"),
    [
        ([(12, 12, 12), (5, 5, 5)], 12),  # "twelve people, five of them children" are twelve
        ([(10, 20, 30)], 20),  # the best figure, not the low or the high one
        ([(None, None, 30), (4, None, None)], 4),
    ],
)
def test_the_killed_of_a_claim_are_its_highest_figure(
    archive: Archive, figures: list[tuple[int | None, int | None, int | None]], highest: int
) -> None:
    report = make_report(claims=[MadeClaim(toll=(1, 1, 1))])
    (claim,) = report.claims
    tolls = tuple(
        dataclasses.replace(claim.toll[0], low=low, best=best, high=high)
        for low, best, high in figures
    )
    claim = dataclasses.replace(claim, toll=tolls)
    archive.add(dataclasses.replace(report, claims=(claim,)))

    assert [row.claim for row in archive.claims(ClaimQuery(min_killed=highest))] == [claim]
    assert list(archive.claims(ClaimQuery(min_killed=highest + 1))) == []


@pytest.mark.parametrize(
    ("when", "since", "until", "found"),
    [
        (("2011", None), "2024", None, True),  # "since 2011" goes on
        (("2011", None), None, "2010", False),
        ((None, "2011"), None, "1990", True),  # "until 2011" has no beginning
        ((None, "2011"), "2012", None, False),
        (("2012", "2011"), "1900", None, False),  # no interval, so no time
        (("2011", "some day"), "1900", None, False),
        (("2011-05-01T10:00", "2011-05-01T12:00"), "2011-05-01", "2011-05-01", True),
    ],
)
def test_open_and_broken_intervals(
    archive: Archive,
    when: tuple[str | None, str | None],
    since: str | None,
    until: str | None,
    found: bool,
) -> None:
    archive.add(make_report(claims=[MadeClaim(when=when)]))

    assert bool(list(archive.claims(ClaimQuery(since=since, until=until)))) is found


def test_claims_of_one_day_come_by_article_then_as_in_the_text(archive: Archive) -> None:
    names = [["A", "B"], ["C", "D"]]
    for number, actors in enumerate(names):
        archive.add(make_report(number, claims=[MadeClaim(actor=actor) for actor in actors]))

    assert [row.actors[0] for row in archive.claims()] == ["C", "D", "A", "B"]


def test_pages_are_stable_over_more_than_is_read_at_once(archive: Archive) -> None:
    for number in range(70):
        archive.add(make_report(number, claims=[MadeClaim(actor=f"Band {number}")] * 2))

    whole = [row.actors[0] for row in archive.claims()]
    pages = [
        row.actors[0]
        for offset in range(0, 140, 7)
        for row in archive.claims(ClaimQuery(limit=7, offset=offset))
    ]

    assert len(whole) == 140
    assert pages == whole


@pytest.mark.parametrize(
    ("query", "asked", "says"),
    [
        (ClaimQuery, {"type": "RAID"}, "type: unknown 'RAID'; one of AGREE, "),
        (ClaimQuery, {"mode": "zeppelin"}, "mode: unknown 'zeppelin'"),
        (ClaimQuery, {"type": "ASSAULT", "mode": "strike"}, "mode: unknown 'strike'"),
        (ClaimQuery, {"type": "AID", "mode": "strike"}, "mode: unknown 'strike'; one of none"),
        (ClaimQuery, {"certainty": "sure"}, "certainty: unknown 'sure'"),
        (ClaimQuery, {"status": "maybe"}, "status: unknown 'maybe'"),
        (SaidQuery, {"stance": "mumbles"}, "stance: unknown 'mumbles'"),
        (ClaimQuery, {"actor": ""}, "actor: nothing to look for"),
        (ClaimQuery, {"place": "  "}, "place: nothing to look for"),
        (SaidQuery, {"speaker": "\n"}, "speaker: nothing to look for"),
        (ClaimQuery, {"text": "…"}, "text: there is no word in '…'"),
        (ClaimQuery, {"since": "yesterday"}, "since: 'yesterday' is no date; write 2015"),
        (SaidQuery, {"until": "2021-13"}, "until: '2021-13' is no date"),
        (ClaimQuery, {"since": "2022", "until": "2021"}, "since 2022 is later than until 2021"),
        (ClaimQuery, {"min_killed": -1}, "min_killed: must not be less than 0"),
        (SaidQuery, {"limit": -1}, "limit: must not be less than 0"),
        (ClaimQuery, {"offset": -1}, "offset: must not be less than 0"),
    ],
)
def test_a_question_without_an_answer_is_refused(
    query: type[ClaimQuery | SaidQuery], asked: dict[str, Any], says: str
) -> None:
    with pytest.raises(ConfigError, match=says):
        query(**asked)
