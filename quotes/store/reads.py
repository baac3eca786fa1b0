"""What the database answers: the reading half of `quotes.store.Store`.

Every answer is of one state of the database. What only some commands need is imported where it is used: a search needs
no models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from db import queries, speakers
from db import reviews as reviewed
from db.database import Database
from db.rows import Row
from quotes.entries import ArticleEntry, Claim, LogEntry, OutletEntry, Sighting, SpeakerEntry, Suggestion, VersionEntry
from quotes.errors import NotFoundError
from quotes.records import Article
from quotes.store import convert, find
from quotes.store.results import Hits, Match
from quotes.store.translate import no_article, possible, translated, translating

if TYPE_CHECKING:
    from quotes.check import Finding
    from quotes.review import Published, StoredReview

Filter = queries.Filter


class Reads:
    """Reads over an open database."""

    _database: Database

    @translating
    def search(self, words: str, asked: Filter, *, raw: bool = False, by_date: bool = False, limit: int = 20) -> Hits:
        """Quotes that have the words, best first; if they occur nowhere, quotes with words like them.

        Args:
            words: plain words, "phrases" and prefix*; with `raw`, an expression in the index's own syntax.

        Raises:
            QueryError: there is no word in it, or the raw expression is not understood.
        """
        with self._database.reading() as connection:
            return find.find(connection, words, asked, raw=raw, by_date=by_date, limit=limit)

    @translating
    def check(self, alleged: str, speaker_ids: tuple[int, ...] | None, asked: Filter) -> Finding:
        """Hold alleged words against every stored statement that shares words with them; see `find.check`."""
        with self._database.reading() as connection:
            return find.check(connection, alleged, speaker_ids, asked)

    @translating
    def find_speakers(self, name: str) -> list[SpeakerEntry]:
        """Speakers that a name can mean: a person's family or full name in any spelling, a body's name; or an id."""
        from quotes.store import who

        with self._database.reading() as connection:
            return who.find_speakers(connection, name)

    @translating
    def speakers_meant(self, name: str) -> list[tuple[int, str]]:
        """Id and name of each speaker that a name can mean, as `find_speakers` finds them, without their counts."""
        from quotes.store import who

        with self._database.reading() as connection:
            return [(one.id, one.name) for one in who.meant(connection, name)]

    @translating
    def similar_speakers(self, name: str, limit: int = 3) -> list[str]:
        """Names of stored speakers that look like `name`, to suggest after a miss."""
        from quotes.store import who

        with self._database.reading() as connection:
            return who.similar_speakers(connection, name, limit)

    @translating
    def speakers(self, *, limit: int) -> list[SpeakerEntry]:
        """All speakers, the most quoted first."""
        with self._database.reading() as connection:
            return convert.speaker_entries(connection, None, limit=limit)

    @translating
    def speaker(self, speaker_id: int, *, limit: int) -> tuple[SpeakerEntry, dict[str, int], list[Sighting]]:
        """One speaker, in how many articles of which outlets, and the last quotes of theirs.

        Raises:
            NotFoundError: no such speaker.
        """
        with self._database.reading() as connection:
            found = convert.speaker_entries(connection, (speaker_id,), limit=1) if possible(speaker_id) else []
            if not found:
                raise NotFoundError(f"no speaker {speaker_id} in this database; `quotes speakers` prints ids")
            printed = {row["name"]: row["articles"] for row in speakers.outlets_of(connection, speaker_id)}
            rows = [queries.quote(connection, i) for i in speakers.latest(connection, speaker_id, limit=limit)]
            return found[0], printed, list(convert.sightings(connection, [row for row in rows if row is not None]))

    @translating
    def suggestions(self, *, limit: int) -> list[Suggestion]:
        """Speakers who may be one, those for whom most speaks first."""
        from quotes.store import suggest

        with self._database.reading() as connection:
            return suggest.suggestions(connection, limit=limit)

    @translating
    def changes(self, *, limit: int) -> list[LogEntry]:
        """What was changed by hand, latest first."""
        with self._database.reading() as connection:
            return [convert.log_entry(row) for row in queries.changes(connection, limit=limit)]

    @translating
    def outlets(self, *, limit: int) -> list[OutletEntry]:
        """All outlets, the most stored first."""
        with self._database.reading() as connection:
            return [
                OutletEntry(row["name"], row["articles"], row["quotes"], row["first"], row["last"])
                for row in queries.outlets(connection, limit=limit)
            ]

    @translating
    def claims(self, asked: Filter, *, limit: int) -> list[Claim]:
        """Claims of which the filter means a quote, the most widely printed first."""
        with self._database.reading() as connection:
            return convert.claims(connection, queries.claims(connection, asked, limit=limit))

    @translating
    def reviews(self, asked: Filter, *, limit: int) -> list[StoredReview]:
        """Reviews of the claims that the filter means, those of its rating, by id."""
        if asked.claim is not None and not possible(asked.claim):
            return []
        with self._database.reading() as connection:
            return convert.reviews(connection, reviewed.reviews(connection, asked, limit=limit))

    @translating
    def match_reviews(self, published: Sequence[Published]) -> list[Match]:
        """Which stored claim each published review is of; see `match.match`."""
        from quotes.store import match

        with self._database.reading() as connection:
            return list(match.matches(connection, published))

    @translating
    def sighting(self, quote_id: int) -> Sighting:
        """One quote.

        Raises:
            NotFoundError: no such quote.
        """
        with self._database.reading() as connection:
            row = queries.quote(connection, quote_id) if possible(quote_id) else None
            if row is None:
                raise NotFoundError(f"no quote {quote_id} in this database; `quotes search --ids WORDS` prints ids")
            return convert.sightings(connection, [row])[0]

    @translating
    def variants(self, claim_id: int) -> list[Sighting]:
        """Every wording of a claim, earliest dated article first."""
        if not possible(claim_id):
            return []
        with self._database.reading() as connection:
            return find.variants(connection, claim_id)

    @translating
    def article(self, article_id: int) -> tuple[Article, str]:
        """An article as stored, and when it was ingested.

        Raises:
            NotFoundError: no such article.
        """
        with self._database.reading() as connection:
            row = queries.article(connection, article_id) if possible(article_id) else None
        if row is None:
            raise no_article(article_id)
        return convert.article(row), row["ingested"]

    @translating
    def unlike(self, extractor: str) -> list[int]:
        """The ids of the articles in which another extractor looked for quotes last."""
        with self._database.reading() as connection:
            return queries.unlike(connection, extractor)

    @translating
    def history(self, article_id: int) -> list[VersionEntry]:
        """The texts that an article has had, the first one first, with the quotes that stand in each.

        Raises:
            NotFoundError: no such article.
        """
        from quotes.store import history

        with self._database.reading() as connection:
            return history.history(connection, article_id)

    @translating
    def text_of(self, sighting: Sighting) -> Article:
        """The article in the version in which a quote stands, or stood last."""
        from quotes.store import history

        with self._database.reading() as connection:
            return history.version(connection, sighting.article, sighting.until)

    @translating
    def articles(self, *, limit: int) -> list[ArticleEntry]:
        """All articles, by id."""
        with self._database.reading() as connection:
            return [_article_entry(row) for row in queries.articles(connection, limit=limit)]

    def sightings(self, asked: Filter) -> Iterator[Sighting]:
        """Every stored quote that the filter means, by id, from one state of the database; memory stays flat."""
        with translated(), self._database.reading() as connection:
            for batch in queries.every_quote(connection, asked):
                yield from convert.sightings(connection, batch)

    def every_claim(self, asked: Filter) -> Iterator[Claim]:
        """Every claim of which the filter means a quote, as `sightings` does."""
        with translated(), self._database.reading() as connection:
            for batch in queries.every_claim(connection, asked):
                yield from convert.claims(connection, batch)

    def every_review(self, asked: Filter) -> Iterator[StoredReview]:
        """Every review of a claim of which the filter means a quote, as `sightings` does."""
        with translated(), self._database.reading() as connection:
            for batch in reviewed.every_review(connection, asked):
                yield from convert.reviews(connection, batch)

    def every_claim_printed(self, asked: Filter) -> Iterator[tuple[Claim, list[Sighting]]]:
        """Every claim of which the filter means a quote, with its `variants`, as `sightings` does."""
        with translated(), self._database.reading() as connection:
            for batch in queries.every_claim(connection, asked):
                for claim in convert.claims(connection, batch):
                    yield claim, find.variants(connection, claim.id)

    def every_review_printed(self, asked: Filter) -> Iterator[tuple[StoredReview, list[Sighting]]]:
        """Every review of a claim of which the filter means a quote, with the claim's `variants`."""
        with translated(), self._database.reading() as connection:
            for batch in reviewed.every_review(connection, asked):
                for review in convert.reviews(connection, batch):
                    yield review, find.variants(connection, review.claim)

    def every_speaker(self) -> Iterator[SpeakerEntry]:
        """Every speaker, by id, as `sightings` does."""
        with translated(), self._database.reading() as connection:
            for ids in speakers.every_speaker(connection):
                yield from sorted(convert.speaker_entries(connection, ids, limit=len(ids)), key=lambda e: e.id)

    def every_article(self) -> Iterator[ArticleEntry]:
        """Every article, by id, as `sightings` does."""
        with translated(), self._database.reading() as connection:
            after = 0
            while batch := queries.articles(connection, after=after):
                yield from map(_article_entry, batch)
                after = batch[-1]["id"]

    @translating
    def counts(self) -> dict[str, int]:
        """How many of everything the database has, in a fixed order."""
        with self._database.reading() as connection:
            return queries.counts(connection)


def _article_entry(row: Row) -> ArticleEntry:
    return ArticleEntry(*(row[c] for c in ("id", "title", "outlet", "published", "url", "doc", "quotes", "version")))
