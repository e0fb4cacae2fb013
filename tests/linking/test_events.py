"""Which claims tell of one happening, and which only look like it."""

import dataclasses

import pytest

from dateline.linking.events import contradiction, group_happenings, same_event
from dateline.linking.happenings import find_happenings
from dateline.records import ClaimRef
from tests.linking.happenings import one
from tests.linking.in_memory import link_happenings
from tests.making import MadeClaim, make_report

NINTH = ("2024-04-09", "2024-04-09")
RAID = MadeClaim(
    modes=("explosives",),
    place="Beira",
    country="MOZ",
    when=NINTH,
    toll=(17, 17, None),
    actor=None,
    trigger="explosion",
    recipient="dockworkers",
)
MARCH = MadeClaim(
    type="PROTEST",
    modes=("demo",),
    actor="Students",
    actor_kind="population",
    trigger="marched",
    recipient=None,
    place="Arequipa",
    country="PER",
    when=("2025-06-02", "2025-06-02"),
)


def change(claim: MadeClaim, **changes: object) -> MadeClaim:
    return dataclasses.replace(claim, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param(RAID, change(RAID, toll=(21, 21, 21)), id="another toll"),
        pytest.param(RAID, change(RAID, toll=(None, None, 25)), id="a feared toll"),
        pytest.param(RAID, change(RAID, when=None, toll=(21, 21, 21)), id="a day that is not told"),
        pytest.param(RAID, change(RAID, place=None, country=None), id="a town that is not told"),
        pytest.param(RAID, change(RAID, actor="The Front"), id="somebody is named as the doer"),
        pytest.param(
            change(RAID, actor="The Front", certainty="alleged"),
            change(RAID, actor="The Army", certainty="alleged"),
            id="each party is accused by the other",
        ),
        pytest.param(
            RAID, change(RAID, when=("2024-04", "2024-04"), toll=(19, 19, 23)), id="only a month"
        ),
    ],
)
def test_one_happening(a: MadeClaim, b: MadeClaim) -> None:
    link = same_event(one(1, a), one(2, b))
    assert link is not None
    assert link.a < link.b
    assert link.reason.startswith("both tell of an assault")


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        pytest.param(
            RAID,
            change(RAID, when=("2024-03-09", "2024-03-09")),
            "they were on different days",
            id="another attack in the same town a month before",
        ),
        pytest.param(
            change(MARCH, when=("2024-04-02", "2024-04-02")),
            change(MARCH, when=("2024-04-03", "2024-04-03")),
            "they were on different days",
            id="another protest the next day",
        ),
        pytest.param(
            RAID, change(RAID, place="Dondo"), "they were in different places", id="another town"
        ),
        pytest.param(
            RAID,
            change(RAID, place="Sofala", country="ZWE"),
            "they were in different places",
            id="another state",
        ),
        pytest.param(
            RAID,
            change(RAID, when=("2011", "2011"), toll=(9, 9, 9)),
            "they were on different days",
            id="the fire of years ago, told in both",
        ),
        pytest.param(
            RAID,
            change(RAID, status="threatened"),
            "one has happened and the other has not",
            id="a threat",
        ),
    ],
)
def test_contradictions_part(a: MadeClaim, b: MadeClaim, why: str) -> None:
    first, second = one(1, a), one(2, b)
    assert contradiction(first, second) == contradiction(second, first) == why
    assert same_event(first, second) is None


def test_what_was_told_before_it_happened_is_something_else() -> None:
    earlier = one(1, change(RAID, when=None), published="2024-04-01")
    assert contradiction(earlier, one(2, RAID)) == "one was told before the other happened"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"when": None, "place": None, "country": None}, id="only the type"),
        pytest.param({"when": None}, id="the type and the town"),
        pytest.param({"place": None, "country": None}, id="the type and the day"),
    ],
)
def test_too_little_speaks_for_it(changes: dict[str, object]) -> None:
    bare = change(RAID, toll=None, modes=(), **changes)
    other = change(bare, trigger="ambushed", recipient="shepherds", actor="Bandits")
    assert same_event(one(1, bare), one(2, other)) is None


def test_another_type_is_another_happening() -> None:
    meeting = change(RAID, type="CONSULT", modes=(), trigger="met", toll=None)
    assert same_event(one(1, RAID), one(2, meeting)) is None


def test_the_reason_names_what_was_compared() -> None:
    link = same_event(one(1, RAID), one(2, RAID))
    assert link is not None
    told = "both tell of an assault in Beira on 9 April 2024 with 17 killed"
    assert link.reason.startswith(told)
    assert link.score > 0.9


@pytest.mark.parametrize(
    ("when", "told"),
    [(("2011", None), "since 1 January 2011"), ((None, "2011"), "until 31 December 2011")],
)
def test_the_reason_tells_an_end_that_is_not_known(
    when: tuple[str | None, str | None], told: str
) -> None:
    siege = change(RAID, when=when)
    link = same_event(one(1, siege), one(2, siege))
    assert link is not None
    assert f"in Beira {told} with 17 killed" in link.reason


def test_a_number_of_arrested_parts_what_a_number_of_killed_does_not() -> None:
    arrest = MadeClaim(
        type="COERCE",
        modes=("arrest",),
        actor="Police",
        trigger="arrested",
        recipient="men",
        place="Beira",
        country="MOZ",
        toll=(4, 4, 4),
        toll_kind="arrested",
    )
    assert same_event(one(1, arrest), one(2, arrest)) is not None
    assert same_event(one(1, arrest), one(2, change(arrest, toll=(2, 2, 2)))) is None


DENIAL = MadeClaim(
    type="REJECT",
    actor="The Front",
    trigger="denied",
    recipient="that it was behind the explosion",
    when=("2024-04-10", "2024-04-10"),
    when_words="on Wednesday",
)


def test_a_denial_is_linked_to_the_claim_it_denies() -> None:
    deed = change(RAID, actor="The Front")
    link = same_event(one(1, DENIAL), one(2, deed))
    assert link is not None
    assert link.reason.startswith("one denies an assault that the other tells of")


def test_a_denial_of_something_else_is_not() -> None:
    denial = change(DENIAL, recipient="that it had received any money")
    assert same_event(one(1, denial), one(2, RAID)) is None


def test_a_denial_in_the_article_that_tells_the_deed() -> None:
    report = make_report(claims=[DENIAL, RAID], said=[], published="2024-04-10")
    a, b = find_happenings(report)
    assert same_event(a, b) is not None


def test_claims_of_one_article_are_not_linked_by_being_alike() -> None:
    a, b = find_happenings(make_report(claims=[RAID, RAID], said=[], published="2024-04-10"))
    assert same_event(a, b) is None


def test_accusations_of_one_act_by_different_parties() -> None:
    accusation = MadeClaim(
        type="ACCUSE",
        modes=("allege",),
        actor="The Front",
        trigger="accused",
        recipient="the army of shelling the school",
        place="Beira",
        country="MOZ",
    )
    other = change(accusation, actor="The Army", recipient="the Front of shelling the school")
    link = same_event(one(1, accusation), one(2, other))
    assert link is not None
    assert "on one act" in link.reason


def test_groups_hold_every_claim_once_and_keep_contradictions_apart() -> None:
    march = change(RAID, when=("2024-03-09", "2024-03-09"))
    month = change(RAID, when=("2024-04", "2024-04"))
    made = [one(n, claim) for n, claim in enumerate((RAID, RAID, month, march, MARCH))]
    groups = group_happenings(made, link_happenings(made))
    assert sorted(ref for group in groups for ref in group) == sorted(h.ref for h in made)
    assert sorted(map(len, groups)) == [1, 1, 3]


def test_other_victims_by_name_speak_against_it() -> None:
    killing = change(RAID, recipient="Ana Macamo", recipient_kind="person", toll=(1, 1, 1))
    other = change(killing, recipient="Rui Cossa")
    unnamed = change(killing, recipient="a dockworker", recipient_kind="population")
    same, apart = (
        same_event(one(1, killing), one(2, unnamed)),
        same_event(one(1, killing), one(2, other)),
    )
    assert same is not None
    assert apart is not None, "the town, the day and the words are the same"
    assert apart.score < same.score


def test_people_join_and_part() -> None:
    made = [one(n, claim) for n, claim in enumerate((RAID, RAID, MARCH))]
    a, b, c = (happening.ref for happening in made)
    links = link_happenings(made)
    assert group_happenings(made, links, together=[(a, c)]) == [tuple(sorted((a, b, c)))]
    assert group_happenings(made, links, apart=[(b, a)]) == sorted([(a,), (b,), (c,)])
    assert (c,) not in group_happenings(made, links, together=[(c, a)], apart=[(a, b)])
    parted = group_happenings(made, links, together=[(a, c)], apart=[(a, c)])
    assert parted == [tuple(sorted((a, b))), (c,)]


def test_decisions_on_what_is_not_there_are_passed_over() -> None:
    made = [one(1, RAID)]
    gone = ClaimRef("no-article", "c1")
    assert group_happenings(made, [], together=[(made[0].ref, gone)]) == [(made[0].ref,)]


def test_keys_are_few_and_shared_by_what_is_linked() -> None:
    a, b = one(1, RAID), one(2, change(RAID, when=("2024-04", "2024-04")))
    assert set(a.keys) & set(b.keys)
    assert max(len(a.keys), len(b.keys)) <= 24
