"""What fact-checkers found of claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; no claim stored so far was reviewed."""
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("quote_id", sa.Integer(), sa.ForeignKey("quote.id"), nullable=False),
        sa.Column("rating", sa.String(), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=True) for name in ("value", "worst", "best")),
        sa.Column("text", sa.Text(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("url", "author")),
        sa.Column("author_kind", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("author_url", "date", "language")),
        sa.Column("claim_reviewed", sa.Text(), nullable=True),
        sa.CheckConstraint("author_kind IN ('person', 'organisation')", name="author_kind_known"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_review_quote_id", "review", ["quote_id"])


def downgrade() -> None:
    """Remove it."""
    op.drop_table("review")
