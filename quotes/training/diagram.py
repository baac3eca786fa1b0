"""The reliability diagram: how often an attribution is right, by how sure the program is of it (Niculescu-Mizil and
Caruana 2005)."""

from __future__ import annotations

from collections.abc import Sequence

_SIZE, _EDGE = 320, 44


def reliability(bins: Sequence[tuple[float, float, int]]) -> str:
    """The diagram as SVG.

    Args:
        bins: mean confidence and share that is right, both in [0, 1], and count, which the size of a point shows.
    """
    side = _SIZE - 2 * _EDGE
    total = max(1, sum(count for *_, count in bins))

    def place(confidence: float, right: float) -> tuple[str, str]:
        return f"{_EDGE + confidence * side:.1f}", f"{_SIZE - _EDGE - right * side:.1f}"

    (left, bottom), (right, top) = place(0, 0), place(1, 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" font-family="sans-serif"'
        ' font-size="11">',
        f'<rect width="{_SIZE}" height="{_SIZE}" fill="white"/>',
        f'<path d="M{left} {top}V{bottom}H{right}" fill="none" stroke="black"/>',
        f'<path d="M{left} {bottom}L{right} {top}" stroke="gray" stroke-dasharray="4"/>',
    ]
    for tick in (0.0, 0.5, 1.0):
        x, y = place(tick, tick)
        parts.append(f'<text x="{x}" y="{_SIZE - _EDGE + 16}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{_EDGE - 6}" y="{float(y) + 4:.1f}" text-anchor="end">{tick:g}</text>')
    for confidence, share, count in bins:
        x, y = place(confidence, share)
        radius = 3 + 12 * (count / total) ** 0.5
        title = f"<title>{confidence:.2f}: {share:.2f} right of {count}</title>"
        parts.append(f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="#1f6feb" fill-opacity="0.6">{title}</circle>')
    parts.append(f'<text x="{_SIZE / 2:g}" y="{_SIZE - 10}" text-anchor="middle">confidence</text>')
    parts.append(f'<text transform="translate(14 {_SIZE / 2:g}) rotate(-90)" text-anchor="middle">right</text></svg>')
    return "\n".join(parts) + "\n"
