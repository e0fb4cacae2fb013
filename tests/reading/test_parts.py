"""Parts in acts of violence that the encoder sees, given here by hand, and where they are put."""

from dateline.encoder import NO_EVENT
from dateline.reading.candidates import find_candidates
from dateline.reading.deeds import Deed
from dateline.reading.frames import Part
from dateline.reading.occurrences import find_occurrences
from dateline.reading.parts import with_parts
from tests.reading.casting import Casting, read_cast


def put(casting: Casting, violent: dict[str, float] | None = None, **kinds: str) -> list[str]:
    """The acts with their parts: `word=kind` is seen; `violent`: how likely words tell of one."""
    tokens = [token for sentence in casting.prose.sentences() for token in sentence]
    parts = [Part(kinds[t.text], t, 0.9) for t in tokens if t.text in kinds]
    acts = with_parts(
        find_occurrences(casting.prose, casting.cast),
        parts,
        judged(casting, violent or {}),
        casting.prose,
        casting.cast,
    )
    return [
        f"{act.head.text}: {', '.join(f'{p.kind} {p.head.text}' for p in act.parts)}"
        for act in acts
        if act.trigger.type == "ASSAULT"
    ]


def judged(casting: Casting, violent: dict[str, float]) -> list[Deed]:
    return [
        Deed(c.trigger, c.frame, {NO_EVENT: 1 - sure, "ASSAULT": sure}, {})
        for sentence in casting.prose.sentences()
        for c in find_candidates(sentence)
        for sure in [violent.get(c.trigger.text, 0.0)]
    ]


def test_a_thing_that_no_list_knows_is_put_to_the_act_of_its_sentence():
    casting = read_cast("Gunmen attacked a winery.")
    assert put(casting, winery="thing") == ["attacked: thing winery"]


def test_who_is_in_the_frame_already_is_not_put_twice():
    casting = read_cast("Gunmen killed two villagers.")
    assert put(casting, Gunmen="individual", villagers="victim") == ["killed: "]


def test_a_part_named_in_the_next_sentence_is_put_to_the_act_before():
    casting = read_cast("Gunmen attacked a bus. The dead were two teachers from the town.")
    assert put(casting, teachers="victim") == ["attacked: victim teachers"]


def test_a_part_stays_out_of_an_act_when_its_own_sentence_may_tell_of_another():
    casting = read_cast("Gunmen attacked a bus. Two teachers perished elsewhere.")
    assert put(casting, {"perished": 0.5}, teachers="victim") == ["attacked: "]


def test_a_part_in_another_paragraph_is_put_to_nothing():
    casting = read_cast("Gunmen attacked a bus.\n\nTwo teachers live in the town.")
    assert put(casting, teachers="victim") == ["attacked: "]


def test_a_victim_betrays_an_act_whose_word_has_no_entry():
    casting = read_cast("Gunmen knifed a teacher.")
    assert put(casting, teacher="victim") == []
    told = put(casting, {"knifed": 0.9}, teacher="victim")
    assert told == ["knifed: victim teacher"]


def test_a_word_of_the_codebook_whose_conditions_failed_is_betrayed_by_nothing():
    casting = read_cast("A cyclone killed hundreds of farmers.")
    assert put(casting, {"killed": 0.99}, farmers="victim", hundreds="victim") == []


def test_no_thing_does_it_and_nobody_is_a_thing():
    casting = read_cast("Gunmen attacked a station near two villagers.")
    assert put(casting, station="individual", villagers="thing") == ["attacked: "]


def test_who_is_arrested_is_not_the_victim_of_what_he_is_suspected_of():
    casting = read_cast("Police detained Pedro Solis, a suspect in the killing of two judges.")
    assert not any("Solis" in line for line in put(casting, Solis="victim"))
