"""What the teachers say of a text, kept for the encoder to learn from.

In: teachers and articles. Out: one file with, for every piece, the probabilities of its tags and,
for every cue, of what belongs to it; 256 steps are fine enough.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from dateline.encoder import ROLES, TAGS
from dateline.encoder.pieces import Pieces, Window, find_windows
from training.said.examples import Example, Tie, frame
from training.said.learn import precision
from training.said.model import Heads

_TOP = 255
_CUE = ROLES.index("cue")
_LIKELY = 0.3  # a piece this likely to begin a cue is asked for what belongs to it
_AT_ONCE = 64  # windows


def label_softly(
    teachers: Sequence[nn.Module], articles: Sequence[Example], device: str
) -> list[Example]:
    """The same articles as the teachers see them, the mean of what each says.

    Asked for what belongs to them are the cues of the article, or, where it has none, those that
    the teachers find.
    """
    for teacher in teachers:
        teacher.to(device).eval()
    tags = [np.zeros((len(a.pieces), len(ROLES), len(TAGS)), np.float32) for a in articles]
    ties: list[list[Tie]] = [[] for _ in articles]
    windows = [(n, w) for n, article in enumerate(articles) for w in find_windows(article.pieces)]
    windows.sort(key=lambda pair: pair[1].end - pair[1].start)
    for at in range(0, len(windows), _AT_ONCE):
        some = windows[at : at + _AT_ONCE]
        answers = _ask(teachers, [(articles[n].pieces, w) for n, w in some], device)
        probable = torch.stack([h.tags.softmax(-1) for h in answers]).mean(0).cpu().numpy()
        cues = []
        for row, (n, window) in enumerate(some):
            own = slice(window.own - window.start + 1, window.end - window.start + 1)
            tags[n][window.own : window.end] = probable[row, own]
            cues += [(row, cue) for cue in _cues(articles[n], tags[n], window)]
        for (row, cue), belongs in zip(cues, _belongs(answers, some, cues), strict=True):
            n, window = some[row]
            length = window.end - window.start
            ties[n].append(Tie(cue, window.start, belongs[1 : length + 1]))
    return [Example(a.pieces, tags[n], tuple(ties[n])) for n, a in enumerate(articles)]


@torch.inference_mode()
def _ask(
    teachers: Sequence[nn.Module], windows: Sequence[tuple[Pieces, Window]], device: str
) -> list[Heads]:
    ids, seen, shapes = (
        torch.from_numpy(part).to(device)
        for part in frame([(pieces, window.start, window.end) for pieces, window in windows])
    )
    heads = []
    for teacher in teachers:
        with precision(device):
            given = teacher(ids, shapes, seen)
        heads.append(Heads(*(tensor.float() for tensor in vars(given).values())))
    return heads


def _cues(article: Example, tags: np.ndarray, window: Window) -> list[int]:
    if article.ties:
        return sorted({tie.cue for tie in article.ties if window.own <= tie.cue < window.end})
    begins = tags[window.own : window.end, _CUE][:, [TAGS.index("B"), TAGS.index("S")]].sum(-1)
    return [int(n) + window.own for n in np.flatnonzero(begins > _LIKELY)]


@torch.inference_mode()
def _belongs(
    answers: Sequence[Heads], windows: Sequence[tuple[int, Window]], cues: list[tuple[int, int]]
) -> np.ndarray:
    """(n_cues, pieces, 2): how likely each piece of its window belongs to each cue."""
    rows = [row for row, _ in cues]
    pieces = [cue - windows[row][1].start + 1 for row, cue in cues]
    logits = [torch.einsum("crd,cprd->cpr", h.cues[rows, pieces], h.parts[rows]) for h in answers]
    return np.asarray(torch.stack(logits).sigmoid().mean(0).cpu().numpy())


def save(path: Path, articles: Sequence[Example]) -> None:
    """Write what was said of these articles, in their order."""
    ties = [(number, tie) for number, article in enumerate(articles) for tie in article.ties]
    np.savez_compressed(
        path,
        tags=_whole(np.concatenate([article.tags for article in articles])),
        lengths=np.array([len(article.pieces) for article in articles]),
        cues=np.array([(number, t.cue, t.first, len(t.belongs)) for number, t in ties]),
        belongs=_whole(np.concatenate([tie.belongs for _, tie in ties])),
    )


def load(path: Path, pieces: Sequence[Pieces]) -> list[Example]:
    """Read what was said of these articles, given again as pieces in the same order."""
    with np.load(path) as stored:
        lengths, cues = stored["lengths"].tolist(), stored["cues"]
        if lengths != [len(article) for article in pieces]:
            raise ValueError(f"{path} was written for other articles, or cut in other pieces")
        tags = np.split(stored["tags"], np.cumsum(lengths)[:-1])
        belongs = np.split(stored["belongs"], np.cumsum(cues[:, 3])[:-1])
    ties: list[list[Tie]] = [[] for _ in pieces]
    for (number, cue, first, _), part in zip(cues.tolist(), belongs, strict=True):
        ties[number].append(Tie(cue, first, _fraction(part)))
    return [
        Example(article, _fraction(tags[n]), tuple(ties[n])) for n, article in enumerate(pieces)
    ]


def mix(true: Example, soft: Example, share: float) -> Example:
    """What people marked and what the teachers say, `share` of the latter."""
    ties = []
    for one, other in zip(true.ties, _by_cue(true, soft), strict=True):
        if other is None:
            ties.append(one)
            continue
        start = other.first - one.first
        known = one.belongs[max(0, start) : start + len(other.belongs)]
        asked = other.belongs[max(0, -start) : max(0, -start) + len(known)]
        ties.append(Tie(one.cue, one.first + max(0, start), (1 - share) * known + share * asked))
    return Example(true.pieces, (1 - share) * true.tags + share * soft.tags, tuple(ties))


def _by_cue(true: Example, soft: Example) -> list[Tie | None]:
    """For each tie of the true example the teachers' for the same cue.

    Two attributions may share a cue's first piece; the teachers' word for the cue is of both, so
    it is left out there.
    """
    counts: dict[int, int] = {}
    for tie in true.ties:
        counts[tie.cue] = counts.get(tie.cue, 0) + 1
    given = {tie.cue: tie for tie in soft.ties}
    return [given.get(tie.cue) if counts[tie.cue] == 1 else None for tie in true.ties]


def _whole(probabilities: np.ndarray) -> np.ndarray:
    return np.round(probabilities * _TOP).astype(np.uint8)


def _fraction(whole: np.ndarray) -> np.ndarray:
    return whole.astype(np.float32) / _TOP
