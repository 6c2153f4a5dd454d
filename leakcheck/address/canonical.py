"""One canonical form of an addr-spec, so that every room means the same mailbox."""

from __future__ import annotations

import re
from functools import lru_cache

_PLAIN = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,254}")
_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_LONGEST = 1_000  # beyond any legal address (254 octets, RFC 5321 errata 1690), bounds the cost of the library
_SPECIAL_TOPS = frozenset({"arpa", "invalid", "local", "localhost", "onion", "test"})
_GOOGLE = frozenset({"gmail.com", "googlemail.com"})


def canonical(addr_spec: str) -> str:
    """Return the key under which an address is compared, "" when by syntax nothing can be delivered to it.

    The local part is NFC with ASCII letters in lower case (never `casefold`, which makes faß.de another domain), the
    domain is in A-labels. A dot at the end of the domain is dropped, though `is_valid` rejects it. A quoted local part
    that needs no quotes loses them; a domain literal stays.
    """
    return _plain(addr_spec) or _odd(addr_spec)


def is_valid(addr_spec: str) -> bool:
    """Tell whether mail can be delivered to the address by its syntax; nothing is asked on the network."""
    return not addr_spec.endswith(".") and canonical(addr_spec) != ""


def loose(key: str) -> str:
    """Return the form of a canonical key under which a withdrawal is searched, too coarse for granting anything.

    A "+tag" is dropped everywhere; gmail.com and googlemail.com are one and ignore dots.
    """
    local, _, domain = key.rpartition("@")
    if local.startswith('"'):
        return key
    local = local.partition("+")[0] or local
    if domain in _GOOGLE:
        return f"{local.replace('.', '') or local}@gmail.com"
    return f"{local}@{domain}"


def _plain(addr_spec: str) -> str:
    """Return the key of an ASCII dot-atom address with a domain of letters, digits and hyphens, "" for all others."""
    if not _PLAIN.fullmatch(addr_spec) or ".." in addr_spec or addr_spec[0] == ".":
        return ""
    local, _, domain = addr_spec.partition("@")
    if local[-1] == "." or not _is_host(domain):
        return ""
    return addr_spec.lower()


def _is_host(domain: str) -> bool:
    """Tell whether an ASCII domain is a host name with at least two labels; ".." has been ruled out."""
    if domain[0] in ".-" or domain[-1] in ".-" or ".-" in domain or "-." in domain:
        return False
    if len(domain) > 63 and (len(domain) > 253 or max(map(len, domain.split("."))) > 63):
        return False
    return not domain.rpartition(".")[2].isdigit() and "." in domain


def _odd(addr_spec: str) -> str:
    """Judge what is no plain address: a dot at the end, quotes, a domain literal, letters beyond ASCII."""
    if len(addr_spec) > _LONGEST:
        return ""
    local, at, domain = addr_spec.rpartition("@")
    if not at or not local or not domain:
        return ""
    if domain[-1] == "." and domain[-2:] != "..":
        return canonical(addr_spec[:-1])
    if addr_spec.isascii() and local[0] != '"' and domain[0] != "[":
        return ""
    if _plain(f"{local}@example.com"):
        host = _host(domain)
        return f"{local.lower()}@{host}" if host else ""
    return _asked(local, domain)


@lru_cache(maxsize=256)
def _host(domain: str) -> str:
    """Return the canonical form of a domain that is no plain host name; many people share one, and asking is slow."""
    return _asked("a", domain)[2:]


def _asked(local: str, domain: str) -> str:
    """Ask email-validator (0.05 s to import), which refuses reserved top-level domains: it sees .example instead."""
    from email_validator import validate_email

    head, dot, top = domain.rpartition(".")
    reserved = dot and top.lower() in _SPECIAL_TOPS
    question = f"{local}@{head}.example" if reserved else f"{local}@{domain}"
    try:
        answer = validate_email(
            question,
            check_deliverability=False,
            allow_smtputf8=True,
            allow_quoted_local=True,
            allow_domain_literal=True,
            test_environment=True,
        )
    except ValueError:
        return ""
    host = (answer.ascii_domain or answer.domain).lower()
    if reserved:
        host = host.removesuffix("example") + top.lower()
    return f"{answer.local_part.translate(_ASCII_LOWER)}@{host}"
