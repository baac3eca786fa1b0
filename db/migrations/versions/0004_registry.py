"""Names that people give to speakers, whether they chose a speaker's name, and the speaker's id in Wikidata."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column; nothing stored so far was named by hand."""
    op.create_table(
        "given_name",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("speaker_id", sa.Integer(), sa.ForeignKey("speaker.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("given_name_speaker_name", "given_name", ["speaker_id", "name"], unique=True)
    op.create_index("ix_given_name_key", "given_name", ["key"])
    op.add_column("speaker", sa.Column("named", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("speaker", sa.Column("wikidata", sa.String(), nullable=True))


def downgrade() -> None:
    """Remove them."""
    op.drop_column("speaker", "wikidata")
    op.drop_column("speaker", "named")
    op.drop_table("given_name")
