"""New ties on a watch: who is for the first time said to belong to, back, seek or fight whom.

In: a `Round`. Out: drafts of alerts, one a tie. A tie that an article before it tells is not new,
whoever printed that; so a copy tells nothing.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import First, Report, Tie
from dateline.store import ANY_TIE, Looking, Question
from dateline.store.folding import fold_text
from dateline.watch.findings import Draft
from dateline.watch.marks import mark_of
from dateline.watch.news import Round, answers
from dateline.watch.telling import one_line, tie_voice, whose_word

_MUTUAL = frozenset(("allied", "cooperates", "fights"))  # the same from both ends


@dataclass(frozen=True, slots=True)
class _Told:
    """A tie in a report, between two actors of the archive."""

    report: Report
    tie: Tie
    ends: tuple[str, str]  # ids of the actors

    @property
    def names(self) -> tuple[str, str]:
        return (
            self.report.entity(self.tie.from_).name,
            self.report.entity(self.tie.to).name,
        )

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for what is the same tie, whichever article tells it."""
        ends = sorted(self.ends) if self.tie.kind in _MUTUAL else self.ends
        return (self.tie.kind, *ends)


def findings_of_ties(news: Round) -> Iterator[Draft]:
    """Every tie in the articles of a round that is on the watch, and was told by none before."""
    done: set[tuple[str, ...]] = set()
    for article_id in news.articles:
        report = news.look.report(article_id)
        if report is None or not report.ties:
            continue
        for told in _told(report, news.look):
            if told.key in done or not _is_on_watch(told, news):
                continue
            done.add(told.key)
            mark = _mark(told)
            if not news.knows([mark]) and not _was_told(told, news.look):
                yield _draft(told, mark)
            news.marks[mark] = ""


def _told(report: Report, look: Looking) -> Iterator[_Told]:
    """The ties of a report between two that are actors, and not one and the same."""
    actors = look.actors_in(report.article.id)
    for tie in report.ties:
        ends = actors.get(tie.from_), actors.get(tie.to)
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            yield _Told(report, tie, (ends[0], ends[1]))


def _is_on_watch(told: _Told, news: Round) -> bool:
    question = news.watch.question
    if question.tie not in {None, ANY_TIE, told.tie.kind}:
        return False
    if question.certainty not in {None, told.tie.certainty}:
        return False
    if question.actor is not None:
        part = fold_text(question.actor)
        if question.actor not in told.ends and not any(part in fold_text(n) for n in told.names):
            return False
    return _is_in_answer(told.report.article.id, question, news.look)


def _is_in_answer(article_id: str, question: Question, look: Looking) -> bool:
    """Whether the article tells an event that answers what the question asks of events."""
    rest = dataclasses.replace(question, tie=None, actor=None, certainty=None)
    if not rest.asked():
        return True
    return any(True for _ in answers(look, rest, look.events_in(article_id)))


def _was_told(told: _Told, look: Looking) -> bool:
    """Whether an article that was added before tells the same."""
    before = look.reports_naming(told.ends, before=told.report.article.id)
    return any(
        other.key == told.key
        for report in before
        if any(tie.kind == told.tie.kind for tie in report.ties)
        for other in _told(report, look)
    )


def _mark(told: _Told) -> str:
    names = [fold_text(name) for name in told.names]
    return mark_of("tie", told.tie.kind, *(sorted(names) if told.tie.kind in _MUTUAL else names))


def _draft(told: _Told, mark: str) -> Draft:
    tie, voice = told.tie, tie_voice(told.report, told.tie)
    name = one_line(f"{told.names[0]} – {tie.kind} – {told.names[1]}")
    word = "" if tie.certainty == "stated" else f" [{tie.certainty}]"
    return Draft(
        mark=mark_of("first", mark),
        kind="first",
        parts={
            "title": f"First time: tie {name}{word}",
            "why": f"No article before tells of this tie; it is {tie.certainty}, in one article.",
            "first": (First(of="tie", name=name, kind=tie.kind, certainty=tie.certainty),),
            "voices": (voice,),
            **whose_word([voice]),
        },
    )
