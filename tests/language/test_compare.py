from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.compare import Alarm, Relation, compare, compare_words, denials
from quotes.wording import words

TEXTS = st.text(alphabet=st.characters(codec=None), max_size=120) | st.text(
    alphabet=" \n'’\"“”‘[]…-.,:%$1239aeinotßﬁÆéİ\u00ad\u200b\ud800", max_size=80
)
# Few words, so that two draws share many; those that deny, count and hedge among them.
WORDS = st.lists(
    st.sampled_from("quay ferry storm harbour town winter not never no 3 5 will may all some the of to".split()),
    max_size=14,
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            "We will keep every ferry on the northern route running through the whole winter.",
            "keep every ferry on the northern route running through the whole winter",
            id="cut at the front",
        ),
        pytest.param(
            "We will keep every ferry on the northern route running through the whole winter.",
            "We will keep every ferry on the northern route running",
            id="cut at the end",
        ),
        pytest.param(
            "We will keep every ferry on the northern route running through the whole winter.",
            "We will keep every ferry … running through the whole winter.",
            id="elided",
        ),
        pytest.param(
            "“The quay is ours,” … “and it will stay ours as long as boats float.”",
            "The quay is ours - and it will stay ours as long as boats float!",
            id="other marks",
        ),
        pytest.param(
            "THE FERRY LEAVES ORSK AT DAWN ON SATURDAY", "The ferry leaves Orsk at dawn on Saturday", id="capitals"
        ),
        pytest.param(
            "The fishermen of Åland brought their nets ashore",
            "The fishermen of Aland brought their nets ashore",
            id="accents",
        ),
        pytest.param(
            "The harbour organised the defence of its labourers and honoured neighbours",
            "The harbor organized the defense of its laborers and honored neighbors",
            id="British and American",
        ),
        pytest.param(
            "The travellers recognised the colour of the theatre at the centre of Orsk",
            "The travelers recognized the color of the theater at the center of Orsk",
            id="British and American, doubled letters",
        ),
        pytest.param(
            "They haven’t paid and we won’t wait for the ferry company any longer",
            "They have not paid and we will not wait for the ferry company any longer",
            id="contracted negations",
        ),
        pytest.param(
            "We’ll repair the quay, they’ve seen the plans and it’s a long job",
            "We will repair the quay, they have seen the plans and it is a long job",
            id="contracted verbs",
        ),
        pytest.param(
            "Seven trawlers left the old quay with twelve men on board",
            "7 trawlers left the old quay with 12 men on board",
            id="small numbers",
        ),
        pytest.param(
            "Twenty-five trawlers left the old quay with ninety-nine men on board",
            "25 trawlers left the old quay with 99 men on board",
            id="compound numbers",
        ),
        pytest.param(
            "The flood took three thousand barrels of herring from the old quay",
            "The flood took 3,000 barrels of herring from the old quay",
            id="thousands in words",
        ),
        pytest.param(
            "The flood took 3,000 barrels of herring from the old quay",
            "The flood took 3000 barrels of herring from the old quay",
            id="thousands with and without comma",
        ),
        pytest.param(
            "Forty percent of the fees paid for the dredging of the basin",
            "40% of the fees paid for the dredging of the basin",
            id="percent",
        ),
        pytest.param(
            "that the northern quay stays open for every boat",
            "The northern quay stays open for every boat",
            id="leading that",
        ),
        pytest.param(
            "They [the owners] sold the northern quay behind our backs",
            "They the owners sold the northern quay behind our backs",
            id="brackets",
        ),
    ],
)
def test_the_same_words_cut_or_respelt_are_the_same(first: str, second: str) -> None:
    assert compare(first, second).relation is Relation.SAME
    assert compare(second, first).relation is Relation.SAME


@pytest.mark.parametrize(
    ("first", "second", "alarm"),
    [
        pytest.param(
            "The council will not sell the old harbour to foreign owners",
            "The council will sell the old harbour to foreign owners",
            Alarm.NEGATION,
            id="not",
        ),
        pytest.param(
            "We don’t expect the ferry to leave Orsk before the storm",
            "We do expect the ferry to leave Orsk before the storm",
            Alarm.NEGATION,
            id="n't",
        ),
        pytest.param(
            "We never promised the fishermen a new quay before winter",
            "We promised the fishermen a new quay before winter",
            Alarm.NEGATION,
            id="never",
        ),
        pytest.param(
            "No ferry leaves the northern quay before the ice has melted",
            "A ferry leaves the northern quay before the ice has melted",
            Alarm.NEGATION,
            id="no",
        ),
        pytest.param(
            "Nowhere have we promised the fishermen a new quay before winter",
            "We have promised the fishermen a new quay before winter",
            Alarm.NEGATION,
            id="nowhere",
        ),
        pytest.param(
            "I will not, whatever the council of this little town may decide tonight, sell our harbour to the shipping"
            " company of Velm",
            "I will sell our harbour to the shipping company of Velm",
            Alarm.NEGATION,
            id="not, cut together with a long parenthesis",
        ),
        pytest.param(
            "The council closed three schools near the old harbour last spring",
            "The council closed four schools near the old harbour last spring",
            Alarm.NUMBER,
            id="number in words",
        ),
        pytest.param(
            "The council closed 30 schools near the old harbour last spring",
            "The council closed 300 schools near the old harbour last spring",
            Alarm.NUMBER,
            id="number in figures",
        ),
        pytest.param(
            "The council paid two million for the northern quay last spring",
            "The council paid two billion for the northern quay last spring",
            Alarm.NUMBER,
            id="million and billion",
        ),
        pytest.param(
            "The fee rose from 3 to 5 crowns in the old harbour this spring",
            "The fee rose from 5 to 3 crowns in the old harbour this spring",
            None,
            id="two numbers exchanged",
        ),
        pytest.param(
            "The fishermen of Orsk attacked the sailors of Velm at the northern quay before dawn on Sunday",
            "The fishermen of Velm attacked the sailors of Orsk at the northern quay before dawn on Sunday",
            Alarm.ORDER,
            id="roles, apart",
        ),
        pytest.param(
            "The last three trawlers left Velm for Orsk after the first winter storm",
            "The last three trawlers left Orsk for Velm after the first winter storm",
            Alarm.ORDER,
            id="roles, side by side",
        ),
        pytest.param(
            "Early yesterday morning in the high court of the northern harbour district captain Dahl sued mayor Brandt",
            "Early yesterday morning in the high court of the northern harbour district mayor Brandt sued captain Dahl",
            Alarm.ORDER,
            id="roles, at the end",
        ),
        pytest.param(
            "The ferries will stop running on the northern route this winter",
            "The ferries may stop running on the northern route this winter",
            Alarm.MODALITY,
            id="will and may",
        ),
        pytest.param(
            "All fishermen on the northern coast support the new quay",
            "Some fishermen on the northern coast support the new quay",
            Alarm.MODALITY,
            id="all and some",
        ),
        pytest.param(
            "The council must close the old quay before the winter storms",
            "The council can close the old quay before the winter storms",
            Alarm.MODALITY,
            id="must and can",
        ),
        pytest.param(
            "The ferries might stop running on the northern route this winter",
            "The ferries stop running on the northern route this winter",
            Alarm.MODALITY,
            id="might dropped",
        ),
        pytest.param(
            "If the council pays, the ferries run all winter on the northern route",
            "The council pays, the ferries run all winter on the northern route",
            Alarm.MODALITY,
            id="if dropped",
        ),
    ],
)
def test_a_changed_sense_is_never_the_same(first: str, second: str, alarm: Alarm | None) -> None:
    for one, other in ((first, second), (second, first)):
        comparison = compare(one, other)
        assert comparison.relation is not Relation.SAME
        assert alarm is None or alarm in comparison.alarms


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "We support the sale of the northern quay to the ferry company",
            "We oppose the sale of the northern quay to the ferry company",
        ),
        (
            "It is possible to dredge the northern basin before the first storms",
            "It is impossible to dredge the northern basin before the first storms",
        ),
        (
            "The council accepted the plan for the northern quay last spring",
            "The council rejected the plan for the northern quay last spring",
        ),
    ],
)
def test_a_word_replaced_by_its_contrary_is_not_the_same(first: str, second: str) -> None:
    assert compare(first, second).relation is not Relation.SAME


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            "We will keep the northern quay open all winter. The council has never promised the fishermen less.",
            "We will keep the northern quay open all season",
            id="the cut sentence denies",
        ),
        pytest.param(
            "We will keep the northern quay open all winter. The council has never promised the fishermen less.",
            "We will keep the northern quay open all winter long",
            id="a word added before the cut",
        ),
    ],
)
def test_a_negation_that_was_cut_off_is_no_alarm(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        assert Alarm.NEGATION not in compare(one, other).alarms


def test_a_negation_moved_into_a_contraction_is_no_alarm() -> None:
    comparison = compare("The ferry cannot leave Orsk in this storm", "The ferry can’t leave Orsk in this storm")
    assert (comparison.relation, comparison.score, comparison.alarms) == (Relation.SAME, 1.0, ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", ""),
        ("", "The quay is open"),
        ("“…” – !", "The quay is open"),
        ("that", "The quay is open"),
    ],
)
def test_without_words_two_statements_are_different(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        comparison = compare(one, other)
        assert (comparison.relation, comparison.score, comparison.alarms) == (Relation.DIFFERENT, 0.0, ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The bakery sells rye bread on Sundays", "Snow closed every road north of the lake"),
        ("I think that is it, really", "I know what it is, I think, and that is that, you know"),
        ("We will", "We will rebuild every house, every quay and every school that the flood has taken from us"),
    ],
)
def test_a_phrase_in_common_is_no_claim_in_common(first: str, second: str) -> None:
    assert compare(first, second).relation is Relation.DIFFERENT
    assert compare(second, first).relation is Relation.DIFFERENT


def test_a_claim_in_partly_other_words_is_a_paraphrase() -> None:
    comparison = compare(
        "The northern quay of Orsk stays open for fishing boats through winter",
        "The northern quay of Orsk remains available for fishing boats in the cold season",
    )
    assert comparison.relation is Relation.PARAPHRASE
    assert comparison.score < 1


@given(TEXTS, TEXTS)
@example("a" * 500, "a")
def test_any_two_strings_give_a_result(first: str, second: str) -> None:
    comparison = compare(first, second)
    assert 0 <= comparison.score <= 1
    assert list(comparison.alarms) == sorted(set(comparison.alarms))
    assert not (comparison.relation in (Relation.SAME, Relation.PARAPHRASE) and comparison.alarms)


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    comparison = compare(text, text)
    if words(text):
        assert (comparison.relation, comparison.score, comparison.alarms) == (Relation.SAME, 1.0, ())
    else:
        assert (comparison.relation, comparison.score) == (Relation.DIFFERENT, 0.0)


@given(WORDS, WORDS)
def test_relation_and_alarms_do_not_depend_on_which_comes_first(first: list[str], second: list[str]) -> None:
    there, back = compare_words(first, second), compare_words(second, first)
    assert (there.relation, there.alarms) == (back.relation, back.alarms)


@given(WORDS, WORDS)
def test_the_score_does_not_depend_on_which_comes_first(first: list[str], second: list[str]) -> None:
    assert compare_words(first, second).score == compare_words(second, first).score


@given(WORDS.filter(bool), WORDS.filter(bool))
def test_edits_cover_both_sides_and_equal_ones_are_equal(first: list[str], second: list[str]) -> None:
    edits = compare_words(first, second).edits
    at = (0, 0)
    for edit in edits:
        assert (edit.first[0], edit.second[0]) == at
        one, other = first[slice(*edit.first)], second[slice(*edit.second)]
        if edit.op == "equal":
            assert one
            assert one == other
        elif edit.op == "delete":
            assert one
            assert not other
        else:
            assert edit.op == "insert"
            assert other
            assert not one
        at = (edit.first[1], edit.second[1])
    assert at == (len(first), len(second))


@given(WORDS.filter(bool), WORDS)
def test_one_negation_dropped_between_shared_words_is_never_the_same(before: list[str], behind: list[str]) -> None:
    full = [w for w in before if not denials([w])], [w for w in behind if not denials([w])]
    with_not = [*full[0], "not", *full[1]]
    without = [*full[0], *full[1]]
    if without:
        assert compare_words(with_not, without).relation is not Relation.SAME


@given(TEXTS)
def test_words_lie_inside_the_text_in_order(text: str) -> None:
    found = words(text)
    assert all(0 <= w.span.start < w.span.end <= len(text) for w in found)
    assert all(w.folded for w in found)
    starts = [w.span.start for w in found]
    assert starts == sorted(starts)


def test_a_word_knows_where_it_stands_and_a_contraction_is_two_words_of_one_place() -> None:
    text = "“That DON’T matter”"
    assert [(w.folded, text[slice(*w.span)]) for w in words(text)] == [
        ("do", "DON’T"),
        ("not", "DON’T"),
        ("matter", "matter"),
    ]
