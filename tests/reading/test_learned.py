"""What the networks add to the codebook's words, with their judgements given by hand."""

import pytest

from dateline.encoder import NO_EVENT, TYPES
from dateline.reading.candidates import find_candidates
from dateline.reading.deeds import Deed
from dateline.reading.expected import Expected, expect
from dateline.reading.learned import with_learned
from dateline.reading.occurrences import find_occurrences
from tests.reading.casting import Casting, read_cast

ORDINARY = Expected()


def in_terms_of_acled(deeds: list[Deed], name: str, sureness: float) -> list[Deed]:
    """The same deeds in sentences that tell of an act of one of ACLED's types as surely as said."""
    acled = {NO_EVENT: 1 - sureness, name: sureness}
    return [Deed(d.trigger, d.frame, d.types, acled) for d in deeds]


def judged(casting: Casting, **types: tuple[str, float]) -> list[Deed]:
    """A deed for each candidate: `word=(type, how likely)`, the rest of it no event."""
    deeds = []
    for sentence in casting.prose.sentences():
        for candidate in find_candidates(sentence):
            name, sureness = types.get(candidate.trigger.text, ("ACCUSE", 0.0))
            others = dict.fromkeys(TYPES, 0.0)
            probable = others | {NO_EVENT: 1 - sureness, name: sureness}
            deeds.append(Deed(candidate.trigger, candidate.frame, probable, {}))
    return deeds


def told(casting: Casting, deeds: list[Deed], expected: Expected = ORDINARY) -> list[str]:
    by_rule = find_occurrences(casting.prose, casting.cast)
    return [
        f"{o.trigger.type} {o.head.text}: {'+'.join(h.text for h in o.frame.actors)}"
        f" > {'+'.join(h.text for h in o.frame.recipients)}"
        for o in with_learned(by_rule, deeds, casting.cast, expected)
    ]


def test_a_word_without_an_entry_tells_an_event_when_the_network_is_sure():
    casting = read_cast("The president sheltered two rebels.")
    assert told(casting, judged(casting)) == []
    assert told(casting, judged(casting, sheltered=("AID", 0.9))) == []
    assert told(casting, judged(casting, sheltered=("AID", 0.95))) == [
        "AID sheltered: president > rebels"
    ]


def test_of_which_act_a_sentence_tells_is_asked_of_what_it_tells_at_all():
    deeds = judged(read_cast("Gunmen killed two villagers."))
    (half,) = in_terms_of_acled(deeds, "Attack", 0.5)
    assert half.told_as("Attack") == 1.0
    (nothing,) = in_terms_of_acled(deeds, "Attack", 0.0)
    assert nothing.told_as("Attack") == 0.0


def test_an_event_that_nobody_does_or_suffers_is_not_told():
    casting = read_cast("The river flooded.")
    assert told(casting, judged(casting, flooded=("ASSAULT", 0.99))) == []


@pytest.mark.parametrize(
    ("meant_so", "otherwise", "word", "event_type"),
    [
        (
            "The ministry called the ruling a disgrace.",
            "The ministry called the ruling a landmark.",
            "called",
            "ACCUSE",
        ),
        (
            "The king and the president attended a summit.",
            "The king and the president attended a funeral.",
            "attended",
            "CONSULT",
        ),
        (
            "The minister thanked the army.",
            "The teacher thanked her sister.",
            "thanked",
            "SUPPORT",
        ),
    ],
)
def test_a_word_that_is_meant_otherwise_tells_nothing(meant_so, otherwise, word, event_type):
    for text, many in ((meant_so, 1), (otherwise, 0)):
        casting = read_cast(text)
        found = told(casting, judged(casting, **{word: (event_type, 0.99)}))
        assert len(found) == many, text


def test_whom_somebody_is_backed_against_is_not_backed():
    casting = read_cast("The minister campaigned over the president.")
    (found,) = told(casting, judged(casting, campaigned=("SUPPORT", 0.99)))
    assert found == "SUPPORT campaigned: minister > "


def test_violence_by_the_codebooks_words_stays_whatever_the_network_thinks():
    casting = read_cast("Gunmen killed two villagers.")
    assert told(casting, judged(casting)) == ["ASSAULT killed: Gunmen > villagers"]


def test_a_type_is_corrected_only_by_a_sure_network():
    casting = read_cast("The president welcomed the Belgian ambassador.")
    by_rule = told(casting, judged(casting, welcomed=("CONSULT", 0.75)))
    assert told(casting, judged(casting, welcomed=("CONSULT", 0.97)))[0].startswith("CONSULT")
    assert not by_rule or not by_rule[0].startswith("CONSULT")


def test_where_much_tells_of_force_a_word_of_the_codebook_need_be_less_sure():
    casting = read_cast("An attempt to storm the offices failed.")
    deeds = in_terms_of_acled(judged(casting, storm=("ASSAULT", 0.7)), "Mob violence", 0.6)
    assert told(casting, deeds) == []
    assert told(casting, deeds, Expected(odds=8.0)) == ["ASSAULT storm:  > offices"]


def test_a_word_without_an_entry_is_told_in_a_violent_article_whose_sentence_says_what_was_done():
    casting = read_cast("Two officers defused a bomb near the village.")
    sure = in_terms_of_acled(judged(casting, defused=("COERCE", 0.7)), "Disrupted weapons use", 0.9)
    assert told(casting, sure, ORDINARY) == []
    assert told(casting, sure, Expected(odds=8.0)) == ["COERCE defused: officers > bomb"]
    unsure = in_terms_of_acled(judged(casting, defused=("COERCE", 0.7)), "Arrests", 0.5)
    assert told(casting, unsure, Expected(odds=8.0)) == []


def test_a_word_of_the_codebook_is_left_out_where_the_network_takes_it_for_nothing():
    casting = read_cast("The two senators maintained their battle in Kano on Monday.")
    likely = in_terms_of_acled(judged(casting, battle=("ASSAULT", 0.3)), "Attack", 0.1)
    unlikely = in_terms_of_acled(judged(casting, battle=("ASSAULT", 0.1)), "Attack", 0.1)
    assert [line.split(":")[0] for line in told(casting, likely)] == ["ASSAULT battle"]
    assert told(casting, unlikely) == []
    in_violence = told(casting, unlikely, Expected(odds=8.0))
    assert [line.split(":")[0] for line in in_violence] == ["ASSAULT battle"]


def test_who_bears_arms_and_what_harms_is_told_whatever_the_network_thinks():
    for text in ("Rebels attacked the port.", "Two guards were wounded in Kano."):
        casting = read_cast(text)
        unlikely = in_terms_of_acled(judged(casting), "Attack", 0.1)
        assert len(told(casting, unlikely)) == 1, text


def test_an_act_of_somebody_unknown_is_not_told_without_them():
    asked = {"asked": ("REQUEST", 0.97)}
    nobody = read_cast("The software asked the ministers to leave.")
    somebody = read_cast("The president asked the ministers to leave.")
    assert told(nobody, judged(nobody, **asked)) == []
    assert told(somebody, judged(somebody, **asked)) == ["REQUEST asked: president > ministers"]


def test_whose_act_of_words_a_noun_names_may_stand_before_it():
    casting = read_cast("The report told of an FBI inquiry.")
    assert told(casting, judged(casting, inquiry=("ACCUSE", 0.95))) == ["ACCUSE inquiry: FBI > "]


def test_an_act_told_by_a_noun_already_is_not_told_by_the_verb_that_carries_it():
    casting = read_cast("The murder was perpetrated by rebels in Kano.")
    deeds = in_terms_of_acled(judged(casting, perpetrated=("ASSAULT", 0.99)), "Attack", 0.95)
    assert [line.split(":")[0] for line in told(casting, deeds)] == ["ASSAULT murder"]


def test_an_article_is_expected_to_tell_of_force_by_the_share_of_its_sentences():
    casting = read_cast("They shot. They fled. They slept. They ate. They sang. They left.")
    calm = in_terms_of_acled(judged(casting), "Attack", 0.01)
    violent = in_terms_of_acled(judged(casting), "Attack", 0.9)
    assert expect([]) == expect(calm) == Expected(1.0)
    assert expect(calm[:3] + violent[3:]).odds > 5.0
    assert 0.5 < Expected(5.0).bound(0.9) < 0.9
    assert Expected().bound(0.9) == 0.9
