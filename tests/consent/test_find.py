"""Asking stays cheap: look-ups by key, in chunks, whatever the size of the ledger."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from leakcheck.consent.sqlite import open_sqlite
from leakcheck.consent.sqlite_find import CHUNK, GIVEN, QUERIES, SURNAME
from leakcheck.consent.values import Wanted
from leakcheck.model.consent import Status
from tests.consent.desks import ANN, ENVIRONMENT, sqlite_desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("number", [1, CHUNK])
def test_no_query_scans_a_table(tmp_path: Path, query: str, number: int) -> None:
    desk = sqlite_desk(tmp_path)
    desk.say(Status.GIVEN, *(f"p{n}@example.com" for n in range(50)))
    connection = open_sqlite(desk.ledger.place)._connection
    marks = ",".join("?" * number)
    plan = connection.execute("EXPLAIN QUERY PLAN " + query.format(marks=marks), [b""] * number).fetchall()
    steps = [row[3] for row in plan]
    assert [step for step in steps if step.startswith("SCAN")] == []
    assert any(step.startswith("SEARCH") for step in steps)
    connection.close()
    desk.ledger.close()


@pytest.mark.parametrize("query", [GIVEN, SURNAME])
def test_a_word_of_a_name_is_answered_from_an_index(tmp_path: Path, query: str) -> None:
    desk = sqlite_desk(tmp_path)
    plan = desk.ledger._connection.execute(f"EXPLAIN QUERY PLAN {query}", [b"x"]).fetchall()
    assert [row[3].split(" (")[0] for row in plan] == [
        f"SEARCH person USING COVERING INDEX person_{'given' if query == GIVEN else 'surname'}"
    ]
    desk.ledger.close()


def test_ten_thousand_people_take_twenty_queries_a_table(tmp_path: Path) -> None:
    desk = sqlite_desk(tmp_path)
    desk.say(Status.GIVEN, ANN)
    asked: list[str] = []
    desk.ledger._connection.set_trace_callback(asked.append)
    tags = tuple(os.urandom(16) for _ in range(10_000))
    desk.ledger.find(Wanted(tags, tags))
    assert sum("FROM standing" in query for query in asked) == 20
    assert sum("FROM objection" in query for query in asked) == 20
    assert len(asked) <= 50
    desk.ledger.close()


def test_a_reader_loads_neither_cryptography_nor_a_server(tmp_path: Path) -> None:
    desk = sqlite_desk(tmp_path)
    desk.say(Status.GIVEN, ANN)
    desk.ledger.close()
    draft = tmp_path / "draft.eml"
    draft.write_text(f"From: petra@coach.example\nTo: {ANN}\n\nHello\n", encoding="utf-8")
    code = "import sys, pathlib, leakcheck; from leakcheck.policy.load import load_policy\n"
    code += "report = leakcheck.check(pathlib.Path(sys.argv[1]), load_policy())\n"
    code += "assert report.notes, report; print(*sys.modules)"
    environment = {**os.environ, **ENVIRONMENT, "LEAKCHECK_LEDGER": desk.ledger.place, "HOME": str(tmp_path)}
    command = [sys.executable, "-c", code, str(draft)]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    heavy = {"cryptography", "sqlalchemy", "typer", "rich", "json", "importlib.util"}
    assert heavy & set(told.split()) == set()
