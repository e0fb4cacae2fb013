"""`dateline accept`, `reject`, `correct`: what people decide about single claims."""

import re
from typing import Any

import click

from dateline.cli.decide import decision_options, login_name, tell_decision
from dateline.cli.options import archive_option, archive_target
from dateline.errors import ConfigError, StoreError
from dateline.records import Claim, Report, Spans
from dateline.settings import settings
from dateline.store import FIELDS, Archive

_NONE = "none"


@click.command()
@click.argument("claim")
@decision_options
@archive_option
def accept(claim: str, by: str | None, why: str | None, archive: str | None) -> None:
    """Decide that a claim is right: CLAIM is ARTICLE#c1, as `dateline claims` prints it."""
    from dateline.pipeline import open_archive

    with open_archive(archive_target(archive), create=False) as store:
        tell_decision(store.accept(claim, by=by or login_name(), why=why))


@click.command()
@click.argument("claim")
@decision_options
@archive_option
def reject(claim: str, by: str | None, why: str | None, archive: str | None) -> None:
    """Decide that an article does not say a claim: it counts no longer, and is kept.

    CLAIM is ARTICLE#c1, as `dateline claims` prints it.
    """
    from dateline.pipeline import open_archive

    with open_archive(archive_target(archive), create=False) as store:
        tell_decision(store.reject(claim, by=by or login_name(), why=why))


_HELP = f"""Put another value in the place of a field of a claim.

CLAIM is ARTICLE#c1, as `dateline claims` prints it. FIELD is one of {", ".join(FIELDS)}.

VALUE is what the field is called in `--json`: a type, a status, a certainty; modes and contexts
with a comma between them; killed=5,wounded=3-7 for the toll; 2015-07-14 or 2015-07-14/2015-07-16
for when; the name of a place for where; for actors, recipients, targets, instruments, trigger (the
words that tell it) and evidence words of the text, with a semicolon between several; for said_by
ids of attributions; for codes types of your own codebook (DATELINE_CODEBOOK), as "Cattle raid
(herders)", with a semicolon between several. "none" stands for nothing.
"""


@click.command(help=_HELP)
@click.argument("claim")
@click.argument("field", type=click.Choice(FIELDS))
@click.argument("value")
@click.option(
    "--words",
    metavar="WORDS",
    help="The words of the article that show it; else those on which the claim stands.",
)
@decision_options
@archive_option
def correct(
    claim: str,
    field: str,
    value: str,
    words: str | None,
    by: str | None,
    why: str | None,
    archive: str | None,
) -> None:
    """Correct one field of a claim."""
    from dateline.pipeline import open_archive, typed

    with open_archive(archive_target(archive), create=False) as store:
        report, found = _find_claim(store, claim)
        near = typed.start_of(found)
        shown = (typed.find_words(report, words, near),) if words else ()
        values = {field: _typed_value(report, found, field, value, shown)}
        made = store.correct(claim, values, by=by or login_name(), why=why, evidence=shown)
    if not made:
        raise ConfigError(f"the {field} of {claim} is so already")
    for decision in made:
        tell_decision(decision)


def _find_claim(store: Archive, name: str) -> tuple[Report, Claim]:
    article, _, claim_id = name.partition("#")
    report = store.report(article)
    found = next((one for one in report.claims if one.id == claim_id), None) if report else None
    if report is None or found is None:
        raise StoreError(f"there is no claim {name} in {store.name}, or it is rejected")
    return report, found


def _typed_value(report: Report, claim: Claim, field: str, value: str, shown: Spans) -> Any:
    """What was typed, as the contract spells it."""
    from dateline.pipeline import typed

    near = typed.start_of(claim)
    listed = [] if value == _NONE else [part.strip() for part in re.split("[;]", value)]
    if field in {"type", "status", "certainty"}:
        return value.upper() if field == "type" else value
    if field in {"modes", "contexts", "said_by"}:
        return [] if value == _NONE else [part.strip() for part in value.split(",")]
    if field == "toll":
        figures = [] if value == _NONE else map(_figure, value.split(","))
        return typed.tolls(report, claim, figures, shown)
    if field == "when":
        start, _, end = value.partition("/")
        return None if value == _NONE else typed.when(claim, start, end or start, shown)
    if field == "where":
        chosen = next(iter(typed.candidates(value)), None)
        return None if value == _NONE else typed.where(report, claim, value, chosen, shown)
    if field == "codes":
        return typed.codes(claim, listed, typed.own_codes(settings().codebook))
    spans = [typed.find_words(report, part, near) for part in listed]
    if field in {"trigger", "evidence"}:
        return [list(span) for span in spans]
    if field == "targets":
        return [{"span": list(span), "kind": "other"} for span in spans]
    if field == "instruments":
        return [{"span": list(span)} for span in spans]
    return [typed.participant_in_words(report, span) for span in spans]


def _figure(text: str) -> Any:
    from dateline.pipeline.typed import TypedFigure

    match = re.fullmatch(r"\s*([a-z]+)=([0-9]{1,18})(?:-([0-9]{1,18}))?\s*", text)
    if match is None:
        raise ConfigError(f"toll: {text!r} is no figure; write killed=5 or killed=5-7")
    kind, low, high = match.groups()
    if high is None:
        return TypedFigure(kind, None, int(low), None)
    return TypedFigure(kind, int(low), None, int(high))
