"""Documents made to keep a reader busy, read whole: `python -m tests.fuzz.documents`.

Prints a line for each that needs more seconds of the processor than it is given, or that breaks
the reader. What is refused as unreadable, or fails with a reason, is well.
"""

import sys
import traceback
from collections.abc import Iterator

from dateline.errors import DatelineError
from dateline.pipeline import Reader
from dateline.records import Article
from dateline.sources import SourceOptions, open_data
from tests.fuzz.patterns import TooLong, seconds_of_the_processor

LENGTH = 20_000  # characters: three times a long report
SECONDS = 60.0  # of the processor; an ordinary text of this length needs about four

_REPEATED = {
    "spaces": " ", "new lines": "\n", "tabs and lines": "\t\n ", "one word": "a", "capitals": "A",
    "capital words": "AB ", "initials": "A. ", "opened": "(", "closed": ")", "square": "[",
    "opening quotes": "“", "quotes": '"', "apostrophes": "'", "dashes": "— ", "stops": ". ",
    "dots": ".", "commas": ", ", "digits": "1", "numbers": "1, ", "dates": "3 March 2021 ",
    "bylines": "By A B and ", "headers": "VARDA, 3 March (Norpress) — ", "said": "said ",
    "according": "according to the ", "copyright": "(c) ", "kilometres": "9 km north of ",
    "combining": "e\u0301\u0302", "directions": "\u202e", "joined": "\u200d", "nul": "\0",
    "surrogate pairs": "\U0001f600", "entities": "&amp;", "nested quotes": "“‘", "colons": "a: ",
}  # fmt: skip


def documents() -> Iterator[tuple[str, str, bytes]]:
    """What it is, the name of its file, and its bytes."""
    for what, piece in _REPEATED.items():
        text = piece * (LENGTH // len(piece))
        yield what, "a.txt", f"Police said. {text} end".encode()
    for what, before, after in (
        ("divs", "<div>", "</div>"),
        ("unclosed", "<b><i>", ""),
        ("lists", "<ul><li>", "</li></ul>"),
        ("tables", "<table><tr><td>", "</td></tr></table>"),
        ("attributes", '<p class="a', '">x</p>'),
        ("comments", "<!-- ", " -->"),
        ("scripts", "<script>", "</script>"),
        ("quotes", "<blockquote>“", "”</blockquote>"),
    ):
        number = LENGTH // (len(before) + len(after))
        page = f"<html><body>{before * number}<p>Police said so.</p>{after * number}</body></html>"
        yield f"page of {what}", "a.html", page.encode()
    yield "page of one line", "a.html", b"<p>" + b"Police said so. " * (LENGTH // 16) + b"</p>"
    yield "page of links", "a.html", b"<a href=/>Police said so</a> " * (LENGTH // 29)
    yield "no page", "a.html", bytes(range(256)) * (LENGTH // 256)
    yield "mail", "a.eml", b"X-A: b\n" * (LENGTH // 7) + b"\nPolice said so."


def main(only: str = "") -> int:
    """Try them all; 1 when one was too slow, or broke the reader."""
    reader, options = Reader(), SourceOptions()
    wrong = tried = 0
    for what, name, data in documents():
        if only not in what:
            continue
        tried += 1
        try:
            with seconds_of_the_processor(SECONDS):
                for item in open_data(data, name, options):
                    if isinstance(item, Article):
                        reader.read_article(item)
        except TooLong:
            where = traceback.extract_tb(sys.exc_info()[2])[-2]
            wrong += _say(f"{what}: too slow, at {where.filename}:{where.lineno} in {where.name}")
        except DatelineError:
            pass  # refused, with what to do
        except Exception as error:  # noqa: BLE001 (whatever comes is a finding)
            wrong += _say(f"{what}: {type(error).__name__}: {error}"[:300])
    _say(f"{tried} documents, {wrong} wrong")
    return 1 if wrong or not tried else 0


def _say(line: str) -> int:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
