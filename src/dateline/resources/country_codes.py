"""What other datasets call a country: an ISO 3166 alpha-3 code in, numbers and regions out."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """The numbers and regions of a country; None where a dataset has none for it.

    `alpha2` is ISO 3166-1 alpha-2, `iso` its number, `gw` Gleditsch and Ward's number (UCDP),
    `cow` that of the Correlates of War as POLECAT prints it; `acled` and `ucdp` are regions.
    """

    alpha2: str | None
    iso: int | None
    gw: int | None
    cow: int | None
    acled: str | None
    ucdp: str | None


_UNKNOWN = CountryCodes(None, None, None, None, None, None)


def codes_of(country: str | None) -> CountryCodes:
    """The codes of a country by its ISO alpha-3; all None when it is not known."""
    return _table().get(country or "", _UNKNOWN)


@functools.cache
def _table() -> Mapping[str, CountryCodes]:
    text = resources.files(__package__).joinpath("country_codes.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {
        country: CountryCodes(
            alpha2 or None, _number(iso), _number(gw), _number(cow), acled or None, ucdp or None
        )
        for country, alpha2, iso, gw, cow, acled, ucdp in rows[1:]
    }


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
