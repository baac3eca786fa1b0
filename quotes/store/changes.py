"""What people change in a database: corrections, reviews, watches, removals; and taking them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quotes.entries import Watch
from quotes.store.reads import Reads
from quotes.store.results import Brought, Change
from quotes.store.translate import translating

if TYPE_CHECKING:
    from sqlmodel import Session

    from quotes.read.names import NamedSpeaker
    from quotes.review import Review
    from quotes.store.watches import Look


class Changes(Reads):
    """What people change, over an open database. Each is one transaction: it is done whole or not at all."""

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        from sqlmodel import Session

        with self._database.writing() as connection, Session(connection) as session:
            yield session
            session.flush()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        from sqlmodel import Session

        from db import engine

        # A session is SQLAlchemy's, whatever the database.
        with engine.reading(self._database.engine) as connection, Session(connection) as session:
            yield session

    @translating
    def change_article(self, article_id: int, changes: Mapping[str, str | None]) -> None:
        """Correct metadata of an article; the log keeps what was there.

        Args:
            changes: any of outlet, title, byline, published, url; None empties a field.

        Raises:
            NotFoundError: no such article.
            InputError: no such field, or another article has that address, or that text and outlet.
        """
        from quotes.store import write

        with self._writing() as session:
            write.change_article(session, article_id, changes)

    @translating
    def remove_article(self, article_id: int) -> int:
        """Remove an article and all that hangs on it, from the file too; the log keeps that it was removed.

        Returns:
            How many quotes went with it.

        Raises:
            NotFoundError: no such article.
        """
        from db import engine
        from quotes.store import write

        with self._writing() as session:
            count = write.remove_article(session, article_id)
        engine.scrub(self._database.engine)
        return count

    @translating
    def merge_speakers(self, kept_id: int, gone_id: int) -> Change:
        """Make one speaker of two, for articles to come too; the first keeps id and name."""
        from quotes.store import registry

        with self._writing() as session:
            return registry.merge(session, kept_id, gone_id)

    @translating
    def split_speaker(self, speaker_id: int, names: Sequence[str]) -> Change:
        """Make a speaker of their own of some of a speaker's names."""
        from quotes.store import registry

        with self._writing() as session:
            return registry.split(session, speaker_id, names)

    @translating
    def rename_speaker(self, speaker_id: int, name: str) -> Change:
        """Choose a speaker's canonical name."""
        from quotes.store import registry

        with self._writing() as session:
            return registry.rename(session, speaker_id, name)

    @translating
    def add_alias(self, speaker_id: int, name: str) -> Change:
        """Say that whoever is called so is this speaker."""
        from quotes.store import registry

        with self._writing() as session:
            return registry.add_alias(session, speaker_id, name)

    @translating
    def remove_alias(self, speaker_id: int, name: str) -> Change:
        """Take a name from a speaker."""
        from quotes.store import registry

        with self._writing() as session:
            return registry.remove_alias(session, speaker_id, name)

    @translating
    def import_speakers(self, named: Sequence[NamedSpeaker]) -> Change:
        """Take in a names file, all of it or nothing."""
        from quotes.store import registry

        with self._writing() as session:
            return registry.bring(session, named)

    @translating
    def assign_quote(self, quote_id: int, speaker_ids: Sequence[int]) -> Change:
        """Say who speaks in a quote."""
        from quotes.store import corrections

        with self._writing() as session:
            return corrections.assign(session, quote_id, speaker_ids)

    @translating
    def bound_quote(self, quote_id: int, start: int, end: int) -> Change:
        """Say where a quote begins and ends."""
        from quotes.store import corrections

        with self._writing() as session:
            return corrections.bound(session, quote_id, start, end)

    @translating
    def reject_quote(self, quote_id: int) -> Change:
        """Say that a quote is none."""
        from quotes.store import corrections

        with self._writing() as session:
            return corrections.reject(session, quote_id)

    @translating
    def merge_claims(self, kept_id: int, gone_id: int) -> Change:
        """Make one claim of two, for articles to come too."""
        from quotes.store import claims

        with self._writing() as session:
            return claims.merge(session, kept_id, gone_id)

    @translating
    def split_claim(self, claim_id: int, quote_ids: Sequence[int]) -> Change:
        """Make a claim of their own of some of a claim's quotes."""
        from quotes.store import claims

        with self._writing() as session:
            return claims.split(session, claim_id, quote_ids)

    @translating
    def confirm_claim(self, claim_id: int) -> Change:
        """Say that a claim is right as it is."""
        from quotes.store import claims

        with self._writing() as session:
            return claims.confirm(session, claim_id)

    @translating
    def add_watch(self, watch: Watch) -> None:
        """Watch something from now on."""
        from quotes.store import watches

        with self._writing() as session:
            watches.add(session, watch)

    @translating
    def remove_watch(self, name: str) -> None:
        """Watch something no more."""
        from quotes.store import watches

        with self._writing() as session:
            watches.remove(session, name)

    @translating
    def watches(self) -> list[Watch]:
        """All that is watched, by name."""
        from quotes.store import watches

        with self._reading() as session:
            return watches.watches(session)

    @translating
    def look(self, name: str) -> Look:
        """What is new about something that is watched, since `seen` was called last."""
        from quotes.store import watches

        with self._reading() as session:
            return watches.look(session, name)

    @translating
    def seen(self, looks: Sequence[Look]) -> None:
        """Note that somebody has looked."""
        from quotes.store import watches

        with self._writing() as session:
            watches.seen(session, looks)

    @translating
    def add_review(self, claim_id: int, review: Review) -> Change:
        """Attach a fact-checker's finding to a claim."""
        from quotes.store import reviews

        with self._writing() as session:
            return reviews.add(session, claim_id, review)

    @translating
    def remove_review(self, review_id: int) -> Change:
        """Take a review away."""
        from quotes.store import reviews

        with self._writing() as session:
            return reviews.remove(session, review_id)

    @translating
    def import_reviews(self, found: Sequence[tuple[int, Review]]) -> Brought:
        """Attach reviews to claims, all of them or none; those that are there are brought up to date."""
        from quotes.store import reviews

        with self._writing() as session:
            return reviews.bring(session, found)

    @translating
    def undo(self, change_id: int | None = None) -> Change:
        """Take a change back, the last that is not undone if none is named."""
        from quotes.store import registry

        with self._writing() as session:
            return registry.undo(session, change_id)
