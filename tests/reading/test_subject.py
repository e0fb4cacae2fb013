"""Games are told from violence by the company that words keep."""

import pytest

from dateline.reading.subject import is_sport
from tests.reading.casting import read_cast

# text, is it about a game, what the row proves
ROWS = [
    (
        "The striker scored the first goal before halftime. The goalkeeper saved a penalty and"
        " the midfielder was shown a red card. The coach praised the defender.",
        True,
        "a football report",
    ),
    (
        "The quarterback threw for two touchdowns as the league champions won the season opener."
        " Their coach said the playoffs were the goal.",
        True,
        "another game",
    ),
    (
        "Gunmen attacked a coach with 40 passengers. Two people were killed and nine hurt. Police"
        " said the attackers fled across the border to the north.",
        False,
        "a coach is a bus as well",
    ),
    (
        "The rebels' final goal is the capital. Their leader said the match was lit long ago and"
        " that the season of talks was over. Troops shelled the town on Monday and Tuesday.",
        False,
        "three words of games in a war",
    ),
    (
        "A bomb went off outside the stadium where the cup tie was to be played. Two players and"
        " a referee were hurt. The minister said that the attackers would be found. Hospitals in"
        " the city asked people to give blood, schools were closed and soldiers stood at the"
        " crossings through the night while the search for the driver of the van went on.",
        False,
        "violence at a game",
    ),
]


@pytest.mark.parametrize(("text", "expected", "proves"), ROWS, ids=[row[2] for row in ROWS])
def test_sport(text: str, expected: bool, proves: str) -> None:
    assert is_sport(read_cast(text).prose) is expected, proves
