"""What the networks add to the codebook's words, with their judgements given by hand."""

from dateline.encoder import NO_EVENT
from dateline.reading.candidates import find_candidates
from dateline.reading.deeds import Deed
from dateline.reading.learned import with_learned
from dateline.reading.occurrences import find_occurrences
from tests.reading.casting import Casting, read_cast


def judged(casting: Casting, **types: tuple[str, float]) -> list[Deed]:
    """A deed for each candidate: `word=(type, how likely)`, the rest of it no event."""
    deeds = []
    for sentence in casting.prose.sentences():
        for candidate in find_candidates(sentence):
            name, sureness = types.get(candidate.trigger.text, ("ACCUSE", 0.0))
            probable = {NO_EVENT: 1 - sureness, name: sureness}
            deeds.append(Deed(candidate.trigger, candidate.frame, probable, {}))
    return deeds


def told(casting: Casting, deeds: list[Deed]) -> list[str]:
    by_rule = find_occurrences(casting.prose, casting.cast)
    return [
        f"{o.trigger.type} {o.head.text}: {'+'.join(h.text for h in o.frame.actors)}"
        f" > {'+'.join(h.text for h in o.frame.recipients)}"
        for o in with_learned(by_rule, deeds, casting.cast)
    ]


def test_a_word_without_an_entry_tells_an_event_when_the_network_is_sure():
    casting = read_cast("The president sheltered two rebels.")
    assert told(casting, judged(casting)) == []
    assert told(casting, judged(casting, sheltered=("AID", 0.3))) == []
    assert told(casting, judged(casting, sheltered=("AID", 0.9))) == [
        "AID sheltered: president > rebels"
    ]


def test_an_event_that_nobody_does_or_suffers_is_not_told():
    casting = read_cast("The river flooded.")
    assert told(casting, judged(casting, flooded=("ASSAULT", 0.99))) == []


def test_violence_by_the_codebooks_words_stays_whatever_the_network_thinks():
    casting = read_cast("Gunmen killed two villagers.")
    assert told(casting, judged(casting)) == ["ASSAULT killed: Gunmen > villagers"]


def test_a_type_is_corrected_only_by_a_sure_network():
    casting = read_cast("The president welcomed the Belgian ambassador.")
    by_rule = told(casting, judged(casting, welcomed=("CONSULT", 0.8)))
    assert told(casting, judged(casting, welcomed=("CONSULT", 0.97)))[0].startswith("CONSULT")
    assert not by_rule or not by_rule[0].startswith("CONSULT")
