"""How a source led to the speakers, and how the words came: where they were said, through which outlet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of what is stored already nothing is known."""
    op.add_column("quote", sa.Column("mention", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("quote", sa.Column("sure", sa.Float(), nullable=True))
    op.add_column("quote", sa.Column("medium", sa.String(), nullable=True))
    op.add_column("quote", sa.Column("through", sa.String(), nullable=True))


def downgrade() -> None:
    """Remove them."""
    for column in ("through", "medium", "sure", "mention"):
        op.drop_column("quote", column)
