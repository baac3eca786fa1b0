"""Choices that take one random number each."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
# The most frequent of very many has a bit less than a hundredth (Zipf and Mandelbrot).
SHIFT = 14.0


def pick(rng: Random, options: Sequence[T]) -> T:
    """One of them; quicker than `choice`."""
    return options[int(rng.random() * len(options))]


def some(rng: Random, options: Sequence[T], count: int, step: int = 1) -> list[T]:
    """Some at equal distances in a list; quicker than `sample`."""
    first = int(rng.random() * len(options))
    return [options[(first + step * n) % len(options)] for n in range(count)]


def rank(rng: Random, count: int) -> int:
    """A number below another, the lower the more often."""
    return min(int(SHIFT * ((count + SHIFT) / SHIFT) ** rng.random() - SHIFT), count - 1)
