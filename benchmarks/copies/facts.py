"""Made-up facts of one story, for the slots of the templates: names, places, figures.

Names are put together from syllables, so that they are many and belong to nobody.
"""

import random

_FIRST = """
    Abena Adil Agata Aino Alim Amara Anselm Arda Basma Benedita Bruno Ceren Dalia Darko Demba Edda
    Eloi Emeka Farida Fenna Gael Gita Hamid Hedda Ilir Imani Ines Ivo Jamila Joren Kadri Kofi Lamine
    Leila Lionel Maite Malik Marit Nadir Nilo Odile Okan Pilar Rafiq Renata Rosa Sanna Selim Sipho
    Tariq Teuta Tomas Umar Vesna Wanda Yara Yusuf Zainab Zoran
""".split()
_HEADS = """
    Ab Al Am Ban Bar Bel Chi Cor Da Del Dra El Far Gal Gor Ha Is Jal Kam Kar Kel La Lo Mach Mal Mar
    Nab Nor Ob Or Pel Qua Ra Rim Sal Sam Sol Tar Tav Ul Var Wal Yan Zam
""".split()
_MIDDLES = ["a", "e", "i", "o", "u", "ari", "eno", "ila", "omi", "una", "and", "est", "imb", "orr"]
_TAILS = """
    ba bek cha dan do ga gu ka ko la lek lo mba mi na nde nek no ra rek ri ro sa sha so ta tin to va
    ves vic wa xa yi za zi
""".split()
_PLACE_TAILS = ["bad", "berg", "burgo", "dara", "gora", "hama", "kand", "mouth", "pol", "port",
                "ravo", "stan", "tepe", "vale", "vika", "zaro"]  # fmt: skip
_TITLES = [
    ("Interior Minister", "interior minister"), ("Defence Minister", "defence minister"),
    ("Prime Minister", "prime minister"), ("Governor", "governor"),
    ("Justice Minister", "justice minister"), ("Transport Minister", "transport minister"),
    ("Health Minister", "health minister"), ("Deputy Prime Minister", "deputy prime minister"),
]  # fmt: skip
_LOCAL_TITLES = ["Police chief", "Mayor", "Prosecutor", "District commissioner", "Fire chief",
                 "Inspector", "Colonel", "Judge"]  # fmt: skip
_GROUPS = ["Front for the Liberation of {}", "{} Brigade", "Army of Free {}", "{} Resistance",
           "Sons of {}", "Union of {} Patriots"]  # fmt: skip
_COMPANIES = ["{} Lines", "{} Power", "{} Holding", "{} Metals", "{} Transit", "{} Works"]
_AID = ["Lantern", "Open Hands", "Doctors for {}", "{} Relief", "Bread and Roof", "{} Watch"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

Facts = dict[str, str]


def make_facts(rng: random.Random, weekday: int) -> Facts:
    """Make the facts of one story that happened on a day of the week (0 is Monday)."""
    title, spoken = rng.choice(_TITLES)
    facts = {"m1t": title, "m1s": spoken, "p2t": rng.choice(_LOCAL_TITLES)}
    for person in ("m1", "p2", "p3", "p4"):
        family = family_name(rng)
        facts |= {person: f"{rng.choice(_FIRST)} {family}", f"{person}l": family}
    facts |= {slot: place_name(rng) for slot in ("town", "town2", "prov", "country", "river")}
    facts["hospital"] = family_name(rng)
    facts["group"] = rng.choice(_GROUPS).format(facts["prov"])
    facts["company"] = rng.choice(_COMPANIES).format(family_name(rng))
    facts["ngo"] = rng.choice(_AID).format(place_name(rng))
    facts |= {"day": DAYS[weekday], "day2": DAYS[(weekday + 1) % 7]}
    return facts | _figures(rng)


def family_name(rng: random.Random) -> str:
    """A name such as "Tavela" or "Corimbo"."""
    return rng.choice(_HEADS) + rng.choice(_MIDDLES) + rng.choice(_TAILS)


def person_name(rng: random.Random) -> str:
    """A name such as "Ines Tavela"."""
    return f"{rng.choice(_FIRST)} {family_name(rng)}"


def place_name(rng: random.Random) -> str:
    """A name such as "Belandara"."""
    return rng.choice(_HEADS) + rng.choice(_MIDDLES) + rng.choice(_PLACE_TAILS)


def _figures(rng: random.Random) -> Facts:
    ranges = {
        "n1": (11, 48), "n2": (52, 240), "n3": (300, 9800), "n4": (3, 9), "n5": (10, 60),
        "n6": (20, 190), "n7": (200, 900), "age": (19, 68), "money": (4, 95), "money2": (2, 60),
        "pct": (5, 64), "pct2": (41, 92), "year": (1991, 2016), "year2": (1958, 1989),
    }  # fmt: skip
    return {slot: _written(slot, rng.randint(*ends)) for slot, ends in ranges.items()}


def _written(slot: str, number: int) -> str:
    return f"{number:,}" if number >= 1000 and not slot.startswith("year") else str(number)
