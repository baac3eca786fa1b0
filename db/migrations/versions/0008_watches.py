"""What people watch."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "watch",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False, unique=True),
        sa.Column("words", sa.String()),
        sa.Column("speaker", sa.String()),
        sa.Column("outlet", sa.String()),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("looked", sa.String()),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("watch")
