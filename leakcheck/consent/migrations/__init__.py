"""How the tables of a ledger on PostgreSQL come to be, step by step (alembic)."""
