"""The full-text index of a file cuts words at all that is no letter and no digit, newer symbols too."""

from __future__ import annotations

from alembic import op

from db import fts5
from db.rows import in_file

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew; that of a server cuts them so already."""
    if in_file(op.get_bind()):
        fts5.build(op.get_bind())


def downgrade() -> None:
    """The index serves the revision before as well."""
