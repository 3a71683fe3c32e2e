"""What a search asks of resources, as it is understood."""

from typing import NamedTuple

from directory.search.plan_net.parameters import SearchParameter


class Condition(NamedTuple):
    """That one of a parameter's values is one of those wanted, or where `chain` is told, that what it refers to is as
    that asks.

    kind: the type of resource. wanted: of references the names of resources, else as typed.
    """

    kind: str
    parameter: SearchParameter
    modifier: str
    wanted: tuple[str, ...]
    chain: "Condition | None" = None


class Referred(NamedTuple):
    """That a resource of another type refers to it (with `parameter`) of which a condition holds: _has."""

    kind: str
    parameter: SearchParameter
    inner: "Condition | Referred"


Asked = Condition | Referred
