"""Given names and surnames by their keyed digests; the next writer fills them in."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
# Who might read the digests of whole names may read these, as `grant_roles` has it.
_GRANTS = """
DO $$
DECLARE reader text;
BEGIN
    FOR reader IN SELECT DISTINCT grantee FROM information_schema.column_privileges
        WHERE table_schema = current_schema() AND table_name = 'person' AND column_name = 'name'
        AND privilege_type = 'SELECT' AND grantee NOT IN (current_user, 'PUBLIC')
    LOOP
        EXECUTE format('GRANT SELECT (given, surname) ON person TO %I', reader);
    END LOOP;
END $$
"""
STATEMENTS = (
    "ALTER TABLE person ADD COLUMN given BYTEA NOT NULL DEFAULT ''",
    "ALTER TABLE person ADD COLUMN surname BYTEA NOT NULL DEFAULT ''",
    "CREATE INDEX person_given ON person (given)",
    "CREATE INDEX person_surname ON person (surname)",
    _GRANTS,
)


def upgrade() -> None:
    """Add the columns and their indexes."""
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Nothing is taken away: that would lose the history."""
    raise NotImplementedError
