"""One archive, many processes that are killed in the middle, and what must be true in between.

In: the address of an archive that is not there yet, a folder, a source of chance. Out: how many
processes were killed, or a `Difference` between what was said to be done and what is there.
"""

import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy import text as sql

from dateline.store import Archive, restore, tables
from tests.simple_linker import SimpleLinker
from tests.sources.pages import BODY, page
from tests.sources.site import Site
from tests.store.adding import numbered_report

_ROOT = Path(__file__).parents[2]
_FIRST = _ROOT / "tests" / "store" / "archive_0001.sql"
STORIES = 12  # in the feed that is followed
_DECIDED = 20  # the reports below this number are decided about, and neither replaced nor forgotten


class Difference(Exception):  # noqa: N818
    """Something is not there that was said to be done, or something is there by halves."""


@dataclass(slots=True)
class Ledger:
    """What processes said they have done."""

    added: set[int] = field(default_factory=set)
    tried: set[int] = field(default_factory=set)
    replaced: set[int] = field(default_factory=set)  # said to be
    replacing: set[int] = field(default_factory=set)  # perhaps
    forgotten: set[int] = field(default_factory=set)
    forgetting: set[int] = field(default_factory=set)
    followed: dict[str, str] = field(default_factory=dict)  # article id by address
    decided: dict[int, str] = field(default_factory=dict)  # kind by number


@dataclass(slots=True)
class Season:
    """One archive and all that is done to it."""

    target: str
    folder: Path
    site: Site
    chance: random.Random
    ledger: Ledger = field(default_factory=Ledger)
    kills: Counter[str] = field(default_factory=Counter)
    next_number: int = 0
    links: int = 0

    def run(self, acts: list[str]) -> None:
        """Do the acts, each killed at a moment that chance chooses, and look after each.

        Raises:
            Difference: something was lost.
        """
        with Archive.open(self.target, linker=SimpleLinker()) as archive:
            for number in range(_DECIDED):
                archive.add(numbered_report(number))
        self.ledger.added |= set(range(_DECIDED))
        self.ledger.tried |= set(range(_DECIDED))
        self.next_number = _DECIDED
        self.site.replies = _feed(self.site)
        done: dict[str, Callable[[], None]] = {
            "add": self._add,
            "replace": self._replace,
            "link": self._link,
            "forget": self._forget,
            "upgrade": self._upgrade,
            "backup": self._backup,
            "follow": self._follow,
            "desk": self._desk,
        }
        for act in acts:
            done[act]()
            self._look(act)

    def finish(self) -> None:
        """Let everything be done undisturbed, and compare with an archive that nobody disturbed.

        Raises:
            Difference: they are not the same.
        """
        self._start("follow", self.site.address + "/feed", str(self._state)).communicate()
        with Archive.open(self.target, linker=SimpleLinker()) as archive:
            list(archive.link_rest())
            kept = list(archive.reports())
            followed = [one for one in kept if one.article.source.kind == "feed"]
            if len({one.article.source.ref for one in followed}) != STORIES or (
                len(followed) != STORIES
            ):
                raise Difference(f"{len(followed)} stories of the feed, not {STORIES}")
            with Archive.open(str(self.folder / "calm.sqlite"), linker=SimpleLinker()) as calm:
                for report in kept:
                    calm.add(report)
                for made in reversed(archive.decisions()):
                    if made.kind in {"merge", "split"}:
                        getattr(calm, made.kind)(made.a, made.b, by=made.by)
                for name in ("events", "actors"):
                    ours, theirs = list(getattr(archive, name)()), list(getattr(calm, name)())
                    if ours != theirs:
                        raise Difference(f"{name}: {len(ours)} here, {len(theirs)} undisturbed")

    @property
    def _state(self) -> Path:
        return self.folder / "feeds.state.json"

    def _add(self) -> None:
        first = self.next_number
        self.ledger.tried |= set(range(first, first + 40))
        lines = self._kill("add", "add", str(first), str(first + 40), "first")
        self.ledger.added |= set(map(int, lines))
        self.next_number = first + 40

    def _replace(self) -> None:
        numbers = sorted(self.ledger.added - self.ledger.forgetting - set(range(_DECIDED)))
        if not numbers:
            return self._add()
        first = self.chance.choice(numbers)
        last = min(first + 20, self.next_number)
        some = set(range(first, last)) - self.ledger.forgetting
        if some != set(range(first, last)):  # those would be refused
            return self._add()
        self.ledger.tried |= some
        self.ledger.replacing |= some
        lines = self._kill("replace", "add", str(first), str(last), "second")
        self.ledger.added |= set(map(int, lines))
        self.ledger.replaced |= set(map(int, lines))
        return None

    def _forget(self) -> None:
        numbers = sorted(self.ledger.added - self.ledger.forgetting - set(range(_DECIDED)))
        if not numbers:
            return self._add()
        first = self.chance.choice(numbers)
        last = min(first + 6, self.next_number)
        self.ledger.forgetting |= set(range(first, last))
        lines = self._kill("forget", "forget", str(first), str(last))
        done = {int(line) for line in lines if line != "erased"}
        self.ledger.forgotten |= done
        return None

    def _link(self) -> None:
        self.links += 1
        self._kill("link", "link", f"soak-{self.links}")

    def _upgrade(self) -> None:
        path = self.folder / f"old-{sum(self.kills.values())}.sqlite"
        _restore_first(path)
        process = self._start("upgrade", target=str(path))
        self._kill_later(process, self.chance.uniform(0.3, 1.6))
        self.kills["upgrade"] += 1
        with Archive.open(str(path)) as archive:
            if (archive.counts().articles, archive.version) != (2, tables.HEAD):
                raise Difference(f"{path} was upgraded by halves")
        path.unlink()

    def _backup(self) -> None:
        file = self.folder / "backup.zip"
        lines = self._kill("backup", "backup", str(file))
        if not file.exists():
            if lines:
                raise Difference("a backup that was told to be there is not")
            return
        other = self.folder / "restored.sqlite"
        restored = restore(file, str(other), replace=True)
        if lines and restored.articles < int(lines[0]):
            raise Difference("an older backup stands where a newer one was told to be")
        file.unlink()

    def _follow(self) -> None:
        lines = self._kill("follow", "follow", self.site.address + "/feed", str(self._state))
        for line in lines:
            if line != "done":
                article_id, _, address = line.partition(" ")
                self.ledger.followed[address] = article_id

    def _desk(self) -> None:
        process = self._start("desk")
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        killer: threading.Thread | None = None
        pairs = [(a, b) for a in range(_DECIDED) for b in range(a)]
        while process.poll() is None:
            a, b = self.chance.choice(pairs)
            said = {"kind": "merge", "a": f"article-{a:06}#e1", "b": f"article-{b:06}#e1"}
            try:
                number = _post(f"{address}api/v1/decisions", said | {"by": "soak"})
            except urllib.error.HTTPError as error:
                process.kill()
                raise Difference(f"a decision was refused: {error.read()!r}") from error
            except (OSError, ValueError):
                break  # killed meanwhile
            self.ledger.decided[number] = "merge"
            killer = killer or self._killer(process, self.chance.uniform(0, 0.5))
        if killer is None:
            process.kill()
            raise Difference("the desk did not take a decision")
        killer.join()
        process.communicate()
        self.kills["desk"] += 1

    def _kill(self, name: str, *arguments: str) -> list[str]:
        """Start an act and kill it; what it said."""
        process = self._start(*arguments)
        # Half of them somewhere in their work, half of them anywhere, its beginning included.
        if self.chance.random() < 0.5:
            assert process.stdout is not None
            first = process.stdout.readline()
            lines = self._kill_later(process, self.chance.uniform(0, 0.4))
            lines = [first.rstrip("\n"), *lines] if first.endswith("\n") else lines
        else:
            lines = self._kill_later(process, self.chance.uniform(0.2, 2.5))
        self.kills[name] += 1
        return lines

    def _kill_later(self, process: "subprocess.Popen[str]", seconds: float) -> list[str]:
        killer = self._killer(process, seconds)
        told, _ = process.communicate()
        killer.join()
        if process.returncode not in {0, -9}:
            raise Difference(f"{process.args!r} ended with {process.returncode}")
        # The last line may have been cut while it was written.
        return told.split("\n")[:-1]

    def _killer(self, process: "subprocess.Popen[str]", seconds: float) -> threading.Thread:
        def kill() -> None:
            time.sleep(seconds)
            process.kill()

        thread = threading.Thread(target=kill)
        thread.start()
        return thread

    def _start(
        self, act: str, *arguments: str, target: str | None = None
    ) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.soak.work", act, target or self.target]
        return subprocess.Popen(
            [*command, *arguments], cwd=_ROOT, stdout=subprocess.PIPE, text=True
        )

    def _look(self, act: str) -> None:
        """See that all that was said to be done is there, and nothing by halves."""
        ledger = self.ledger
        with Archive.open(self.target, linker=SimpleLinker()) as archive:
            reports = {report.article.id: report for report in archive.reports()}
            claims = sum(len(report.claims) for report in reports.values())
            if archive.counts().claims != claims or archive.counts().articles != len(reports):
                raise Difference(f"after {act}: claims without reports, or reports without claims")
            decided = {made.number: made.kind for made in archive.decisions()}
            with archive._engine.connect() as connection:
                if connection.dialect.name == "sqlite":
                    for check in ("integrity_check", "foreign_key_check"):
                        told = connection.execute(sql(f"PRAGMA {check}")).scalars().all()
                        if told not in ([], ["ok"]):
                            raise Difference(f"after {act}: {check}: {told}")
                numbers = connection.scalars(select(tables.changes.c.number)).all()
                if len(set(numbers)) != len(numbers):
                    raise Difference(f"after {act}: a change has the number of another")
        kept = {int(name[8:]): one for name, one in reports.items() if name.startswith("article-")}
        self._compare(act, "added", ledger.added - ledger.forgetting - kept.keys())
        self._compare(act, "never added, and there", kept.keys() - ledger.tried)
        self._compare(act, "forgotten, and there", ledger.forgotten & kept.keys())
        self._compare(act, "decided", ledger.decided.keys() - decided.keys())
        self._compare(act, "followed", set(ledger.followed.values()) - reports.keys())
        for number, report in kept.items():
            whole = [numbered_report(number, "first"), numbered_report(number, "second")]
            allowed = whole if number in ledger.replacing else whole[:1]
            allowed = whole[1:] if number in ledger.replaced else allowed
            if report not in allowed:
                raise Difference(f"after {act}: article {number} is not what was added")

    def _compare(self, act: str, what: str, difference: set[object] | set[int] | set[str]) -> None:
        if difference:
            raise Difference(f"after {act}: {what}: {sorted(map(str, difference))[:9]}")


def acts_by_chance(chance: random.Random, number: int) -> list[str]:
    """So many acts, each kind at least once if there is room, adding most often."""
    kinds = ["add", "add", "replace", "link", "forget", "upgrade", "backup", "follow", "desk"]
    rounds = [chance.sample(kinds, len(kinds)) for _ in range(-(-number // len(kinds)))]
    return [act for one in rounds for act in one][:number]


def _feed(site: Site) -> dict[str, tuple[int, dict[str, str], bytes]]:
    links = "".join(f"<item><link>{site.address}/{n}</link></item>" for n in range(STORIES))
    replies: dict[str, tuple[int, dict[str, str], bytes]] = {
        f"/{n}": (200, {"Content-Type": "text/html"}, page(f"<h1>Ferry {n}</h1>{BODY}").encode())
        for n in range(STORIES)
    }
    feed = f"<rss version='2.0'><channel>{links}</channel></rss>".encode()
    return replies | {"/feed": (200, {"Content-Type": "application/rss+xml"}, feed)}


def _post(address: str, said: dict[str, str]) -> int:
    request = urllib.request.Request(  # noqa: S310
        address, json.dumps(said).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        return int(json.loads(answer.read())["number"])


def _restore_first(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(_FIRST.read_text(encoding="utf-8"))
    connection.close()
