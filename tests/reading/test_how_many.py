"""Tables of sentences and the tolls that they state."""

import functools

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline.reading.how_many import TollFigure, find_tolls
from dateline.reading.numerals import read_number
from dateline.records import Toll
from dateline.settings import settings

# sentence, "kind low/best/high of whom [part|negated]; …", what the row proves
ROWS = [
    ("They took the theatre, where 130 were killed.", "killed 130/130/130", "passive, no noun"),
    ("The rebels left 331 people dead.", "killed 331/331/331", "left … dead"),
    ("Fighters seized a clinic, leaving 44 people dead.", "killed 44/44/44", "leaving … dead"),
    ("A blast killed at least 12 people on Monday.", "killed 12/12/-", "active"),
    ("Twelve people died when the roof fell.", "killed 12/12/12", "intransitive"),
    ("12 dead and 30 wounded in market blast", "killed 12/12/12; wounded 30/30/30", "headline"),
    (
        "The toll stood at 12 dead, 30 injured and four missing.",
        "killed 12/12/12; wounded 30/30/30; missing 4/4/4",
        "list of states",
    ),
    ("The death toll rose to 45 on Friday.", "killed 45/45/45", "toll"),
    ("The death toll climbed from 30 to 45.", "killed 45/45/45", "the last of from … to"),
    ("That brought the death toll to more than 60.", "killed 60/60/-", "toll with a hedge"),
    ("A death toll of 19 was given by the hospital.", "killed 19/19/19", "toll of"),
    ("The death toll has passed 300.", "killed 300/300/-", "passed is more than"),
    ("The number of people killed reached 77.", "killed 77/77/77", "the number of people killed"),
    ("The bombing claimed 14 lives.", "killed 14/14/14", "claimed lives"),
    ("The storm cost the lives of 14 fishermen.", "killed 14/14/14 fishermen", "lives of"),
    ("Police found the bodies of nine men in a ditch.", "killed 9/9/9 men", "bodies of"),
    ("Nine bodies were recovered from the river.", "killed 9/9/9", "bodies counted"),
    ("Sixteen miners lost their lives in the shaft.", "killed 16/16/16 miners", "lost their lives"),
    ("The mob beat two men to death.", "killed 2/2/2 men", "beat … to death"),
    ("A trader was stabbed to death near the station.", "killed 1/1/1 trader", "to death, passive"),
    ("Gunmen shot dead three policemen at a checkpoint.", "killed 3/3/3 policemen", "shot dead"),
    ("Three policemen were shot dead at a checkpoint.", "killed 3/3/3 policemen", "were shot dead"),
    ("The raiders shot two policemen dead.", "killed 2/2/2 policemen", "shot … dead"),
    ("The soldiers shot and killed a farmer.", "killed 1/1/1 farmer", "shot and killed"),
    (
        "The shelling wounded 40 villagers, injuring some badly.",
        "wounded 40/40/40 villagers",
        "some is no number",
    ),
    ("The grenade exploded, injuring scores.", "wounded 40/-/-", "scores"),
    ("Six people suffered burns in the fire.", "wounded 6/6/6", "suffered burns"),
    ("More than 30 passengers were taken hostage.", "abducted 30/30/- passengers", "taken hostage"),
    ("The group took 30 hostages at the mill.", "abducted 30/30/30", "took hostages"),
    (
        "The hijackers are holding 17 sailors captive.",
        "abducted 17/17/17 sailors",
        "holding … captive",
    ),
    ("Four engineers were kidnapped from a rig.", "abducted 4/4/4 engineers", "kidnapped"),
    (
        "Rebels abducted 60 schoolchildren at dawn.",
        "abducted 60/60/60 schoolchildren",
        "abducted, active",
    ),
    ("The abduction of two nuns caused outrage.", "abducted 2/2/2 nuns", "nominal"),
    ("Police arrested 40 protesters in the square.", "arrested 40/40/40 protesters", "active"),
    (
        "Some 200 demonstrators were detained overnight.",
        "arrested -/200/- demonstrators",
        "detained",
    ),
    ("Officers rounded up 25 students.", "arrested 25/25/25 students", "rounded up"),
    ("Eleven men were taken into custody.", "arrested 11/11/11 men", "into custody"),
    ("The arrest of three editors was condemned.", "arrested 3/3/3 editors", "nominal"),
    (
        "The fighting displaced 2,000 families.",
        "displaced 2000/2000/2000 families",
        "families are not people",
    ),
    ("More than 10,000 people have fled their homes.", "displaced 10000/10000/-", "fled homes"),
    ("Thousands fled the fighting.", "displaced 2000/-/-", "vague and fled"),
    (
        "The flood left 1.2 million people homeless.",
        "displaced 1200000/1200000/1200000",
        "left homeless, with a scale",
    ),
    ("Rescuers searched for 12 missing miners.", "missing 12/12/12 miners", "before the noun"),
    ("Seven crewmen are still missing.", "missing 7/7/7 crewmen", "are still missing"),
    ("Eight students disappeared after the march.", "missing 8/8/8 students", "disappeared"),
    ("Two drones struck the depot, killing five.", "killed 5/5/5", "participle, number alone"),
    (
        "Ambulances carried three wounded soldiers away.",
        "wounded 3/3/3 soldiers",
        "participle before the noun",
    ),
    ("The 30 wounded were flown to the coast.", "wounded 30/30/30", "the wounded"),
    ("Hospitals reported 14 deaths by noon.", "killed 14/14/14", "deaths counted"),
    (
        "The assassination of the governor set off riots.",
        "killed 1/1/1 governor",
        "nominal, one person",
    ),
    ("Between 5 and 7 guards were killed.", "killed 5/-/7 guards", "between"),
    ("Five to seven guards were killed.", "killed 5/-/7 guards", "to"),
    ("Five or six guards were killed.", "killed 5/-/6 guards", "or"),
    ("Up to 40 people were killed.", "killed -/-/40", "up to"),
    ("As many as 40 people were killed.", "killed -/-/40", "as many as"),
    ("More than 40 people were killed.", "killed 40/40/-", "more than"),
    ("Over 40 people were killed.", "killed 40/40/-", "over"),
    ("About 50 people were killed.", "killed -/50/-", "about"),
    ("Nearly 50 people were killed.", "killed -/50/50", "nearly"),
    ("No fewer than nine people were killed.", "killed 9/9/-", "no fewer than"),
    ("Fewer than ten people were killed.", "killed -/-/10", "fewer than"),
    ("Dozens of people were killed.", "killed 24/-/-", "dozens"),
    ("Several people were killed.", "killed 3/-/-", "several"),
    ("A couple of guards were hurt.", "wounded 2/-/- guards", "a couple"),
    ("A dozen people were killed.", "killed 12/12/12", "a dozen"),
    ("Two dozen people were killed.", "killed 24/24/24", "two dozen"),
    ("More than a dozen people were killed.", "killed 12/12/-", "more than a dozen"),
    ("Half a dozen men were arrested.", "arrested 6/6/6 men", "half a dozen"),
    ("Hundreds of thousands of people were displaced.", "displaced 200000/-/-", "vague, large"),
    ("Several dozen workers were injured.", "wounded 36/-/- workers", "several dozen"),
    ("Twenty-three people were killed.", "killed 23/23/23", "hyphenated"),
    ("A hundred and thirty people were killed.", "killed 130/130/130", "a hundred and thirty"),
    ("Two thousand three hundred people were killed.", "killed 2300/2300/2300", "in words"),
    ("The quake killed 1,200 people.", "killed 1200/1200/1200", "comma"),
    ("The quake killed 2,014 people.", "killed 2014/2014/2014", "no year, though like one"),
    ("Ten or more people were killed.", "killed 10/10/-", "or more"),
    ("Ten people or so were killed.", "killed -/10/-", "or so after the noun"),
    ("Both men were killed.", "killed 2/2/2 men", "both"),
    (
        "Tens of thousands of residents were evacuated.",
        "displaced 20000/-/- residents",
        "tens of thousands",
    ),
    ("All 12 people on board were killed.", "killed 12/12/12", "all"),
    ("Three others were hurt.", "wounded 3/3/3", "others are nobody in particular"),
    ("Another 30 people were hurt.", "wounded 30/30/30", "another"),
    ("Thirty more were hurt.", "wounded 30/30/30", "more"),
    ("A family of five was killed.", "killed 5/5/5 family", "a family of"),
    ("A group of 12 students was arrested.", "arrested 12/12/12 students", "a group of"),
    ("The pilot was killed.", "killed 1/1/1 pilot", "one person"),
    (
        "His wife and two children were killed.",
        "killed 3/3/3 His wife and two children",
        "a person without a number and two with one",
    ),
    ("The 23-year-old student was shot dead.", "killed 1/1/1 student", "an age is no count"),
    ("The 40-year-old was killed.", "killed 1/1/1", "an age that stands for the person"),
    (
        "The blast killed two guards and 12 miners.",
        "killed 2/2/2 guards; killed 12/12/12 miners",
        "two numbers are two figures",
    ),
    (
        "The bomber killed himself and 12 others.",
        "killed 13/13/13 himself and 12 others",
        "himself counts",
    ),
    ("A man who was killed last year had owned the mill.", "killed 1/1/1 man", "relative clause"),
    ("Judge Ana Ruiz was assassinated in her car.", "killed 1/1/1 Judge Ana Ruiz", "a name"),
    ("The commander, Omar Haddad, was killed.", "killed 1/1/1 commander", "one man named twice"),
    (
        "The shelling killed 40 civilians, including women and children.",
        "killed 40/40/40 civilians, including women and children",
        "whom, with an uncounted part",
    ),
    (
        "Twelve members of one family were killed.",
        "killed 12/12/12 members of one family",
        "members of",
    ),
    ("Two of the attackers were killed.", "killed 2/2/2 attackers", "of the"),
    (
        "Three Lebanese soldiers were wounded.",
        "wounded 3/3/3 Lebanese soldiers",
        "nation before the noun",
    ),
    (
        "Troops killed 15 Palestinians near the fence.",
        "killed 15/15/15 Palestinians",
        "people of a nation",
    ),
    (
        "130 were killed, among them 40 of the attackers.",
        "killed 130/130/130; killed 40/40/40 attackers [part]",
        "among them",
    ),
    (
        "Twelve people, including three children, were killed.",
        "killed 12/12/12; killed 3/3/3 children [part]",
        "including, in the middle",
    ),
    (
        "The raid killed 20 people, three of them children.",
        "killed 20/20/20; killed 3/3/3 children [part]",
        "of them",
    ),
    (
        "The raid killed 20 people, of whom five were soldiers.",
        "killed 20/20/20; killed 5/5/5 [part]",
        "of whom",
    ),
    (
        "Thirty people were wounded, two of whom later died.",
        "wounded 30/30/30; killed 2/2/2",
        "a part with an effect of its own",
    ),
    (
        "The dead included two nurses and a guard.",
        "killed 3/3/3 two nurses and a guard [part]",
        "the dead included",
    ),
    ("Among the wounded were five children.", "wounded 5/5/5 children [part]", "among the wounded"),
    (
        "The attack killed 12 people and wounded 30.",
        "killed 12/12/12; wounded 30/30/30",
        "two verbs",
    ),
    (
        "Twelve people were killed and 30 injured.",
        "killed 12/12/12; wounded 30/30/30",
        "the auxiliary is said once",
    ),
    (
        "A bomb killed two people and three were hurt.",
        "killed 2/2/2; wounded 3/3/3",
        "a list is broken by a verb",
    ),
    (
        "The mortars killed or wounded 40 people.",
        "killed -/-/40; wounded -/-/40",
        "either-or: at most so many of each",
    ),
    (
        "Three engineers were kidnapped and killed.",
        "abducted 3/3/3 engineers; killed 3/3/3 engineers",
        "one subject, two effects",
    ),
    ("Nobody was hurt.", "wounded 0/0/0 [negated]", "nobody"),
    ("No one was killed.", "killed 0/0/0 [negated]", "no one"),
    ("None of the 40 passengers was hurt.", "wounded 0/0/0 passengers [negated]", "none of"),
    ("No civilians were killed.", "killed 0/0/0 civilians [negated]", "no civilians"),
    (
        "No casualties were reported.",
        "killed 0/0/- [negated]; wounded 0/0/- [negated]",
        "none reported leaves the upper bound open",
    ),
    ("There were no immediate reports of injuries.", "wounded 0/0/- [negated]", "no reports of"),
    ("There were no further casualties.", "", "further ones says there were some"),
    ("The senate killed a bill on water rights.", "", "killed a bill"),
    ("Lenders killed the deal after three days.", "", "killed the deal"),
    ("The race ended in a dead heat between two riders.", "", "dead heat"),
    ("He was killed in 2003.", "killed 1/1/1", "a year is no count"),
    ("Twelve were killed in the 14 attacks.", "killed 12/12/12", "attacks are not victims"),
    ("Three bombs wounded five.", "wounded 5/5/5", "bombs are not victims"),
    ("The blast killed 12 sheep and a cow.", "", "animals"),
    ("The fire destroyed 40 homes.", "", "homes"),
    ("The gunman, aged 34, was arrested.", "arrested 1/1/1 gunman", "an age"),
    ("The blast killed 5 percent of the herd.", "", "a share"),
    ("The raid cost $12 million.", "", "money"),
    ("Two men were killed 40 kilometres from the border.", "killed 2/2/2 men", "a distance"),
    ("Firefighters saved 14 lives.", "", "saved lives"),
    ("The army freed 12 hostages.", "", "freed hostages"),
    ("The army did not kill 12 villagers, it said.", "", "did not kill"),
    ("They threatened to kill 12 hostages.", "", "only threatened"),
    ("The bomb could have killed 50 people.", "", "could have"),
    ("A second strike would kill 100 people, he warned.", "", "would"),
    ("Two gunmen fled on a motorcycle.", "", "fleeing is not being displaced"),
    ("Two gunmen killed a trader.", "killed 1/1/1 trader", "who does it is not counted"),
    (
        "The man who shot two officers was killed.",
        "killed 1/1/1 man",
        "not the nearest, the subject",
    ),
    (
        "Twelve people were injured, five of them seriously.",
        "wounded 12/12/12; wounded 5/5/5 [part]",
        "of them, with no noun",
    ),
    ("The minister said 18 people had been killed by 6 p.m.", "killed 18/18/18", "an hour"),
    ("The prime minister buried the third victim.", "", "an ordinal"),
    (
        "The twins finished third and died on the last hill of the 12-km race.",
        "",
        "a distance beside died",
    ),
    (
        "Thirty-eight people, most of them women, were killed when a bomb exploded.",
        "killed 38/38/38",
        "most of them is no number",
    ),
    (
        "The militia executed 14 prisoners and threw their bodies into a well.",
        "killed 14/14/14 prisoners",
        "written before it was first read",
    ),
    (
        "Officials have confirmed 62 deaths and more than 400 injuries.",
        "killed 62/62/62; wounded 400/400/-",
        "written before it was first read",
    ),
    (
        "Soldiers, who had been ordered to hold their fire, shot dead at least six demonstrators.",
        "killed 6/6/- demonstrators",
        "shot dead, far from its subject",
    ),
    (
        "The bus plunged into a ravine, killing 23 of the 41 people on board.",
        "killed 23/23/23",
        "of the 41",
    ),
    ("Half of the 200 guests were injured.", "", "a share of a number"),
    (
        "One police officer and two assailants were killed in the gun battle.",
        "killed 1/1/1 police officer; killed 2/2/2 assailants",
        "written before it was first read",
    ),
    (
        "A bomber killed 15 worshippers two weeks after a similar attack killed 30.",
        "killed 15/15/15 worshippers; killed 30/30/30",
        "two attacks in one sentence",
    ),
    ("The judge said the three brothers would be executed in 2025.", "", "not yet executed"),
    (
        "Clashes killed four fighters on the rebel side and one soldier.",
        "killed 4/4/4 fighters",
        "written before it was first read",
    ),
    (
        "More than 1 million refugees have fled the fighting since 2012.",
        "displaced 1000000/1000000/- refugees",
        "written before it was first read",
    ),
    (
        "In the second attack, a grenade wounded three shoppers, one of whom lost a leg.",
        "wounded 3/3/3 shoppers",
        "written before it was first read",
    ),
    ("Not a single passenger was hurt.", "wounded 0/0/0 passenger [negated]", "not a single"),
    (
        "Ten years ago 16 students were killed there.",
        "killed 16/16/16 students",
        "years before a number",
    ),
    (
        "Police arrested Omar Haddad and two accomplices at the airport.",
        "arrested 3/3/3 Omar Haddad and two accomplices",
        "a name in a list",
    ),
    (
        "The 2014 attack killed 9 people and the 2016 attack 11.",
        "killed 9/9/9",
        "years as adjectives",
    ),
    ("A 7.1-magnitude quake killed hundreds of people.", "killed 200/-/-", "a magnitude"),
    (
        "Doctors Without Borders said 120 wounded had reached its clinic.",
        "wounded 120/120/120",
        "wounded as a noun",
    ),
    (
        "The toll of 12 dead is expected to rise.",
        "killed 12/12/12",
        "written before it was first read",
    ),
    (
        "Eight people were arrested, two for looting and six for arson.",
        "arrested 8/8/8",
        "a verb left out is not guessed",
    ),
    ("The government fell after 100 days.", "", "written before it was first read"),
    ("The hostages, 12 women and a child, were unharmed.", "", "written before it was first read"),
    ("Gunfire killed at least one person, police said.", "killed 1/1/-", "at least one"),
    (
        "The army lost 12 men and killed 80 guerrillas.",
        "killed 80/80/80 guerrillas",
        "lost is not said to be killed",
    ),
    ("Three people were treated for smoke inhalation.", "", "written before it was first read"),
    ("The court sentenced four men to death.", "", "a sentence is no execution"),
    ("Her two sons, 8 and 11, were killed by a shell.", "killed 2/2/2 sons", "ages after a noun"),
    (
        "It was the third time in 12 months that miners died in the pit.",
        "",
        "written before it was first read",
    ),
    (
        "Omar Haddad, 45, was killed by a sniper.",
        "killed 1/1/1 Omar Haddad",
        "an age between commas",
    ),
    ("He was one of 26 people killed that day.", "killed 26/26/26", "one of those counted"),
    (
        "The gunmen killed five guards, Judge Ana Ruiz said.",
        "killed 5/5/5 guards",
        "the speaker is no victim",
    ),
    (
        "More than 40 people were killed or wounded.",
        "",
        "either-or without an upper bound says nothing of either",
    ),
    ("Nobody was killed or wounded.", "killed 0/0/0 [negated]; wounded 0/0/0 [negated]", "neither"),
    (
        "They abducted 22 passengers; 14 of them have since been freed.",
        "abducted 22/22/22 passengers",
        "a part told of for another reason",
    ),
    (
        "They killed a man and carried off four herders, two of whom escaped.",
        "killed 1/1/1 man",
        "a part of a group without an effect",
    ),
    ("The last time that anyone was killed there was in 2016.", "", "anyone is not nobody"),
    ("The dead man's son accused the police.", "", "the son is alive"),
    ("We have 17 bodies, a nurse said.", "killed 17/17/17", "bodies that are there"),
    (
        "The raid killed 20 people, including five soldiers and three children.",
        "killed 20/20/20; killed 5/5/5 soldiers [part]; killed 3/3/3 children [part]",
        "two parts in a list",
    ),
    ("He said he had been a hostage of his own fame.", "", "a figure of speech"),
    (
        "They killed 69 farmers, including men, women and children.",
        "killed 69/69/69 farmers, including men, women and children",
        "a list without numbers",
    ),
]

# Written before the first line of the code; 38 of these 40 were right when it first ran.
WRITTEN_FIRST = [
    (
        "A ferry capsized off the cape on Sunday, drowning 17 passengers.",
        "killed 17/17/17 passengers",
    ),
    ("Rescuers pulled the bodies of four miners from the shaft.", "killed 4/4/4 miners"),
    (
        "The clashes left nine rebels and two soldiers dead.",
        "killed 9/9/9 rebels; killed 2/2/2 soldiers",
    ),
    ("Five people were reported missing after the dam burst.", "missing 5/5/5"),
    (
        "Riot police detained more than 150 demonstrators near the bridge.",
        "arrested 150/150/- demonstrators",
    ),
    (
        "Two mortar rounds hit the market, killing a vegetable seller.",
        "killed 1/1/1 vegetable seller",
    ),
    (
        "Up to 70 villagers may have been killed in the raid, elders said.",
        "killed -/-/70 villagers",
    ),
    ("About 20 schoolgirls were abducted from their dormitory.", "abducted -/20/- schoolgirls"),
    ("The earthquake displaced 45,000 people.", "displaced 45000/45000/45000"),
    ("No one was injured in the fire.", "wounded 0/0/0 [negated]"),
    (
        "The strike killed the commander and three of his bodyguards.",
        "killed 4/4/4 the commander and three of his bodyguards",
    ),
    (
        "Thirty-one workers were wounded, six of them critically.",
        "wounded 31/31/31 workers; wounded 6/6/6 [part]",
    ),
    ("The minister killed the proposal in committee.", ""),
    ("Hospital officials said the death toll had risen to 88.", "killed 88/88/88"),
    ("Gunmen seized 14 passengers from a bus.", "abducted 14/14/14 passengers"),
    (
        "Seven people were killed and dozens hurt when a grenade exploded.",
        "killed 7/7/7; wounded 24/-/-",
    ),
    ("The army said it had killed between 30 and 40 insurgents.", "killed 30/-/40 insurgents"),
    ("The 61-year-old mayor was assassinated outside his home.", "killed 1/1/1 mayor"),
    ("Twelve people died, among them two nurses.", "killed 12/12/12; killed 2/2/2 nurses [part]"),
    ("Some 300 families fled their homes.", "displaced -/300/- families"),
    ("Nearly 60 people were hurt in the stampede.", "wounded -/60/60"),
    ("He was kidnapped in 1998 and released after 40 days.", "abducted 1/1/1"),
    ("The blaze claimed 19 lives.", "killed 19/19/19"),
    ("Police made 23 arrests on Saturday night.", "arrested 23/23/23"),
    ("Hundreds were arrested in the capital.", "arrested 200/-/-"),
    ("The crash killed all 112 people aboard.", "killed 112/112/112"),
    ("Three days of fighting left 1,500 families homeless.", "displaced 1500/1500/1500 families"),
    (
        "A roadside bomb wounded two Lebanese soldiers and a child on Friday.",
        "wounded 3/3/3 two Lebanese soldiers and a child",
    ),
    ("Rebels took 11 aid workers hostage.", "abducted 11/11/11 aid workers"),
    ("There were no casualties.", "killed 0/0/0 [negated]; wounded 0/0/0 [negated]"),
    ("The two suspects, aged 19 and 24, were arrested on Monday.", "arrested 2/2/2 suspects"),
    ("Six killed, 15 injured in highway ambush", "killed 6/6/6; wounded 15/15/15"),
    ("The team killed time in the hotel while 40,000 fans waited.", ""),
    ("Officials put the number of dead at 210.", "killed 210/210/210"),
    ("Shelling killed a family of six in the eastern suburb.", "killed 6/6/6 family"),
    ("At least eight police officers and as many civilians died.", "killed 8/8/- police officers"),
    ("The attack, which killed 52 people in 2005, was the city's worst.", "killed 52/52/52"),
    ("A dozen sailors remain unaccounted for.", "missing 12/12/12 sailors"),
    (
        "Soldiers opened fire, killing one student and injuring several others.",
        "killed 1/1/1 student; wounded 3/-/-",
    ),
    ("The massacre of 27 farmers shocked the valley.", "killed 27/27/27 farmers"),
]

# words, (bounds, how many words belong to the number)
NUMBERS = [
    ("12 people", ((12, 12, 12), 1)),
    ("1,200 people", ((1200, 1200, 1200), 1)),
    ("1.2 million people", ((1200000, 1200000, 1200000), 2)),
    ("1.2 people", None),
    ("twenty - three people", ((23, 23, 23), 3)),
    ("a hundred and thirty people", ((130, 130, 130), 4)),
    ("three hundred thousand people", ((300000, 300000, 300000), 3)),
    ("two and three", ((2, 2, 2), 1)),
    ("at least two dozen people", ((24, 24, None), 4)),
    ("between 5 and 7 people", ((5, None, 7), 4)),
    ("7 to 5 people", ((7, 7, 7), 1)),
    ("12-15 people", ((12, None, 15), 1)),
    ("just under 50 people", ((None, 50, 50), 3)),
    ("ten or more people", ((10, 10, None), 3)),
    ("a few hundred people", ((200, None, None), 3)),
    ("one another", None),
    ("a person", None),
    ("third", None),
]


@functools.cache
def _model() -> Language:
    return spacy.load(settings().spacy_model)


def _figures(doc: Doc) -> list[TollFigure]:
    return [figure for sentence in doc.sents for figure in find_tolls(sentence)]


def _written(figure: TollFigure) -> str:
    bounds = (figure.low, figure.best, figure.high)
    words = [figure.kind, "/".join("-" if bound is None else str(bound) for bound in bounds)]
    words += [figure.of] if figure.of else []
    words += ["[part]"] if figure.part_of_previous else []
    words += ["[negated]"] if figure.negated else []
    return " ".join(words)


@pytest.mark.parametrize(("text", "expected", "proves"), ROWS)
def test_find_tolls(text: str, expected: str, proves: str) -> None:
    assert "; ".join(map(_written, _figures(_model()(text)))) == expected, proves


@pytest.mark.parametrize(("text", "expected"), WRITTEN_FIRST)
def test_find_tolls_in_sentences_written_first(text: str, expected: str) -> None:
    assert "; ".join(map(_written, _figures(_model()(text)))) == expected


@pytest.mark.parametrize("text", [row[0] for row in ROWS])
def test_every_figure_makes_a_legal_toll(text: str) -> None:
    doc = _model()(text)
    for figure in _figures(doc):
        toll = Toll(
            kind=figure.kind,
            low=figure.low,
            best=figure.best,
            high=figure.high,
            of=figure.of,
            evidence=(figure.span,),
        )
        assert figure.span.covers(figure.number_span or figure.span)
        assert toll.of is None or toll.of in text


@pytest.mark.parametrize(("words", "expected"), NUMBERS)
def test_read_number(words: str, expected: object) -> None:
    assert read_number(words.split(), 0) == expected


def test_spans_quote_figure_number_and_effect() -> None:
    text = "Police said the raid on the mill left at least 12 guards dead and nobody free."
    (figure,) = _figures(_model()(text))
    assert text[slice(*figure.span)] == "at least 12 guards dead"
    assert figure.number_span is not None
    assert text[slice(*figure.number_span)] == "at least 12"
    assert figure.cue.text == "dead"


def test_spans_count_from_the_start_of_the_article() -> None:
    doc = _model()("Two men were killed.")
    doc.user_data["dateline_start"] = 1000
    (figure,) = _figures(doc)
    assert figure.span == (1000, 1019)


def test_a_person_without_a_number_has_no_number_span() -> None:
    (figure,) = _figures(_model()("A nurse was killed."))
    assert figure.number_span is None
    assert figure.best == 1
