"""Periods in relation to others: the one before, the years at both ends, the shorter ones that fill one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS_BACK = {"year_before": 12, "quarter_before": 3, "month_before": 1}


def shifted(period: Period, moment: str) -> Period | None:
    """Return the period that lies a year, quarter or month before; None where *period* is not of that length.

    A year before is there for every period; a quarter before only for a quarter, a month before only for a month.
    """
    months = _MONTHS_BACK[moment]
    if moment != "year_before" and _months(period) != months:
        return None
    start, end = _back(period.start, months), _back(period.end, months)
    last = end - timedelta(days=1)
    return Period(f"{start.isoformat()}/{last.isoformat()}", start, end)


def _months(period: Period) -> int | None:
    """Return how many whole months *period* lasts, None where it starts or ends within one."""
    if period.start.day != 1 or period.end.day != 1:
        return None
    return 12 * (period.end.year - period.start.year) + period.end.month - period.start.month


def _back(day: date, months: int) -> date:
    count = 12 * day.year + day.month - 1 - months
    year, month = divmod(count, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:  # the 29th to 31st of a longer month
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)


def first_and_last(period: Period) -> tuple[Period, Period] | None:
    """Return the two years, quarters, months or days between which *period* runs; None where it is not ``a/b``."""
    first, slash, last = period.text.partition("/")
    return (Period.parse(first), Period.parse(last)) if slash else None


def years_between(first: Period, last: Period) -> int:
    """Return how many years lie from *first* to *last*, both of the same length."""
    return last.start.year - first.start.year


def tilings(whole: Period, pieces: Iterable[Period]) -> list[tuple[int, int]] | None:
    """Return the fewest of *pieces* that fill *whole* without gap or overlap, as ordinals; None where none do."""
    ends: dict[int, list[int]] = {}
    for piece in pieces:
        if whole.start <= piece.start and piece.end <= whole.end:
            ends.setdefault(piece.start.toordinal(), []).append(piece.end.toordinal())
    return _fill(whole.start.toordinal(), whole.end.toordinal(), ends)


def _fill(start: int, end: int, ends: dict[int, list[int]]) -> list[tuple[int, int]] | None:
    """Walk from *start* to *end*, longest piece first; a period has few pieces, so that this is quick."""
    if start == end:
        return []
    for stop in sorted(set(ends.get(start, ())), reverse=True):
        rest = _fill(stop, end, ends)
        if rest is not None:
            return [(start, stop), *rest]
    return None
