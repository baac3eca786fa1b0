"""Act and polarity by the words of the cue."""

from __future__ import annotations

import pytest

from quotes.cues import meaning
from quotes.records import Act, Polarity

S, A = Act.STATEMENT, Act.ATTITUDE


@pytest.mark.parametrize(
    ("cue", "act", "polarity"),
    [
        ("said", S, Polarity.ASSERTS),
        ("", S, Polarity.ASSERTS),
        (":", S, Polarity.ASSERTS),
        ("according to", S, Polarity.ASSERTS),
        ("believes", A, Polarity.ASSERTS),
        ("had long hoped", A, Polarity.ASSERTS),
        ("is expected", A, Polarity.ASSERTS),
        ("hopes of", A, Polarity.ASSERTS),
        ("expressed hope", S, Polarity.ASSERTS),
        ("told reporters he hoped", S, Polarity.ASSERTS),
        ("denied", S, Polarity.DENIES),
        ("dismissed claims", S, Polarity.DENIES),
        ("doubts", A, Polarity.DENIES),
        ("has not said", S, Polarity.DENIES),
        ("not only said", S, Polarity.ASSERTS),
        ("demanded to know", S, Polarity.ORDERS),
        ("pledged their support", S, Polarity.PROMISES),
        ("denied knowing", S, Polarity.DENIES),
        ("hinted he would like", S, Polarity.ASSERTS),
        ("wondered", S, Polarity.ASKS),
        ("didn’t say", S, Polarity.DENIES),
        ("did not deny", S, Polarity.ASSERTS),
        ("never asked", S, Polarity.ASKS),
        ("asked whether", S, Polarity.ASKS),
        ("vowed", S, Polarity.PROMISES),
        ("Urging", S, Polarity.ORDERS),
        ("preferred", A, Polarity.ASSERTS),
        ("regretting", A, Polarity.ASSERTS),
        ("guaranteeing", S, Polarity.PROMISES),
        ("knew", A, Polarity.ASSERTS),
    ],
)
def test_meaning(cue: str, act: Act, polarity: Polarity) -> None:
    assert meaning(cue, "the boats would leak") == (act, polarity)


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("discussed", "the leaks of the boats", A),
        ("has talked openly about", "it", A),
        ("citing", "the Tidewater Post and harbour records", A),
        ("are focusing on", "boats", A),
        ("mentioned", "that the boats leaked", S),
        ("commented", "He would row no more", S),
        ("told reporters", "the leaks of the boats", S),
        ("said during the debate", "boats leak", S),
        ("is seeking", "new boats", A),
        ("discussed", "how to row", A),
        ("discussed", "these leaks", A),
        ("talked about", "that boat", A),
        ("talked about", "it in detail", A),
        ("gave", "reasons for Orsk’s denial", S),
        ("debated", "the reasons for Orsk’s denial that boats had leaked", A),
        ("commented", "that “the boats leak” every day", S),
        ("commented", "that, “We shall row no more.”", S),
        ("commented", "“He would row no more” and would rest", S),
        ("mentioned", "— that boats leak", S),
        ("mentioned", "it's the boats", S),
        ("commented", "he’d row", S),
        ("mentioned", "the boats had leaked for years", S),
        ("mentioned", "Orsk's boats weren't sound", S),
        ("promised in an address", "new boats", S),
    ],
)
def test_a_topic_is_no_statement(cue: str, content: str, act: Act) -> None:
    assert meaning(cue, content)[0] is act
