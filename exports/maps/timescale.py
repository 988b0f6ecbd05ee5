"""Time across a map: days to places, and the ticks that say which.

A few years hold most of what is known, so years differ in width: within one stretch time runs evenly, and every stretch
begins and ends at a tick that says its date.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from math import sqrt
from typing import TYPE_CHECKING, Any, Self

from sinograph.errors import Text
from sinograph.exports.maps.drawing import both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sinograph.loaders.periods import Period

WIDTH = 1000.0
#: The first years that together hold less than this part of what is dated are one stretch, and so are the last.
_RARE_BEFORE, _RARE_AFTER = 1 / 12, 1 / 50
#: How wide such a stretch is, beside all others together.
_RARE_WIDTH = 1 / 20
#: Units from tick to tick.
_TICK = 36.0
_STRETCHED = Text("time scale stretched where much happened", "时间轴在事件密集处拉宽")


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Where days stand; *knots* are the first days of the stretches with their places, and the day after the last."""

    knots: tuple[tuple[date, float], ...]

    @classmethod
    def of(cls, days: Sequence[date]) -> Self:
        """Return a scale on which the years of most *days* are widest, and no year narrower than one before it."""
        counts = Counter(day.year for day in days) or Counter({1970: 1})
        first, last = min(counts), max(counts)
        begin, end = _told_of(counts)
        widths = [*accumulate((sqrt(counts[year]) for year in range(begin, end)), max)]
        rare = sum(widths) * _RARE_WIDTH
        years = [*range(begin, end + 1)]
        if first < begin:
            years, widths = [first, *years], [rare, *widths]
        if end <= last:
            years, widths = [*years, last + 1], [*widths, rare]
        places = (WIDTH * place / sum(widths) for place in accumulate(widths, initial=0.0))
        return cls(tuple((date(year, 1, 1), place) for year, place in zip(years, places, strict=True)))

    def at(self, day: date) -> float:
        """Return the place of the beginning of *day*; what lies beyond the scale stands at its end."""
        index = bisect_right(self.knots, day, key=lambda knot: knot[0])
        if index in {0, len(self.knots)}:
            return self.knots[index and -1][1]
        (start, left), (end, right) = self.knots[index - 1 : index + 1]
        return left + (right - left) * (day - start) / (end - start)

    def middle(self, period: Period) -> float:
        """Return the middle of *period*."""
        return (self.at(period.start) + self.at(period.end)) / 2

    def parts(self, least: float) -> Iterator[date]:
        """Yield the first days of parts of time at least *least* wide: quarters, halves, years or whole stretches."""
        for (start, left), (end, right) in pairwise(self.knots):
            parts = max(n for n in (4, 2, 1) if n == 1 or (right - left) / n >= least)
            one_year = end.year - start.year == 1
            yield from (start.replace(month=1 + 12 // parts * n) for n in range(parts if one_year else 1))

    def axis(self, label: Text) -> Mapping[str, Any]:
        """Return the axis of a map across which this time runs, as ``viewer/data.js`` describes it.

        Its label also says that time does not run evenly.
        """
        label = Text(f"{label.en}; {_STRETCHED.en}", f"{label.zh}；{_STRETCHED.zh}")
        days = [*self.parts(_TICK), self.knots[-1][0]]
        ticks = [{"at": round(self.at(day), 1), "text": _tick(day)} for day in days]
        return {"label": both(label), "ticks": ticks, "from": 0, "to": WIDTH}


def _tick(day: date) -> str:
    return f"{day:%Y}" if day.month == 1 else f"{day:%Y-%m}"


def _told_of(counts: Mapping[int, int]) -> tuple[int, int]:
    """Return the first year that gets a stretch of its own, and the year after the last that does."""
    total, years = sum(counts.values()), sorted(counts)
    sums = dict(zip(years, accumulate(counts[year] for year in years), strict=True))
    begin = next(year for year in years if sums[year] >= total * _RARE_BEFORE)
    end = next(year for year in years if year >= begin and total - sums[year] < total * _RARE_AFTER)
    return begin, end + 1
