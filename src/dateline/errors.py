"""Every error Dateline raises on purpose.

    DatelineError
    ├── SourceError           an input could not be turned into an article
    │   ├── FetchError        … because it could not be fetched
    │   └── UnreadableArticle … because what was fetched is not a text that can be read
    ├── EvidenceError         a record would state something it cannot quote
    ├── DeliveryError         an alert could not be sent where its watch wants it
    ├── StoreError            the archive could not keep or give back a record
    │   ├── ForgottenArticle  … because somebody had the archive forget this article
    │   ├── ChangedMeanwhile  … because somebody else decided about it after it was seen
    │   └── ArchiveUnavailable … because its database does not answer, or not as it should
    ├── RunnerError           those who read in parallel could not be begun, or write what they read
    └── ConfigError           a setting or option is wrong

A message says what was being done to what, what was found, and what to do.
"""


class DatelineError(Exception):
    """The root: catch this to catch everything Dateline raises on purpose."""


class SourceError(DatelineError):
    """An input could not be turned into an article; other inputs are not affected."""


class FetchError(SourceError):
    """A URL could not be fetched: no answer, an error status, or an address that is not allowed.

    Attributes:
        retry_after: how many seconds the server asked to wait; None when it did not.
        is_for_now: the site is too busy, silent or left alone for a while: asking later may help,
            and says nothing of the page.
    """

    retry_after: float | None = None
    is_for_now: bool = False


class UnreadableArticle(SourceError):
    """The input was there but holds no text that can be read: empty, binary, too large."""


class EvidenceError(DatelineError, ValueError):
    """A record is wrong: a range outside the text or in furniture, an unknown type or reference."""


class DeliveryError(DatelineError):
    """An alert did not arrive; it is sent again later, unless nothing can come of that.

    Attributes:
        retry_after: how many seconds the other side asked to wait; None when it did not.
        is_final: nothing changes by trying again.
    """

    retry_after: float | None = None
    is_final: bool = False


class StoreError(DatelineError):
    """The archive is missing, of another version, locked, full or damaged."""


class ForgottenArticle(StoreError):
    """Somebody had the archive forget this article; it is added again only when asked for."""


class ChangedMeanwhile(StoreError):
    """What somebody decides about is not what they saw: another was quicker. Nothing was kept."""


class ArchiveUnavailable(StoreError):
    """The database itself failed: no server, a full disk, a lock, a damaged file, no right."""


class RunnerError(DatelineError):
    """Processes or a cluster could not be begun, or what they read could not be written."""


class ConfigError(DatelineError):
    """A setting or an option holds a value that cannot be used."""
