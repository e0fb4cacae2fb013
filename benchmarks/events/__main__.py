"""`python -m benchmarks.events`: read news, compare its claims with words marked by hand.

Articles are read whole; counted are the claims one of whose triggers stands in a marked sentence,
and the marked words. No mark is seen while reading. The articles are none of those whose marks the
networks were taught with.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks import data
from benchmarks.events.marks import MARKS, UNDECIDED, MarkedArticle, MarkedSentence, read_marks
from benchmarks.sureness import calibration_error
from benchmarks.types.corpora import as_told
from dateline import Reader
from dateline.records import Claim

_RIGHT, _OTHER_TYPE, _NO_EVENT = "right", "other_type", "no_event"


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    parser = data.parser("events", __doc__ or "")
    parser.add_argument("--errors", action="store_true", help="list what is wrong on stderr")
    given = parser.parse_args(arguments)
    folder = data.data_folder(given.data)
    articles = list(read_marks(MARKS, folder))[: given.limit]
    reader = Reader()
    counts: dict[str, Counter[str]] = {}
    scored: list[tuple[float, bool]] = []
    for article in data.track(articles, "events"):
        claims = reader.read_text(article.text, verbatim=True).claims
        here = counts.setdefault(article.corpus, Counter())
        for claim, sentence, verdict in _judged(claims, article):
            here[verdict] += 1
            scored.append((claim.score, verdict == _RIGHT))
            if given.errors and verdict != _RIGHT:
                words = article.text[sentence.start : sentence.end]
                print(f"{verdict}\t{claim.type}\t{' '.join(words.split())}", file=sys.stderr)
        marked, found = count_found(claims, article)
        here.update(marked=marked, found=found)
    figures = {
        f"{corpus}_{key}": value
        for corpus, here in counts.items()
        for key, value in _figures(here).items()
    }
    total = _figures(sum(counts.values(), Counter()))
    ece = {"ece": round(calibration_error(scored), 4)}
    parts = [folder / "polnear" / "train" / "text", folder / "muc4" / "dev"]
    hashed = {"data_sha256": data.fingerprint(parts, folder)}
    print(json.dumps({"task": "events"} | total | figures | ece | hashed))


def _judged(
    claims: Sequence[Claim], article: MarkedArticle
) -> Iterator[tuple[Claim, MarkedSentence, str]]:
    """The claims of each marked sentence of which somebody was sure, with what they are."""
    for sentence in article.sentences:
        for claim in claims:
            verdict = judge(claim, sentence) if _words_within(claim, sentence) else None
            if verdict is not None:
                yield claim, sentence, verdict


def judge(claim: Claim, sentence: MarkedSentence) -> str | None:
    """Whether a claim's words there are marked with its type; None where nobody was sure."""
    marks = {sentence.types[at] for at in _words_within(claim, sentence) if at in sentence.types}
    if as_told(claim.type) in {as_told(name) for name in marks}:
        return _RIGHT
    if UNDECIDED in marks:
        return None
    return _OTHER_TYPE if marks else _NO_EVENT


def count_found(claims: Sequence[Claim], article: MarkedArticle) -> tuple[int, int]:
    """How many words are marked with a type, and how many of them are a trigger of a claim."""
    marked = [
        (sentence, at)
        for sentence in article.sentences
        for at, name in sentence.types.items()
        if name != UNDECIDED
    ]
    told = [
        any(at in _words_within(claim, sentence) for claim in claims) for sentence, at in marked
    ]
    return len(marked), sum(told)


def _words_within(claim: Claim, sentence: MarkedSentence) -> set[int]:
    """Where the triggers of a claim stand that begin in a sentence."""
    spans = (s for s in claim.trigger if sentence.start <= s.start < sentence.end)
    return {at for span in spans for at in range(span.start, span.end)}


def _figures(counts: Counter[str]) -> dict[str, float]:
    told = counts[_RIGHT] + counts[_OTHER_TYPE] + counts[_NO_EVENT]
    return {
        "precision": round(counts[_RIGHT] / max(1, told), 4),
        "recall": round(counts["found"] / max(1, counts["marked"]), 4),
        "told": told,
        "marked": counts["marked"],
    }


if __name__ == "__main__":
    main()
