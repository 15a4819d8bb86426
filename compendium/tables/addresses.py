"""Addresses that a reader may be led to: the one rule for data, metadata, bibliography and written pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from compendium.tables.problems import quoted

SCHEMES = ("https", "http", "mailto")
# What RFC 3986 lets stand in an address, without quotation marks, which would end an attribute of a page.
_SIGNS = frozenset("-._~:/?#[]@!$&()*+,;=%")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")


def address_problem(address: str) -> str | None:
    """Why `address` may not be linked to, or None: https and http with a host and without a user, and mailto."""
    bad = next((sign for sign in address if not (sign.isalnum() or sign in _SIGNS)), None)
    if bad is not None:
        return f"{quoted(address)} is no address: {bad!r} can't stand in one; write it with a percent sign, such as %20"
    scheme = _SCHEME.match(address)
    if not scheme or scheme[1].lower() not in SCHEMES:
        return f"{quoted(address)} is no address that begins with https:, http: or mailto:"
    if scheme[1].lower() == "mailto":
        return None if _MAILBOX.fullmatch(address[scheme.end() :]) else f"{quoted(address)} is not mailto:NAME@HOST"
    try:
        parts = urlsplit(address)
        host, user, _ = parts.hostname, parts.username, parts.port
    except ValueError as error:
        return f"{quoted(address)} is no address: {error}"
    if user is not None:
        return f"{quoted(address)} names a user before its host; leave that out"
    return None if host else f"{quoted(address)} names no host; https://HOST/PATH is wanted"


def doi_problem(doi: str) -> str | None:
    """Why `doi` is none, or None; it is given without the resolver's address."""
    if not _DOI.fullmatch(doi):
        return f"{quoted(doi)} is no DOI such as 10.1000/182; give it without https://doi.org/"
    return address_problem(f"https://doi.org/{doi}")


def link_problem(link: str) -> str | None:
    """Why a page may not lead to `link`, or None; a place within the book, without scheme and host, may be led to."""
    # Browsers leave out white space and control characters in front, and tabs and line ends anywhere.
    plain = re.sub(r"[\t\n\r]", "", link).lstrip("".join(map(chr, range(33))))
    if plain.startswith(("//", "\\", "/\\")) or _SCHEME.match(plain):
        return address_problem(plain)
    return None
