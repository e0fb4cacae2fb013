"""Serve the desk on this machine until the user stops it."""

import contextlib
import logging
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from dateline.errors import ConfigError
from dateline.web.app import make_app
from dateline.web.desk import Desk
from dateline.web.guard import is_loopback


def check_host(host: str) -> None:
    """Refuse an address under which others could reach the desk.

    Raises:
        ConfigError: it is not an address of this machine alone.
    """
    if not is_loopback(host):
        raise ConfigError(
            f"host: {host} can be reached by others, and the desk has no accounts yet, so everybody"
            " could read and decide; use 127.0.0.1 (and an SSH tunnel from elsewhere)"
        )


def serve(desk: Desk, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Answer requests until interrupted.

    Args:
        desk: what is served.
        host: an address of this machine.
        port: 0 for any that is free.
        tell: is given the address once the desk can be opened.

    Raises:
        ConfigError: the address is not this machine's, or taken by another program.
    """
    check_host(host)
    listening = _listen(host.strip("[]"), port)
    found = listening.getsockname()
    shown = f"[{found[0]}]" if ":" in found[0] else found[0]
    tell(f"http://{shown}:{found[1]}/")
    # Who has set up where logs go wants those of the server there as well.
    log_config = None if logging.getLogger().handlers else LOGGING_CONFIG
    config = uvicorn.Config(
        make_app(desk), log_level="warning", log_config=log_config, lifespan="off", ws="none",
        server_header=False,
    )  # fmt: skip
    with contextlib.suppress(KeyboardInterrupt):  # that is how a desk is closed
        uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)  # from here on who asks waits, and is not refused
    except OSError as error:
        listening.close()
        raise ConfigError(
            f"port: {port} of {host} cannot be used ({error.strerror}); name another with --port"
        ) from error
    return listening
