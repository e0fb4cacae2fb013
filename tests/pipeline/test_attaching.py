"""A further mention of a common name is put into its actor without looking at all the others."""

import dataclasses
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import StoreError
from dateline.pipeline.linker import ReportLinker
from dateline.records import Report
from dateline.store import ActorQuery, Archive, Thing, neighbours
from tests.linking.people import make_actor_report

# Of two countries and of none it is not known whose ministry it is; company tells.
BOTH: dict[str, Any] = {"places": ("PER", "KEN"), "kind": "organization"}
NAME = "Interior Ministry"
FRIENDS = ("Ola Vik", "Rosa Chicombe", "Oumar Sidibé")


def mention(number: int, name: str = NAME, **said: Any) -> Report:
    report = make_actor_report(name, number, **BOTH | said)
    day = f"2024-04-{1 + number % 28:02}"
    return dataclasses.replace(
        report, article=dataclasses.replace(report.article, published=f"{day}T{number % 24:02}:00")
    )


class _Counting(ReportLinker):
    """Remembers how many things were grouped at once."""

    def __init__(self) -> None:
        self.grouped: list[int] = []

    def group(self, things: Sequence[Thing], *rest: Any, **more: Any) -> list[tuple[str, ...]]:
        self.grouped.append(len(things))
        return super().group(things, *rest, **more)


class _Thorough(ReportLinker):
    """Has everything grouped anew, always."""

    def adds_nothing(
        self, identity: Thing, earlier: Sequence[Thing], actor: str, joined: Collection[str]
    ) -> bool:
        return False


def _ministry(archive: Archive) -> Any:
    (found,) = [one for one in archive.actors(ActorQuery()) if one.name == NAME]
    return found


def test_a_further_mention_groups_nothing_and_is_counted(tmp_path: Path) -> None:
    linker = _Counting()
    with Archive.open(str(tmp_path / "archive.sqlite"), linker=linker) as archive:
        for number in range(12):
            archive.add(mention(number, company=("Ola Vik",)))
        linker.grouped.clear()
        last = archive.newest_changes(1)[0].number
        archive.add(mention(12, company=("Ola Vik",)))
        assert linker.grouped == []
        ministry = _ministry(archive)
        assert ministry.articles == 13
        (told,) = [one for one in archive.changes(last) if one.id == ministry.id]
        assert (told.kind, len(told.details["joined"])) == ("update", 1)
        # A name that the actor was not called yet is new, so that all is told anew.
        archive.add(mention(13, "Ministry of the Interior", company=("Ola Vik",)))
        assert max(linker.grouped) == 14
        assert "ministry of the interior" in _ministry(archive).names


def test_what_people_joined_has_all_grouped_anew(tmp_path: Path) -> None:
    linker = _Counting()
    with Archive.open(str(tmp_path / "archive.sqlite"), linker=linker) as archive:
        for number in range(4):
            archive.add(mention(number, company=("Ola Vik",)))
        other = mention(4, company=("Rosa Chicombe",), country="PER")
        archive.add(other)
        archive.merge(_first_entity(archive), f"{other.article.id}#e1", by="Ada")
        linker.grouped.clear()
        archive.add(mention(5, company=("Ola Vik",)))
        assert max(linker.grouped) > 4
        assert _ministry(archive).articles == 6


def _first_entity(archive: Archive) -> str:
    report = next(archive.reports())
    return f"{report.article.id}#e1"


_SAID = st.fixed_dictionaries(
    {
        "company": st.lists(st.sampled_from(FRIENDS), min_size=1, max_size=2, unique=True).map(
            tuple
        ),
        "country": st.sampled_from([None, None, None, "PER", "KEN"]),
        "places": st.sampled_from([("PER", "KEN"), ("PER", "KEN"), ("PER",), ()]),
    }
)
_ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from([NAME, NAME, "Ministry of the Interior"]), _SAID),
        st.tuples(st.just("add"), st.just(NAME), _SAID),
        st.tuples(st.sampled_from(["merge", "split"]), st.integers(0, 15), st.integers(0, 15)),
        st.tuples(st.just("undo")),
        st.tuples(st.just("forget"), st.integers(0, 15)),
    ),
    min_size=5,
    max_size=16,
)


@pytest.mark.parametrize("landmarks", [2, neighbours.LANDMARKS])
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(acts=_ACTS, data=st.data())
def test_it_comes_out_as_if_all_had_been_grouped_anew(
    landmarks: int,
    monkeypatch: pytest.MonkeyPatch,
    acts: list[tuple[Any, ...]],
    data: st.DataObject,
) -> None:
    monkeypatch.setattr(neighbours, "LANDMARKS", landmarks)
    # Some arrive before earlier ones.
    days = data.draw(st.permutations(range(len(acts))))
    with tempfile.TemporaryDirectory() as folder:
        quick = Archive.open(f"{folder}/quick.sqlite", linker=ReportLinker())
        thorough = Archive.open(f"{folder}/thorough.sqlite", linker=_Thorough())
        with quick, thorough:
            for day, act in zip(days, acts, strict=True):
                told = [_do(archive, day, act) for archive in (quick, thorough)]
                assert told[0] == told[1]
                assert _state(quick) == _state(thorough)


def _do(archive: Archive, day: int, act: tuple[Any, ...]) -> bool:
    articles = [report.article.id for report in archive.reports()]
    try:
        match act:
            case ("add", name, said):
                archive.add(mention(day, name, **said))
            case ("undo",):
                archive.undo(by="Ada")
            case ("forget", n):
                if not articles:
                    return False
                archive.forget([articles[n % len(articles)]], by="Ada")
            case (kind, a, b):
                if not articles:
                    return False
                ends = [f"{articles[n % len(articles)]}#e1" for n in (a, b)]
                (archive.merge if kind == "merge" else archive.split)(*ends, by="Ada")
    except StoreError:  # nothing to undo, or one with itself
        return False
    return True


def _state(archive: Archive) -> list[Any]:
    return [
        (row.record, row.articles, sorted(map(str, archive.entities_of(row.id))))
        for row in sorted(archive.actors(ActorQuery()), key=lambda row: row.id)
    ]
