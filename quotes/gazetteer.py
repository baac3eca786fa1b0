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
aaron adam adrian ahmed alan albert alejandro aleksander aleksandr alex alexander alexei alexey alfred ali allen
andre andreas andrei andrew andrey andriy andrzej angel anthony antonio antonis antti arjun arnold arthur barry bart
ben benjamin bernard bernie bill bob boris brad brandon brendan brett brian bruce bryan calvin carl carlos chad
charles charlie chris christian christoph christopher chuck clarence claude clifford colin conor corey craig curtis
dale dan daniel darren dave david dean dennis denys derek dick diego dieter dmitri dmitriy dmitry dmytro don donald
doug douglas dwight earl eddie edgar edward edwin egor emmanuel enrique eric erik ernest ethan eugene evan fabian
fabio felix fernando francis francisco francois frank franz fred frederick friedrich gabriel gareth gary gavin geoff
geoffrey george georgy gerald gerard gerhard giorgio giovanni giuseppe glen glenn gordon graham greg gregory guido
guillaume gunter guy hans harold harry harvey hasan hassan heinz helmut henri henrik henry herbert howard hugh hugo
hussein ian ibrahim igor ilya isaac ivan jack jacob jacques jaime jake jakub james jan jared jason javier jean jeff
jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joe joel johan johannes john johnny jon jonathan
jordan jorge jose josef joseph josh joshua juan juergen julian julien julio justin karim karl keith ken kenneth
kevin khalid kirill klaus konstantin kurt kyle lance lars larry laurent lawrence leo leon leonard leonid lewis liam
lloyd lorenzo louis luc luca lucas luigi luis luke lyle magnus mahmoud manfred manuel marc marcel marco marcos
marcus mario mark markus marshall martin marvin mason massimo mateusz mats matt matteo matthew matthias maurice max
maxim michael michal michel miguel mike mikhail milan mitchell mohamed mohammad mohammed morgan muhammad murray
mustafa nathan neil nelson nicholas nick nicolas nigel nikita nikolai nikolay nikos noah norman oleg oleh oleksandr
oleksii oleksiy oliver olivier omar oscar oskar otto owen pablo paolo pascal patrick paul pavel pavlo pedro per
peter petr petro phil philip philippe pierre piotr rafael rajesh ralf ralph ramon rand randy raul ravi ray raymond
reginald rene reuben ricardo rich richard rick robert roberto robin rod rodney rodrigo roger roland roman ron ronald
rory ross roy ruben rudolf rudy rupert russell ryan said salvador sam samuel santiago scott sean sebastian serge
sergei sergey sergiy serhii serhiy seth shane shaun sidney simon stanislav stanley stefan stefano stephane stephen
steve steven stewart stuart sven sylvain ted terrence terry thierry thomas tim timothy tobias todd tom tomas tomasz
tommy tony travis trevor tyler ulrich ulf uwe vadim valentin valery vasily viktor vincent vitali vitaliy vitaly vlad
vladimir volodymyr wade walter warren wayne wendell werner wesley wilhelm will willem william wolfgang xavier yann
yaroslav yevhen yuri yuriy yury yusuf zachary
"""

_WOMEN = """
abigail adriana agnes aisha alexandra alexis alice alicia alison allison amanda amber amelia amy ana anastasia
andrea angela angelina anita anja ann anna annalena anne annette annika antonia april ashley astrid audrey barbara
beatrice becky bella bernadette beth bettina betty beverly bianca birgit bonnie brenda brianna bridget brigitte
brittany camilla carla carmen carol carole carolina caroline carolyn caterina catherine cecilia celine charlotte
cheryl chiara christiane christina christine cindy claire clara claudia colleen connie constance courtney crystal
cynthia daisy dana daniela danielle daria dawn debbie deborah debra denise diana diane dolores donna dora doris
dorothy ebony edith eileen elaine eleanor elena elisa elisabeth elise elizabeth ella ellen elsa emilia emily emma
erica erin esther eva eve evelyn fatima federica fiona florence frances francesca francoise gabriela gabriele gail
galina gemma georgia geraldine gina ginger giorgia giulia gloria grace greta gretchen gwen hannah harriet hazel
heather heidi helen helena helene helga hillary holly ida ines ingrid irene irina iris isabel isabella isabelle
ivanka jackie jacqueline jan jana jane janet janice jasmine jean jeanette jeanne jennifer jenny jessica jill joan
joanna joanne jocelyn jodi johanna josephine joy joyce juanita judith judy julia juliana julie june justine kaja
karen karin karina karla kate katerina katharina katherine kathleen kathryn kathy katie katrin katrina kay kelly
kerry kim kimberly kirsten kristen kristin kristina lara laura lauren leila lena leslie lia lidia lillian lily linda
lisa liz liza lois loretta lori lorraine louise lucia lucy ludmila luisa lydia lynn madeleine maggie marcia margaret
margarita maria mariana marianne marie marilyn marina marine marion marjorie marta martha martina mary maryam
maureen megan melanie melinda melissa mercedes mette michelle miranda miriam mona monica monika nadia nadine nancy
naomi natalia natalie natasha nathalie nicola nicole nina nora norma olena olga olha olivia oksana paige pam pamela
patricia patty paula pauline peggy penny petra phyllis pilar rachel ramona raquel rebecca regina renata renee rhonda
rita roberta robyn rosa rose roseanne rosemary roxana ruth sabine sabrina sally samantha sandra sanna sara sarah
sasha selma serena shannon sharon sheila shelley sherry shirley silvia simone sofia sonia sonja sophia sophie stacey
stella stephanie sue susan susana susanne suzanne svetlana sybil sylvia sylvie tamara tammy tania tanja tanya tara
tatiana tatyana teresa tess theresa tiffany tina tracy ursula valentina valeria valerie vanessa vera veronica vicki
victoria viktoriia viola violet virginia vivian wanda wendy whitney yasmin yolanda yulia yuliia yvette yvonne zoe
zsuzsanna
"""

# By hand: the commoner English short forms that do not begin like the full one.
_NICKNAMES = """
bill:william billy:william bob:robert bobby:robert dick:richard rick:richard ted:edward ned:edward jim:james jimmy:james
jack:john joe:joseph joey:joseph mike:michael mick:michael tony:anthony tom:thomas tommy:thomas charlie:charles
chuck:charles larry:lawrence harry:henry hank:henry dave:david steve:stephen steven:stephen jeff:jeffrey geoff:geoffrey
jerry:gerald ron:ronald andy:andrew drew:andrew matt:matthew nick:nicholas greg:gregory ken:kenneth liz:elizabeth
beth:elizabeth betty:elizabeth kate:katherine kathy:katherine cathy:catherine maggie:margaret peggy:margaret sue:susan
debbie:deborah becky:rebecca patty:patricia jenny:jennifer vicki:victoria
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
def genders() -> dict[str, str]:
    """From a forename, lower case and without accents, to "m" or "f"; names common for both are left out."""
    men, women = set(_MEN.split()), set(_WOMEN.split())
    return dict.fromkeys(men - women, "m") | dict.fromkeys(women - men, "f")


@cache
def nicknames() -> dict[str, str]:
    """From a short form of a forename to the full one, lower case."""
    return dict(pair.split(":") for pair in _NICKNAMES.split())


@cache
def forenames() -> frozenset[str]:
    """Every forename known, lower case and without accents."""
    return frozenset(_MEN.split()) | frozenset(_WOMEN.split())
