"""The `dateline` command: one file a command; prints, and does nothing else.

Output goes to stdout, talk to stderr. Exit codes: 0 done, 1 some inputs failed, 2 wrong usage.
"""

import logging
import os
import sys
from typing import NoReturn

import click

from dateline import __version__
from dateline.cli import logs
from dateline.cli.actors import actors
from dateline.cli.add import add
from dateline.cli.backup import backup, restore
from dateline.cli.changes import changes
from dateline.cli.claims import claims
from dateline.cli.decide import merge, split, undo
from dateline.cli.doctor import doctor
from dateline.cli.events import events
from dateline.cli.export import export
from dateline.cli.follow import follow
from dateline.cli.forget import forget
from dateline.cli.info import info
from dateline.cli.read import read
from dateline.cli.review import accept, correct, reject
from dateline.cli.said import said
from dateline.cli.schema import schema
from dateline.cli.serve import serve
from dateline.cli.show_one import show
from dateline.cli.users import users
from dateline.cli.watch import watch
from dateline.errors import ConfigError, DatelineError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def cli() -> None:
    """Read news reports: what they say happened, on whose word, with the words that say so."""


for command in (
    read, add, follow, claims, events, actors, said, show, accept, reject, correct, merge, split,
    undo, changes, watch, export, serve, users, forget, backup, restore, doctor, info, schema,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Run the command line; what goes wrong on purpose becomes one line on stderr."""
    try:
        cli.main(prog_name="dateline", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _stop("stopped; what was printed as new is kept", 130)
    except ConfigError as error:
        _stop(str(error), 2)
    except DatelineError as error:
        _stop(str(error), 1)
    except BrokenPipeError:
        # The reader of our output has gone ("| head"): that is no error, and no one is listening.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # a full disk behind ">"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _stop(f"the output could not be written: {error.strerror}", 1)


def _stop(message: str, code: int) -> NoReturn:
    if logs.are_json():
        logs.log("stopped", level=logging.ERROR, reason=message, code=code)
    else:
        click.echo(f"dateline: {message}", err=True)
    sys.exit(code)
