"""`--log-json`: whatever is told on stderr is one JSON object a line, for machines that keep logs.

Every event has `at` (ISO 8601, UTC), `level`, `logger` and `event`; what else it has depends on the
event: `article` has `result`, `id` and `ref`, `failure` has `ref` and `reason`, `request` has
`method`, `path`, `status` and `seconds`. docs/operation.md lists them.
"""

import datetime
import json
import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any

import click

_LOGGER = logging.getLogger("dateline")
# What every record of `logging` has; the rest was given with the event.
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "taskName"}
_on = False


class JsonLines(logging.Formatter):
    """One event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Write an event; whatever cannot be JSON is written as its text."""
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        told: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        told |= {key: value for key, value in vars(record).items() if key not in _USUAL}
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True, default=str)


def log_json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --log-json."""
    return click.option(
        "--log-json",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_begin_if_given,
        help="Tell everything on stderr as JSON Lines, one event a line.",
    )(command)


def _begin_if_given(_context: click.Context, _option: click.Parameter, is_given: bool) -> None:
    if is_given:
        begin()


def begin() -> None:
    """From now on everything that is told, logged, warned of or raised is a line of JSON."""
    global _on  # noqa: PLW0603 (how this process talks, as sys.stderr is)
    _on = True
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    _LOGGER.setLevel(logging.INFO)
    logging.captureWarnings(True)
    sys.excepthook = _log_crash


def are_json() -> bool:
    """Whether --log-json was given."""
    return _on


def log(event: str, *, level: int = logging.INFO, **details: object) -> None:
    """Write one event with its details."""
    _LOGGER.log(level, event, extra=details)


def _log_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    _LOGGER.critical("crash", exc_info=(kind, error, trace))
