"""One actor in many articles: tables of names, and properties of groups."""

import dataclasses
import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.linking import (
    Identity,
    contradicts,
    group_identities,
    link_identities,
    same_actor,
    summarise_actor,
)
from dateline.linking.actors import is_added_only
from dateline.linking.names import match_bodies, match_persons, person_tokens
from dateline.records import EntityRef, Link, Tie, When, actor_from_json, actor_to_json
from tests.linking.people import make_actor_report, make_identity

Said = dict[str, Any]
MINISTER: Said = {"title": "interior minister", "sector": "GOV"}
BANNER: Said = {"body": "Banner of the Dunes", "title": "spokesman"}
BODY: Said = {"kind": "organization"}
GROUP: Said = {"kind": "armed-group"}
PERU: Said = {"places": ("PER",)}
KENYA: Said = {"places": ("KEN",)}

# (name, what its article says, other name, what its article says, the same?)
PAIRS: list[tuple[str, Said, str, Said, bool]] = [
    # Full names of their own
    ("Rosa Chicombe", {}, "Rosa Chicombe", {}, True),
    ("Rosa Chicombe", {}, "Rosa Machava", {}, False),
    ("Rosa Chicombe", {}, "Ana Chicombe", {}, False),
    ("Oumar Sidibé", {}, "Oumar Sidibe", {}, True),
    ("Simão Ganhane", {}, "SIMAO GANHANE", {}, True),
    ("Rosa Maria Chicombe", {}, "Rosa Chicombe", {}, True),
    ("George W. Bush", {}, "George Bush", {}, True),
    ("George Bush Sr", {}, "George Bush Jr", {}, False),
    ("Joaquín “El Chapo” Guzmán", {}, "Joaquin Guzman", {}, True),
    ("General Oumar Sidibé", {}, "Oumar Sidibé", {}, True),
    # Order
    ("Nagy Imre", {}, "Imre Nagy", {}, True),
    ("Abe Shinzo", {}, "Shinzo Abe", {}, True),
    ("Kim Jong-un", {}, "Kim Jong Un", {}, True),
    ("Kim Jong-un", {}, "Kim Jong-il", {}, False),
    # Transliteration
    ("Muammar Gaddafi", {}, "Mu'ammar al-Qadhafi", {}, True),
    ("Moammar Kadhafi", {}, "Muammar Qaddafi", {}, True),
    ("Osama bin Laden", {}, "Usama Ben Laden", {}, True),
    ("Saddam Hussein", {}, "Saddam Husayn", {}, True),
    ("Hassan Nasrallah", {}, "Hussein Nasrallah", {}, False),
    ("Mohammed Deif", {}, "Muhammad Dayf", {}, True),
    ("Mohammed Deif", {}, "Mahmoud Deif", {}, False),
    ("Volodymyr Zelensky", {}, "Volodymyr Zelenskyy", {}, True),
    ("Volodymyr Zelensky", {}, "Vladimir Zelensky", {}, False),
    ("Yevgeny Prigozhin", {}, "Evgeny Prigozhin", {}, True),
    ("Alexander Lukashenko", {}, "Aleksandr Lukashenko", {}, True),
    ("Sergei Shoigu", {}, "Sergey Shoygu", {}, True),
    ("Abdelaziz Bouteflika", {}, "Abd al-Aziz Bouteflika", {}, True),
    ("Abdullah Öcalan", {}, "Abdallah Ocalan", {}, True),
    ("Bashar al-Assad", {}, "Bashar Assad", {}, True),
    ("Rifaat al-Assad", {}, "Bashar al-Assad", {}, False),
    ("Hassan Rouhani", {}, "Hasan Rohani", {}, True),
    ("Anna Berg", {}, "Anne Berg", {}, False),
    ("Maria Sokol", {}, "Mario Sokol", {}, False),
    ("Ivan Sokol", {}, "Ivana Sokol", {}, False),
    ("Hamad Tariqi", {}, "Hamid Tariqi", {}, False),
    ("Erik Lindholm", {}, "Eric Lindholm", {}, True),
    # Other forms of given names
    ("Joe Biden", {}, "Joseph Biden", {}, True),
    ("Bill Clinton", {}, "William Clinton", {}, True),
    ("Bill Clinton", {}, "Hillary Clinton", {}, False),
    # What many are called
    ("Mohamed Ali", {}, "Mohamed Ali", {}, False),
    ("Mohamed Ali", MINISTER, "Mohammed Ali", MINISTER, True),
    ("Mohamed Ali", {"company": ("Ola Vik",)}, "Mohamed Ali", {"company": ("Ola Vik",)}, True),
    ("Mohamed Ali", {"country": "KEN"}, "Mohamed Ali", {"country": "SOM"}, False),
    ("Mohamed Ali", {"sector": "MED"}, "Mohamed Ali", {"sector": "GOV"}, False),
    ("John Smith", PERU, "John Smith", KENYA, False),
    # Contradictions
    ("Abdul Rahman", {"title": "Afghan minister", "sector": "GOV"},
     "Abdul Rahman", {"title": "Sudanese spokesman", "sector": "UNK"}, False),
    ("Abd al-Rahman Said", {"title": "Afghan minister", "sector": "GOV"},
     "Abdul Rahman Said", {"title": "Sudanese spokesman", "sector": "UNK"}, False),
    ("Ola Vik", {"country": "NOR"}, "Ola Vik", {"country": "SWE"}, False),
    ("Ola Vik", {"sector": "GOV"}, "Ola Vik", {"sector": "REB"}, False),
    ("Ola Vik", {"sector": "GOV"}, "Ola Vik", {"sector": "MED"}, True),
    ("Ola Vik", {}, "Ola Vik", BODY, False),
    # Bare names never by themselves
    ("Chicombe", {}, "Chicombe", {}, False),
    ("Chicombe", {}, "Rosa Chicombe", {}, False),
    ("Chicombe", MINISTER | PERU, "Rosa Chicombe", MINISTER | KENYA, False),
    ("Sidibé", BANNER, "Oumar Sidibé", BANNER, True),
    ("Sidibé", BANNER, "Oumar Sidibé", BODY | BANNER, False),
    # "Abu Somebody" with the same little known group, or not
    ("Abu Nasr", {}, "Abu Nasr", {}, False),
    ("Abu Nasr", BANNER, "Abou Nasr", BANNER, True),
    ("Abu Nasr", {"company": ("Ola Vik",)}, "Abu Nasr", {"company": ("Ola Vik",)}, True),
    ("Abu Nasr", BANNER, "Abu Nasr", {"body": "Northern Covenant", "title": "spokesman"}, False),
    # Initials and longer forms need more
    ("J. Lindholm", {}, "Jonas Lindholm", {}, False),
    ("J. Lindholm", BANNER, "Jonas Lindholm", BANNER, True),
    ("Gabriel García", {}, "Gabriel García Márquez", {}, False),
    ("Gabriel García", BANNER, "Gabriel García Márquez", BANNER, True),
    # Organizations
    ("Northern Covenant", BODY | PERU, "the Northern Covenant", GROUP | PERU, True),
    ("Northern Covenant", BODY | PERU, "Southern Covenant", BODY | PERU, False),
    ("Northern Covenant", BODY | PERU, "Northern Covenant Movement", BODY | PERU, True),
    ("Northern Covenant", BODY | PERU, "Northern Covenant", BODY | KENYA, False),
    ("Ansar Dinaru", GROUP, "Ansar Dinaru", GROUP, True),
    ("Harakat Tazmur", GROUP, "Harakat Tazmour", GROUP, True),
    ("Defence Ministry", BODY | PERU, "Ministry of Defense", BODY | PERU, True),
    ("Defence Ministry", BODY | PERU, "Defence Ministry", BODY | KENYA, False),
    ("Defence Ministry", BODY, "Defence Ministry", BODY, False),
    ("Students' Federation", BODY | PERU, "Students’ Federation", BODY | PERU, True),
    ("FCL", GROUP | PERU, "FCL", GROUP | KENYA, False),
    ("FCL", GROUP | {"company": ("Ola Vik",)}, "Front for Coastal Liberation",
     GROUP | {"company": ("Ola Vik",), "aliases": ("FCL",)}, True),
    # Known actors by their key
    ("ISIS", GROUP, "Islamic State", GROUP, True),
    ("Hezbollah", GROUP, "Hizbullah", BODY, True),
    ("Hamas", GROUP, "Hezbollah", GROUP, False),
    ("Peru", {"kind": "state"}, "Peru", {"kind": "state"}, True),
    ("Niger", {"kind": "state"}, "Nigeria", {"kind": "state"}, False),
    ("AFP", {"kind": "outlet"}, "Agence France-Presse", {"kind": "outlet"}, True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "said", "other", "of_other", "same"), PAIRS)
def test_two_names_are_one_actor_or_not(
    name: str, said: Said, other: str, of_other: Said, same: bool
) -> None:
    a, b = make_identity(name, 1, **said), make_identity(other, 2, **of_other)
    assert a is not None
    assert b is not None
    link = same_actor(a, b)
    assert (link is not None) is same
    assert link == same_actor(b, a), "the order of the two must not matter"
    if link is not None:
        assert set(a.keys) & set(b.keys), "an index would never have compared them"
        assert link.reason
        assert contradicts(a, b) is None


DESCRIPTIONS: list[tuple[str, Said]] = [
    ("gunmen", GROUP), ("Gunmen", GROUP), ("residents", BODY), ("Residents of the town", BODY),
    ("a senior official", {}), ("A police officer", {}), ("the mayor", {}), ("The minister", {}),
    ("Police", {"kind": "state"}), ("officers", {"kind": "state"}), ("the group", BODY),
    ("Two men", {}), ("a separatist group", GROUP), ("Fighters of the Banner of the Dunes", GROUP),
    ("Western diplomats", {"kind": "state"}), ("His brother", {}), ("the rescue teams", BODY),
    ("Front", BODY), ("its spokesman", {}), ("Diplomats in Maputo", {"kind": "state"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "said"), DESCRIPTIONS)
def test_descriptions_are_no_identities(name: str, said: Said) -> None:
    assert make_identity(name, **said) is None


def test_a_link_says_why() -> None:
    a = make_identity("Abu Nasr", 1, **BANNER)
    b = make_identity("Abou Nasr", 2, **BANNER)
    assert a is not None
    assert b is not None
    link = same_actor(a, b)
    assert link is not None
    assert "Banner of the Dunes" in link.reason
    assert (link.a, link.b) == tuple(sorted((str(a.ref), str(b.ref))))


def test_somebody_between_two_who_contradict_joins_neither() -> None:
    people = [
        _identity("Ola Vik", 1, sector="GOV"),
        _identity("Ola Vik", 2, sector="REB"),
        _identity("Ola Vik", 3),
    ]
    assert group_identities(people, _links(people)) == [
        (one.ref,) for one in sorted(people, key=_ref)
    ]


def test_known_actors_need_no_links() -> None:
    people = [
        _identity(name, n, kind="armed-group") for n, name in enumerate(("ISIS", "Islamic State"))
    ]
    assert len(group_identities(people, [])) == 1


def test_a_decision_outranks_links_and_contradictions() -> None:
    vik, rebel, other = (
        _identity("Ola Vik", 1, sector="GOV"),
        _identity("Ola Vik", 2, sector="REB"),
        _identity("Ola Vik", 3, sector="GOV"),
    )
    people = [vik, rebel, other]
    links = _links(people)
    together = group_identities(people, links, together=[(rebel.ref, vik.ref)])
    assert len(together) == 1
    apart = group_identities(people, links, apart=[(other.ref, vik.ref)])
    assert len(apart) == 3
    undone = group_identities(people, links)
    assert sorted(map(len, undone)) == [1, 2]


NAMES = [
    "Ola Vik",
    "Ola Vik",
    "Olav Vik",
    "Mohamed Ali",
    "Mohammed Ali",
    "Abu Nasr",
    "Vik",
    "O. Vik",
]
_PEOPLE = st.lists(
    st.builds(
        lambda name, sector, country, body: (
            name,
            {"sector": sector, "country": country, "body": body},
        ),
        st.sampled_from(NAMES),
        st.sampled_from([None, "GOV", "REB", "MED"]),
        st.sampled_from([None, "PER", "KEN"]),
        st.sampled_from([None, "Banner of the Dunes", "Northern Covenant"]),
    ),
    max_size=7,
)


@given(said=_PEOPLE, data=st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_groups_do_not_depend_on_order_and_undo_restores(
    said: list[tuple[str, Said]], data: st.DataObject
) -> None:
    people = [_identity(name, n, **more) for n, (name, more) in enumerate(said)]
    links = _links(people)
    groups = group_identities(people, links)
    assert sorted(ref for group in groups for ref in group) == sorted(map(_ref, people))
    shuffled = data.draw(st.permutations(people))
    turned = data.draw(st.permutations(links))
    assert group_identities(shuffled, turned) == groups
    if len(people) > 1:
        refs = st.sampled_from([one.ref for one in people])
        a, b = data.draw(st.tuples(refs, refs).filter(lambda pair: pair[0] != pair[1]))
        for decided in ({"together": [(a, b)]}, {"apart": [(a, b)]}):
            changed = group_identities(people, links, **decided)
            assert changed == group_identities(
                shuffled, turned, **{key: [(b, a)] for key in decided}
            )
            home = next(group for group in changed if a in group)
            assert (b in home) is ("together" in decided)
        assert group_identities(people, links) == groups


@given(said=_PEOPLE)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_no_group_holds_two_who_contradict(said: list[tuple[str, Said]]) -> None:
    people = {
        one.ref: one for n, (name, more) in enumerate(said) for one in [_identity(name, n, **more)]
    }
    for group in group_identities(list(people.values()), _links(list(people.values()))):
        for a, b in itertools.combinations(group, 2):
            assert contradicts(people[a], people[b]) is None


@given(said=_PEOPLE)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_comparing_one_of_each_profile_is_enough(said: list[tuple[str, Said]]) -> None:
    people = [_identity(name, n, **more) for n, (name, more) in enumerate(said)]
    by_profile = group_identities(people, link_identities(people))
    assert by_profile == group_identities(people, _links(people))


# What many are called, and what two that say it are one by: with it, whatever else their articles
# name, the ten-thousandth costs no comparison.
SUFFICES: list[tuple[str, Said]] = [
    ("Interior Ministry", BODY | {"country": "PER"}),
    ("Interior Ministry", BODY | PERU),
    ("Northern Front", GROUP | PERU),
    ("Northern Front", GROUP | {"places": ("PER", "KEN")}),
    ("FCL", GROUP | {"country": "PER"}),
    ("Mohamed Ali", MINISTER),
    ("Mohamed Ali", {"country": "KEN"} | PERU),
    ("Sidibé", BANNER),
    ("Abu Nasr", BANNER),
]


@pytest.mark.parametrize(("name", "said"), SUFFICES)
def test_what_says_the_same_of_a_common_name_is_of_one_profile(name: str, said: Said) -> None:
    one = _identity(name, 1, company=("Ola Vik", "Rosa Chicombe"), **said)
    other = _identity(name, 2, company=("Oumar Sidibé",), **said)
    assert one.profile is not None
    assert one.profile == other.profile
    assert same_actor(one, other) is not None
    elsewhere = _identity(name, 3, **(said | {"places": ("TCD",)}))
    assert elsewhere.profile != one.profile


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Interior Ministry", BODY),
        ("Interior Ministry", BODY | {"places": ("PER", "KEN")}),
        ("Northern Front", GROUP),
        ("FCL", GROUP | PERU),
        ("Mohamed Ali", PERU),
        ("Mohamed Ali", {"title": "student"} | PERU),
        ("Sidibé", PERU),
        ("Abu Nasr", PERU),
    ],
)
def test_a_common_name_of_which_too_little_is_said_is_compared_each_time(
    name: str, said: Said
) -> None:
    company = {"company": ("Ola Vik",)}
    assert _identity(name, 1, **said, **company).profile is None
    assert same_actor(_identity(name, 1, **said), _identity(name, 2, **said)) is None


_COMMON = st.lists(
    st.builds(
        lambda named, country, places: (named[0], named[1] | {"country": country} | places),
        st.sampled_from(
            [
                ("Interior Ministry", BODY),
                ("Ministry of the Interior", BODY),
                ("Northern Front", GROUP),
                ("FCL", GROUP),
                ("Mohamed Ali", {}),
                ("Mohamed Ali", MINISTER),
            ]
        ),
        st.sampled_from([None, None, "PER", "KEN"]),
        st.sampled_from([{}, PERU, KENYA, {"places": ("PER", "KEN")}]),
    ),
    max_size=8,
)


@given(said=_COMMON)
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_one_of_each_profile_is_enough_of_common_names_too(said: list[tuple[str, Said]]) -> None:
    people = [_identity(name, n, **more) for n, (name, more) in enumerate(said)]
    by_profile = group_identities(people, link_identities(people))
    assert by_profile == group_identities(people, _links(people))
    for a, b in itertools.combinations(people, 2):
        if a.profile is not None and a.profile == b.profile:
            assert same_actor(a, b) is not None


@pytest.mark.parametrize(
    ("name", "said", "joined", "only"),
    [
        ("Interior Ministry", BODY, (), True),
        ("Interior Ministry", BODY, ("Northern Front",), True),
        ("Interior Ministry", BODY, ("Ministry of the Interior",), False),
        ("Interior Ministry", BODY | {"country": "PER"}, (), False),
        ("Hezbollah", GROUP, (), False),
        ("Mohamed Ali", {}, (), False),
    ],
)
def test_what_could_contradict_or_be_near_what_people_joined_is_not_only_added(
    name: str, said: Said, joined: tuple[str, ...], only: bool
) -> None:
    assert is_added_only(_identity(name, 1, **said), [name], joined) is only


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_names_can_be_compared(name: str, other: str) -> None:
    tokens, others = person_tokens(name), person_tokens(other)
    assert match_persons(tokens, others) == match_persons(others, tokens)
    assert (match_bodies(name, other) is None) is (match_bodies(other, name) is None)
    if tokens:
        assert match_persons(tokens, tokens) is not None


def test_an_actor_record_lists_names_roles_and_articles() -> None:
    first = make_actor_report("Oumar Sidibé", 1, title="General", body="Banner of the Dunes")
    second = make_actor_report("Oumar Sidibe", 2, title="General")
    third = make_actor_report("Oumar Sidibé", 3)
    members = [(report, report.entity("e1")) for report in (first, second, third)]
    actor = summarise_actor("someone", members)
    assert actor == summarise_actor("someone", members[::-1])
    assert actor.name == "Oumar Sidibé"
    assert [(one.value, one.articles) for one in actor.names] == [
        ("Oumar Sidibé", 2),
        ("Oumar Sidibe", 1),
    ]
    assert actor.articles == 3
    assert {role.organization for role in actor.roles} == {"Banner of the Dunes", None}
    assert EntityRef(first.article.id, "e1") in actor.entities
    assert actor_from_json(actor_to_json(actor)) == actor


def test_ties_stand_in_the_order_in_which_they_were_tied() -> None:
    told = make_actor_report("Oumar Sidibé", 1, body="Banner of the Dunes", company=["Ana Ruiz"])
    evidence = told.entities[0].mentions

    def tie(other: str, start: str | None) -> Tie:
        when = start and When(start=start, end=start, precision=5, evidence=evidence)
        return Tie(
            from_="e1", to=other, kind="affiliated", certainty="stated", when=when or None,
            evidence=evidence,
        )  # fmt: skip

    article = dataclasses.replace(told.article, published="2021-03-04")
    report = dataclasses.replace(
        told, article=article, ties=(tie("e10", None), tie("e2", "2020-06"), tie("e2", "2014"))
    )
    actor = summarise_actor("someone", [(report, report.entity("e1"))])
    assert [one.start for one in actor.ties] == ["2014", "2020-06", None]


def _identity(name: str, number: int, **said: Any) -> Identity:
    made = make_identity(name, number, **said)
    assert made is not None
    return made


def _links(people: list[Identity]) -> list[Link]:
    pairs = itertools.combinations(people, 2)
    return [link for a, b in pairs if (link := same_actor(a, b)) is not None]


def _ref(identity: Identity) -> EntityRef:
    return identity.ref
