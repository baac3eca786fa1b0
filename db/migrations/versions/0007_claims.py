"""What finds statements that are one claim, and which people have put into theirs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the keys, empty as yet, and pin the quotes of the claims that were confirmed."""
    op.create_table(
        "statement_key",
        sa.Column("speakers", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("speakers", "key", "quote_id"),
        sqlite_with_rowid=False,
    )
    op.add_column("quote", sa.Column("pinned", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE quote SET pinned = true WHERE claim_id IN (SELECT id FROM claim WHERE confirmed)")
    op.drop_column("claim", "confirmed")


def downgrade() -> None:
    """Remove them."""
    op.add_column("claim", sa.Column("confirmed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE claim SET confirmed = true WHERE id IN (SELECT claim_id FROM quote WHERE pinned)")
    op.drop_column("quote", "pinned")
    op.drop_table("statement_key")
