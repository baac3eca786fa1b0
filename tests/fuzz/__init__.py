"""Whatever bytes come in, what goes out keeps its promises.

reader      bytes as documents of every kind, and as what stands beside them
marks       any text, any answers of a network -> quotes with their speakers
statements  any statements, compared, clustered, checked
queries     any search against an index
display     any text in tables, pages, CSV and JSON
links       any text as an address

Each has a `check(data: bytes)` that raises where a promise is broken, and `SEEDS` to begin with. Two drivers call it:
Hypothesis with structured input (`strategies`, `test_targets`), in the default test run, and a search guided by
coverage without an end (`python -m tests.fuzz TARGET`, `guided`). What they found stays in `test_found`; inputs made to
take for ever or to fill the memory are in `test_bombs`.
"""

TARGETS = ("reader", "marks", "statements", "queries", "display", "links")
