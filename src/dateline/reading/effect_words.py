"""The words of an effect on people — killed, wounded, hostage, arrests — and those around them.

Only tables: which word states which kind of toll and on which side of it the victims stand.
"""

from dateline.records import TollKind


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def _forms(kind: TollKind, form: str, words: str) -> dict[str, tuple[TollKind, str]]:
    return dict.fromkeys(words.split(), (kind, form))


VERBS: dict[str, tuple[TollKind, str]] = {
    **_forms("killed", "active", "kill kills killing slay slays slaying murder murders murdering"),
    **_forms("killed", "active", "assassinate assassinates assassinating massacring slaughtering"),
    **_forms("killed", "active", "execute executes executing behead beheads beheading drowning"),
    **_forms("killed", "active", "lynching massacre lynch hanging"),
    **_forms("killed", "either", "killed slain slew murdered assassinated massacred slaughtered"),
    **_forms(
        "killed", "either", "executed beheaded lynched hanged drowned asphyxiated electrocuted"
    ),
    **_forms("killed", "subject", "die dies died perish perished dead"),
    **_forms("wounded", "active", "wound wounds wounding injure injures injuring maiming hurting"),
    **_forms("wounded", "either", "wounded injured maimed hurt"),
    **_forms("abducted", "active", "abduct abducts abducting kidnap kidnaps kidnapping seizing"),
    **_forms("abducted", "either", "abducted kidnapped kidnaped seized"),
    **_forms("arrested", "active", "arrest arrests arresting detain detains detaining"),
    **_forms("arrested", "either", "arrested detained"),
    **_forms("displaced", "active", "displace displaces displacing uproot uprooting evacuating"),
    **_forms("displaced", "either", "displaced uprooted evacuated"),
    **_forms("displaced", "subject", "homeless fled flee flees fleeing"),
    **_forms("missing", "subject", "missing disappeared unaccounted"),
}
UNITS: dict[str, tuple[TollKind, str]] = {
    **_forms("killed", "unit", "deaths fatalities fatality lives bodies corpses"),
    **_forms("wounded", "unit", "injuries"),
    **_forms("arrested", "unit", "arrests detentions"),
    **_forms("abducted", "unit", "hostages"),
}
NOUNS: dict[str, tuple[TollKind, str]] = {
    **_forms("killed", "of", "death deaths killing killings murder murders assassination slaying"),
    **_forms("killed", "of", "assassinations execution executions massacre slaughter lynching"),
    **_forms("killed", "of", "bodies body corpses corpse beheading lives"),
    **_forms("wounded", "of", "wounding"),
    **_forms("abducted", "of", "abduction abductions kidnapping kidnappings kidnap"),
    **_forms("arrested", "of", "arrest arrests detention"),
    **_forms("displaced", "of", "displacement"),
    **_forms("missing", "of", "disappearance disappearances"),
}
WHOLES: dict[str, TollKind] = {
    "dead": "killed",
    "killed": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "missing": "missing",
    "arrested": "arrested",
    "detained": "arrested",
    "abducted": "abducted",
    "kidnapped": "abducted",
    "displaced": "displaced",
}
DEATH_VERBS = word_set(
    "shot beat beaten beating stabbed stabbing hacked hacking burned burnt crushed trampled froze"
    " frozen starved bludgeoned clubbed tortured choked kicked stoned strangled gunned mowed"
    " shooting"
)
TAKERS = word_set("take takes took taken taking hold holds held holding seize seizes seized")
BODY_VERBS = word_set(
    "found recovered retrieved pulled discovered received counted count counts have had lay lying"
    " seen saw buried dug brought morgue exhumed"
)
LIFE_TAKERS = word_set(
    "claim claims claimed claiming cost costs costing take took taken taking lose lost losing"
)
STEPPED_OVER = word_set(  # between the people and the effect: "are feared to have been killed"
    "reported reportedly feared believed confirmed presumed thought known said found listed still"
    " also left later all both who that which to remain remains remained declared pronounced forced"
    " made went gone became alleged allegedly taken held driven apparently then subsequently each"
)
NOT_DONE = word_set("will would could can may might should must shall 'll wo ca cannot to without")


AUXILIARIES = word_set(
    "was were is are been be being am has have had having get gets got getting 's 're 've"
)
TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today overnight last this"
    " late early earlier tonight january february march april may june july august september"
    " october november december nearly almost since"
)
EFFECT_ADJECTIVES = frozenset(WHOLES) | {"homeless", "hurt", "slain", "hostage", "captive"}
ANYONE = word_set("anyone anybody nobody no-one")
# A gunman flees, too: "Two attackers fled on a motorcycle" displaces nobody.
LEFT_BEHIND = word_set(
    "home homes house houses village villages town towns fighting violence shelling clashes area"
    " areas camp camps bombardment famine flooding floods war offensive unrest neighbourhood"
    " neighborhood"
)
