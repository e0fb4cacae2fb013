"""A desk for tests: an archive of small made-up articles, and the application on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.pipeline import Reader, open_archive
from dateline.records import Report
from dateline.web.desk import Desk
from dateline.web.guard import Reach

BLAST = """Explosion at Varda depot kills nine

The Varda Post
14 July 2015

VARDA, July 14 (Norpress) - A bomb exploded at a bus depot in Tirana on Tuesday, killing nine
people and wounding 30, police said.

"We have long known the blame game of the Northern Front," Interior Minister Ilse Brandt said.
"""
BLAST_AGAIN = """Hospital: 14 dead after Tirana bomb

The Lake Gazette
15 July 2015

TIRANA, July 15 - Fourteen people were killed when a bomb exploded at a bus depot in Tirana on
Tuesday, hospital director Anna Sorin said.

The Northern Front denied that it had planted the bomb.
"""
MARCH = """Students march in Arequipa

Andes Courier
2 June 2025

AREQUIPA, Peru - Thousands of students marched through Arequipa on Monday to protest against
higher bus fares, police said.
"""
MANY = """A week of attacks in Varda province

The Varda Post
20 July 2015

VARDA, July 20 - Gunmen killed two farmers in Tirana on Monday, police said.

Gunmen killed three drivers in Durres on Tuesday.

A bomb wounded four people in Vlore on Wednesday.

Soldiers shot dead a student in Elbasan on Thursday.

Gunmen kidnapped a doctor in Shkoder on Friday.

Police arrested five men in Korce on Saturday.

Rebels attacked a convoy in Fier on Sunday, killing six soldiers.

Thousands marched in Berat on Sunday to protest against the killings.

Militants burned down a school in Lushnje on Sunday.

A suicide bomber killed seven people in Kavaje on Sunday.

Gunmen killed a trader in Kukes on Sunday.
"""
HOSTILE = (
    "<script>window.hacked = 1</script> kills nine\n\n"
    'TIRANA, July 14 (Norpress) - Gunmen killed nine <img src=x onerror="window.hacked = 2"> '
    "villagers in Tirana on Tuesday, police said.\n\n"
    "\"<a href='javascript:window.hacked=3'>Click</a>,\" said Mayor {{ 7 * 7 }} \u202egnp.exe\u202c"
    " of \u2066Varda\u2069.\n\nA NUL \0 stood here, and a bell \x07. &lt;b&gt; "
    "\"'><svg onload=alert(4)>\n"
)


@contextmanager
def open_desk(folder: Path, reader: Reader, *texts: str) -> Iterator[tuple[Desk, list[Report]]]:
    """A desk with these articles in its archive."""
    with open_archive(str(folder / "desk.sqlite")) as archive:
        reports = [reader.read_text(text) for text in texts]
        for report in reports:
            archive.add(report)
        yield Desk(archive, lambda: reader), reports


WORDS = "four words and more"  # everybody's password
TEAM = {"Eve": "editor", "Ada": "coder", "Rea": "reader"}


@contextmanager
def open_team_desk(
    folder: Path, reader: Reader, *texts: str, reach: Reach | None = None
) -> Iterator[tuple[Desk, list[Report]]]:
    """A desk of `TEAM`, at which everybody must log in."""
    with open_desk(folder, reader, *texts) as (desk, reports):
        for name, role in TEAM.items():
            desk.archive.accounts.add(name, role, WORDS)
        yield Desk(desk.archive, lambda: reader, reach=reach or Reach()), reports
