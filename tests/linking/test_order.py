"""The order of arrival changes nothing, and one more claim only what hangs together with it."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.linking.events import are_apart_by_outline, group_happenings, same_event
from dateline.linking.grouping import find_components, group_things
from dateline.linking.happenings import Happening, find_happenings
from dateline.records import ClaimRef
from dateline.records.iso_days import days_between
from tests.linking.in_memory import link_happenings
from tests.making import MadeClaim, make_report

DAYS = ["2024-04-08", "2024-04-09", "2024-04", None]

claims = st.builds(
    MadeClaim,
    type=st.sampled_from(["ASSAULT", "ASSAULT", "PROTEST"]),
    modes=st.just(()),
    actor=st.sampled_from(["Gunmen", "The Front", None]),
    trigger=st.sampled_from(["attacked", "explosion"]),
    recipient=st.sampled_from(["villagers", None]),
    place=st.sampled_from(["Beira", "Dondo", None]),
    country=st.just("MOZ"),
    when=st.sampled_from([None if day is None else (day, day) for day in DAYS]),
    toll=st.sampled_from([None, (17, 17, None), (21, 21, 21), (3, 3, 3)]),
)
reports = st.lists(st.lists(claims, min_size=1, max_size=2), min_size=2, max_size=7)
relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def read(made: list[list[MadeClaim]]) -> list[list[Happening]]:
    return [
        find_happenings(make_report(number, claims=told, said=[], published="2024-04-10"))
        for number, told in enumerate(made)
    ]


@relaxed
@given(reports, st.randoms(use_true_random=False), st.data())
def test_any_order_gives_the_same_groups(
    made: list[list[MadeClaim]], chance: random.Random, data: st.DataObject
) -> None:
    happenings = [happening for told in read(made) for happening in told]
    refs = st.sampled_from([happening.ref for happening in happenings])
    pairs = st.lists(st.tuples(refs, refs), max_size=3)
    together, apart = data.draw(pairs), data.draw(pairs)
    links = link_happenings(happenings)
    groups = group_happenings(happenings, links, together, apart)
    shuffled = happenings.copy()
    for things in (shuffled, links, together, apart):
        chance.shuffle(things)
    assert sorted(map(str, link_happenings(shuffled))) == sorted(map(str, links))
    turned = [(b, a) for a, b in together]
    assert group_happenings(shuffled, links, turned, apart) == groups
    assert sorted(ref for group in groups for ref in group) == sorted(h.ref for h in happenings)
    for a, b in apart:
        assert a == b or all(not {a, b} <= set(group) for group in groups)


@relaxed
@given(reports)
def test_one_more_article_changes_only_what_hangs_together_with_it(
    made: list[list[MadeClaim]],
) -> None:
    *before, new = read(made)
    old = [happening for told in before for happening in told]
    every = [*old, *new]
    links = link_happenings(every)
    arrived = {str(happening.ref) for happening in new}
    groups = set(group_happenings(old, link_happenings(old)))
    names = [str(happening.ref) for happening in every]
    components = find_components(names, [(link.a, link.b) for link in links])
    touched = {name for component in components if arrived & set(component) for name in component}
    untouched = {group for group in groups if not touched & {str(ref) for ref in group}}
    assert untouched <= set(group_happenings(every, links))


spoken = st.builds(
    lambda kind, **said: MadeClaim(type=kind[0], modes=kind[1], **said),
    kind=st.sampled_from(
        [("ASSAULT", ()), ("ACCUSE", ()), ("ACCUSE", ("allege",)), ("REJECT", ()), ("THREATEN", ())]
    ),
    status=st.sampled_from(["happened", "happened", "planned"]),
    actor=st.sampled_from(["The Front", None]),
    trigger=st.sampled_from(["denied burning the harbour", "blamed", "attacked"]),
    recipient=st.sampled_from(["villagers for burning the harbour", "villagers"]),
    place=st.sampled_from(["Beira", "Beira", None]),
    country=st.sampled_from(["MOZ", "MOZ", "MWI"]),
    when=st.sampled_from([None if day is None else (day, day) for day in DAYS]),
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(reports | st.lists(st.lists(spoken, min_size=1, max_size=2), min_size=2, max_size=7))
def test_what_an_outline_tells_apart_is_never_linked(made: list[list[MadeClaim]]) -> None:
    happenings = [happening for told in read(made) for happening in told]
    told = [claim for claims in made for claim in claims]
    for a in happenings:
        for b, claim in zip(happenings, told, strict=True):
            if a.ref.article == b.ref.article or set(a.keys).isdisjoint(b.keys):
                continue
            first_on, last_on = days_between(*(claim.when or (None, None))) or (None, None)
            if are_apart_by_outline(
                a,
                type_=b.type,
                status=claim.status,
                country=claim.country if claim.place else None,
                first_on=first_on,
                last_on=last_on,
                published_on=date(2024, 4, 10),
            ):
                assert same_event(a, b) is None


@pytest.mark.parametrize(
    ("said", "outline", "apart"),
    [
        # Plain accusations of two days; one that may be of the same act; a denial of the deed.
        ({"type": "ACCUSE"}, {"type_": "ACCUSE"}, True),
        ({"type": "ACCUSE", "modes": ("allege",)}, {"type_": "ACCUSE"}, False),
        ({"type": "ASSAULT", "trigger": "attacked"}, {"type_": "REJECT"}, False),
        ({"type": "ASSAULT", "trigger": "attacked"}, {"type_": "PROTEST"}, True),
        # Nothing is known of the day, but where it was, or that it is still to come.
        ({"when": None}, {"type_": "ACCUSE"}, False),
        ({"when": None}, {"type_": "ACCUSE", "country": "MWI"}, True),
        ({"when": None}, {"type_": "ACCUSE", "status": "planned"}, True),
    ],
)
def test_an_outline_tells_claims_apart_or_not(
    said: dict[str, Any], outline: dict[str, Any], apart: bool
) -> None:
    claim = MadeClaim(
        **{
            "modes": (),
            "recipient": "villagers for burning the harbour",
            "trigger": "blamed",
            "place": "Beira",
            "country": "MOZ",
            "when": ("2024-04-09",) * 2,
        }
        | said
    )
    ((happening,),) = read([[claim]])
    other = {"status": "happened", "country": "MOZ", "published_on": date(2024, 4, 10)}
    day = {"first_on": date(2024, 4, 1), "last_on": date(2024, 4, 1)}
    assert are_apart_by_outline(happening, **other | day | outline) is apart


def test_a_pair_that_was_never_compared_says_nothing() -> None:
    scores = {("a", "b"): 0.6, ("b", "c"): 0.6}
    assert group_things("abc", scores, unlinked=0.3, threshold=0.5) == [("a", "b"), ("c",)]
    # a was not compared with c, which is bit 2, nor c with a
    together = group_things("abc", scores, unlinked=0.3, threshold=0.5, unseen=[4, 0, 1])
    assert together == [("a", "b", "c")]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(
            lambda pair: pair[0] < pair[1]
        ),
        st.sampled_from([0.5, 0.7, 0.7, 0.9]),
    ),
    st.permutations("abcdef"),
)
def test_ties_do_not_depend_on_order(
    scores: dict[tuple[str, str], float], order: list[str]
) -> None:
    kept = group_things("abcdef", scores, unlinked=0.3, threshold=0.5)
    assert group_things(order, scores, unlinked=0.3, threshold=0.5) == kept


def test_references_are_sorted() -> None:
    happenings = [happening for told in read([[MadeClaim()], [MadeClaim()]]) for happening in told]
    groups = group_happenings(happenings[::-1], [])
    assert groups == sorted(groups)
    assert all(isinstance(ref, ClaimRef) for group in groups for ref in group)
