"""What kinds of company an entity is: listed, controlled by contract, a subsidiary, a holding vehicle."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sinograph.graph.measures.view import qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sinograph.graph.measures.stakes import Stake
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

CompanyKind = Literal["listed", "vie", "subsidiary", "vehicle", "operating"]
HALF = Decimal("0.5")
_KINDS: tuple[CompanyKind, ...] = ("listed", "vie", "subsidiary", "vehicle")


def company_kinds(view: View, stakes: Iterable[Stake]) -> Mapping[str, tuple[CompanyKind, ...]]:
    """Return what kinds of company each entity is, by facts that hold; who is in none of them is left out.

    A subsidiary is controlled by another organisation as a source says, or held by it to more than half.
    """
    found: dict[str, set[CompanyKind]] = defaultdict(set)
    for company, kind in (*_kinds_said(view), *_kinds_by_control(view), *_kinds_by_stake(view, stakes)):
        found[company].add(kind)
    return {name: tuple(kind for kind in _KINDS if kind in kinds) for name, kinds in found.items()}


def _kinds_said(view: View) -> Iterator[tuple[str, CompanyKind]]:
    yield from ((receipt.subject, "listed") for receipt in view.current("listed_on"))
    yield from ((receipt.subject, "subsidiary") for receipt in view.current("subsidiary_of"))
    yield from ((receipt.subject, "vehicle") for receipt in view.current("vehicle_of"))
    yield from ((name, "vehicle") for name in view.entities if view.is_a(name, "holding_vehicle"))


def _kinds_by_control(view: View) -> Iterator[tuple[str, CompanyKind]]:
    for receipt in view.current("controls"):
        if by_contract(receipt):
            yield receipt.object, "vie"
        elif view.is_a(receipt.subject, "organization"):
            yield receipt.object, "subsidiary"


def _kinds_by_stake(view: View, stakes: Iterable[Stake]) -> Iterator[tuple[str, CompanyKind]]:
    for stake in stakes:
        if stake.interval and stake.interval.lower > HALF and view.is_a(stake.holder, "organization"):
            yield stake.company, "subsidiary"


def by_contract(receipt: Receipt) -> bool:
    """Say whether a claim is of control by contract (its role is sg:ByContract), which carries no shares."""
    return receipt.property == "controls" and qualifier(receipt, "role") == "by_contract"
