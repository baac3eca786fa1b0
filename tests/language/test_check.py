from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check import ATTESTED, Finding, Verdict, check
from quotes.compare import Alarm
from quotes.entries import Sighting
from quotes.records import Act, Kind, Place, Polarity, Span

KEEP = "We will keep the northern quay open all winter"
LESS = "The council has never promised the fishermen anything less"
BOTH = f"“{KEEP}. {LESS}.”"


def sighting(
    text: str,
    id_: int = 1,
    *,
    kind: Kind = Kind.DIRECT,
    who: int = 1,
    polarity: Polarity = Polarity.ASSERTS,
    date: str | None = "2025-03-03",
) -> Sighting:
    return Sighting(
        id=id_,
        article=id_,
        claim=id_,
        text=text,
        kind=kind,
        act=Act.STATEMENT,
        polarity=polarity,
        place=Place.BODY,
        content=(Span(0, len(text)),),
        source=(),
        cue=(),
        source_text="",
        cue_text="",
        speakers=(f"Speaker {who}",),
        speaker_ids=(who,),
        confidence=0.9,
        said=None,
        doc="doc",
        url=None,
        title=None,
        outlet=None,
        date=date,
        ingested="2025-03-04T00:00:00Z",
        leads=True,
        report=id_,
        normal="",
    )


def verdict(alleged: str, *texts: str) -> Verdict:
    return check(alleged, [sighting(text, i) for i, text in enumerate(texts, 1)]).verdict


@pytest.mark.parametrize(
    ("alleged", "attested"),
    [
        pytest.param(KEEP, BOTH, id="first sentence, without stop"),
        pytest.param(f"“{KEEP}.”", BOTH, id="first sentence, with marks"),
        pytest.param(f'"{KEEP},"', BOTH, id="other outer marks"),
        pytest.param(f"{LESS}.", BOTH, id="last sentence"),
        pytest.param(f"{KEEP}. {LESS}", BOTH, id="both sentences"),
        pytest.param(f"  {KEEP}.\n{LESS}.", BOTH, id="other white space"),
        pytest.param("No.", "“No.”", id="one word"),
        pytest.param(
            "We stayed all winter at the quay", "“We came at dawn.” … “We stayed all winter at the quay.”", id="a part"
        ),
        pytest.param(
            "We will keep the quay open all winter.",
            "“We will pay. We will keep the quay open all winter. We will not sell the boats.”",
            id="a sentence that begins like its neighbours",
        ),
        pytest.param(
            "The boats are safe.", "“The storm is over. The boats are safe. The boats are dry.”", id="repeated words"
        ),
    ],
)
def test_whole_sentences_letter_for_letter_are_exact(alleged: str, attested: str) -> None:
    assert verdict(alleged, attested) is Verdict.EXACT


@pytest.mark.parametrize(
    ("alleged", "attested"),
    [
        pytest.param(KEEP.lower(), BOTH, id="capitals"),
        pytest.param(KEEP.replace("We will", "We’ll"), BOTH, id="contraction"),
        pytest.param(KEEP.replace("quay open", "quay – open –"), BOTH, id="marks inside"),
        pytest.param("We don't sell the quay.", "“We don’t sell the quay.”", id="apostrophe"),
        pytest.param(
            "The color of the harbor pleases us all", "“The colour of the harbour pleases us all.”", id="American"
        ),
        pytest.param("Seven boats sank at the quay", "“7 boats sank at the quay.”", id="number"),
        pytest.param("Twenty-five boats sank at the quay", "“25 boats sank at the quay.”", id="compound number"),
        pytest.param("We came, and we stayed.", "“We came,” … “and we stayed.”", id="interrupted by the attribution"),
        pytest.param("Will we keep the northern quay open?", "“Will we keep the northern quay open!”", id="last mark"),
    ],
)
def test_the_same_words_printed_otherwise_are_typography(alleged: str, attested: str) -> None:
    assert verdict(alleged, attested) is Verdict.TYPOGRAPHY


@pytest.mark.parametrize(
    ("alleged", "attested"),
    [
        pytest.param("the northern quay open all winter", BOTH, id="front"),
        pytest.param("We will keep the northern quay open", BOTH, id="end"),
        pytest.param("We will keep the quay", "“We will keep the quay, and nothing else.”", id="at a comma"),
        pytest.param(f"{KEEP}. The council has never", BOTH, id="in the next sentence"),
        pytest.param(
            "Roth has lied to the fishermen of this town",
            "“Mr. Roth has lied to the fishermen of this town.”",
            id="title",
        ),
        pytest.param(
            "We met them in the U.S.", "“We met them in the U.S. Senate building at noon.”", id="abbreviation"
        ),
        pytest.param(
            "the best place for boats",
            "the town has “the best place for boats on the whole coast”",
            id="quoted fragment",
        ),
    ],
)
def test_one_piece_of_a_sentence_is_truncated(alleged: str, attested: str) -> None:
    kind = Kind.DIRECT if attested.startswith("“") else Kind.MIXED
    assert check(alleged, [sighting(attested, kind=kind)]).verdict is Verdict.TRUNCATED


@pytest.mark.parametrize(
    "alleged",
    ["We will keep the quay open all winter", "We will keep … open all winter.", "We will keep the quay open"],
)
def test_words_left_out_of_the_middle_are_an_elision(alleged: str) -> None:
    assert verdict(alleged, BOTH) is Verdict.ELIDED


@pytest.mark.parametrize(
    ("alleged", "attested", "alarms"),
    [
        pytest.param(KEEP.replace("will", "will not"), f"“{KEEP}.”", (Alarm.NEGATION,), id="not added"),
        pytest.param(LESS.replace("never ", ""), f"“{LESS}.”", (Alarm.NEGATION,), id="never dropped"),
        pytest.param(
            "I will sell our harbour to the shipping company of Velm",
            "“I will not, whatever the council of this little town may decide tonight, sell our harbour to the shipping"
            " company of Velm.”",
            (Alarm.NEGATION,),
            id="not dropped with a parenthesis",
        ),
        pytest.param(KEEP.replace("will", "may"), f"“{KEEP}.”", (Alarm.MODALITY,), id="may for will"),
        pytest.param(
            "The flood took 300 barrels of herring from the old quay",
            "“The flood took 30 barrels of herring from the old quay.”",
            (Alarm.NUMBER,),
            id="number",
        ),
        pytest.param(
            "The fishermen of Velm attacked the sailors of Orsk at the northern quay before dawn on Sunday",
            "“The fishermen of Orsk attacked the sailors of Velm at the northern quay before dawn on Sunday.”",
            (Alarm.ORDER,),
            id="roles",
        ),
        pytest.param(KEEP.replace("winter", "summer"), f"“{KEEP}.”", (Alarm.NUMBER,), id="another season"),
        pytest.param(f"{KEEP} long", f"“{KEEP}.”", (), id="a word added"),
        pytest.param(KEEP.replace("winter", "summer"), BOTH, (Alarm.NUMBER,), id="and the next sentence denies"),
    ],
)
def test_a_changed_word_is_an_alteration_with_its_alarm(alleged: str, attested: str, alarms: tuple[Alarm, ...]) -> None:
    finding = check(alleged, [sighting(attested)])
    assert finding.verdict is Verdict.ALTERED
    assert finding.alarms == alarms


def test_a_piece_that_leaves_its_negation_behind_is_not_attested() -> None:
    assert verdict("promised the fishermen anything less", f"“{LESS}.”") not in ATTESTED


def test_pieces_of_two_statements_are_spliced() -> None:
    fees = "“Nobody in this town has asked for higher fees at the ferry.”"
    finding = check(
        f"{KEEP}, nobody in this town has asked for higher fees", [sighting(fees, 5), sighting(f"“{KEEP}.”", 6)]
    )
    assert finding.verdict is Verdict.SPLICED
    assert finding.sighting is not None
    assert finding.second is not None
    assert (finding.sighting.id, finding.second.id) == (6, 5)


def test_one_statement_is_not_spliced_with_itself() -> None:
    finding = check(f"{LESS}. {KEEP}.", [sighting(BOTH)])
    assert finding.verdict not in ATTESTED
    assert finding.verdict is not Verdict.SPLICED


def test_words_of_another_speaker_are_named_so() -> None:
    finding = check(KEEP, [sighting(f"“{KEEP}.”", who=2)], frozenset([1]))
    assert finding.verdict is Verdict.OTHER_SPEAKER
    assert finding.sighting is not None
    assert finding.sighting.speaker_ids == (2,)


def test_the_speaker_asked_for_wins_over_another_with_the_same_words() -> None:
    both = [sighting(f"“{KEEP}.”", 1, who=2), sighting(f"“{KEEP}.”", 2, who=1)]
    for order in permutations(both):
        finding = check(KEEP, order, frozenset([1]))
        assert finding.verdict is Verdict.EXACT
        assert finding.sighting is not None
        assert finding.sighting.id == 2


def test_a_paraphrase_by_somebody_else_is_not_found() -> None:
    rest = sighting("“Open all winter, the northern quay will we keep, like it or not, and so it stays.”", who=2)
    assert check("The northern quay we keep open this winter", [rest], frozenset([1])).verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize(
    ("alleged", "attested", "kind"),
    [
        pytest.param(
            "The quay stays open all winter", "that the quay stays open all winter", Kind.INDIRECT, id="reported"
        ),
        pytest.param(
            "The quay stays open", "that the quay stays open all winter", Kind.INDIRECT, id="piece of reported"
        ),
        pytest.param(
            "The town has a quay for every boat",
            "that the town has a “quay for every boat”",
            Kind.MIXED,
            id="half quoted",
        ),
        pytest.param(
            "All winter the northern quay stays open for boats",
            "“The northern quay stays open for boats of any kind, and it does so all winter.”",
            Kind.DIRECT,
            id="other order",
        ),
    ],
)
def test_a_claim_attested_in_other_words_is_paraphrased(alleged: str, attested: str, kind: Kind) -> None:
    assert check(alleged, [sighting(attested, kind=kind)]).verdict is Verdict.PARAPHRASED


def test_a_reported_denial_is_no_paraphrase_of_what_it_denies() -> None:
    denied = sighting("that the northern quay stays open all winter", kind=Kind.INDIRECT, polarity=Polarity.DENIES)
    assert check("The northern quay stays open all winter", [denied]).verdict is not Verdict.PARAPHRASED


def test_quoted_words_inside_reported_speech_are_the_speakers_own() -> None:
    mixed = sighting("“We will rebuild it by spring.” and that the town will pay", kind=Kind.MIXED)
    assert check("We will rebuild it by spring.", [mixed]).verdict is Verdict.EXACT


@pytest.mark.parametrize(
    ("alleged", "texts"),
    [
        pytest.param("The bakery sells rye bread on Sundays", (BOTH,), id="nothing in common"),
        pytest.param(KEEP, (), id="nothing stored"),
        pytest.param("“…”", (BOTH,), id="no word"),
        pytest.param("", (BOTH,), id="empty"),
    ],
)
def test_nothing_like_it_is_not_found(alleged: str, texts: tuple[str, ...]) -> None:
    finding = check(alleged, [sighting(t) for t in texts])
    assert finding.verdict is Verdict.NOT_FOUND
    assert (finding.sighting, finding.confidence) == (None, 0.0)


@given(st.text(max_size=60), st.sampled_from([BOTH, "that the quay stays open", "the quay, he said"]))
def test_reported_speech_is_never_attested(alleged: str, text: str) -> None:
    for asked in (alleged, text, text.removeprefix("that ")):
        assert check(asked, [sighting(text, kind=Kind.INDIRECT)]).verdict not in ATTESTED


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_give_a_finding(alleged: str, attested: str) -> None:
    finding = check(alleged, [sighting(attested)])
    assert 0 <= finding.confidence <= 1
    assert (finding.sighting is None) == (finding.verdict is Verdict.NOT_FOUND)


def test_the_better_verdict_wins_and_of_equals_the_earliest_date() -> None:
    candidates = [
        sighting(f"“{KEEP.lower()}.”", 1, date="2020-01-01"),
        sighting(f"“{KEEP}.”", 2, date=None),
        sighting(f"“{KEEP}.”", 3, date="2025-03-05"),
        sighting(f"“{KEEP}.”", 4, date="2025-03-04T09:00"),
    ]
    found: set[tuple[Verdict, int]] = set()
    for order in permutations(candidates):
        finding: Finding = check(KEEP, order)
        assert finding.sighting is not None
        found.add((finding.verdict, finding.sighting.id))
    assert found == {(Verdict.EXACT, 4)}


@pytest.mark.parametrize(
    ("attested", "alleged"),
    [
        ("“My council can pay, and yours can’t.”", "My council can pay, and yours can"),
        ("“My council will pay, and yours won’t.”", "My council will pay, and yours will"),
        ("“My council can pay, but yours cannot.”", "My council can pay, but yours can"),
    ],
)
def test_half_a_contraction_is_not_attested(attested: str, alleged: str) -> None:
    assert verdict(alleged, attested) not in ATTESTED


TALK = (
    "“We will keep the old quay. The fees were never popular. If the council pays, the ferries run all winter."
    " Nobody here has asked for bills, we want boats.”"
)


@pytest.mark.parametrize(
    ("alleged", "verdict", "alarms"),
    [
        ("The fees were popular.", Verdict.ALTERED, (Alarm.NEGATION,)),
        ("If the council pays, the ferries may run all winter.", Verdict.ALTERED, (Alarm.MODALITY,)),
        ("The fees were never popular.", Verdict.EXACT, ()),
        ("No one here has asked for bills, we want boats.", Verdict.TYPOGRAPHY, ()),
        ("Nobody here has asked for boats, we want bills.", Verdict.ALTERED, (Alarm.ORDER,)),
        ("the ferries run all winter", Verdict.TRUNCATED, (Alarm.CONDITION,)),
    ],
)
def test_the_verdict_is_that_on_the_sentences_that_are_meant(
    alleged: str, verdict: Verdict, alarms: tuple[Alarm, ...]
) -> None:
    finding = check(alleged, [sighting(TALK)])
    assert (finding.verdict, finding.alarms) == (verdict, alarms)
    shown = [i for edit in finding.edits for i in range(*edit.second)]
    assert shown == list(range(len(finding.attested)))


def test_a_not_that_was_left_out_openly_is_an_alteration_all_the_same() -> None:
    printed = "“The northern quay will not be closed this winter, whatever the fees.”"
    found = check("The northern quay will ... be closed this winter", [sighting(printed)])
    assert (found.verdict, found.alarms) == (Verdict.ALTERED, (Alarm.NEGATION,))


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("Growth in the northern region was -2% in the spring.", "Growth in the northern region was 2% in the spring."),
        ("The new pier costs ₹7 billion in the first year.", "The new pier costs ¥7 billion in the first year."),
        ("The town has paid 1,5 million euros to the council.", "The town has paid 15 million euros to the council."),
        ("The plan was drawn up by <40% of the members.", "The plan was drawn up by >40% of the members."),
        ("We have 5–10 of the island seats in the council.", "We have 5/10 of the island seats in the council."),
    ],
)
def test_another_figure_is_no_typography(printed: str, asked: str) -> None:
    assert verdict(asked, f"“{printed}”") not in ATTESTED


WEATHER = "«Rumour is a kind of weather,» … «One waits indoors for the 4th day.»"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Rumour is a kind of weather", Verdict.EXACT),
        ("Rumour is a kind of weather. One waits indoors for the 4th day.", Verdict.EXACT),
        ("Rumour's a kind of weather", Verdict.TYPOGRAPHY),
        ("One waits indoors for the fourth day", Verdict.TYPOGRAPHY),
        ("One waits indoors for the fifth day", Verdict.ALTERED),
        ("Rumour is a kind of storm", Verdict.ALTERED),
        ("Rumour was a kind of weather", Verdict.ALTERED),
        ("Rumour is a kind", Verdict.TRUNCATED),
    ],
)
def test_sentences_that_only_the_attribution_parts_are_whole(asked: str, expected: Verdict) -> None:
    assert verdict(asked, WEATHER) is expected


def test_one_other_word_in_a_short_sentence_is_an_alteration() -> None:
    assert verdict("Who goes second?", "“Who goes first?”") is Verdict.ALTERED
    assert verdict("Who pays?", "“Who goes?”") is Verdict.NOT_FOUND


def test_a_swapped_word_is_no_splice_though_another_statement_has_it() -> None:
    first = "“The dam at the gorge will not be closed this summer, whatever the price of grain.”"
    second = "“However dear grain may get, the dam at the gorge will not be shut this summer.”"
    assert verdict("The dam at the gorge will not be shut this summer, whatever the price of grain", first, second) is (
        Verdict.ALTERED
    )
