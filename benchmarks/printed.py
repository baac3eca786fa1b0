"""Whole articles around invented utterances, as text files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from random import Random

from invented import Printed, corpus, outlet_name, speaker_name

# By hand: what stands around quotes in news, and between them: a sixth of PolNeAR's words is without attribution.
_FRAMES = (
    "{text} {name} said on {day}.",
    "{name} told reporters: {text}",
    "{text} said {name}, who has followed the matter for years.",
    "According to {name}, the talks went on until late at night. {text} {family} added.",
    "Asked about the plan, {name} was brief. {text}",
)
_FILLERS = (
    "The council had met behind closed doors for most of the day, and the square in front of the hall was empty but for"
    " a few traders who were packing up their stalls.",
    "Prices in the valley have risen by a tenth since the spring, and the price of bread by more than that.",
    "The last time the river stood so high was forty years ago, when two bridges were lost and a third was closed.",
    "Work is to begin in the autumn and to take two years, a year longer than planned when the money was found.",
    "A vote is expected before the end of the month; both sides say that they will accept whatever comes of it.",
)


def articles(count: int, *, quotes: int = 10, seed: int = 1) -> Iterator[tuple[str, str]]:
    """So many articles: the name of a file, and its text.

    Args:
        quotes: in each, on the average.
        seed: another one gives others.
    """
    rng = Random(seed)  # noqa: S311 - the same articles on every run
    held: list[Printed] = []
    made = 0
    for _, group in groupby(corpus(count * quotes * 2, seed=seed), key=lambda one: one.article):
        held += group
        if len(held) < quotes:
            continue
        yield f"{made:06}.txt", _article(rng, held)
        held, made = [], made + 1
        if made == count:
            return


def write(folder: Path, count: int, *, seed: int = 1) -> int:
    """Write so many articles into a folder. Returns how many words they have."""
    folder.mkdir(parents=True, exist_ok=True)
    words = 0
    for name, text in articles(count, seed=seed):
        (folder / name).write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def _article(rng: Random, held: list[Printed]) -> str:
    first = held[0]
    lines = [f"{speaker_name(first.speaker)} speaks about what comes next", f"{outlet_name(first.outlet)}, {first.day}"]
    for one in held:
        name = speaker_name(one.speaker)
        text = one.text if one.kind == "direct" else f"{name} said {one.text}."
        frame = rng.choice(_FRAMES) if one.kind == "direct" else "{text}"
        lines.append(frame.format(text=text, name=name, family=name.split()[-1], day="Monday"))
        if rng.random() < 0.35:
            lines.append(rng.choice(_FILLERS))
    return "\n\n".join(lines)
