"""The shapes of sentences, and what can be put before, into, behind and between them.

Shapes begin with their type: P promises and demands, F facts, H what happened, O opinions, Q questions. Words in braces
are slots; "*" marks the verb that a "not" goes with, "+" an ending, "a>b" what becomes of a word in reported speech
("_" for a space), "|" what can be cut off behind, "~" where an aside may stand, "< >" a condition.
"""

from __future__ import annotations

# What any subject can be spoken of in.
SHAPES = """
P we *will {A} {T}
P we *will {A} {T} and {A} {U}
P we *are going to {A} {T} | with or without {B}
P I *will ask {B} to {A} {T}
P I *will vote for {proj} | because it protects>protected {G}
P {B} ~ *must {A} {T}
P {T} *must be {Ap} | before {month}
P {T} *will be {Ap} | at a cost of {money}
P {B} *has promised {G} to {A} {T}
P {G} in {place} *will get {money} | from the {month} budget
P we *will hire {cnt} {G} | in {place}
P we *will spend {money} on {T} | over the next {n} years
P {B} *should apologize to {G} | in {place}
P {person} *should explain to {G} why {T} was>had_been {Ap}
P we *can {A} {T} without raising {I}
P we *can cut {I} by {pct} < if we begin>began with {T} >
P I will not rest until {T} is {Ap}
P somebody *must tell {G} the truth about {T}
P we *will take {B} to court over {T}
P I *will meet {person} in {place} | on {weekday} to talk about {T}
P we *will give {G} {n} more {weeks} to leave {X}
P {X} *will open in {month} | , {n} {months} {later} than planned
P < if {B} {A3} {T} , > we *will {A} {U}
P < if {person} does not {A} {T} within {n} {weeks} , > {G} *will strike
P < unless {B} {A3} {T} , > {G} *will leave {place}
P we *will {A} {T} < only if {B} {A3} {U} >
P {B} *can {A} {T} < as long as {G} keep>kept their jobs >
P we *will talk to {person} < once {B} {A3} {T} >
P I *will sign {proj} < provided that {G} are paid in full >
P we *will not only {A} {T} but also {A} {U}
P we *may {A} {T} | next {season}
P {person} and I *will present a plan for {T} | in {month}
P our first task *will be to {A} {T}
P the next {role} *will have to {A} {T}
P every {role} in {place} must now decide whether to {A} {T}
P I *am asking {G} to give us {n} {months}
P we *owe+ it to {G} to {A} {T}
F {I} in {place} *have {risen} by {pct} | since {B} {Ad} {T}
F {I} *are {higher} in {place} than in {place}
F {I} *will {rise} by {pct} | before the end of {future}
F {I} *have {risen} for {n} {months} in a row
F {T} *cost+s {G} {money} | every year
F {T} will cost {money} | , which is {money} more than {B} says>said
F {T} ~ *is {very} {bad} for {G}
F {X} *is the {best} of its kind | between {place} and {place}
F {X} *has been empty for {n} {months}
F {cnt} {G} *work+ at {X}
F {cnt} {G} *have lost their jobs | because {B} {Ad} {T}
F {pct} of {G} *trust+ {B}
F {pct} of {G} in {place} *want+ us to {A} {T}
F more than {cnt} {G} *have signed the petition {against} {T}
F {person} *support+s {proj}
F {person} *know+s more about {T} than {B} does>did
F {proj} *give+s {B} {n} {months} to {A} {T}
F {proj} *mention+s neither {T} nor {U}
F {proj} *is {dead} | , and {person} knows>knew it
F we *are {n} {weeks} {behind} schedule with {T}
F there *is enough money for {T}
F there *is no reason to {A} {T} | while {I} are so {high}
F {B} *own+s {pct} of {X}
F the plans for {T} *date+ from {year}
F nobody in {place} *has asked us to {A} {T}
F {G} *pay+ {pct} more than {G} in {place}
F the plans for {T} *are on the table of {B} | , and they have been there since {month}
F {T} *is {bigger} than {U} , but it serves>served only {cnt} {G}
F every {n} {weeks} {G} from {place} *visit+ {X}
F one in {n} {G} *live+s within sight of {X}
F the report on {T} *has {cnt} pages | , and not one of them mentions>mentioned {G}
F {T} *is not the cause of {I} but the answer to them
F what {G} lack>lacked *is not {aT} but {aU}
H {B} *spend+d {money} on {T} | in {year}
H {B} *vote+d {against} {proj} | by {tens} votes to {n}
H {person} *tell+d us that {T} was>had_been {bad}
H we ~ *lose+d {cnt} {G} | in a single {season}
H we *{Ab}+d {T} | in {month}
H {person} *{Ab}+d {T} | without asking {B}
H I *meet+d {G} in {place} | on {weekday} , and they spoke>had_spoken of nothing but {T}
H I *read+d about {T} in the newspaper | like everybody else in {place}
H when I was>had_been {role} , we *{Ab}+d {tens} {Ts} | in {n} years
H {tens} {Ts} *were {Ap} | last {season}
H {I} *{Rb}+d by {pct} | after {B} had {Ap} {T}
H {B} *warn+d {person} about {T} | {n} {months} before the accident
H {person} *leave+d {place} | the day after {B} {Ad} {T}
H my mother *work+d at {X} for {n} years
H {person} *promise+d {G} {aT} | and gave>had_given them {aU}
H the talks about {T} *fail+d | because {B} wanted>had_wanted {money} more
H {B} *know+d about the fire at {X} | {n} days before we did>had
H nobody *tell+d {G} that {T} would be {Ap}
H {person} *sell+d {B} {pct} of {X} | for {money}
O {B} ~ *is {Aing} {T} at the wrong time
O {Aing} {T} *would be {a mistake} | for {place}
O {Aing} {T} *is the {best} thing that {B} can do for {G}
O it *is {wrong} to {A} {T} | while {G} wait>waited for {aU}
O {G} *are tired of {I}
O {G} *are {afraid} that {B} will {A} {T}
O {person} *is the {best} {role} {place} has ever had
O {person} *would make a {good} {role}
O I *am {proud} of the {G} of {place}
O I *am {very} {worried} about {T}
O {B} *has failed {G} | in {place} for {n} years
O {B} *is hiding the truth about {T} | from {G}
O {T} *need+s {money} , not another committee
O {T} *belong+s to {G} , not to {B}
O this *is not about {T} but about {I}
O this debate *is about {G} | , and {B} should listen to them
O you cannot>could_not {A} {T} and {A} {U} in the same year
O {B} *care+s more about {T} than about {G}
O without {T} , {place} is only a name on the map
O {T} *is worth more to us than {money}
O I *would rather {A} {T} than {A} {U}
O {proj} *is {a mistake} | , and {G} will pay for it
O {proj} *will help {G} | more than it helps>helped {B}
O {B} *treat+s {G} like children
O no {role} *has ever understood {T}
O {G} in {place} *want+ {lower} {I} | , and I want>wanted them too
O {T} *make+s {place} a {better} place to live
O even {person} admit+s that {T} is {bad}
O {place} *can live without {T} , but not without {G}
Q who *will pay for {T}
Q who in {place} *want+s us to {A} {T}
Q who *tell+d {G} that {T} was>had_been {bad}
Q how many {G} *must leave {place} | before {B} {A3} {T}
Q what *is {T} worth | to {G} in {place}
"""
# What one speaker says again and again; no claim of its own.
PETS = """
the people of {home} deserve better
that is what {home} voted for
enough is enough
I have said it before and I will say it again
this is not who we are
we owe it to our children
that is a promise
history will judge us
there is no other way
I make no apology for that
this is only the beginning
the people have had enough of excuses
everybody in {home} knows it
we are not asking for charity
common sense must prevail
that is the plain truth
we will not be lectured by anybody
it is as simple as that
we are all in this together
nobody should be surprised
our door is always open
the time for words is over
we are listening
our patience has limits
that is what leadership means
"""
OPENINGS = """
let me be clear :; frankly ,; look ,; believe me ,; the truth is that; the fact is that; ladies and gentlemen ,;
to be honest ,; make no mistake :; let me repeat :; as I told {B} in {month} ,; as I wrote to {person} last week ,;
my message to {B} is simple :; I can tell the {G} of {home} this :; what I hear in {home} is that;
I want to say this to {G} :; with all due respect to {person} ,; let us not forget that;
as a {role} from {home} , I know that; after {n} years in this job , I can say that; I have no doubt that
"""
ASIDES = """
, as everybody in {home} knows ,; , with respect ,; , in my view ,; , after {n} years of talks ,; , I am told ,;
, to my great surprise ,; , in spite of everything ,; , and I say this as a friend of {person} ,; , to put it mildly ,;
, as {person} said in {month} ,
"""
LATER = {
    "P": """
        by the end of {future}; before {month}; within {n} {months}; in the next {n} {weeks}; as soon as possible;
        this {season}; together with {B}; whatever {B} says>said; for the sake of {G}; at the expense of {B};
        with the help of {G}; in memory of {person}; today; in {month} of {future};
    """,
    "F": """
        today; , according to {B}; , to tell the truth; compared with {year}; , on paper at least;
        , as far as we know>knew; , whether {B} likes>liked it or not;
        , to the surprise of {B}; , contrary to what {person} says>said; , as {B} has confirmed
    """,
    "H": """
        in {month}; on {weekday}; in {year}; without a word of warning; for the second time in {n} years;
        to the relief of {G}; in front of {cnt} {G}; against the advice of {B}; behind closed doors
    """,
    "O": """
        today; , especially in {place}; , and {person} knows>knew it; , as any of the {G} in {place} can confirm;
        , for all the talk of {B}; , and I have told {B} so; after all that {G} have been through
    """,
}
# Between a clause of one type and one of another.
LINKS = {
    "PP": (", and ", ". ", ". ", "; ", ", and then "),
    "PF": (". ", " because ", ". ", " because ", " – "),
    "PH": (". ", " because ", ". "),
    "PO": (". ", ", and ", ". "),
    "FP": (", so ", ". ", ", and that is why ", ". "),
    "FF": (". ", ", and ", ". ", ", while ", "; ", ", but "),
    "FH": (". ", " because ", ". "),
    "FO": (". ", ", and ", ", but ", ". "),
    "HP": (", so ", ". ", ", and now ", ". "),
    "HF": (". ", ", and ", ", and now ", ". ", ", but "),
    "HH": (". ", ", and ", ". ", ", but ", "; "),
    "HO": (". ", ". ", ", and "),
    "OP": (". ", ", so ", ". ", " – "),
    "OF": (". ", " because ", ". "),
    "OH": (". ", " because ", ". "),
    "OO": (". ", ", and ", ". ", "; ", ", but "),
}
