"""Exchange rates: the European Central Bank's reference rates, as CurrencyConverter carries them.

A source that gives a figure in two currencies seldom says at which rate. Three are usual: the mean of the period, its
last day, and the day of publication. The interval of all that apply, widened by what central banks' own fixings differ
by, is what the figure may have been converted at; outside it no usual rate gives the figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from sinograph.graph.intervals import Interval, hull

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

    from sinograph.loaders.periods import Period

#: Fixings of one day (the ECB's, the PBOC's central parity, the Fed's noon rate) lie within half a per cent.
MARGIN = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Rate:
    """How many *quote* one *base* buys, and on which days: ``2025-H1 mean, 2025-06-30, 2025-12-30``."""

    base: str
    quote: str
    interval: Interval
    days: str


def find_rate(base: str, quote: str, period: Period | None, published: Period | None) -> Rate | None:
    """Return the rate from *base* to *quote* for a figure of *period* that was *published* then.

    None where the bank gives none: a currency or a day that it does not cover.
    """
    found: dict[str, Decimal | None] = {}
    if period is not None:
        last = period.end - timedelta(days=1)
        if last > period.start:
            found[f"{period} mean"] = _mean(base, quote, period.start, period.end)
        found[last.isoformat()] = _on(base, quote, last)
    if published is not None:
        said = published.end - timedelta(days=1)
        found[said.isoformat()] = _on(base, quote, said)
    known = {days: rate for days, rate in found.items() if rate is not None}
    if not known:
        return None
    width = Interval(1 - MARGIN, 1 + MARGIN)
    return Rate(base, quote, hull([Interval.exactly(rate) for rate in known.values()]) * width, ", ".join(known))


@cache
def _table() -> CurrencyConverter:
    from currency_converter import CurrencyConverter

    return CurrencyConverter(decimal=True, fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known")


@cache
def _on(base: str, quote: str, day: date) -> Decimal | None:
    """Return the rate of *day*, or of the last trading day before it; None outside what the table covers."""
    table = _table()
    for currency in (base, quote):
        if currency not in table.bounds:
            return None
        first, last = table.bounds[currency]
        if not first <= day <= last:
            return None
    return Decimal(table.convert(1, base, quote, date=_trading(day)))


def _trading(day: date) -> date:
    """Return *day*, or the Friday before a Saturday or Sunday."""
    return day - timedelta(days=max(0, day.weekday() - 4))


@cache
def _mean(base: str, quote: str, start: date, end: date) -> Decimal | None:
    days = [start + timedelta(days=n) for n in range((end - start).days)]
    rates = [_on(base, quote, day) for day in days if day.weekday() < 5]
    known = [rate for rate in rates if rate is not None]
    return sum(known, Decimal(0)) / len(known) if known and len(known) == len(rates) else None
