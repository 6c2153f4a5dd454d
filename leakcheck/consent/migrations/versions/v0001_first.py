"""All tables of the first version."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
_BYTES, _NUMBER, _WORDS = "BYTEA NOT NULL", "INTEGER NOT NULL", 'TEXT COLLATE "C" NOT NULL'
_STATE = f"""purpose {_WORDS}, scope {_WORDS}, status {_WORDS}, expires {_WORDS}, effective {_WORDS},
    suppressed BOOLEAN NOT NULL, seq {_NUMBER}"""
STATEMENTS = (
    f"CREATE TABLE fact (name {_WORDS} PRIMARY KEY, value {_WORDS})",
    f"""CREATE TABLE key (number {_NUMBER} PRIMARY KEY, proof {_BYTES}, made {_WORDS}, wrapped {_BYTES},
        sealed {_BYTES})""",
    f"""CREATE TABLE event (kind {_WORDS}, purpose {_WORDS}, scope {_WORDS}, status {_WORDS}, basis {_WORDS},
        at {_WORDS}, effective {_WORDS}, expires {_WORDS}, source {_WORDS}, recorded {_WORDS}, tag {_BYTES},
        loose {_BYTES}, salt {_BYTES}, who {_BYTES}, note {_BYTES}, digest {_BYTES}, key {_NUMBER},
        seq {_NUMBER} PRIMARY KEY, hash {_BYTES})""",
    "CREATE INDEX event_tag ON event (tag)",
    "CREATE INDEX event_loose ON event (loose)",
    f"""CREATE TABLE person (tag {_BYTES} PRIMARY KEY, loose {_BYTES}, sealed {_BYTES}, name {_BYTES},
        key {_NUMBER})""",
    "CREATE INDEX person_loose ON person (loose)",
    "CREATE INDEX person_name ON person (name)",
    f"CREATE TABLE standing (tag {_BYTES}, {_STATE}, PRIMARY KEY (tag, purpose, scope))",
    f"CREATE TABLE objection (loose {_BYTES}, {_STATE}, PRIMARY KEY (loose, purpose, scope))",
    f"CREATE TABLE circle (name {_WORDS} PRIMARY KEY, bcc_only BOOLEAN NOT NULL)",
    f"CREATE TABLE member (tag {_BYTES}, circle {_WORDS}, PRIMARY KEY (tag, circle))",
    "CREATE INDEX member_circle ON member (circle)",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Nothing is taken away: that would lose the history."""
    raise NotImplementedError
