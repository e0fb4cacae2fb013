"""A rich text (RTF 1.9) document in, its lines out: what a reader sees, without form or pictures.

Cells of a table are parted by tabs, its rows are lines.
"""

import codecs
import re
from dataclasses import dataclass, replace

from dateline.errors import UnreadableArticle

MAGIC = b"{\\rtf"

_TOKEN = re.compile(
    r"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<hex>[0-9a-fA-F]{2})"
    r"|(?P<symbol>[^a-zA-Z]))|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
# Groups that hold no words for a reader.
_UNREAD = frozenset(
    {
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "header",
        "footer", "headerl", "headerr", "headerf", "footerl", "footerr", "footerf", "themedata",
        "datastore", "listtable", "listoverridetable", "listtext", "pntext", "rsidtbl", "generator",
        "xmlnstbl", "latentstyles", "filetbl", "revtbl", "bkmkstart", "bkmkend", "datafield",
        "colorschememapping",
    }
)  # fmt: skip
_LETTERS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "nestrow": "\n",
    "cell": "\t", "nestcell": "\t", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ",
    "enspace": " ",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}
_HIDING = frozenset({"v", "deleted", "plain"})  # "\\v0" shows again, "\\plain" too
_DEEPEST = 500  # groups in groups; word processors write a few dozen


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and its end restores."""

    is_read: bool = True
    is_hidden: bool = False  # hidden or deleted letters, which a reader does not see
    stand_ins: int = 1  # how many letters follow a Unicode letter for older readers

    @property
    def is_seen(self) -> bool:
        return self.is_read and not self.is_hidden


def rtf_lines(data: bytes) -> list[str]:
    """The lines of a document.

    Raises:
        UnreadableArticle: it is no RTF, or its groups do not fit together.
    """
    if not data.startswith(MAGIC):
        raise UnreadableArticle("it is no rich text (RTF) document; check the file")
    lines = _Words(data.decode("latin-1")).read().split("\n")
    return [line.strip(" \u00a0\t") for line in lines]


class _Words:
    """Reads the tokens one by one."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._encoding = "cp1252"
        self._state = _State()
        self._outer: list[_State] = []
        self._skip = 0  # letters that only older readers read
        self._out: list[str] = []
        self._bytes = bytearray()  # of a letter that may take several
        self._at = 0

    def read(self) -> str:
        while self._at < len(self._source):
            token = _TOKEN.match(self._source, self._at)
            if token is None:
                raise UnreadableArticle("it is damaged rich text (RTF); save it again")
            self._at = token.end()
            self._take(token)
        self._flush()
        # Halves of a letter beyond the first 65,536 come as two numbers.
        text = "".join(self._out)
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _take(self, token: "re.Match[str]") -> None:
        if token["hex"] is not None:
            self._byte(int(token["hex"], 16))
        elif token["text"] is not None:
            self._text(token["text"])
        elif token["brace"] is not None:
            self._skip = 0
            self._group(token["brace"])
        elif token["word"] is not None:
            self._word(token["word"], int(token["number"]) if token["number"] else None)
        elif token["symbol"] == "*":
            self._state = replace(self._state, is_read=False)
        elif token["symbol"] is not None:
            self._text(_SYMBOLS.get(token["symbol"], ""))

    def _group(self, brace: str) -> None:
        if brace == "{":
            if len(self._outer) > _DEEPEST:
                raise UnreadableArticle("its groups are nested too deeply; it is no usual RTF")
            self._outer.append(self._state)
        elif self._outer:
            self._state = self._outer.pop()

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._text(chr(number % 65_536))
            self._skip = self._state.stand_ins
        elif word == "uc" and number is not None:
            self._state = replace(self._state, stand_ins=max(0, number))
        elif word == "bin":
            self._at += max(0, number or 0)
        elif word == "ansicpg":
            self._encoding = _encoding_of(number)
        elif word in _UNREAD:
            self._state = replace(self._state, is_read=False)
        elif word in _HIDING:
            hides = word != "plain" and number != 0
            self._state = replace(self._state, is_hidden=hides)
        elif word in _LETTERS:
            self._text(_LETTERS[word])

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        elif self._state.is_seen:
            self._bytes.append(value)

    def _text(self, text: str) -> None:
        dropped = min(self._skip, len(text))
        self._skip -= dropped
        if self._state.is_seen and text[dropped:]:
            self._flush()
            self._out.append(text[dropped:])

    def _flush(self) -> None:
        if self._bytes:
            self._out.append(bytes(self._bytes).decode(self._encoding, "replace"))
            self._bytes.clear()


def _encoding_of(page: int | None) -> str:
    name = "utf-8" if page == 65001 else f"cp{page}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
