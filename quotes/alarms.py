"""What changes the claim of two statements in close wording: a dropped "not", another number, name or condition.

By rule, from what stands between the stretches that two statements share. Reported speech shifts tenses and persons
("we will" becomes "they would"): such changes are no alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from quotes.names import fold
from quotes.wording import FUNCTION_WORDS, Word


class Alarm(StrEnum):
    """Why close wording is not the same claim."""

    NEGATION = "negation"
    NUMBER = "number"  # a figure, a unit, a date
    NAME = "name"  # somebody or something else in the same place
    MODALITY = "modality"  # "will" for "may", "all" for "some", a "might" or "only" dropped
    CONDITION = "condition"  # cut before "but" or "if", or these added
    CONTRARY = "contrary"  # "support" for "oppose"
    ORDER = "order"  # the same words with the roles exchanged


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two shared stretches, or before the first or behind the last: words of either side.

    Attributes:
        one, other: the words that bear on what is shared.
        inner: whether shared words stand on both sides of it.
        cut: at the edges, the words of the side that goes on in the same clause or sentence, where the other one ends
            or begins.
        since: the shared words between the gap before and this one.
    """

    one: tuple[Word, ...]
    other: tuple[Word, ...]
    inner: bool
    cut: tuple[Word, ...] = ()
    since: tuple[Word, ...] = ()


NEGATIONS = frozenset(
    """
        not no never minus nobody nothing nowhere none neither nor without unless cannot hardly scarcely barely refuse
        refuses refused fail fails failed doubt doubts doubted
    """.split()
)
_IDLE = frozenset({("not", "forget"), ("no", "mistake"), ("no", "question"), ("not", "only")})
# One word of a class for one of another changes how sure, how many or how often; within a class, and from the present
# to the past of reported speech, it does not.
_CLASSES = {
    word: number
    for number, line in enumerate(
        """
        will would shall going
        want wants wanted hope hopes hoped wish
        can could able
        may might maybe perhaps possibly
        must
        should ought
        all every each everyone everybody everything always entire whole both
        most majority mostly usually often
        many lot plenty
        some several sometimes someone somebody certain
        few handful minority rarely seldom
        any either
        one
        only just solely
        probably likely
        definitely certainly surely
        """.strip().splitlines()
    )
    for word in line.split()
}
# Words whose mere absence changes what is claimed.
_HEDGES = frozenset(
    """
        may might could if unless only most few sometimes probably possibly perhaps maybe allegedly reportedly seems
        seem seemed appears appear appeared apparently supposedly almost nearly virtually try tries tried trying want
        wants wanted consider considers considered considering half part former deputy acting
    """.split()
)
_ONLY = frozenset("only just solely merely".split())
_UNSURE = frozenset("may might could possibly perhaps maybe appears appear appeared seems seem seemed".split())
_CONDITIONS = frozenset("but if unless except provided however although though yet once until only assuming".split())
_CONDITION_PHRASES = (
    "as long as", "so long as", "on condition", "as soon as", "subject to", "in exchange", "in theory", "in principle",
    "pending",
)  # fmt: skip
# Behind what is denied these say why or when it is: "cannot win without help".
_REASONS = frozenset("because while without".split())
# Before what is shared, in its sentence: "It seems that ", "If they pay, " and "Maybe ".
_OPENING_HEDGES = frozenset(
    "seems seem seemed appears reportedly allegedly apparently supposedly almost nearly".split()
)
_OPENING_CONDITIONS = frozenset("if unless provided assuming once maybe perhaps possibly".split())
# With a capital only because they begin a sentence.
_NO_NAMES = (
    FUNCTION_WORDS
    | _CLASSES.keys()
    | _CONDITIONS
    | frozenset("because when while since now today yesterday tomorrow also yes no look finally first".split())
)
# By hand: contraries that are common in politics, business and court.
_CONTRARIES = {
    frozenset(pair.split("/"))
    for pair in """
    support/oppose supports/opposes supported/opposed supporting/opposing accept/reject accepts/rejects
    accepted/rejected win/lose wins/loses won/lost winning/losing rise/fall rises/falls rose/fell rising/falling
    increase/decrease increased/decreased increases/decreases increasing/decreasing more/less more/fewer higher/lower
    high/low up/down open/closed open/close opens/closes opened/closed opening/closing allow/forbid allow/ban
    allowed/forbidden allowed/banned allow/prohibit guilty/innocent right/wrong true/false strong/weak stronger/weaker
    safe/dangerous safer/dangerous best/worst better/worse good/bad begin/end began/ended start/stop started/stopped
    starting/stopping before/after left/right approve/reject approved/rejected agree/disagree agreed/disagreed
    confirm/deny confirmed/denied first/last success/failure succeed/fail succeeded/failed gain/loss gained/lost
    peace/war friend/enemy friends/enemies north/south east/west northern/southern eastern/western early/late
    earlier/later buy/sell bought/sold raise/cut raised/cut raise/lower raised/lowered remember/forget love/hate
    loves/hates lead/follow inside/outside over/under majority/minority maximum/minimum attack/defend for/against
    refuse/agree refused/agreed fail/manage failed/managed lack/have lacks/has lacked/had deny/admit denies/admits
    denied/admitted attacked/defended victory/defeat include/exclude included/excluded including/excluding
    promote/demote promoted/demoted promoting/demoting hire/fire hired/fired strengthen/weaken strengthened/weakened
    improve/worsen improved/worsened expand/shrink expanded/shrunk grow/shrink grew/shrank build/destroy
    built/destroyed protect/endanger public/private rich/poor easy/hard easier/harder new/old young/old large/small
    larger/smaller big/small bigger/smaller long/short longer/shorter fast/slow faster/slower cheap/expensive
    cheaper/costlier major/minor many/few majority/few possible/impossible legal/illegal keep/abandon keep/scrap
    keep/drop protect/harm help/hurt helps/hurts helped/hurt arrive/leave arrived/left join/leave joined/left
    push/pull give/take gives/takes gave/took with/without hope/fear hopeful/fearful optimistic/pessimistic
    cut/increase cuts/increases reduce/increase reduced/increased reducing/increasing reduces/increases lower/raise
    lowering/raising worried/confident trust/distrust trusts/distrusts above/below ahead/behind together/apart
    alive/dead life/death least/most less/greater profit/loss profits/losses surplus/deficit ally/enemy allies/enemies
    import/export imports/exports encourage/discourage encouraged/discouraged like/dislike advantage/disadvantage
    slower/quicker freedom/slavery praise/criticise praised/criticised praise/criticize praised/criticized
    welcome/condemn welcomed/condemned honest/dishonest benefit/burden benefits/burdens recovering/deteriorating
    brave/cowardly holding/collapsing surging/plunging surged/plunged soared/plunged soaring/plunging born/died
    to/from until/from by/after to/against with/against anti/pro pre/post resign/stay convicted/acquitted
    advanced/retreated privatise/nationalise privatize/nationalize domestic/foreign prevent/cause impose/lift
    soar/plunge lent/borrowed victim/suspect landlord/tenant upheld/overturned breakthrough/disaster civilians/militants
    republicans/democrats republican/democrat democratic/republican brother/sister mother/father son/daughter
    husband/wife brother/cousin uncle/aunt doctors/nurses doctor/nurse doctors/patients oil/gas coal/gas teachers/pupils
    employers/workers buyers/sellers men/women boys/girls prosecution/defence government/opposition
    """.split()
}
# Words of one kind that stand for a figure: one in the place of another is another figure.
_MEASURES = tuple(
    frozenset(line.split())
    for line in (
        "january february march april may june july august september october november december",
        "monday tuesday wednesday thursday friday saturday sunday",
        "second seconds minute minutes hour hours day days week weeks month months year years decade decades century",
        "metre metres meter meters kilometer kilometers kilometre kilometres mile miles foot feet inch inches",
        "acre acres hectare hectares",
        "dollar dollars euro euros pound pounds crown crowns yen ruble rubles rupee rupees won hryvnia hryvnias lira"
        " liras cent cents",
        "gram grams kilo kilos kilogram kilograms ton tons tonne tonnes barrel barrels ounce ounces",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "dozen dozens hundred hundreds thousand thousands million millions billion billions trillion trillions",
        "half third quarter fifth",
        "doubled tripled trebled quadrupled halved",
        "litre litres liter liters gallon gallons pint pints",
        "this next last",
        "today tomorrow yesterday",
        "spring summer autumn winter",
        "percent percentage point points",
        "am pm",
    )
)
# Before a figure they make it a limit.
_LIMITS = frozenset(
    {"up to", "more than", "fewer than", "less than", "at least", "at most", "as many as", "as much as"}
)
_SINGULAR = {word: word.removesuffix("s") for kind in _MEASURES for word in kind}
_PREFIXES = ("un", "im", "in", "ir", "il", "dis", "non", "de", "mis", "anti")
_OPPOSED = (("under", "over"), ("pre", "post"), ("pro", "anti"))
# Who acts and who is acted on: one for the other exchanges the roles.
_BE = frozenset("be been being is are was were am".split())
_SUBJECTS = {"i": "me", "we": "us", "he": "him", "she": "her", "they": "them"}
_HE, _SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())
# Names of fewer letters are not alike in all but the last: Iran and Iraq.
_LONG_NAME = 6
_LONGEST_SWAP = 6
# With more words that carry no sense beside them, words were put otherwise, not exchanged.
_LOOSE = 2


def alarms(gaps: Sequence[Gap]) -> tuple[Alarm, ...]:
    """What the gaps between two statements change in the sense of the words that both have.

    Returns:
        Each kind once, sorted.
    """
    found = set(_alarms(gaps))
    # Names that were exchanged are no other names.
    return tuple(sorted(found - {Alarm.NAME} if Alarm.ORDER in found else found))


def _alarms(gaps: Sequence[Gap]) -> Iterator[Alarm]:
    one = [w for gap in gaps for w in gap.one]
    other = [w for gap in gaps for w in gap.other]
    if denials(w.folded for w in one) % 2 != denials(w.folded for w in other) % 2:
        yield Alarm.NEGATION
    figures = [[w.folded for w in side if w.folded[0].isdigit()] for side in (one, other)]
    # A figure that only one has was cut off at the edges, but changes the sense in the middle.
    single = any(w.folded[0].isdigit() for gap in gaps if gap.inner for w in (*gap.one, *gap.other))
    if single or (figures[0] and figures[1]):
        yield Alarm.NUMBER
    for gap in gaps:
        yield from _of_gap(gap)
    if _moved(gaps) and not _only_joined(gaps):
        yield Alarm.ORDER
    if _roles_exchanged(gaps) or _acted_on(one, other) or _acted_on(other, one):
        yield Alarm.ORDER


def _of_gap(gap: Gap) -> Iterator[Alarm]:
    mine, theirs = {w.folded for w in gap.one}, {w.folded for w in gap.other}
    gone, come = mine - theirs, theirs - mine
    before, after = ({_CLASSES[w] for w in side if w in _CLASSES} for side in (gone, come))
    if before and after and not before & after:
        yield Alarm.MODALITY
    opens = not gap.inner and not gap.since and not (gone and come)
    if (gap.inner and _hedged(gone, come)) or (opens and (gone | come) & _OPENING_HEDGES):
        yield Alarm.MODALITY
    if _conditional(gap):
        yield Alarm.CONDITION
    for kind in _MEASURES:
        if {_SINGULAR[w] for w in gone & kind} != {_SINGULAR[w] for w in come & kind} and gone & kind and come & kind:
            yield Alarm.NUMBER
    if gap.inner and " ".join(w.folded for w in gap.one or gap.other) in _LIMITS and not (gap.one and gap.other):
        yield Alarm.NUMBER
    if any(frozenset((x, y)) in _CONTRARIES or _negated(x, y) for x in gone for y in come):
        yield Alarm.CONTRARY
    if (gone & _HE and come & _SHE and not gone & _SHE) or (gone & _SHE and come & _HE and not come & _SHE):
        yield Alarm.NAME
    if _renamed(gap):
        yield Alarm.NAME


def _hedged(gone: set[str], come: set[str]) -> bool:
    """Whether one side is less sure: by a hedge that the other one lacks, or "only"."""
    for mine, theirs in ((gone, come), (come, gone)):
        alone = mine & _HEDGES and not theirs
        weaker = mine & _UNSURE and not theirs & _CLASSES.keys()
        bound = mine & {"if", "unless"} and not theirs & {"if", "unless"} and theirs
        if alone or weaker or bound or ("only" in mine and not theirs & _ONLY):
            return True
    return False


def _conditional(gap: Gap) -> bool:
    """Whether one side ends where the other one goes on with what conditions it, or leaves out what did so before."""
    said = [w.folded for w in gap.cut if w.folded not in ("and", "so", "especially", "even")]
    if not said:
        return False
    if gap.since and " ".join(said).startswith(_CONDITION_PHRASES):
        return True
    if gap.since and said[0] in _REASONS and denials(w.folded for w in gap.since) % 2:
        return True
    return said[0] in (_CONDITIONS if gap.since else _OPENING_CONDITIONS)


def _renamed(gap: Gap) -> bool:
    """Whether a name stands where another one does."""
    if not gap.one or not gap.other or max(len(gap.one), len(gap.other)) > _LONGEST_SWAP:
        return False
    sides = [
        [w.folded for w in side if w.name or (w.capital and w.folded[0].isalpha() and w.folded not in _NO_NAMES)]
        for side in (gap.one, gap.other)
    ]
    if not sides[0] or not sides[1]:
        return False
    return not any(_alike(x, y) for x in sides[0] for y in sides[1])


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one: spelt alike but for their transliteration or their last letters."""
    short, long = sorted((one, other), key=len)
    return fold(one) == fold(other) or (len(short) >= _LONG_NAME and long.startswith(short[:-1]))


def _moved(gaps: Sequence[Gap]) -> bool:
    """Whether words that carry sense, and little else, left one gap and came into another."""
    came: dict[str, set[int]] = {}
    for number, gap in enumerate(gaps):
        for word in _sense(gap.other):
            came.setdefault(word, set()).add(number)
    return any(came.get(word, set()) - {number} for number, gap in enumerate(gaps) for word in _sense(gap.one))


def _sense(side: Sequence[Word]) -> set[str]:
    """The words of a gap that carry sense; none where many that carry none stand with them."""
    found = {w.folded for w in side if w.folded not in FUNCTION_WORDS}
    return found if len(side) - len(found) <= _LOOSE else set()


def _only_joined(gaps: Sequence[Gap]) -> bool:
    """Whether two gaps only changed sides of an "and"."""
    for one, other in pairwise(gaps):
        mine, theirs = ([w.folded for w in side] for side in (one.one, one.other))
        swapped = theirs == [w.folded for w in other.one] and mine == [w.folded for w in other.other]
        between = {w.folded for w in other.since}
        # "coal companies and coal miners", but not "attracting workers and repelling jobs".
        repeated = between - FUNCTION_WORDS <= {w.folded for w in one.since}
        if swapped and repeated and between & {"and", "or"}:
            return True
    return False


def _roles_exchanged(gaps: Sequence[Gap]) -> bool:
    """Whether who acted is acted on: "that beat us" and "that we beat"."""
    one = [{w.folded for w in gap.one} for gap in gaps]
    other = [{w.folded for w in gap.other} for gap in gaps]
    for subject, acted_on in _SUBJECTS.items():
        for mine, theirs in ((one, other), (other, one)):
            if any(acted_on in side for side in mine) and any(subject in side for side in theirs):
                back = any(acted_on in side for side in theirs) or any(subject in side for side in mine)
                if not back:
                    return True
    return False


def _acted_on(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether who acts on one side is acted on by somebody on the other: "told him", "was told by him"."""
    mine, theirs = {w.folded for w in one}, {w.folded for w in other}
    return "by" in mine - theirs and bool(mine & _BE) and not theirs & _BE


def _negated(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=len)
    if len(short) > 3 and any(long == prefix + short for prefix in _PREFIXES):
        return True
    if any(
        one.endswith("less") and other.endswith("ful") and one[:-4] == other[:-3] for one, other in ((x, y), (y, x))
    ):
        return True
    return any(
        one.startswith(p) and other.startswith(q) and one[len(p) :] == other[len(q) :] != ""
        for one, other in ((x, y), (y, x))
        for p, q in _OPPOSED
    )


def denials(tokens: Iterable[str]) -> int:
    """How many words deny; two statements of which one has an odd number more can hardly be one claim.

    "Neither … nor" denies once, "let us not forget" not at all.
    """
    said = list(tokens)
    idle = {i for i, pair in enumerate(pairwise(said)) if pair in _IDLE}
    counts = Counter(w for i, w in enumerate(said) if w in NEGATIONS and i not in idle)
    return counts.total() - min(counts["neither"], counts["nor"])
