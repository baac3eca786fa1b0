"""How many quotes there are of each act, kind, polarity and place."""

from __future__ import annotations

from alembic import op

from db import tally

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Count them, and keep count."""
    tally.build(op.get_bind())


def downgrade() -> None:
    """Remove it."""
    tally.drop(op.get_bind())
