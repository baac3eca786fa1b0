"""Draw ahead: what later items need is begun while earlier ones are finished."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterable[T], count: int) -> Iterator[T]:
    """The items in order, each handed out after the `count` next ones have been drawn.

    Drawing an item is what begins its work; so that work goes on while the caller is busy with an earlier item.
    """
    held: deque[T] = deque()
    for item in items:
        held.append(item)
        if len(held) > count:
            yield held.popleft()
    yield from held
