"""The language of each article."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what is stored already keeps an unknown language."""
    op.add_column("article", sa.Column("language", sa.String(), nullable=True))


def downgrade() -> None:
    """Remove it."""
    op.drop_column("article", "language")
