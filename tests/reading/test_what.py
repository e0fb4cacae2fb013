"""Claims: a text, and what it tells in one line a claim.

`TYPE mode: actors > recipients, targets; toll; when; where; status certainty (by whom)`, parts that
are empty left out.
"""

from collections.abc import Callable

import pytest

from dateline.records import Report
from tests.reading.telling import told

PUBLISHED = "2015-07-15"  # a Wednesday


EVENTS = [
    # who acts for a state, and what is said of a thing and not of anybody
    (
        "The US suspended military aid to Peru on Monday.",
        ["SANCTION discontinue: The US; 2015-07-13; happened stated"],
    ),
    (
        "Myanmar's government rejected any cooperation with the court.",
        ["REJECT: Myanmar's government; happened stated"],
    ),
    (
        "Peru's Ambassador rejected a military solution.",
        ["REJECT: Peru's Ambassador; happened stated"],
    ),
    (
        "The Crown Prince held talks with the Algerian prime minister on Monday.",
        ["CONSULT: The Crown Prince, the Algerian prime minister; 2015-07-13; happened stated"],
    ),
    (
        "The king held a meeting on Tuesday with the former president.",
        ["CONSULT: The king, the former president; 2015-07-14; happened stated"],
    ),
    (
        "President Ana Ruiz's office condemned the decision.",
        ["ACCUSE: President Ana Ruiz's office; happened stated"],
    ),
    (
        "Peru's foreign ministry accused Chile of spying.",
        ["ACCUSE allege: Peru's foreign ministry > Chile; happened stated"],
    ),
    (
        "Parliament passed a resolution criticizing President Ana Ruiz.",
        ["ACCUSE disapprove: Parliament > President Ana Ruiz; happened stated"],
    ),
    (
        "A suicide bomber killed 15 army trainees in Kano.",
        ["ASSAULT: A suicide bomber > 15 army trainees; killed 15; Kano 1; happened stated"],
    ),
    (
        "The army launched an attack on the town, after an exchange of fire between two gangs.",
        ["ASSAULT: The army > the town; happened stated"],
    ),
    (
        "The people evacuated from Haiti by the army were treated in Lima.",
        ["AID: the army > The people; happened stated"],
    ),
    (
        "The Government of Peru has agreed to set up a fund.",
        ["AGREE: The Government of Peru; happened stated"],
    ),
    (
        "The rebels denied any contact, and the army killed two men as late as 2011.",
        [
            "REJECT: The rebels; happened stated",
            "ASSAULT: the army > two men; killed 2; 2011; happened stated",
        ],
    ),
    # who, whom, when, where
    (
        "Gunmen killed 12 villagers near Kano on Monday.",
        ["ASSAULT: Gunmen > 12 villagers; killed 12; 2015-07-13; Kano 2; happened stated"],
    ),
    (
        "Twelve villagers were killed by gunmen near Kano on Monday.",
        ["ASSAULT: gunmen > Twelve villagers; killed 12; 2015-07-13; Kano 2; happened stated"],
    ),
    (
        "Rebels attacked a police station in Basra on Tuesday, killing three officers.",
        [
            "ASSAULT: Rebels > three officers, a police station; killed 3; 2015-07-14;"
            " Basra 1; happened stated"
        ],
    ),
    (
        "Rebels attacked the interests of a mining company.",
        ["ASSAULT: Rebels; happened stated"],
    ),
    (
        "Militants took 30 passengers hostage in 2009.",
        ["ASSAULT abduct: Militants > 30 passengers; abducted 30; 2009; happened stated"],
    ),
    (
        "The mayor was abducted by armed men in Bogota on Sunday.",
        [
            "ASSAULT abduct: armed men > The mayor; abducted 1; 2015-07-12; Bogota 1;"
            " happened stated"
        ],
    ),
    (
        "A bomb exploded in a market in Lahore on Monday, killing nine people and wounding 40.",
        [
            "ASSAULT explosives:  > nine people, a market in Lahore; killed 9, wounded 40;"
            " 2015-07-13; Lahore 1; happened stated"
        ],
    ),
    (
        "A bomb attack occurred in Kano on Monday.",
        ["ASSAULT explosives: ; 2015-07-13; Kano 1; happened stated"],
    ),
    (
        "Rebels said they carried out the murder of a judge, which occurred in Basra on Monday.",
        ["ASSAULT: they > a judge; killed 1; 2015-07-13; Basra 1; happened attributed (Rebels)"],
    ),
    # what is avenged came before, and others did it
    (
        "Rebels attacked a post to avenge the murder of their leader Juan Rossi.",
        [
            "ASSAULT: Rebels > a post; happened stated",
            "ASSAULT:  > their leader Juan Rossi; killed 1; happened stated",
        ],
    ),
    (
        "Members of a rebel group have carried out attacks in the south.",
        ["ASSAULT: Members of a rebel group; happened stated"],
    ),
    # spaCy's rules have "stag" and "rap" of these
    (
        "Rebels staged attacks on police posts in Kano on Monday.",
        ["ASSAULT: Rebels > police posts in Kano; 2015-07-13; Kano 1; happened stated"],
    ),
    (
        "Women were raped by soldiers on Monday.",
        ["ASSAULT sexual: soldiers > Women; 2015-07-13; happened stated"],
    ),
    # of whom and how far from where
    (
        "The two engineers, Roberto Rossi of Milan and Mario Accorso of Rome, were kidnapped.",
        ["ASSAULT abduct:  > Roberto Rossi, Mario Accorso of Rome; abducted 2; happened stated"],
    ),
    # one happening told further
    (
        "Fighting erupted in Kano on Monday when rebels attacked a police post.",
        ["ASSAULT: rebels > a police post; 2015-07-13; Kano 1; happened stated"],
    ),
    (
        "A group of nine U.S. soldiers was attacked on Monday. The nine soldiers were in Basra and"
        " were wounded when a bomb exploded.",
        [
            "ASSAULT explosives:  > A group of nine U.S. soldiers; wounded 9; 2015-07-13;"
            " happened stated"
        ],
    ),
    (
        "A bomb went off in Lahore on Monday. The bomb, planted by rebels, destroyed a bus.",
        [
            "ASSAULT explosives destroy: rebels > a bus; 2015-07-13; Lahore 1; happened stated",
        ],
    ),
    (
        "A bomb went off in Lahore on Monday. Another bomb, planted by rebels, destroyed a bus in"
        " Kano.",
        [
            "ASSAULT explosives: ; 2015-07-13; Lahore 1; happened stated",
            "ASSAULT destroy: rebels > a bus; Kano 1; happened stated",
        ],
    ),
    (
        "Gunmen shot two guards in Kano on Monday. The three guards were attacked by a mob.",
        [
            "ASSAULT firearms: Gunmen > two guards; 2015-07-13; Kano 1; happened stated",
            "ASSAULT: a mob > The three guards; happened stated",
        ],
    ),
    # two-sided violence has actors and no recipient
    (
        "Soldiers clashed with rebels near Goma on Monday.",
        ["ASSAULT: Soldiers, rebels; 2015-07-13; Goma 2; happened stated"],
    ),
    (
        "Clashes between police and protesters in Lima on Monday left two people dead.",
        ["ASSAULT: police, protesters; killed 2; 2015-07-13; Lima 1; happened stated"],
    ),
    # protest, arrest, agreement, other types
    (
        "Thousands of students marched in Nairobi on Monday to protest against the government.",
        [
            "PROTEST demo: Thousands of students > the government; 2015-07-13; Nairobi 1;"
            " happened stated"
        ],
    ),
    (
        "Police arrested 14 demonstrators in Minsk on Monday.",
        [
            "COERCE arrest: Police > 14 demonstrators; arrested 14; 2015-07-13; Minsk 1;"
            " happened stated"
        ],
    ),
    (
        "Sudan and South Sudan signed a peace agreement in Addis Ababa in 2012.",
        ["SUPPORT: Sudan, South Sudan; 2012; Addis Ababa 1; happened stated"],
    ),
    # PLOVER's support as well when no entry says so, or it is still to be signed
    (
        "Chad and Niger signed a charter on water in Lima on Monday.",
        ["SUPPORT: Chad, Niger; 2015-07-13; Lima 1; happened stated"],
    ),
    (
        "Chad and Niger reached a ceasefire on Monday.",
        ["RETREAT ceasefire: Chad, Niger; 2015-07-13; happened stated"],
    ),
    (
        "Presidents Omar Haddad and Ana Ruiz will sign a peace agreement on Friday.",
        ["SUPPORT: Presidents Omar Haddad and Ana Ruiz; 2015-07-17; planned stated"],
    ),
    (
        "The governor imposed a curfew in Aden on Monday.",
        ["COERCE curfew: The governor; 2015-07-13; Aden 1; happened stated"],
    ),
    # one happening, told in several sentences
    (
        "Gunmen attacked a bus near Quetta on Monday. Six people were killed, police said. "
        "The attack was the third this month.",
        ["ASSAULT: Gunmen > Six people, a bus; killed 6; 2015-07-13; Quetta 2; happened stated"],
    ),
    # … and two that are not one
    (
        "A bomb killed four people in Mosul on Monday."
        " On Tuesday a bomb killed two people in Kirkuk.",
        [
            "ASSAULT explosives:  > four people; killed 4; 2015-07-13; Mosul 1; happened stated",
            "ASSAULT explosives:  > two people; killed 2; 2015-07-14; Kirkuk 1; happened stated",
        ],
    ),
    # background of years ago keeps its own time
    (
        "Gunmen shot a judge in Cali on Monday. In 1989, guerrillas kidnapped his brother there.",
        [
            "ASSAULT firearms: Gunmen > a judge; 2015-07-13; Cali 1; happened stated",
            "ASSAULT abduct: guerrillas > his brother; abducted 1; 1989; happened stated",
        ],
    ),
    (
        "Rebels seized a theatre in Moscow in 2002. Two years later, gunmen stormed a school,"
        " killing 300 children.",
        [
            "COERCE seize: Rebels > a theatre in Moscow; 2002; Moscow 1; happened stated",
            "ASSAULT: gunmen > 300 children, a school; killed 300; 2004; happened stated",
        ],
    ),
    # a place or time that belongs to something else
    (
        "The 2013 Lyon bombing prompted Berlin to watch the situation in northern Mali.",
        ["ASSAULT explosives: ; 2013; Lyon 1; happened stated"],
    ),
    # one happening told in two ways
    (
        "Gunmen machinegunned a bus on the coast road on Monday, injuring five passengers.",
        [
            "ASSAULT firearms: Gunmen > five passengers, a bus; wounded 5; 2015-07-13;"
            " happened stated"
        ],
    ),
    (
        "Police condemned the murder of six priests, who were shot on 5 March by men in uniform.",
        [
            "ACCUSE disapprove: Police; happened stated",
            "ASSAULT firearms: men in uniform > six priests; killed 6; 2015-03-05; happened stated",
        ],
    ),
    (
        "The attack, which took place on 9 March, killed two policemen.",
        ["ASSAULT:  > two policemen; killed 2; 2015-03-09; happened stated"],
    ),
    (
        "A bomb planted by the rebels went off at the station on Monday.",
        ["ASSAULT explosives: the rebels > the station; 2015-07-13; happened stated"],
    ),
    (
        "Nine soldiers were attacked on Monday. They were wounded when a homemade bomb exploded.",
        ["ASSAULT explosives:  > Nine soldiers; 2015-07-13; happened stated"],
    ),
    (
        "Gunmen shot at a bus on Monday. The bus was attacked near Kano, killing the driver.",
        [
            "ASSAULT: Gunmen > the driver, a bus, The bus; killed 1; 2015-07-13; Kano 2;"
            " happened stated"
        ],
    ),
    (
        "Rebels attacked a convoy on Monday. On Tuesday they attacked the convoy again, killing"
        " two drivers.",
        [
            "ASSAULT: Rebels > a convoy; 2015-07-13; happened stated",
            "ASSAULT: they > two drivers, the convoy; killed 2; 2015-07-14; happened stated",
        ],
    ),
    (
        "Eleven people, including the judge Pedro Solis, were killed when a bomb exploded in"
        " Kabul.",
        [
            "ASSAULT explosives:  > Eleven people, the judge Pedro Solis; killed 11, killed 1;"
            " Kabul 1; happened stated"
        ],
    ),
    # who did it, by a word before the noun, or between two
    (
        "A policeman was killed in a rebel attack in Kano on Monday.",
        ["ASSAULT: rebel > A policeman; killed 1; 2015-07-13; Kano 1; happened stated"],
    ),
    (
        "Eight children were wounded in two clashes between guerrilla forces and soldiers.",
        [
            "ASSAULT: guerrilla forces, soldiers > Eight children; wounded 8; happened stated",
        ],
    ),
    (
        "The video contradicts a claim that Duda had rejected the ceasefire.",
        ["REJECT: Duda; happened denied"],
    ),
    (
        "The ruling was overturned by a lower court, and the Supreme Court refused to lift the"
        " ban.",
        ["REJECT: the Supreme Court; happened stated"],
    ),
    # what is to come, and what was brought about
    (
        "The presidents of Chad and Niger are to meet in Kano.",
        ["CONSULT: The presidents of Chad and Niger; Kano 1; planned stated"],
    ),
    (
        "The threats prompted NATO to order the deployment of four battalions.",
        ["MOBILIZE troops: NATO; happened stated"],
    ),
    # two happenings in one sentence, or in two
    (
        "Several police posts have been hit by rebel attacks and a bomb went off in Kano"
        " on 27 June.",
        [
            "ASSAULT: rebel > Several police posts; happened stated",
            "ASSAULT explosives: ; 2015-06-27; Kano 1; happened stated",
        ],
    ),
    (
        "The general's murder in Kano shocked many. The attack came a month after the"
        " murder of the judge Pedro Solis.",
        [
            "ASSAULT:  > The general; Kano 1; happened stated",
            "ASSAULT:  > the judge Pedro Solis; killed 1; happened stated",
        ],
    ),
    (
        "A pilot was killed by gunmen. Shortly after the murder of 22 peasants, flights were seen.",
        [
            "ASSAULT: gunmen > A pilot; killed 1; happened stated",
            "ASSAULT:  > 22 peasants; killed 22; happened stated",
        ],
    ),
    (
        "He tried to detonate a bomb, claiming he sought to retaliate for the drone strike on the"
        " village.",
        [
            "ASSAULT explosives: He; attempted stated",
            "ASSAULT drone:  > the village; happened attributed",
        ],
    ),
    (
        "The general Omar Zia was murdered in Kano. The attack on the officer came a month after"
        " the murder of the governor Pedro Solis.",
        [
            "ASSAULT:  > The general Omar Zia, the officer; killed 1; Kano 1; happened stated",
            "ASSAULT:  > the governor Pedro Solis; killed 1; happened stated",
        ],
    ),
    # … and one that is told with its toll
    (
        "The guerrilla offensive has resulted in 27 dead and 55 wounded.",
        ["ASSAULT: guerrilla; killed 27, wounded 55; happened stated"],
    ),
    # who stands before the noun, behind "with", in the clause after "demanded", beside "after"
    (
        "Nine soldiers died in a Taliban ambush of a patrol on 28 June.",
        ["ASSAULT: Taliban > a patrol; killed 9; 2015-06-28; happened stated"],
    ),
    (
        "The president held a meeting with the leaders of the two parties.",
        ["CONSULT: The president, the leaders of the two parties; happened stated"],
    ),
    (
        "Other rebel groups demanded that travellers surrender their money.",
        [
            "REQUEST change: Other rebel groups > travellers; happened stated",
        ],
    ),
    (
        "A detachment of the guard arrived, arrested several students, and broke up the rally.",
        [
            "COERCE arrest: A detachment of the guard > several students; arrested 3;"
            " happened stated"
        ],
    ),
    (
        "Timothy King and Kevin Weeks were teachers. King and Weeks were abducted by gunmen in"
        " 2014.",
        ["ASSAULT abduct: gunmen > King, Weeks; 2014; happened stated"],
    ),
    (
        "Vietnam has accused Beijing of entering its waters.",
        ["ACCUSE allege: Vietnam > Beijing; happened stated"],
    ),
    (
        "Ana Perez, senator and candidate, was killed in an attack on Monday.",
        ["ASSAULT:  > Ana Perez; 2015-07-13; happened stated"],
    ),
    (
        "After consulting with General Omar Zia, the president left.",
        ["CONSULT: General Omar Zia, the president; happened stated"],
    ),
    (
        "The rebels retaliated for U.S. drone strikes in Pakistan on Monday.",
        ["ASSAULT drone: U.S.; Pakistan 6; happened stated"],
    ),
    ("FBI Accused Of Covering Up Kano Hacking.", ["ACCUSE:  > FBI; happened stated"]),
    (
        "The soldiers have been defending the villagers for days.",
        ["SUPPORT: The soldiers > the villagers; happened stated"],
    ),
    # a passive that lacks its helper, or stands for moving somebody
    (
        "Solis is one of at least 70 people shot and killed by police so far this year.",
        ["ASSAULT firearms: police > at least 70 people; killed 70; 2015; happened stated"],
    ),
    (
        "Police and infantry members were deployed to the areas where the front blocked traffic.",
        ["MOBILIZE: Police, infantry members; happened stated"],
    ),
    (
        "The mayor criticized police officer Betty Perez for shooting and killing Pedro Solis.",
        [
            "ACCUSE disapprove: The mayor > police officer Betty Perez; happened stated",
            "ASSAULT firearms: police officer Betty Perez > Pedro Solis; killed 1;"
            " happened alleged (The mayor)",
        ],
    ),
    (
        "Jose Solis, former president of the Supreme Court of Justice, resigned today.",
        ["RETREAT: Jose Solis; 2015-07-15; happened stated"],
    ),
    (
        "A policeman was killed and another policeman wounded during the attack in Kano.",
        [
            "ASSAULT:  > A policeman, another policeman; killed 1, wounded 1; Kano 1;"
            " happened stated"
        ],
    ),
    # … and whom a light verb's noun is aimed at
    (
        "The U.N. imposed harsh sanctions against North Korea in 2013.",
        ["COERCE restrict: The U.N. > North Korea; 2013; happened stated"],
    ),
    (
        "In 1997 the UK returned the territory to China.",
        ["RETREAT: the UK > China; 1997; happened stated"],
    ),
    (
        "The situation is tense because of the strike of drivers in Ecuador.",
        ["PROTEST strike: drivers in Ecuador; Ecuador 6; happened stated"],
    ),
    (
        "He heard the explosions during the attack on the president's home on Monday.",
        ["ASSAULT explosives:  > the president's home; 2015-07-13; happened stated"],
    ),
    (
        "Gunmen were behind the kidnapping of several businessmen in Kano. A notebook had plans"
        " for killing Oscar Romero.",
        [
            "ASSAULT abduct: Gunmen > several businessmen; abducted 3; Kano 1; happened stated",
            "ASSAULT:  > Oscar Romero; planned stated",
        ],
    ),
    # what is said is no one to whom it is said
    (
        "The army denied that guerrillas attacked the farm.",
        [
            "REJECT: The army; happened stated",
            "ASSAULT: guerrillas > the farm; happened denied (The army)",
        ],
    ),
    # what is refused, offered or demanded, by whatever words
    (
        "Chad said on Monday that Mali must end its raids.",
        ["REQUEST: Chad > Mali; 2015-07-13; happened stated"],
    ),
    (
        "Norway is willing to withdraw its ships from the gulf.",
        ["AGREE: Norway; happened stated"],
    ),
    (
        "The Chadian government is committed to opening its markets.",
        ["AGREE: The Chadian government; happened stated"],
    ),
    (
        "The Chadian government will not release the prisoners, the minister said.",
        ["REJECT: The Chadian government; happened attributed (the minister)"],
    ),
    (
        "Chad said it would not lift the ban on imports from Mali.",
        ["REJECT: it; happened attributed (Chad)"],
    ),
    (
        "The rebels will not meet the minister until the prisoners have been freed.",
        ["REJECT: The rebels > the minister; happened stated"],
    ),
    ("North Korea has violated a ban on missile tests.", ["REJECT: North Korea; happened stated"]),
    (
        "The Chadian government set a ten-day deadline for the rebels to surrender.",
        ["THREATEN: The Chadian government > the rebels; happened stated"],
    ),
    (
        "Some European countries have called for sanctions against Mali.",
        ["ACCUSE disapprove: Some European countries; happened stated"],
    ),
    # one who agrees to do it tells of it alone
    ("Chad agreed to open its borders to refugees.", ["AGREE: Chad; happened stated"]),
    (
        "The Red Front has agreed to disarm and release its prisoners.",
        ["AGREE: The Red Front; happened stated"],
    ),
    ("Britain and Norway have agreed a trade deal.", ["SUPPORT: Britain, Norway; happened stated"]),
    # what is announced for later is planned, and so is what is ordered
    (
        "Portugal said it would give Mali two million euros.",
        ["AID: it; planned attributed (Portugal)"],
    ),
    (
        "A court in Chad ordered the release of two journalists on Monday.",
        ["RETREAT release: A court in Chad > two journalists; 2015-07-13; Chad 6; planned stated"],
    ),
    (
        "American officials returned two statues to Mali on Monday.",
        ["RETREAT: American officials > Mali; 2015-07-13; happened stated"],
    ),
    (
        "The detained vessels were released by the Iranian navy on Monday.",
        ["RETREAT: the Iranian navy; 2015-07-13; happened stated"],
    ),
    (
        "Kenya is sending 200 troops to the peacekeeping force in Somalia.",
        ["AID: Kenya; Somalia 6; ongoing stated"],
    ),
    (
        "Chad has strengthened its forces on the border with Mali.",
        ["MOBILIZE troops: Chad; happened stated"],
    ),
    (
        "President Ana Ruiz declared a state of siege in Kano on Monday.",
        ["COERCE martial-law: President Ana Ruiz; 2015-07-13; Kano 1; happened stated"],
    ),
    (
        "President Ivan Petrov arrived in Amman on a visit on Monday.",
        ["CONSULT visit: President Ivan Petrov; 2015-07-13; Amman 1; happened stated"],
    ),
    (
        "After mass protests against his rule, the president resigned on Monday.",
        [
            "PROTEST demo: ; happened stated",
            "RETREAT resign: the president; 2015-07-13; happened stated",
        ],
    ),
    (
        "Two hostages who had been held by the Taliban in Afghanistan since 2012 were released"
        " Monday in a prisoner swap.",
        ["RETREAT:  > Two hostages; 2015-07-13; happened stated"],
    ),
    (
        "The crowd did not leave until police arrested two men.",
        ["COERCE arrest: police > two men; arrested 2; happened stated"],
    ),
    (
        "The president announced the release of 40 hostages by the rebels.",
        ["RETREAT release: the rebels > 40 hostages; happened stated"],
    ),
    (
        "Israel deployed tanks near a base of UN peacekeepers.",
        ["MOBILIZE weapons: Israel; happened stated"],
    ),
    (
        "The president called for an end to sanctions against Cuba.",
        ["REQUEST: The president; happened stated"],
    ),
    (
        "The prime minister will call the new president to congratulate him on Monday.",
        [
            "SUPPORT: The prime minister > the new president; 2015-07-20; planned attributed"
            " (The prime minister)"
        ],
    ),
    (
        "No one but the army attacked the village.",
        ["ASSAULT: the army > the village; happened stated"],
    ),
    # who is responsible for it did it, and who is not did not
    (
        "The Red Front has been responsible for the killings of nine farmers.",
        ["ASSAULT: The Red Front > nine farmers; killed 9; happened stated"],
    ),
    (
        "The Red Front was not responsible for the killings of nine farmers.",
        ["ASSAULT:  > nine farmers; killed 9; happened stated"],
    ),
    (
        "Rebels stepped up attacks on villages in Kano on Monday.",
        ["ASSAULT: Rebels > villages in Kano; Kano 1; happened stated"],
    ),
    # what is demanded is to come, and was not done
    (
        "Today we demand that the rebels end all hostilities.",
        [
            "REQUEST: we > the rebels; 2015-07-15; happened stated",
        ],
    ),
    (
        "The governor's attack on the press was condemned by editors.",
        ["ACCUSE: The governor > the press; happened alleged (editors)"],
    ),
    (
        "Lawmakers attacked the budget on Monday.",
        ["ACCUSE: Lawmakers; 2015-07-13; happened stated"],
    ),
    (
        "A majority of senators support deploying ground forces.",
        [
            "MOBILIZE troops: A majority of senators;"
            " hypothetical alleged (A majority of senators)",
        ],
    ),
    # who answers for it, as others or they themselves have it
    (
        "A bomb killed nine people in Kabul on Monday. No group has claimed responsibility for the"
        " bombing.",
        [
            "ASSAULT explosives:  > nine people in Kabul; killed 9; 2015-07-13; Kabul 1;"
            " happened stated"
        ],
    ),
    (
        "The Taliban claimed responsibility for killing two judges in Kabul last week.",
        [
            "ASSAULT: The Taliban > two judges; killed 2; 2015-07-06; Kabul 1;"
            " happened attributed (Taliban)"
        ],
    ),
    (
        "Police arrested two men on Monday for killing a judge in Kano.",
        [
            "COERCE arrest: Police > two men; arrested 2; 2015-07-13; happened stated",
            "ASSAULT: two men > a judge; killed 1; Kano 1; happened alleged",
        ],
    ),
    (
        "The court convicted Ivan Duda of murdering his wife in 2010.",
        [
            "SANCTION convict: The court > Ivan Duda; happened stated",
            "ASSAULT: Ivan Duda > his wife; killed 1; 2010; happened alleged",
        ],
    ),
    (
        "The ministry accused the rebels of attacking the village on Monday.",
        [
            "ACCUSE allege: The ministry > the rebels; happened stated",
            "ASSAULT: the rebels > the village; 2015-07-13; happened alleged (The ministry)",
        ],
    ),
    # of what one is accused is no part of one's name
    (
        "The opposition accused the governor of corruption.",
        ["ACCUSE allege: The opposition > the governor; happened stated"],
    ),
    # whom one meets is there as well; who is criticised criticises nobody
    (
        "President Ana Ruiz met King Omar in Lima on Monday.",
        ["CONSULT: President Ana Ruiz, King Omar; 2015-07-13; Lima 1; happened stated"],
    ),
    (
        "The prime minister came under criticism from lawmakers.",
        ["ACCUSE: lawmakers > The prime minister; happened stated"],
    ),
    (
        "On July 6, 2011, the two countries signed an agreement to open the border.",
        ["SUPPORT: the two countries; 2011-07-06; happened stated"],
    ),
    # two who refuse, each for himself; what is warned of is told by the warning
    (
        "Prime Minister Ana Ruiz refused to sign the trade agreement,"
        " which President Omar Zia opposed.",
        [
            "REJECT: Prime Minister Ana Ruiz; happened stated",
            "REJECT: President Omar Zia; happened stated",
        ],
    ),
    (
        "The rebels warned that they would attack the capital.",
        ["THREATEN violence: The rebels; happened stated"],
    ),
    # who cut is not who was cut
    (
        "Two teenagers slit the throat of an elderly priest at a church in Rouen.",
        ["ASSAULT: Two teenagers > an elderly priest, a church in Rouen; Rouen 1; happened stated"],
    ),
    (
        "He was tased and then shot after he approached the door of his vehicle.",
        ["ASSAULT:  > He; happened stated"],
    ),
    # acts without an entry of their own
    (
        "A suicide bomber blew himself up in a crowded market in Kano on Monday.",
        [
            "ASSAULT suicide-attack: A suicide bomber >"
            " a crowded market in Kano; 2015-07-13; Kano 1; happened stated"
        ],
    ),
    (
        "Police defused a bomb near a market in Kano on Monday.",
        ["COERCE: Police; 2015-07-13; Kano 1; happened stated"],
    ),
    (
        "Police closed the harbour road on Monday and detained four men.",
        [
            "COERCE: Police > the harbour road; 2015-07-13; happened stated",
            "COERCE arrest: Police > four men; arrested 4; happened stated",
        ],
    ),
    # "the army" is no rebels' army that was named before
    (
        "Troops clashed with guerrillas of the Army of National Liberation on Monday."
        " In addition, the army captured eight of its members.",
        [
            "ASSAULT: Troops, guerrillas of the Army of National Liberation; 2015-07-13;"
            " happened stated",
            "COERCE arrest: the army > eight of its members; happened stated",
        ],
    ),
]

SURE = [
    # status
    ("Soldiers did not attack the village.", ["negated stated"]),
    ("Reports allege that Ana Ruiz claimed that Max Hale had raped her.", ["happened alleged"]),
    (
        "A paper noted reports alleging that she claimed during a trial that he had raped her.",
        ["happened alleged"],
    ),
    ("Ana Ruiz claimed that Max Hale had raped her.", ["happened attributed"]),
    ("Rebels plan to attack the port.", ["planned stated"]),
    ("Gunmen tried to storm the prison on Monday.", ["attempted stated"]),
    ("The rebels will attack the city on Friday.", ["planned stated"]),
    ("If the rebels attack the city, thousands will flee.", ["hypothetical stated"]),
    ("The militia threatened to kill the hostages.", ["happened stated"]),
    ("Government troops are shelling the town.", ["ongoing stated"]),
    ("Did the rebels attack the village on Monday?", ["hypothetical stated"]),
    ("Is the gunman who killed nine people on Monday still at large?", ["happened stated"]),
    ("The vote could prompt the army to attack the villages.", ["hypothetical stated"]),
    ("If you had a group that was killing people, you would stop it.", ["hypothetical stated"]),
    # what others condemn, demand, avenge or doubt beside it is taken for granted
    ("The recording includes no view of the shooting of a guard.", ["happened stated"]),
    ("The bishop condemned the killing of six nuns on Monday.", ["happened stated"]),
    (
        "The party asked the council to condemn the assassination of Pedro Solis on Monday.",
        ["happened attributed"],
    ),
    (
        "What should be the role of the army in the wake of the assassination of Pedro Solis?",
        ["happened stated"],
    ),
    ("Aid groups were blamed for the failure to prevent a massacre in Kano.", ["happened alleged"]),
    (
        "The companies concluded by stating that the attack in Kano on Monday hit the powerline.",
        ["happened stated"],
    ),
    # what is only thought of, or did not quite happen
    ("He discussed shooting federal agents if they came to his door.", ["hypothetical attributed"]),
    ("The daughter of the ambassador was almost killed by a grenade.", ["negated stated"]),
    # certainty
    ("Police said gunmen killed two guards.", ["happened attributed"]),
    ("Gunmen allegedly killed two guards.", ["happened alleged"]),
    ("The army denied that it had bombed a village.", ["happened denied"]),
    ("Two guards were shot dead, according to witnesses.", ["happened attributed"]),
    ("Mercenaries came to Kano to assassinate the mayor Ahmed Bello.", ["planned stated"]),
    (
        "The attack on Monday which destroyed the town hall had been planned for months.",
        ["happened stated"],
    ),
    ("A suspect in the theft was shot dead by police in Kano on Monday.", ["happened stated"]),
    ("A suspect shot two guards in Kano on Monday.", ["happened alleged"]),
    (
        "The bombshell was an allegation from his wife that Mr. Hale had raped her.",
        ["happened alleged"],
    ),
    (
        "Soldiers attacked the town rather than shooting the leaders.",
        ["happened stated", "hypothetical stated"],
    ),
    (
        "Moner Ali was the first American to carry out a suicide bombing in Syria.",
        ["happened stated"],
    ),
    (
        "There was no attack that killed civilians in Kano on Monday. Rebels shot a guard.",
        ["negated stated", "happened stated"],
    ),
    (
        "Observers agree that his discharge was prompted by the bombing of houses by the army.",
        ["happened alleged"],
    ),
    (
        "Ali Hassan pleaded guilty to threatening to assault and murder an official.",
        ["happened alleged"],
    ),
    ("In the event gunmen attacked the bus, the guards would flee.", ["hypothetical stated"]),
    ("The captain all but shot the guards himself.", ["negated stated"]),
    ("Neither the rebels nor the army attacked the village.", ["negated stated"]),
    ("The operation was aimed at killing the rebels' leader.", ["planned stated"]),
    (
        "The generals have two ways to end it: by bombing the town or by talking.",
        ["hypothetical stated"],
    ),
    ("The minister warned that gunmen have killed nine guards.", ["happened attributed"]),
]

NOTHING = [
    "The senator killed the bill.",
    "Nine people were killed in a train crash near Lyon.",
    "Three climbers were killed in an avalanche on Monday.",
    "He died of a heart attack at the age of 80.",
    "The country has had its share of terror attacks.",
    "The striker shot wide and the referee stopped the attack.",
    "Critics attacked the film as boring.",
    "The company launched an aggressive price war.",
    "An explosion of colour greeted visitors at the garden show.",
    "Shares were battered and investors fled.",
    "The gas explosion at the bakery injured two cooks.",
    "The senator released her tax returns on Friday.",
    "Officials warned people to stay away from the river on Friday.",
    "Last month, the police warned election officials to boost their security.",
    "Protesters were told that the police released only some of the footage.",
    "He declined to say when the lander would be ready.",
    "The minister declined to say who was behind it.",
    "Apple released the new tablet before the end of last year.",
    "Harbour town threatened with military intervention",
    "Hong Kong 'threatened with Chinese military intervention'",
    "Will it be possible for the ministry to provide aid to the refugees?",
    "The minister visited the exhibition with his wife and enjoyed the food.",
    # commanded, asked, supposed, able, usual: nothing was done
    '"Don\'t shoot him," she said.',
    "Commander, do the rebels agree that the Red Front should join the alliance",
    '"Say Mexico demanded that the United States prove that a migrant was Mexican," he wrote.',
    "Say Mexico demanded that the United States prove that a migrant was Mexican.",
    "The power of Congress to take witnesses into custody has not been used in a century.",
    "By doing this the troops would be able to arrest the followers of the general at any time.",
    "When the United States slaps tariffs on goods, it is its own shops that pay.",
    "If they failed, the government could deny them permits until the work was done.",
    "The government has not requested any military aid.",
    '"Immunity should not be a requirement for cooperating with the FBI," he said.',
    "The initiative called for the deportation of foreigners convicted of serious crimes.",
    "“It’s only like when the media gets a video of a black person getting shot,” she said.",
    '"Where is the money?" Senator Ana Ruiz demanded.',
    "The authorities reported that they had found two suspects.",
    "The address will recall his contentious 2008 primary battle with Clinton.",
    "She has dominated in the South, previously capturing wins in South Carolina.",
    "Stephen Hayes has waged a lonely battle to force the government to take it seriously.",
    "Ali Hassan pleaded not guilty to killing two guards in Kano.",
    # said, shown, suffered, warded off, eaten
    "Puerto Rico has been warning that it is running out of cash.",
    "Senator Ana Ruiz spoke to the Waldrep Ministries in June.",
    "Three of the four states voted in favor, demonstrating the party's ability to rally its base.",
    "The rebel group suffered 15 casualties in Kano.",
    "He had killed and eaten a wild rabbit before he was taken to a hospital.",
    # in court, in thanks, in owning up, over a campaign
    "Senator Omar Zia once defended people accused of murder.",
    "In July, the minister and the unions appealed the case to a higher court.",
    "Neither Omar Zia nor his aides have been charged with any crime.",
    "The minister's aides acknowledged a collaborative relationship with the administration.",
    "The adviser suggested that the candidate was seizing back control of his campaign.",
    "The senator's version of blowing the place up will become frightening to voters.",
    '"We must do more," President Ana Ruiz said.',
    "The senator said the United States must increase our efforts at home.",
    "Chad must have been hit by the storm, the minister said.",
    "The ministry announced the release of its report on Monday.",
    "The State Department issued a travel warning for Chad on Monday.",
    "The president will not go to Moscow to meet the chancellor.",
    "Chad said it would release the men if Mali apologised.",
    "Chad said it would welcome talks with Mali.",
    "No Chadian government had blamed the armed forces for the attack.",
    # words of a phrase that stand beside it
    "The minister announced that sanctions would be lifted.",
    "Germany committed 30 million euros to survivors of the Namibian genocide.",
    "The government sent a letter to the families of all of the missing soldiers.",
    "The coast guard ordered a patrol boat from a Dutch yard.",
    "The president declared that the country was no longer in a state of emergency.",
    "The prime minister made no mention of the visit by the American delegation.",
    "The minister started work after a visit by Chinese officials.",
    "The minister returned his medals to the government in protest.",
    # nobody refuses what something else hinders, or what others say of them
    "The king will not visit Australia this year because of his cancer treatment.",
    "The prime minister will not meet the pope this week because the pontiff has the flu.",
    "Analysts believe Russia will not sign the accord.",
    "Sudan said Chad will not release the prisoners.",
    "The government would not agree to the deal if taxes rose, the minister said.",
    "Kenya will not return to lockdown, President Ruto said.",
    # nor demands it of themselves
    "The president said his government must do more for farmers.",
    "The president did not call the king to thank him.",
    "Mali said it would have released the soldiers.",
    "The European Union set a 2035 deadline for ending sales of petrol cars.",
    "Police ordered the petrol station to close because of a gas leak.",
    "The detective is responsible for the investigation into the murder.",
]


PLANNED_AND_DONE = (
    "The Americans wanted to raid a base, but their helicopter was shot down and caught fire."
    " The Taliban attacked troops."
)
TWO_HAPPENINGS = [
    "Gunmen on Monday killed a judge who was wounded by soldiers in 2010.",
    "Militants on Monday shot dead a priest who was kidnapped by soldiers in 2015.",
    "Rebels shot a teacher in Kano on Monday. Soldiers beat up the teacher.",
    "Militants attacked the hotel on Monday. Troops stormed the hotel.",
    "Soldiers killed two rebels on Monday after rebels killed a guard.",
]


@pytest.mark.parametrize("text", TWO_HAPPENINGS, ids=[text[:50] for text in TWO_HAPPENINGS])
def test_two_happenings_with_one_victim(read: Callable[..., Report], text: str) -> None:
    report = read(text, published=PUBLISHED)
    assert [len(claim.actors) for claim in report.claims if claim.type == "ASSAULT"] == [1, 1]


def test_what_was_planned_goes_on_in_nothing_that_was_done(read: Callable[..., Report]) -> None:
    report = read(PLANNED_AND_DONE, published=PUBLISHED)
    assert [claim.status for claim in report.claims] == ["planned", "happened", "happened"]


@pytest.mark.parametrize(("text", "expected"), EVENTS, ids=[row[0][:50] for row in EVENTS])
def test_what_happened(read: Callable[..., Report], text: str, expected: list[str]) -> None:
    assert told(read(text, published=PUBLISHED)) == expected


@pytest.mark.parametrize(("text", "expected"), SURE, ids=[row[0][:50] for row in SURE])
def test_how_sure(read: Callable[..., Report], text: str, expected: list[str]) -> None:
    report = read(text, published=PUBLISHED)
    violent = [c for c in report.claims if c.type in {"ASSAULT", "THREATEN"}]
    assert [f"{claim.status} {claim.certainty}" for claim in violent] == expected


@pytest.mark.parametrize("text", NOTHING, ids=[text[:50] for text in NOTHING])
def test_no_event(read: Callable[..., Report], text: str) -> None:
    assert told(read(text, published=PUBLISHED)) == []


def test_a_named_actor_keeps_the_word_it_stands_on(read: Callable[..., Report]) -> None:
    report = read(
        "A bomb killed nine people in Kabul on Monday. "
        "Interior Minister Omar Zia said the Taliban had carried out the attack.",
        published=PUBLISHED,
    )
    (claim,) = report.claims
    assert claim.certainty == "stated"
    assert [(who.certainty, len(who.said_by)) for who in claim.actors] == [("attributed", 1)]


def test_two_tolls_from_two_speakers_stand_in_one_claim(read: Callable[..., Report]) -> None:
    report = read(
        "Gunmen stormed an army post near Gao on Monday, killing 27 soldiers, the army said. "
        "The attackers claimed to have killed 43 soldiers.",
        published=PUBLISHED,
    )
    (claim,) = report.claims
    assert [toll.best for toll in claim.toll] == [27, 43]
    assert claim.toll[0].said_by != claim.toll[1].said_by


def test_a_sports_report_says_why_nothing_was_read(read: Callable[..., Report]) -> None:
    report = read(
        "Rovers killed off the match when the striker shot home a second goal before half-time. "
        "The referee had booked the goalkeeper and the coach attacked the decision."
    )
    assert report.claims == ()
    assert "sports" in report.warnings[0]


def test_who_signs_makes_an_agreement_in_acleds_terms_and_who_praises_it_does_not(
    read: Callable[..., Report],
) -> None:
    signing = read("Sudan and South Sudan signed a peace agreement in Juba on Monday.")
    praise = read("The foreign ministers of Chad and Niger welcomed the peace agreement in Juba.")
    assert [(c.type, c.acled) for c in signing.claims] == [("SUPPORT", "Agreement")]
    assert [(c.type, c.acled) for c in praise.claims] == [("SUPPORT", None)]
