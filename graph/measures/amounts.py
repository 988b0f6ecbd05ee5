"""Numbers of claims as intervals, and sums of money in one currency.

Rates are the European Central Bank's, for the day or period that the claim speaks of (:mod:`sinograph.graph.rates`); a
converted amount is the interval of the usual rates, so a sum of several currencies is as wide as they leave it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from sinograph.graph.figures import is_currency
from sinograph.graph.intervals import Interval
from sinograph.graph.rates import find_rate
from sinograph.loaders.periods import Period
from sinograph.loaders.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt
    from sinograph.loaders.quantities import Precision

NOTHING = Interval(Decimal(0), Decimal(0))
#: What a part of a whole can be.
WHOLE = Interval(Decimal(0), Decimal(1))


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in one currency; *rate* says at which rate and on which days, "" where none was needed."""

    interval: Interval
    currency: str
    rate: str


def quantity_of(receipt: Receipt) -> Quantity | None:
    """Return the number of a claim, None where it has none."""
    if not receipt.precision:
        return None
    return Quantity.parse(receipt.value, receipt.unit, cast("Precision", receipt.precision))


def interval_of(receipt: Receipt) -> Interval | None:
    """Return what the number of a claim allows, None where it has none."""
    quantity = quantity_of(receipt)
    return None if quantity is None else Interval.of(quantity)


def amount_of(view: View, receipt: Receipt, currency: str) -> Amount | None:
    """Return the money that *receipt* speaks of in *currency*.

    None where its number is no money, or no rate is known for its day: a claim without a period goes by the day on
    which its source was published.
    """
    interval = interval_of(receipt)
    if interval is None or not is_currency(receipt.unit):
        return None
    if receipt.unit == currency:
        return Amount(interval, currency, "")
    published = view.sources[receipt.source].published
    day = receipt.period or published
    rate = find_rate(receipt.unit, currency, Period.parse(day), None) if day else None
    if rate is None:
        return None
    return Amount(interval * rate.interval, currency, f"{rate.base}/{rate.quote} {rate.days}")


def total(intervals: Iterable[Interval]) -> Interval:
    """Return the sum, nought where there are none."""
    result = NOTHING
    for interval in intervals:
        result += interval
    return result


def as_share(interval: Interval) -> Interval:
    """Return what of *interval* a part of a whole can be: an end beyond nothing or all stops there."""
    return Interval(max(interval.lower, WHOLE.lower), min(interval.upper, WHOLE.upper))


def middle(interval: Interval) -> Decimal:
    """Return the midpoint; of an open interval the end that is there, of one open on both sides nought."""
    if interval.bounded:
        return (interval.lower + interval.upper) / 2
    return next((end for end in (interval.lower, interval.upper) if end.is_finite()), Decimal(0))
