"""Add made-up reports to an archive, as `python -m tests.store.adding ARCHIVE FIRST LAST READING`.

Prints a line for each, such as "7 new", after its report was added. Started, and killed, by
test_durability.
"""

import sys

from dateline.records import Report
from dateline.store import Archive
from tests.making import MadeClaim, MadeSaid, make_report, with_id
from tests.simple_linker import SimpleLinker


def numbered_report(number: int, reading: str = "first") -> Report:
    """Make a report whose records tell which reading of which article they come from."""
    claims = [MadeClaim(actor=f"Band {n}", speaker=f"Witness {n}") for n in range(number % 5 + 1)]
    if number % 3 == 0:  # told by others too, so that there is something to link
        claims[0] = MadeClaim(actor="Band 0", place="Varda", when=("2021-03-01", "2021-03-01"))
    if reading == "second":
        claims = [MadeClaim(actor="Somebody else"), *claims]
    report = make_report(number, claims=claims, said=[MadeSaid()] * 3)
    return with_id(report, f"article-{number:06}")


if __name__ == "__main__":
    target, first, last, reading = sys.argv[1:]
    with Archive.open(target, linker=SimpleLinker()) as archive:
        for number in range(int(first), int(last)):
            added = archive.add(numbered_report(number, reading), replace=reading == "second")
            sys.stdout.write(f"{number} {added.value}\n")
            sys.stdout.flush()
