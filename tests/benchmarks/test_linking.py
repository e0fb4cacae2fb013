"""The linking benchmark: prose made of tokens, and B³."""

import json
from pathlib import Path

import pytest

from benchmarks.linking.__main__ import is_tuned_on, main
from benchmarks.linking.corpus import join_tokens, read_corpus
from benchmarks.linking.metric import score


@pytest.mark.parametrize(
    ("tokens", "prose"),
    [
        ("the country 's vote ( on Sunday )", "the country's vote (on Sunday)"),
        ("It did n't end .", "It didn't end."),
        ("He said , `` We won . ''", "He said, “We won.”"),
        ("a 16 - year - old boy", "a 16-year-old boy"),
        ("Computerworld - Microsoft said", "Computerworld - Microsoft said"),
        ("at 8 : 00 a 6 . 1 quake", "at 8:00 a 6.1 quake"),
        ("for $ 5.4 billion", "for $5.4 billion"),
    ],
)
def test_tokens_become_prose(tokens: str, prose: str) -> None:
    assert join_tokens(tokens) == prose


def write(folder: Path, rows: list[tuple[str, str, str]]) -> Path:
    path = folder / "ecbplus" / "articles.jsonl"
    path.parent.mkdir()
    keys = ("doc_id", "incident", "text")
    lines = [json.dumps(dict(zip(keys, row, strict=True))) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


ROWS = [
    ("1_1ecb.xml", "1ecb", "Gunmen killed two men in Gulu ."),
    ("1_2ecb.xml", "1ecb", "Gunmen killed two men in Gulu ."),
    ("3_1ecb.xml", "3ecb", "The bridge was opened ."),
]


def test_scores(tmp_path: Path) -> None:
    articles = read_corpus(write(tmp_path, ROWS))
    ids = [item.article.id for item in articles]
    right = score(articles, dict(zip(ids, (0, 0, 1), strict=True)), set(ids))
    assert (right.f1, right.wrong_merges, right.wrong_splits) == (1, 0, 0)
    mixed = score(articles, dict(zip(ids, (0, 0, 0), strict=True)), set(ids))
    assert mixed.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert (mixed.recall, mixed.wrong_merges, mixed.wrong_splits) == (1, 2, 0)
    torn = score(articles, dict(zip(ids, (0, 1, 2), strict=True)), set(ids))
    assert torn.recall == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)
    assert (torn.precision, torn.wrong_merges, torn.wrong_splits) == (1, 0, 1)


def test_halves_are_of_whole_topics(tmp_path: Path) -> None:
    articles = read_corpus(write(tmp_path, ROWS))
    assert [is_tuned_on(item) for item in articles] == [True, True, False]


def test_the_last_line_is_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, ROWS)
    kept = str(tmp_path / "reports.jsonl")
    main(["--data", str(tmp_path), "--reports", kept])
    first = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {"b3_f1", "b3_p", "b3_r", "clusters", "wrong_merges", "wrong_splits"} <= first.keys()
    main(["--data", str(tmp_path), "--reports", kept])
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == first
