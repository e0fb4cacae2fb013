"""Happenings for tests, made of claims as `tests.making` writes them."""

from dateline.linking.happenings import Happening, find_happenings
from tests.making import MadeClaim, make_report


def one(number: int, claim: MadeClaim, published: str | None = "2024-04-10") -> Happening:
    """The only claim of a report of its own."""
    report = make_report(number, published=published, claims=[claim], said=[])
    (happening,) = find_happenings(report)
    return happening
