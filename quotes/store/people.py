"""The speakers of a new article: who they are among those stored, and what it adds to what is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.engine import Connection

from db import incoming
from quotes import identity
from quotes.identity import Known
from quotes.records import Speaker, SpeakerKind
from quotes.store.who import Names, namesakes


def enter(
    connection: Connection, article_id: int, outlet: str | None, quoted: Iterable[tuple[Speaker, ...]]
) -> list[list[int]]:
    """Find the speakers of each quote among those stored, or store them; new spellings become aliases.

    Args:
        outlet: of the article; it decides between people of one name where nothing else does.
        quoted: who speaks in each quote of the article, in order.

    Returns:
        Their ids, each once for a quote.
    """
    asked = list(quoted)
    names = Names(connection, outlet)
    names.foresee(dict.fromkeys(speaker for speaking in asked for speaker in speaking))
    people = _People(connection, names)
    found: list[list[int]] = []
    for speaking in asked:
        ids = [people.identify(speaker) for speaker in speaking]
        names.quote(ids)
        found.append(list(dict.fromkeys(ids)))
    incoming.add_aliases(connection, article_id, people.aliases)
    incoming.add_roles(connection, article_id, people.roles)
    return found


class _People:
    """Who was found so far.

    Attributes:
        aliases: what the article calls each of them, (id, form) in order, with the key of the form.
        roles: the same for roles.
    """

    def __init__(self, connection: Connection, names: Names) -> None:
        self.aliases: dict[tuple[int, str], str] = {}
        self.roles: dict[tuple[int, str], None] = {}
        self._connection = connection
        self._names = names
        self._ids: dict[Speaker, int] = {}

    def identify(self, speaker: Speaker) -> int:
        """The id of the stored speaker that this one is, stored now where new."""
        if speaker not in self._ids:
            self._ids[speaker] = self._identified(speaker)
        return self._ids[speaker]

    def _identified(self, speaker: Speaker) -> int:
        forms = identity.keys(speaker)
        one = self._chosen(speaker)
        aliases = {*one.aliases, *(form for form in forms if form not in one.taken)}
        roles = {*one.roles, *speaker.roles}
        self._names.add(replace(one, aliases=tuple(sorted(aliases)), roles=tuple(sorted(roles))), forms)
        for form in sorted(forms):
            self.aliases.setdefault((one.id, form), forms[form])
        self.roles |= dict.fromkeys((one.id, role) for role in sorted(set(speaker.roles)))
        return one.id

    def _chosen(self, speaker: Speaker) -> Known:
        chosen = identity.choose(speaker, namesakes(self._names, speaker))
        if chosen is None:
            chosen = identity.choose(speaker, namesakes(self._names, speaker, wider=True), self._names.outlet)
        if chosen is None:
            made = incoming.add_speaker(self._connection, speaker.name, speaker.kind.value)
            return Known(made, speaker.name, speaker.kind, ())
        if speaker.kind is chosen.kind is SpeakerKind.PERSON:
            name = identity.better_name(chosen.name, speaker.name)
            if name != chosen.name and incoming.rename_speaker(self._connection, chosen.id, name):
                return replace(chosen, name=name)
        return chosen
