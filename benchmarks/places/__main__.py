"""News with every toponym located in; out, how many Dateline finds and puts in the right place."""

import json
import sys
from collections import Counter

import spacy
from spacy.language import Language

from benchmarks import data
from benchmarks.places.corpora import MarkedText, files, read_corpora
from benchmarks.places.metric import Found, Tallies, is_right
from dateline.reading.prose import parse_prose
from dateline.reading.where import find_places, resolve_places
from dateline.records import Article, Place, Provenance
from dateline.settings import settings


def main() -> None:
    """Resolve the names given, then, unless `--given-only`, find them in the bare text."""
    arguments = data.parser("places", "Find and locate the places of news articles.")
    arguments.add_argument("--given-only", action="store_true", help="skip the end-to-end run")
    arguments.add_argument("--worst", type=data.positive, help="list N errors on stderr")
    options = arguments.parse_args()
    folder = data.data_folder(options.data)
    articles = list(read_corpora(folder))[: options.limit]
    tallies, errors = Tallies(), Counter[str]()
    for article in data.track(articles, "names given"):
        places = resolve_places(article.text, [toponym.span for toponym in article.toponyms])
        tallies.add_given(article, places)
        errors.update(_errors(article, places))
    if not options.given_only:
        nlp = spacy.load(settings().spacy_model)
        for article in data.track(articles, "end to end"):
            tallies.add_found(article, _find(article, nlp))
    for line, count in errors.most_common(options.worst or 0):
        print(f"{count:4} {line}", file=sys.stderr)
    print(json.dumps(tallies.keys() | {"data": data.fingerprint(files(folder), folder)}))


def _find(article: MarkedText, nlp: Language) -> list[Found]:
    source = Provenance(kind="benchmark", ref=article.corpus, retrieved_at="1970-01-01T00:00:00Z")
    prose = parse_prose(Article(id="benchmark", text=article.text, source=source), nlp)
    return [(mention.span, mention.name, mention.place) for mention in find_places(prose)]


def _errors(article: MarkedText, places: list[Place | None]) -> list[str]:
    """What went wrong, in words."""
    return [
        f"{article.corpus}: {toponym.name} at {toponym.lat:.1f},{toponym.lon:.1f}"
        f" (id {toponym.geonames_id}) read as {_words(place)}"
        for toponym, place in zip(article.toponyms, places, strict=True)
        if toponym.has_point and not is_right(toponym, place)
    ]


def _words(place: Place | None) -> str:
    if place is None:
        return "nothing"
    point = "no point" if place.lat is None else f"{place.lat:.1f},{place.lon:.1f}"
    return f"{place.kind} {place.admin1 or ''} {place.country} at {point}"


if __name__ == "__main__":
    main()
