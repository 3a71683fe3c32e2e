"""Whatever the description says that may be asked is answered as it says, and whatever it excludes is refused.

By schemathesis, a few dozen questions of each operation; `run.py bench api` asks thousands.
"""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

load_all_checks()
# What no schema can say: names of insurers and places are those that are known, a cursor is one that was given, days
# and spans are written in many ways, and some parameters need others. There a refusal is right; what is refused wrongly
# is for the other tests to find.
KNOWN_NAMES = tuple(
    f"/api/v1/{each}" for each in ("search", "insurers", "plans", "practitioners", "changes", "coverage")
)
PLAIN = {"Accept-Encoding": "identity"}  # the client that asks without a network unpacks nothing
ACCEPTS = CHECKS.get_one("positive_data_acceptance")


@pytest.fixture(scope="module")
def operations(app):
    """Every operation, as schemathesis reads it from the description."""
    return [each.ok() for each in schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app).get_all_operations()]


def written(value):
    """A value as it is asked: to JSON Schema 90.0 is a whole number, and nobody writes one so."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_any_question_is_answered_as_described(operations, mode):
    asked = 0
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not any(True for _ in operation.iter_parameters()):
            continue  # of what takes no parameter nothing can be wrong

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
        def ask(case):
            nonlocal asked
            asked += 1
            case.query = {name: written(value) for name, value in (case.query or {}).items()}
            excluded = [ACCEPTS] if case.path in KNOWN_NAMES else []
            case.call_and_validate(headers=PLAIN, excluded_checks=excluded)

        ask()
    assert asked > 100
