"""Who did it, to whom, with what: parties that stand further from the word of the event."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline.reading.frames import subjects_of
from dateline.records import Report
from tests.reading.casting import read_cast

PUBLISHED = "2015-07-15"  # a Wednesday


PARTIES = [
    # who did it, however disguised
    ("Gunmen dressed as policemen killed two guards.", "killed", ["Gunmen > two guards"]),
    ("Men disguised as soldiers attacked the bank on Monday.", "attacked", ["Men > the bank"]),
    ("Men wearing uniforms shot a judge.", "shot", ["Men wearing uniforms > a judge"]),
    # who is said to be something first
    (
        "In 2012, again the party's nominee, she was arrested in Lima.",
        "arrested",
        [" > she"],
    ),
    # who only calls it something
    (
        "The minister has called the police shootings of farmers and the unrest that followed a"
        " disgrace.",
        "shootings",
        ["police > farmers"],
    ),
    # who answers for it
    (
        "He announced the arrest of 45 soldiers and 2 officers for killing six priests.",
        "killing",
        ["45 soldiers, 2 officers > six priests"],
    ),
    (
        "President Rossi welcomed the arrest of 45 soldiers for killing six priests.",
        "killing",
        ["45 soldiers > six priests"],
    ),
    (
        "Ali Hassan pleaded guilty to killing two guards in Kano.",
        "killing",
        ["Ali Hassan > two guards"],
    ),
    (
        "A court in Kano found Ali Hassan guilty of murdering two guards.",
        "murdering",
        ["Ali Hassan > two guards"],
    ),
    (
        "The massacre committed by the army in Varda shocked the bishop.",
        "massacre",
        ["the army in Varda > "],
    ),
    (
        "Members of the 8th front of the self-styled Red Army of Colombia attacked the post.",
        "attacked",
        ["Members of the 8th front > the post"],
    ),
    (
        "Gunmen shot a guard. The Red Front also claimed credit for the bombing of a bank in Kano.",
        "bombing",
        ["The Red Front > a bank in Kano"],
    ),
    (
        "The soldiers laid siege to the town hall on Monday.",
        "siege",
        ["The soldiers > the town hall"],
    ),
    (
        "The man who kidnapped the child, Michael Webb, was sentenced to life in prison.",
        "kidnapped",
        ["The man > the child"],
    ),
    (
        "Accusing France of meddling, Chad's president said that the vote was fair.",
        "Accusing",
        ["Chad's president > France"],
    ),
    # those of whom some are counted, or all are named
    (
        "Judge Mary Otieno and two of her bodyguards were assassinated by ten gunmen.",
        "assassinated",
        ["ten gunmen > Judge Mary Otieno, two of her bodyguards"],
    ),
    (
        "The army reported that two of its members were wounded in an ambush.",
        "wounded",
        [" > two of its members"],
    ),
    (
        "The two Italians, Marco Rossi of Milan and Luca Bianchi of Rome, were taken hostage.",
        "taken hostage",
        [" > Marco Rossi, Luca Bianchi of Rome"],
    ),
    (
        "Two of her bodyguards, Pedro Ruiz and Alfonso Lima, were killed by gunmen.",
        "killed",
        ["gunmen > Pedro Ruiz, Alfonso Lima"],
    ),
    # told twice, counted once
    (
        "The rector was killed on Monday. The victim, married to a major, was shot to death.",
        "shot",
        [" > The rector"],
    ),
    (
        "At least 18 casualties resulted from several rebel attacks on the palace in Lagos.",
        "attacks",
        ["rebel > the palace in Lagos"],
    ),
    (
        "The rebels used rocket launchers and explosives to ambush a convoy.",
        "ambush",
        ["The rebels > a convoy"],
    ),
    ("The air force bombing of the port began at noon.", "bombing", ["air force > the port"]),
    (
        "The leadership of the Coordinating Committee has met with the president.",
        "met",
        ["The leadership of the Coordinating Committee, the president > "],
    ),
    (
        "A Shining Path bombing killed two guards in Lima.",
        "bombing",
        ["Shining Path > two guards"],
    ),
    (
        "Gunmen attacked a bus. Video shows the driver's mother shot in the leg.",
        "attacked",
        ["Gunmen > the driver's mother, a bus"],
    ),
    (
        "A judge was shot in Kano on Monday. The victim was killed by two gunmen.",
        "shot",
        ["two gunmen > A judge"],
    ),
    (
        "He denounced the massacre of nine miners by the Red Front, which a week ago launched the"
        " largest offensive in ten years.",
        "massacre",
        ["the Red Front > nine miners"],
    ),
    (
        "He denounced the massacre of nine miners by the Red Front, which a week ago launched the"
        " largest offensive in ten years.",
        "offensive",
        ["the Red Front > "],
    ),
    # what was attacked
    (
        "On Monday two bombs were thrown at an embassy vehicle.",
        "bombs were thrown",
        [" > an embassy vehicle"],
    ),
    ("Seven bank branches were attacked in Lagos.", "attacked", [" > Seven bank branches"]),
    (
        "Rebels attacked the port on Monday. An airliner blew up in the air.",
        "blew up",
        [" > An airliner"],
    ),
]


# Who must not be taken for the doer, though an act is told beside them.
NOT_THE_DOER = [
    ("Rebels held the priest Pedro Solis for two days before killing him.", "Solis"),
    ("Rebels punished the villagers by burning their homes.", "villagers"),
    (
        "Commenting on a sniper killing five officers, Ana Ruiz said that she was sad.",
        "Ruiz",
    ),
    ("Soldiers jailed the mayor Pedro Solis without killing anyone.", "Solis"),
    ("Soldiers arrested the activist Maria Lopez after killing her husband.", "Lopez"),
    ("Nine people died in a bombing. The Red Front denied claiming the bombing.", "Front"),
    ("The Red Front has not claimed responsibility for the bombing, police said.", "Front"),
    ("If the Red Front claims responsibility for the attack, the talks will end.", "Front"),
    ("The general bears no responsibility for the killing of nine miners.", "general"),
    ("Police never arrested Pedro Solis for killing nine people.", "Solis"),
    ("Pedro Solis was not convicted of killing his neighbour.", "Solis"),
    ("The minister Ana Ruiz accepted responsibility for the shooting of two students.", "Ruiz"),
    ("Nine people were killed in Kano on Monday. Did the army order the killing?", "army"),
]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"), PARTIES, ids=[row[0][:50] for row in PARTIES]
)
def test_parties(read: Callable[..., Report], text: str, trigger: str, expected: list[str]) -> None:
    report = read(text, published=PUBLISHED)
    quote = report.article.quote
    claims = [c for c in report.claims if trigger in [quote(word) for word in c.trigger]]
    actors = [", ".join(quote(p.span) for p in c.actors) for c in claims]
    others = [", ".join(quote(p.span) for p in (*c.recipients, *c.targets)) for c in claims]
    assert [" > ".join(sides) for sides in zip(actors, others, strict=True)] == expected


@pytest.mark.parametrize(("text", "who"), NOT_THE_DOER, ids=[row[0][:50] for row in NOT_THE_DOER])
def test_who_did_not_do_it(read: Callable[..., Report], text: str, who: str) -> None:
    report = read(text, published=PUBLISHED)
    told = [c for c in report.claims if c.type == "ASSAULT" and c.status == "happened"]
    assert not [p for c in told for p in c.actors if who in report.article.quote(p.span)]


def test_embassies_are_not_where_they_are_from(read: Callable[..., Report]) -> None:
    report = read("Militants on Monday bombed the embassies of Chile and Peru.")
    assert [claim.where for claim in report.claims] == [None]


def test_one_of_two_is_no_toll(read: Callable[..., Report]) -> None:
    """Of "Oqueli, a deputy, and Ana Ruiz were killed" the first is no name that can be counted."""
    report = read(
        "Oqueli, leader of the Reds, and Hilda Flores, a deputy, were killed by unidentified men."
    )
    (claim,) = report.claims
    assert claim.toll == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The car bomb attack destroyed the bank on Monday.", ["car bomb"]),
        ("A dynamite bombing in Lima killed two guards.", ["dynamite"]),
        ("The rebels used explosives to ambush a convoy.", ["explosives"]),
        ("The army base attack killed two soldiers.", []),
    ],
)
def test_instruments(read: Callable[..., Report], text: str, expected: list[str]) -> None:
    report = read(text, published=PUBLISHED)
    (claim,) = report.claims
    assert [report.article.quote(one.span) for one in claim.instruments] == expected


@pytest.mark.parametrize(("verb", "subjects"), [("kill", []), ("accuse", ["Ruiz"])])
def test_who_tells_of_an_act_has_not_done_it(verb: str, subjects: list[str]) -> None:
    """As the parser has it of "… a sniper killing five, Ruiz said", and of "accusing Chad, …"."""
    told = Doc(
        Vocab(),
        words=[f"{verb}ing", "five", ",", "Ruiz", "said"],
        lemmas=[verb, "five", ",", "Ruiz", "say"],
        pos=["VERB", "NUM", "PUNCT", "PROPN", "VERB"],
        tags=["VBG", "CD", ",", "NNP", "VBD"],
        deps=["advcl", "dobj", "punct", "nsubj", "ROOT"],
        heads=[4, 0, 4, 4, 4],
    )
    assert [token.text for token in subjects_of(told[0])] == subjects


def test_the_sentence_s_other_word_told_it(read: Callable[..., Report]) -> None:
    report = read(
        "Today President Rossi rejected a rebel proposal to negotiate a cease-fire with the army"
        " under UN supervision; however, he did express his intention to seek a political solution"
        " to the armed conflict. Rebels shot nine men."
    )
    triggers = [report.article.quote(c.trigger[0]) for c in report.claims if c.type == "REJECT"]
    assert triggers == ["rejected"]


def test_a_name_before_an_act_is_an_actor(read: Callable[..., Report]) -> None:
    report = read("A Taliban ambush of a patrol in Kunduz killed nine soldiers on Monday.")
    (claim,) = report.claims
    (actor,) = claim.actors
    assert actor.entity is not None
    assert report.entity(actor.entity).name == "Taliban"


def test_two_who_are_named_are_not_the_first_of_them() -> None:
    casting = read_cast("The two Italians, Marco Rossi and Luca Bianchi, were taken hostage.")
    (head,) = [t for s in casting.prose.sentences() for t in s if t.text == "Italians"]
    entity = casting.cast.refer(head)
    assert entity is None or casting.cast.name_of(entity) != "Marco Rossi"
