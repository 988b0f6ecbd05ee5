"""The indicators by which companies are placed: what they earn, spend and charge, how open they are, who uses them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sinograph.graph.intervals import Interval
from sinograph.graph.measures.amounts import as_share
from sinograph.graph.measures.measured import (
    Measured,
    computed,
    dimensions,
    latest,
    measured,
    preferred,
    quotient,
    same_question,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sinograph.graph.measures.view import View
    from sinograph.loaders.periods import Period

#: In the order in which they are shown.
INDICATORS = (
    "revenue",
    "growth",
    "gross_margin",
    "rnd_intensity",
    "abroad_share",
    "output_price",
    "open_share",
    "monthly_users",
)
_ONE = Interval.exactly(1)

Found = dict[str, list[Measured]]


def revenues(view: View) -> Found:
    """Return all plain revenue of each company, in the currency in which it was stated."""
    return _figures(view, "revenue", lambda given: not given)


def last_year(view: View, company: Sequence[Measured], currency: str) -> Measured | None:
    """Return the revenue of the latest calendar year of which it is known, in *currency*; None where none is."""
    stated = [one for one in company if _is_year(one.period)]
    found = [measured(view, view.receipts[one.claims[0]], currency) for one in stated]
    return latest(view, [one for one in found if one])


def growth(view: View) -> Found:
    """Return the growth of revenue: next year's by this year's less one, and what is only stated.

    Where two years that follow each other are known in one currency, what is stated of that year is left out. Growth
    of a half year or quarter is against a year before (the ontology's ``growth``).
    """
    stated = _figures(view, "growth", lambda given: given == {("of_metric", "revenue")})
    found: Found = defaultdict(list)
    for company, figures in revenues(view).items():
        found[company] = _year_on_year(figures)
    for company, figures in stated.items():
        years = {one.period.text for one in found[company] if one.period}
        found[company] += [one for one in figures if not (one.period and one.period.text in years)]
    return found


def gross_margin(view: View) -> Found:
    """Return the stated gross margins of whole companies."""
    return _figures(view, "gross_margin", lambda given: not given)


def rnd_intensity(view: View) -> Found:
    """Return R&D expense by revenue of the same period and currency, and where neither is known the stated ratio."""
    spent, earned = _figures(view, "rnd_expense", lambda given: not given), revenues(view)
    stated = _figures(view, "ratio_to_revenue", lambda given: given == {("of_metric", "rnd_expense")})
    found: Found = defaultdict(list)
    for company in sorted({*spent, *stated}):
        pairs = same_question(spent.get(company, ()), earned.get(company, ()))
        found[company] = [ratio for ratio in (quotient(*pair) for pair in pairs) if ratio]
        found[company] = found[company] or stated.get(company, [])
    return found


def abroad_share(view: View) -> Found:
    """Return the share of revenue from outside China: as stated, else one less China's, else from both sums."""
    whole = revenues(view)
    abroad = _figures(view, "revenue", lambda given: given == {("region", "overseas")})
    found: Found = defaultdict(list)
    for company, parts in abroad.items():
        pairs = same_question(parts, whole.get(company, ()))
        found[company] = [share for share in (quotient(*pair) for pair in pairs) if share]
    home = _figures(view, "revenue_share", lambda given: given == {("region", "china")})
    for company, shares in home.items():
        found[company] = [computed(_ONE - as_share(one.interval), one) for one in shares]
    stated = _figures(view, "revenue_share", lambda given: given == {("region", "overseas")})
    return found | {name: [replace(one, interval=as_share(one.interval)) for one in s] for name, s in stated.items()}


def _figures(view: View, metric: str, wanted: Callable[[frozenset[tuple[str, str]]], bool]) -> Found:
    """Return the numbers of *metric* whose dimensions are *wanted*, by subject, as stated."""
    found: Found = defaultdict(list)
    for receipt in view.accepted(metric):
        one = measured(view, receipt) if wanted(dimensions(receipt)) else None
        if one:
            found[receipt.subject].append(one)
    return {subject: preferred(view, ones) for subject, ones in found.items()}


def _year_on_year(figures: Sequence[Measured]) -> list[Measured]:
    """Return the growth between years that follow each other, the preferred figure of each year and currency only."""
    years: dict[tuple[int, str], Measured] = {}
    for one in figures:
        if one.period and _is_year(one.period) and one.interval.bounded:
            years.setdefault((one.period.start.year, one.unit), one)
    found: Mapping[int, Measured] = {}
    for (year, unit), one in years.items():
        before = years.get((year - 1, unit))
        ratio = quotient(one, before) if before else None
        if ratio:
            found = {year: replace(ratio, interval=ratio.interval - _ONE), **found}
    return list(found.values())


def _is_year(period: Period | None) -> bool:
    return period is not None and len(period.text) == len("2025")
