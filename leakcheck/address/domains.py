"""What the domain of a mailbox says: freemail provider or organisation."""

from __future__ import annotations

from leakcheck.address.freemail import FREEMAIL

# Second labels under which organisations register in these countries. Not the public suffix list: it is a hundred times
# larger, and a suffix missed here only makes two organisations one, at a second-level domain that few people use.
_SECOND = frozenset(
    (  # noqa: SIM905 - words read better than quoted lists
        "ac biz co com edu gen go gob gouv gov gv id info judiciary ltd me mil muni ne net nhs nom or org plc police "
        "sch school web"
    ).split()
)
_COUNTRIES = frozenset(
    (  # noqa: SIM905 - same
        "ae ar at au bd bo br bw cn co cr cy do ec eg fj fr ge gh gr gt hk hn hr hu id il in ir jo jp ke kh kr kw lb "
        "lk ly ma mk mm mo mt mx my mz na ng ni np nz om pa pe pg ph pk pl pr pt py qa ro rs ru sa sg sv th tn tr tw "
        "tz ua ug uk uy uz ve vn ye za zm zw"
    ).split()
)


def domain_of(key: str) -> str:
    """Return the domain of a canonical key, "" when there is none."""
    return key.rpartition("@")[2] if "@" in key else ""


def is_freemail(domain: str) -> bool:
    """Tell whether people at this canonical domain, or at a parent of it, need not know one another."""
    while domain:
        if domain in FREEMAIL:
            return True
        domain = domain.partition(".")[2]
    return False


def organisation(domain: str) -> str:
    """Return the registrable domain ("mail.shop.example.co.uk" -> "example.co.uk"); a domain literal is its own."""
    if domain.startswith("["):
        return domain
    labels = domain.split(".")
    return ".".join(labels[-suffix_length(labels) - 1 :])


def suffix_length(labels: list[str]) -> int:
    """Return how many of the last labels form the part under which organisations register: 1 or 2."""
    return 2 if len(labels) > 2 and labels[-1] in _COUNTRIES and labels[-2] in _SECOND else 1
