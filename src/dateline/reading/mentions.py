"""Named mentions: the proper names of people, bodies, armed groups, outlets, states and places.

In: parsed prose and the places found in it. Out: `Mention`s in text order that do not overlap.
Names known to `resources` come first, then places, then the parser's; longer beats shorter.
Every mention of a person carries the fullest name the article gives: "Berg" is "Ola Berg".
"""

from collections.abc import Iterable, Sequence

from dateline.reading.known_names import known_names, place_names
from dateline.reading.labelled_names import labelled_names, titled_names, unlabelled_names
from dateline.reading.lines import is_upper_case
from dateline.reading.mention import Mention, is_title, name_of
from dateline.reading.one_name import give_one_name
from dateline.reading.person_signs import follows_title, looks_human
from dateline.reading.prose import Prose, span_of
from dateline.reading.where import PlaceMention

__all__ = ["Mention", "find_mentions", "is_title"]


def find_mentions(prose: Prose, places: Sequence[PlaceMention]) -> list[Mention]:
    """Find the named mentions of an article's body, in text order, none overlapping another."""
    found: list[Mention] = []
    for paragraph in prose.paragraphs:
        here = [place for place in places if paragraph.span.covers(place.span)]
        ranked = [
            *known_names(paragraph.doc),
            *place_names(paragraph.doc, here),
            *labelled_names(paragraph.doc),
            *titled_names(paragraph.doc),
            *unlabelled_names(paragraph.doc),
        ]
        found.extend(_joined(_without_overlaps(ranked)))
    if is_upper_case(prose.article.text):
        found = [mention for mention in found if _is_sure_in_capitals(mention)]
    return give_one_name(found, prose)


def _without_overlaps(ranked: Iterable[Mention]) -> list[Mention]:
    """Keep the longest of overlapping mentions; of equals, the one that came first."""
    kept: list[Mention] = []
    for mention in sorted(ranked, key=lambda m: -len(m.tokens)):
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.span)


def _is_sure_in_capitals(mention: Mention) -> bool:
    """Whether one word of an upper-case text is a name on more than the label's word.

    There every word that is in no list looks like a name: "MATERIEL", "REDOUBTS"; farms and wells
    are taken for bodies: "EL NISPERO"; and a battalion's
    name is none of its own: "THE ARCE BATTALION".
    """
    if mention.key is not None or mention.place is not None:
        return True
    if len(mention.tokens) > 1:
        return mention.kind == "place" or mention.tokens[0].lower_ not in {"el", "la", "los", "las"}
    root = mention.tokens.root
    if root.dep_ in {"compound", "nmod", "amod"} and root.head.pos_ == "NOUN":
        return False
    if mention.kind == "person":
        return follows_title(mention.tokens) or looks_human(mention.tokens)
    return mention.kind == "place"


def _joined(found: Sequence[Mention]) -> list[Mention]:
    """Join a person's names that were labelled one by one: "Amélia | Tembe"."""
    joined: list[Mention] = []
    for mention in found:
        if joined and _is_one_name(joined[-1], mention):
            tokens = mention.tokens.doc[joined[-1].tokens.start : mention.tokens.end]
            joined[-1] = Mention(tokens, span_of(tokens), "person", name_of(tokens))
        else:
            joined.append(mention)
    return joined


def _is_one_name(first: Mention, second: Mention) -> bool:
    are_people = first.kind == second.kind == "person" and first.key is None and second.key is None
    between = first.tokens.doc[first.tokens.end : second.tokens.start].text
    return are_people and between in {"", "]", "["}  # "President [Ana] Ruiz"
