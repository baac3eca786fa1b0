"""The storage side: tables, transactions, search. Imports nothing from `quotes`.

errors      driver errors, translated once
schema      the revisions of the schema
database    a database that is open, read past SQLAlchemy where it is a file
plain       a file that is only read, by the standard library alone
engine      URL -> engine, transactions, schema version
sqlite      how a file is opened, and the files that belong to it
postgres    how a database on a server is opened, and what the server must have
models      the tables, as SQLModel classes
repository  writes, through the models
incoming    writes of new articles, many rows at a time
search      the full-text index: what is asked of it; fts5 in a file, tsvector on a server
tally       how many quotes there are of each sort
queries     reads, in plain SQL, so that a look-up need not import the models
matches     reads by words
copy        a whole database copied into an empty one
backup      copies of a file in use
migrations  Alembic
"""
