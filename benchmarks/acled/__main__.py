"""`python -m benchmarks.acled`: read snippets, compare their ACLED sub-event types with the gold.

Each snippet is read as an article of its own, and its answer is the best-scored claim's. No label
is seen while predicting, and nothing was tuned on these snippets.
"""

import csv
import functools
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import data
from benchmarks.types.metric import Labelling, Told
from dateline import Reader
from dateline.codebook.own import OwnCodebook, OwnType
from dateline.encoder import SentenceReader
from dateline.reading.coded import Coder

_FOLDS = 5
# The shared task's classes that are no ACLED sub-event types of political violence or protest.
LEFT_OUT = frozenset("NATURAL_DISASTER MAN_MADE_DISASTER ATTRIB DIPLO ORG_CRIME".split())

# What a claim's `acled` says → the shared task's name. Two of its classes have no counterpart yet:
# GOV_REGAINS_TERIT and NON_STATE_ACTOR_OVERTAKES_TER differ by who takes the territory.
CLASSES = {
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Agreement": "AGREEMENT",
    "Air/drone strike": "AIR_STRIKE",
    "Armed clash": "ARMED_CLASH",
    "Arrests": "ARREST",
    "Attack": "ATTACK",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Chemical weapon": "CHEM_WEAP",
    "Disrupted weapons use": "DISR_WEAP",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Grenade": "GRENADE",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Mob violence": "MOB_VIOL",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Other": "OTHER",
    "Peaceful protest": "PEACE_PROTEST",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Sexual violence": "SEX_VIOL",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Suicide bomb": "SUIC_BOMB",
    "Violent demonstration": "VIOL_DEMONSTR",
}


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    parser = data.parser("acled", __doc__ or "")
    parser.add_argument("--worst", type=data.positive, help="list N confusions on stderr")
    given = parser.parse_args(arguments)
    folder = data.data_folder(given.data)
    path = folder / "acled_types" / "snippets.tsv"
    if not path.is_file():
        sys.exit(f"no snippets there: {path} is not a file")
    snippets = read_snippets(path, given.limit)
    every = [Told(label, predict(text)) for text, label in data.track(snippets, "acled")]
    counted = Labelling([told for told in every if told.gold not in LEFT_OUT])
    _show(counted, given.worst or 0)
    print(
        json.dumps(
            {"task": "acled"}
            | _figures(counted)
            | {f"all_{key}": value for key, value in _figures(Labelling(every)).items()}
            | _cross_validated(snippets)
            | {"data_sha256": data.fingerprint([path], folder)}
        )
    )


def read_snippets(path: Path, limit: int | None = None) -> list[tuple[str, str]]:
    """Each snippet with its class; the first `limit` of them."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["EventSnippet"], row["SubType"]) for row in rows][:limit]


def predict(text: str) -> str:
    """The class of the best-scored claim; OTHER where there is none or it has no counterpart."""
    claims = _reader().read_text(text, verbatim=True).claims
    best = max(claims, key=lambda claim: claim.score, default=None)
    return CLASSES[best.acled] if best and best.acled else "OTHER"


def _cross_validated(snippets: Sequence[tuple[str, str]]) -> dict[str, float]:
    """A codebook made of four fifths of the snippets, measured on the last: a demonstration."""
    counted = [(text, label) for text, label in snippets if label not in LEFT_OUT]
    told: list[Told] = []
    reader = SentenceReader()
    for fold in range(_FOLDS):
        shown = [pair for n, pair in enumerate(counted) if n % _FOLDS != fold]
        labels = sorted({label for _, label in shown})
        types = {
            label: OwnType("", tuple(text for text, other in shown if other == label))
            for label in labels
        }
        coder = Coder(OwnCodebook("snippets", types), reader)
        for text, label in counted[fold::_FOLDS]:
            meaning = reader.read(text)
            code = coder.code(meaning.vector) if meaning is not None else None
            told.append(Told(label, code.type if code is not None else None))
    labelling = Labelling(told)
    return {f"codebook_{key}": value for key, value in _figures(labelling).items()}


def _figures(labelling: Labelling) -> dict[str, float]:
    return {
        "weighted_f1": round(labelling.weighted_f1, 4),
        "macro_f1": round(labelling.macro_f1, 4),
        "accuracy": round(labelling.accuracy, 4),
        "n": len(labelling.told),
    }


def _show(labelling: Labelling, worst: int) -> None:
    if worst:
        for label, score in labelling.f1_by_label().items():
            print(f"{label:<30} F1 {score:.3f}", file=sys.stderr)
    for told, count in labelling.confusions()[:worst]:
        print(f"{count:4} {told.gold} read as {told.predicted}", file=sys.stderr)


@functools.cache
def _reader() -> Reader:
    return Reader()


if __name__ == "__main__":
    main()
