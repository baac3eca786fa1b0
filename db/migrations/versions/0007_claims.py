"""What finds statements that are one claim and articles that print one text, and which people have put into a claim."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the keys, empty as yet, and families, and pin the quotes of the claims that were confirmed."""
    op.create_table(
        "statement_key",
        sa.Column("speakers", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("speakers", "key", "quote_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "article_key",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.Integer(), sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "article_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_article_key_article_id", "article_key", ["article_id"])
    op.add_column("article", sa.Column("family", sa.Integer()))
    op.create_index("ix_article_family", "article", ["family"])
    op.add_column("quote", sa.Column("pinned", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE quote SET pinned = true WHERE claim_id IN (SELECT id FROM claim WHERE confirmed)")
    op.drop_column("claim", "confirmed")


def downgrade() -> None:
    """Remove them."""
    op.add_column("claim", sa.Column("confirmed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE claim SET confirmed = true WHERE id IN (SELECT claim_id FROM quote WHERE pinned)")
    op.drop_column("quote", "pinned")
    op.drop_index("ix_article_family", "article")
    op.drop_column("article", "family")
    op.drop_table("article_key")
    op.drop_table("statement_key")
