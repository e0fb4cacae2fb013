"""`python -m benchmarks.types`: read sentences, compare the types of their claims with PLOVER's.

A sentence is read as an article of its own, and no label is seen while predicting. The names of
the two actors only choose between the claims that were read. The networks that ship were taught on
the dyads of `dev`: their types come from `out_of_fold.json`, told by weights that never saw them
(`training.events.folds`). With `--as-shipped` they are read with the weights that ship.
"""

import functools
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import data
from benchmarks.sureness import calibration_error
from benchmarks.types import corpora
from benchmarks.types.corpora import Dyad
from benchmarks.types.metric import Labelling, Told
from dateline import Reader, Report
from dateline.records import Claim

OUT_OF_FOLD = Path(__file__).parent / "out_of_fold.json"
_FILES = {"dev": "dyads_train.jsonl", "test": "dyads_test.jsonl"}


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    parser = data.parser("types", __doc__ or "")
    parser.add_argument("--split", default="dev", choices=sorted(_FILES))
    parser.add_argument("--worst", type=data.positive, help="list N confusions on stderr")
    parser.add_argument("--as-shipped", action="store_true", help="read the dyads here and now")
    parser.add_argument("--errors", metavar="TYPE", help="list the sentences of TYPE read wrongly")
    given = parser.parse_args(arguments)
    plover = data.data_folder(given.data) / "plover"
    files = [plover / _FILES[given.split]]
    if not files[0].is_file():
        sys.exit(f"no such split there: {files[0]} is not a file")
    dyads = corpora.read_dyads(files[0], given.limit)
    is_shown = given.split == "dev" and not given.as_shipped
    if is_shown:
        labelling, error = out_of_fold(dyads)
        figures = _figures(labelling) | {"ece": error}
    else:
        labelling = measure(dyads, "dyads", errors_of=given.errors)
        figures = _figures(labelling)
    _show(labelling, given.worst or 0)
    if given.split == "dev" and (plover / "gsr.json").is_file():
        files.append(plover / "gsr.json")
        records = measure(corpora.read_records(files[1], given.limit), "gsr")
        figures |= {f"gsr_{key}": value for key, value in _figures(records).items()}
    hashed = {"data_sha256": data.fingerprint(files, plover.parent)}
    print(json.dumps({"task": "types", "split": given.split} | figures | hashed))


def out_of_fold(dyads: Sequence[Dyad]) -> tuple[Labelling, float]:
    """The dyads as told by weights that never saw them, and the calibration error of the scores."""
    answers = json.loads(OUT_OF_FOLD.read_text("utf-8"))["told"][: len(dyads)]
    told = [Told(dyad.type, answer) for dyad, (answer, _) in zip(dyads, answers, strict=True)]
    judged = [
        (score, dyad.type == answer)
        for dyad, (answer, score) in zip(dyads, answers, strict=True)
        if answer is not None
    ]
    return Labelling(told), round(calibration_error(judged), 4)


def measure(dyads: Sequence[Dyad], label: str, errors_of: str | None = None) -> Labelling:
    """Read every sentence; the sentences of the type `errors_of` that went wrong go to stderr."""
    told = []
    for dyad in data.track(dyads, label):
        answer = predict(dyad)
        told.append(Told(dyad.type, answer))
        if dyad.type == errors_of and answer != dyad.type:
            names = " | ".join(dyad.names)
            print(f"{answer or '-'}\t{dyad.sentence}\t[{names}]", file=sys.stderr)
    return Labelling(told)


def predict(dyad: Dyad) -> str | None:
    """The type of the claim that names most of the dyad's actors; None when there is no claim."""
    claim = choose(_reader().read_text(dyad.sentence, verbatim=True), dyad.names)
    return corpora.as_told(claim.type) if claim else None


def choose(report: Report, names: Iterable[str]) -> Claim | None:
    """The claim whose actors and recipients share most characters with the names.

    Of equals, and where none shares any, the best-scored one; of equals still, the first.
    """
    wanted = {at for name in names for at in _characters(report.article.text, name)}

    def rank(claim: Claim) -> tuple[int, float]:
        parties = (*claim.actors, *claim.recipients)
        covered = {at for party in parties for at in range(party.span.start, party.span.end)}
        return len(covered & wanted), claim.score

    return max(report.claims, key=rank, default=None)


def _characters(text: str, name: str) -> set[int]:
    """Where a name stands in the text, every time it does."""
    found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return {at for match in found for at in range(match.start(), match.end())}


def _figures(labelling: Labelling) -> dict[str, float]:
    return {
        "macro_f1": round(labelling.macro_f1, 4),
        "accuracy": round(labelling.accuracy, 4),
        "answered": round(labelling.answered, 4),
        "n": len(labelling.told),
    }


def _show(labelling: Labelling, worst: int) -> None:
    if worst:
        for label, score in labelling.f1_by_label().items():
            print(f"{label:<10} F1 {score:.3f}", file=sys.stderr)
    for told, count in labelling.confusions()[:worst]:
        print(f"{count:4} {told.gold} read as {told.predicted or 'nothing'}", file=sys.stderr)


@functools.cache
def _reader() -> Reader:
    return Reader()


if __name__ == "__main__":
    main()
