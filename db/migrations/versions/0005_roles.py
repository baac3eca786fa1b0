"""What articles call speakers, names that people took away, claims that they confirmed, and indexes of names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, the column and the indexes. Roles of articles stored before are not known."""
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("speaker_id", sa.Integer(), sa.ForeignKey("speaker.id", ondelete="CASCADE"), nullable=False),
        sa.Column("article_id", sa.Integer(), sa.ForeignKey("article.id", ondelete="CASCADE")),
        sa.Column("name", sa.String(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("role_speaker_name", "role", ["speaker_id", "name", "article_id"], unique=True)
    op.create_index("ix_role_article_id", "role", ["article_id"])
    op.add_column("given_name", sa.Column("taken", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("given_name", sa.Column("printed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("claim", sa.Column("confirmed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_given_name_name", "given_name", ["name"])
    op.create_index("ix_alias_name", "alias", ["name"])
    for table in ("alias", "given_name"):
        op.drop_index(f"ix_{table}_key", table)
        op.create_index(f"{table}_key_speaker", table, ["key", "speaker_id"])


def downgrade() -> None:
    """Remove them."""
    for table in ("alias", "given_name"):
        op.drop_index(f"{table}_key_speaker", table)
        op.create_index(f"ix_{table}_key", table, ["key"])
    op.drop_column("claim", "confirmed")
    op.drop_index("ix_alias_name", "alias")
    op.drop_index("ix_given_name_name", "given_name")
    op.drop_column("given_name", "printed")
    op.drop_column("given_name", "taken")
    op.drop_table("role")
