"""Records in, records out: the only module that knows the database.

Stages that only some commands need are imported where they are used: a search needs none of them.

A `Store` opens its database when it is made and keeps no transaction between calls. Every write is one transaction:
it is stored whole or not at all.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from sqlalchemy.engine import Connection, RowMapping

from db import engine as database
from db import queries, search
from db.errors import DatabaseError, ExpressionError
from quotes.errors import InputError, NotFoundError, QueryError, StoreError
from quotes.records import (
    Act,
    Article,
    ArticleEntry,
    Block,
    Claim,
    Kind,
    OutletEntry,
    Place,
    Polarity,
    Quote,
    Reading,
    Sighting,
    Span,
    Speaker,
    SpeakerEntry,
    SpeakerKind,
    printed,
)
from quotes.text import normalise, shortened

if TYPE_CHECKING:
    from sqlmodel import Session

    from db import models
    from quotes.check import Finding
    from quotes.identity import Known

Filter = queries.Filter

_P = ParamSpec("_P")
_R = TypeVar("_R")

_CANDIDATES = 60
"""How many quotes that share rare words are looked at, for a claim or a check."""
_ALIKE = 75.0
"""RapidFuzz ratio from which an index word may be what a mistyped one meant: one letter in four."""
_ALTERNATIVES = 6
_MOST_WORDS = 500
"""A search for more words is a mistake; `check` takes whole texts."""


def _translating(work: Callable[_P, _R]) -> Callable[_P, _R]:
    """Errors of the database side become those of this package."""

    @functools.wraps(work)
    def wrapped(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return work(*args, **kwargs)
        except ExpressionError as error:
            raise QueryError(str(error)) from error
        except DatabaseError as error:
            raise StoreError(str(error)) from error
        except UnicodeEncodeError as error:
            raise QueryError(f"{shortened(repr(error.object))} is not valid text; type it again") from error
        except ValueError as error:
            raise StoreError(
                f"the database holds a row that makes no sense ({error}); run `quotes db check`"
            ) from error

    return wrapped


@dataclass(frozen=True, slots=True)
class Added:
    """What storing an article came to.

    Attributes:
        article: its id.
        new: whether it was not there before.
        quotes: how many quotes it has.
    """

    article: int
    new: bool
    quotes: int


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found.

    Attributes:
        instead: the words that were searched for in place of those asked, where those occur nowhere.
    """

    sightings: tuple[Sighting, ...]
    instead: str | None = None


class Store:
    """A quote database.

    Args:
        place: a path or database URL.
        create: make it where there is none; otherwise that is an error.

    Raises:
        StoreError: missing, locked, corrupt, read-only, or of another version.
    """

    @_translating
    def __init__(self, place: str | Path, *, create: bool = False) -> None:
        self._engine = database.connect(place, create=create)
        self.place = database.describe(self._engine.url)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Writing -------------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        from sqlmodel import Session  # the models take long to import, and readers do without them

        with database.writing(self._engine) as connection, Session(connection) as session:
            yield session
            session.flush()

    @_translating
    def add(self, reading: Reading, *, extractor: str) -> Added:
        """Store an article with its quotes, speakers and claims; nothing if it is there already.

        Args:
            extractor: what found the quotes.

        Raises:
            InputError: another text is stored under the same address.
            StoreError: the database refuses; nothing of the article is stored.
        """
        from db import models, repository

        article = reading.article
        with self._writing() as session:
            known = repository.find_article(session, article.hash, article.url, article.outlet)
            if known is not None and known.id is not None:
                self._fill(session, known, article)
                return Added(known.id, False, queries.quote_count(session.connection(), known.id))
            if article.url is not None and (other := repository.at_url(session, article.url)) is not None:
                raise InputError(
                    f"{article.doc}: article {other.id} has another text under {article.url}; the stored one is kept."
                    f" To replace it, run `quotes article remove {other.id}` first"
                )
            outlet_id = repository.outlet_id(session, article.outlet) if article.outlet else None
            article_id = repository.add_article(
                session,
                models.Article(
                    key=repository.article_key(article.hash, article.url, outlet_id),
                    hash=article.hash,
                    doc=article.doc.encode("utf-8", "replace").decode(),
                    text=article.text,
                    blocks=[[*block.span, block.place.value] for block in article.blocks],
                    outlet_id=outlet_id,
                    url=article.url,
                    title=article.title,
                    byline=article.byline,
                    published=article.published,
                    updated=article.updated,
                    ingested=repository.now(),
                    replaced=article.replaced,
                ),
            )
            ids: dict[Speaker, int] = {}
            for position, quote in enumerate(reading.quotes):
                for speaker in quote.speakers:
                    if speaker not in ids:
                        ids[speaker] = self._identify(session, speaker, article_id)
                self._add_quote(
                    session, article, article_id, position, quote, [ids[s] for s in quote.speakers], extractor
                )
        return Added(article_id, True, len(reading.quotes))

    def _fill(self, session: Session, known: models.Article, article: Article) -> None:
        """Add to a stored article what was not known of it when it was stored."""
        from db import repository

        now = self._article_now(session, known.id or 0)
        given = {name: getattr(article, name) for name in ("outlet", "title", "byline", "published", "url")}
        gaps = {name: value for name, value in given.items() if value and getattr(now, name) is None}
        outlet, url = gaps.get("outlet", now.outlet), gaps.get("url", now.url)
        if gaps and repository.twin(session, known, outlet, url) is None:
            repository.update_article(session, known, gaps)

    def _identify(self, session: Session, speaker: Speaker, article_id: int) -> int:
        """The id of the stored speaker that this one is, stored now where new; new spellings become aliases."""
        from db import repository
        from quotes import identity

        forms = identity.keys(speaker)
        chosen = identity.choose(speaker, _known(session.connection(), tuple(sorted(set(forms.values())))))
        if chosen is None:
            speaker_id = repository.add_speaker(session, speaker.name, speaker.kind.value)
        else:
            speaker_id = chosen.id
            if speaker.kind is SpeakerKind.PERSON:
                name = identity.better_name(chosen.name, speaker.name)
                if name != chosen.name:
                    repository.rename_speaker(session, speaker_id, name)
        repository.add_aliases(session, speaker_id, article_id, forms)
        return speaker_id

    def _add_quote(
        self,
        session: Session,
        article: Article,
        article_id: int,
        position: int,
        quote: Quote,
        speaker_ids: list[int],
        extractor: str,
    ) -> None:
        from db import models, repository
        from quotes import cluster

        text = printed(article.text, quote.content)
        normal = normalise(text).text
        claim_id = lead = None
        if quote.act is Act.STATEMENT:
            lead = self._claim(session.connection(), text, normal, quote.polarity, tuple(speaker_ids))
            claim_id = lead["claim_id"] if lead else repository.add_claim(session)
        quote_id = repository.add_quote(
            session,
            models.Quote(
                article_id=article_id,
                position=position,
                claim_id=claim_id,
                leads=claim_id is not None and lead is None,
                kind=quote.kind.value,
                act=quote.act.value,
                polarity=quote.polarity.value,
                place=quote.place.value,
                content=[list(s) for s in quote.content],
                source=[list(s) for s in quote.source],
                cue=[list(s) for s in quote.cue],
                text=text,
                source_text=printed(article.text, quote.source),
                cue_text=printed(article.text, quote.cue),
                normal=normal,
                confidence=quote.confidence,
                said=quote.said,
                extractor=extractor,
            ),
            speaker_ids,
        )
        if claim_id is not None and lead is not None:
            pair = [(lead["id"], Kind(lead["kind"]), lead["text"]), (quote_id, quote.kind, text)]
            if cluster.lead(pair) == quote_id:
                repository.set_lead(session, claim_id, quote_id)

    def _choose_lead(self, session: Session, claim_id: int) -> None:
        from db import repository
        from quotes import cluster

        members = [(q.id or 0, Kind(q.kind), q.text) for q in repository.members(session, claim_id)]
        repository.set_lead(session, claim_id, cluster.lead(members))

    def _claim(
        self, connection: Connection, text: str, normal: str, polarity: Polarity, speaker_ids: tuple[int, ...]
    ) -> RowMapping | None:
        """The leading quote of the stored claim that a statement repeats."""
        from quotes import cluster

        if not speaker_ids:
            return None
        near = self._near(connection, normal, Filter(speakers=speaker_ids, acts=(Act.STATEMENT.value,)))
        rows = queries.leads(connection, sorted({row["claim_id"] for row in near}))
        speakers = queries.speakers_of(connection, [row["id"] for row in rows])
        # A joint statement is no claim of one of its speakers alone.
        leads = {
            row["claim_id"]: row
            for row in rows
            if {speaker["id"] for speaker in speakers.get(row["id"], ())} == set(speaker_ids)
        }
        wordings = [cluster.Wording(c, row["text"], Polarity(row["polarity"])) for c, row in leads.items()]
        chosen = cluster.choose(text, polarity, wordings)
        return None if chosen is None else leads[chosen]

    def _near(self, connection: Connection, normal: str, asked: Filter) -> list[RowMapping]:
        """Stored quotes that share rare words with a text, those that share most first."""
        from quotes import cluster

        found = search.frequencies(connection, cluster.index_words(normal))
        expression = search.any_of(cluster.probe(normal, found))
        return queries.matching(connection, expression, asked, limit=_CANDIDATES) if expression else []

    @_translating
    def change_article(self, article_id: int, changes: Mapping[str, str | None]) -> None:
        """Correct metadata of an article; the log keeps what was there.

        Args:
            changes: any of outlet, title, byline, published, url; None empties a field.

        Raises:
            NotFoundError: no such article.
            InputError: no such field, or another article has that address, or that text and outlet.
        """
        from db import models, repository

        with self._writing() as session:
            article = session.get(models.Article, article_id) if _possible(article_id) else None
            if article is None:
                raise _no_article(article_id)
            unknown = sorted(changes.keys() - {"outlet", "title", "byline", "published", "url"})
            if unknown:
                raise InputError(f"{', '.join(unknown)} of an article cannot be corrected")
            now = self._article_now(session, article_id)
            outlet, url = changes.get("outlet", now.outlet), changes.get("url", now.url)
            moved = {"outlet", "url"} & changes.keys()
            if moved and (twin := repository.twin(session, article, outlet, url)) is not None:
                where = f" at {url}" if url else f" of {outlet}" if outlet else ""
                raise InputError(
                    f"article {twin} is stored as the one{where}, and article {article_id} cannot be it too;"
                    f" to keep only one, run `quotes article remove {article_id}`"
                )
            repository.update_article(session, article, dict(changes))

    def _article_now(self, session: Session, article_id: int) -> Article:
        row = queries.article(session.connection(), article_id)
        if row is None:
            raise _no_article(article_id)
        return _article(row)

    @_translating
    def remove_article(self, article_id: int) -> int:
        """Remove an article and all that hangs on it, from the file too; the log keeps that it was removed.

        Returns:
            How many quotes went with it.

        Raises:
            NotFoundError: no such article.
        """
        from db import models, repository
        from quotes import identity

        with self._writing() as session:
            article = session.get(models.Article, article_id) if _possible(article_id) else None
            if article is None:
                raise _no_article(article_id)
            count = queries.quote_count(session.connection(), article_id)
            left = repository.remove_article(session, article)
            for claim_id in left["claims"]:
                self._choose_lead(session, claim_id)
            for speaker_id in left["speakers"]:
                forms = repository.aliases(session, speaker_id)
                repository.rename_speaker(session, speaker_id, functools.reduce(identity.better_name, forms))
            search.purge(session.connection())
        database.checkpoint(self._engine)
        return count

    # Reading -------------------------------------------------------------------------------------------------

    @_translating
    def search(self, words: str, asked: Filter, *, raw: bool = False, by_date: bool = False, limit: int = 20) -> Hits:
        """Quotes that have the words, best first; if they occur nowhere, quotes with words like them.

        Args:
            words: plain words, "phrases" and prefix*; with `raw`, an expression in the index's own syntax.

        Raises:
            QueryError: there is no word in it, or the raw expression is not understood.
        """
        with database.reading(self._engine) as connection:
            expression = words if raw else search.expression(normalise(words).text)
            if not expression.strip():
                raise QueryError(f"{shortened(repr(words))} has no word to search for; give a word or a phrase")
            if not raw and len(words.split()) > _MOST_WORDS:
                raise QueryError(f"{len(words.split())} words are too many to search for; give {_MOST_WORDS} at most")
            rows = queries.matching(connection, expression, asked, by_date=by_date, limit=limit)
            if rows or raw:
                return Hits(self._sightings(connection, rows))
            instead, wider = self._alternatives(connection, normalise(words).text)
            if not wider:
                return Hits(())
            rows = queries.matching(connection, wider, asked, by_date=by_date, limit=limit)
            return Hits(self._sightings(connection, rows), instead if rows else None)

    def _alternatives(self, connection: Connection, normal: str) -> tuple[str, str]:
        """For words that occur nowhere, those of the index most like them: as shown, and as an expression."""
        from rapidfuzz import fuzz, process

        tokens = list(dict.fromkeys("".join(c if c.isalnum() else " " for c in normal).split()))
        present = search.frequencies(connection, tokens)
        shown: list[str] = []
        pieces: list[str] = []
        for token in tokens:
            if token in present:
                shown.append(token)
                pieces.append(search.any_of([token]))
                continue
            slack = max(1, len(token) // 3)
            terms = list(search.terms(connection, len(token) - slack, len(token) + slack))
            alike = process.extract(token, terms, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_ALTERNATIVES)
            if not alike:
                return "", ""
            best = [term for term, _, _ in alike]
            shown.append("|".join(best))
            pieces.append(f"({search.any_of(best)})")
        if not pieces or len(present) == len(tokens):
            return "", ""
        return " ".join(shown), " AND ".join(pieces)

    @_translating
    def check(self, alleged: str, speaker_ids: tuple[int, ...] | None, asked: Filter) -> Finding:
        """Hold alleged words against every stored statement that shares words with them.

        Args:
            speaker_ids: who is said to have said them; None for anybody.
            asked: outlet and dates to look in.
        """
        from quotes.check import check

        with database.reading(self._engine) as connection:
            normal = normalise(alleged).text
            rows = self._near(connection, normal, replace(asked, acts=(Act.STATEMENT.value,)))
            if speaker_ids:
                own = self._near(connection, normal, replace(asked, speakers=speaker_ids, acts=(Act.STATEMENT.value,)))
                rows = list({row["id"]: row for row in [*own, *rows]}.values())
            candidates = self._sightings(connection, rows)
        return check(alleged, candidates, frozenset(speaker_ids) if speaker_ids is not None else None)

    @_translating
    def find_speakers(self, name: str) -> list[SpeakerEntry]:
        """Speakers that a name can mean: a person's family or full name in any spelling, a body's name."""
        from quotes.names import body_key, person_key, same_person

        with database.reading(self._engine) as connection:
            if name.isascii() and name.isdecimal():
                number = int(name) if len(name) < 19 else 0
                return self._speaker_entries(connection, (number,), limit=1)
            known = _known(connection, (person_key(name), body_key(name)))
            wanted = body_key(name)
            ids = [
                k.id
                for k in known
                if any(
                    same_person(name, alias) if k.kind is SpeakerKind.PERSON else body_key(alias) == wanted
                    for alias in (k.name, *k.aliases)
                )
            ]
            return self._speaker_entries(connection, tuple(ids), limit=len(ids)) if ids else []

    @_translating
    def similar_speakers(self, name: str, limit: int = 3) -> list[str]:
        """Names of stored speakers that look like `name`, to suggest after a miss."""
        from rapidfuzz import fuzz, process

        from quotes.names import parse

        with database.reading(self._engine) as connection:
            names = [row["name"] for row in queries.speakers(connection, limit=5000)]
        family = parse(name).family
        if not family:
            return []
        found = process.extract(
            family,
            list(dict.fromkeys(names)),
            scorer=fuzz.partial_ratio,
            processor=str.lower,
            score_cutoff=_ALIKE,
            limit=limit,
        )
        return [match for match, _, _ in found]

    @_translating
    def speakers(self, *, limit: int) -> list[SpeakerEntry]:
        """All speakers, the most quoted first."""
        with database.reading(self._engine) as connection:
            return self._speaker_entries(connection, None, limit=limit)

    def _speaker_entries(
        self, connection: Connection, ids: tuple[int, ...] | None, *, limit: int
    ) -> list[SpeakerEntry]:
        rows = queries.speakers(connection, ids, limit=limit)
        aliases = queries.aliases(connection, [row["id"] for row in rows])
        return [
            SpeakerEntry(
                row["id"],
                row["name"],
                SpeakerKind(row["kind"]),
                tuple(aliases.get(row["id"], ())),
                *(row[column] or 0 for column in ("statements", "attitudes", "claims", "articles", "outlets")),
            )
            for row in rows
        ]

    @_translating
    def outlets(self, *, limit: int) -> list[OutletEntry]:
        """All outlets, the most stored first."""
        with database.reading(self._engine) as connection:
            return [
                OutletEntry(row["name"], row["articles"], row["quotes"], row["first"], row["last"])
                for row in queries.outlets(connection, limit=limit)
            ]

    @_translating
    def claims(self, asked: Filter, *, limit: int) -> list[Claim]:
        """Claims of which the filter means a quote, the most widely printed first."""
        with database.reading(self._engine) as connection:
            return self._claims(connection, queries.claims(connection, asked, limit=limit))

    def _claims(self, connection: Connection, rows: Sequence[RowMapping]) -> list[Claim]:
        speakers = queries.speakers_of(connection, [row["quote_id"] for row in rows])
        return [
            Claim(
                id=row["id"],
                text=row["text"],
                quote=row["quote_id"],
                speakers=tuple(s["name"] for s in speakers.get(row["quote_id"], ())),
                kind=Kind(row["kind"]),
                sightings=row["sightings"],
                articles=row["articles"],
                outlets=row["outlets"],
                first=row["first"],
                last=row["last"],
            )
            for row in rows
        ]

    @_translating
    def sighting(self, quote_id: int) -> Sighting:
        """One quote.

        Raises:
            NotFoundError: no such quote.
        """
        with database.reading(self._engine) as connection:
            row = queries.quote(connection, quote_id) if _possible(quote_id) else None
            if row is None:
                raise NotFoundError(f"no quote {quote_id} in this database; `quotes search --ids WORDS` prints ids")
            return self._sightings(connection, [row])[0]

    @_translating
    def variants(self, claim_id: int) -> list[Sighting]:
        """Every wording of a claim, earliest dated article first."""
        with database.reading(self._engine) as connection:
            rows = queries.quotes(connection, Filter(claim=claim_id), limit=10_000) if _possible(claim_id) else []
            return sorted(self._sightings(connection, rows), key=lambda s: (s.date is None, s.date or "", s.id))

    @_translating
    def article(self, article_id: int) -> tuple[Article, str]:
        """An article as stored, and when it was ingested.

        Raises:
            NotFoundError: no such article.
        """
        with database.reading(self._engine) as connection:
            row = queries.article(connection, article_id) if _possible(article_id) else None
        if row is None:
            raise _no_article(article_id)
        return _article(row), row["ingested"]

    @_translating
    def articles(self, *, limit: int) -> list[ArticleEntry]:
        """All articles, by id."""
        with database.reading(self._engine) as connection:
            return [
                ArticleEntry(*(row[c] for c in ("id", "title", "outlet", "published", "url", "doc", "quotes")))
                for row in queries.articles(connection, limit=limit)
            ]

    def sightings(self, asked: Filter) -> Iterator[Sighting]:
        """Every stored quote that the filter means, by id, from one state of the database; memory stays flat."""
        try:
            with database.reading(self._engine) as connection:
                for batch in queries.every_quote(connection, asked):
                    yield from self._sightings(connection, batch)
        except DatabaseError as error:
            raise StoreError(str(error)) from error
        except ValueError as error:
            raise StoreError(
                f"{self.place} holds a row that makes no sense ({error}); run `quotes db check`"
            ) from error

    @_translating
    def counts(self) -> dict[str, int]:
        """How many of everything the database has, in a fixed order."""
        with database.reading(self._engine) as connection:
            return queries.counts(connection)

    @_translating
    def faults(self) -> list[str]:
        """What is wrong inside the database, a sentence each; empty if it is sound.

        Checked: the file, foreign keys, the search index against the quotes, the leads of claims, each article's text
        against its hash, each quote's text against its article.
        """
        found: list[str] = []
        with database.writing(self._engine) as connection:
            found += [f"SQLite: {line}" for line in queries.file_faults(connection)]
            found += search.faults(connection)
            for claim, quotes, leads in queries.broken_claims(connection):
                found.append(f"claim {claim} has {quotes} quotes, of which {leads} lead; one must")
            found += self._false_texts(connection)
        return found

    def _false_texts(self, connection: Connection) -> list[str]:
        """Articles whose text is not the one that was read, and quotes that do not say what their article says."""
        found: list[str] = []
        after = 0
        while articles := queries.articles(connection, after=after):
            for entry in articles:
                row = queries.article(connection, entry["id"])
                if row is not None and hashlib.sha256(row["text"].encode()).hexdigest() != row["hash"]:
                    found.append(f"article {entry['id']} has another text than the one that was read")
            after = articles[-1]["id"]
        after, text, article_id = 0, "", 0
        while quotes := queries.raw_quotes(connection, after=after):
            for quote in quotes:
                if quote["article_id"] != article_id:
                    article_id = quote["article_id"]
                    row = queries.article(connection, article_id)
                    text = row["text"] if row is not None else ""
                if not _says(text, quote):
                    found.append(f"quote {quote['id']} does not say what article {article_id} says at its place")
            after = quotes[-1]["id"]
        return found

    def _sightings(self, connection: Connection, rows: Sequence[RowMapping]) -> tuple[Sighting, ...]:
        speakers = queries.speakers_of(connection, [row["id"] for row in rows])
        return tuple(_sighting(row, speakers.get(row["id"], ())) for row in rows)


@_translating
def migrate(place: str | Path) -> str:
    """Bring a database to the schema of this program, or make it. Returns the place as shown.

    Raises:
        StoreError: it is newer than this program, or cannot be written.
    """
    opened = database.open_any(place)
    try:
        database.migrate(opened)
    finally:
        opened.dispose()
    return database.describe(opened.url)


def describe(place: str | Path) -> str:
    """Where a database is, as it can be shown: absolute, without a password.

    Raises:
        StoreError: it is no address.
    """
    try:
        return database.describe(database.to_url(place))
    except DatabaseError as error:
        raise StoreError(str(error)) from error


def _possible(row_id: int) -> bool:
    """Whether a number can be an id at all; SQLite has 64 bits for it."""
    return 0 < row_id < 2**63


def _article(row: RowMapping) -> Article:
    return Article(
        doc=row["doc"],
        text=row["text"],
        blocks=tuple(Block(Span(start, end), Place(place)) for start, end, place in row["blocks"]),
        title=row["title"],
        outlet=row["outlet"],
        byline=row["byline"],
        url=row["url"],
        published=row["published"],
        updated=row["updated"],
        replaced=row["replaced"],
    )


def _says(text: str, quote: RowMapping) -> bool:
    """Whether a quote as it lies in the file prints what its article has at its spans."""
    try:
        content = quote["content"] if isinstance(quote["content"], list) else json.loads(quote["content"])
        spans = [Span(int(start), int(end)) for start, end in content]
    except (ValueError, TypeError):
        return False
    words: str = quote["text"]
    return printed(text, spans) == words and normalise(words).text == str(quote["normal"])


def _no_article(article_id: int) -> NotFoundError:
    return NotFoundError(f"no article {article_id} in this database; `quotes article list` prints ids")


def _known(connection: Connection, keys: tuple[str, ...]) -> list[Known]:
    from quotes.identity import Known

    rows = queries.named(connection, keys)
    aliases = queries.aliases(connection, [row["id"] for row in rows])
    return [Known(row["id"], row["name"], SpeakerKind(row["kind"]), tuple(aliases.get(row["id"], ()))) for row in rows]


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _sighting(row: RowMapping, speakers: Sequence[RowMapping]) -> Sighting:
    return Sighting(
        id=row["id"],
        article=row["article_id"],
        claim=row["claim_id"],
        text=row["text"],
        kind=Kind(row["kind"]),
        act=Act(row["act"]),
        polarity=Polarity(row["polarity"]),
        place=Place(row["place"]),
        content=_spans(row["content"]),
        source=_spans(row["source"]),
        cue=_spans(row["cue"]),
        source_text=row["source_text"],
        cue_text=row["cue_text"],
        speakers=tuple(s["name"] for s in speakers),
        speaker_ids=tuple(s["id"] for s in speakers),
        confidence=row["confidence"],
        said=row["said"],
        doc=row["doc"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        date=row["published"],
        ingested=row["ingested"],
        leads=bool(row["leads"]),
        normal=row["normal"],
    )
