"""Which network addresses may be fetched from: only public ones, checked after they are resolved.

A host is looked up once; the caller connects to the very address that was checked, so that a name
server which answers differently the second time (DNS rebinding) gains nothing.
"""

import ipaddress
import socket

from dateline.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def vetted_addresses(host: str, port: int, *, allow_private: bool) -> list[Address]:
    """Look a host up and check every answer.

    One private answer is enough to refuse: a host with both is set up to be misused.

    Raises:
        FetchError: the name is unknown, or leads to this machine or a private network.
    """
    addresses = _lookup(host, port)
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise FetchError(
                    f"{host} leads to {address}, which is this machine or a private network;"
                    " on the command line, --allow-private allows that"
                )
    return addresses


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, also one wrapped in an IPv6 address."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _wrapped(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for (mapped, 6to4, Teredo, NAT64), if any."""
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def _lookup(host: str, port: int) -> list[Address]:
    try:
        # The resolver also reads 2130706433, 0x7f.1 and 0177.0.0.1, all of them 127.0.0.1.
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # UnicodeError: a label of over 63 letters
        raise FetchError(f"the host {host} is not known ({error}); check the address") from error
    names = dict.fromkeys(str(answer[4][0]).partition("%")[0] for answer in answers)
    return [ipaddress.ip_address(name) for name in names]
