"""What a name resolves to: tables of text → the id of the entry, each row saying what it proves."""

import pytest

from dateline import resources


def _id(entry):
    return None if entry is None else entry.id


@pytest.mark.parametrize(
    ("text", "expected", "proves"),
    [
        ("Iraq", "IRQ", "a name"),
        ("IRAQ", "IRQ", "a name in a text wholly in capitals"),
        ("iraq", "IRQ", "a longer name in any case"),
        ("US", "USA", "a short alias in capitals"),
        ("us", None, "the pronoun is no state"),
        ("Us", None, "nor is it at the beginning of a sentence"),
        ("the U.S.", "USA", "full stops and an article"),
        ("the United Kingdom", "GBR", "an article"),
        ("The Gambia", "GMB", "an alias that has its article"),
        ("turkey", None, "the bird"),
        ("TURKEY", "TUR", "a marked name wholly in capitals"),
        ("china", None, "the tableware"),
        ("Côte d’Ivoire", "CIV", "accents and a curly apostrophe"),
        ("Cote d'Ivoire", "CIV", "neither of them"),
        ("South  Korea", "KOR", "stray white space"),
        ("reunion", None, "a gathering"),
        ("Réunion", "REU", "an island"),
        ("Korea", None, "there are two"),
        ("Congo", None, "there are two"),
        ("Soviet Union", "SUN", "a state that is no more"),
        ("West Germany", "DEU", "whose successor has its code"),
        ("East Germany", "DDR", "and one that has not"),
        ("Yugoslavia", "YUG", "a state that is no more"),
        ("Czechoslovakia", "CSK", "a state that is no more"),
        ("Kosovo", "XKX", "outside ISO 3166, by the code in common use"),
        ("Palestine", "PSE", "by its ISO code"),
        ("Taiwan", "TWN", "by its ISO code"),
        ("Atlantis", None, "unknown"),
        ("", None, "nothing"),
        ("the ", None, "an article alone"),
    ],
)
def test_find_state(text, expected, proves):
    assert _id(resources.find_state(text)) == expected, proves


@pytest.mark.parametrize(
    ("text", "expected", "proves"),
    [
        ("Iraqi", "IRQ", "an adjective"),
        ("Iraqis", "IRQ", "a people"),
        ("SALVADORAN", "SLV", "in capitals"),
        ("the French", "FRA", "an article"),
        ("Filipinos", "PHL", "a name far from the state's"),
        ("Soviet", "SUN", "a state that is no more"),
        ("Nigerien", "NER", "Niger"),
        ("Nigerian", "NGA", "not Niger"),
        ("polish", None, "the verb"),
        ("Poles", "POL", "a people"),
        ("poles", None, "the rods"),
        ("Dominican", None, "of two states"),
        ("Iraq", None, "a name is no demonym"),
    ],
)
def test_state_of_demonym(text, expected, proves):
    assert _id(resources.state_of_demonym(text)) == expected, proves


@pytest.mark.parametrize(
    ("text", "expected", "proves"),
    [
        ("the Kremlin", "RUS", "a building"),
        ("The White House", "USA", "a building"),
        ("THE WHITE HOUSE", "USA", "in capitals"),
        ("the white house", None, "a house that is white"),
        ("Downing Street", "GBR", "a street"),
        ("the Elysee", "FRA", "without accents"),
        ("Élysée Palace", "FRA", "with them"),
        ("Beijing", "CHN", "a capital"),
        ("Peking", "CHN", "its older name"),
        ("Victoria", None, "a capital that is too common a name"),
        ("Shanghai", None, "a city that is no capital"),
    ],
)
def test_state_of_metonym(text, expected, proves):
    assert _id(resources.state_of_metonym(text)) == expected, proves


def test_a_capital_that_is_no_metonym_is_still_the_capital():
    seychelles = resources.find_state("Seychelles")
    assert seychelles is not None
    assert (seychelles.capital, seychelles.metonyms) == ("Victoria", ())


@pytest.mark.parametrize(
    ("text", "expected", "proves"),
    [
        ("Islamic State", "islamic-state", "a name"),
        ("the Islamic State group", "islamic-state", "an article and a noun"),
        ("ISIS", "islamic-state", "an acronym"),
        ("Daesh", "islamic-state", "another"),
        ("IS", "islamic-state", "an acronym that is a word"),
        ("is", None, "the verb"),
        ("Is", None, "the verb that opens a question"),
        ("ISIS-K", "islamic-state-khorasan-province", "a province is its own actor"),
        ("al-Qaida", "al-qaeda", "spelling"),
        ("AL-QAIDA", "al-qaeda", "spelling in capitals"),
        ("FMLN", "farabundo-marti-national-liberation-front", "the 1980s"),
        (
            "Farabundo Martí National Liberation Front",
            "farabundo-marti-national-liberation-front",
            "an accent",
        ),
        ("SHINING PATH", "shining-path", "a text wholly in capitals"),
        ("THE EXTRADITABLES", "the-extraditables", "a name with its article"),
        ("M-19", "19th-of-april-movement", "a hyphen and digits"),
        ("the Contras", "contras", "an article"),
        ("contra", None, "the preposition"),
        ("WHO", "world-health-organization", "an acronym that is a word"),
        ("who", None, "the pronoun"),
        ("ice", None, "water"),
        ("Sinn Fein", "sinn-fein", "without the accent"),
        ("the Pentagon", "pentagon", "a body of a state"),
        ("Heritage Foundation", "heritage-foundation", "a think tank"),
        ("The People’s Liberation Army", "peoples-liberation-army", "a curly apostrophe"),
        ("National Liberation Army", None, "two groups have this name"),
        ("Ansar al-Sharia", "ansar-al-sharia", "its branches carry a label that is never printed"),
        ("November 17", None, "a day before it is a group"),
        ("the November 17 group", "november-17-group", "the group"),
        ("Nato", "north-atlantic-treaty-organization", "an acronym as the British write it"),
        ("ELN", "national-liberation-army-colombia", "an acronym clearer than the name"),
        ("law and justice", None, "two nouns"),
        ("Friends of the Crossroads", None, "unknown"),
    ],
)
def test_find_actor(text, expected, proves):
    assert _id(resources.find_actor(text)) == expected, proves


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("COL", "national-liberation-army-colombia"),
        ("MKD", "national-liberation-army-macedonia"),
        ("FRA", None),
        (None, None),
    ],
)
def test_a_country_chooses_between_actors_of_one_name(country, expected):
    assert _id(resources.find_actor("National Liberation Army", country=country)) == expected


def test_a_country_does_not_overrule_a_name_that_is_clear():
    """A report from Spain may name the Sinaloa Cartel."""
    assert _id(resources.find_actor("Sinaloa Cartel", country="ESP")) == "sinaloa-cartel"


@pytest.mark.parametrize(
    ("alias", "sector", "kind", "country"),
    [
        ("Boko Haram", "REB", "armed-group", "NGA"),
        ("Sinaloa Cartel", "CRM", "armed-group", "MEX"),
        ("Rapid Support Forces", "PRM", "armed-group", "SDN"),
        ("al-Qaeda", "IMG", "armed-group", None),
        ("Knesset", "LEG", "state", "ISR"),
        ("Mossad", "SPY", "state", "ISR"),
        ("Israeli army", "MIL", "state", "ISR"),
        ("FBI", "COP", "state", "USA"),
        ("State Department", "GOV", "state", "USA"),
        ("NATO", "IGO", "organization", None),
        ("UNHCR", "UNO", "organization", None),
        ("European Commission", "EUR", "organization", None),
        ("Human Rights Watch", "NGO", "organization", None),
        ("Heritage Foundation", "SOC", "organization", "USA"),
        ("Likud", "PTY", "organization", "ISR"),
    ],
)
def test_what_is_known_of_an_actor(alias, sector, kind, country):
    actor = resources.find_actor(alias)
    assert actor is not None
    assert (actor.sector, actor.kind, actor.country) == (sector, kind, country)


@pytest.mark.parametrize(
    ("text", "expected", "proves"),
    [
        ("Reuters", "reuters", "a name"),
        ("AP", "associated-press", "an acronym"),
        ("the Associated Press", "associated-press", "an article"),
        ("The Associated Press", "associated-press", "an article as part of the name"),
        ("ap", None, "not an acronym"),
        ("ACAN-EFE", "acan-efe", "not EFE"),
        ("Fox News", "fox-news", "a broadcaster"),
        ("FOX NEWS", "fox-news", "in capitals"),
        ("the BBC", "bbc", "an article"),
        ("The Guardian", "the-guardian", "a newspaper"),
        ("Guardian", "the-guardian", "without its article"),
        ("guardian", None, "somebody who guards"),
        ("The Sun", "the-sun", "a newspaper"),
        ("the Sun", "the-sun", "within a sentence"),
        ("the sun", None, "the star"),
        ("Sun", None, "a name that needs its article"),
        ("New York Times", "the-new-york-times", "without its article"),
        ("the New York Times", "the-new-york-times", "with it"),
        ("the economist", None, "somebody who studies the economy"),
        ("the Economist", "the-economist", "a magazine"),
        ("business day", None, "a day of work"),
        ("Le Monde", "le-monde", "a foreign article"),
        ("El País", "el-pais", "an accent"),
        ("Radio Venceremos", "radio-venceremos", "the 1980s"),
        ("The Times", None, "of London or of New York"),
        ("Times of London", "the-times-london", "said which"),
        ("liberation", None, "no newspaper without its accent"),
        ("Time", None, "the noun that opens a sentence"),
        ("Time magazine", "time-magazine", "the magazine"),
        ("La Prensa", None, "three newspapers have this name"),
        ("The Crossroads Courier", None, "unknown"),
    ],
)
def test_find_outlet(text, expected, proves):
    assert _id(resources.find_outlet(text)) == expected, proves


def test_a_country_chooses_between_outlets_of_one_name():
    assert _id(resources.find_outlet("La Prensa", country="NIC")) == "la-prensa-nicaragua"


@pytest.mark.parametrize(
    ("host", "expected", "proves"),
    [
        ("reuters.com", "reuters", "a domain"),
        ("www.reuters.com", "reuters", "www."),
        ("WWW.Reuters.COM.", "reuters", "case, and the full stop of a full name"),
        ("news.bbc.co.uk", "bbc", "a subdomain"),
        ("edition.cnn.com:443", "cnn", "a port"),
        ("timesofindia.indiatimes.com", "the-times-of-india", "a subdomain that is an outlet"),
        ("economictimes.indiatimes.com", "the-economic-times", "beside another"),
        ("notreuters.com", None, "a name that only ends alike"),
        ("reuters.com.example.org", None, "a name that only begins alike"),
        ("com", None, "no domain"),
        ("", None, "nothing"),
    ],
)
def test_outlet_of_domain(host, expected, proves):
    assert _id(resources.outlet_of_domain(host)) == expected, proves


@pytest.mark.parametrize(
    ("noun", "sector", "kind", "plural", "title"),
    [
        ("soldier", "MIL", "person", False, True),
        ("troops", "MIL", "state", True, False),
        ("col.", "MIL", "person", False, True),
        ("col", "MIL", "person", False, True),
        ("air force col.", "MIL", "person", False, True),
        ("gunmen", "UAF", "armed-group", True, False),
        ("rebels", "REB", "armed-group", True, False),
        ("militia", "PRM", "armed-group", False, False),
        ("police", "COP", "state", None, False),
        ("president", "GOV", "person", False, True),
        ("spokesman", "UNK", "person", False, True),  # whose, the text must say
        ("lawmakers", "LEG", "state", True, True),
        ("judge", "JUD", "person", False, True),
        ("students", "EDU", "population", True, True),
        ("journalists", "JRN", "population", True, True),
        ("priests", "REL", "population", True, True),
        ("refugees", "REF", "population", True, False),
        ("opposition", "OPP", "organization", False, False),
        ("villagers", "CVL", "population", True, False),
        ("drug cartel", "CRM", "armed-group", False, False),
        ("businessman", "BUS", "person", False, True),
        ("former president", "ELI", "person", False, True),
    ],
)
def test_roles(noun, sector, kind, plural, title):
    role = resources.roles().get(noun)
    assert role is not None
    assert (role.sector, role.kind, role.plural, role.title) == (sector, kind, plural, title)


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("car bombs", "explosive"),
        ("suicide vest", "suicide"),
        ("ak-47", "firearm"),
        ("mortars", "heavy-weapon"),
        ("airstrikes", "aerial"),
        ("drone", "drone"),
        ("tear gas", "crowd-control"),
        ("sarin", "chemical"),
        ("machetes", "primitive"),
        ("molotov cocktails", "fire"),
    ],
)
def test_weapons(noun, kind):
    assert resources.weapons()[noun].kind == kind


def test_a_plural_names_its_weapon_in_the_singular():
    assert resources.weapons()["knives"].noun == "knife"


def test_phrases_give_every_name_without_its_mark():
    names = {alias for alias, _ in resources.phrases()}
    assert {"Turkey", "IS", "The Sun", "Shining Path", "Reuters"} <= names
    assert not [name for name in names if name.startswith(("=", "!")) or "(" in name]


def test_a_text_in_capitals_leaves_out_names_that_are_words():
    """THE SUSPECT IS A MAN WHO LIVED WITH US names nobody."""
    everything = {alias for alias, _ in resources.phrases()}
    safe = {alias for alias, _ in resources.phrases(all_capitals=True)}
    assert everything - safe >= {"IS", "US", "WHO", "The Sun"}
    assert {"ETA", "FMLN", "Turkey"} <= safe
