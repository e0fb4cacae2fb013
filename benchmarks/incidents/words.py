"""What the words of a phrase make of it in MUC-4's set lists: kinds of people, things and weapons.

Compiled from the set lists of the MUC-4 task documentation and from general knowledge.
"""

import itertools
import re
from collections.abc import Mapping, Sequence

Table = Sequence[tuple[str, str]]

# The first row with a word of the phrase decides; a row's words are parted by spaces, an
# underscore stands for a space inside a word.
WEAPONS: Table = (
    ("VEHICLE BOMB", "car_bomb car-bomb carbomb truck_bomb bus_bomb vehicle_bomb truck-bomb"),
    ("MOLOTOV COCKTAIL", "molotov"),
    ("DYNAMITE", "dynamite"),
    ("GRENADE", "grenade"),
    ("AERIAL BOMB", "aerial_bomb"),
    ("MINE", "mine landmine"),
    ("BOMB", "bomb petard"),
    ("ROCKET", "rocket"),
    ("MISSILE", "missile"),
    ("MORTAR", "mortar"),
    ("MACHINE GUN", "machinegun submachinegun machine_gun submachine_gun uzi automatic_weapon"),
    ("RIFLE", "rifle ak-47 m-16 galil"),
    ("HANDGUN", "pistol revolver handgun"),
    ("GUN", "gun firearm shotgun bullet weapon gunfire"),
    ("EXPLOSIVE", "explosive tnt charge device"),
    ("CUTTING DEVICE", "knife machete ax axe dagger bayonet sword"),
    ("STONE", "stone rock"),
    ("FIRE", "fire gasoline"),
)
PEOPLE: Table = (
    ("FORMER ACTIVE MILITARY", "retired ex-military former_soldier former_general"),
    ("SECURITY GUARD", "bodyguard guard escort watchman"),
    ("DIPLOMAT", "ambassador diplomat consul attache embassy"),
    ("LEGAL OR JUDICIAL", "judge magistrate lawyer attorney prosecutor justice"),
    ("LAW ENFORCEMENT", "police policeman policemen patrolman patrolmen detective inspector"),
    (
        "ACTIVE MILITARY",
        "soldier troop officer army military colonel lieutenant sergeant captain marine general"
        " battalion brigade patrol private recruit col gen lt sgt",
    ),
    (
        "GOVERNMENT OFFICIAL",
        "minister mayor governor president vice-president official deputy councilman senator"
        " congressman secretary government authority",
    ),
    (
        "POLITICAL FIGURE",
        "candidate politician political leader_of_the_party party presidential_candidate",
    ),
)
THINGS: Table = (
    ("DIPLOMAT OFFICE OR RESIDENCE", "embassy consulate ambassador diplomat"),
    ("LAW ENFORCEMENT FACILITY", "police barracks jail prison garrison"),
    ("ENERGY", "power electric electricity electrical pylon tower oil pipeline transformer"
     " substation gas high-voltage energy dam refinery well"),
    ("COMMUNICATIONS", "telephone radio television newspaper communication antenna station"
     " telecommunication antel"),
    ("FINANCIAL", "bank financial"),
    ("POLITICAL FIGURE OFFICE OR RESIDENCE", "senator candidate politician"),
    ("TRANSPORT VEHICLE", "bus car vehicle truck plane airplane aircraft helicopter train airliner"
     " taxi van jeep minibus motorcycle boat ship tanker ambulance pickup"),
    ("TRANSPORTATION ROUTE", "bridge road highway railway railroad street avenue tunnel rail"),
    ("TRANSPORTATION FACILITY", "airport terminal port"),
    ("GOVERNMENT OFFICE OR RESIDENCE", "ministry government presidential mayor hall palace"
     " congress institute governor court minister courthouse municipal"),
    ("ORGANIZATION OFFICE", "headquarters union party federation office"),
    ("WATER", "water aqueduct reservoir"),
    ("COMMERCIAL", "store restaurant hotel shop supermarket factory business company mall"
     " market dealership drugstore firm enterprise warehouse brothel plant bar"),
    ("CIVILIAN RESIDENCE", "house home residence apartment dwelling building farm hut village"
     " neighborhood community"),
)  # fmt: skip
SECTORS: Mapping[str, str] = {
    "MIL": "ACTIVE MILITARY",
    "COP": "LAW ENFORCEMENT",
    "JUD": "LEGAL OR JUDICIAL",
    "GOV": "GOVERNMENT OFFICIAL",
    "LEG": "GOVERNMENT OFFICIAL",
    "PTY": "POLITICAL FIGURE",
    "OPP": "POLITICAL FIGURE",
}
COUNTRIES: Mapping[str, str] = {
    "ARG": "ARGENTINA", "BOL": "BOLIVIA", "CHL": "CHILE", "COL": "COLOMBIA", "ECU": "ECUADOR",
    "SLV": "EL SALVADOR", "GTM": "GUATEMALA", "HND": "HONDURAS", "PER": "PERU",
    "NIC": "NICARAGUA", "PAN": "PANAMA", "CRI": "COSTA RICA", "MEX": "MEXICO", "BRA": "BRAZIL",
    "VEN": "VENEZUELA", "USA": "UNITED STATES", "ESP": "SPAIN", "FRA": "FRANCE", "ITA": "ITALY",
    "DEU": "WEST GERMANY", "GBR": "UNITED KINGDOM", "RUS": "USSR", "CUB": "CUBA",
    "PRY": "PARAGUAY", "URY": "URUGUAY", "CHE": "SWITZERLAND", "NLD": "NETHERLANDS",
    "JPN": "JAPAN", "ISR": "ISRAEL", "CAN": "CANADA", "SWE": "SWEDEN", "BEL": "BELGIUM",
}  # fmt: skip
OF_INTEREST = frozenset("ARG BOL CHL COL ECU SLV GTM HND PER".split())
_NATIONS: Table = (
    ("UNITED STATES", "u.s american north_american"),
    ("SPAIN", "spanish spaniard"),
    ("USSR", "soviet russian"),
    ("FRANCE", "french"),
    ("WEST GERMANY", "german"),
    ("ITALY", "italian"),
    ("NICARAGUA", "nicaraguan"),
    ("PERU", "peruvian"),
    ("COLOMBIA", "colombian"),
    ("EL SALVADOR", "salvadoran"),
    ("GUATEMALA", "guatemalan"),
    ("HONDURAS", "honduran"),
    ("CHILE", "chilean"),
    ("ARGENTINA", "argentine argentinian"),
    ("BOLIVIA", "bolivian"),
    ("ECUADOR", "ecuadoran ecuadorian"),
    ("VENEZUELA", "venezuelan"),
    ("JAPAN", "japanese"),
    ("ISRAEL", "israeli"),
    ("NETHERLANDS", "dutch"),
    ("UNITED KINGDOM", "british"),
    ("MEXICO", "mexican"),
    ("PANAMA", "panamanian"),
    ("CUBA", "cuban"),
    ("SWITZERLAND", "swiss"),
)
# What a first-order division is called.
DIVISIONS = {"ARG": "PROVINCE", "ECU": "PROVINCE", "CHL": "REGION", "CRI": "PROVINCE"}


def kind_of(phrase: str, table: Table) -> str | None:
    """The kind of the first row that has a word of the phrase, in either number."""
    words = _variants(phrase)
    for kind, row in table:
        if any(word.replace("_", " ") in words for word in row.split()):
            return kind
    return None


def nation_of(phrase: str) -> str | None:
    """The country whose adjective the phrase has: UNITED STATES for "the U.S. embassy"."""
    return kind_of(phrase, _NATIONS)


def _variants(phrase: str) -> set[str]:
    """The words of a phrase and its pairs of words, each without its plural as well."""
    words = re.findall(r"[\w.'-]+", phrase.lower())
    words = [word.removesuffix("'s").rstrip(".'") for word in words]
    pairs = [f"{one} {two}" for one, two in itertools.pairwise(words)]
    found = {*words, *pairs}
    return found | {w.removesuffix("s") for w in found} | {w.removesuffix("es") for w in found}
