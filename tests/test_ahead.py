"""Items are drawn before earlier ones are handed out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quotes.ahead import ahead


@pytest.mark.parametrize(("count", "drawn"), [(0, 1), (1, 2), (3, 4), (9, 5)])
def test_so_many_are_drawn_before_the_first_is_handed_out(count: int, drawn: int) -> None:
    seen: list[int] = []

    def items() -> Iterator[int]:
        for number in range(5):
            seen.append(number)
            yield number

    handed = ahead(items(), count)
    assert next(handed) == 0
    assert len(seen) == drawn
    assert list(handed) == [1, 2, 3, 4]


def test_nothing_gives_nothing() -> None:
    assert list(ahead([], 2)) == []
