"""All tables of the first version."""

from __future__ import annotations

from alembic import op

from leakcheck.consent.postgres_tables import METADATA

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables; a later version changes them in a step of its own, and this one then lists them by hand."""
    METADATA.create_all(op.get_bind(), checkfirst=False)


def downgrade() -> None:
    """Nothing is taken away: that would lose the history."""
    raise NotImplementedError
