from __future__ import annotations

import pytest

from quotes.copies import LEAST, SHARE, keys
from quotes.read.plain import read_plain
from quotes.records import Article

AGENCY = """\
The council of Velm voted late on Monday to keep the northern quay open through the winter, ending a dispute \
that had split the fishing town for the better part of a year and had brought two coalitions down.

"We will keep the northern quay open all winter," said Ida Dahl, who chairs the harbour board.

Eleven of the nineteen members were in favour. The harbour master had warned in the spring that the old pilings \
would not carry another season of ice, but an inspection paid for by the shipowners found only three that needed \
to be replaced.

"Nobody in this town has asked for higher fees at the ferry," Dahl said before the vote.

The work is to begin in the first week of December and to last until February. Boats that are longer than twenty \
metres will have to use the southern basin in the meantime, where the depth is sufficient at every tide."""

OWN = """\
Fishermen cheered in the gallery when the vote was counted. The quay in the north of the harbour, for a year the \
town's favourite quarrel, is saved.

"We will keep the northern quay open all winter," promised Ida Dahl.

Whether the money is there is another matter: the treasurer, Kim Berg, left the hall without a word, and the \
budget that he presented in October has no line for repairs of this size. The opposition wants to see a plan by \
the new year.

"Nobody in this town has asked for higher fees at the ferry," Dahl told this newspaper."""


def article(text: str) -> Article:
    return read_plain(text, doc="a.txt")


def copies(one: str, other: str) -> bool:
    first, second = keys(article(one)), keys(article(other))
    return len(first & second) >= max(LEAST, SHARE * min(len(first), len(second)))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(AGENCY, id="whole"),
        pytest.param(AGENCY[: AGENCY.index("The work is")], id="the end cut off"),
        pytest.param(AGENCY.replace("late on Monday ", "").replace('"', "”"), id="edited a little"),
        pytest.param(f"{OWN}\n\n{AGENCY}", id="inside a longer article"),
    ],
)
def test_an_agencys_text_is_recognised(other: str) -> None:
    assert copies(AGENCY, other)
    assert copies(other, AGENCY)


def test_two_reports_of_the_same_words_are_independent() -> None:
    assert not copies(AGENCY, OWN)


def test_quotations_alone_make_no_copy() -> None:
    said = (
        '"We will keep the northern quay open all winter, whatever it costs us, and whoever is against it," she said.'
    )
    assert not copies("\n\n".join([said] * 9), "\n\n".join([said] * 9))
    assert keys(article("")) == frozenset()
