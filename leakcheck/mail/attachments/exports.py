"""Passwords in the clear, as browsers and password managers export them: told by the heads of their columns.

Sources: the exports of Chrome, Firefox, Safari, Bitwarden, LastPass, 1Password, Dashlane, NordPass, KeePass (CSV and
XML) and KeePassXC.
"""

from __future__ import annotations

import csv
import re

from leakcheck.mail.attachments.texts import text_of

_HEAD = 16 * 1024  # bytes that are looked at
_PASSWORD = frozenset(
    {
        *("password", "login_password", "loginpassword", "passwort", "kennwort", "mot de passe", "contraseña", "senha"),
        *("wachtwoord",),
    }
)
_WHO = frozenset(
    {
        *(
            "username",
            "user name",
            "login_username",
            "login name",
            "loginname",
            "login",
            "user",
            "email",
            "benutzername",
        ),
        *("benutzer", "nom d'utilisateur", "identifiant", "usuario", "nombre de usuario", "nome utente", "utente"),
        *("gebruikersnaam",),
    }
)
_WHERE = frozenset(
    {
        *("url", "urls", "login_uri", "uri", "website", "web site", "web address", "site", "login_url", "loginurl"),
        *("webseite", "website url", "hostname", "site web", "sitio web", "sito web"),
    }
)
_MASKED = re.compile(r"[*\u2022xX.]*")
# KeePass 2 and Bitwarden do not write tables.
_KEEPASS = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<KeePassFile>")
_BITWARDEN = re.compile(r'"login"\s*:\s*\{')
_BITWARDEN_PASSWORD = re.compile(r'"password"\s*:\s*"[^"]')


def is_password_export(data: bytes) -> bool:
    """Tell whether a text is an export of passwords with at least one password in it."""
    text = text_of(data[:_HEAD]).lstrip("\ufeff \n")
    if text.startswith("{"):
        return '"items"' in text and bool(_BITWARDEN.search(text) and _BITWARDEN_PASSWORD.search(text))
    return bool(_KEEPASS.match(text)) or _is_table(text)


def _is_table(text: str) -> bool:
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    if head.count(separator) < 2:
        return False
    labels = [label.strip(' "').lower() for label in head.split(separator)]
    if _WHO.isdisjoint(labels) or _WHERE.isdisjoint(labels) or _PASSWORD.isdisjoint(labels):
        return False
    column = next(at for at, label in enumerate(labels) if label in _PASSWORD)
    try:
        rows = list(csv.reader(text.split("\n")[1:], delimiter=separator))
    except csv.Error:
        return True
    return any(len(row) > column and not _MASKED.fullmatch(row[column].strip()) for row in rows)
