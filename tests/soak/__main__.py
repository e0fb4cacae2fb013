"""Kill processes on one archive after another for DURATION seconds (3600): `make soak`.

Ends with "nothing lost", or with the difference and exit code 1. The seed of each archive is told,
so that SEED=… repeats the choices (not the moments, which depend on the machine). On PostgreSQL too
where DATELINE_TEST_POSTGRES names a server (`.ci/with_postgres make soak`).
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.soak.season import Difference, Season, acts_by_chance
from tests.sources.site import running_site
from tests.store.databases import KINDS, new_target

_KILLS_A_SEASON = 27


def main() -> int:
    """Go on until the time is up; 0 when nothing was lost."""
    ends_at = time.monotonic() + float(os.environ.get("DURATION", "3600"))
    seed = int(os.environ.get("SEED", str(int(time.time()))))
    kills: Counter[str] = Counter()
    archives = 0
    while time.monotonic() < ends_at:
        kind = KINDS[archives % len(KINDS)]
        folder = Path(tempfile.mkdtemp(prefix="dateline-soak-"))
        chance = random.Random(seed + archives)  # noqa: S311
        try:
            with running_site() as site, new_target(kind, folder) as target:
                season = Season(target, folder, site, chance)
                season.run(acts_by_chance(chance, _KILLS_A_SEASON))
                season.finish()
        except Difference as error:
            _say(f"LOST on {kind}, seed {seed + archives}: {error}; the archive is in {folder}")
            return 1
        shutil.rmtree(folder)
        kills += season.kills
        archives += 1
        _say(f"{kind}, seed {seed + archives - 1}: {sum(kills.values())} killed so far")
    told = ", ".join(f"{number} {act}" for act, number in sorted(kills.items()))
    _say(f"nothing lost: {sum(kills.values())} processes killed on {archives} archives ({told})")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
