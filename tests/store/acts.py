"""Everything that can be done with an open archive; a test proves that nothing is left out."""

from collections.abc import Callable

from dateline.records import Span
from dateline.store import ActorQuery, Archive, EventQuery
from tests.making import make_report

Act = Callable[[Archive], object]


def _two_actors() -> tuple[str, str]:
    article_id = make_report(0).article.id
    return f"{article_id}#e1", f"{article_id}#e2"


def _merge_and_undo(archive: Archive) -> None:
    archive.merge(*_two_actors(), by="Ada")
    archive.undo(by="Ada")


def _claim() -> str:
    return f"{make_report(0).article.id}#c1"


def _finish(archive: Archive) -> None:
    article_id = make_report(0).article.id
    archive.assign(article_id, "Ada", by="Bo")
    archive.finish_coding(article_id, "Ada")


def _close(archive: Archive) -> None:
    article_id = make_report(0).article.id
    _finish(archive)
    archive.codings(article_id)
    archive.close_coding(article_id)


def _forget_one(archive: Archive) -> None:
    archive.add(make_report(998), again_by="Ada")
    archive.forget([make_report(998).article.id], by="Ada")


ACTS: dict[str, Act] = {
    "add": lambda archive: archive.add(make_report(999)),
    "replace": lambda archive: archive.add(make_report(0), replace=True),
    "report": lambda archive: archive.report("abcdef"),
    "reports": lambda archive: list(archive.reports()),
    "claims": lambda archive: list(archive.claims()),
    "said": lambda archive: list(archive.said()),
    "counts": lambda archive: archive.counts(),
    "events": lambda archive: list(archive.events()),
    "actors": lambda archive: list(archive.actors()),
    "event": lambda archive: archive.event("event-0123456789abcdef"),
    "actor": lambda archive: archive.actor("actor-0123456789abcdef"),
    "claims_of": lambda archive: list(archive.claims_of("event-0123456789abcdef")),
    "entities_of": lambda archive: archive.entities_of("actor-0123456789abcdef"),
    "links_of": lambda archive: archive.links_of("actor-0123456789abcdef"),
    "holds": lambda archive: archive.holds("0123456789abcdef"),
    "newest_articles": lambda archive: archive.newest_articles(3),
    "newest_changes": lambda archive: archive.newest_changes(3),
    "groups_of": lambda archive: archive.groups_of("0123456789abcdef"),
    "count_articles_naming": lambda archive: archive.count_articles_naming(
        "actor-0123456789abcdef"
    ),
    "count_actors": lambda archive: archive.count_actors(ActorQuery()),
    "count_event_days": lambda archive: archive.count_event_days(EventQuery()),
    "find": lambda archive: archive.find("event-012345"),
    "changes": lambda archive: list(archive.changes()),
    "decisions": lambda archive: archive.decisions(),
    "link_rest": lambda archive: list(archive.link_rest()),
    "merge": lambda archive: archive.merge(*_two_actors(), by="Ada"),
    "split": lambda archive: archive.split(*_two_actors(), by="Ada"),
    "undo": _merge_and_undo,
    "watches": lambda archive: archive.watches.all(),
    "accounts": lambda archive: archive.accounts.users(),
    "review": lambda archive: archive.review("0123456789abcdef"),
    "reviews": lambda archive: archive.reviews(),
    "reviews_of": lambda archive: archive.reviews_of(archive.ruled_on()),
    "ruled_on": lambda archive: archive.ruled_on(),
    "accept": lambda archive: archive.accept(_claim(), by="Ada"),
    "reject": lambda archive: archive.reject(_claim(), by="Ada"),
    "correct": lambda archive: archive.correct(_claim(), {"status": "planned"}, by="Ada"),
    "add_claim": lambda archive: archive.add_claim(
        make_report(0).article.id, {"type": "ASSAULT"}, [Span(0, 6)], by="Ada"
    ),
    "comment": lambda archive: archive.comment(_claim(), "look again", by="Ada"),
    "subjects_of": lambda archive: archive.subjects_of([1, 2]),
    "comments_on_event": lambda archive: archive.comments_on_event("event-0123456789abcdef"),
    "assign": lambda archive: archive.assign(make_report(0).article.id, "Ada", by="Bo"),
    "finish_coding": _finish,
    "close_coding": _close,
    "assignments": lambda archive: archive.assignments(),
    "assignment": lambda archive: archive.assignment("0123456789abcdef", "Ada"),
    "codings": _close,
    "next_article": lambda archive: archive.next_article("0123456789abcdef"),
    "naming": lambda archive: list(archive.naming(["Ilse Brandt"])),
    "forget": _forget_one,
    "erase": lambda archive: archive.erase(),
    "version": lambda archive: archive.version,
}
