"""Claims as people correct them: merge, split, confirm. What they say holds for articles to come."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from db import journal, models, repository
from quotes import cluster
from quotes.errors import InputError
from quotes.records import Polarity
from quotes.store import moves, settle
from quotes.store.registry import log
from quotes.store.results import Change
from quotes.store.translate import stored


def merge(session: Session, kept_id: int, gone_id: int) -> Change:
    """Make one claim of two; whatever repeats a wording of either joins it from now on.

    Raises:
        NotFoundError: no such claim.
        InputError: both are the same, or of different speakers.
    """
    for claim in (kept_id, gone_id):
        stored(session, models.Claim, claim)
    if kept_id == gone_id:
        raise InputError(f"claim {kept_id} cannot be merged with itself; name two claims")
    speakers = [moves.speakers_of(session, repository.members(session, claim)[0]) for claim in (kept_id, gone_id)]
    if speakers[0] != speakers[1]:
        raise InputError(
            f"claims {kept_id} and {gone_id} are of different speakers; a claim has one. If they are one person, run"
            " `quotes speaker merge`"
        )
    voices = [Polarity(repository.members(session, claim)[0].polarity) for claim in (kept_id, gone_id)]
    if not cluster.one_voice(*voices):
        raise InputError(
            f"claim {kept_id} {voices[0].value} and claim {gone_id} {voices[1].value}; what is denied or asked is not"
            " what is said"
        )
    with journal.recording(session) as rows:
        quotes = [*repository.members(session, kept_id), *repository.members(session, gone_id)]
        _pin(session, quotes, kept_id)
        session.delete(session.get_one(models.Claim, gone_id))
        settle.settle(session, [quote.id or 0 for quote in quotes])
    return log(session, "claim merge", f"claim {kept_id}", f"claim {gone_id} into claim {kept_id}", rows)


def split(session: Session, claim_id: int, quote_ids: Sequence[int]) -> Change:
    """Make a claim of their own of some quotes of a claim; neither takes the other's in again.

    Raises:
        NotFoundError: no such claim.
        InputError: a quote is none of the claim's, or none would be left.
    """
    stored(session, models.Claim, claim_id)
    members = repository.members(session, claim_id)
    going = [member for member in members if member.id in quote_ids]
    strange = sorted(set(quote_ids) - {member.id for member in members})
    if strange or not going:
        named = ", ".join(map(str, strange)) or "no quote"
        raise InputError(f"{named} is none of the quotes of claim {claim_id}; `quotes trace {claim_id}` lists them")
    if len(going) == len(members):
        raise InputError(f"claim {claim_id} would have no quote left")
    with journal.recording(session) as rows:
        made = moves.part(session, going)
        _pin(session, [member for member in members if member not in going], claim_id)
        settle.settle(session, [member.id or 0 for member in members])
    count = f"{len(going)} quote{'s' * (len(going) > 1)}"
    return log(session, "claim split", f"claim {claim_id}", f"{count} of claim {claim_id} to claim {made}", rows)


def confirm(session: Session, claim_id: int) -> Change:
    """Say that a claim is right as it is.

    Raises:
        NotFoundError: no such claim.
        InputError: it was confirmed already.
    """
    stored(session, models.Claim, claim_id)
    members = repository.members(session, claim_id)
    if all(member.pinned for member in members):
        raise InputError(f"claim {claim_id} was confirmed already")
    with journal.recording(session) as rows:
        _pin(session, members, claim_id)
        settle.settle(session, [member.id or 0 for member in members])
    return log(session, "claim confirm", f"claim {claim_id}", f"claim {claim_id}", rows)


def _pin(session: Session, quotes: Sequence[models.Quote], claim_id: int) -> None:
    """Put quotes into a claim, where they stay."""
    for quote in quotes:
        if quote.claim_id != claim_id:
            quote.leads = False
        quote.claim_id, quote.pinned = claim_id, True
        session.add(quote)
    session.flush()
