"""What was said before."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

_BITS = 1 << 26


class Heard:
    """A Bloom filter (Bloom 1970), which may think that it heard something that it did not."""

    def __init__(self) -> None:
        # Some 2.5 million keys of a million quotes fill less than a tenth of it.
        self._bits = bytearray(_BITS >> 3)

    def __contains__(self, key: str) -> bool:
        """Whether this was heard."""
        one, two = _places(key)
        return bool(self._bits[one >> 3] >> (one & 7) & self._bits[two >> 3] >> (two & 7) & 1)

    def update(self, keys: Iterable[str]) -> None:
        """Hear something."""
        for key in keys:
            for n in _places(key):
                self._bits[n >> 3] |= 1 << (n & 7)


def _places(key: str) -> tuple[int, int]:
    digest = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")
    return digest % _BITS, (digest >> 32) % _BITS
