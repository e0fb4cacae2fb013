"""What people have done at a desk before it is measured: rulings, coders, watches with alerts."""

import random

from benchmarks.archive import made_up
from dateline.store import Archive
from dateline.watch import add_watch, ask_watches, make_draft

RULED = 1_000  # articles
CODED = 50  # articles, each by two coders
WATCHES = 10
NEWS = 50  # articles that come after the watches were made
_BY = ("Ana", "Bo")


def work(archive: Archive, articles: int) -> None:
    """Decide about claims, code articles blind, watch, and add some news that watches tell of.

    Args:
        archive: of made-up reports, opened with a linker.
        articles: how many it holds; the news have the numbers that follow.
    """
    dice = random.Random(11)  # noqa: S311
    chosen = dice.sample(range(articles), min(RULED + CODED, articles))
    for number in chosen[CODED:]:
        _rule(archive, f"{made_up.report(number).article.id}#c{dice.randint(1, 3)}", dice)
    for number in chosen[:CODED]:
        article_id = made_up.report(number).article.id
        for coder in _BY:
            archive.assign(article_id, coder, by="Ana")
        for coder in _BY:
            for claim in ("c1", "c2", "c3"):
                _rule(archive, f"{article_id}#{claim}", dice, coder)
            archive.finish_coding(article_id, coder)
    for number in range(WATCHES):
        asked = (
            {"place": "RUS"} if number == 0 else {"actor": f"{made_up.name(100 + number)} front"}
        )
        add_watch(archive, make_draft(f"Watch {number}", asked))
    for number in range(articles, articles + NEWS):
        archive.add(made_up.report(number))
    list(ask_watches(archive))


def _rule(archive: Archive, claim: str, dice: random.Random, by: str = "Ana") -> None:
    """Right, mostly; else the certainty is another, or it does not say this at all."""
    choice = dice.random()
    if choice < 0.7:
        archive.accept(claim, by=by)
    elif choice < 0.9:
        archive.correct(claim, {"certainty": "disputed"}, by=by)
    else:
        archive.reject(claim, by=by)
