from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.alarms import Alarm, denials
from quotes.compare import Relation, compare, compare_statements
from quotes.records import Span
from quotes.wording import Word, words

TEXTS = st.text(alphabet=st.characters(codec=None), max_size=120) | st.text(
    alphabet=" \n'’\"“”‘[]…-.,:%$1239aeinotßﬁÆéİ\u00ad\u200b\ud800", max_size=80
)


# Few words, so that two draws share many; those that deny, count and hedge among them.
def _cut(tokens: list[str]) -> list[Word]:
    return [Word(token, Span(0, 0)) for token in tokens]


WORDS = st.lists(
    st.sampled_from("quay ferry storm harbour town winter not never no 3 5 will may all some the of to".split()),
    max_size=14,
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            "A dozen grey tyres lay on the kerb by the No. 1 quay of the town",
            "12 gray tires lay on the curb by the number one quay of the town",
            id="figures and spelling",
        ),
        pytest.param(
            "Eighty-one percent of the fishermen trust the harbour board and its masters.",
            "that 81 percent of the fishermen trusted the harbour board and its masters",
            id="reported in the past",
        ),
        pytest.param(
            "The new quay costs the town $70 million, which is €3 more than a boat.",
            "the new quay cost the town 70 million dollars, which was 3 euros more than a boat",
            id="sums",
        ),
        pytest.param(
            "Ida Dahl sold the old ferry without asking the harbour board",
            "Ida Dahl sold the old ferry",
            id="cut before without",
        ),
        pytest.param(
            "“The old ferry needs a new engine, not a captain because the harbour board owns the southern quay.”",
            "“The harbour board owns the southern quay.”",
            id="cut behind because",
        ),
        pytest.param(
            "Fire burned the wood near the quay. No captain has ever seen the like",
            "Fire burned the wood near the quay",
            id="cut before another sentence's no",
        ),
        pytest.param(
            "Let us not forget that the fishermen of Orsk built this quay",
            "the fishermen of Orsk built this quay",
            id="not forget",
        ),
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
            Alarm.CONDITION,
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
    assert (comparison.relation, comparison.coverage, comparison.alarms) == (Relation.SAME, 1.0, ())


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
        assert (comparison.relation, comparison.coverage, comparison.alarms) == (Relation.DIFFERENT, 0.0, ())


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
        "The northern quay of Orsk stays open for small fishing boats",
        "The northern quay of Orsk remains open for fishing boats in the cold season and for ferries",
    )
    assert comparison.relation is Relation.PARAPHRASE
    assert comparison.coverage < 1


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
        assert (comparison.relation, comparison.coverage, comparison.alarms) == (Relation.SAME, 1.0, ())
    else:
        assert (comparison.relation, comparison.coverage) == (Relation.DIFFERENT, 0.0)


def test_the_score_is_how_probable_it_is_that_both_are_one_utterance() -> None:
    quay = "We will keep the northern quay open for every boat this winter"
    same = compare(quay, f"{quay}, whatever it costs").score
    cut = compare(quay, "We will keep the northern quay open").score
    denied = compare(quay, quay.replace("will", "will not")).score
    assert 1 > same > cut > 0.8
    assert denied < 0.5
    assert compare(quay, "Snow closed every road north of the lake").score < 0.1


@given(WORDS, WORDS)
def test_relation_and_alarms_do_not_depend_on_which_comes_first(first: list[str], second: list[str]) -> None:
    there, back = compare_statements(_cut(first), _cut(second)), compare_statements(_cut(second), _cut(first))
    assert (there.relation, there.alarms) == (back.relation, back.alarms)


@given(WORDS, WORDS)
def test_the_score_does_not_depend_on_which_comes_first(first: list[str], second: list[str]) -> None:
    assert compare_statements(_cut(first), _cut(second)).score == compare_statements(_cut(second), _cut(first)).score


@given(WORDS.filter(bool), WORDS.filter(bool))
def test_edits_cover_both_sides_and_equal_ones_are_equal(first: list[str], second: list[str]) -> None:
    edits = compare_statements(_cut(first), _cut(second)).edits
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
        assert compare_statements(_cut(with_not), _cut(without)).relation is not Relation.SAME


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


@pytest.mark.parametrize(
    ("first", "second", "alarm"),
    [
        ("We will sell the quay to Orsk in May", "We will sell the quay to Velm in May", Alarm.NAME),
        ("He has promised to open the quay", "She has promised to open the quay", Alarm.NAME),
        ("The storm that beat us at the old quay", "The storm that we beat at the old quay", Alarm.ORDER),
        ("The majority of the boats are safe in the fog", "A few of the boats are safe in the fog", Alarm.MODALITY),
        ("The fees are already making the quay worse", "The fees could make the quay worse", Alarm.MODALITY),
        ("Maybe the quay should have been closed", "The quay should have been closed", Alarm.CONDITION),
        ("If they pay the fees, the quay will stay open", "The quay will stay open", Alarm.CONDITION),
        ("The quay will stay open, but only if they pay", "The quay will stay open", Alarm.CONDITION),
        ("The quay owes $2 million per month to us", "The quay owes $2 million per year to us", Alarm.NUMBER),
        ("We are drawing boats and losing ferries here", "We are drawing ferries and losing boats here", Alarm.ORDER),
    ],
)
def test_what_turns_the_sense_raises_its_alarm(first: str, second: str, alarm: Alarm) -> None:
    for one, other in ((first, second), (second, first)):
        found = compare(one, other)
        assert alarm in found.alarms
        assert found.relation is not Relation.SAME


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“We will keep the northern quay open all winter,”", "that they would keep the northern quay open all winter"),
        ("“The bank owes $10 billion to the town of Orsk.”", "“The bank owes $10bn to the town of Orsk.”"),
        ("“They met a quarter-of-a-million people in Orsk.”", "“They met 250,000 people in Orsk.”"),
        ("“The U.S. Navy will leave the quay in May.”", "“The US navy will leave the quay in May.”"),
        ("“Boats leak in the fog.”", "“Boats leak in the fog. Nobody had told us so in all those years on the quay.”"),
        (
            "“We will put the herring boats and the herring nets out to sea.”",
            "“We will put the herring nets and the herring boats out to sea.”",
        ),
    ],
)
def test_reported_speech_figures_and_cuts_raise_none(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        assert compare(one, other).alarms == ()
        assert compare(one, other).relation is Relation.SAME


def test_what_two_people_say_is_not_one_statement() -> None:
    said = "“The numbers of this budget do not add up.”"
    assert compare(said, said, ("Ida Dahl", "Kim Berg")).relation is Relation.DIFFERENT
    assert compare(said, said, ("Ida Dahl", "Dahl, the mayor")).relation is Relation.SAME
    assert compare(said, said, ("Ida Dahl", "she")).relation is Relation.SAME


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“The line can survive as long as the town pays its debts.”", "“The line can survive.”"),
        ("“He is a fine sailor. However, he must not be captain.”", "“He is a fine sailor.”"),
        ("“The quay will open in May if the fees are paid.”", "“The quay will open in May when the fees are paid.”"),
        ("“The ambassador of Slovenia left the old quay.”", "“The ambassador of Slovakia left the old quay.”"),
        ("“Germany bears the blame for the talks in Orsk.”", "“France bears the blame for the talks in Orsk.”"),
        ("“It seems that the captain saw the warning.”", "“The captain saw the warning.”"),
        ("“We almost won the race in the eastern bay.”", "“We won the race in the eastern bay.”"),
        ("“Neither the mayor nor the council knew of it.”", "“The mayor and the council knew of it.”"),
        ("“The town had failed to warn its fishermen of ice.”", "“The town had warned its fishermen of ice.”"),
        ("“Half of the boats came back within a week.”", "“A third of the boats came back within a week.”"),
        ("“We will meet the fishermen this week at the quay.”", "“We will meet the fishermen next week at the quay.”"),
    ],
)
def test_what_people_leave_out_or_exchange_is_never_the_same(first: str, second: str) -> None:
    for one, other in ((first, second), (second, first)):
        found = compare(one, other)
        assert found.alarms
        assert found.relation is Relation.OPPOSITE


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "“We lost 14 boats and two nets in the storm, and we will not forget them.”",
            "“We lost 14 boats ... in the storm, and we will not forget them.”",
        ),
        (
            "“In 2016, when nobody believed in us, the owners built this quay for the town.”",
            "“The owners built this quay for the town.”",
        ),
        ("“He is only a man like you and me at sea.”", "“He is just a man like you and me at sea.”"),
        ("“The programme analysed a hundred boats.”", "“The program analyzed 100 boats.”"),
    ],
)
def test_what_was_left_out_openly_or_respelt_raises_no_alarm(first: str, second: str) -> None:
    assert compare(first, second).relation is Relation.SAME
    assert compare(second, first).alarms == ()


@pytest.mark.parametrize(
    ("first", "second", "alarm"),
    [
        (
            "The board told the owners to leave the quay",
            "The board was told by the owners to leave the quay",
            Alarm.ORDER,
        ),
        ("The old crane stays on the quay until 2027", "The old crane stays on the quay from 2027", Alarm.CONTRARY),
        ("The crane leaves the quay of Orsk at 10am", "The crane leaves the quay of Orsk at 10pm", Alarm.NUMBER),
        ("The mayor of Orsk tried to save the quay", "The mayor of Orsk saved the quay", Alarm.MODALITY),
        ("The former mayor of Orsk sold the quay", "The mayor of Orsk sold the quay", Alarm.MODALITY),
        ("We will raise the ferry fees, subject to a vote", "We will raise the ferry fees", Alarm.CONDITION),
        ("We cannot keep the quay open without your help", "We cannot keep the quay open", Alarm.CONDITION),
        ("The storm sank up to 14 boats in Orsk", "The storm sank 14 boats in Orsk", Alarm.NUMBER),
        ("The new crane is useful to the port of Orsk", "The new crane is useless to the port of Orsk", Alarm.CONTRARY),
        ("They underestimated the cost of the quay", "They overestimated the cost of the quay", Alarm.CONTRARY),
    ],
)
def test_roles_edges_and_weakenings_are_seen(first: str, second: str, alarm: Alarm) -> None:
    found = compare(first, second)
    assert found.relation is not Relation.SAME
    assert alarm in found.alarms
