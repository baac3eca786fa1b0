"""Versions of articles, what told their metadata, documents that could not be read, and pages that were fetched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; every article that is there has one version, and every quote stands in it."""
    op.add_column("article", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("article", sa.Column("origins", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("article", sa.Column("fetched", sa.String()))
    op.add_column("article", sa.Column("extractor", sa.String()))
    op.execute(
        "UPDATE article SET extractor = (SELECT max(quote.extractor) FROM quote WHERE quote.article_id = article.id)"
    )
    op.add_column("quote", sa.Column("since", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("quote", sa.Column("until", sa.Integer()))
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("article_id", sa.Integer(), sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("doc", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("title", sa.String()),
        sa.Column("byline", sa.String()),
        sa.Column("published", sa.String()),
        sa.Column("updated", sa.String()),
        sa.Column("language", sa.String()),
        sa.Column("ingested", sa.String(), nullable=False),
        sa.Column("replaced", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("origins", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("fetched", sa.String()),
    )
    op.create_index("version_article_number", "version", ["article_id", "number"], unique=True)
    op.create_index("ix_version_hash", "version", ["hash"])
    # Quotes of versions that are no more keep their place beside those that are.
    op.drop_index("quote_article_position", "quote")
    op.create_index("quote_article_position", "quote", ["article_id", "position"])
    op.create_table(
        "failure",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
    )
    op.create_index("ix_failure_name", "failure", ["name"], unique=True)
    op.create_table(
        "page",
        sa.Column("url", sa.String(), primary_key=True),
        sa.Column("etag", sa.String()),
        sa.Column("last_modified", sa.String()),
        sa.Column("fetched", sa.String(), nullable=False),
    )


def downgrade() -> None:
    """Remove them, and the quotes that stand in no present version."""
    op.drop_table("page")
    op.drop_table("failure")
    op.drop_index("quote_article_position", "quote")
    op.create_index("quote_article_position", "quote", ["article_id", "position"], unique=False)
    op.drop_table("version")
    op.drop_column("quote", "until")
    op.drop_column("quote", "since")
    op.drop_column("article", "extractor")
    op.drop_column("article", "fetched")
    op.drop_column("article", "origins")
    op.drop_column("article", "version")
