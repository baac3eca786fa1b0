"""The targets with structured input, the same each time, so that a change is what breaks them; chance is left to
`python -m tests.fuzz`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import TARGETS
from tests.fuzz.__main__ import check_of
from tests.fuzz.strategies import OF

_EXAMPLES = {"reader": 300, "marks": 100, "statements": 100, "queries": 80, "display": 60, "links": 300}
_SECONDS = 5.0


@pytest.mark.parametrize("target", TARGETS)
def test_whatever_comes_in_what_goes_out_keeps_its_promises(target: str) -> None:
    check = check_of(target, _SECONDS)
    module, inputs = OF[target]
    for seed in module.SEEDS:
        check(seed)

    @settings(
        max_examples=_EXAMPLES[target],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=inputs)
    def holds(data: bytes) -> None:
        check(data)

    holds()


@pytest.mark.parametrize("target", TARGETS)
def test_any_bytes_at_all(target: str) -> None:
    check = check_of(target, _SECONDS)

    @settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(data=st.binary(max_size=200))
    def holds(data: bytes) -> None:
        check(data)

    holds()
