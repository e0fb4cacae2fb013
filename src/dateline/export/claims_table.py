"""Claims as a flat table: one row a claim with its article, words and voices; CSV or Parquet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from dateline import codebook
from dateline.export.columns import Column, row_of
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Articles, Selection
from dateline.export.tables import names, quotes, write_csv
from dateline.records import Attribution, Claim, Participant, Report, Toll, TollKind
from dateline.store import ClaimRow


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and all that is needed to tell it."""

    row: ClaimRow
    report: Report

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.row.claim

    def said(self) -> list[Attribution]:
        """The attributions that carry it."""
        return [self.report.attribution(said) for said in self.claim.said_by]

    def entity_values(self, who: tuple[Participant, ...], field: str) -> str | None:
        """A field of each participant's entity, in one cell."""
        found = (self.report.entity(one.entity) for one in who if one.entity)
        return names(getattr(entity, field) for entity in found)

    def toll(self, kind: TollKind) -> Toll | None:
        """The figure for all of a kind; else the first, of a part."""
        found = [toll for toll in self.claim.toll if toll.kind == kind]
        return next((toll for toll in found if toll.of is None), found[0] if found else None)


def write_claims_csv(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the claims as CSV."""
    leftovers = Leftovers()
    write_csv(out, [column.name for column in COLUMNS], claim_rows(selection, leftovers))
    return leftovers


def claim_rows(selection: Selection, leftovers: Leftovers) -> Iterator[dict[str, Any]]:
    """The rows of the table; what has no place in it is counted when the last one is taken."""
    articles = Articles()
    for row, report in selection.claims():
        told = Told(row, report)
        articles.add(report, *told.claim.said_by)
        shown = {toll.kind for toll in told.claim.toll}
        leftovers.add("further figures", len(told.claim.toll) - len(shown))
        yield row_of(COLUMNS, told)
    articles.count_rest(selection, leftovers)


def _toll(kind: TollKind, field: str) -> Callable[[Told], Any]:
    return lambda told: getattr(told.toll(kind), field, None)


def _toll_columns() -> Iterator[Column[Told]]:
    kinds: tuple[TollKind, ...] = (
        "killed", "wounded", "abducted", "arrested", "displaced", "missing",
    )  # fmt: skip
    means = {
        "low": "at least so many {}; for a vague word the least it can mean",
        "best": "the number of {} that the text gives",
        "high": "at most so many {}; empty when nobody bounds it",
    }
    for kind in kinds:
        for bound, meaning in means.items():
            yield Column(f"{kind}_{bound}", "integer", meaning.format(kind), _toll(kind, bound))
        yield Column(
            f"{kind}_of", "text", f"of whom the {kind} are a part or a kind, in the text's words",
            _toll(kind, "of"),
        )  # fmt: skip


def _place(told: Told, field: str) -> Any:
    where = told.claim.where
    place = told.report.entity(where.entity).place if where and where.entity else None
    return getattr(place, field, None)


def _participants(told: Told, who: tuple[Participant, ...]) -> str | None:
    return names(
        f"{told.report.article.quote(one.span)}={one.certainty}" for one in who if one.certainty
    )


COLUMNS: tuple[Column[Told], ...] = (
    Column("article_id", "text", "the article, a hash of outlet, address and text",
           lambda told: told.row.article_id),
    Column("claim_id", "text", "the claim within its article", lambda told: told.claim.id),
    Column("outlet", "text", "who published the article", lambda told: told.row.outlet),
    Column("published", "text", "when, as far as the page says", lambda told: told.row.published),
    Column("title", "text", "the article's title", lambda told: told.row.title),
    Column("url", "text", "the article's address", lambda told: told.row.url),
    Column("type", "text", "PLOVER event type", lambda told: told.claim.type),
    Column("modes", "text", "PLOVER modes", lambda told: names(told.claim.modes)),
    Column("contexts", "text", "PLOVER contexts", lambda told: names(told.claim.contexts)),
    Column("intensity", "number", "PLOVER's conflict–cooperation score, -10 to 10, of the mode or"
           " else of the type", lambda told: intensity_of(told.claim)),
    Column("acled", "text", "ACLED's sub-event type; empty where there is no counterpart",
           lambda told: told.claim.acled),
    Column("muc", "text", "MUC-4's incident type", lambda told: told.claim.muc),
    Column("own_codes", "text", "codes of a codebook of your own, as codebook:code",
           lambda told: names(f"{code.codebook}:{code.type}" for code in told.claim.codes)),
    Column("status", "text", "happened, ongoing, attempted, planned, threatened, hypothetical or"
           " negated", lambda told: told.claim.status),
    Column("certainty", "text", "stated (by the outlet itself), attributed, alleged, disputed or"
           " denied", lambda told: told.claim.certainty),
    Column("speakers", "text", "who says it; empty when the outlet says it itself",
           lambda told: names(told.row.speakers)),
    Column("stances", "text", "how they say it: states, warns, denies, …",
           lambda told: names(said.stance for said in told.said())),
    Column("relayed_by", "text", "outlets credited for the speakers' words, nearest first",
           lambda told: names(told.report.entity(one).name for said in told.said()
                              for one in said.relayed_by)),
    Column("actors", "text", "who did it, by name; the text's words where nobody is known",
           lambda told: names(told.row.actors)),
    Column("actor_countries", "text", "their countries, ISO 3166 alpha-3",
           lambda told: told.entity_values(told.claim.actors, "country")),
    Column("actor_sectors", "text", "their PLOVER sectors",
           lambda told: told.entity_values(told.claim.actors, "sector")),
    Column("actors_less_sure", "text", "words for actors whose certainty differs from the claim's,"
           " as words=certainty", lambda told: _participants(told, told.claim.actors)),
    Column("recipients", "text", "to whom it was done", lambda told: names(told.row.recipients)),
    Column("recipient_countries", "text", "their countries",
           lambda told: told.entity_values(told.claim.recipients, "country")),
    Column("recipient_sectors", "text", "their PLOVER sectors",
           lambda told: told.entity_values(told.claim.recipients, "sector")),
    Column("recipients_less_sure", "text", "as actors_less_sure",
           lambda told: _participants(told, told.claim.recipients)),
    Column("targets", "text", "things that were hit, in the text's words",
           lambda told: names(told.row.targets)),
    Column("instruments", "text", "what was used, in the text's words",
           lambda told: names(told.report.article.quote(one.span)
                              for one in told.claim.instruments)),
    *_toll_columns(),
    Column("start", "text", "the first day, month or year it may have been",
           lambda told: told.claim.when.start if told.claim.when else None),
    Column("end", "text", "the last one", lambda told: told.claim.when.end if told.claim.when
           else None),
    Column("date_precision", "integer", "UCDP's date_prec: 1 a day, 2 two to six days, 3 a week,"
           " 4 up to a month, 5 longer",
           lambda told: told.claim.when.precision if told.claim.when else None),
    Column("when_words", "text", "the words that say when, resolved or not",
           lambda told: quotes(map(told.report.article.quote, told.claim.when.evidence))
           if told.claim.when else None),
    Column("place", "text", "where", lambda told: told.claim.where.name if told.claim.where
           else None),
    Column("admin1", "text", "its first-order division", lambda told: _place(told, "admin1")),
    Column("country", "text", "its country, ISO 3166 alpha-3",
           lambda told: told.claim.where.country if told.claim.where else None),
    Column("latitude", "number", "degrees north (WGS 84); empty when no point is known",
           lambda told: told.claim.where.lat if told.claim.where else None),
    Column("longitude", "number", "degrees east",
           lambda told: told.claim.where.lon if told.claim.where else None),
    Column("where_precision", "integer", "UCDP's where_prec: 1 the place itself, 2 near it, 3 and"
           " 4 a division of second and first order, 5 a part of a country, 6 the country, 7 none",
           lambda told: told.claim.where.precision if told.claim.where else None),
    Column("geonames_id", "integer", "the place in GeoNames",
           lambda told: _place(told, "geonames_id")),
    Column("decided", "text", "what people decided: accepted, added, or the fields they corrected,"
           " each with a name, as toll=Ada", lambda told: names(
               f"{one.field or {'accept': 'accepted', 'add': 'added'}[one.kind]}={one.by}"
               for one in told.claim.decided)),
    Column("score", "number", "0–1: how sure Dateline is that the article reports this, so typed",
           lambda told: told.claim.score),
    Column("trigger", "text", "the words that tell the event",
           lambda told: quotes(map(told.report.article.quote, told.claim.trigger))),
    Column("quotes", "text", "the words that support the claim", lambda told:
           quotes(told.row.quotes)),
    Column("ranges", "text", "where these stand in the article's text: start-end, in Unicode code"
           " points, the end not included",
           lambda told: names(f"{span.start}-{span.end}" for span in told.claim.evidence)),
)  # fmt: skip


def intensity_of(claim: Claim) -> float:
    """PLOVER's conflict–cooperation score of the first mode that has one, else of the type."""
    known = codebook.event_types()[claim.type]
    scores = (known.modes.get(mode) for mode in claim.modes)
    return next((score for score in scores if score is not None), known.score)
