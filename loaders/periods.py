"""Periods as stated, read as half-open intervals of days.

``2025-H1`` is not the first of January: it is every day of six months. A period keeps the text in which it was
stated, and knows its first day and the first day after it::

    >>> Period.parse("2025-H1")
    Period(text='2025-H1', start=datetime.date(2025, 1, 1), end=datetime.date(2025, 7, 1))

Only the canonical spelling is accepted, so ``str(Period.parse(text)) == text``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from sinograph.errors import Text

#: What to do about a text that is no period, for messages.
PERIOD_REMEDY = Text(
    "write 2024, 2025-H1, 2025-Q3, 2025-9M, 2025-11, 2026-01-08, or first/last",
    "请写作 2024、2025-H1、2025-Q3、2025-9M、2025-11、2026-01-08 或 起/止",
)
_YEAR = r"(?P<year>[12][0-9]{3})"
_PART = re.compile(
    rf"{_YEAR}(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<months>[1-9]|1[01])M|"
    r"(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3][0-9]))?))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days: *start* belongs to it, *end* does not."""

    text: str
    start: date
    end: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2024``, ``2025-H1``, ``2025-Q3``, ``2025-9M``, ``2025-11``, ``2026-01-08`` or two joined by ``/``.

        Of two, both belong to the period from first to last day.

        Raises:
            ValueError: the text is not one of these, or names a day that does not exist, or ends before it starts.
        """
        first, slash, last = text.partition("/")
        start, end = _bounds(first)
        if slash:
            last_start, end = _bounds(last)
            if last_start <= start:
                raise ValueError(text)
        return cls(text, start, end)

    def overlaps(self, other: Period) -> bool:
        """Say whether the two share a day."""
        return self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        """Return the text in which the period was stated."""
        return self.text


def period_of(text: str) -> Period | None:
    """Return the period that *text* names, None for ""."""
    return Period.parse(text) if text else None


def _bounds(text: str) -> tuple[date, date]:
    """Return the first day of one part and the first day after it."""
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(text)
    found = {name: int(value) for name, value in match.groupdict().items() if value}
    year = found["year"]
    if "day" in found:
        day = date(year, found["month"], found["day"])
        return day, day + timedelta(days=1)
    first, count = _months(found)
    return date(year, first, 1), date(year + (first + count - 1) // 12, (first + count - 1) % 12 + 1, 1)


def _months(found: dict[str, int]) -> tuple[int, int]:
    """Return the first month of a part and how many months it has."""
    if "month" in found:
        return found["month"], 1
    if "half" in found:
        return 6 * found["half"] - 5, 6
    if "quarter" in found:
        return 3 * found["quarter"] - 2, 3
    return 1, found.get("months", 12)
