"""Outlets that pass on what others say: "…, the Evening Post wrote"; "told Reuters"; "citing AFP".

In: the drafts of a passage. Out: the same drafts, each with the outlets credited for its words, and
without the drafts that only credited them. An outlet that is the only one to speak stays a speaker.
"""

import dataclasses
from collections.abc import Sequence

from dateline.reading.passages import Draft, Passage, Range
from dateline.resources.outlet_names import is_outlet_name

_DEEDS = frozenset({"agree", "decide", "vote", "refuse", "plan"})
_CITING = frozenset({"cite", "quote", "cit"})


def pass_on(passage: Passage, drafts: Sequence[Draft]) -> list[Draft]:
    """Turn drafts that only name an outlet into relays of the drafts they stand for."""
    kept = [_with_quoted(passage, _with_outlets(passage, draft)) for draft in drafts]
    for aside in [draft for draft in kept if draft.aside is not None]:
        kept = _relay_inner(passage, kept, aside)
    for citing in [draft for draft in kept if _only_cites(passage, draft)]:
        kept = _relay_cited(passage, kept, citing)
    return kept


def spoken_in(passage: Passage, drafts: Sequence[Draft], others: Sequence[Draft]) -> list[Draft]:
    """What `drafts` lack to tell who is passed on, from what was found in another way.

    "The envoy said talks had failed, *the Evening Post wrote*": the aside of an outlet, and the
    words inside it when `drafts` only have the outlet's.
    """
    cues = {draft.head.i for draft in drafts}
    found = []
    for aside in others:
        if aside.aside is None or not _all_outlets(passage, aside):
            continue
        inside = [d for d in drafts if _is_spoken_in(d, aside)]
        nested = inside or [d for d in others if d is not aside and _is_spoken_in(d, aside)]
        if nested:
            found += [aside, *(d for d in nested if d.head.i not in cues)]
    return found


def _all_outlets(passage: Passage, draft: Draft) -> bool:
    return bool(draft.speakers) and all(
        is_outlet_name(_words(passage, name)) for name in draft.speakers
    )


def _with_outlets(passage: Passage, draft: Draft) -> Draft:
    outlets = tuple(name for name in draft.relays if is_outlet_name(_words(passage, name)))
    return dataclasses.replace(draft, relays=outlets)


def _with_quoted(passage: Passage, draft: Draft) -> Draft:
    """Read "he was quoted as saying by the Evening Post" as his words, which the Post passed on."""
    words = [t for cue in draft.cue for t in passage.tokens_in(cue) if t.lemma_ in _CITING]
    named = [c for word in words for c in word.children if c.dep_ == "nsubjpass"]
    if not named or not _all_outlets(passage, draft):
        return draft
    edges = list(named[0].subtree)
    quoted = (edges[0].idx, edges[-1].idx + len(edges[-1]))
    content = tuple(part for part in draft.content if part[1] <= quoted[0] or part[0] >= quoted[1])
    if not content:
        return draft
    relays = (*draft.speakers, *draft.relays)
    return dataclasses.replace(draft, speakers=(quoted,), relays=relays, content=content)


def _relay_inner(passage: Passage, drafts: list[Draft], aside: Draft) -> list[Draft]:
    """Read "The envoy said talks had failed, *the Evening Post wrote*" as the envoy's words."""
    inner = [d for d in drafts if d is not aside and _is_spoken_in(d, aside)]
    if not inner or not _all_outlets(passage, aside):
        return drafts
    others = [d for d in drafts if d not in inner and d.head.i != aside.head.i]
    return others + [
        dataclasses.replace(cut, relays=cut.relays + aside.speakers + aside.relays)
        for draft in inner
        if (cut := _without_aside(passage, draft, aside)) is not None
    ]


def _is_spoken_in(inner: Draft, outer: Draft) -> bool:
    at = inner.cue[0][0]
    if inner.head.lemma_ in _DEEDS:  # "The two states agreed to share data, the Post reported"
        return False
    return bool(inner.speakers) and any(start <= at < end for start, end in outer.content)


def _without_aside(passage: Passage, draft: Draft, aside: Draft) -> Draft | None:
    """The draft whose content no longer runs into the aside."""
    cut = aside.aside or (0, 0)
    parts = []
    for start, end in draft.content:
        before = passage.trim((start, min(end, cut[0]))) if start < cut[0] else None
        after = passage.trim((max(start, cut[1]), end)) if end > cut[1] else None
        parts += [part for part in (before, after) if part is not None]
    return dataclasses.replace(draft, content=tuple(parts)) if parts else None


def _only_cites(passage: Passage, draft: Draft) -> bool:
    is_citing = draft.head.lemma_ in _CITING and draft.head.tag_ == "VBG"
    return is_citing and is_outlet_name(_words(passage, _cited(passage, draft)))


def _cited(passage: Passage, draft: Draft) -> Range:
    """The name that is cited: the content up to its first comma."""
    start, end = draft.content[0]
    comma = passage.text.find(",", start, end)
    return (start, comma) if comma > start else (start, end)


def _relay_cited(passage: Passage, drafts: list[Draft], citing: Draft) -> list[Draft]:
    """Read "The broadcaster reported, *citing Reuters*, that …" as the broadcaster's words."""
    sentence = passage.sentence_of(citing.head.idx)
    for index, draft in enumerate(drafts):
        is_near = sentence[0] <= draft.head.idx < sentence[1]
        if draft is not citing and is_near and draft.speakers == citing.speakers:
            passed = dataclasses.replace(draft, relays=(*draft.relays, _cited(passage, citing)))
            rest = [d for d in (*drafts[:index], *drafts[index + 1 :]) if d is not citing]
            return [*rest, passed]
    return drafts


def _words(passage: Passage, where: Range) -> str:
    return passage.text[where[0] : where[1]]
