"""The speakers as people correct them: merge, split, rename, give a name, take it away; and undoing any of it.

Every change is one transaction and one entry of the log, which keeps each row as it was and as it became. What people
say about a name is kept beside what articles print, so that it holds for articles to come.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from db import journal, models, queries, repository
from db.errors import ConflictError
from quotes import identity
from quotes.errors import InputError, NotFoundError
from quotes.names import parse
from quotes.read.names import NamedSpeaker
from quotes.records import Speaker, SpeakerKind
from quotes.store import history, moves, settle
from quotes.store.results import Change
from quotes.store.translate import stored
from quotes.store.who import Names, namesakes
from quotes.text import shortened

UNDO = "undo"


def merge(session: Session, kept_id: int, gone_id: int) -> Change:
    """Make one speaker of two: what was the second's is the first's, its names too, now and for articles to come.

    Raises:
        NotFoundError: no such speaker.
        InputError: both are the same, or one is a person and the other a body.
    """
    kept, gone = stored(session, models.Speaker, kept_id), stored(session, models.Speaker, gone_id)
    if kept_id == gone_id:
        raise InputError(f"speaker {kept_id} cannot be merged with itself; name two speakers")
    if kept.kind != gone.kind:
        raise InputError(
            f"{kept.name} is stored as {kept.kind}, {gone.name} as {gone.kind}; they are not one speaker."
            " To give a quote to another speaker, correct the quote"
        )
    with journal.recording(session) as rows:
        printed = {gone.name, *repository.aliases(session, gone_id)}
        brought = {g.name for g in _given(session, gone_id) if not g.printed}
        taken = {g.name for g in _given(session, gone_id, taken=True)}
        for given in (*_given(session, gone_id), *_given(session, gone_id, taken=True)):
            session.delete(given)
        session.flush()
        for name in sorted(printed | brought):
            # A bare family name that others have too stays what it is: nobody's in particular.
            if name in brought or _tells(session, kept, name, {kept_id, gone_id}):
                _give(session, kept, name, printed=name not in brought)
        theirs = {g.name for g in (*_given(session, kept_id), *_given(session, kept_id, taken=True))}
        for name in sorted(taken - printed - brought - theirs - {kept.name, *repository.aliases(session, kept_id)}):
            _keep(session, _made(kept, name, printed=True), taken=True)
        moves.move_aliases(session, gone_id, kept_id, None)
        moves.move_roles(session, gone_id, kept_id, None)
        quotes = moves.quotes_of(session, gone_id, None)
        with settle.changing(session, [quote.id or 0 for quote in quotes]):
            moves.move_quotes(session, quotes, gone_id, kept_id)
            session.delete(gone)
    return log(session, "speaker merge", f"speaker {kept_id}", f"{gone.name} into {kept.name}", rows)


def split(session: Session, speaker_id: int, names: Sequence[str]) -> Change:
    """Make two speakers of one: the names given, and the quotes of the articles that print no other of its names.

    Raises:
        NotFoundError: no such speaker.
        InputError: one of the names is not theirs, or no name would be left.
    """
    old = stored(session, models.Speaker, speaker_id)
    theirs = {*repository.aliases(session, speaker_id), *(g.name for g in _given(session, speaker_id))}
    strange = sorted(set(names) - theirs)
    if strange or not names:
        raise InputError(
            f"{', '.join(strange) or 'no name'} is none of the names of {old.name} ({', '.join(sorted(theirs))})"
        )
    if not theirs - set(names):
        raise InputError(f"{old.name} would have no name left; to call them otherwise, run `quotes speaker rename`")
    with journal.recording(session) as rows:
        made = repository.add_speaker(session, identity.fullest(names), old.kind)
        new = stored(session, models.Speaker, made)
        printed = session.exec(select(models.Alias).where(models.Alias.speaker_id == speaker_id)).all()
        staying = {alias.article_id for alias in printed if alias.name not in names}
        moving = {alias.article_id for alias in printed} - staying
        brought = {given.name for given in _given(session, speaker_id) if not given.printed}
        for name in sorted(set(names)):
            # In articles to come it is the new speaker's, and no suggestion makes them one again.
            own = [given for given in _given(session, speaker_id) if given.name == name]
            _keep(session, own[0] if own else _made(old, name, printed=True), taken=True)
        session.flush()
        for name in sorted(set(names)):
            _give(session, new, name, printed=name not in brought)
        moves.move_aliases(session, speaker_id, made, set(names))
        moves.move_roles(session, speaker_id, made, moving)
        quotes = moves.quotes_of(session, speaker_id, moving)
        with settle.changing(session, [quote.id or 0 for quote in quotes]):
            moves.move_quotes(session, quotes, speaker_id, made)
        left = sorted(theirs - set(names))
        if old.name in names:
            new.named, old.named = old.named, False
            new.name, old.name = old.name if old.named or new.named else new.name, identity.fullest(left)
            session.add(old)
            session.add(new)
    return log(session, "speaker split", f"speaker {speaker_id}", f"{new.name} from {old.name}", rows)


def rename(session: Session, speaker_id: int, name: str) -> Change:
    """Choose the canonical name of a speaker; it stays, whatever articles print.

    Raises:
        NotFoundError: no such speaker.
        InputError: it is their name already, or another speaker was given it.
    """
    speaker, name = stored(session, models.Speaker, speaker_id), valid_name(name)
    if speaker.named and speaker.name == name:
        raise InputError(f"speaker {speaker_id} is called {name} already")
    _refuse_others(session, speaker, name)
    before = speaker.name
    with journal.recording(session) as rows:
        _give(session, speaker, name)
        if _tells(session, speaker, before, {speaker_id}):
            _give(session, speaker, before, printed=True)
        speaker.name, speaker.named = name, True
        session.add(speaker)
    return log(session, "speaker rename", f"speaker {speaker_id}", f"{before} to {name}", rows)


def add_alias(session: Session, speaker_id: int, name: str) -> Change:
    """Say that whoever is called so is this speaker.

    Raises:
        NotFoundError: no such speaker.
        InputError: the name was given to them already, or to another.
    """
    speaker, name = stored(session, models.Speaker, speaker_id), valid_name(name)
    if any(given.name == name for given in _given(session, speaker_id)):
        raise InputError(f"{name} was given to {speaker.name} already")
    _refuse_others(session, speaker, name)
    with journal.recording(session) as rows:
        _give(session, speaker, name)
    return log(session, "alias add", f"speaker {speaker_id}", f"{name} to {speaker.name}", rows)


def remove_alias(session: Session, speaker_id: int, name: str) -> Change:
    """Take a name from a speaker, given by hand or printed; in articles to come it is somebody else's.

    Raises:
        NotFoundError: no such speaker.
        InputError: it is none of their names, or the one they are called by.
    """
    speaker = stored(session, models.Speaker, speaker_id)
    if speaker.name == name:
        raise InputError(f"{speaker.name} is what speaker {speaker_id} is called; `quotes speaker rename` changes that")
    with journal.recording(session) as rows:
        given = [g for g in _given(session, speaker_id) if g.name == name]
        printed = session.exec(
            select(models.Alias).where(models.Alias.speaker_id == speaker_id, models.Alias.name == name)
        ).all()
        if not given and not printed:
            raise InputError(
                f"{name} is none of the names of {speaker.name}; `quotes speaker show {speaker_id}` lists them"
            )
        if any(g.name == name for g in _given(session, speaker_id, taken=True)):
            raise InputError(f"{name} was taken from {speaker.name} already")
        if printed:
            # Articles to come that print it mean somebody else.
            _keep(session, given[0] if given else _made(speaker, name, printed=True), taken=True)
        elif given:
            session.delete(given[0])
    return log(session, "alias remove", f"speaker {speaker_id}", f"{name} from {speaker.name}", rows)


def bring(session: Session, named: Sequence[NamedSpeaker]) -> Change:
    """Take in a names file: each of its speakers is one here, called and known by those names; all of them or none.

    A stored speaker who has one of the names is that one, else a new one is made, without quotes as yet.

    Raises:
        InputError: names of one row are two stored speakers', or were given to another by hand.
    """
    with journal.recording(session) as rows:
        for one in named:
            speaker = _bearer(session, one)
            for name in (one.name, *one.aliases):
                _give(session, speaker, name)
            speaker.name, speaker.named = one.name, True
            speaker.wikidata = one.wikidata or speaker.wikidata
            known = session.exec(select(models.Role.name).where(models.Role.speaker_id == speaker.id)).all()
            for role in sorted({*one.roles} - {*known}):
                session.add(models.Role(speaker_id=speaker.id or 0, name=role))
            session.add(speaker)
            session.flush()
    return log(session, "speaker import", "speakers", f"{len(named)} speakers", rows)


def _bearer(session: Session, one: NamedSpeaker) -> models.Speaker:
    """The stored speaker of exactly one of the names, else of a name spelt like the first, or a new one."""
    names = [one.name, *one.aliases]
    holders = {
        *session.exec(select(models.Alias.speaker_id).where(col(models.Alias.name).in_(names))),
        *session.exec(
            select(models.GivenName.speaker_id).where(
                col(models.GivenName.name).in_(names), col(models.GivenName.taken).is_(False)
            )
        ),
    }
    found = [
        s for s in map(session.get_one, [models.Speaker] * len(holders), sorted(holders)) if s.kind == one.kind.value
    ]
    if not found:
        # In another spelling, perhaps.
        asked = Speaker(one.name, one.kind, tuple(sorted(names)), one.roles)
        chosen = identity.choose(asked, namesakes(Names(session.connection()), asked))
        found = [stored(session, models.Speaker, chosen.id)] if chosen else []
    if len(found) > 1:
        listed = " and ".join(f"speaker {s.id} ({s.name})" for s in found)
        raise InputError(f"line {one.line}: the names of {one.name} are {listed} here; merge them first")
    if found:
        return found[0]
    return stored(session, models.Speaker, repository.add_speaker(session, one.name, one.kind.value))


def undo(session: Session, change_id: int | None) -> Change:
    """Take a change back, the last that is not undone if none is named: every row becomes what it was.

    Raises:
        NotFoundError: no such change, or nothing to undo.
        InputError: it cannot be undone, was undone, or a later change touched the same rows.
    """
    undone = {entry.detail.get("change") for entry in session.exec(select(models.Log).where(models.Log.action == UNDO))}
    if change_id is None:
        entries = session.exec(select(models.Log).order_by(col(models.Log.id).desc()))
        entry = next((e for e in entries if "rows" in e.detail and e.id not in undone), None)
        if entry is None:
            raise NotFoundError("nothing to undo")
    else:
        entry = stored(session, models.Log, change_id)
    if "rows" not in entry.detail:
        raise InputError(f"change {entry.id} ({entry.action}) cannot be undone")
    if entry.id in undone:
        raise InputError(f"change {entry.id} is undone already")
    rows = entry.detail["rows"]
    quotes = journal.column(rows, "quote_id") | {row["id"] for row in journal.images(rows, "quote")}
    try:
        with settle.changing(session, quotes):
            journal.undo(session, rows)
            history.replace(session, quotes)
            _refuse_mixture(session, entry.id or 0, quotes, journal.column(rows, "claim_id"))
    except ConflictError as error:
        raise InputError(
            f"change {entry.id} cannot be undone: {error}; undo the corrections that came after it first, and where an"
            " article did, correct it the other way round (merge, split, alias remove)"
        ) from None
    repository.rekey(session, _key, names=journal.column(entry.detail["rows"], "name"))
    what = f"{entry.action} {entry.detail['what']}"
    repository.add_log(session, UNDO, entry.subject, {"change": entry.id, "what": what})
    return Change(_last(session), UNDO, what)


def _refuse_mixture(session: Session, change: int, quotes: set[int], claims: set[int | None]) -> None:
    """
    Raises:
        InputError: without the change, claims of these quotes are of two speakers: an article has come for one of them.
    """
    of_quotes = session.exec(select(models.Quote.claim_id).where(col(models.Quote.id).in_(quotes)).distinct())
    mixed = queries.mixed_claims(session.connection(), sorted({c for c in (*of_quotes, *claims) if c is not None}))
    if mixed:
        raise InputError(
            f"change {change} cannot be undone: articles came in between, and claim {mixed[0]} would have quotes of"
            " two speakers; correct it the other way round (`quotes speaker split`, `merge`)"
        )


def _key(name: str, kind: str) -> str:
    return identity.key(name, SpeakerKind(kind))


def _given(session: Session, speaker_id: int, *, taken: bool = False) -> Sequence[models.GivenName]:
    """The names that people gave a speaker, or took away."""
    asked = select(models.GivenName).where(
        models.GivenName.speaker_id == speaker_id, col(models.GivenName.taken).is_(taken)
    )
    return session.exec(asked).all()


def _printed(session: Session, name: str) -> Sequence[models.Speaker]:
    """Whom articles call so."""
    asked = select(models.Speaker).join(models.Alias).where(models.Alias.name == name).distinct()
    return session.exec(asked.order_by(col(models.Speaker.id))).all()


def _printed_for(session: Session, speaker_id: int, name: str) -> bool:
    asked = select(models.Alias.id).where(models.Alias.speaker_id == speaker_id, models.Alias.name == name).limit(1)
    return session.exec(asked).first() is not None


def _refuse_others(session: Session, speaker: models.Speaker, name: str) -> None:
    """
    Raises:
        InputError: articles print the name, and for another speaker only.
    """
    others = [s for s in _printed(session, name) if s.id != speaker.id and s.kind == speaker.kind]
    if others and not _printed_for(session, speaker.id or 0, name):
        raise InputError(
            f"articles print {name} for speaker {others[0].id} ({others[0].name}); merge the two, or split it off"
            f" with `quotes speaker split {others[0].id} {shlex.quote(name)}` first"
        )


def _tells(session: Session, speaker: models.Speaker, name: str, theirs: set[int]) -> bool:
    """Whether a name tells who is meant: it has a forename, or articles print it for nobody else."""
    if speaker.kind != SpeakerKind.PERSON.value or parse(name).given:
        return True
    return {s.id for s in _printed(session, name)} <= theirs


def _give(session: Session, speaker: models.Speaker, name: str, *, printed: bool = False) -> None:
    """Give a speaker a name by hand, or because articles print it; nothing where they have it."""
    holding = models.GivenName.name == name, col(models.GivenName.taken).is_(False)
    holders = session.exec(select(models.Speaker).join(models.GivenName).where(*holding)).all()
    if any(holder.id == speaker.id for holder in holders):
        _bring(session, speaker, name, printed=printed)
        return
    for holder in holders:
        if holder.kind == speaker.kind:
            raise InputError(
                f"{name} was given to speaker {holder.id} ({holder.name}); merge the two, or take it away with"
                f" `quotes speaker alias remove {holder.id}` first"
            )
    _keep_own(session, speaker)
    if any(given.name == name for given in _given(session, speaker.id or 0)):
        _bring(session, speaker, name, printed=printed)
        return
    taken = [row for row in _given(session, speaker.id or 0, taken=True) if row.name == name]
    _keep(session, taken[0] if taken else _made(speaker, name, printed=printed), taken=False)
    session.flush()


def _bring(session: Session, speaker: models.Speaker, name: str, *, printed: bool) -> None:
    """A name taken over from articles is brought by people from now on, if they are who gives it."""
    for row in _given(session, speaker.id or 0):
        if row.name == name and row.printed and not printed:
            row.printed = False
            session.add(row)
    session.flush()


def _made(speaker: models.Speaker, name: str, *, printed: bool = False) -> models.GivenName:
    key = identity.key(name, SpeakerKind(speaker.kind))
    return models.GivenName(speaker_id=speaker.id or 0, name=name, key=key, printed=printed)


def _keep(session: Session, row: models.GivenName, *, taken: bool) -> None:
    """One row of a speaker and a name: given or taken."""
    row.taken = taken
    session.add(row)


def _keep_own(session: Session, speaker: models.Speaker) -> None:
    """Before a first name is given: the full ones that articles print stay theirs, whatever is given besides."""
    if _given(session, speaker.id or 0):
        return
    printed = repository.aliases(session, speaker.id or 0)
    for own in sorted({speaker.name, *printed}):
        if parse(own).given or speaker.kind != SpeakerKind.PERSON.value:
            other = session.exec(select(models.GivenName).where(models.GivenName.name == own)).first()
            if other is None:
                session.add(_made(speaker, own, printed=own in printed))
    session.flush()


def valid_name(name: str) -> str:
    """A name that can be shown in one line.

    Raises:
        InputError: it has no letter, more than 300 characters, or control characters.
    """
    plain = " ".join(name.split())
    if not any(letter.isalpha() for letter in plain) or len(plain) > 300 or not plain.isprintable():
        raise InputError(f"{shortened(repr(name))} is no name; give one line of at most 300 characters with a letter")
    return plain


def log(session: Session, action: str, subject: str, what: str, rows: list[Any]) -> Change:
    """Enter a change into the log, with the rows that it touched."""
    repository.add_log(session, action, subject, {"what": what, "rows": rows})
    return Change(_last(session), action, what)


def _last(session: Session) -> int:
    return session.exec(select(models.Log.id).order_by(col(models.Log.id).desc())).first() or 0
