"""Addresses in a config: which mean this computer, and which may go without https."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Whether a name or address means this computer and no other."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _private(host: str) -> bool:
    """A name without a dot, or an address of a private network: a server of one's own."""
    try:
        return host == "localhost" or ip_address(host).is_private
    except ValueError:
        return "." not in host


def check_web_address(value: str, example: str) -> None:
    """https, or plain http to a server of one's own."""
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if (
        not host
        or parts.scheme not in ("https", "http")
        or parts.query
        or parts.fragment
        or any(c.isspace() for c in value)
    ):
        raise ValueError(f"Write a web address, like {example}.")
    if parts.scheme == "http" and not _private(host):
        raise ValueError("Write it with https: without, others on the way can read along.")
