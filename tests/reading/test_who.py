"""A table of texts, each with marked words and the entity that they refer to."""

import pytest

from tests.reading.casting import read_cast

# text with the «mention», the name of its entity (None: nobody can tell), what the row proves
ROWS = [
    # names of people
    ("Ola Berg spoke first. Later «Berg» left the hall.", "Ola Berg", "surname repeat"),
    ("«Berg» left. Ola Berg had spoken first.", "Ola Berg", "surname before the full name"),
    ("Mr Ola Berg spoke. «Mr Berg» left.", "Ola Berg", "courtesy title, repeat"),
    ("Ana Ruiz and Max Hale met. «Ruiz» spoke.", "Ana Ruiz", "two people, first surname"),
    ("Ana Ruiz and Max Hale met. «Hale» spoke.", "Max Hale", "two people, second surname"),
    ("Both «Ruiz» and Hale agreed. Ana Ruiz and Max Hale met.", "Ana Ruiz", "after Both"),
    (
        "Ana Ruiz, 34, and her husband Luis Ruiz, 40, were shot. «Luis Ruiz» died.",
        "Luis Ruiz",
        "two people of one surname stay two",
    ),
    (
        "Ana Ruiz and Luis Ruiz were shot. «Ruiz» died on Sunday.",
        "Ruiz",
        "a surname that two people share names neither",
    ),
    (
        "Ana Ruiz and Luis Ruiz were shot. «Ms Ruiz» died on Sunday.",
        "Ana Ruiz",
        "Ms and a given name tell the two apart",
    ),
    (
        "Rin Ruiz and Sol Ruiz were shot. «Ms Ruiz» died on Sunday.",
        "Ruiz",
        "given names that no list knows do not",
    ),
    (
        "His wife, Ana Ruiz, came. «Mr. Ruiz» spoke. Later Ruiz left.",
        "Ruiz",
        "Mr is not the one named in full, a woman",
    ),
    (
        "His wife, Ana Ruiz, came. Mr. Ruiz spoke. Later «President Ruiz» left.",
        "Ruiz",
        "nor is the same surname elsewhere in a text that says Mr",
    ),
    (
        "Karl Hale spoke of guns. “It is late,” said Ana Ruiz, an aide. Later «he» left.",
        "Karl Hale",
        "he is not the only one near, a woman",
    ),
    ("Jennifer Hale came to the hall. «He» was late.", None, "nobody there is a man"),
    (
        "Nino Beridze, 40, came to the hall. «She» was late.",
        "Nino Beridze",
        "a man's name and a woman's",
    ),
    ("Gen. Pavel Orlov Marin resigned. «Marin» is 60.", "Pavel Orlov Marin", "three names"),
    ("President Ana Ruiz spoke. «President Ruiz» left.", "Ana Ruiz", "title and surname"),
    ("Sgt. Ole Vik was hurt. Doctors treated «Vik».", "Ole Vik", "short surname"),
    ("Jordan Lee, a farmer, spoke. «Lee» left.", "Jordan Lee", "first name is a country"),
    ("Ana London spoke. «London» then left the room.", "Ana London", "surname is a city"),
    (
        "RICARDO MONTE PALMIRA, MAYOR OF TUNJA, WAS SHOT. «PALMIRA» DIED IN HOSPITAL.",
        "Ricardo Monte Palmira",
        "upper-case wire, surname of a town",
    ),
    # bodies and groups
    ("«ISIS» killed six. The Islamic State said nothing.", "Islamic State", "alias, known"),
    ("The Islamic State said that «ISIS» would stay.", "Islamic State", "the other way round"),
    (
        "The Sava Defence Force (SDF) fired. The «SDF» then left.",
        "Sava Defence Force",
        "acronym in brackets",
    ),
    (
        "THE LUND POPULAR FRONT [LPF] BLEW UP A BRIDGE. THE «LPF» CLAIMED THE ATTACK.",
        "Lund Popular Front",
        "acronym in square brackets, upper case",
    ),
    (
        "The Lund Institute of Peace published a study. The «Lund Institute» is in Oslo.",
        "Lund Institute of Peace",
        "a body's short name",
    ),
    ("The Northern Covenant struck. «The Covenant» has 300 men.", "Northern Covenant", "last word"),
    # states, places, populations
    ("«Norway» closed its border.", "Norway", "a state that acts"),
    ("«Russians» voted on Sunday.", "Russians", "demonym noun"),
    ("A bomb went off in «Oslo».", "Oslo", "a place"),
    # descriptions
    ("«Residents» fled the village.", "Residents", "a description of its own"),
    ("«A senior official» said so. Ana Ruiz did not.", "A senior official", "not forced on a name"),
    (
        "Interior Minister Ana Ruiz came to Lund. «The minister» looked tired.",
        "Ana Ruiz",
        "definite description, one fits",
    ),
    (
        "Interior Minister Ana Ruiz met Foreign Minister Max Hale. «The minister» looked tired.",
        "The minister",
        "two fit: neither",
    ),
    ("The rebels attacked. «The rebels» then fled.", "The rebels", "the same words again"),
    (
        "The Taliban attacked at dawn. «The group» said nothing.",
        "Taliban",
        "the group is the group named",
    ),
    (
        "Army spokesman Ole Vik denied it. «The spokesman» gave no number.",
        "Ole Vik",
        "the spokesman",
    ),
    ("«The minister» looked tired. Ana Ruiz smiled.", "The minister", "nobody is a minister"),
    # pronouns
    ("Ana Ruiz came to Lund. «She» gave a speech.", "Ana Ruiz", "she"),
    ("Ana Ruiz said «she» would resign.", "Ana Ruiz", "the speaker of a report"),
    ("The army denied that «it» had fired.", "The army", "it, the one who denies"),
    ("Max Hale met Ole Vik. «They» ate in silence.", None, "they: two people, no group"),
    ("The Taliban met the police. «It» rained.", None, "it is the weather"),
    ("130 people came. «130» left.", None, "a number is nobody"),
    ("The two gangs fought «each other».", None, "each other names nobody"),
    ("«There» were shots.", None, "there is nobody"),
    # more names of people
    ("Ola Berg, a farmer, spoke. «Mr. Berg» left.", "Ola Berg", "Mr. with a stop"),
    ("«Dr Ana Ruiz» spoke. Ruiz left.", "Ana Ruiz", "Dr is no part of the name"),
    ("Luis Vidal Jr. spoke. «Vidal» left.", "Luis Vidal Jr.", "a junior's surname"),
    ("Ana B. Ruiz spoke. «Ana Ruiz» left.", "Ana B. Ruiz", "middle initial left out"),
    ("Ana Cruz Vidal spoke. «Cruz» left.", "Ana Cruz Vidal", "first of two surnames"),
    ("Ana Cruz Vidal spoke. «Cruz Vidal» left.", "Ana Cruz Vidal", "both surnames"),
    ("José Pérez spoke. «Perez» left.", "José Pérez", "accents"),
    ("Bashir al-Amin spoke. «Amin» left.", "Bashir al-Amin", "al- left out"),
    ("Jan van der Meer spoke. «Van der Meer» left.", "Jan van der Meer", "particles"),
    ("Ana Ruiz spoke. «Ruiz's» lawyer did not.", "Ana Ruiz", "a possessive"),
    (
        "«Tamar Ilves» was detained. Her brother Juri Ilves fled.",
        "Tamar Ilves",
        "siblings stay two",
    ),
    (
        "Tamar Ilves was detained. Her brother «Juri Ilves» fled.",
        "Juri Ilves",
        "siblings stay two, the other",
    ),
    (
        "Tamar Ilves was detained. «The Ilves family» left.",
        "The Ilves family",
        "a family is not one of its members",
    ),
    (
        "Jon Ilves and Tamar Aro spoke. «The Ilves brothers» left.",
        "The Ilves brothers",
        "brothers are not one of them",
    ),
    (
        "Tamar Ilves spoke about the harvest for an hour. «Ilves» said it was poor. Juri Ilves"
        " was not there.",
        "Tamar Ilves",
        "a shared surname goes to the one just named",
    ),
    ("Sen. Ana Ruiz spoke. «The senator» left.", "Ana Ruiz", "a title written out"),
    ("Col. Max Hale spoke. «The colonel» left.", "Max Hale", "a rank written out"),
    ("Former mayor Ana Ruiz spoke. «The mayor» left.", "The mayor", "a former mayor is not the"),
    ("Former mayor Ana Ruiz spoke. «The former mayor» left.", "Ana Ruiz", "the former mayor"),
    (
        "Norwegian Foreign Minister Kari Lund met Swedish Foreign Minister Max Hale. «The"
        " Norwegian minister» left.",
        "Kari Lund",
        "the country tells two ministers apart",
    ),
    (
        "Norwegian Foreign Minister Kari Lund spoke. «The Swedish minister» left.",
        "The Swedish minister",
        "another country's minister",
    ),
    ("Army spokesman Ole Vik spoke. «The army spokesman» left.", "Ole Vik", "title in full"),
    (
        "Army spokesman Ole Vik spoke. «The police spokesman» left.",
        "The police spokesman",
        "another body's spokesman",
    ),
    ("Army spokesman Ole Vik spoke. «A spokesman» left.", "A spokesman", "indefinite"),
    ("Army spokesman Ole Vik spoke. «Spokesmen» left.", "Spokesmen", "plural"),
    (
        "CARLOS PENA RIVAS, A JUDGE, WAS SHOT. «PENA RIVAS» DIED.",
        "Carlos Pena Rivas",
        "upper case, two surnames",
    ),
    (
        "PRESIDENT [CARLOS] RIVAS SPOKE TODAY. «RIVAS» THEN LEFT THE COUNTRY.",
        "Carlos Rivas",
        "upper case, a name completed in brackets",
    ),
    (
        "COL. CARLOS PENA SAID THE TROOPS WERE READY. «PENA» LEFT.",
        "Carlos Pena",
        "upper case, a stop that ends no sentence",
    ),
    ("Vann R. Oakes II spoke. «Oakes» left.", "Vann R. Oakes II", "a number behind the name"),
    ("Kira Moss, 19, died. «Moss» was a nurse.", "Kira Moss", "an age tells a person"),
    ("Police shot Kira Moss. «Moss» died.", "Kira Moss", "shot: an object that is a person"),
    ("Kira Moss, who was ill, left. «Moss» wept.", "Kira Moss", "who tells a person"),
    ("The driver was «Kira Moss».", "Kira Moss", "what a driver is"),
    ("Chief executive, «Petra Lind», resigned.", "Petra Lind", "title and comma"),
    # more bodies and groups
    ("«Hamas» fired rockets.", "Hamas", "a known group that spaCy may call anything"),
    ("The «United Nations» spoke. The U.N. left.", "United Nations", "known body"),
    ("The United Nations spoke. The «U.N.» left.", "United Nations", "known body, short"),
    ("«The BBC» reported it.", "BBC", "an outlet with its article"),
    ("«The Harbour Gazette» reported it.", "Harbour Gazette", "an unknown outlet"),
    ("«Radio Misti» reported it.", "Radio Misti", "a station"),
    (
        "Medics of the Lund Relief Fund left. «The Fund» is poor.",
        "Lund Relief Fund",
        "the last word of a name",
    ),
    ("The Foreign Ministry spoke. «The ministry» is new.", "Foreign Ministry", "noun of a name"),
    (
        "The Foreign Ministry and the Defence Ministry spoke. «The ministry» is new.",
        "The ministry",
        "two ministries: neither",
    ),
    (
        "The rebel group Red Column struck. «The group» is small.",
        "Red Column",
        "a group named as one",
    ),
    (
        "Hamas and Fatah signed. «The group» is small.",
        "The group",
        "two groups in one sentence: neither",
    ),
    (
        "Hamas struck in May. Nobody died then. Fatah struck on Monday. «The group» is small.",
        "Fatah",
        "two groups in the text, one in the last sentence",
    ),
    ("The Pentagon spoke. «The group» is small.", "The group", "an army is no group"),
    ("A new rebel group struck. «The group» is small.", "A new rebel group", "described before"),
    ("The Daily Ledger broke the story. «The newspaper» is old.", "Daily Ledger", "an outlet"),
    (
        "The Banner of the Dunes fled. «The Banner» has 300 men.",
        "Banner of the Dunes",
        "a name with of",
    ),
    ("«The Students' Federation» marched.", "Students' Federation", "an owner in a name"),
    (
        "The Front for Coastal Peace spoke. «The Front» is small.",
        "Front for Coastal Peace",
        "the first word of a name",
    ),
    (
        "THE NATIONAL TRADE UNION [NTU] STRUCK. THE «NTU» IS LARGE.",
        "National Trade Union",
        "a union in upper case",
    ),
    # states, seats of government, populations
    ("«The Kremlin» denied it.", "Kremlin", "a seat of government"),
    ("«Moscow» denied it.", "Russia", "a capital that acts is its government"),
    ("Shots were heard in «Moscow».", "Moscow", "a capital where things happen is a place"),
    ("«The United States» and the U.S. army left.", "United States", "a state by its long name"),
    ("«The U.S.» denied it.", "United States", "a state by its short name"),
    ("«Two Russians» were shot.", "Two Russians", "two of them are not the Russians"),
    ("«A Russian» was shot.", "A Russian", "one of them"),
    ("«Russian troops» left.", "Russian troops", "troops of a state are not the state"),
    ("«Taliban fighters» left.", "Taliban fighters", "fighters of a group are not the group"),
    # more descriptions
    ("«Police» came. Police left.", "Police", "police are one body"),
    ("«The army» came. It left.", "The army", "an army that nobody names"),
    ("«A man» came. The man left.", "A man", "a man"),
    ("A man came. «The man» left.", "A man", "the man is the man of before"),
    ("A man came. A woman came. «The man» left.", "A man", "the man, not the woman"),
    ("«Gunmen» struck at dawn. Gunmen struck again at dusk.", "Gunmen", "gunmen"),
    (
        "«Militants linked to Lund» fled.",
        "Militants linked to Lund",
        "what a group is linked to belongs to its phrase",
    ),
    (
        "«Soldiers killed in the attack» were buried.",
        "Soldiers",
        "what befell people does not",
    ),
    ("«Thousands of students» marched.", "Thousands of students", "counted people"),
    ("«The report» said so.", None, "a report is nobody"),
    ("«The talks» failed.", None, "talks are nobody"),
    ("«No group» claimed it.", None, "no group is nobody"),
    # more pronouns
    ("Ana Ruiz met Max Hale. «She» smiled.", "Ana Ruiz", "the subject of the sentence before"),
    (
        "Mr Max Hale met reporters. «She» smiled.",
        None,
        "a man is not she",
    ),
    ("Spokeswoman Ana Ruiz met Max Hale. «He» smiled.", "Max Hale", "a woman is not he"),
    ("Ana Ruiz said Max Hale hit «her».", "Ana Ruiz", "not the subject of her own clause"),
    ("Ana Ruiz said «they» would leave.", None, "one person is not they"),
    ("The rebels fled. «They» burned the mill.", "The rebels", "they, a plural"),
    ("Hamas and Fatah met. «They» ate.", None, "two bodies, no name for both"),
    ("The talks failed. «They» were long.", None, "they are not people"),
    ("Hamas fled. «It» left no trace.", "Hamas", "it, a group"),
    ("The minister was ill. «It» was clear that he would go.", None, "an empty it"),
    ("Ana Ruiz and Tamar Aro met. «She» smiled.", None, "two women: neither"),
    (
        "“He may be extradited,” the lawyer warned. The answers «he» gave were poor.",
        None,
        "the lawyer spoke of another",
    ),
    ("“«He» may go home,” the lawyer said.", None, "who is quoted calls himself I"),
    (
        "President Ana Ruiz met Omar Zia. «The French president» left early.",
        "The French president",
        "of which country either is nobody says",
    ),
    (
        "French President Ana Ruiz met Omar Zia. «The French president» left early.",
        "Ana Ruiz",
        "her country is said",
    ),
    ("Hezbollah struck. The «Hezbollah group» denied it.", "Hezbollah", "a name before its kind"),
    ("Hezbollah struck. A «Hezbollah group» denied it.", "A Hezbollah group", "one of its groups"),
]

# text with «words» that are no entity of their own, what the row proves
NO_NAMES = [
    ("Ana Ruiz and Max Hale met. «Both Ruiz» and Hale agreed.", "Both is no first name"),
    ("«Interior» Minister Ana Ruiz spoke.", "a minister's field"),
    ("Police fired on «Monday».", "a day"),
    ("«Muslim» rebels attacked the mill.", "no religion is inferred"),
    ("«The Guardian's Ana Ruiz» was there.", "a possessive is not part of a name"),
    ("«Kurdish» farmers protested.", "no ethnic group"),
    ("About «1,200» people came.", "a number"),
    ("It cost 300 «Lempiras».", "money"),
    ("«Riot» police fired.", "an adjective that begins a sentence"),
    ("«Beyond Hale» nobody came, said Max Hale.", "a preposition is no first name"),
    ("«President» Ana Ruiz spoke.", "a title"),
    ("«President Ana Ruiz» spoke.", "a title is no part of the name"),
    ("The attack came in «March».", "a month"),
    ("«Islam» is a religion.", "a religion"),
    ("They met in «the North».", "a point of the compass"),
    ("THE «MATERIEL» WAS SEIZED IN LIMA BY THE POLICE.", "an unlisted word in upper case"),
    ("THE «REPORTER» SPOKE TO THE POLICE IN LIMA.", "a calling in upper case"),
    ("«Time» is short.", "an outlet's name that begins a sentence as a word"),
]


@pytest.mark.parametrize(("text", "name", "proves"), ROWS, ids=[row[0][:70] for row in ROWS])
def test_mention_refers_to(text: str, name: str | None, proves: str) -> None:
    found = read_cast(text).entity()
    assert (found.name if found else None) == name, proves


@pytest.mark.parametrize(("text", "proves"), NO_NAMES, ids=[row[0][:70] for row in NO_NAMES])
def test_words_name_nobody(text: str, proves: str) -> None:
    casting = read_cast(text)
    assert casting.marked not in [m for e in casting.cast.entities() for m in e.mentions], proves
