"""The storage side: tables, transactions, search. Imports nothing from `quotes`.

errors      driver errors, translated once
schema      the revisions of the schema
database    a database that is open, read past SQLAlchemy where it is a file
plain       a file that is only read, by the standard library alone
engine      URL -> engine, pragmas, transactions, schema version
models      the tables, as SQLModel classes
repository  writes, through the models
incoming    writes of new articles, many rows at a time
search      the full-text index: building, checking, asking
queries     reads, in plain SQL, so that a look-up need not import the models
migrations  Alembic
"""
