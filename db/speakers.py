"""Reads of speakers and their names. Names are looked up as often as articles are stored, so every read is by index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .rows import BATCH, AnyConnection, Row, run, run_for

_KEYS = 100
"""So many at a time: each is a part of the statement."""


def speakers(connection: AnyConnection, ids: tuple[int, ...] | None = None, *, limit: int) -> list[Row]:
    """Speakers with their counts, the most quoted first.

    Args:
        ids: those of whom; of everybody, if None.
        limit: at most so many.
    """
    # Who is quoted most is counted in an index; what they said is looked at for them alone.
    which = "WHERE speaker.id IN :ids" if ids is not None else ""
    most = (
        "SELECT speaker.id, count(quote_speaker.quote_id) AS quotes FROM speaker"
        f" LEFT JOIN quote_speaker ON quote_speaker.speaker_id = speaker.id {which}"
        " GROUP BY speaker.id ORDER BY quotes DESC, speaker.id LIMIT :limit"
    )
    sql = (
        "SELECT speaker.id, speaker.name, speaker.kind, speaker.wikidata,"
        " sum(CASE WHEN quote.act = 'statement' THEN 1 ELSE 0 END) AS statements,"
        " sum(CASE WHEN quote.act = 'attitude' THEN 1 ELSE 0 END) AS attitudes,"
        " count(DISTINCT quote.claim_id) AS claims, count(DISTINCT quote.article_id) AS articles,"
        f" count(DISTINCT article.outlet_id) AS outlets FROM ({most}) AS most JOIN speaker ON speaker.id = most.id"
        " LEFT JOIN quote_speaker ON quote_speaker.speaker_id = speaker.id"
        " LEFT JOIN quote ON quote.id = quote_speaker.quote_id LEFT JOIN article ON article.id = quote.article_id"
        " GROUP BY speaker.id, speaker.name, speaker.kind, speaker.wikidata, most.quotes"
        " ORDER BY most.quotes DESC, statements DESC, speaker.name, speaker.id"
    )
    return run(connection, sql, {"limit": limit} | ({"ids": ids} if ids is not None else {}))


def names(connection: AnyConnection, *, limit: int) -> list[str]:
    """The names of speakers, by id."""
    return [
        row["name"] for row in run(connection, "SELECT name FROM speaker ORDER BY id LIMIT :limit", {"limit": limit})
    ]


def every_speaker(connection: AnyConnection) -> Iterator[tuple[int, ...]]:
    """The ids of all speakers, in batches."""
    sql = "SELECT id FROM speaker WHERE id > :after ORDER BY id LIMIT :limit"
    after = 0
    while ids := tuple(row["id"] for row in run(connection, sql, {"after": after, "limit": BATCH})):
        yield ids
        after = ids[-1]


def aliases(connection: AnyConnection, speaker_ids: Sequence[int]) -> dict[int, list[str]]:
    """The forms of each speaker's name, printed and given by hand, sorted."""
    given, taken = (
        f"SELECT speaker_id, name FROM given_name WHERE speaker_id IN :ids AND {which}"
        for which in ("NOT taken", "taken")
    )
    sql = f"{_different('alias')} UNION {given} EXCEPT {taken} ORDER BY speaker_id, name"
    return _by_speaker(connection, sql, speaker_ids)


def _different(table: str) -> str:
    """A statement for the different names of speakers in a table, of which every article has its own row.

    To look at each name once, the index is entered anew behind the one before.
    """
    least = f"(SELECT min(name) FROM {table} WHERE speaker_id = "
    return (
        f"WITH RECURSIVE form(speaker_id, name) AS (SELECT id, {least}speaker.id) FROM speaker WHERE id IN :ids"
        f" UNION ALL SELECT speaker_id, {least}form.speaker_id AND name > form.name) FROM form WHERE name IS NOT NULL)"
        " SELECT speaker_id, name FROM form WHERE name IS NOT NULL"
    )


def given_names(connection: AnyConnection, speaker_ids: Sequence[int]) -> dict[int, dict[str, bool]]:
    """The names that people have given to each speaker, sorted, or have taken away: whether they have."""
    found: dict[int, dict[str, bool]] = {}
    sql = "SELECT speaker_id, name, taken FROM given_name WHERE speaker_id IN :ids ORDER BY speaker_id, name"
    for row in run_for(connection, sql, speaker_ids):
        found.setdefault(row["speaker_id"], {})[row["name"]] = bool(row["taken"])
    return found


def _by_speaker(connection: AnyConnection, sql: str, speaker_ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in run_for(connection, sql, speaker_ids):
        found.setdefault(row["speaker_id"], []).append(row["name"])
    return found


def role_names(connection: AnyConnection, speaker_ids: Sequence[int]) -> dict[int, list[str]]:
    """What articles call each speaker, each different name once, sorted."""
    return _by_speaker(connection, f"{_different('role')} ORDER BY speaker_id, name", speaker_ids)


def roles(connection: AnyConnection, speaker_ids: Sequence[int]) -> dict[int, list[Row]]:
    """What articles call each speaker, the most common first: rows with speaker_id, name, articles, first, last."""
    found: dict[int, list[Row]] = {}
    sql = (
        "SELECT role.speaker_id, role.name, count(role.article_id) AS articles, min(article.published) AS first,"
        " max(article.published) AS last FROM role LEFT JOIN article ON article.id = role.article_id"
        " WHERE role.speaker_id IN :ids GROUP BY role.speaker_id, role.name"
        " ORDER BY role.speaker_id, articles DESC, last DESC, role.name"
    )
    for row in run_for(connection, sql, speaker_ids):
        found.setdefault(row["speaker_id"], []).append(row)
    return found


def latest(connection: AnyConnection, speaker_id: int, *, limit: int) -> list[int]:
    """The last quotes of a speaker, by the day of the article, those without a day last: ids."""
    sql = (
        "SELECT quote.id FROM quote_speaker JOIN quote ON quote.id = quote_speaker.quote_id"
        " JOIN article ON article.id = quote.article_id WHERE quote_speaker.speaker_id = :id"
        " ORDER BY article.published IS NULL, article.published DESC, quote.id LIMIT :limit"
    )
    return [row["id"] for row in run(connection, sql, {"id": speaker_id, "limit": limit})]


def outlets_of(connection: AnyConnection, speaker_id: int) -> list[Row]:
    """Where a speaker is quoted, most often first: rows with name, articles; articles without outlet are left out."""
    sql = (
        "SELECT outlet.name, count(DISTINCT article.id) AS articles FROM quote_speaker"
        " JOIN quote ON quote.id = quote_speaker.quote_id JOIN article ON article.id = quote.article_id"
        " JOIN outlet ON outlet.id = article.outlet_id WHERE quote_speaker.speaker_id = :id"
        " GROUP BY outlet.name ORDER BY articles DESC, outlet.name"
    )
    return run(connection, sql, {"id": speaker_id})


def named(connection: AnyConnection, ids: Sequence[int]) -> list[Row]:
    """Speakers by id: rows with id, name, kind."""
    sql = "SELECT id, name, kind FROM speaker WHERE id IN :ids ORDER BY id"
    return run_for(connection, sql, ids)


def under_keys(connection: AnyConnection, keys: Iterable[str], *, limit: int) -> dict[str, set[int]]:
    """Speakers with a name under each of some keys, printed or given by hand; so many of a key and kind at most.

    However many articles print a name, each speaker under each key is looked at once.
    """
    found: dict[str, set[int]] = {}
    asked = list(dict.fromkeys(keys))
    for start in range(0, len(asked), _KEYS):
        values = {f"key{number}": key for number, key in enumerate(asked[start : start + _KEYS])}
        wanted = " UNION ALL ".join(f"SELECT :{name} AS key" for name in values)
        parts = []
        for table in ("alias", "given_name"):
            next_one = f"(SELECT min(speaker_id) FROM {table} WHERE {table}.key = "
            parts.append(
                f"SELECT * FROM (WITH RECURSIVE found(key, id, n) AS (SELECT key, {next_one}wanted.key), 1"
                f" FROM ({wanted}) AS wanted UNION ALL SELECT key, {next_one}found.key AND speaker_id > found.id),"
                " n + 1 FROM found WHERE id IS NOT NULL AND n < :limit)"
                f" SELECT key, id FROM found WHERE id IS NOT NULL) AS {table}_ids"
            )
        for row in run(connection, " UNION ".join(parts), values | {"limit": limit}):
            found.setdefault(row["key"], set()).add(row["id"])
    return found


def of_family(connection: AnyConnection, low: str, high: str, *, limit: int) -> list[tuple[str, int]]:
    """Speakers with a name whose key lies in `[low, high)`: (key, id), the lowest keys first; so many at most."""
    parts = []
    for table in ("alias", "given_name"):
        step = f"SELECT id FROM {table} WHERE key < :high AND"
        first = f"{step} key >= :low ORDER BY key, speaker_id LIMIT 1"
        following = f"{step} (key, speaker_id) > (found.key, found.speaker_id) ORDER BY key, speaker_id LIMIT 1"
        parts.append(
            f"SELECT * FROM (WITH RECURSIVE found(key, speaker_id) AS (SELECT key, speaker_id FROM {table}"
            f" WHERE id = ({first}) UNION ALL SELECT {table}.key, {table}.speaker_id"
            f" FROM found JOIN {table} ON {table}.id = ({following}))"
            f" SELECT key, speaker_id FROM found LIMIT :limit) AS {table}_keys"
        )
    sql = f"{' UNION '.join(parts)} ORDER BY key, speaker_id LIMIT :limit"
    rows = run(connection, sql, {"low": low, "high": high, "limit": limit})
    return [(row["key"], row["speaker_id"]) for row in rows]


def given_to(connection: AnyConnection, names: Iterable[str]) -> dict[str, set[int]]:
    """Speakers to whom people gave exactly these names, by name."""
    found: dict[str, set[int]] = {}
    asked = list(dict.fromkeys(names))
    for start in range(0, len(asked), BATCH):
        sql = "SELECT name, speaker_id FROM given_name WHERE name IN :names AND NOT taken"
        for row in run(connection, sql, {"names": tuple(asked[start : start + BATCH])}):
            found.setdefault(row["name"], set()).add(row["speaker_id"])
    return found


def quoted_in(connection: AnyConnection, ids: Iterable[int], outlet: str) -> set[int]:
    """Those of some speakers whom an outlet quotes."""
    # From the speaker to the outlet: the other way round all that it has printed would be looked through.
    printed_in = (
        "(SELECT outlet.name FROM quote JOIN article ON article.id = quote.article_id"
        " JOIN outlet ON outlet.id = article.outlet_id WHERE quote.id = quote_speaker.quote_id)"
    )
    sql = (
        "SELECT id FROM speaker WHERE id IN :ids AND EXISTS (SELECT 1 FROM quote_speaker"
        f" WHERE quote_speaker.speaker_id = speaker.id AND {printed_in} = :outlet)"
    )
    return {row["id"] for row in run_for(connection, sql, ids, outlet=outlet)}


def by_family(connection: AnyConnection) -> list[Row]:
    """People whose family name others have too, by family name: rows with family, id. The key begins with it."""
    family = "substr(alias.key, 1, strpos(alias.key, ' '))"
    pairs = (
        f"SELECT DISTINCT {family} AS family, alias.speaker_id AS id FROM alias"
        " JOIN speaker ON speaker.id = alias.speaker_id WHERE speaker.kind = 'person'"
    )
    sql = (
        f"WITH pair AS ({pairs}) SELECT family, id FROM pair"
        " WHERE family IN (SELECT family FROM pair GROUP BY family HAVING count(*) > 1) ORDER BY family, id"
    )
    return run(connection, sql)


def bodies(connection: AnyConnection) -> list[int]:
    """Every speaker that is no person."""
    return [row["id"] for row in run(connection, "SELECT id FROM speaker WHERE kind <> 'person' ORDER BY id")]


def same_words(connection: AnyConnection, one: int, other: int) -> int:
    """How many statements of one speaker another one made too, word for word."""
    said = (
        "SELECT quote.normal FROM quote_speaker JOIN quote ON quote.id = quote_speaker.quote_id"
        " WHERE quote.act = 'statement' AND quote_speaker.speaker_id = "
    )
    sql = f"SELECT count(*) AS n FROM ({said}:one INTERSECT {said}:other) AS shared"
    return int(run(connection, sql, {"one": one, "other": other})[0]["n"])
