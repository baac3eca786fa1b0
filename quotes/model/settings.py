"""What belongs to a set of weights, beside the network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quotes.errors import InputError
from quotes.model.confidence import SIGNALS
from quotes.model.links import PLACES, WIDTH, Relation
from quotes.model.names import LABELS
from quotes.model.tags import TAGS

_MOST = 1e30  # no number of a network comes near it; NaN and infinity are not below it


@dataclass(frozen=True, slots=True)
class Settings:
    """How a network is to be read.

    Attributes:
        name: of the model, as stored with each quote that it finds.
        window, context: as for `quotes.model.features.windows`.
        special: ids of the pieces that open and close a sequence.
        transitions: as for `quotes.model.tags.spans`, row by row.
        naming: the same for `quotes.model.names.names`.
        nowhere, preferences: as for `quotes.model.links.attributions`, row by row.
        confidence: weights as for `quotes.model.confidence.confidence`.
    """

    name: str
    window: int
    context: int
    special: tuple[int, int]
    transitions: list[list[float]]
    naming: list[list[float]]
    nowhere: list[list[float]]
    preferences: list[list[float]]
    confidence: list[float]

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Read them.

        Raises:
            InputError: no such file, or not as `save` writes it.
        """
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            special = tuple(values.pop("special"))
            settings = cls(**values, special=special)
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}; give a folder with an exported model") from None
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise InputError(f"{path}: not the settings of a model ({error}); export it again") from None
        if not settings._fits():
            raise InputError(f"{path}: made by another version of this program; export the model again")
        return settings

    def save(self, path: Path) -> None:
        """Write them as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    def _fits(self) -> bool:
        """Whether every value has the type and shape that the code counts on."""
        whole = (self.window, self.context, *self.special)
        return (
            isinstance(self.name, str)
            and all(isinstance(value, int) for value in whole)
            and len(self.special) == 2
            and 0 <= 3 * self.context < self.window
            and _table(self.transitions, TAGS, TAGS)
            and _table(self.naming, LABELS, LABELS)
            and _table(self.nowhere, len(Relation), WIDTH)
            and _table(self.preferences, len(Relation), PLACES)
            and _table([self.confidence], 1, len(SIGNALS))
        )


def _table(rows: Any, height: int, width: int) -> bool:
    """Whether a value is so many rows of so many numbers."""
    return (
        isinstance(rows, Sequence)
        and len(rows) == height
        and all(isinstance(row, Sequence) and len(row) == width for row in rows)
        and all(isinstance(value, (int, float)) and abs(value) < _MOST for row in rows for value in row)
    )
