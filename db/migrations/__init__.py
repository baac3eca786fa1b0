"""Alembic's home; run by `db.engine.migrate`."""
