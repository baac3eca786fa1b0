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


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The cue verbs below were chosen by hand from counts over the PolNeAR training articles (how often a lemma was a cue,
# and in what share of its occurrences in the frame: as a rule four times and four in ten); near synonyms were added.

# Statements that take a clause or a quotation: "said that", "said: ...", "..., he said".
CLAUSE_VERBS = _words(
    """
    say write add note announce report suggest argue tweet explain acknowledge respond claim reveal
    conclude state recall warn insist reply confirm indicate predict admit complain reiterate assert
    concede stress emphasize emphasise highlight declare allege remark lament joke quip boast caution
    contend cry deadpan disclose estimate interject maintain muse observe opine post proclaim promise vow
    pledge quote recount repeat retort shout signal speculate testify underline underscore wonder yell
    email chant agree ask demand deny mention marvel mumble mutter scream tease text counter answer
    clarify affirm attest elaborate imply hint rule determine find show read believe think project
    forecast protest sigh whisper bemoan gush snap
    """
)

# The same lemmas, where only "that", a question word or a pronoun behind them makes the share of four in ten.
QUIET_VERBS = _words(
    """
    find read rule determine post believe think project maintain pledge decide agree email estimate
    indicate
    """
)

# By hand: cues only beside quotation marks.
QUOTING_VERBS = _words(
    """
    continue go|on exclaim confess jeer beam lecture crow thunder bellow chuckle laugh sneer scoff gripe
    grumble groan moan murmur recite reflect remember riff roar vent demur fume rage rejoin surmise
    theorize venture volunteer reason reckon enthuse gloat implore plead beg intone begin bark blurt coo
    croak drawl gasp giggle growl hiss howl interrupt joke nod offer order promise repeat rant scold shrug
    sing smile snarl sniff sob splutter stammer suggest tease urge wail weep whine
    """
)

# Statements that take an object: "praised the plan", "accused him of".
OBJECT_VERBS = _words(
    """
    endorse criticize criticise describe accuse praise cite defend reject blame blast dismiss denounce
    propose condemn thank welcome decry mock slam tout voice express highlight discuss outline question
    issue order urge echo assure reiterate mention quote reference recount lambast lambaste deride hail
    bemoan lament assail rebuke liken challenge applaud champion portray request recommend reveal unveil
    identify invoke disavow dispute refute rebut call congratulate oppose recall announce deny demand laud
    ridicule detail deem compare brand label dub credit claim offer show
    """
)

# Statements with a person addressed between cue and content: "told reporters that".
TELL_VERBS = _words("tell assure remind inform brief notify ask urge warn promise")

# Statements that take an infinitive: "vowed to".
INFINITIVE_VERBS = _words(
    """
    vow pledge promise refuse decline threaten offer ask demand propose agree claim swear decide
    """
)

# Statements by a verb with its particle or preposition.
PARTICLE_VERBS = _words(
    """
    call|for call|on point|out point|to refer|to talk|about speak|about allude|to push|for lay|out
    rail|against respond|to warn|of ask|about ask|for object|to boast|of brag|about write|about
    complain|about lash|out warn|against argue|for call|out hit|back side|with go|on agree|with touch|on
    """
)

# States of mind that take a clause, an object or an infinitive.
ATTITUDE_VERBS = _words(
    """
    think believe want hope fear expect prefer favour oppose support doubt worry suspect wish intend plan
    deem regret assume anticipate feel realise realize fret hate love
    """
)

# By hand: attitude verbs that take an infinitive.
ATTITUDE_INFINITIVES = _words("want hope expect plan intend wish prefer")

# By hand: cue verbs whose content the source does not assert.
DENYING_VERBS = _words(
    """
    deny dismiss reject refute rebut dispute disavow doubt oppose decline refuse repudiate contradict
    """
)
ASKING_VERBS = _words("ask wonder question inquire")
PROMISING_VERBS = _words("promise vow pledge swear guarantee")
ORDERING_VERBS = _words("order urge demand command instruct call|on call|for")

# By hand: cue verbs whose base and -s forms are as often nouns.
NOUN_LIKE_VERBS = _words(
    """
    address answer attack blame brand call cast challenge charge claim counter credit debate demand desire
    detail doubt echo email estimate fear forecast hate hope issue label love name note object offer order
    plan pledge post praise project promise protest question quote read remark report request rule show
    sigh signal state support talk text tweet view vote welcome wish worry
    """
)

# By hand: past forms that the rules of spelling do not give.
IRREGULAR_FORMS = {
    "say": "said",
    "write": "wrote written",
    "tell": "told",
    "think": "thought",
    "know": "knew known",
    "find": "found",
    "feel": "felt",
    "speak": "spoke spoken",
    "seek": "sought",
    "show": "showed shown",
    "swear": "swore sworn",
    "read": "read",
    "cast": "cast",
    "lay": "laid",
    "hit": "hit",
    "put": "put",
    "forecast": "forecast forecasted",
    "refer": "referred",
    "compare": "compared",
    "admit": "admitted",
    "rebut": "rebutted",
    "quip": "quipped",
    "brag": "bragged",
    "plan": "planned",
    "go": "went gone",
    "begin": "began begun",
    "beg": "begged",
    "nod": "nodded",
    "sob": "sobbed",
    "demur": "demurred",
    "sing": "sang sung",
    "weep": "wept",
    "fret": "fretted",
    "dub": "dubbed",
    "snap": "snapped",
    "label": "labelled labeled",
    "signal": "signalled signaled",
}

AUXILIARIES = _words(
    """
    has have had is are was were be been being will would could should may might can did does do must
    hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't didn't doesn't don't cannot can't
    couldn't
    """
)

# By hand: adverbs that stand inside a verb group; words in -ly are taken by rule.
GROUP_ADVERBS = _words(
    """
    also later then not never now still once twice again often long just since even already soon always
    only
    """
)

DETERMINERS = _words(
    """
    the a an his her their its my our your this that these those any some no both several many most
    another one two three four five six seven eight nine ten other every each all few such
    """
)

SUBJECT_PRONOUNS = _words("he she they it we i you who")

WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")

# By hand: words that cannot stand inside the noun phrase before a cue.
PHRASE_BREAKS = _words(
    """
    that but and or while as because after before when if although though since where which whether than
    however so then yet how why what into during until unless despite instead by to about
    """
)

PREPOSITIONS = _words(
    """
    of for to about on with against in at by into down from over under during after before since through
    among between within without per via outside inside around off out up
    """
)
