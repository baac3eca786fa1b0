"""Every error that this package raises on purpose.

    QuotesError               the base; `str()` is a sentence for the user, with the remedy
    ├── InputError            what was given cannot be used
    │   ├── ReadError         a file or standard input could not be read as an article
    │   │   └── TransientError  the system does not let it be read now
    │   ├── FetchError        an address could not be fetched, or may not be
    │   └── QueryError        a search or filter makes no sense
    ├── NotFoundError         an id or a name that the database does not have
    └── StoreError            the database cannot be used: locked, corrupt, read-only, too new
        ├── LostError         its server does not answer; it may come back
        └── UnfitError        a value that it cannot hold; everything else it can

The command line catches `QuotesError` at one place, prints it to standard error and exits
with 2; no other exception is expected to leave the package.
"""


class QuotesError(Exception):
    """Base of the errors above; its text names the bad value and the remedy."""


class InputError(QuotesError):
    """What the user gave cannot be used."""


class ReadError(InputError):
    """A file, a directory or standard input does not hold a readable article."""


class TransientError(ReadError):
    """The system does not let a file be read, for want of a right or by a fault of a disk; nothing is wrong with it."""


class FetchError(InputError):
    """A web address could not be fetched, or may not be."""


class QueryError(InputError):
    """A search expression, a date or another filter cannot be understood."""


class NotFoundError(QuotesError):
    """An id or name is not in the database."""


class StoreError(QuotesError):
    """The database is locked, corrupt, read-only, or written by a newer version."""


class LostError(StoreError):
    """The server of the database does not answer, or not any more; what was stored is untouched."""


class UnfitError(StoreError):
    """A value is too long or too large for the database; everything else it can hold."""
