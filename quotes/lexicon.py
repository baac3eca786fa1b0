"""Closed lists of English words that several stages need, each with where it comes from.

All entries are lower case. Lists "by hand" were written for this project from general knowledge of
English news prose and checked against the training articles of PolNeAR; none holds names of people.
"""

from __future__ import annotations

# By hand: titles and honorifics printed before a name.
TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sister pope cardinal archbishop
    bishop rabbi imam sheikh king queen prince princess emir sultan president president-elect vice-president
    vice chancellor premier prime minister secretary senator sen congressman congresswoman congressperson
    representative rep governor gov lieutenant-governor mayor alderman councilman councilwoman judge justice
    attorney gen general lt col colonel maj major capt captain cmdr commander sgt sergeant adm admiral
    ambassador chairman chairwoman chair speaker detective inspector officer sheriff
    """.split()
)

# By hand: words that end in a stop without ending a sentence. Single letters are handled by rule.
ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev fr sr jr st mt ft sen rep gov gen lt col maj capt cmdr sgt adm hon pres supt det insp
    atty dist no nos vol pp ed eds fig inc ltd co corp bros llc plc vs v etc cf al approx est dept univ assn ave
    blvd rd jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa
    tenn tex va vt wash wis wyo
    """.split()
)

# By hand: abbreviations that are followed by a name or number, so that even a capital or a digit goes on.
BINDING_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev fr st mt ft sen sens rep reps gov govs gen lt col maj capt cmdr sgt adm hon pres supt det
    insp atty messrs no nos vs v
    """.split()
)


# By hand: words that have a capital without being a name: at the head of a sentence, days, months.
NOT_NAMES = frozenset(
    """
        the a an this that these those he she it they we i you his her their its our my your who what when where why
        how which and but or nor yet so for if as at by in on of to from with without within after before during
        since until while although though because despite then there here now today yesterday tomorrow monday
        tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december not no yes all both each every some many most several other another such
        also asked according speaking talking earlier later meanwhile however instead still even just only once more
        less two three four five one ten source details background updated breaking watch read photo video news mr
        mrs ms dr let's it's that's don't i'm i've we're we've they're he's she's there's what's
    """.split()
)


# By hand: what is named after whoever makes it, and states figures.
POLLS = frozenset("poll polls survey surveys average index report study analysis playbook census model".split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# By hand, from the cues of the PolNeAR training articles and their near synonyms: words that name a state of mind.
ATTITUDE_WORDS = _words(
    """
    think believe want hope fear expect prefer favour favor support doubt worry suspect wish intend plan regret
    assume anticipate feel realise realize fret hate love know consider like dislike dread desire loathe despise
    admire resent envy trust distrust imagine suppose aim mean seek
    belief intention preference opinion conviction confidence reluctance willingness fond
    confident convinced afraid concerned sure certain unsure uncertain skeptical sceptical hopeful eager willing
    unwilling reluctant optimistic pessimistic determined bullish wary
    """
)

# By hand, from the same cues: words for what is talked about, where no clause says what was said of it.
TOPIC_WORDS = _words(
    """
    discuss talk comment mention focus address debate touch dwell elaborate review cite brief speak
    """
)

# By hand: words beside which an attitude is spoken of, not only felt.
SPEECH_VERBS = _words(
    """
    say tell write add note announce report argue tweet explain acknowledge respond claim reveal state warn insist
    reply confirm admit complain reiterate assert stress emphasize emphasise declare express voice speak talk
    describe call quote cite post answer share recount testify according suggest predict threaten hint allege contend
    praise propose signal remark recall point offer
    """
)

# By hand: cue words whose content the source does not assert; those of the first list are spoken.
UTTERED_DENIALS = _words("deny dismiss reject refute rebut dispute disavow repudiate contradict")
DENYING_WORDS = UTTERED_DENIALS | _words("doubt oppose decline refuse")
ASKING_WORDS = _words("ask wonder question inquire query")
PROMISING_WORDS = _words("promise vow pledge swear guarantee")
ORDERING_WORDS = _words("order urge demand command instruct")

# By hand: past forms that the rules of spelling do not give.
IRREGULAR_FORMS = {
    "say": "said",
    "write": "wrote written",
    "tell": "told",
    "think": "thought",
    "know": "knew known",
    "seek": "sought",
    "feel": "felt",
    "speak": "spoke spoken",
    "swear": "swore sworn",
    "mean": "meant",
    "admit": "admitted",
    "rebut": "rebutted",
    "regret": "regretted",
    "prefer": "preferred",
    "plan": "planned",
    "fret": "fretted",
}

# Pronouns that tell a gender.
MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
