"""Where companies stood by revenue and growth, period by period, and what they were last valued at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sinograph.graph.intervals import Interval
from sinograph.graph.measures import indicators
from sinograph.graph.measures.amounts import middle
from sinograph.graph.measures.measured import by_days, latest, measured, preferred
from sinograph.graph.measures.view import qualifier
from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from sinograph.graph.measures.measured import Measured
    from sinograph.graph.measures.view import View

_YEAR = 12
_ONE = Interval.exactly(1)


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """One company in one *period*: its *revenue* in yuan at an annual rate, by what *factor* that of a year before.

    Both are closed and above nought. *bases* are the claims that must hold for it: those that were accepted, and where
    others said the same before them, the first.
    """

    period: Period
    revenue: Interval
    factor: Interval
    bases: tuple[tuple[str, ...], ...]


def growth_points(view: View) -> dict[str, list[GrowthPoint]]:
    """Return where each company stood, the period that ended last first, of two that end together the longer.

    Only what has both figures for the same days: the growth is that of the revenue it stands beside.
    """
    growth = indicators.growth(view)
    found = {
        company: sorted(_growth_points(view, figures, growth.get(company, ())), key=_last, reverse=True)
        for company, figures in sorted(indicators.revenues(view).items())
    }
    return {company: ones for company, ones in found.items() if ones}


def _last(one: GrowthPoint) -> tuple[int, int]:
    return one.period.end.toordinal(), -one.period.start.toordinal()


def _growth_points(view: View, revenues: Iterable[Measured], growth: Iterable[Measured]) -> Iterator[GrowthPoint]:
    grown = by_days(growth)
    yuan = (measured(view, view.receipts[one.claims[0]], "CNY") for one in revenues)
    for days, figures in by_days(one for one in yuan if one).items():
        if days in grown:
            yield from _growth_point(view, preferred(view, figures)[0], preferred(view, grown[days])[0])


def _growth_point(view: View, revenue: Measured, growth: Measured) -> Iterator[GrowthPoint]:
    months = _months(revenue.period) if revenue.period else 0
    if not revenue.period or not months:
        return
    rate, factor = revenue.interval * Interval.exactly(_YEAR) / Interval.exactly(months), growth.interval + _ONE
    if all(one.bounded and one.lower > 0 for one in (rate, factor)):
        claims = dict.fromkeys((*revenue.claims, *growth.claims))
        accepted = tuple(claim for claim in claims if view.receipts[claim].status == "accepted")
        first = tuple(min(view.cited(view.receipts[claim]), key=partial(_known, view)) for claim in accepted)
        yield GrowthPoint(revenue.period, rate, factor, tuple(dict.fromkeys((accepted, first))))


def _known(view: View, claim: str) -> int:
    """Return the day by which *claim* was certainly published, or recorded where its source says no day."""
    receipt = view.receipts[claim]
    return Period.parse(view.sources[receipt.source].published or receipt.recorded).end.toordinal()


def _months(period: Period) -> int:
    """Return how many months *period* has, 0 where it is not made of whole ones."""
    whole = period.start.day == period.end.day == 1
    return _YEAR * (period.end.year - period.start.year) + period.end.month - period.start.month if whole else 0


def valuations(view: View) -> dict[str, Decimal]:
    """Return the latest valuation or market value of each company in US dollars, that of its deals included.

    A market value with a scope is one of some shares, or of an hour; it is left out.
    """
    issuers = {receipt.subject: receipt.object for receipt in view.accepted("issued_by")}
    found: dict[str, list[Measured]] = {}
    for receipt in view.accepted("valuation", "market_cap"):
        whole = receipt.property == "valuation" or not qualifier(receipt, "scope")
        one = measured(view, receipt, "USD") if whole else None
        if one:
            found.setdefault(issuers.get(receipt.subject, receipt.subject), []).append(one)
    chosen: Mapping[str, Measured | None] = {name: latest(view, ones) for name, ones in sorted(found.items())}
    return {name: middle(one.interval) for name, one in chosen.items() if one}
