"""What one can talk about.

Per subject: its name; things; what is done to them, with its contrary; people; what rises and falls; bodies; sentences
as in `shapes`.
"""

from __future__ import annotations

from .words import listed

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
# Not at a place, and not built.
NOWHERE = frozenset(
    listed("""
        vaccine program; reading program; scholarship fund; witness program; firearms register;
        missile shield; transfer fund; constitution; election law; inquiry;
        ethics code; tax treaty; asylum law; jury system; legal aid fund; pardon board; identity card; mobile network;
        search engine; voting machine; payment system; messaging app; encryption standard; face scanner; robot fleet;
        satellite; coalition; budget; party congress; pension reform; border treaty; ethics committee; minimum wage;
        wealth tax; trade deal; emergency law; drone fleet; exam board; anti-corruption bureau; appeal court
    """)
)
UNBUILT = NOWHERE | frozenset(
    listed("""
        night bus; marathon; film festival; book fair; carnival; cup final; peace mission; relay team; referendum;
        local election; ceasefire line; dog unit; art collection; public broadcaster; minefield; patrol boat; inquiry
    """)
)
