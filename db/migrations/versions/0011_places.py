"""On a server the full-text index tells which quotes were stored last."""

from __future__ import annotations

from alembic import op

from db import tsvector
from db.rows import in_file

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew; that of a file can tell already."""
    if not in_file(op.get_bind()):
        tsvector.place(op.get_bind())


def downgrade() -> None:
    """Make the index of before."""
    if not in_file(op.get_bind()):
        op.execute("DROP INDEX quote_search")
        op.execute("CREATE INDEX quote_search ON quote USING gin (search)")
        op.execute("DROP FUNCTION quote_placed")
