"""What the archive is asked by: in goes a Report, out come rows of `tables`."""

from datetime import date
from typing import Any

from dateline.records import Article, Attribution, Claim, Entity, Participant, Report, Spans, When
from dateline.records.iso_days import days_between, days_of
from dateline.store.folding import fold_names, fold_text, pad_words, split_words

# What comes last, newest first. Not NULL: PostgreSQL's indices have NULLs at the other end.
UNDATED = date.min
MOST_WORDS_CHARACTERS = 200_000  # of an article; PostgreSQL indexes no more than a megabyte
_LARGEST = 2**63 - 1  # of a BigInteger; no toll is larger, but a number in a text may be

Row = dict[str, Any]


def article_row(article: Article) -> Row:
    """The columns of `articles`, without its key and `added_at`."""
    return {
        "id": article.id,
        "outlet_folded": None if article.outlet is None else fold_text(article.outlet),
        "published_on": _published_on(article),
    }


def article_words(title: str | None, text: str) -> str:
    """The words of an article, each once; of a book only those of its beginning."""
    words = pad_words(split_words(f"{title or ''} {text}"))
    if len(words) <= MOST_WORDS_CHARACTERS:
        return words
    return words[: words.rindex(" ", 0, MOST_WORDS_CHARACTERS) + 1]


def claim_rows(report: Report) -> list[Row]:
    """The columns of `claims` for each claim, without the keys."""
    names = {entity.id: entity.name for entity in report.entities}
    return [
        {"position": position} | _claim_row(report.article, claim, names)
        for position, claim in enumerate(report.claims)
    ]


def attribution_rows(report: Report) -> list[Row]:
    """The columns of `attributions` for each attribution, without the keys."""
    names = {entity.id: _name_and_titles(entity) for entity in report.entities}
    return [
        {"position": position} | _attribution_row(report.article, said, names)
        for position, said in enumerate(report.attributions)
    ]


def within_bounds(number: int) -> int:
    """The number, or the largest that the archive can compare."""
    return min(number, _LARGEST)


def _claim_row(article: Article, claim: Claim, names: dict[str, str]) -> Row:
    first_on, last_on = _days(claim.when)
    return {
        "type": claim.type,
        "modes": pad_words(claim.modes),
        "status": claim.status,
        "certainty": claim.certainty,
        "first_on": first_on,
        "last_on": last_on,
        "sort_on": _sort_on(claim.when) or _published_on(article) or UNDATED,
        "country": _country(claim),
        "place_folded": fold_text(claim.where.name) if claim.where else None,
        "participants_folded": _participants(article, claim.actors + claim.recipients, names),
        "killed": _killed(claim),
        "words": _words(article, claim.evidence),
    }


def _name_and_titles(entity: Entity) -> str:
    """What a speaker can be asked for by: "minister" finds what she said as "she"."""
    return " ".join((entity.name, *(role.title for role in entity.roles if role.title)))


def _attribution_row(article: Article, said: Attribution, names: dict[str, str]) -> Row:
    spoken = [names[speaker] for speaker in said.speakers]
    spoken += [article.quote(span) for span in said.speaker_spans]
    return {
        "stance": said.stance,
        "speakers_folded": fold_names(spoken),
        "words": _words(article, said.content),
        "sort_on": _published_on(article) or UNDATED,
    }


def _published_on(article: Article) -> date | None:
    days = days_of(article.published)
    # A page that says only "March 2021" has no day of publication.
    return days[0] if days and days[0] == days[1] else None


def _days(when: When | None) -> tuple[date | None, date | None]:
    """The days of a claim; "since 2011" has no end, and is taken to go on."""
    if when is None:
        return None, None
    return days_between(when.start, when.end) or (None, None)


def _sort_on(when: When | None) -> date | None:
    first_on, last_on = _days(when)
    return last_on if first_on == date.min else first_on


def _country(claim: Claim) -> str | None:
    code = claim.where.country if claim.where else None
    # Only three capitals are asked for; a NUL is the one character PostgreSQL has no room for.
    return None if code is None or "\0" in code else code


def _participants(
    article: Article, participants: tuple[Participant, ...], names: dict[str, str]
) -> str:
    said = [article.quote(participant.span) for participant in participants]
    return fold_names([names[who.entity] for who in participants if who.entity is not None] + said)


def _killed(claim: Claim) -> int | None:
    killed = [toll for toll in claim.toll if toll.kind == "killed"]
    # The largest and not the sum: "12 people, five of them children" is twelve.
    figures = [toll.low if toll.best is None else toll.best for toll in killed]
    known = [figure for figure in figures if figure is not None]
    return within_bounds(max(known)) if known else None


def _words(article: Article, spans: Spans) -> str:
    return pad_words(split_words(" ".join(article.quote(span) for span in spans)))
