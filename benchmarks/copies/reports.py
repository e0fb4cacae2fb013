"""Made-up reports: a fact sheet and a topic in, a report in the words of one of two reporters out.

Every line knows where it comes from, so that it is known which articles share text. Two reporters
(A and B) tell the same facts in other words and with mostly other quotations; a follow-up tells of
the next day and repeats a little background.
"""

import dataclasses
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks.copies.facts import Facts

Half = Literal["tuning", "held-out"]
Hand = Literal["A", "B"]
_FILES = {"tuning": "tuning.txt", "held-out": "held_out.txt"}
_BACKGROUND = {"A": "G", "B": "H"}
_HEADLINES = [
    "{town}: what we know", "{n1} in {town}, and many questions", "{m1l} under pressure",
    "Dark day for {prov}", "{country} counts the cost", "Anger and grief in {town}",
    "{town} wakes to a changed city", "'{p2l}: no warning given'", "All eyes on {prov}",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence and where it was first written: copies of it keep its `origin`."""

    text: str
    origin: str


Paragraph = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A report before it is laid out on a page."""

    headline: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def lines(self) -> list[Line]:
        """All sentences in order."""
        return [line for paragraph in self.paragraphs for line in paragraph]

    def with_paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> "Text":
        """The same headline over other paragraphs."""
        return dataclasses.replace(self, paragraphs=paragraphs)


class Templates:
    """The templates of one half."""

    def __init__(self, half: Half) -> None:
        self._blocks: dict[str, dict[str, list[str]]] = {}
        text = Path(__file__).with_name(_FILES[half]).read_text(encoding="utf-8")
        for line in text.splitlines():
            if line.startswith("## "):
                block = self._blocks.setdefault(line[3:], {})
            elif re.match(r"[A-Z]: ", line):
                block.setdefault(line[0], []).append(line[3:])

    @property
    def topics(self) -> list[str]:
        """What reports can be about."""
        return [name for name in self._blocks if name not in {"quotes", "filler", "weather"}]

    def of(self, block: str, kind: str) -> list[str]:
        """The templates of a kind in a block."""
        return self._blocks[block][kind]


class Writer:
    """Writes the reports of one story."""

    def __init__(self, templates: Templates, topic: str, facts: Facts, rng: random.Random) -> None:
        self._templates = templates
        self._topic = topic
        self._facts = facts
        self._rng = rng
        quotes = list(templates.of("quotes", "Q"))
        rng.shuffle(quotes)
        self._quotes = quotes
        self._fillers = list(range(len(templates.of("filler", "A"))))
        rng.shuffle(self._fillers)

    def report(self, hand: Hand, origin: str, plan: random.Random | None = None) -> Text:
        """A report of 13 to 20 sentences; with the same `plan` another story is told alike."""
        plan = plan or self._rng
        told = self._templates.of(self._topic, hand)
        kept = [0, *sorted(plan.sample(range(1, len(told)), plan.randint(7, len(told) - 1)))]
        body = [told[number] for number in kept]
        own = self._quotes[:1] + (self._quotes[1:3] if hand == "A" else self._quotes[3:6])
        fillers = self._fillers[:4] if hand == "A" else self._fillers[3:7]
        body += [self._templates.of("filler", hand)[i] for i in fillers[: plan.randint(1, 4)]]
        lead, rest = body[0], body[1:]
        for quote in own:
            rest.insert(plan.randrange(len(rest)), self._spoken(quote, plan, hand))
        rest += self._templates.of(self._topic, _BACKGROUND[hand])[: plan.randint(1, 2)]
        return self._text([lead, *rest], origin, plan)

    def follow_up(self, origin: str, repeated: Text) -> Text:
        """The next day's report: one to three last sentences of `repeated` and a quotation."""
        told = list(self._templates.of(self._topic, "F"))
        self._rng.shuffle(told)
        body = told[: self._rng.randint(5, 7)]
        fillers = self._templates.of("filler", "B")
        body += [fillers[i] for i in self._fillers[7:9]]
        body += [self._spoken(quote, self._rng, "B") for quote in self._quotes[6:8]]
        text = self._text(body, origin, self._rng)
        old = repeated.lines[-self._rng.randint(1, 3) :]
        spoken = [line for line in repeated.lines if '"' in line.text][:1]
        return text.with_paragraphs((*text.paragraphs, tuple(spoken), tuple(old)))

    def feature(self, origin: str, length: int) -> tuple[Paragraph, ...]:
        """Paragraphs of a longer piece about this story, into which another can be built."""
        pool = [*self._templates.of(self._topic, "F"), *self._templates.of(self._topic, "B")]
        pool += [self._spoken(quote, self._rng, "B") for quote in self._quotes[8:14]]
        self._rng.shuffle(pool)
        return self._text(pool[:length], origin, self._rng).paragraphs

    def bulletin(self, origin: str) -> Text:
        """A short report made of figures, which has the same words every day."""
        return self._text(self._templates.of("weather", "A"), origin, random.Random(1))  # noqa: S311

    def headline(self) -> str:
        """Another headline for the story."""
        return self._rng.choice(_HEADLINES).format_map(self._facts)

    def _spoken(self, quote: str, plan: random.Random, hand: Hand) -> str:
        quote = quote.removesuffix(".")
        who = plan.choice(["{m1t} {m1}", "{p2t} {p2}", "{p3}", "{p4}"])
        forms = {
            "A": ['"' + quote + '," ' + who + " said.", '"' + quote + '," said ' + who + "."],
            "B": [
                who + ' told reporters: "' + quote + '."',
                '"' + quote + '," was how ' + who + " put it.",
            ],
        }
        return plan.choice(forms[hand])

    def _text(self, templates: list[str], origin: str, plan: random.Random) -> Text:
        lines = [
            Line(_capital(template.format_map(self._facts)), f"{origin}.{number}")
            for number, template in enumerate(templates)
        ]
        paragraphs: list[Paragraph] = []
        while lines:
            size = plan.choice((1, 1, 2, 2, 3))
            paragraphs.append(tuple(lines[:size]))
            lines = lines[size:]
        return Text(self.headline(), tuple(paragraphs))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
