"""Stored articles looked into anew, when the extractor has become better; what people have corrected stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import InputError, NotFoundError, QuotesError
from quotes.ingest import Hold
from quotes.model.session import PACKAGED, SETTINGS
from quotes.model.settings import Settings
from quotes.pool import Workers
from quotes.records import Article
from quotes.store import Reread, Store


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of a stored article: `reread`, or the error that kept it from being looked into."""

    article: int
    reread: Reread | None = None
    error: QuotesError | None = None


def stale(store: Store, model: Path = PACKAGED) -> list[int]:
    """The ids of the articles in which another extractor than a model's looked last."""
    return store.unlike(Settings.load(model / SETTINGS).name)


def reextract(
    store: Store, ids: Sequence[int], workers: Workers | None = None, hold: Hold = nullcontext
) -> Iterator[Renewed]:
    """Look for quotes in stored articles anew.

    Args:
        ids: of the articles.
        workers: what reads.
        hold: surrounds what is not to be broken off.

    Yields:
        What became of each article, once it is stored.

    Raises:
        StoreError: the database refuses; what was changed before stays.
        InputError: the folder holds no model of this version.
    """
    workers = workers or Workers()
    extractor = Settings.load(workers.model / SETTINGS).name
    with workers.reading() as read:
        results = read((str(number), _stored(store, number)) for number in ids)
        for number, (_, result) in zip(ids, results, strict=True):
            try:
                if isinstance(result, InputError):
                    raise result
                with hold():
                    reread = store.reread(number, result, extractor=extractor)
                yield Renewed(number, reread)
            except (InputError, NotFoundError) as error:
                yield Renewed(number, error=error)


def _stored(store: Store, article_id: int) -> Article | InputError:
    try:
        return store.article(article_id)[0]
    except NotFoundError as error:
        return InputError(str(error))
