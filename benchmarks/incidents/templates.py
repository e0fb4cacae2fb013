"""MUC-3/MUC-4 template files: text in, templates out, and back.

A file is a list of templates of 25 numbered slots; a fill stands on a line of its own, its
alternatives are parted by `/`, `?` marks an optional one, `TYPE: "STRING"` refers to another slot's
string, `-` is an empty slot and `*` one that does not apply. Lines that begin with `;` are notes.

Source: the MUC-4 task documentation, "General requirements for fills" (1992).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LABELS = (
    "MESSAGE: ID",
    "MESSAGE: TEMPLATE",
    "INCIDENT: DATE",
    "INCIDENT: LOCATION",
    "INCIDENT: TYPE",
    "INCIDENT: STAGE OF EXECUTION",
    "INCIDENT: INSTRUMENT ID",
    "INCIDENT: INSTRUMENT TYPE",
    "PERP: INCIDENT CATEGORY",
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "PERP: ORGANIZATION CONFIDENCE",
    "PHYS TGT: ID",
    "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER",
    "PHYS TGT: FOREIGN NATION",
    "PHYS TGT: EFFECT OF INCIDENT",
    "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "HUM TGT: TYPE",
    "HUM TGT: NUMBER",
    "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT",
    "HUM TGT: TOTAL NUMBER",
)
MESSAGE, TEMPLATE, DATE, LOCATION, TYPE, STAGE = range(6)
INSTRUMENT, INSTRUMENT_TYPE, CATEGORY, INDIVIDUAL, ORGANIZATION, CONFIDENCE = range(6, 12)
THING, THING_TYPE, THING_NUMBER, THING_NATION, THING_EFFECT, THING_TOTAL = range(12, 18)
NAME, DESCRIPTION, HUMAN_TYPE, HUMAN_NUMBER, HUMAN_NATION, HUMAN_EFFECT, HUMAN_TOTAL = range(18, 25)

STRINGS = frozenset({INSTRUMENT, INDIVIDUAL, ORGANIZATION, THING, NAME, DESCRIPTION})
NOBODY = "-"  # the reference of a fill that has nothing to refer to
_COLUMN = 36  # where fills begin
_SLOT = re.compile(r"\s*(\d{1,2})\.\s+(\S.*)?$")
_TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"|([/:])|([^"/:()]+)|["()]')


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to fill a slot: any of `values`, referring to any of `references` if there are."""

    values: tuple[str, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """One fill of a slot with its alternative readings; an optional one may be left out."""

    readings: tuple[Reading, ...]
    is_optional: bool = False


@dataclass(slots=True)
class Template:
    """One incident of a message: fills by slot number (2-24); a slot without fills is absent."""

    message: str
    fills: dict[int, tuple[Fill, ...]] = field(default_factory=dict)
    is_optional: bool = False

    def of(self, slot: int) -> tuple[Fill, ...]:
        """The fills of a slot."""
        return self.fills.get(slot, ())


def fill(value: str, reference: str | None = None) -> Fill:
    """A fill with one reading."""
    return Fill((Reading((value,), () if reference is None else (reference,)),))


def read_templates(text: str) -> dict[str, list[Template]]:
    """The templates of a file by message id; a message without incident has an empty list.

    A line that begins no slot goes on with the slot before it; what stands before the first
    message is ignored.
    """
    found: dict[str, list[Template]] = {}
    for slots in _blocks(text):
        message = " ".join(slots.get(MESSAGE, [])).split()[:1]
        if not message:
            continue
        templates = found.setdefault(message[0], [])
        number = " ".join(slots.get(TEMPLATE, [])).strip()
        if number not in {"*", "-", ""}:
            templates.append(_template(message[0], number, slots))
    return found


def write_templates(found: Mapping[str, Sequence[Template]]) -> str:
    """A template file that `read_templates` reads back the same."""
    blocks = []
    for message, templates in found.items():
        if not templates:
            blocks.append(_block(message, "*", {slot: ["*"] for slot in range(2, 25)}))
        for number, template in enumerate(templates, 1):
            mark = f"{number} (OPTIONAL)" if template.is_optional else str(number)
            blocks.append(_block(message, mark, _written(template)))
    return "\n\n".join(blocks) + "\n"


def _blocks(text: str) -> Iterator[dict[int, list[str]]]:
    """The lines of each template by slot; slot 0 begins a new one."""
    slots: dict[int, list[str]] = {}
    current: list[str] = []
    for line in text.expandtabs().splitlines():
        if not line.strip() or line.lstrip().startswith(";"):
            continue
        match = _SLOT.match(line)
        number = int(match[1]) if match else len(LABELS)
        if match is None or not _is_slot(number, match[2] or ""):
            current.append(line.strip())
            continue
        if number == MESSAGE and slots:
            yield slots
            slots = {}
        current = slots.setdefault(number, [])
        current.append(_after_label(number, match[2] or ""))
    if slots:
        yield slots


def _is_slot(number: int, rest: str) -> bool:
    """Whether a number with a full stop begins a slot: not "12. " inside a fill that goes on."""
    return number < len(LABELS) and rest.startswith(LABELS[number].partition(":")[0])


def _after_label(number: int, rest: str) -> str:
    """The first line of fills, without the slot's name; names vary a little between files."""
    if rest.startswith(LABELS[number]):
        return rest[len(LABELS[number]) :].strip()
    return re.split(r"\s{2,}", rest, maxsplit=1)[-1].strip() if "  " in rest else ""


def _template(message: str, number: str, slots: Mapping[int, Sequence[str]]) -> Template:
    optional = "OPTIONAL" in number or number.startswith(("*", "?")) or number.endswith("*")
    template = Template(message, is_optional=optional)
    for slot in range(DATE, len(LABELS)):
        fills = [_fill(slot, line) for line in _whole_lines(slots.get(slot, ()))]
        if known := tuple(one for one in fills if one is not None):
            template.fills[slot] = known
    return template


def _whole_lines(lines: Sequence[str]) -> Iterator[str]:
    """Join what one fill has on several lines: a slash, a colon or a quotation is still open."""
    whole = ""
    for line in lines:
        if whole and not (line.startswith("/") or _goes_on(whole)):
            yield whole
            whole = ""
        whole = f"{whole} {line}".strip()
    if whole:
        yield whole


def _goes_on(line: str) -> bool:
    return line.endswith(("/", ":")) or (_has_open_quote(line) and not line.endswith('"'))


def _has_open_quote(line: str) -> bool:
    return len(re.findall(r'(?<!\\)"', line)) % 2 == 1


def _fill(slot: int, line: str) -> Fill | None:
    optional = line.startswith("?")
    line = line.lstrip("? ").strip()
    if line in {"", "-", "*"}:
        return None
    readings = _plain_readings(line) if slot in {DATE, LOCATION} else _readings(line)
    known = tuple(r for r in readings if r.values != (NOBODY,))
    if not known:
        return None
    return Fill(known, is_optional=optional or len(known) < len(readings))


def _plain_readings(line: str) -> list[Reading]:
    """Dates and places: "(- 25 SEP 89) / (25 SEP 89)"; their colons and brackets are their own."""
    values = []
    for part in re.split(r"/", line):
        value = " ".join(part.split())
        if value.startswith("(") and value.endswith(")"):
            value = value[1:-1].strip()
        values.append(value)
    return [Reading((value,)) for value in values if value]


def _readings(line: str) -> list[Reading]:
    """Read "SOME DAMAGE / DESTROYED: "TOWER" / "PYLON"": both lists belong to one reading."""
    readings: list[Reading] = []
    values: list[str] = []
    references: list[str] = []
    for value, reference, quoted in _pieces(line):
        if references and not (quoted and reference is None):
            readings.append(Reading(tuple(values), tuple(references)))
            values, references = [], []
        if references:  # one more string for the same value
            references.append(value)
            continue
        values.append(value)
        if reference is not None:
            references.append(reference)
    if not references:
        return [*readings, *(Reading((value,)) for value in values)]
    return [*readings, Reading(tuple(values), tuple(references))]


def _pieces(line: str) -> Iterator[tuple[str, str | None, bool]]:
    """The alternatives of a line: a value, what it refers to, whether the value is quoted."""
    if _has_open_quote(line) and not line.startswith('"'):
        line = f'"{line}'  # a quotation mark that somebody forgot
    sides: list[str | None] = [None, None]
    quoted, side = False, 0
    for string, mark, words in [*_TOKEN.findall(line), ("", "/", "")]:
        if mark == "/":
            if sides[0] is not None:
                yield sides[0], sides[1], quoted
            sides, quoted, side = [None, None], False, 0
        elif mark == ":":
            side = 1
        elif text := (_unescape(string) if string else " ".join(words.split())):
            sides[side] = text if sides[side] is None else f"{sides[side]} {text}"
            quoted = quoted or (side == 0 and bool(string))


def _unescape(string: str) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", string).split())


def _written(template: Template) -> dict[int, list[str]]:
    return {
        slot: [_line(slot, one) for one in template.of(slot)] or ["-"]
        for slot in range(DATE, len(LABELS))
    }


def _line(slot: int, one: Fill) -> str:
    text = " / ".join(_words(slot, reading) for reading in one.readings)
    return f"? {text}" if one.is_optional else text


def _words(slot: int, reading: Reading) -> str:
    values = (_quote(v) if slot in STRINGS else v for v in reading.values)
    if not reading.references:
        return " / ".join(values)
    return f"{' / '.join(values)}: {' / '.join(_quote(r) for r in reading.references)}"


def _quote(string: str) -> str:
    escaped = string.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _block(message: str, number: str, slots: Mapping[int, Iterable[str]]) -> str:
    lines = []
    for slot, label in enumerate(LABELS):
        fixed = {MESSAGE: [message], TEMPLATE: [number]}.get(slot)
        for at, text in enumerate(fixed or slots[slot]):
            head = f"{slot}.".ljust(4) + label if at == 0 else ""
            lines.append(head.ljust(_COLUMN) + text)
    return "\n".join(lines)
