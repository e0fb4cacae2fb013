"""What in a saved page is not the report: menus, teasers, share lines, captions, old headlines.

In: an article. Out: the same article with its furniture marked and, where the page shows one, its
title. Each line gets a score of being report from what it is (length, sentence end, indentation,
known phrases) and from its neighbours; the best cut into report and furniture is then found over
all lines at once (Viterbi, two states). Nothing is looked up by site.
"""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator

from dateline.reading.header import is_header_line
from dateline.reading.imprint import (
    BYLINE,
    DATE,
    is_breadcrumb,
    is_date_line,
    is_dated_imprint,
    is_masthead,
    is_section,
    iso_date,
    name_before_place,
    names_in_byline,
    outlet_of_copyright,
    outlets_named,
)
from dateline.reading.lines import Line, is_hard_wrapped, is_upper_case, line_at, line_key
from dateline.reading.page_phrases import (
    is_document_number,
    line_signals,
    opens_comments,
    opens_other_stories,
)
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
    "row of links": -10.0,  # "Tweet | Share | Print", but also the head of a table
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
_HEAD_LINES = 8  # headline, standfirst, outlet, two dates, two authors, a section
_STRAY = 1.9  # from here a lone paragraph among furniture is report all the same

_BARS = re.compile(r"[|»]")


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
    end = kept.index(True) if article.furniture else _end_of_head(lines, kept)
    title = _title_line(lines, kept, end, article)
    kept = _without_head(lines, kept, end, title)
    added = _merge(article.text, lines, _kinds(lines, kept, title))
    furniture = tuple(sorted((*article.furniture, *added), key=lambda piece: piece.start))
    name = article.title
    if name is None and title is not None:
        name = lines[title].core
    return dataclasses.replace(article, furniture=furniture, title=name)


def find_publication_date(article: Article) -> tuple[str, Span] | None:
    """Find the date in "Published: 3 March 2014 10:15 GMT" above the report, and where it stands.

    Only furniture lines that hold a date and nothing else (a time, a byline, an outlet) count,
    never prose, and never a line that only says "updated".

    Returns:
        An ISO date (2014-03-03) and its range; None when no line says it, or two lines disagree.
    """
    found = []
    for line in _lines_above(article):
        date = DATE.search(line.core)
        if date is None or not (is_date_line(line.core) or is_dated_imprint(line.core)):
            continue
        iso = iso_date(date)
        if iso is not None:
            at = article.text.find(date[0], line.start, line.end)
            if at >= 0:
                found.append((iso, Span(at, at + len(date[0]))))
    return found[0] if len({iso for iso, _ in found}) == 1 else None


def find_bylines(article: Article) -> tuple[str, ...]:
    """Find who wrote the report: both names of "By Ana Ruiz and Tom Hale, Staff Reporters".

    "Ana Ruiz in Port Kara" is a byline where date or outlet stand in the line above or below.
    """
    found: list[str] = []
    above = [line for line in _lines_above(article) if not line.is_prose]
    for at, line in enumerate(above):
        found += names_in_byline(line.core)
        name = name_before_place(line.core)
        if name is not None and any(map(_is_dated, above[max(0, at - 1) : at + 2])):
            found.append(name)
    return tuple(dict.fromkeys(found))


def find_outlet_line(article: Article) -> tuple[str, Span] | None:
    """Find who publishes, in "The Harbour Gazette" beside the date or "© 2016 The Rift Observer".

    It must have the form of an outlet's name or be a known outlet, and stand in or next to the line
    that dates the report, or above the title of a plain text, or behind a copyright sign at the
    end. An agency is never taken: its name there says whose report is printed.

    Returns:
        The name (in ordinary case) and its range; None when there is none, or two disagree.
    """
    lines = _lines(article.text)
    small = _small_words(lines)
    heads = {line.start for line in _lines_above(article)}
    titles = [piece.start for piece in article.furniture if piece.kind == "title"]
    named = []
    for at, line in enumerate(lines):
        if line.start not in heads or line.start in titles:
            continue
        beside = lines[max(0, at - 1) : at + 2]
        opens = at == 0 and len(lines) > 1 and titles[:1] == [lines[1].start]
        if is_dated_imprint(line.core) or (
            is_masthead(line.core, small) and (opens or any(_is_dated(other) for other in beside))
        ):
            named += [(line, *found) for found in outlets_named(line.core)]
    return _only_outlet(article.text, named) or _only_outlet(article.text, _copyrights(article))


def _copyrights(article: Article) -> list[tuple[Line, str, str]]:
    """The lines below the report that say "© 2016 The Rift Observer", each with name and words."""
    marked = [piece.span for piece in article.furniture]
    found = []
    for line in reversed(_lines(article.text)):
        if not any(piece.overlaps(line.span) for piece in marked):
            break
        outlet = outlet_of_copyright(line.core)
        if outlet is not None:
            found.append((line, *outlet))
    return found


def _only_outlet(text: str, named: list[tuple[Line, str, str]]) -> tuple[str, Span] | None:
    if len({line_key(name).removeprefix("the ") for _, name, _ in named}) != 1:
        return None
    line, name, words = named[0]
    at = text.find(words, line.start, line.end)
    return (name, Span(at, at + len(words))) if at >= 0 else None


def _free_lines(article: Article) -> list[Line]:
    """The lines of the text that the source has not marked already."""
    taken = [piece.span for piece in article.furniture]
    return [
        line
        for line in _lines(article.text)
        if not any(piece.overlaps(line.span) for piece in taken)
    ]


def _lines(text: str) -> list[Line]:
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
            written_by = not shouting and BYLINE.match(text[start:end])
            joins = wrapped and not (written_by or is_document_number(text[start:end]))
    found = [line_at(text, start, end) for start, end in ranges]
    return [_lowered(line) for line in found] if is_upper_case(text) else found


def _lowered(line: Line) -> Line:
    return dataclasses.replace(line, words=tuple(word.lower() for word in line.words))


def _report_lines(lines: list[Line]) -> list[bool]:
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


def _found_body(lines: list[Line], title: str | None) -> list[bool]:
    """Which lines of a body that was found already are report: all but sure furniture."""
    headline = line_key(title) if title else None
    first = next((at for at, line in enumerate(lines) if line.is_prose), 0)
    kept = []
    for at, line in enumerate(lines):
        signals = set() if line.is_prose else set(line_signals(line))
        is_about = at < first and is_date_line(line.core)
        is_certain = not signals.isdisjoint({"certain", "document number"})
        kept.append(not (is_certain or is_about or line.key == headline))
    return kept if any(kept) else [True] * len(lines)


def _own_scores(lines: list[Line], prose_indent: int | None) -> list[float]:
    own = [sum(_WEIGHTS[signal] for signal in _signals(line, prose_indent)) for line in lines]
    characters = sum(len(line.core) for line in lines)
    clean = sum(len(line.core) for line, score in zip(lines, own, strict=True) if score > 0)
    return [score + _CLEAN * (clean / characters) ** 2 for score in own]


def _prose_indent(lines: list[Line]) -> int | None:
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


def _signals(line: Line, prose_indent: int | None) -> Iterator[str]:
    yield from _shape(line)
    yield from line_signals(line)
    if prose_indent is not None and line.indent < prose_indent:
        yield "indented less than the prose"
    if prose_indent is not None and line.indent > prose_indent:
        yield "indented more than the prose"


def _shape(line: Line) -> Iterator[str]:
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


def _after_cut(lines: list[Line], own: list[float]) -> list[float]:
    """What each line loses for standing below a line that opens a block of other stories.

    Such a block ends where two lines of prose follow each other, since links to other stories stand
    in the middle of many reports. Asking for one line cost .025 F1, for three .003, on the pages
    kept for the test with their indentation taken away; re-run the benchmark after a change.
    Readers' comments are prose too, and end only with the page.
    """
    penalties: list[float] = []
    teasers = _start_of_last_teasers(lines)
    prose_seen = run = 0
    below_cut = below_thread = False
    for at, (line, score) in enumerate(zip(lines, own, strict=True)):
        is_prose = line.is_prose and score > 0
        run = run + 1 if is_prose else 0
        prose_seen += is_prose
        if prose_seen >= 2 and len(line.core) <= 60 and not line.core.endswith("."):
            below_cut = below_cut or opens_other_stories(line.core)
            below_thread = below_thread or opens_comments(line.core)
        if run >= 2 and below_cut and not below_thread:
            below_cut = False
            penalties[-1] = 0.0
        is_lost = below_thread or at >= teasers
        penalties.append(_IN_THREAD if is_lost else _AFTER_CUT if below_cut else 0.0)
    return penalties


def _start_of_last_teasers(lines: list[Line]) -> int:
    """Where a "Most read" stands with nothing but headlines from there to the end of the text.

    A plain text that is report throughout would else keep two or three teasers as its last lines.
    """
    start = len(lines)
    for at in range(len(lines) - 1, 0, -1):
        line = lines[at]
        if line.is_sentence and not line.core.endswith("?"):
            break
        if len(line.core) <= 60 and opens_other_stories(line.core):
            start = at
    return start


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
    lines: list[Line], scores: list[float], kept: list[bool], prose_indent: int | None
) -> list[bool]:
    """Keep also a paragraph that stands alone among furniture, as deep in the page as others."""
    return [
        is_kept or (line.is_prose and line.indent == prose_indent and score > _STRAY)
        for line, score, is_kept in zip(lines, scores, kept, strict=True)
    ]


def _end_of_head(lines: list[Line], kept: list[bool]) -> int:
    """Where the first paragraph begins: what is above it is headline, byline, date and the like.

    "Curfew in Mirna", "Radio Alba", "6 June 2025" have no full stop and look like any furniture;
    left alone above a text that is prose throughout they would pass for report.
    """
    first = kept.index(True)
    if first > 0 and is_header_line(lines[first - 1].core):
        kept[first - 1] = True
        return first - 1
    end = first
    while end < len(lines) and end - first <= _HEAD_LINES and _is_head_like(lines[end]):
        end += 1
    is_above_report = (
        end < len(lines)
        and end - first <= _HEAD_LINES
        and kept[end]
        and (lines[end].is_sentence or is_header_line(lines[end].core))
    )
    return end if is_above_report else first


def _is_head_like(line: Line) -> bool:
    """Whether a line is no paragraph, nor leads over to one as "Ruiz went on:" does."""
    if is_date_line(line.core) or is_dated_imprint(line.core) or BYLINE.match(line.core):
        return not line.is_prose
    if line.is_item or len(line.core) > 150 or is_header_line(line.core):
        return False
    if line.core.endswith((":", ",", "—", "–", "-")) or line.core[0].islower():
        return False
    return not line.is_sentence or line.core.endswith("?") or line.is_title_case


def _without_head(lines: list[Line], kept: list[bool], end: int, title: int | None) -> list[bool]:
    """Take out of the report what stands above its first paragraph, down to the last sure line.

    Sure are the title, a date, a byline, an outlet. Lines below them may belong to the report, as
    "Harfield Rovers 4 Wexham Albion 3" does, and so may all when no line is sure but the title: "A
    broken truce" may be the first subheading.
    """
    small = _small_words(lines[end:])
    sure = [
        at
        for at in range(max(0, end - _HEAD_LINES - 1), end)
        if at != title and (_is_imprint(lines, at) or is_masthead(lines[at].core, small))
    ]
    if not sure:
        return kept
    last = max(*sure, -1 if title is None else title)
    return [is_kept and (at > last or at == title) for at, is_kept in enumerate(kept)]


def _is_imprint(lines: list[Line], at: int) -> bool:
    """Whether a line says who, when or where published: "Ana Ruiz in Kara" only beside a date."""
    beside = lines[max(0, at - 1) : at + 2]
    return _is_metadata(lines[at]) or (
        name_before_place(lines[at].core) is not None and any(map(_is_dated, beside))
    )


def _small_words(lines: list[Line]) -> frozenset[str]:
    """The words of a text's prose that are written small."""
    return frozenset(
        word for line in lines if line.is_prose for word in line.words if word[0].islower()
    )


def _title_line(lines: list[Line], kept: list[bool], end: int, article: Article) -> int | None:
    """The line that is the headline: the known title, else the likeliest line above the report."""
    if any(piece.kind == "title" for piece in article.furniture):
        return None
    first = kept.index(True)
    if article.title is not None:
        known = line_key(article.title)
        above = range(min(max(first + 2, end), len(lines)))
        return next((at for at in above if _is_headline(lines[at].key, known)), None)
    if 0 < end <= _HEAD_LINES:
        headline = _headline_of_head(lines, end)
        if headline is not None:
            return headline
    is_of_page = not _OF_PAGES.isdisjoint(line_signals(lines[0]))
    if len(lines) > 1 and not is_of_page and _opens_as_title(lines[0], lines[1]):
        return 0
    headline = _headline_above(lines, first)
    if (
        headline is None
        and first + 1 < len(lines)
        and _opens_as_title(lines[first], lines[first + 1])
    ):
        return first
    return headline


def _headline_of_head(lines: list[Line], end: int) -> int | None:
    """The first line above a plain text's first paragraph that can be its headline.

    One that shares words with the report is preferred to a slogan: "All of Kara in one paper".
    """
    small = _small_words(lines[end:])
    body = {word.casefold() for line in lines[end : end + 12] for word in line.words}
    able = [
        at
        for at in range(end)
        if not is_masthead(lines[at].core, small)
        and not _goes_on(lines[at], lines[at + 1])
        and (_opens_as_title(lines[at], lines[at + 1]) or _opens_as_title(lines[at], lines[end]))
    ]
    sharing = [at for at in able if _shared_words(lines[at], body) >= 2]
    others = [at for at in able if _OF_PAGES.isdisjoint(line_signals(lines[at]))]
    return next(iter(sharing or others), None)


_OF_PAGES = frozenset({"menu", "share", "sign-up"})


def _shared_words(line: Line, body: set[str]) -> int:
    return len({word.casefold() for word in line.words if len(word) > 3} & body)


def _opens_as_title(line: Line, following: Line) -> bool:
    """Whether the first line of a text is its headline.

    A full stop at its end is no headline's unless Its Words Are Capitalized, for "A bomb killed two
    people in Kara on Monday." may be the whole first paragraph.
    """
    if not 3 <= len(line.words) <= 30 or len(line.core) > 150 or line.is_item:
        return False
    shorter = following.end - following.start < len(line.core)
    if shorter and not (line.is_title_case or _is_metadata(following)):
        return False
    if line.core.endswith((":", ",", "—", "–", "-", "]")) or _is_metadata(line):
        return False
    if _goes_on(line, following):
        return False
    return not line.is_sentence or line.core.endswith("?") or line.is_title_case


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a line is the first of a paragraph that was broken at a fixed width."""
    is_next = following.start == line.end + 1
    return is_next and (following.core[0].islower() or line.core.isupper())


def _headline_above(lines: list[Line], first: int) -> int | None:
    """The line above the report that shares most words with it; the nearest of equals."""
    body = {word.casefold() for line in lines[first : first + 12] for word in line.words}
    best, best_score = None, 0.0
    for at in range(max(0, first - 15), first):
        line = lines[at]
        long_words = [word.casefold() for word in line.words if len(word) > 3]
        ends = line.core.endswith(".") and not line.is_title_case
        if len(line.words) < 4 or ends or _is_metadata(line) or not long_words:
            continue
        shared = sum(word in body for word in long_words)
        score = shared / len(long_words) + min(shared, 6) / 6
        if shared >= 2 and score >= best_score:
            best, best_score = at, score
    return best


def _is_metadata(line: Line) -> bool:
    """A date line, a byline, a credit, a share line: never a headline."""
    signals = {"certain", "tags", "credit", "date", "document number", "row of links"}
    if not signals.isdisjoint(line_signals(line)) or BYLINE.search(line.core):
        return True
    return is_breadcrumb(line.core) or is_section(line.core)


def _is_dated(line: Line) -> bool:
    """Whether a line holds a date and is no sentence: "TBILISI, 9 July 2020"."""
    return len(line.core) <= 100 and not line.is_prose and DATE.search(line.core) is not None


def _is_headline(key: str, title: str) -> bool:
    """The same headline, or it with an outlet's name added: "Quake Hits Kara | The Post"."""
    return key == title or (
        len(title) > 15 and key.startswith(title) and len(key) < len(title) + 30
    )


def _kinds(lines: list[Line], kept: list[bool], title: int | None) -> list[FurnitureKind | None]:
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


def _kind_by_words(line: Line) -> FurnitureKind | None:
    names = set(line_signals(line))
    if BYLINE.search(line.core) or is_date_line(line.core):
        return "byline"
    if is_breadcrumb(line.core) or is_section(line.core):
        return "navigation"
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
    ("row of links", "navigation"),
    ("comment", "boilerplate"),
    ("document number", "boilerplate"),
)


def _kind_by_place(line: Line, is_above: bool, is_below: bool) -> FurnitureKind:
    if len(line.words) <= 3:
        return "navigation"
    if is_above:
        return "navigation" if line.is_item else "boilerplate"
    if is_below and not line.is_item:
        return "teaser"
    return "related-links"


def _merge(text: str, lines: list[Line], kinds: list[FurnitureKind | None]) -> Iterator[Furniture]:
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


def _lines_above(article: Article) -> list[Line]:
    """The dozen furniture lines above the report, and those below its first paragraph.

    Further up a menu may offer the show "By Any Chance" and yesterday's paper.
    """
    marked = [piece.span for piece in article.furniture]
    above: list[Line] = []
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
