"""Serve the desk on this machine until the user stops it."""

import contextlib
import gc
import logging
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from dateline.errors import ConfigError
from dateline.web.app import make_app
from dateline.web.desk import Desk
from dateline.web.guard import Reach, is_address, is_loopback, reach_of
from dateline.web.watching import asking_watches


def find_reach(host: str, url: str | None, *, has_accounts: bool) -> Reach | None:
    """How others reach the desk; None when it is for one person on this machine.

    Args:
        host: where it listens.
        url: where a proxy in front answers.
        has_accounts: somebody can log in.

    Raises:
        ConfigError: others could reach it, and there are no accounts, so everybody could decide.
    """
    if not has_accounts:
        if url is None and is_loopback(host):
            return None
        named = f"host: {host}" if url is None else f"url: {url}"
        raise ConfigError(
            f"{named} can be reached by others, and the archive has no accounts, so everybody could"
            " read and decide; make one first (`dateline users add NAME --role editor`), or use"
            " 127.0.0.1 alone (and an SSH tunnel from elsewhere)"
        )
    return reach_of((host, socket.gethostname(), socket.getfqdn()), url)


def serve(
    desk: Desk, host: str, port: int, tell: Callable[[str], None], *, proxy: str | None = None
) -> None:
    """Answer requests until interrupted.

    Args:
        desk: what is served.
        host: an address of this machine; one that others reach needs a desk with accounts.
        port: 0 for any that is free.
        tell: is given the address once the desk can be opened.
        proxy: the address of a proxy in front, which is believed who asks, and whether over HTTPS.

    Raises:
        ConfigError: the address is not this machine's, or taken by another program; others could
            reach a desk without accounts; the proxy is no address.
    """
    if not desk.has_accounts:
        find_reach(host, None, has_accounts=False)
    if proxy is not None and not is_address(proxy):
        raise ConfigError(f"proxy: {proxy!r} is no address, as 10.0.0.2; a name may be anybody's")
    listening = _listen(host.strip("[]"), port)
    found = listening.getsockname()
    shown = f"[{found[0]}]" if ":" in found[0] else found[0]
    url = desk.reach.url if desk.reach is not None else None
    tell(url or f"http://{shown}:{found[1]}/")
    config = server_config(desk, proxy)
    settle()
    # An interrupt is how a desk is closed.
    with asking_watches(desk), contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def settle() -> None:
    """Spare Python's collector what lives as long as the desk.

    To look through all of that takes a tenth of a second, for which some page had to wait.
    """
    gc.collect()
    gc.freeze()


def server_config(desk: Desk, proxy: str | None) -> uvicorn.Config:
    """How the desk is served; what stands in `X-Forwarded-…` is believed of the proxy alone."""
    # Who has set up where logs go wants those of the server there as well.
    log_config = None if logging.getLogger().handlers else LOGGING_CONFIG
    return uvicorn.Config(
        make_app(desk),
        log_level="warning",
        log_config=log_config,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=proxy is not None,
        forwarded_allow_ips=proxy,
    )


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
