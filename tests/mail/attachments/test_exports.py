"""Passwords as browsers and password managers export them, and tables that only look alike."""

from __future__ import annotations

import pytest

from tests.mail.attachments.make_samples import draft_with
from tests.support import finding_of

WORD = "tr4verse-Linden"
EXPORTS = {
    "chrome": f"name,url,username,password,note\nx,https://example.com/,petra,{WORD},\n",
    "firefox": '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated"\n'
    f'"https://example.com","petra","{WORD}",,"https://example.com","{{1}}","1"\n',
    "safari": f"Title,URL,Username,Password,Notes,OTPAuth\nx,https://example.com/,petra,{WORD},,\n",
    "bitwarden": "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n"
    f",,login,x,,,0,https://example.com,petra,{WORD},\n",
    "bitwarden json": '{"encrypted": false, "folders": [], "items": [{"type": 1, "login": {"uris": [], '
    f'"username": "petra", "password": "{WORD}"}}}}]}}',
    "lastpass": f"url,username,password,totp,extra,name,grouping,fav\nhttps://example.com,petra,{WORD},,,x,,0\n",
    "1password": f'"Title","Url","Username","Password","OTPAuth"\n"x","https://example.com","petra","{WORD}",""\n',
    "keepass": f'"Account","Login Name","Password","Web Site","Comments"\n"x","petra","{WORD}","https://example.com",""\n',
    "keepassxc": f'"Group","Title","Username","Password","URL","Notes"\n"Root","x","petra","{WORD}","https://example.com",""\n',
    "keepass xml": '<?xml version="1.0" encoding="utf-8"?>\n<KeePassFile>\n<Root><Entry/></Root></KeePassFile>',
    "by hand": f"Webseite;Benutzername;Passwort\nexample.com;petra;{WORD}\n",
}  # fmt: skip


@pytest.mark.parametrize("program", EXPORTS)
@pytest.mark.parametrize("name", ["passwords.csv", "list.txt", "notes"])
def test_an_export_is_a_password_store_whatever_its_name(program: str, name: str) -> None:
    found = finding_of("LC404", draft_with(name, "application/octet-stream", EXPORTS[program].encode()))
    assert [place.evidence.reveal() for place in found.locations] == [name]


def test_charsets_and_archives() -> None:
    from tests.mail.attachments import packages

    wide = EXPORTS["chrome"].encode("utf-16")
    assert finding_of("LC404", draft_with("a.csv", "text/csv", wide))
    data = packages.zip_of({"old/x.csv": EXPORTS["chrome"]})
    found = finding_of("LC404", draft_with("a.zip", "application/zip", data))
    assert [place.inside for place in found.locations] == ["entry old/x.csv"]


def test_what_stands_in_an_export_is_reported_as_before() -> None:
    assert finding_of("LC401", draft_with("a.csv", "text/csv", EXPORTS["chrome"].encode())).kind == "secret"


@pytest.mark.parametrize(
    "text",
    [
        "name,url,username,password\n",
        "name,url,username,password\nx,https://example.com,petra,\n",
        "name,url,username,password\nx,https://example.com,petra,********\n",
        "name,url,username\nx,https://example.com,petra\n",
        "field,type,password\nurl,text,no\nusername,text,no\n",
        "The url, the username and the password\nwill come by post, as ever\n",
        "url,username,password policy\nexample.com,petra,12 letters\n",
        '{"items": [{"login": {"username": "petra", "password": ""}}]}',
        '{"login": {"password": "x"}}',
        "<root><KeePassFile/></root>",
        "",
    ],
)
def test_forms_and_texts_about_passwords_are_none(text: str) -> None:
    assert finding_of("LC404", draft_with("list.csv", "text/csv", text.encode())) is None
    assert finding_of("LC404", draft_with("list.txt", "text/plain", text.encode())) is None


@pytest.mark.parametrize("name", ["deploy", "deploy.txt", "run.cgi", ""])
def test_a_script_is_a_program(name: str) -> None:
    for head in (b"#!/bin/sh\nmake\n", b"#!/usr/bin/env python3\n", b"#! /usr/bin/perl\n"):
        assert finding_of("LC404", draft_with(name, "application/octet-stream", head)) is not None


@pytest.mark.parametrize("name", ["deploy.py", "tool.rb", "Report.PL"])
def test_source_text_may_name_its_interpreter(name: str) -> None:
    assert finding_of("LC404", draft_with(name, "text/plain", b"#!/usr/bin/env python3\nprint(1)\n")) is None


def test_other_first_lines_are_no_script() -> None:
    for text in (b"#!important\n", b"#![allow(dead_code)]\n", b"# /bin/sh\n"):
        assert finding_of("LC404", draft_with("notes", "text/plain", text)) is None
