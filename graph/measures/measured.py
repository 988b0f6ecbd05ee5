"""Single numbers as the measures compare them: an interval in one unit, its period, and the claims that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sinograph.graph.figures import is_currency, spans
from sinograph.graph.measures.amounts import amount_of, interval_of, middle
from sinograph.loaders.periods import period_of
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt
    from sinograph.loaders.periods import Period

#: Not part of what a number is about: a measure reads facts only, and a year before is what growth is against anyway.
_IMPLIED = frozenset({("basis", "year_on_year")})


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with what it rests on.

    *unit* is a currency, or the unit's notation. *period* is None where no source gives one. *how* is ``stated``,
    ``converted`` (at *rate*) or ``computed`` from several claims. *of* is the model or product that the number is of
    where that is not the entity itself.
    """

    interval: Interval
    unit: str
    period: Period | None
    claims: tuple[str, ...]
    rivals: tuple[str, ...] = ()
    how: str = "stated"
    rate: str = ""
    of: str = ""


def dimensions(receipt: Receipt) -> frozenset[tuple[str, str]]:
    """Return the qualifiers that are part of what the number is about; growth on a year before needs no word for it."""
    known = load_vocabulary().qualifiers
    given = {(name, text) for name, text in receipt.qualifiers if known[name].is_dimension and name != "outlook"}
    return frozenset(given - _IMPLIED if receipt.property == "growth" else given)


def measured(view: View, receipt: Receipt, currency: str = "") -> Measured | None:
    """Return the number of *receipt*, money in *currency* where one is given.

    None where the claim has no number, or it is money for whose day no rate is known.
    """
    interval = interval_of(receipt)
    if interval is None:
        return None
    period = period_of(receipt.period)
    says = view.cited(receipt), view.rivals(receipt)
    if not currency or not is_currency(receipt.unit) or receipt.unit == currency:
        return Measured(interval, receipt.unit, period, *says)
    amount = amount_of(view, receipt, currency)
    return Measured(amount.interval, currency, period, *says, "converted", amount.rate) if amount else None


def preferred(view: View, found: Iterable[Measured]) -> list[Measured]:
    """Return numbers on one question, the one to show first.

    Closed intervals go before open ones, then the order of settling (kind of source, narrowness), then what was stated
    before what was converted, then the claim's id.
    """
    weight = {code.name: code.order for code in load_vocabulary().codes["source_kind"].values()}

    def key(one: Measured) -> tuple[bool, int, Decimal, bool, tuple[str, ...]]:
        source = view.sources[view.receipts[one.claims[0]].source]
        return not one.interval.bounded, weight[source.kind], _looseness(one), one.how != "stated", one.claims

    return sorted(found, key=key)


def by_days(found: Iterable[Measured]) -> dict[tuple[int, int] | None, list[Measured]]:
    """Return numbers by the days of their period, in the order given; None are those without one."""
    groups: dict[tuple[int, int] | None, list[Measured]] = {}
    for one in found:
        groups.setdefault(spans(one.period), []).append(one)
    return groups


def latest(view: View, found: Iterable[Measured], wanted: Period | None = None) -> Measured | None:
    """Return the number of the *wanted* period; where there is none, of the one that ends last, the shorter of two.

    What has no period comes last. None where *found* is empty.
    """
    groups = by_days(found)
    if not groups:
        return None
    chosen = spans(wanted) if wanted and spans(wanted) in groups else max(groups, key=_recency)
    return preferred(view, groups[chosen])[0]


def same_question(one: Iterable[Measured], other: Iterable[Measured]) -> Iterator[tuple[Measured, Measured]]:
    """Yield all pairs of one period and unit; what has no period pairs with nothing."""
    second = [(spans(b.period), b.unit, b) for b in other]
    for a in one:
        yield from ((a, b) for days, unit, b in second if a.period and (days, unit) == (spans(a.period), a.unit))


def quotient(part: Measured, whole: Measured) -> Measured | None:
    """Return *part* by *whole* for the period of *part*; None where either is open or *whole* may be nought or less."""
    if not (part.interval.bounded and whole.interval.bounded and whole.interval.lower > 0):
        return None
    return computed(part.interval / whole.interval, part, whole)


def computed(interval: Interval, *inputs: Measured) -> Measured:
    """Return a ratio that follows from *inputs*, for the period of the first; it rests on all that they rest on."""
    claims = tuple(dict.fromkeys(claim for one in inputs for claim in one.claims))
    rivals = tuple(dict.fromkeys(rival for one in inputs for rival in one.rivals))
    return Measured(interval, "ratio", inputs[0].period, claims, rivals, "computed")


def _recency(days: tuple[int, int] | None) -> tuple[int, int]:
    return (days[1], days[0]) if days else (0, 0)


def _looseness(one: Measured) -> Decimal:
    """Return the width of the interval beside its size, so that two currencies compare."""
    if not one.interval.bounded:
        return Decimal("Infinity")
    size = abs(middle(one.interval)) or Decimal(1)
    return (one.interval.upper - one.interval.lower) / size
