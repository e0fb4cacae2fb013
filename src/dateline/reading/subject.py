"""Whether a text is about a game: there "attack", "shot" and "defeat" mean something else."""

from dateline.reading.prose import Prose

# Words that tell of games and seldom stand together elsewhere. A report needs four different ones,
# and one for every 60 words: "The rebels' final push", "a coach with 40 passengers" has one.
_SPORT_WORDS = frozenset(
    "goal goalkeeper striker midfielder defender winger penalty halftime half-time offside referee"
    " coach league cup season tournament match fixture inning innings wicket batsman"
    " bowler quarterback"
    " touchdown playoff playoffs semifinal semi-final quarterfinal champion"
    " championship scored scorer"
    " equaliser equalizer header kickoff kick-off stoppage dribble relegation teammate teammates"
    " rebounds points pitcher homer basketball football soccer rugby tennis cricket golf hockey"
    " medal sprint lap grand-prix podium seed tiebreak set-piece".split()
)
_DIFFERENT = 4
_ONE_IN = 60


def is_sport(prose: Prose) -> bool:
    """Whether an article reports a game and no events of the world."""
    words = [token.lemma_.lower() for p in prose.paragraphs for token in p.doc if token.is_alpha]
    found = [word for word in words if word in _SPORT_WORDS]
    return len(set(found)) >= _DIFFERENT and len(found) * _ONE_IN >= len(words)
