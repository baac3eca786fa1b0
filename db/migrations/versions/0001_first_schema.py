"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.search import index

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text() if name in ("text", "normal") else sa.String(), nullable=null)


def _one_of(column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def upgrade() -> None:
    """Make every table, its indexes, and the full-text index."""
    op.create_table("claim", _id(), sqlite_autoincrement=True)
    op.create_table(
        "log",
        _id(),
        _text("at"),
        _text("action"),
        _text("subject"),
        sa.Column("detail", sa.JSON(), nullable=False),
    )
    op.create_table("outlet", _id(), _text("name"), sa.UniqueConstraint("name"))
    op.create_table(
        "speaker",
        _id(),
        _text("name"),
        _text("kind"),
        _one_of("kind", "person", "organisation"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_speaker_name", "speaker", ["name"])
    op.create_table(
        "article",
        _id(),
        _text("key"),
        _text("hash"),
        _text("doc"),
        _text("text"),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), sa.ForeignKey("outlet.id")),
        *(_text(name, null=True) for name in ("url", "title", "byline", "published", "updated")),
        _text("ingested"),
        sa.Column("replaced", sa.Integer(), nullable=False),
        sa.UniqueConstraint("key"),
    )
    for column in ("hash", "outlet_id", "published", "url"):
        op.create_index(f"ix_article_{column}", "article", [column])
    op.create_table(
        "alias",
        _id(),
        sa.Column("speaker_id", sa.Integer(), sa.ForeignKey("speaker.id", ondelete="CASCADE"), nullable=False),
        sa.Column("article_id", sa.Integer(), sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        _text("name"),
        _text("key"),
        sqlite_autoincrement=True,
    )
    op.create_index("alias_speaker_name", "alias", ["speaker_id", "name", "article_id"], unique=True)
    op.create_index("ix_alias_key", "alias", ["key"])
    op.create_index("ix_alias_article_id", "alias", ["article_id"])
    op.create_table(
        "quote",
        _id(),
        sa.Column("article_id", sa.Integer(), sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), sa.ForeignKey("claim.id")),
        sa.Column("leads", sa.Boolean(), nullable=False),
        *(_text(name) for name in ("kind", "act", "polarity", "place")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("content", "source", "cue")),
        *(_text(name) for name in ("text", "source_text", "cue_text", "normal")),
        sa.Column("confidence", sa.Float(), nullable=False),
        _text("said", null=True),
        _text("extractor"),
        _one_of("kind", "direct", "mixed", "indirect"),
        _one_of("act", "statement", "attitude"),
        _one_of("polarity", "asserts", "denies", "asks", "promises", "orders"),
        _one_of("place", "headline", "deck", "body", "caption", "summary"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_is_probability"),
        sqlite_autoincrement=True,
    )
    op.create_index("quote_article_position", "quote", ["article_id", "position"], unique=True)
    op.create_index("quote_claim_leads", "quote", ["claim_id", "leads"])
    op.create_table(
        "quote_speaker",
        sa.Column(
            "quote_id",
            sa.Integer(),
            sa.ForeignKey("quote.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("speaker_id", sa.Integer(), sa.ForeignKey("speaker.id"), primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    op.create_index("quote_speaker_by_speaker", "quote_speaker", ["speaker_id", "quote_id"])
    # The index holds nothing that is not in the table, so its newest form is right at every revision.
    index(op.get_bind()).build(op.get_bind())


def downgrade() -> None:
    """Remove everything."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE quote_fts")
    for table in ("quote_speaker", "quote", "alias", "article", "speaker", "outlet", "log", "claim"):
        op.drop_table(table)
