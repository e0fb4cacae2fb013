"""Words of articles as they may be shown: nothing unseen in them, nothing that turns a page around.

In: any text. Out: a text as long, with U+FFFD in place of what cannot be seen.
"""

import re

# All of Cc but tab and line feed, what embeds, overrides or isolates directions, lone surrogates.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def seen(text: str) -> str:
    """A text with U+FFFD in place of what cannot be seen; as long as it was."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", " \n"))
