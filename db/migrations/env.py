"""Runs migrations on the connection that `db.engine.migrate` passes in, inside its transaction."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlmodel import SQLModel

from db import models  # noqa: F401 - fills the metadata
from db.fts5 import SHADOWS


def _include(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    # What is derived by triggers looks like tables that the models have lost.
    return not (kind == "table" and name is not None and (SHADOWS.match(name) or name in ("quote_word", "tally")))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    include_object=_include,
    # SQLite's DDL is transactional once the driver's own transaction handling is off.
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
