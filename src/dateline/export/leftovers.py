"""What a format has no place for: counted while a file is written, told when it is done."""

from collections import Counter


class Leftovers:
    """Counts of records or values that were left out, each with the reason where one helps."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str | None]] = Counter()

    def add(self, what: str, count: int = 1, *, because: str | None = None) -> None:
        """Count some that were left out; `what` is a plural that ends in its noun: "ties"."""
        if count:
            self._counts[what, because] += count

    def count(self, what: str) -> int:
        """How many of these were left out, for whatever reason."""
        return sum(count for (name, _), count in self._counts.items() if name == what)

    def lines(self, title: str) -> list[str]:
        """One sentence for each: "14 attributions have no place in ACLED-style CSV"."""
        return [
            f"{count:,} {what if count > 1 else _singular(what)} {'have' if count > 1 else 'has'}"
            f" no place in {title}{f': {because}' if because else ''}"
            for (what, because), count in sorted(
                self._counts.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or "")
            )
        ]


def _singular(plural: str) -> str:
    return plural[:-3] + "y" if plural.endswith("ies") and plural != "ties" else plural[:-1]
