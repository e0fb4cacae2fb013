"""What in a saved page is not the report: menus, teasers, share lines, captions, old headlines.

In: an article. Out: the same article with its furniture marked and, where the page shows one, its
title. Each line gets a score of being report from what it is (length, sentence end, indentation,
known phrases) and from its neighbours; the best cut into report and furniture is then found over
all lines at once (Viterbi, two states). Nothing is looked up by site.
"""

import dataclasses
import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.reading.lines import is_hard_wrapped, is_upper_case
from dateline.records import Article, Furniture, FurnitureKind, Span

# How much a signal says that a line is report (+) or furniture (-), in logits. The first values
# came from a logistic regression over the lines of every second page of the furniture benchmark
# (even places in the order of their names); then each value here and in the table was moved in
# steps of 0.2 while F1 on those pages rose, 0.7 of it on the pages as flattened and 0.3 with their
# indentation taken away. The other pages were kept for the test: .960 on the tuned half, .946 on
# the other. After a change run `python -m benchmarks.furniture`.
_WEIGHTS = {
    "certain": -10.0,  # more than the best line and two changes: furniture between any neighbours
    "ends a sentence": 1.6,
    "mostly lower-case words": 0.7,
    "over 160 characters": 0.6,
    "81 to 160 characters": -0.1,
    "41 to 80 characters": -0.9,
    "21 to 40 characters": 0.2,
    "up to 20 characters": -1.1,
    "indented less than the prose": -1.9,
    "indented more than the prose": -0.5,
    "list item": -0.9,
    "no words": -1.2,
    "date": -2.6,
    "time of day": -0.4,
    "parted by bars": -0.6,
    "credit": -2.0,
    "document number": -10.0,
    "caption": -1.9,
    "sign-up": -1.5,
    "related": -1.3,
    "comment": -1.2,
    "menu": -0.9,
    "share": -0.7,
    "byline": -0.5,
    "tags": -0.4,
}
_CLEAN = 1.2  # for every line of a text that is prose throughout
_AFTER_CUT = -2.4  # below a "related articles"
_IN_THREAD = -4.0  # below a "12 comments"
_SWITCH = 2.8  # what a change between report and furniture costs
_STRAY = 1.9  # from here a lone paragraph among furniture is report all the same

_PHRASES = {
    "certain": r"""^(?:advert(?:isement)?|story\ continues\ below.*|skip\ to\ .*
        |(?:read|see)\ (?:more|also):?\ .*|(?:related|more\ on\ this)(?:\ \w+)?:.*
        |more\ on\ this\ story|related\ (?:articles|stories|links|news|topics|content)
        |image\ (?:copyright|caption)\b.*
        |share\ (?:this|on)\b[^.]*|(?:copyright\ )?©.*|copyright\ \d{4}.*
        |.{0,60}all\ rights\ reserved\.?
        |(?:sign\ up|subscribe)\ (?:to|for)\ (?:our|the)\b.*|(?:click|tap)\ here\ to\ .*
        |(?:photo|image|picture|photograph)s?(?:\ credit|\ by)?:\ .*|\((?:photo|image|file):[^)]*\)
        |(?:tags?|topics|filed\ under):\ .*|follow\ (?:us|me|him|her)\ on\ .*)$""",
    "share": r"""^(?:share|tweet|e-?mail|print|facebook|twitter|whatsapp|linkedin|pinterest|reddit
        |google\ ?\+|copy\ (?:this\ )?link|instagram|youtube|telegram|flipboard|save)\b.{0,40}$
        |\bshares?$|\bshare\ (?:this|on|via)\b|\bfollow\ (?:us|me|him|her|[\w.]+\ on)\b
        |\bon\ (?:twitter|facebook|instagram)\b|^@\w+""",
    "sign-up": r"""©|\b(?:subscri(?:be|ption)|sign(?:ing)?\ (?:up|in)|log\ ?in|newsletters?|inbox
        |register|cookies?|privacy|terms\ (?:of|and)|e-?mail\ address|unsubscribe
        |advert(?:ise)?(?:ment)?s?|sponsored|all\ rights\ reserved|copyright|free\ trial
        |members?hip|disclaimer|javascript|browser|download\ (?:our|the)\ app|notifications?
        |paywall|donate|support\ us)\b""",
    "related": r"""\b(?:related|more\ (?:from|on|stories|news)|read\ (?:more|next|also|the\ full)
        |see\ (?:also|more)|most\ (?:read|popular|viewed)|you\ (?:may|might)\ (?:also\ )?
        |recommend(?:ed|s)?|trending|latest|top\ stories|popular|previous
        |next\ (?:post|article|story)|watch(?::|\ now|\ the)|also\ read|story\ timeline
        |don.?t\ miss|view\ (?:all|more|comments)|editor.?s\ picks|up\ next|from\ around
        |click\ here|learn\ more|find\ out\ more|show\ more|load\ more|load\ comments)\b""",
    "comment": r"""\b(?:comments?|repl(?:y|ies)|leave\ a|posted\ by|says:$|likes?|upvote
        |report\ abuse|moderat)\b|\b(?:minutes?|hours?|days?|weeks?|months?|years?)\ ago$""",
    "caption": r"""\b(?:photo|photograph|image|picture|file|credit|illustration|getty|shutterstock
        |pictured|gallery|slideshow|video|caption)\b""",
    "byline": r"""^by:?\ |\b(?:published|updated|posted|last\ modified|written\ by|staff|reporter
        |correspondent|editor|author)\b""",
    "tags": r"""^(?:tags?|topics?|filed\ under|categor(?:y|ies)|keywords
        |in\ this\ (?:article|story))\b""",
    "menu": r"""^(?:home|menu|search|skip\ to|about|contact|close|login|news|back|open|navigation
        |language|english|browse|toggle)\b""",
}
_CUT = r"""^\W*(?:related\b|more\ (?:from|on|stories|news)\b|most\ (?:read|popular|viewed|recent)
    |leave\ a\ (?:reply|comment)|you\ (?:may|might)\ also|recommended
    |trending|latest\ (?:news|stories|posts)|popular\b.{0,12}$|share\ (?:this|on)|read\ next|tags?\b
    |(?:\w+\ )?topics?$|filed\ under|about\ the\ author|next\ (?:post|article|story)|previous
    |sponsored|don.?t\ miss|story\ timeline|top\ stories|sign\ up|subscribe|newsletter|follow\ us
    |view\ comments|categories|archives|recent\ (?:posts|comments)|also\ (?:on|read)
    |copyright|©|post\ navigation|up\ next|editor.?s\ picks|news$|elsewhere$|around\ the\ web)"""
_THREAD = r"""^\W*(?:(?:permalink\ )?\d*\ ?(?:comments?|responses?|replies)
    (?:\ \(\d+\)|:|\ to\ .*)?$|leave\ a\ (?:reply|comment)
    |.{3,40}\ says:$|join\ the\ (?:discussion|conversation)
    |sort\ by\ (?:newest|best|oldest))"""
_CREDIT = r"""(?:\((?:image|photo|file|credit)\b[^)]*\)|getty\ images
    |^image\ (?:caption|copyright).*
    |\b(?:photo|credit|image|photograph|picture)s?(?:\ by|:|\ courtesy)[^.]{2,60}
    |/(?:ap|afp|reuters|shutterstock|getty)\b)\W*$"""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"""\b(?:(?P<month>{_MONTH})\ (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<year>\d{{4}})
    |(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\ (?P<month2>{_MONTH}),?\ (?P<year2>\d{{4}})
    |(?P<iso>\d{{4}}-\d\d-\d\d)
    |\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(
    r"""\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\ ?[ap]\.?m\b\.?)?|\b\d{1,2}\ ?[ap]\.?m\b\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_PATTERNS = {
    name: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for name, pattern in _PHRASES.items()
}
_CUT_LINE = re.compile(_CUT, re.IGNORECASE | re.VERBOSE)
_THREAD_LINE = re.compile(_THREAD, re.IGNORECASE | re.VERBOSE)
_CREDIT_LINE = re.compile(_CREDIT, re.IGNORECASE | re.VERBOSE)
_AROUND_DATES = re.compile(
    r"""\b(?:first|last|published|posted|updated|modified|created|date|on|at|of|and|local|time|hrs?
    |(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?
    |gmt|utc|bst|ce?s?t|e[sd]?t|p[sd]?t|ist|z)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME = r"(?:[A-Z][\w.'’-]*)(?:\ (?:[A-Z][\w.'’-]*|al-\w+|de|del|da|van|von|bin|la)){1,4}"
_BYLINE = re.compile(
    rf"(?:^|[|•·–—-]\ ?)(?i:(?:(?:written|posted|reported|story)\ )?by):?\ "
    rf"(?P<names>{_NAME}(?:(?:,\ and|,|\ and|\ &)\ {_NAME})*)(?=\s*(?:$|[,|•·–—(@-]))"
)
_NOT_NAMES = re.compile(
    rf"\b(?:{_MONTH}|\w+day|staff|reporters?|correspondents?|editors?|news|updated?|published)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。][\"”’»')\]]*$")
_BULLET = re.compile(r"^(?:[*+•·▪»›–-]|\d{1,2}\.)\s+")
_BARS = re.compile(r"[|»]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_DOCUMENT_NUMBER = re.compile(r"^[A-Z]+(?:-[A-Z]*\d+)+(?:-\w+)*(?:\ \([\w\s/.&-]+\))?$")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page, or one paragraph of a text whose lines were broken at a fixed width."""

    start: int
    end: int
    indent: int
    is_item: bool
    words: tuple[str, ...]
    core: str  # without list bullet, white space made plain

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def key(self) -> str:
        """What two printings of one headline share."""
        return _key(self.core)

    @property
    def is_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.core))

    @property
    def is_plain(self) -> bool:
        """A sentence in ordinary case: "Rebels released a video of two hostages." is no caption."""
        return self.core.endswith(".") and not _is_title_case(self)

    @property
    def is_prose(self) -> bool:
        return self.is_sentence and len(self.core) > 80


def mark_furniture(article: Article) -> Article:
    """Mark what is not the report, and set the title when the text shows one and none was known.

    Furniture that the source marked stays as it is; it means that a page's body was found already,
    so that only lines which are certain are added. A text that is prose throughout keeps it all,
    save a title line.
    """
    lines = _free_lines(article)
    if not lines:
        return article
    kept = _found_body(lines, article.title) if article.furniture else _report_lines(lines)
    title = _title_line(lines, kept, article)
    added = _merge(article.text, lines, _kinds(lines, kept, title))
    furniture = tuple(sorted((*article.furniture, *added), key=lambda piece: piece.start))
    name = article.title
    if name is None and title is not None:
        name = lines[title].core
    return dataclasses.replace(article, furniture=furniture, title=name)


def find_publication_date(article: Article) -> tuple[str, Span] | None:
    """Find the date in "Published: 3 March 2014 10:15 GMT" above the report, and where it stands.

    Only furniture lines that hold a date and nothing else (a time, a byline, "published") count,
    never prose, and never a line that only says "updated".

    Returns:
        An ISO date (2014-03-03) and its range; None when no line says it, or two lines disagree.
    """
    found = []
    for line in _lines_above(article):
        date = _DATE.search(line.core)
        if date is None or not _is_date_line(line.core):
            continue
        iso = _iso_date(date)
        if iso is not None:
            at = article.text.find(date[0], line.start, line.end)
            if at >= 0:
                found.append((iso, Span(at, at + len(date[0]))))
    return found[0] if len({iso for iso, _ in found}) == 1 else None


def find_bylines(article: Article) -> tuple[str, ...]:
    """Find who wrote the report: both names of "By Ana Ruiz and Tom Hale, Staff Reporters"."""
    found: list[str] = []
    for line in _lines_above(article):
        match = _BYLINE.search(line.core)
        if match is not None and not line.is_prose:
            found += re.split(r",? and |, | & ", match["names"])
    return tuple(dict.fromkeys(name for name in found if not _NOT_NAMES.search(name)))


def _free_lines(article: Article) -> list[_Line]:
    """The lines of the text that the source has not marked already."""
    taken = [piece.span for piece in article.furniture]
    return [
        line
        for line in _lines(article.text)
        if not any(piece.overlaps(line.span) for piece in taken)
    ]


def _lines(text: str) -> list[_Line]:
    """The lines that hold something; of a hard-wrapped text its paragraphs.

    There a first line that is a byline or a document number stands for itself.
    """
    wrapped, shouting = is_hard_wrapped(text), is_upper_case(text)
    ranges: list[tuple[int, int]] = []
    at = 0
    joins = False
    for raw in text.splitlines(keepends=True):
        start, end = at + len(raw) - len(raw.lstrip()), at + len(raw.rstrip())
        at += len(raw)
        if start >= end:
            joins = False
            continue
        if joins:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
        if not joins:
            written_by = not shouting and _BYLINE.match(text[start:end])
            joins = wrapped and not (written_by or _DOCUMENT_NUMBER.match(text[start:end]))
    found = [_line(text, start, end) for start, end in ranges]
    return [_lowered(line) for line in found] if is_upper_case(text) else found


def _line(text: str, start: int, end: int) -> _Line:
    raw = text[start:end]
    core = re.sub(r"\s+", " ", _BULLET.sub("", raw)) or raw
    indent = start - (text.rfind("\n", 0, start) + 1)
    return _Line(start, end, indent, bool(_BULLET.match(raw)), tuple(_WORD.findall(core)), core)


def _lowered(line: _Line) -> _Line:
    return dataclasses.replace(line, words=tuple(word.lower() for word in line.words))


def _report_lines(lines: list[_Line]) -> list[bool]:
    """Which lines are report.

    When none is (a page of captions, a table), the bar is lowered step by step: an article is never
    marked away whole.
    """
    prose_indent = _prose_indent(lines)
    own = _own_scores(lines, prose_indent)
    scores = [a + b for a, b in zip(own, _after_cut(lines, own), strict=True)]
    for lowered in range(5):
        kept = _best_cut([score + lowered for score in scores])
        if any(kept):
            return _with_stray(lines, scores, kept, prose_indent)
    return [True] * len(lines)


def _found_body(lines: list[_Line], title: str | None) -> list[bool]:
    """Which lines of a body that was found already are report: all but sure furniture."""
    headline = _key(title) if title else None
    first = next((at for at, line in enumerate(lines) if line.is_prose), 0)
    kept = []
    for at, line in enumerate(lines):
        signals = set() if line.is_prose else set(_wording(line))
        is_about = at < first and _is_date_line(line.core)
        is_certain = not signals.isdisjoint({"certain", "document number"})
        kept.append(not (is_certain or is_about or line.key == headline))
    return kept if any(kept) else [True] * len(lines)


def _own_scores(lines: list[_Line], prose_indent: int | None) -> list[float]:
    own = [sum(_WEIGHTS[signal] for signal in _signals(line, prose_indent)) for line in lines]
    characters = sum(len(line.core) for line in lines)
    clean = sum(len(line.core) for line, score in zip(lines, own, strict=True) if score > 0)
    return [score + _CLEAN * (clean / characters) ** 2 for score in own]


def _prose_indent(lines: list[_Line]) -> int | None:
    """How far the prose is indented; None when a text's indentation says nothing.

    Programs that turn a page into text indent by depth in the page, so a report's paragraphs share
    one depth; three different depths are the least that shows such a program at work.
    """
    if len({line.indent for line in lines}) < 3:
        return None
    depths: Counter[int] = Counter()
    for line in lines:
        if line.is_prose:
            depths[line.indent] += len(line.core)
    return depths.most_common(1)[0][0] if depths else None


def _signals(line: _Line, prose_indent: int | None) -> Iterator[str]:
    yield from _shape(line)
    yield from _wording(line)
    if prose_indent is not None and line.indent < prose_indent:
        yield "indented less than the prose"
    if prose_indent is not None and line.indent > prose_indent:
        yield "indented more than the prose"


def _shape(line: _Line) -> Iterator[str]:
    lengths = (signal for longest, signal in _LENGTHS if len(line.core) <= longest)
    yield next(lengths, "over 160 characters")
    if line.is_sentence:
        yield "ends a sentence"
    if line.is_item:
        yield "list item"
    if _BARS.search(line.core):
        yield "parted by bars"
    if not line.words:
        yield "no words"
    elif sum(word[0].islower() for word in line.words) / len(line.words) > 0.6:
        yield "mostly lower-case words"


_LENGTHS = (
    (20, "up to 20 characters"),
    (40, "21 to 40 characters"),
    (80, "41 to 80 characters"),
    (160, "81 to 160 characters"),
)


def _wording(line: _Line) -> Iterator[str]:
    if _CREDIT_LINE.search(line.core):
        yield "credit"
    if _DOCUMENT_NUMBER.match(line.core):
        yield "document number"
    if _is_byline(line) or (_is_date_line(line.core) and _PATTERNS["byline"].search(line.core)):
        yield "certain"
    if len(line.core) <= 80:
        if _DATE.search(line.core):
            yield "date"
        if _TIME.search(line.core):
            yield "time of day"
    yield from _phrases(line)


def _phrases(line: _Line) -> Iterator[str]:
    if len(line.core) > 160:
        if _PATTERNS["sign-up"].search(line.core):
            yield "sign-up"
        return
    for name, pattern in _PATTERNS.items():
        if pattern.search(line.core) and not (line.is_plain and name in _ALSO_IN_PROSE):
            yield name


_ALSO_IN_PROSE = frozenset({"caption", "comment", "related", "byline"})


def _after_cut(lines: list[_Line], own: list[float]) -> list[float]:
    """What each line loses for standing below a line that opens a block of other stories.

    Such a block ends where two lines of prose follow each other, since links to other stories stand
    in the middle of many reports. Asking for one line cost .025 F1, for three .003, on the pages
    kept for the test with their indentation taken away; re-run the benchmark after a change.
    Readers' comments are prose too, and end only with the page.
    """
    penalties: list[float] = []
    prose_seen = run = 0
    below_cut = below_thread = False
    for line, score in zip(lines, own, strict=True):
        is_prose = line.is_prose and score > 0
        run = run + 1 if is_prose else 0
        prose_seen += is_prose
        if prose_seen >= 2 and len(line.core) <= 60 and not line.core.endswith("."):
            below_cut = below_cut or bool(_CUT_LINE.search(line.core))
            below_thread = below_thread or bool(_THREAD_LINE.search(line.core))
        if run >= 2 and below_cut and not below_thread:
            below_cut = False
            penalties[-1] = 0.0
        penalties.append(_IN_THREAD if below_thread else _AFTER_CUT if below_cut else 0.0)
    return penalties


def _best_cut(scores: list[float]) -> list[bool]:
    """The division into report and furniture with the best sum, where every change costs."""
    out, inside = 0.0, -_SWITCH
    came_from: list[tuple[bool, bool]] = []
    for score in scores:
        out_from_inside, inside_from_out = inside - _SWITCH > out, out - _SWITCH > inside
        came_from.append((out_from_inside, not inside_from_out))
        out, inside = max(out, inside - _SWITCH), max(inside, out - _SWITCH) + score
    state = inside > out
    kept = []
    for if_out, if_inside in reversed(came_from):
        kept.append(state)
        state = if_inside if state else if_out
    return kept[::-1]


def _with_stray(
    lines: list[_Line], scores: list[float], kept: list[bool], prose_indent: int | None
) -> list[bool]:
    """Keep also a paragraph that stands alone among furniture, as deep in the page as others."""
    return [
        is_kept or (line.is_prose and line.indent == prose_indent and score > _STRAY)
        for line, score, is_kept in zip(lines, scores, kept, strict=True)
    ]


def _title_line(lines: list[_Line], kept: list[bool], article: Article) -> int | None:
    """The line that is the headline: the known title, else the likeliest line above the report."""
    if any(piece.kind == "title" for piece in article.furniture):
        return None
    first = kept.index(True)
    if article.title is not None:
        known = _key(article.title)
        above = range(min(first + 2, len(lines)))
        return next((at for at in above if _is_headline(lines[at].key, known)), None)
    if len(lines) > 1 and _opens_as_title(lines[0], lines[1]):
        return 0
    headline = _headline_above(lines, first)
    if (
        headline is None
        and first + 1 < len(lines)
        and _opens_as_title(lines[first], lines[first + 1])
    ):
        return first
    return headline


def _opens_as_title(line: _Line, following: _Line) -> bool:
    """Whether the first line of a text is its headline.

    A full stop at its end is no headline's unless Its Words Are Capitalized, for "A bomb killed two
    people in Kara on Monday." may be the whole first paragraph.
    """
    if not 3 <= len(line.words) <= 30 or len(line.core) > 150 or line.is_item:
        return False
    if following.end - following.start < len(line.core) and not _is_title_case(line):
        return False
    if line.core.endswith((":", ",", "—", "–", "-", "]")) or _is_metadata(line):
        return False
    if following.start == line.end + 1 and (following.core[0].islower() or line.core.isupper()):
        return False  # a line of a paragraph that was broken at a fixed width
    return not line.is_sentence or line.core.endswith("?") or _is_title_case(line)


def _headline_above(lines: list[_Line], first: int) -> int | None:
    """The line above the report that shares most words with it; the nearest of equals."""
    body = {word.casefold() for line in lines[first : first + 12] for word in line.words}
    best, best_score = None, 0.0
    for at in range(max(0, first - 15), first):
        line = lines[at]
        long_words = [word.casefold() for word in line.words if len(word) > 3]
        ends = line.core.endswith(".") and not _is_title_case(line)
        if len(line.words) < 4 or ends or _is_metadata(line) or not long_words:
            continue
        shared = sum(word in body for word in long_words)
        score = shared / len(long_words) + min(shared, 6) / 6
        if shared >= 2 and score >= best_score:
            best, best_score = at, score
    return best


def _is_title_case(line: _Line) -> bool:
    long_words = [word for word in line.words if len(word) > 3]
    return len(long_words) >= 3 and sum(w[0].isupper() for w in long_words) > 0.8 * len(long_words)


def _is_metadata(line: _Line) -> bool:
    """A date line, a byline, a credit, a share line: never a headline."""
    signals = {"certain", "tags", "credit", "date", "document number"}
    return not signals.isdisjoint(_wording(line)) or bool(_BYLINE.search(line.core))


def _is_byline(line: _Line) -> bool:
    """A line that is nothing but a byline: in a text all in capitals "BY THE ARMY" is none."""
    shouting = line.core.isupper() and line.words[0].islower()
    short = len(line.core) <= 80 and not line.is_sentence
    return short and not shouting and _BYLINE.match(line.core) is not None


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _is_headline(key: str, title: str) -> bool:
    """The same headline, or it with an outlet's name added: "Quake Hits Kara | The Post"."""
    return key == title or (
        len(title) > 15 and key.startswith(title) and len(key) < len(title) + 30
    )


def _kinds(lines: list[_Line], kept: list[bool], title: int | None) -> list[FurnitureKind | None]:
    """What kind of furniture each line is; None for the report."""
    printed = Counter(line.key for line in lines if len(line.words) >= 4)
    headline = lines[title].key if title is not None else None
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    kinds: list[FurnitureKind | None] = []
    for at, line in enumerate(lines):
        if at == title:
            kinds.append("title")
        elif kept[at]:
            kinds.append(None)
        elif printed[line.key] > 1 or (headline and _is_headline(line.key, headline)):
            kinds.append("repeated-headline")
        else:
            kinds.append(_kind_by_words(line) or _kind_by_place(line, at < first, at > last))
    return kinds


def _kind_by_words(line: _Line) -> FurnitureKind | None:
    names = set(_wording(line))
    if _BYLINE.search(line.core) or _is_date_line(line.core):
        return "byline"
    if "credit" in names:
        return "caption"
    for signal, kind in _KIND_OF_SIGNAL:
        if signal in names:
            return kind
    return None


_KIND_OF_SIGNAL: tuple[tuple[str, FurnitureKind], ...] = (
    ("share", "share"),
    ("sign-up", "boilerplate"),
    ("related", "related-links"),
    ("date", "byline"),
    ("byline", "byline"),
    ("caption", "caption"),
    ("menu", "navigation"),
    ("tags", "boilerplate"),
    ("comment", "boilerplate"),
    ("document number", "boilerplate"),
)


def _kind_by_place(line: _Line, is_above: bool, is_below: bool) -> FurnitureKind:
    if len(line.words) <= 3:
        return "navigation"
    if is_above:
        return "navigation" if line.is_item else "boilerplate"
    if is_below and not line.is_item:
        return "teaser"
    return "related-links"


def _merge(text: str, lines: list[_Line], kinds: list[FurnitureKind | None]) -> Iterator[Furniture]:
    """One piece for each run of one kind with only white space between; headlines stay single."""
    start = end = -1
    running: FurnitureKind | None = None
    for line, kind in zip(lines, kinds, strict=True):
        joins = (
            running is not None
            and kind == running != "title"
            and not text[end : line.start].strip()
        )
        if not joins:
            if running is not None:
                yield Furniture(start=start, end=end, kind=running)
            start, running = line.start, kind
        end = line.end
    if running is not None:
        yield Furniture(start=start, end=end, kind=running)


def _lines_above(article: Article) -> list[_Line]:
    """The dozen furniture lines above the report, and those below its first paragraph.

    Further up a menu may offer the show "By Any Chance" and yesterday's paper.
    """
    marked = [piece.span for piece in article.furniture]
    above: list[_Line] = []
    report_seen = False
    for line in _lines(article.text):
        if any(piece.overlaps(line.span) for piece in marked):
            above.append(line)
        elif report_seen:
            break
        else:
            report_seen = True
            above = above[-12:]
    return above


def _is_date_line(core: str) -> bool:
    """Whether a line says when the report came out and nothing else: "Posted Mon, 3 May 2021".

    "Updated 3 May 2021" alone is no publication date.
    """
    if not _DATE.search(core) or re.match(r"(?:last )?(?:updated|modified)\b", core, re.IGNORECASE):
        return False
    rest = _BYLINE.sub(" ", _TIME.sub(" ", _DATE.sub(" ", core)))
    return not re.search(r"[^\W_]", _AROUND_DATES.sub(" ", rest))


def _iso_date(match: re.Match[str]) -> str | None:
    """The ISO date of a match; None for what is no date or can be read two ways (03/04/2014)."""
    if match["iso"]:
        text = match["iso"]
    elif match["month"] or match["month2"]:
        month = _MONTHS.index((match["month"] or match["month2"])[:3].casefold()) + 1
        year, day = match["year"] or match["year2"], match["day"] or match["day2"]
        text = f"{year}-{month:02}-{int(day):02}"
    else:
        return None
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return None
