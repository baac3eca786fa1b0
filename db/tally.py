"""How many quotes there are of each act, kind, polarity and place: kept by triggers, so that nobody counts a million.

The table `tally` has a row for each value of each of these columns, such as "kind direct".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .rows import AnyConnection, in_file, run

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_COLUMNS = ("act", "kind", "polarity", "place")
_TABLE = "CREATE TABLE tally (name TEXT PRIMARY KEY, quotes INTEGER NOT NULL)"
_COUNTED = " UNION ALL ".join(
    f"SELECT '{column} ' || {column} AS name, count(*) AS quotes FROM {{0}} GROUP BY {column}" for column in _COLUMNS
)


def _more(row: str, count: int) -> str:
    """A statement for SQLite that counts one row."""
    named = ", ".join(f"('{column} ' || {row}.{column}, {count})" for column in _COLUMNS)
    return (
        f"INSERT INTO tally (name, quotes) VALUES {named}"
        " ON CONFLICT (name) DO UPDATE SET quotes = quotes + excluded.quotes;"
    )


def _many(table: str, sign: str) -> str:
    """A statement for PostgreSQL that counts the rows which a statement has written."""
    return (
        f"INSERT INTO tally (name, quotes) SELECT name, {sign}quotes FROM ({_COUNTED.format(table)}) AS counted"
        " ON CONFLICT (name) DO UPDATE SET quotes = tally.quotes + excluded.quotes;"
    )


_SQLITE = {
    "insert": f"AFTER INSERT ON quote BEGIN {_more('new', 1)} END",
    "delete": f"AFTER DELETE ON quote BEGIN {_more('old', -1)} END",
    "update": f"AFTER UPDATE OF {', '.join(_COLUMNS)} ON quote BEGIN {_more('old', -1)} {_more('new', 1)} END",
}
_SERVER = {
    "insert": ("NEW TABLE AS fresh", _many("fresh", "")),
    "delete": ("OLD TABLE AS gone", _many("gone", "-")),
    "update": ("OLD TABLE AS gone NEW TABLE AS fresh", _many("gone", "-") + _many("fresh", "")),
}


def build(connection: Connection) -> None:
    """Count anew, and make the triggers."""
    drop(connection)
    connection.exec_driver_sql(_TABLE)
    connection.exec_driver_sql(f"INSERT INTO tally (name, quotes) {_COUNTED.format('quote')}")
    if in_file(connection):
        for event, body in _SQLITE.items():
            connection.exec_driver_sql(f"CREATE TRIGGER quote_tally_{event} {body}")
        return
    from . import postgres

    for event, (tables, body) in _SERVER.items():
        postgres.make_trigger(connection, f"quote_tally_{event}", event, tables, body)


def drop(connection: Connection) -> None:
    """Let go of the quotes, so that many can be written fast; `build` must follow."""
    where = "" if in_file(connection) else " ON quote"
    for event in _SQLITE:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS quote_tally_{event}{where}")
    connection.exec_driver_sql("DROP TABLE IF EXISTS tally")


def counts(connection: AnyConnection) -> dict[str, int]:
    """How many quotes of each, by name, those of one column together; in a fixed order."""
    found = {row["name"]: row["quotes"] for row in run(connection, "SELECT name, quotes FROM tally WHERE quotes > 0")}
    return {name: found[name] for column in _COLUMNS for name in sorted(found) if name.startswith(f"{column} ")}


def faults(connection: Connection) -> list[str]:
    """What is wrong with the counts, a sentence each."""
    import sqlalchemy as sa

    if not sa.inspect(connection).has_table("tally"):
        return ["the counts are missing; run `quotes db reindex`"]
    counted = {row["name"]: row["quotes"] for row in run(connection, _COUNTED.format("quote"))}
    kept = counts(connection)
    return [
        f"of {name!r} quotes {kept.get(name, 0)} are counted, and {counted.get(name, 0)} are there"
        for name in sorted(counted.keys() | kept.keys())
        if counted.get(name, 0) != kept.get(name, 0)
    ]
