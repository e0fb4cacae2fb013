"""`python -m benchmarks.incidents`: read the MUC-4 messages, write templates, score them.

The public reader reads each message as a page would come, header and furniture included; no label
is seen while predicting.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import data
from benchmarks.incidents.corpus import SPLITS, MessageSet, message_sets
from benchmarks.incidents.respond import respond
from benchmarks.incidents.score import score
from benchmarks.incidents.templates import Template, read_templates, write_templates
from dateline import DatelineError, Reader


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    parser = data.parser("incidents", "Read the incidents of MUC-4 and score them slot by slot.")
    parser.add_argument("--split", choices=sorted(SPLITS), default="dev", help="default: dev")
    parser.add_argument("--response", type=Path, help="keep the templates in this file")
    options = parser.parse_args(arguments)
    folder = data.data_folder(options.data)
    sets = message_sets(folder, options.split)
    for name in sorted({*SPLITS[options.split]} - {one.name for one in sets}):
        print(f"muc4/{name} is not in the data folder: skipped", file=sys.stderr)
    if not sets:
        sys.exit(f"nothing to measure: {folder / 'muc4'} has no set of the split {options.split!r}")
    messages = [item for one in sets for item in one.messages.items()][: options.limit]
    response, failed = _read(messages)
    written = write_templates(response)
    kept = options.response or Path(tempfile.mkdtemp(prefix="incidents-")) / "response"
    kept.write_text(written, encoding="latin-1", errors="replace")
    print(f"templates: {kept}", file=sys.stderr)
    scores = score(_keys(sets, response), read_templates(kept.read_text("latin-1")))
    print(scores.table())
    files = [path for one in sets for path in (one.key, one.source)]
    said = {"task": "incidents", "split": options.split}
    more = {"failed": failed, "data_sha256": data.fingerprint(files, folder)}
    print(json.dumps(said | scores.figures() | more))


def _read(messages: Sequence[tuple[str, str]]) -> tuple[dict[str, list[Template]], int]:
    """The templates by message, and how many messages the reader failed on."""
    reader = Reader()
    response: dict[str, list[Template]] = {}
    failed = 0
    for message, text in data.track(messages, "incidents"):
        try:
            response[message] = respond(reader.read_text(text), message)
        except (DatelineError, ValueError, IndexError, KeyError, RecursionError) as error:
            print(f"{message}: {type(error).__name__}: {error}", file=sys.stderr)
            response[message] = []
            failed += 1
    return response, failed


def _keys(
    sets: Sequence[MessageSet], response: dict[str, list[Template]]
) -> dict[str, list[Template]]:
    """The keys of the messages that were read."""
    keys: dict[str, list[Template]] = {}
    for one in sets:
        keys |= read_templates(one.key.read_text("latin-1"))
    return {message: keys.get(message, []) for message in response}


if __name__ == "__main__":
    main()
