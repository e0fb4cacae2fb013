"""Whether a name is an outlet's, known or not: newspapers and stations say so in their names."""

import re

from dateline.resources import find_outlet

# The last words of outlets' names the world over, each common among the known ones of outlets.tsv.
# "Times", "Star" and "Post" name other things as well, but hardly after another capitalised word.
_NAME = re.compile(
    r"""^(?:the\ )?(?:[^\W\d_][\w'’.&-]*\ ){1,4}
    (?:Star|Times|Post|Herald|Gazette|Tribune|Ledger|Mirror|Chronicle|Journal|News|Newspaper|Daily
      |Dispatch|Observer|Courier|Examiner|Inquirer|Enquirer|Standard|Telegraph|Globe|Sentinel
      |Monitor|Guardian|Independent|Register|Bulletin|Recorder|Messenger|Echo|Argus|Bee|Sun|Press
      |Weekly|Today|Online|Wire|Radio|TV|Television|FM|Broadcasting(?:\ Corporation|\ Company)?
      |News\ Agency|Newswire|Network\ News|Morning\ Post|Evening\ Standard)$""",
    re.VERBOSE,
)
_FIRST = re.compile(
    r"^(?:the\ )?(?:(?:Radio|TV|Television|Diario|Daily|Canal|Channel)\ (?:\w[\w'’-]*)"
    r"|(?:weekly|daily|newspaper|magazine|broadcaster|website)\ [A-Z])"  # "the weekly La Linterna"
)
_KIND = re.compile(
    r"\b(?:news agency|newspaper|television|TV|radio|broadcaster|(?:state|local) media|daily)$",
    re.IGNORECASE,
)


def is_outlet_name(name: str) -> bool:
    """Whether a name is an outlet's: a known one, "the Kinabalu Star", or "state television"."""
    if find_outlet(name) is not None:
        return True
    return any(pattern.search(name) for pattern in (_NAME, _FIRST, _KIND))
