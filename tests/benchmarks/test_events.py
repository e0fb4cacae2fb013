"""`benchmarks.events`: which claims are right by the marks, and how marks are read."""

from benchmarks.events.__main__ import count_found, judge
from benchmarks.events.marks import MarkedArticle, MarkedSentence, read_marks
from dateline.records import Claim
from tests.making import MadeClaim, make_report


def one_claim(event_type: str) -> tuple[Claim, str, int]:
    """A claim, its article's text, and where its trigger stands."""
    report = make_report(claims=[MadeClaim(type=event_type)])
    (claim,) = report.claims
    return claim, report.article.text, claim.trigger[0].start


def test_a_claim_is_right_where_its_word_has_its_type():
    claim, text, at = one_claim("COERCE")
    verdicts = {
        name: judge(claim, MarkedSentence(0, len(text), {at: name} if name else {}))
        for name in ("COERCE", "ASSAULT", "?", "")
    }
    assert verdicts == {"COERCE": "right", "ASSAULT": "other_type", "?": None, "": "no_event"}


def test_giving_way_is_one_type():
    claim, text, at = one_claim("CONCEDE")
    assert judge(claim, MarkedSentence(0, len(text), {at: "RETREAT"})) == "right"


def test_marked_words_are_found_where_a_claim_has_them():
    claim, text, at = one_claim("ASSAULT")
    marks = MarkedSentence(0, len(text), {at: "COERCE", 0: "AID", 1: "?"})
    article = MarkedArticle("polnear", "a", text, (marks,))
    assert count_found([claim], article) == (2, 1)
    assert count_found([], article) == (2, 0)


def test_marks_are_read_beside_the_text_of_the_data_folder(tmp_path):
    text = "Police arrested two men. The union praised the ruling."
    folder = tmp_path / "polnear" / "train" / "text"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(text, encoding="utf-8")
    rows = ["corpus\tdocument\tstart\tend\tmarks", "polnear\ta.txt\t0\t24\t7=COERCE"]
    rows += ["polnear\ta.txt\t25\t54\t10=SUPPORT 22=?"]
    (tmp_path / "marks.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (article,) = read_marks(tmp_path / "marks.tsv", tmp_path)
    found = [(text[s.start : s.end], dict(s.types)) for s in article.sentences]
    assert article.text == text
    assert found == [
        ("Police arrested two men.", {7: "COERCE"}),
        ("The union praised the ruling.", {35: "SUPPORT", 47: "?"}),
    ]
