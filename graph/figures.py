"""The stated figures, found by what they are about: subject, metric, dimensions, period.

A figure is a claim with a number. Of a measure its metric is the property; of a relation it is the quantity that the
unit tells: the shares, the stake or the amount of a holding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from sinograph.graph.intervals import Interval, hull
from sinograph.loaders.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sinograph.graph.settling import Settled
    from sinograph.loaders.periods import Period
    from sinograph.loaders.records import Claim
    from sinograph.ontology import Vocabulary

Dimensions = frozenset[tuple[str, str]]

#: How far a round number may be off before it counts as contradicted, by how many digits stand before its noughts.
#: Chosen on the bundled facts: "70 %" for 70.7 % is rounding, "130 %" for 133.3 % is not.
ROUND_SLACK = {1: Decimal("0.05"), 2: Decimal("0.02")}
_ROUND = re.compile(r"-?([1-9][0-9]?)0+(?![0-9.])")


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim with a number, and what it is compared by.

    *relation* is the property and object of a relation's quantity, empty for a measure. *dimensions* leave out the
    outlook, which is *outlook*, "" for a plain fact.
    """

    claim: Claim
    value: Quantity
    metric: str
    relation: tuple[str, str]
    dimensions: Dimensions
    outlook: str
    valid: Dimensions
    settled: Settled = field(compare=False)

    @property
    def qualifiers(self) -> dict[str, str]:
        """Return the qualifiers of the claim, by name."""
        return dict(self.claim.qualifiers)

    @property
    def is_money(self) -> bool:
        """Say whether the unit is a currency: three capital letters, as ISO 4217 has them."""
        return is_currency(self.value.unit)


def reading(quantity: Quantity) -> Interval:
    """Return what *quantity* allows when it is held against others.

    A whole number of one or two digits and noughts that is only about right, as 70 % or 700 million, may have been
    rounded more than its last place says; it is given :data:`ROUND_SLACK` of its value on either side.
    """
    interval = Interval.of(quantity)
    match = _ROUND.match(quantity.text)
    if quantity.precision != "about" or match is None:
        return interval
    slack = abs(quantity.value) * ROUND_SLACK[len(match[1])]
    return hull([interval, Interval(quantity.value - slack, quantity.value + slack)])


def is_currency(unit: str) -> bool:
    """Say whether *unit* is a currency of ISO 4217."""
    return len(unit) == 3 and unit.isupper()


def metric_of(claim: Claim, vocabulary: Vocabulary) -> str:
    """Return the table name of the metric that the number of *claim* is of, "" where it has none."""
    if not isinstance(claim.value, Quantity):
        return ""
    if claim.property.form == "measure":
        return claim.property.name
    kind = vocabulary.units[claim.value.unit].kind
    return next(name for name in claim.property.quantities if kind in vocabulary.properties[name].unit_kinds)


class Figures:
    """The live figures of a set of settled claims, and the relations that lead from one subject to another."""

    def __init__(self, settled: Iterable[Settled], vocabulary: Vocabulary) -> None:
        """Index *settled*; what is deprecated is left out."""
        self._by_metric: dict[tuple[str, str, tuple[str, str]], list[Figure]] = defaultdict(list)
        self._forward: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._backward: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._all: list[Figure] = []
        for one in settled:
            if one.status == "deprecated":
                continue
            self._relate(one.claim)
            figure = _figure(one, vocabulary)
            if figure is not None:
                self._all.append(figure)
                self._by_metric[figure.claim.subject, figure.metric, figure.relation].append(figure)

    def _relate(self, claim: Claim) -> None:
        if claim.object:
            self._forward[claim.subject, claim.property.name].add(claim.object)
            self._backward[claim.object, claim.property.name].add(claim.subject)

    def __iter__(self) -> Iterator[Figure]:
        """Yield every live figure in order of claim id."""
        return iter(self._all)

    def about(self, subject: str, metric: str, relation: tuple[str, str] = ("", "")) -> list[Figure]:
        """Return the figures of one subject and metric, in order of claim id; empty if there are none."""
        return self._by_metric.get((subject, metric, relation), [])

    def follow(self, subject: str, step: str) -> set[str]:
        """Return where *step* leads from *subject*: a property, or ``^`` and a property for the way back."""
        ways: Mapping[tuple[str, str], set[str]] = self._backward if step.startswith("^") else self._forward
        return ways.get((subject, step.removeprefix("^")), set())


def _figure(settled: Settled, vocabulary: Vocabulary) -> Figure | None:
    claim = settled.claim
    if not isinstance(claim.value, Quantity):
        return None
    given = dict(claim.qualifiers)
    dimensions = {(n, text) for n, text in given.items() if vocabulary.qualifiers[n].is_dimension and n != "outlook"}
    valid = {(n, text) for n, text in given.items() if n in {"since", "until"}}
    relation = (claim.property.name, claim.object) if claim.object else ("", "")
    return Figure(
        claim,
        claim.value,
        metric_of(claim, vocabulary),
        relation,
        frozenset(dimensions),
        given.get("outlook", ""),
        frozenset(valid),
        settled,
    )


def spans(period: Period | None) -> tuple[int, int] | None:
    """Return the first day of *period* and the first day after it as ordinals, to compare periods by their days."""
    return (period.start.toordinal(), period.end.toordinal()) if period else None
