"""ECB+ articles as people would read them: the corpus's tokens put together into prose again."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from dateline.records import Article, Provenance

FILE = Path("ecbplus") / "articles.jsonl"

# In order; each row is one habit of the corpus's tokenizers.
_JOINED = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r"`` ?", "“"),
        (r" ?''", "”"),
        (r" (n't|['’](?:s|m|d|re|ve|ll)\b)", r"\1"),
        (r"\b([A-Z]) \. (?=[A-Z] \.)", r"\1."),  # U . S .
        (r"\b([A-Z]\.[A-Z]) \.", r"\1."),
        (r"(\d) , (\d{3})\b", r"\1,\2"),
        (r"\b(\d{1,3}) \. (\d{1,2})\b(?! [A-Z])", r"\1.\2"),
        (r"\b(\d{1,2}) : ?(\d\d)\b", r"\1:\2"),
        (r"\. \. \.", "..."),
        (r"(?<=\d) - (?=\w)", "-"),  # 16 - year
        (r"(?<=[a-z]) - (?=[a-z])", "-"),  # year - old, but "Computerworld - Microsoft"
        (r"([([$£€]) ", r"\1"),
        (r" ([)\]])", r"\1"),
        (r" ([,.;:?!%]|\.\.\.)(?=\s|$|[”\"’')])", r"\1"),
        (r'([,.?!]) "(?=\s|$)', r'\1"'),
    )
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article, the incident it tells of, and its topic: incidents of one topic are alike."""

    article: Article
    incident: str
    topic: int


def read_corpus(path: Path, limit: int | None = None) -> list[Labelled]:
    """The first `limit` articles; two of the same text are two articles."""
    lines = path.read_text(encoding="utf-8").splitlines()[:limit]
    return [_labelled(json.loads(line)) for line in lines]


def join_tokens(text: str) -> str:
    """Put tokens together into prose: "the country 's vote ( Sunday )" → "the country's vote …"."""
    for pattern, put in _JOINED:
        text = pattern.sub(put, text)
    return text


def _labelled(row: dict[str, str]) -> Labelled:
    article = Article(
        id=row["doc_id"],
        text=join_tokens(row["text"]),
        source=Provenance(kind="file", ref=row["doc_id"], retrieved_at="2020-01-01T00:00:00+00:00"),
    )
    return Labelled(article, row["incident"], int(row["doc_id"].partition("_")[0]))
