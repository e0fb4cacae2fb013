"""Coders who read the same articles blind: assigned, done, compared, adjudicated.

In: the names of coders and articles. Out: what each of them made of an article, once all are done.
"""

from collections.abc import Mapping

from dateline.errors import StoreError
from dateline.store import assigning, finding, rulings
from dateline.store.assigning import Assignment
from dateline.store.reviewing import Review
from dateline.store.reviews import Reviews

_ALL_DONE = "all who code this article are done, and may have seen the others"


class Coders(Reviews):
    """The part of an archive that is about who codes what."""

    def assign(self, article: str, coder: str, *, by: str) -> Assignment:
        """Have somebody code an article blind: nobody sees it before all coders of it are done.

        Raises:
            StoreError: there is no such article, or it was assigned to them before.
        """
        with self._writing(f"assigning {article} to {coder} in") as connection:
            key = finding.find_article(connection, self._name, article)
            if key is None:
                raise StoreError(f"there is no article {article} in {self._name}")
            known = assigning.assignments_on(connection, key)
            if any(one.coder == coder for one in known):
                raise StoreError(f"article {article} was assigned to {coder} before")
            if any(one.closed_at is not None for one in known):
                raise StoreError(f"what the coders of article {article} said is adjudicated")
            if known and all(one.done_at is not None for one in known):
                raise StoreError(_ALL_DONE)
            assigning.insert_assignment(connection, key, coder, by)
            return assigning.assignments_on(connection, key)[-1]

    def finish_coding(self, article: str, coder: str, *, done: bool = True) -> None:
        """Say that a coder is done with an article, or goes on with it after all.

        Raises:
            StoreError: it is not assigned to them, or all are done and have seen each other's.
        """
        with self._writing(f"finishing article {article} in") as connection:
            key = finding.find_article(connection, self._name, article) or 0
            found = assigning.open_for(connection, key, coder)
            if found is None:
                raise StoreError(f"article {article} is not assigned to {coder}")
            everybody = assigning.assignments_on(connection, key)
            if not done and all(one.done_at is not None for one in everybody):
                raise StoreError(_ALL_DONE)
            assigning.finish(connection, found.key, done=done)

    def close_coding(self, article: str) -> None:
        """Say that what the coders of an article decided is adjudicated; from here on all see it.

        Raises:
            StoreError: somebody still codes it, or it is adjudicated already.
        """
        with self._writing(f"closing article {article} in") as connection:
            key = finding.find_article(connection, self._name, article) or 0
            found = assigning.assignments_on(connection, key)
            _refuse_unfinished(article, found)
            if all(one.closed_at is not None for one in found):
                raise StoreError(f"what the coders of article {article} said is adjudicated")
            assigning.close(connection, key)

    def assignments(self) -> list[Assignment]:
        """Every assignment, in the order in which they were made.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the assignments of") as connection:
            return assigning.assignments_on(connection)

    def assignment(self, article_id: str, coder: str) -> Assignment | None:
        """What somebody has to code of an article, by its whole id; None when it is nothing.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for article {article_id} in") as connection:
            key = finding.find_article(connection, self._name, article_id)
            return None if key is None else assigning.open_for(connection, key, coder)

    def codings(self, article: str) -> Mapping[str, Review]:
        """What each coder made of an article, by coder.

        Raises:
            StoreError: somebody still codes it, so that nobody may see it.
        """
        with self._reading(f"comparing the coders of {article} in") as connection:
            key = finding.find_article(connection, self._name, article) or 0
            found = assigning.assignments_on(connection, key)
            _refuse_unfinished(article, found)
            return rulings.read_codings(connection, key, {one.coder: one.key for one in found})

    def next_article(self, article_id: str) -> str | None:
        """The id of the article with claims that was added before one; None when there is none.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for article {article_id} in") as connection:
            key = finding.find_article(connection, self._name, article_id)
            return None if key is None else rulings.older_article(connection, key)


def _refuse_unfinished(article: str, found: list[Assignment]) -> None:
    if not found:
        raise StoreError(f"article {article} is not assigned to anybody")
    if waiting := [one.coder for one in found if one.done_at is None]:
        raise StoreError(
            f"{', '.join(waiting)} still code{'s' if len(waiting) == 1 else ''} article {article};"
            " nobody sees what the others said before all are done"
        )
