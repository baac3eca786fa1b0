"""Whole articles: the network finds the quotes, and the speakers are right or nobody, never somebody else."""

from __future__ import annotations

import pytest

from quotes.model.session import load
from quotes.pipeline import analyse
from quotes.read.plain import read_plain


def said(text: str) -> list[str | None]:
    """The speakers of an article's quotes, in order."""
    quotes = analyse(read_plain(text, "a.txt"), load()).quotes
    return [" & ".join(s.name for s in quote.speakers) or None for quote in quotes if quote.source]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param(
            'Tom Berg wins marathon\n\n"I was singing all the way," Berg said.'
            " His sister, Ann Berg, said she had never doubted it.",
            ["Tom Berg", "Ann Berg"],
            id="named in full only in the headline",
        ),
        pytest.param(
            "Two firms\n\nJoan Marsh runs a bakery in Orsk. Peter Marsh, who runs a haulage firm,"
            ' told the Echo he had lost two contracts. "My drivers are frightened," Marsh said.',
            ["Peter Marsh", "Peter Marsh"],
            id="the one of that name who was quoted last",
        ),
        pytest.param(
            "The will\n\nLuc Castellan and his aunt Odile Castellan met on Monday. Mrs. Castellan said she"
            " would change her will. He said there was no buyer.",
            ["Odile Castellan", "Luc Castellan"],
            id="Mrs.",
        ),
        pytest.param(
            'Obituary\n\nMargaret "Peggy" Sloane, who has died aged 91, ran the ferry. "I never missed a tide,"'
            " Sloane once said. Her daughter, Fenella Sloane, said the house was full of maps.",
            ['Margaret "Peggy" Sloane', "Fenella Sloane"],
            id="a nickname between marks",
        ),
        pytest.param(
            "No deal\n\nAnna Nwosu and Rolf Steiner met on Monday. Neither Nwosu nor Steiner would say whether the plan"
            " would go ahead.",
            [None],
            id="neither nor",
        ),
        pytest.param(
            "Court\n\nAlan Cole was mayor until May. A letter to Alan Cole said he should go."
            " A lawsuit filed against Ford said the brakes failed.",
            [None, None],
            id="whom a work is about",
        ),
        pytest.param(
            "Health\n\nWHO said the outbreak was over. The OECD said the costs were high.",
            ["WHO", "OECD"],
            id="a body that reads like a pronoun",
        ),
        pytest.param(
            "Rail\n\nThe Office of Rail Standards (ORS) opened an inquiry. The signals were old, ORS said.",
            ["Office of Rail Standards"],
            id="an acronym with small words",
        ),
        pytest.param(
            "Mountaineer Kiran Sethi is missing\n\nThe search for Kiran Sethi goes on."
            " Her mother, Anita Sethi, said she had not slept.",
            ["Anita Sethi"],
            id="a headline with another word before the name",
        ),
    ],
)
def test_the_speakers_of_an_article(text: str, speakers: list[str | None]) -> None:
    assert [who for who in said(text) if who or None in speakers] == speakers
