"""Twenty processes killed in the middle of everything that is done to an archive."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store import Archive
from tests.soak.season import Difference, Season, acts_by_chance
from tests.soak.work import ACTS
from tests.sources.site import Site, running_site
from tests.store.adding import numbered_report
from tests.store.databases import KINDS, new_target


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_twenty_are_killed_and_nothing_is_lost(kind: str, tmp_path: Path, site: Site) -> None:
    chance = random.Random(20)  # noqa: S311
    with new_target(kind, tmp_path) as target:
        season = Season(target, tmp_path, site, chance)
        season.run(acts_by_chance(chance, 20))
        season.finish()
    assert sum(season.kills.values()) == 20
    assert {"link", "upgrade", "follow", "desk", "backup", "forget"} <= season.kills.keys()
    assert season.ledger.decided, "a decision was made before the desk was killed"


def test_what_is_lost_would_be_noticed(tmp_path: Path, site: Site) -> None:
    target = str(tmp_path / "archive.sqlite")
    season = Season(target, tmp_path, site, random.Random(1))  # noqa: S311
    season.run([])
    season._look("nothing")
    season.ledger.added.add(99)
    with pytest.raises(Difference, match=r"after losing: added: \['99'\]"):
        season._look("losing")
    season.ledger.added.remove(99)
    with Archive.open(target) as archive:
        archive.add(numbered_report(30))
    with pytest.raises(Difference, match="never added, and there"):
        season._look("adding")


def test_every_act_is_known() -> None:
    assert {"add", "link", "forget", "upgrade", "backup", "follow", "desk"} == ACTS.keys()
