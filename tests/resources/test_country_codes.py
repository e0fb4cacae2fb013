"""The numbers and regions of countries in other datasets."""

import pytest

from dateline import resources
from dateline.resources.country_codes import CountryCodes, codes_of

NO_LONGER = {"ANT", "CSK", "DDR", "SCG", "SUN", "VDR", "YMD", "YUG"}
ACLED_REGIONS = {  # ACLED's list of regions
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa",
    "South Asia", "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia",
    "Central America", "South America", "Caribbean", "East Asia", "North America", "Oceania",
    "Antarctica",
}  # fmt: skip


@pytest.mark.parametrize(
    ("country", "codes"),
    [
        ("KEN", CountryCodes("KE", 404, 501, 501, "Eastern Africa", "Africa")),
        ("DEU", CountryCodes("DE", 276, 260, 260, "Europe", "Europe")),
        ("YEM", CountryCodes("YE", 887, 678, 679, "Middle East", "Middle East")),
        ("SRB", CountryCodes("RS", 688, 340, 345, "Europe", "Europe")),
        ("AFG", CountryCodes("AF", 4, 700, 700, "Caucasus and Central Asia", "Asia")),
        ("PSE", CountryCodes("PS", 275, None, None, "Middle East", "Middle East")),
        ("XXX", CountryCodes(None, None, None, None, None, None)),
        (None, CountryCodes(None, None, None, None, None, None)),
    ],
)
def test_what_others_call_a_country(country: str | None, codes: CountryCodes) -> None:
    assert codes_of(country) == codes


def test_every_state_of_today_has_codes() -> None:
    for state in resources.states():
        codes = codes_of(state.id)
        if state.id in NO_LONGER:
            continue
        assert codes.alpha2, state.name
        assert codes.acled in ACLED_REGIONS, state.name
        assert codes.ucdp in {"Africa", "Americas", "Asia", "Europe", "Middle East"}, state.name


def test_no_two_states_share_a_number() -> None:
    for field in ("alpha2", "iso", "gw", "cow"):
        found = [getattr(codes_of(state.id), field) for state in resources.states()]
        known = [number for number in found if number is not None]
        assert len(known) == len(set(known)), field
