"""What is said of an article beside its text, by whom, and whom to believe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from quotes.errors import InputError
from quotes.read.dates import is_iso
from quotes.read.urls import canonical
from quotes.records import Article, Origin
from quotes.text import shortened


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata of an article, None where nothing is said.

    Attributes:
        date, updated: ISO 8601, to the day or the minute.
        url: a web address.
    """

    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    date: str | None = None
    updated: str | None = None
    url: str | None = None

    def over(self, other: Given) -> Given:
        """This, with gaps filled from `other`."""
        return Given(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})

    def checked(self, where: str) -> Given:
        """This, with the address in its one form.

        Raises:
            InputError: a date or the address is none; the message begins with `where`.
        """
        for date in (self.date, self.updated):
            if date is not None and not is_iso(date):
                raise InputError(
                    f"{where}: {shortened(repr(date))} is no date; write it like 2025-05-21 or 2025-05-21T13:29"
                )
        try:
            return replace(self, url=canonical(self.url)) if self.url else self
        except InputError as error:
            raise InputError(f"{where}: {error}") from error


Said = tuple[Origin, Given]
"""Who says something, and what."""
_TRUST = list(Origin)


def believe(article: Article, said: Iterable[Said]) -> Article:
    """The article with its metadata, each field from the most trusted who says something of it.

    What it has already stays where nobody says anything; nobody is trusted less than its text.
    """
    trusted = sorted(said, key=lambda one: _TRUST.index(one[0]))
    known: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    for origin, given in trusted:
        for field in fields(Given):
            name = "published" if field.name == "date" else field.name
            value = getattr(given, field.name)
            if value and name not in known:
                known[name], origins[name] = value, origin
    origins |= {name: origin for name, origin in article.origins if name not in origins}
    return replace(
        article,
        title=known.get("title", article.title),
        outlet=known.get("outlet", article.outlet),
        byline=known.get("byline", article.byline),
        url=known.get("url", article.url),
        published=known.get("published", article.published),
        updated=known.get("updated", article.updated),
        origins=tuple(sorted(origins.items())),
    )
