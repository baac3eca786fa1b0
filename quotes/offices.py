"""Who held an office when: heads of state and government, and of bodies that the news calls by their head.

Written by hand for this project from general knowledge, to the month, for the years 2010 to 2026; it is used only for
articles whose date is known. It lets "the Ukrainian president" mean somebody whom the article names without the office.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from quotes.names import parse, person_key, same_person


class Office(NamedTuple):
    """An office with its holder; `since` and `until` are ISO months, both inside, `until` "" for still."""

    role: str
    holder: str
    since: str
    until: str


OFFICES = """
US president: Barack Obama 2009-01 2017-01; Donald Trump 2017-01 2021-01; Joe Biden 2021-01 2025-01;
 Donald Trump 2025-01
US vice president: Joe Biden 2009-01 2017-01; Mike Pence 2017-01 2021-01; Kamala Harris 2021-01 2025-01;
 JD Vance 2025-01
US secretary of state: Hillary Clinton 2009-01 2013-02; John Kerry 2013-02 2017-01; Rex Tillerson 2017-02 2018-03;
 Mike Pompeo 2018-04 2021-01; Antony Blinken 2021-01 2025-01; Marco Rubio 2025-01
British prime minister: David Cameron 2010-05 2016-07; Theresa May 2016-07 2019-07; Boris Johnson 2019-07 2022-09;
 Liz Truss 2022-09 2022-10; Rishi Sunak 2022-10 2024-07; Keir Starmer 2024-07
French president: Nicolas Sarkozy 2007-05 2012-05; Francois Hollande 2012-05 2017-05; Emmanuel Macron 2017-05
German chancellor: Angela Merkel 2005-11 2021-12; Olaf Scholz 2021-12 2025-05; Friedrich Merz 2025-05
Russian president: Dmitry Medvedev 2008-05 2012-05; Vladimir Putin 2012-05
Russian foreign minister: Sergei Lavrov 2004-03
Ukrainian president: Viktor Yanukovych 2010-02 2014-02; Petro Poroshenko 2014-06 2019-05; Volodymyr Zelenskyy 2019-05
Chinese president: Hu Jintao 2003-03 2013-03; Xi Jinping 2013-03
Japanese prime minister: Shinzo Abe 2012-12 2020-09; Yoshihide Suga 2020-09 2021-10; Fumio Kishida 2021-10 2024-10;
 Shigeru Ishiba 2024-10 2025-10; Sanae Takaichi 2025-10
Indian prime minister: Manmohan Singh 2004-05 2014-05; Narendra Modi 2014-05
Israeli prime minister: Benjamin Netanyahu 2009-03 2021-06; Naftali Bennett 2021-06 2022-06; Yair Lapid 2022-07 2022-12;
 Benjamin Netanyahu 2022-12
Turkish president: Abdullah Gul 2007-08 2014-08; Recep Tayyip Erdogan 2014-08
Polish prime minister: Donald Tusk 2007-11 2014-09; Beata Szydlo 2015-11 2017-12; Mateusz Morawiecki 2017-12 2023-12;
 Donald Tusk 2023-12
Polish president: Andrzej Duda 2015-08 2025-08; Karol Nawrocki 2025-08
Italian prime minister: Matteo Renzi 2014-02 2016-12; Giuseppe Conte 2018-06 2021-02; Mario Draghi 2021-02 2022-10;
 Giorgia Meloni 2022-10
Spanish prime minister: Mariano Rajoy 2011-12 2018-06; Pedro Sanchez 2018-06
Canadian prime minister: Stephen Harper 2006-02 2015-11; Justin Trudeau 2015-11 2025-03; Mark Carney 2025-03
Australian prime minister: Malcolm Turnbull 2015-09 2018-08; Scott Morrison 2018-08 2022-05; Anthony Albanese 2022-05
Hungarian prime minister: Viktor Orban 2010-05 2026-05
Iranian president: Hassan Rouhani 2013-08 2021-08; Ebrahim Raisi 2021-08 2024-05; Masoud Pezeshkian 2024-07
Syrian president: Bashar al-Assad 2000-07 2024-12; Ahmed al-Sharaa 2025-01
Egyptian president: Abdel Fattah el-Sisi 2014-06
Brazilian president: Dilma Rousseff 2011-01 2016-08; Michel Temer 2016-08 2018-12; Jair Bolsonaro 2019-01 2022-12;
 Luiz Inacio Lula da Silva 2023-01
Argentine president: Mauricio Macri 2015-12 2019-12; Alberto Fernandez 2019-12 2023-12; Javier Milei 2023-12
Mexican president: Enrique Pena Nieto 2012-12 2018-11; Andres Manuel Lopez Obrador 2018-12 2024-09;
 Claudia Sheinbaum 2024-10
Venezuelan president: Nicolas Maduro 2013-04 2026-01
South African president: Jacob Zuma 2009-05 2018-02; Cyril Ramaphosa 2018-02
South Korean president: Park Geun-hye 2013-02 2017-03; Moon Jae-in 2017-05 2022-05; Yoon Suk Yeol 2022-05 2025-04;
 Lee Jae-myung 2025-06
Belarusian president: Alexander Lukashenko 1994-07
Serbian president: Aleksandar Vucic 2017-05
Finnish president: Sauli Niinisto 2012-03 2024-02; Alexander Stubb 2024-03
NATO secretary general: Anders Fogh Rasmussen 2009-08 2014-09; Jens Stoltenberg 2014-10 2024-09; Mark Rutte 2024-10
UN secretary general: Ban Ki-moon 2007-01 2016-12; Antonio Guterres 2017-01
European Commission president: Jean-Claude Juncker 2014-11 2019-11; Ursula von der Leyen 2019-12
European Council president: Donald Tusk 2014-12 2019-11; Charles Michel 2019-12 2024-11; Antonio Costa 2024-12
EU foreign policy chief: Federica Mogherini 2014-11 2019-11; Josep Borrell 2019-12 2024-11; Kaja Kallas 2024-12
ECB president: Mario Draghi 2011-11 2019-10; Christine Lagarde 2019-11
Fed chair: Ben Bernanke 2006-02 2014-01; Janet Yellen 2014-02 2018-02; Jerome Powell 2018-02
Catholic pope: Benedict XVI 2005-04 2013-02; Pope Francis 2013-03 2025-04; Leo XIV 2025-05
"""


def roles_of(name: str, date: str) -> Iterator[str]:
    """The offices that somebody of a name held on a day.

    Args:
        name: of a person, as an article prints it; a family name alone fits whoever has it.
        date: ISO 8601, to the day or the minute.
    """
    for office in _by_key().get(person_key(name), ()):
        held = office.since <= date[:7] and (not office.until or date[:7] <= office.until)
        if held and same_person(name, office.holder) and parse(name).suffix == parse(office.holder).suffix:
            yield office.role


@cache
def _by_key() -> dict[str, list[Office]]:
    found: dict[str, list[Office]] = {}
    for line in OFFICES.replace("\n ", " ").strip().split("\n"):
        role, _, holders = line.partition(": ")
        for holder in holders.split(";"):
            words = holder.split()
            months = [w for w in words if w[:4].isdigit()]
            name = " ".join(words[: len(words) - len(months)])
            office = Office(role, name, months[0], months[1] if len(months) > 1 else "")
            found.setdefault(person_key(name), []).append(office)
    return found
