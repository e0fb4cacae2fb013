"""What a report tells, in one line a claim, for tables of tests.

`TYPE mode: actors > recipients, targets; toll; when; where; status certainty (by whom)`, parts that
are empty left out.
"""

from dateline.records import Claim, Report


def told(report: Report) -> list[str]:
    """The lines of all claims, in the order of the text."""
    return [_line(report, claim) for claim in report.claims]


def _line(report: Report, claim: Claim) -> str:
    quote = report.article.quote
    actors = ", ".join(quote(who.span) for who in claim.actors)
    others = ", ".join(quote(p.span) for p in (*claim.recipients, *claim.targets))
    speakers = [
        report.entity(name).name
        for said in claim.said_by
        for name in report.attribution(said).speakers
    ]
    parts = [
        f"{' '.join((claim.type, *claim.modes))}: {actors}" + (f" > {others}" if others else ""),
        ", ".join(f"{toll.kind} {toll.best or toll.low}" for toll in claim.toll),
        claim.when.start or "unresolved" if claim.when else "",
        f"{claim.where.name} {claim.where.precision}" if claim.where else "",
        f"{claim.status} {claim.certainty}" + (f" ({', '.join(speakers)})" if speakers else ""),
    ]
    return "; ".join(part for part in parts if part)
