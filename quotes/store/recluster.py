"""All claims made anew from the stored statements, or those of many new ones found, as one transaction.

Statements of different speakers are never one claim, so that the speakers are shared out among processes; one writes.
Claims keep their ids where their quotes stay together, and what people have put together stays as it is.
"""

from __future__ import annotations

import multiprocessing
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import nullcontext
from typing import Any

from sqlalchemy.engine import Connection

from db import clusters
from quotes import cluster
from quotes.store import families
from quotes.store.results import Reclustered
from quotes.store.settle import code
from quotes.store.stars import as_statement

_BATCH = 4000
"""How many statements go to a process at a time; those of one speakers go together, however many."""
_ALONE = 3 * _BATCH
"""With fewer statements, starting processes takes longer than it saves."""

Block = tuple[int, list[dict[str, Any]]]
"""Who says them (`settle.code`), and the statements, as rows."""
Keys = list[tuple[int, int, list[int]]]
"""Of each statement: who says it, its id, its keys."""
Clustered = tuple[Keys, dict[int, int]]
"""The keys of some statements, and the anchor of each; none of them belongs together with any other statement."""
Matcher = Callable[[Iterator[list[Block]]], Iterator[Clustered]]
"""What clusters all statements of some speakers, in whatever portions."""


def recluster(connection: Connection, *, jobs: int, progress: Callable[[int], None] | None = None) -> Reclustered:
    """Make the keys of all statements, and all claims, anew.

    Args:
        jobs: how many processes compare statements.
        progress: is told how many statements were done, from time to time.
    """
    blocks = _blocks(connection)
    count = sum(map(len, blocks.values()))
    clusters.drop_all_keys(connection)
    clusters.free_others(connection)
    moved = done = 0
    taken: set[int] = set()
    batches = _batches(connection, blocks)
    by_itself = jobs < 2 or count < _ALONE
    workers = nullcontext() if by_itself else ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"))
    with workers as pool:
        for keys, anchors in alone(batches) if pool is None else _shared_out(pool, jobs, batches):
            clusters.add_keys(connection, keys)
            moved += _write(connection, anchors, taken)
            done += len(anchors)
            if progress is not None:
                progress(done)
    clusters.drop_empty_claims(connection)
    families.rebuild(connection)
    return Reclustered(count, len(taken), moved)


def gather(connection: Connection, match: Matcher) -> Reclustered:
    """Find the claims of the statements that have none yet, among all of the same speakers.

    Args:
        match: clusters them.
    """
    fresh = clusters.without_claim(connection)
    blocks = _blocks(connection) if fresh else {}
    concerned = {speakers: ids for speakers, ids in blocks.items() if not fresh.isdisjoint(ids)}
    if 0 in concerned:
        # Of nobody in particular: each is a claim of its own, and stays it.
        concerned[0] = [i for i in concerned[0] if i in fresh]
    moved = 0
    taken: set[int] = set()
    for keys, anchors in match(_batches(connection, concerned)):
        clusters.add_keys(connection, (one for one in keys if one[1] in fresh))
        moved += _write(connection, anchors, taken)
    clusters.drop_empty_claims(connection)
    return Reclustered(sum(map(len, concerned.values())), len(taken), moved)


def alone(batches: Iterator[list[Block]]) -> Iterator[Clustered]:
    """A `Matcher` in this process."""
    return map(clustered, batches)


def _blocks(connection: Connection) -> dict[int, list[int]]:
    """All statements, by who says them."""
    blocks: defaultdict[int, list[int]] = defaultdict(list)
    for number, speakers in clusters.every_statement(connection):
        blocks[code(speakers)].append(number)
    return blocks


def _batches(connection: Connection, blocks: dict[int, list[int]]) -> Iterator[list[Block]]:
    """The statements by who says them, many of few statements at a time."""
    batch: list[tuple[int, list[int]]] = []
    size = 0
    for speakers in sorted(blocks):
        batch.append((speakers, blocks[speakers]))
        size += len(blocks[speakers])
        if size >= _BATCH:
            yield _read(connection, batch)
            batch, size = [], 0
    if batch:
        yield _read(connection, batch)


def _read(connection: Connection, batch: list[tuple[int, list[int]]]) -> list[Block]:
    rows = {row["id"]: dict(row) for row in clusters.statements(connection, [i for _, ids in batch for i in ids])}
    return [(speakers, [rows[i] for i in ids]) for speakers, ids in batch]


def _shared_out(pool: ProcessPoolExecutor, jobs: int, batches: Iterable[list[Block]]) -> Iterator[Clustered]:
    """What `clustered` makes of each batch, in order; never more batches in memory than keep the processes busy."""
    waiting: deque[Future[Clustered]] = deque()
    for batch in batches:
        waiting.append(pool.submit(clustered, batch))
        if len(waiting) > 2 * jobs:
            yield waiting.popleft().result()
    for result in waiting:
        yield result.result()


def clustered(batch: list[Block]) -> Clustered:
    """The keys and anchors of statements, each block for itself."""
    keys: Keys = []
    anchors: dict[int, int] = {}
    for speakers, rows in batch:
        if not speakers:
            # Of nobody in particular: nothing tells whether they are one person's.
            anchors |= {row["id"]: row["id"] for row in rows}
            continue
        pool = cluster.cluster([as_statement(row) for row in rows])
        keys += [(speakers, row["id"], sorted(pool.keys[row["id"]])) for row in rows]
        anchors |= pool.assigned
    return keys, anchors


def _write(connection: Connection, anchors: dict[int, int], taken: set[int]) -> int:
    """Store the claims of some statements. Returns how many quotes are in another claim than before."""
    before = {row["id"]: row for row in clusters.states(connection, anchors)}
    claims = {i: None if row["claim_id"] in taken else row["claim_id"] for i, row in before.items()}
    groups = cluster.groups(anchors, claims, {i for i, row in before.items() if row["pinned"]})
    fresh = iter(clusters.add_claims(connection, sum(group.claim is None for group in groups)))
    put: list[tuple[int, int, bool]] = []
    for group in groups:
        claim = next(fresh) if group.claim is None else group.claim
        taken.add(claim)
        lead = group.lead
        if lead is None:
            pinned = [i for i in group.members if before[i]["pinned"]]
            lead = cluster.first(map(as_statement, clusters.statements(connection, pinned))).id
        put += [
            (i, claim, i == lead)
            for i in group.members
            if (before[i]["claim_id"], before[i]["leads"]) != (claim, i == lead)
        ]
    clusters.put(connection, put)
    return sum(before[i]["claim_id"] != claim for i, claim, _ in put)
