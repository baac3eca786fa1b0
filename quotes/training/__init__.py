"""Training of the network; needs the `[train]` extra. `python -m quotes.training --help` tells how."""
