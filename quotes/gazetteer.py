"""Countries, forenames, and the nouns that tell a person's role from a body's name.

All written by hand for this project from general knowledge: the states of the world with their adjectives, the
commoner forenames of Europe, the Americas and the Middle East with the gender they mostly have. Nobody is in
here because an article names them.
"""

from __future__ import annotations

from functools import cache

# country: the words that mean it as adjective or short form, lower case.
_COUNTRIES = """
afghanistan afghan; albania albanian; algeria algerian; angola angolan; argentina argentine argentinian; armenia
armenian; australia australian; austria austrian; azerbaijan azerbaijani; bahrain bahraini; bangladesh bangladeshi;
belarus belarusian belarussian; belgium belgian; bolivia bolivian; bosnia bosnian; brazil brazilian; britain british
uk u.k. briton england english scotland scottish wales welsh; bulgaria bulgarian; cambodia cambodian; cameroon
cameroonian; canada canadian; chad chadian; chile chilean; china chinese; colombia colombian; congo congolese;
croatia croatian croat; cuba cuban; cyprus cypriot; czechia czech; denmark danish dane; ecuador ecuadorian
ecuadorean; egypt egyptian; eritrea eritrean; estonia estonian; ethiopia ethiopian; finland finnish; france french;
gabon gabonese; georgia georgian; germany german; ghana ghanaian; greece greek; guatemala guatemalan; haiti haitian;
honduras honduran; hungary hungarian; iceland icelandic; india indian; indonesia indonesian; iran iranian; iraq
iraqi; ireland irish; israel israeli; italy italian; jamaica jamaican; japan japanese; jordan jordanian; kazakhstan
kazakh; kenya kenyan; kosovo kosovar; kuwait kuwaiti; kyrgyzstan kyrgyz; laos laotian; latvia latvian; lebanon
lebanese; liberia liberian; libya libyan; lithuania lithuanian; luxembourg; macedonia macedonian; malawi malawian;
malaysia malaysian; mali malian; malta maltese; mauritania mauritanian; mexico mexican; moldova moldovan; mongolia
mongolian; montenegro montenegrin; morocco moroccan; mozambique mozambican; myanmar burma burmese; namibia namibian;
nepal nepali nepalese; netherlands dutch holland; nicaragua nicaraguan; niger nigerien; nigeria nigerian; norway
norwegian; oman omani; pakistan pakistani; palestine palestinian; panama panamanian; paraguay paraguayan; peru
peruvian; philippines philippine filipino; poland polish pole; portugal portuguese; qatar qatari; romania romanian;
russia russian; rwanda rwandan; saudi; senegal senegalese; serbia serbian serb; singapore singaporean; slovakia
slovak; slovenia slovenian slovene; somalia somali; spain spanish spaniard; sudan sudanese; sweden swedish;
switzerland swiss; syria syrian; taiwan taiwanese; tajikistan tajik; tanzania tanzanian; thailand thai; tunisia
tunisian; turkey turkish turkiye; turkmenistan turkmen; uganda ugandan; ukraine ukrainian; us u.s. usa u.s.a.
america american; uruguay uruguayan; uzbekistan uzbek; venezuela venezuelan; vietnam vietnamese; yemen yemeni;
zambia zambian; zimbabwe zimbabwean; eu european europe
"""

_CAPITALS = """
moscow russia; kremlin russia; kyiv ukraine; kiev ukraine; london britain; paris france; berlin germany; beijing
china; tehran iran; ankara turkey; warsaw poland; tokyo japan; delhi india; rome italy; madrid spain; washington us;
brussels eu
"""

_MEN = """
aaron abdul abdullah abe abel abraham adam adolfo adrian agustin ahmed akbar al alan alastair albert alec alejandro
aleksander aleksandr alex alexander alexei alexey alfonso alfred alfredo ali allen alonzo alvaro alvin amir amos
anders andre andreas andrei andres andrew andrey andriy andrzej angel angus anil ansel anthony anton antonio antonis
antti archie ari arjun armando arnaud arne arnold arthur arturo asad ashok augusto austin avery axel ayman barry bart
bashar basil ben benito benjamin bennett bernard bernie bertrand bill bjorn blair blake bob bobby boris boyd brad
bradford bradley brady brandon brendan brendon brent brett brian brock bruce bruno bryan bryant bud buddy burt byron
caleb calvin carl carlos cary casper cecil cedric cesar chad chandler charles charlie chester chet chris christian
christoph christopher christos chuck clarence clark claude clay clayton cliff clifford clint clyde cody cole colin
conor conrad corey cornelius cory craig curt curtis cyril cyrus dale damian damien damon dan daniel danilo danny
darius darrell darren darryl darwin dave david dean declan delbert dennis denny denys derek desmond devin dexter dick
diego dieter dillon dirk dmitri dmitriy dmitry dmytro dominic dominick dominique don donald donnie dorian doug douglas
duane duncan dustin dwight dylan earl earnest ed eddie edgar eduardo edward edwin efrain egor eldon eli elias elijah
elliot elliott ellis elmer elton emil emilio emmanuel emmett enrique eric erik ernest ernesto ernie ervin esteban
ethan eugene evan everett ezra fabian fabio faisal farid federico felix fernand fernando floyd forrest foster francis
francisco franco francois frank franklin franz fred freddie freddy frederick friedrich fritz gabriel gareth gary gavin
gene geoff geoffrey george georgy gerald geraldo gerard gerardo gerhard gerry gianni gideon gil gilbert gilberto gino
giorgio giovanni giuseppe glen glenn godfrey gonzalo gordon graham grant greg gregory guido guillaume guillermo gunter
gus gustav gustavo guy hal hamid hamza hank hans hanspeter harley harold harrison harry harvey hasan hassan hector
heinz helmut henri henrik henry herb herbert herman howard hubert hugh hugo humberto hussein ian ibrahim igor ike ilya
ira irving irwin isaac isaiah ismael ivan ivo jack jacob jacques jaime jake jakub jamal james jan jared jarrod jarvis
jason jasper javier jayden jean jed jeff jeffrey jens jerald jeremiah jeremy jermaine jerome jerry jesse jesus jim
jimmy joachim joaquin jody joe joel joey johan johannes john johnny joji jon jonah jonas jonathan jordan jorge jorgen
jose josef joseph josh joshua josiah juan juergen jules julian julien julio julius junior justin kareem karim karl
kaspar keenan keith kelvin ken kendall kendrick kenneth kenny kent kerim kevin khalid kieran kip kirill kirk klaus
konstantin kris kristian kristof kurt kwame kyle lamar lamont lance landon larry lars laszlo laurent lauri lawrence
leif leland lenny leo leon leonard leonid leroy lester levi lewis liam lionel lloyd logan lonnie lorenzo lorne lou
louis lowell loyd luc luca lucas lucian luciano lucien luigi luis luke luther lyle lynwood mack magnus mahmoud malcolm
manfred manuel marc marcel marcelo marco marcos marcus mariano mario mark markus marlon marshall martin marty martyn
marvin mason massimo mateusz matias mats matt matteo matthew matthias maurice mauricio maurizio max maxim maynard
melvin merle micah michael michal michel mickael mickey miguel mike mikhail milan milo milton mitch mitchell mitt mo
mohamed mohammad mohammed morgan moses muhammad muhammed murray mustafa myron nate nathan nathaniel ned neil nelson
nestor newt nicholas nick nicolas nigel nikita nikolai nikolaus nikolay nikos noah noel nolan norman olaf ole oleg
oleh oleksandr oleksii oleksiy oliver olivier omar omer orville osama oscar oskar osvaldo otto owen pablo paddy palmer
paolo pascal pat patricio patrick paul pavel pavlo pedro per percy perry pete peter petr petro peyton phil philip
philippe pierce pierre piotr preston quentin quincy rafael rajesh ralf ralph ramiro ramon rand randall randolph randy
raphael rashid raul ravi ray raymond reed reggie reginald reid reinhard reinhold rene reuben rex reynaldo rhys ricardo
rich richard rick robert roberto robin rocco rocky rod rodney rodolfo rodrigo rogelio roger roland rolando rolf rollin
roman ron ronald rory ross rowan roy royce ruben rudolf rudy rufus rupert russ russell rusty ryan salman salvador sam
sami samuel sanjay santiago santos saul scot scott sean sebastian serge sergei sergey sergiy serhii serhiy seth
seymour shane shaun shawn sheldon sherman sherwood sidney silvio simon solomon spencer spiro stan stanislav stanley
stefan stefano stelios stephane stephen sterling steve steven stewart stu stuart sulaiman sven sylvain tad tadeusz
tariq tate ted terrance terrence terry thaddeus theo theodore thierry thomas thorsten tim timothy tobias tobin toby
todd tom tomas tomasz tommy tony travis trent trenton trevor truman ty tyler ulf ulises ulrich umberto uwe vadim
valdis valentin valery vasily vern vernon vic viktor vince vincent virgil vitali vitaliy vitaly vito vivek vlad
vladimir volodymyr wade wally walt walter warner warren wayland wayne weldon wendel wendell werner wes wesley wilbur
wiley wilfred wilfried wilhelm will willard willem william willie winston wolfgang woodrow wyatt xavi xavier yann
yaroslav yevhen yitzhak yoav yoshi yousef yuri yuriy yury yusuf zachary zack zane zeke zoltan
"""

_WOMEN = """
abby abigail ada addison adela adelaide adele adriana adrienne agnes aileen aimee aisha aisling alana alejandra
alessandra alexa alexandra alexandria alexis alice alicia alisha alison allison alma althea alyssa amalia amanda amber
amelia amina amy ana anabel anastasia andrea andreea angela angelica angelina angie anissa anita anja ann anna annabel
annabelle annalena anne anneliese annette annie annika antoinette antonia april arielle arlene arya ashley astrid
audrey aurora ava avis aylin barb barbara bea beata beatrice becky belinda bella benita bernadette bernice berta
bertha bess bessie beth bethany bettina betty beulah beverly bianca birgit blanca blanche bobbie bonita bonnie brandi
brandy bree brenda brianna bridget brigid brigitte britt brittany brooke camilla candace candice caren carina carissa
carla carlene carly carmela carmen carol carole carolee carolina caroline carolyn carrie cassandra cassie cate
caterina catherine cathleen cathy cecile cecilia celeste celia celina celine chanel charlene charlotte chelsea cherie
cheryl chiara chrissy christa christiane christie christina christine cindi cindy claire clara clarissa claudia
clementine colleen concetta connie constance consuelo cora corinne cornelia courtney cristina crystal cynthia dahlia
daisy dana daniela daniella danielle daphne daria darla darlene dawn deanna debbie debora deborah debra deirdre delia
delores delphine dena denise denisse desiree diana diane dianna dina dolores dominique donna dora doris dorothy dottie
earlene ebony edie edith edna effie eileen elaina elaine elana eleanor elena eleonora eliana elinor elisa elisabeth
elise eliza elizabeth elke ella ellen ellie eloise elsa elsie elvira emiko emilia emily emma emmanuelle enid erica
erika erin erna ernestine esmeralda estelle esther ethel etta eugenia eunice eva evangeline eve evelina evelyn fatima
fay faye federica felicia felicity fern fernanda fiona flavia flora florence frances francesca francine francoise
freda frederica gabriela gabriele gabriella gabrielle gail galina gemma genevieve georgette georgia georgina geraldine
gertrude gilda gina ginger ginny giorgia giovanna gisela giselle giulia gladys glenda gloria golda grace greta
gretchen gretel guadalupe gwen gwendolyn hanna hannah harriet harriett hattie hazel heather hedda heidi heike helen
helena helene helga henrietta hilary hilda hillary holly ida ilana ilona imelda imogen ina ines inga inge ingeborg
ingrid irena irene irina iris irma isabel isabela isabella isabelle isla ivanka ivette ivonne ivy jacinda jackie
jacklyn jaclyn jacqueline jada jaime jan jana jane janelle janet janette janice janie janine jasmine jayne jean
jeanette jeanne jeannette jeannie jeannine jemima jenna jennifer jenny jeri jess jessica jessie jill jo joan joanie
joanna joanne jocelyn jodi jodie johanna jolene jordana josefina josephine josie jovita joy joyce juana juanita judi
judith judy julia juliana julie juliet juliette june justina justine kaitlin kaja kamala kara karen karin karina karla
karyn kasia katarina kate katerina katharina katherine kathie kathleen kathrin kathryn kathy katie katja katrin
katrina katy kay kaya kayla keisha kellie kelly kellyanne kendra kerry kiera kim kimberly kira kirsten kitty kristen
kristi kristie kristin kristina kristine kyra lacey ladonna lana lara larissa lashonda latoya laura lauren laurie
laverne lea leah leanne leigh leila lena leonie leonora leslie leticia letitia lia lidia lila lilia lilian liliana
lillian lily linda lindsay lindsey lisa lisbeth livia liz liza lois lorena loretta lori lorna lorraine lottie louisa
louise luann lucia lucie lucille lucinda lucretia lucy ludmila luisa lula luz lydia lynn lyudmila mabel mackenzie
maddie madeleine madeline madelyn madge mae magda magdalena maggie maia malala malia mallory mandy manuela mara
marcela marci marcia margaret margarethe margarita margery margie margo margot maria mariana marianne maribel marie
marilyn marina marine marion marisa marisol marissa marjorie marjory marla marlene marsha marta martha martina mary
maryam maryann maryanne mathilda matilda mattie maude maura maureen maxine maya mayra meagan meg megan meghan melanie
melinda melissa mercedes mette mia michelle mildred millicent millie mimi mindy minerva minnie mira miranda mireille
miriam molly mona monica monika monique muriel myra myrtle nadia nadine nan nancy nanette naomi natalia natalie
natasha nathalie nell nellie nettie nichole nicola nicole nikki nina noelle noemi nora noreen norma odette oksana
olena olga olha olivia ophelia paige pam pamala pamela pat patrice patricia patsy patti pattie patty paula pauline
peggy penny perla petra philippa phoebe phyllis pia pilar piper pippa polly portia priscilla prudence queenie rachel
rae ramona raquel reba rebecca rebekah regina reina renata renate rene renee rhonda rita robbie roberta robyn rochelle
romy rosa rosalie rosalind rosalyn rosanna rosario rose roseanne roselyn rosemarie rosemary rosie rowena roxana
roxanne ruby ruth ruthie sabina sabine sabrina sadie sallie sally samantha samira sandra sanna saoirse sara sarah
sasha scarlett selma serena shannon sharon sheila shelia shelley shelly sherri sherrie sherry sheryl shirin shirley
sienna sigrid silke silvia simona simone sinead siobhan skye sofia sondra sonia sonja sophia sophie soraya stacey
stacie steffi stella stephanie stephany sue sunita susan susana susanna susannah susanne susie suzan suzanne svetlana
sybil sybille sylvia sylvie tabitha talia tamara tami tammie tammy tania tanja tanya tara tasha tatiana tatum tatyana
teresa tess tessa thea thelma theodora theresa therese tiffany tilda tina toni tonya tori tracey traci tracy tricia
trina trish trisha trudy ulla ulrike una ursula uta valarie valentina valentine valeria valerie vanessa velma vera
verena verna veronica vicki vickie victoria viktoriia vilma viola violet virginia viv vivian vivienne wanda wendi
wendy whitney wilhelmina wilma winifred winnie xenia yasmin yesenia yolanda yulia yuliia yvette yvonne zara zelda zita
zoe zsuzsanna
"""

# Forenames of both, beside those that stand in both lists.
_EITHER = """
alex andrea ashley cameron casey chris dana drew jackie jamie jan jean jody jordan kelly kerry kim lee leslie lynn
marion morgan pat robin sam sasha shannon shelby stacy taylor terry tracy whitney
"""

# By hand: the commoner English short forms.
_NICKNAMES = """
bill:william billy:william bob:robert bobby:robert dick:richard rick:richard ted:edward ned:edward jim:james jimmy:james
jack:john joe:joseph joey:joseph mike:michael mick:michael tony:anthony tom:thomas tommy:thomas charlie:charles
chuck:charles larry:lawrence harry:henry hank:henry dave:david steve:stephen steven:stephen jeff:jeffrey geoff:geoffrey
jerry:gerald ron:ronald andy:andrew drew:andrew matt:matthew nick:nicholas greg:gregory ken:kenneth liz:elizabeth
beth:elizabeth betty:elizabeth kate:katherine kathy:katherine cathy:catherine maggie:margaret peggy:margaret sue:susan
debbie:deborah becky:rebecca patty:patricia jenny:jennifer vicki:victoria chris:christopher alex:alexander sam:samuel
ben:benjamin tim:timothy ed:edward eddie:edward dan:daniel danny:daniel josh:joshua jon:jonathan max:maximilian
will:william rob:robert don:donald donnie:donald phil:philip doug:douglas fred:frederick abe:abraham al:albert
gabe:gabriel gene:eugene gerry:gerald jake:jacob len:leonard les:leslie lou:louis nate:nathaniel norm:norman pete:peter
ray:raymond reg:reginald rich:richard sid:sidney stan:stanley stu:stuart theo:theodore vic:victor vince:vincent
walt:walter zach:zachary zack:zachary barb:barbara deb:deborah jen:jennifer jess:jessica meg:margaret mandy:amanda
pam:pamela penny:penelope trish:patricia vicky:victoria carrie:caroline cindy:cynthia ellie:eleanor gwen:gwendolyn
steph:stephanie tess:theresa tina:christina bernie:bernard bibi:benjamin binyamin:benjamin
"""

# Forms of one forename, by hand, the first of a line for all: East Slavic ones in Russian, Ukrainian, Belarusian and
# English, Arabic, Greek and Hebrew ones in the habits of English.
_FORMS = """
aleksandr alexander alexandr oleksandr aliaksandr alyaksandr oleksander
aleksei alexei alexey aleksey oleksii oleksiy oleksiy aliaksei
andrei andrey andriy andrii andrej andrzej
dmitri dmitry dmitriy dimitri dimitry dmytro dmitro dzmitry
fyodor feodor fedir fedor
grigory grigori hryhoriy hryhorii
igor ihor
ivan
yosif iosif joseph josef josif
ekaterina yekaterina kateryna katerina katsiaryna
konstantin kostyantyn kanstantsin
lev leo leon
maxim maksim maksym
mikhail michail mykhailo mykhaylo mihail mikhaylo mikhas
nikolai nikolay mykola mikalai nikolaj
nikita mykyta
oleg oleh aleh
pavel pavlo paval
pyotr petr piotr petro peter
semyon semen
sergei sergey sergiy serhiy serhii siarhei sergej
stanislav stanislau
svetlana svitlana sviatlana
vasily vasili vasyl vasyliy
viktor victor
vitaly vitali vitaliy vitalii
vladimir wladimir volodymyr wolodymyr uladzimir
vladislav vladyslav uladzislau
yelena elena olena alena
yevgeny evgeny yevgeniy evgeniy yevhen yevheny yauhen eugene
yury yuri yuriy yurii iurii juri jurij
mohamed mohammed mohammad muhammad muhammed mohamad mohamet
ahmed ahmad ahmet
hosni husni
hassan hasan
muammar moammar
yasser yasir yassir yaser
rafik rafiq rafic
yannis giannis yiannis ioannis yanis
konstantinos constantine constantinos
yitzhak itzhak yitzchak isaac
tzipi zipi
zulfikar zulfiqar
"""

# Words that make a capitalised name a body's.
BODY_WORDS = frozenset(
    """
    academy administration agency airlines alliance army assembly associates association authority bank board bureau
    cabinet campaign center centre chamber church club coalition college command commission committee company
    conference confederation congress consortium convention corp corporation council court daily department
    directorate duma embassy enquirer exchange express fbi federation force forces forum foundation fund gazette
    government group guard guardian house inc institute institution intelligence journal kremlin labs league legislature
    ltd magazine mail military ministry mission monitor movement nations navy network news newspaper observer office
    organisation organization panel parliament party pentagon police politburo post presidency press project
    register report reserve review school secretariat senate service services society staff star state states sun
    syndicate team telegraph television times tribunal tribune trust tv union university wire
    """.split()
)

# What people do in fields that one seldom works in at a time: a goalkeeper is not the senator of that name.
# By hand; words that several fields use ("captain", "director", "producer") are left out.
_FIELDS = {
    "sport": """
        athlete batsman bowler boxer coach cricketer cyclist defender fly-half footballer goalkeeper golfer
        gymnast jockey midfielder pitcher player quarterback racer rower runner skier sprinter striker swimmer winger
        wrestler
    """,
    "arts": """
        actor actress bassist comedian composer drummer filmmaker guitarist musician novelist painter pianist playwright
        poet rapper sculptor singer songwriter violinist
    """,
    "state": """
        ambassador assemblyman chancellor congressman congresswoman councillor councilman councilwoman governor lawmaker
        mayor minister president premier representative senator
    """,
    "learning": """
        biologist cardiologist chemist epidemiologist historian immunologist neuroscientist physician physicist
        professor psychologist researcher scholar scientist sociologist surgeon virologist
    """,
    "law": "detective judge justice magistrate prosecutor sheriff solicitor",
}

# Heads of role descriptions: "the Polish prime minister", "NATO chief".
ROLE_HEADS = frozenset(
    """
    activist actor actress adviser advisor aide ambassador analyst anchor archbishop architect attorney author baron
    bishop billionaire blogger boss broker businessman businesswoman candidate cardinal carpenter chairman
    chairperson chairwoman chair chancellor chief coach colonel columnist commander commissioner congressman
    congresswoman consultant coordinator correspondent counsel counterpart critic czar deputy developer diplomat
    director doctor economist editor emperor entrepreneur envoy executive expert farmer foreman founder front-runner
    frontrunner general governor head historian host inspector investigator investor journalist judge justice king
    lawmaker lawyer leader legislator lieutenant lobbyist magnate manager mayor minister mogul monarch negotiator
    nominee officer official operative opponent organizer organiser owner partner pastor physician politician
    pollster pontiff pope premier president president-elect priest prime-minister prince princess principal
    professor prosecutor psychologist queen rabbi ranger reporter representative researcher resident rival ruler
    scholar scientist secretary secretary-general senator sheriff speaker spokesman spokesperson spokeswoman staffer
    strategist student superintendent surgeon teacher treasurer tsar vice-president veteran volunteer warden whip
    winner worker writer
    """.split()
    + _FIELDS["sport"].split()
    + _FIELDS["arts"].split()
    + _FIELDS["learning"].split()
)

# Roles that stand for another role: "the NATO chief" may be its secretary general, "the Russian leader" its president.
GENERAL_HEADS = frozenset(
    {"leader", "chief", "head", "boss", "ruler", "premier", "counterpart", "official", "politician"}
)

# Things people say or write: "Smith's message said" is Smith speaking.
SPEECH_NOUNS = frozenset(
    """
    address advice account allegation analysis announcement answer appeal argument article assertion book campaign
    claim column comment comments complaint criticism declaration decision demand diary email emails essay
    explanation inquiry interview lawsuit lecture letter letters memo memoir message messages note opinion order
    pitch plan pledge post posts promise proposal question release remark remarks reply report request response
    ruling speech speeches statement statements suggestion team testimony threat tweet tweets version video view
    views warning words writing
    """.split()
)


@cache
def countries() -> dict[str, str]:
    """From every word for a country, its people or its capital, to the country; lower case."""
    found: dict[str, str] = {}
    for entry in _COUNTRIES.replace("\n", " ").split(";"):
        first, *others = entry.split()
        found |= dict.fromkeys([first, *others], first)
    for entry in _CAPITALS.replace("\n", " ").split(";"):
        capital, country = entry.split()
        found[capital] = country
    return found


@cache
def fields() -> dict[str, str]:
    """From a word for what somebody does to the field; only of fields that one person seldom works in at a time."""
    return {word: field for field, words in _FIELDS.items() for word in words.split()}


@cache
def genders() -> dict[str, str]:
    """From a forename, lower case and without accents, to "m" or "f"; names common for both are left out."""
    either = set(_EITHER.split())
    men, women = set(_MEN.split()) - either, set(_WOMEN.split()) - either
    return dict.fromkeys(men - women, "m") | dict.fromkeys(women - men, "f")


@cache
def nicknames() -> dict[str, str]:
    """From a short form of a forename to the full one, lower case."""
    return dict(pair.split(":") for pair in _NICKNAMES.split())


@cache
def forms() -> dict[str, str]:
    """From a form of a forename to the one that stands for all its forms, lower case."""
    return {form: line.split()[0] for line in _FORMS.strip().splitlines() for form in line.split()}


@cache
def forenames() -> frozenset[str]:
    """Every forename known, lower case and without accents."""
    return frozenset(_MEN.split()) | frozenset(_WOMEN.split()) | frozenset(_EITHER.split())
