"""The words and sentence shapes that `invented` makes quotes from.

Shapes begin with their type: P promises and demands, F facts, H what happened, O opinions. Words in braces are slots;
"*" marks the verb that a "not" goes with, "+" an ending, "a>b" what becomes of a word in reported speech ("_" for a
space), "|" what can be cut off behind, "~" where an aside may stand, "< >" a condition.
"""

from __future__ import annotations

# Per subject: things; what is done to them, with its contrary; people; what rises and falls; bodies; sentences.
SUBJECTS = """
transport
bridge; ferry terminal; night bus; ring road; tram line; railway station; tunnel; airport; harbor; bus depot; car park;
freight yard; towpath; ticket hall
close|reopen widen|narrow extend|shorten repair inspect fund rebuild privatize modernize
commuters; bus drivers; passengers; ferry crews; cyclists; truckers; dockers
fares; delays; traffic jams; road deaths; ticket sales
the transport ministry; the port authority; the railway; the drivers' union
F two trains *pass+d the signal at {place} | on {weekday}
F {cnt} trucks *cross+ {X} | every night
F the last ferry to {place} *leave+s at {n} o'clock
O nobody *should wait {n} hours for a train to {place}
H the captain *see+d the rocks off {place} | only {n} minutes before the ship struck>had_struck them
health
hospital; maternity ward; ambulance station; children's clinic; vaccine program; blood bank; nursing school;
dental clinic; pharmacy; hospice; operating theater; laboratory
close|reopen enlarge|shrink equip inspect fund modernize privatize clean
nurses; patients; surgeons; midwives; paramedics; pensioners; family doctors
waiting times; infections; surgery bookings; sick days; prescriptions
the health ministry; the medical council; the hospital trust; the nurses' union
F {cnt} patients *wait+ in the corridors of {X} | every night
F the vaccine *protect+s {pct} of those who take>took it
H my father *wait+d {n} weeks for a bed in {place}
O no child in {place} *should go without a dentist
F the virus *reach+d {place} | in {month}
schools
primary school; university; school kitchen; library; sports hall; teacher college; music school; reading program;
boarding school; exam board; kindergarten; scholarship fund
close|reopen enlarge|shrink fund rename merge|split renovate staff
teachers; pupils; parents; students; school cooks; lecturers; apprentices
exam results; class sizes; tuition fees; absences; dropout rates
the education ministry; the school board; the teachers' union; the student council
F {pct} of pupils in {place} *can read a page of plain text
F {cnt} teachers *have left the profession | since {month}
O a child of {n} *should not sit an exam every {month}
H I *learn+d to read in {place} | from a teacher who had {tens} pupils
energy
power station; dam; wind farm; gas pipeline; coal mine; substation; solar park; refinery; heating network;
oil terminal; reactor; storage site
close|reopen expand|shrink nationalize|privatize inspect insure repair modernize decommission
miners; engineers; welders; customers; tenants; drillers; electricians
power cuts; electricity bills; emissions; gas prices; coal stocks
the energy ministry; the grid operator; the nuclear regulator; the miners' union
F the cable to {place} *carry+s {cnt} megawatts
F the turbines off {place} *stand+ still | {n} days a week
H the lights in {place} *go+d out | at {n} minutes past midnight
O nobody in {place} *should have to choose between heat and food
farming
grain silo; cattle market; irrigation canal; seed bank; slaughterhouse; orchard; dairy; fish farm; sugar mill;
vineyard; sheep station; cattle hospital
close|reopen subsidize|tax inspect lease protect|neglect expand|shrink modernize
farmers; shepherds; fruit pickers; fishermen; butchers; winegrowers; beekeepers
milk prices; harvests; fertilizer costs; crop losses; fish stocks
the farm ministry; the growers' association; the fisheries board; the grain council
F the drought *kill+d {cnt} cattle | around {place}
F a liter of milk *bring+s the farmer {n} cents
O farmers in {place} *should not have to beg for water
H frost *destroy+d {pct} of the cherries in {place}
crime
police station; prison; border post; crime lab; witness program; patrol boat; evidence store; fire station;
training academy; firearms register; youth court; dog unit
close|reopen strengthen|weaken inspect equip fund reform audit
police officers; detectives; prosecutors; prison guards; witnesses; burglars; shopkeepers
burglaries; knife attacks; arrests; car thefts; street robberies
the interior ministry; the police federation; the prosecutor's office; the ombudsman
H officers *find+d {cnt} rifles in a barn near {place}
H the gunman *fire+d {n} shots | before {person} stopped>had_stopped him
F {n} men from {place} *are still in custody
F the thieves *take+d {money} from a bank in {place}
O a uniform *should not protect anybody from the law
housing
housing estate; tower block; courtyard; homeless shelter; brickworks; parking garage; hostel; town hall; market square;
retirement home; squatters' camp; sewage plant
demolish|restore sell|keep insulate inspect renovate evacuate fund approve|reject
tenants; landlords; builders; roofers; first-time buyers; squatters; surveyors
rents; evictions; house prices; mortgage rates; building permits
the housing agency; the planning office; the tenants' league; the city council
F {cnt} flats in {place} *have stood empty | for {n} years
F a family in {place} *pay+s {pct} of its income in rent
H the roof of {X} *leak+d for {n} winters
O cladding like that *should never have been put on a home
business
steelworks; shipyard; car plant; paper mill; call center; bakery chain; warehouse; bottling line; textile factory;
toy maker; chip plant; distribution center
sell|keep close|reopen expand|shrink automate restructure insure nationalize|privatize audit
workers; shareholders; suppliers; investors; managers; shop stewards; creditors
profits; orders; layoffs; wages; export sales
the central bank; the chamber of commerce; the metalworkers' union; the supervisory board
F the firm *owe+s its suppliers {money}
F {cnt} jobs in {place} *depend+ on {T}
H the board *learn+d of the losses | in {month}
O a company that pays>paid no tax *should get no subsidy
H the buyer from {place} *offer+d {money} for {T} | and withdrew>had_withdrawn within {n} days
defense
naval base; missile shield; army barracks; radar station; peace mission; ceasefire line; arms depot; drone fleet;
border fence; embassy; minefield; field hospital
fortify|abandon close|reopen supply withdraw|deploy inspect guard fund modernize
soldiers; refugees; veterans; reservists; diplomats; hostages; peacekeepers
casualties; border incidents; desertions; arms exports; air raids
the defense ministry; the general staff; the security council; the observer mission
H the shells *hit+d a market in {place} | shortly before noon
F {cnt} refugees *have crossed the border at {place} | since {month}
H our soldiers *hold+d {place} for {n} days
O the war *will not be decided in {place}
F the truce *has held for {n} days
sport
stadium; training ground; youth academy; marathon; transfer fund; ski jump; velodrome; relay team; doping lab;
rowing club; cup final; referees' school
fund sponsor enlarge|shrink rename cancel|revive insure renovate
players; fans; referees; coaches; swimmers; season-ticket holders; goalkeepers
ticket prices; injuries; doping cases; television audiences; transfer fees
the league; the football federation; the Olympic committee; the players' union
H we *lose+d to {place} | because we missed>had_missed {n} penalties
F {person} *has scored {tens} goals for {place}
H the referee *see+d the foul | but did>had_done nothing about it
O {person} *should play on the left | against {place}
F the season *end+s with a match in {place}
courts
constitution; appeal court; election law; anti-corruption bureau; inquiry; pardon board; court archive; ethics code;
tax treaty; asylum law; jury system; legal aid fund
reform strengthen|weaken abolish|restore amend challenge|defend publish|suppress fund
judges; jurors; lawyers; defendants; asylum seekers; whistleblowers; notaries
appeals; convictions; court fees; backlogs; acquittals
the supreme court; the justice ministry; the bar association; the audit office
H the judge in {place} *sentence+d {person} to {n} years
F {person} *has admitted taking {money} from a builder in {place}
H my client *was in {place} | on the night of the fire
O nobody *should spend {n} years in prison without a trial
environment
wetland; forest reserve; flood wall; recycling center; river park; marine reserve; landfill; weather station; beach;
peat bog; incinerator; salt marsh
protect|neglect drain|flood clean|pollute enlarge|shrink survey fence fund
rangers; scientists; hikers; volunteers; anglers; divers; campers
floods; wildfires; carbon levels; water levels; bird numbers
the environment agency; the forestry office; the climate panel; the water board
F the river at {place} *rise+d by {n} meters | in a single night
F {cnt} seabirds *die+d on the beach at {place}
H the fire *burn+d {cnt} hectares of pine | near {place}
O a forest of {cnt} years cannot>could_not be replaced by seedlings
culture
museum; opera house; film festival; public broadcaster; art collection; concert hall; city theater; book fair; archive;
carnival; sculpture garden; puppet theater
sell|keep close|reopen restore insure digitize lend fund rename
actors; painters; visitors; musicians; curators; novelists; dancers
ticket sales; visitor numbers; license fees; donations; royalties
the culture ministry; the arts council; the museum board; the actors' guild
H the thieves *cut+d {n} paintings from their frames
F {person} *has painted {tens} portraits of people from {place}
H I *write+d the last chapter in {place}
O a country without a stage *is a country without a mirror
technology
data center; search engine; satellite; identity card; mobile network; voting machine; patent office; payment system;
robot fleet; messaging app; encryption standard; face scanner
regulate|deregulate ban|permit audit upgrade test license launch|cancel
programmers; users; hackers; advertisers; inventors; data clerks; testers
cyberattacks; complaints; subscriptions; patent filings; outages
the data watchdog; the competition authority; the space agency; the standards board
H the hackers *copy+d {cnt} health records | from a server in {place}
F the satellite *send+s {cnt} pictures a day
O a machine *should not decide who gets a loan
H the software *count+d {cnt} votes twice in {place}
politics
coalition; budget; party congress; pension reform; referendum; border treaty; ethics committee; minimum wage;
wealth tax; local election; trade deal; emergency law
support|oppose approve|reject delay|hasten defend|attack amend publish|suppress fund
voters; mayors; lawmakers; ministers; party members; pensioners; taxpayers
taxes; pensions; deficits; turnout figures; public debts
the government; the opposition; parliament; the finance ministry
H {cnt} people *march+d through {place} | on {weekday}
F {person} *has the votes of {tens} lawmakers
O a prime minister who lies>lied to parliament *should resign
H {person} *call+d me from {place} | on the evening of the vote
F turnout in {place} *was {pct}
"""
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
P {X} *will open in {month} | , {n} {months} {late} than planned
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
"""
QUESTIONS = """
who *will pay for {T}
who in {place} *want+s us to {A} {T}
who *tell+d {G} that {T} was>had_been {bad}
how many {G} *must leave {place} | before {B} {A3} {T}
what *is {T} worth | to {G} in {place}
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
today; , according to {B}; , to tell the truth; compared with {year}; , on paper at least; , as far as we know>knew;
, whether {B} likes>liked it or not;
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
SWAPPED = {
    "rise": "fall", "risen": "fallen", "higher": "lower", "lower": "higher", "high": "low", "good": "bad",
    "better": "worse", "best": "worst", "against": "for", "behind": "ahead of", "bigger": "smaller",
    "late": "early", "later": "earlier", "wrong": "right", "proud": "ashamed", "worried": "confident",
    "afraid": "hopeful", "dead": "alive", "safe": "dangerous", "dangerous": "safe", "cheap": "expensive",
    "expensive": "cheap", "useful": "useless", "useless": "useful", "popular": "unpopular", "unfair": "fair",
    "old": "new", "new": "old", "northern": "southern", "eastern": "western", "small": "large", "large": "small",
    "a mistake": "a blessing", "a disaster": "a triumph", "a scandal": "a success", "a gift": "a burden",
    "a victory": "a defeat", "a disgrace": "an honor", "doubled": "halved", "support": "oppose",
    "supports": "opposes", "risky": "harmless", "temporary": "permanent", "right": "wrong", "private": "public",
    "public": "private",
}  # fmt: skip
SWAPPED |= {other: one for one, other in SWAPPED.items() if other not in SWAPPED}
WORDS = {
    "bad": "dangerous safe expensive cheap useful useless popular unpopular unfair risky temporary outdated".split(),
    "good": "good bad".split(),
    "best": "best worst".split(),
    "risen": "risen fallen".split(),
    "rise": "rise fall".split(),
    "higher": "higher lower".split(),
    "lower": "lower higher".split(),
    "high": "high low".split(),
    "against": "against for".split(),
    "behind": "behind|ahead of".split("|"),
    "bigger": "bigger smaller".split(),
    "late": "later earlier".split(),
    "wrong": "wrong right".split(),
    "proud": "proud ashamed".split(),
    "worried": "worried confident".split(),
    "afraid": "afraid hopeful".split(),
    "dead": "dead alive".split(),
    "better": "better worse".split(),
    "a mistake": [
        "a mistake", "a disaster", "a scandal", "a gift", "a victory", "a disgrace", "a blessing", "a triumph",
        "a burden", "a success", "an honor", "a defeat",
    ],
    "season": "winter spring summer autumn".split(),
    "weeks": "days weeks months".split(),
    "months": "weeks months years".split(),
    "month": "January February March April June July August September October November December".split(),
    "weekday": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "role": (
        "mayor minister governor senator chancellor president director chairman captain coach judge general bishop"
        " commissioner ambassador treasurer spokesman"
    ).split(),
}  # fmt: skip
ADJECTIVES = (
    "old new northern southern eastern western small large private public temporary state-run historic central"
    " half-finished famous abandoned regional crowded so-called"
).split()
# Not at a place, and not built.
NOWHERE = frozenset(
    """
        vaccine program; reading program; scholarship fund; witness program; firearms register;
        missile shield; transfer fund; constitution; election law; inquiry;
        ethics code; tax treaty; asylum law; jury system; legal aid fund; pardon board; identity card; mobile network;
        search engine; voting machine; payment system; messaging app; encryption standard; face scanner; robot fleet;
        satellite; coalition; budget; party congress; pension reform; border treaty; ethics committee; minimum wage;
        wealth tax; trade deal; emergency law; drone fleet; exam board; anti-corruption bureau; appeal court
    """.replace("\n        ", " ")
    .strip()
    .split("; ")
)
UNBUILT = NOWHERE | frozenset(
    """
        night bus; marathon; film festival; book fair; carnival; cup final; peace mission; relay team; referendum;
        local election; ceasefire line; dog unit; art collection; public broadcaster; minefield; patrol boat; inquiry
    """.replace("\n        ", " ")
    .strip()
    .split("; ")
)
PLANS = "plan accord act scheme treaty report reform inquiry pact charter agreement proposal".split()
MALE = (
    "Aldo Bram Casimir Dario Edvin Fabio Goran Henrik Ivo Jasper Kaspar Lorenz Matteo Nils Oskar Pavel Quentin Ruben"
    " Stellan Tibor Ulrich Viktor Willem Yannick Zoltan Anselm Boris Clement Dmitri Emil"
).split()
FEMALE = (
    "Alma Birgit Celeste Dagny Elsa Fiona Greta Hedda Ingrid Jolanta Katya Liv Marit Nadia Olga Petra Renata Sanna"
    " Thea Ulla Vera Wanda Xenia Yvonne Zofia Amalia Beatrix Corinne Doris Esther"
).split()
ONSETS = "Bar Bel Bro Cas Dal Dov Drem El Fal Fen Gal Gor Hal Hov Jar Kal Kel Kor Lan Lor Mar Mel Nor Or Par Pel Ral Ros Sal Sel Tal Tor Ul Val Vel Vor Wes Zam".split()  # noqa: E501
MIDDLES = "a e i o an en in on ar er ir or ath est und as is el al um".split()
TOWN_ENDS = "burg ford haven stad minster grad mouth field wick dale holm by moor bridge port vik ton berg".split()
FAMILY_ENDS = "sen son ov ek ski ez ini ard ström mann dal ova as ik escu wood man vale etti quist".split()
PAPERS = "Courier Herald Post Tribune Gazette Observer Times Echo Chronicle Mail Star Sentinel Record Argus".split()

BRITISH = {
    "harbor": "harbour", "harbors": "harbours", "program": "programme", "programs": "programmes", "center": "centre",
    "centers": "centres", "theater": "theatre", "theaters": "theatres", "defense": "defence", "license": "licence",
    "privatize": "privatise", "privatized": "privatised", "privatizing": "privatising", "privatizes": "privatises",
    "modernize": "modernise", "modernized": "modernised", "modernizing": "modernising", "modernizes": "modernises",
    "nationalize": "nationalise", "nationalized": "nationalised", "nationalizing": "nationalising",
    "nationalizes": "nationalises", "subsidize": "subsidise", "subsidized": "subsidised",
    "subsidizing": "subsidising", "subsidizes": "subsidises", "digitize": "digitise", "digitized": "digitised",
    "digitizing": "digitising", "digitizes": "digitises", "apologize": "apologise", "canceled": "cancelled",
    "canceling": "cancelling", "liter": "litre", "meters": "metres", "honor": "honour", "percent": "per cent",
    "fertilizer": "fertiliser", "labor": "labour",
}  # fmt: skip
CONTRACTED = {
    "will not": "won't", "cannot": "can't", "is not": "isn't", "are not": "aren't", "was not": "wasn't",
    "were not": "weren't", "has not": "hasn't", "have not": "haven't", "does not": "doesn't", "do not": "don't",
    "did not": "didn't", "should not": "shouldn't", "would not": "wouldn't", "I am": "I'm", "I will": "I'll",
    "I have": "I've", "I would": "I'd", "we will": "we'll", "We will": "We'll", "we are": "we're", "We are": "We're",
    "we have": "we've", "We have": "We've", "it is": "it's", "It is": "It's", "that is": "that's",
    "That is": "That's", "there is": "there's", "There is": "There's", "let us": "let's", "Let us": "Let's",
    "I am not": "I'm not",
}  # fmt: skip
FUNCTION = frozenset(
    """
        a an the and or but of to in on at by for with from as that this these it its is are was were be been am has
        have had do does did will would shall should can could may might must i he she they we you his her their our
        my your him them us who which what there so than then if not no only about over after before up out cannot
        more because while one any such own
    """.split()
)
