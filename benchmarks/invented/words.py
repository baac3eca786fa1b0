"""Words that go in many sentences, and other ways to write some."""

from __future__ import annotations


def listed(text: str) -> list[str]:
    """What a text has between semicolons."""
    return [" ".join(part.split()) for part in text.split(";") if part.strip()]


_CONTRARIES = """
    rise|fall; risen|fallen; higher|lower; high|low; good|bad; better|worse; best|worst; against|for; behind|ahead of;
    bigger|smaller; later|earlier; wrong|right; proud|ashamed; worried|confident; afraid|hopeful; dead|alive;
    safe|dangerous; cheap|expensive; useful|useless; popular|unpopular; fair|unfair; risky|harmless;
    temporary|permanent; old|new; northern|southern; eastern|western; small|large; private|public;
    a mistake|a blessing; a disaster|a triumph; a scandal|a success; a gift|a burden; a victory|a defeat;
    a disgrace|an honor
"""
SWAPPED = dict(pair.split("|") for pair in listed(_CONTRARIES))
SWAPPED |= {other: one for one, other in SWAPPED.items()}
# Slots that any of some words fill.
WORDS = {
    word: [word, SWAPPED[word]]
    for word in (
        "good better best rise risen high higher lower bigger later against behind wrong proud worried afraid dead"
    ).split()
} | {
    "bad": "dangerous safe expensive cheap useful useless popular unpopular unfair risky temporary outdated".split(),
    "a mistake": listed(
        "a mistake; a disaster; a scandal; a gift; a victory; a disgrace; a blessing; a triumph; a burden; a success;"
        "an honor; a defeat"
    ),
    "season": "winter spring summer autumn".split(),
    "weeks": "days weeks months".split(),
    "months": "weeks months years".split(),
    "month": "January February March April June July August September October November December".split(),
    "weekday": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "role": (
        "mayor minister governor senator chancellor president director chairman captain coach judge general bishop"
        " commissioner ambassador treasurer spokesman"
    ).split(),
}
ADJECTIVES = (
    "old new northern southern eastern western small large private public temporary state-run historic central"
    " half-finished famous abandoned regional crowded so-called"
).split()
BRITISH = {
    "harbor": "harbour", "harbors": "harbours", "program": "programme", "programs": "programmes", "center": "centre",
    "centers": "centres", "theater": "theatre", "theaters": "theatres", "defense": "defence", "license": "licence",
    "canceled": "cancelled", "canceling": "cancelling", "liter": "litre", "meters": "metres", "honor": "honour",
    "percent": "per cent", "fertilizer": "fertiliser",
} | {
    f"{stem}iz{end}": f"{stem}is{end}"
    for stem in "privat modern national subsid digit apolog".split()
    for end in "e es ed ing".split()
}  # fmt: skip
_NEGATIVES = {
    "will not": "won't", "cannot": "can't", "is not": "isn't", "are not": "aren't", "was not": "wasn't",
    "were not": "weren't", "has not": "hasn't", "have not": "haven't", "does not": "doesn't", "do not": "don't",
    "did not": "didn't", "should not": "shouldn't", "would not": "wouldn't",
}  # fmt: skip
_OPENED = {
    "I am not": "I'm not", "I am": "I'm", "I will": "I'll", "I have": "I've", "I would": "I'd", "we will": "we'll",
    "we are": "we're", "we have": "we've", "it is": "it's", "that is": "that's", "there is": "there's",
    "let us": "let's",
}  # fmt: skip
CONTRACTED = _NEGATIVES | _OPENED | {full.capitalize(): short.capitalize() for full, short in _OPENED.items()}
FUNCTION = frozenset(
    """
        a an the and or but of to in on at by for with from as that this these it its is are was were be been am has
        have had do does did will would shall should can could may might must i he she they we you his her their our
        my your him them us who which what there so than then if not no only about over after before up out cannot
        more because while one any such own
    """.split()
)
