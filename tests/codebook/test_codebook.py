"""The codebook is complete and consistent with itself."""

import pytest

from dateline import codebook

_OBJECTS = {"any", "forces", "named", "people", "something", "things"}


def test_plover_is_whole() -> None:
    types = codebook.event_types()
    assert len(types) == 16
    assert sum(len(entry.modes) for entry in types.values()) == 67
    assert len(codebook.contexts()) == 37
    assert {entry.quad for entry in types.values()} == {1, 2, 3, 4}


def test_every_trigger_names_a_type_and_a_mode_that_exist() -> None:
    types = codebook.event_types()
    frames = {"does", "acts", "mutual", "goes_off", "noun", "both"}
    for entries in codebook.triggers().values():
        for entry in entries:
            assert entry.type in types, entry
            assert entry.mode is None or entry.mode in types[entry.type].modes, entry
            assert entry.frame in frames, entry
            assert entry.pos == ("noun" if entry.frame in {"noun", "both"} else "verb"), entry
            assert entry.actor in {"any", "armed", "political", "crowd"}, entry
            assert entry.object in _OBJECTS, entry


def test_longer_triggers_of_a_head_come_first() -> None:
    for entries in codebook.triggers().values():
        lengths = [len(entry.words) for entry in entries]
        assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("pos", "head", "words"),
    [
        ("verb", "lift", ("lift", "ban")),
        ("verb", "ease", ("ease", "curfew")),
        ("noun", "meeting", ("meeting",)),
        ("noun", "fire", ("mortar", "fire")),
    ],
)
def test_alternatives_are_spelled_out(pos: str, head: str, words: tuple[str, ...]) -> None:
    assert words in [entry.words for entry in codebook.triggers()[pos, head]]


def test_no_alternative_is_left_unspelled_or_empty() -> None:
    words = [w for entries in codebook.triggers().values() for e in entries for w in e.words]
    assert not [word for word in words if not word or "|" in word]


@pytest.mark.parametrize(
    ("event_type", "modes", "mutual", "acled", "muc"),
    [
        ("ASSAULT", ("abduct",), False, "Abduction/forced disappearance", "KIDNAPPING"),
        ("ASSAULT", (), True, "Armed clash", "ATTACK"),
        ("ASSAULT", ("explosives",), False, "Remote explosive/landmine/IED", "BOMBING"),
        ("PROTEST", ("riot",), False, "Violent demonstration", None),
        # Tear gas is an intervention; what is taken decides the name; a strike alone is no protest.
        ("ASSAULT", ("crowd-control",), False, "Protest with intervention", "ATTACK"),
        ("COERCE", ("seize",), False, None, None),
        ("PROTEST", ("strike",), False, None, None),
        ("PROTEST", ("strike", "riot"), False, "Violent demonstration", None),
        ("SUPPORT", (), False, None, None),
    ],
)
def test_counterparts(
    event_type: str, modes: tuple[str, ...], mutual: bool, acled: str | None, muc: str | None
) -> None:
    assert codebook.acled_type(event_type, modes, mutual=mutual) == acled
    assert codebook.muc_type(event_type, modes) == muc
