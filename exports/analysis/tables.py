"""What every analysis prints: a table, the sentences that must be read with it, and numbers in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from sinograph.exports.wording import label, number_text
from sinograph.loaders.quantities import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sinograph.errors import Language, Text
    from sinograph.graph.intervals import Interval

#: Digits that a computed number is shown with.
_SHOWN = Context(prec=3, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of one analysis.

    A row has every key as text: names and words for people; for programs ``X_id`` is the id of what ``X`` names, plain
    numbers end in ``lower`` and ``upper`` or have a unit of their own, and several ids (``claim_ids``) are joined by
    spaces. *columns* are the keys that people see, with their headings. *notes* say what the numbers leave
    out; they are printed beside the table, never in it.
    """

    rows: Sequence[Mapping[str, str]]
    columns: Mapping[str, Text]
    notes: Sequence[Text] = ()


def cited(claims: Sequence[str]) -> str:
    """Return claims as a table shows them: the first, and how many more there are; "" for none."""
    return "" if not claims else claims[0] if len(claims) == 1 else f"{claims[0]} +{len(claims) - 1}"


def rounded(number: Decimal | float) -> str:
    """Return a computed number with three digits, in its plain spelling."""
    return plain(_SHOWN.plus(Decimal(number)))


def percent(share: Decimal | float, places: int = 1) -> str:
    """Return a share of one as a percentage with that many *places*."""
    return f"{round(100 * float(share), places) + 0.0:.{places}f}%"  # nought has no sign


def percents(interval: Interval, places: int = 1) -> str:
    """Return an interval of shares: one percentage where both ends read the same, else ``low–high``."""
    low, high = (percent(end, places) if end.is_finite() else "" for end in (interval.lower, interval.upper))
    return low if low == high else f"{low}–{high}"


def money(interval: Interval, currency: str, lang: Language) -> str:
    """Return an interval of money in words with three digits: ``1.40 billion US dollars`` or ``≥ 1.4 billion ...``."""
    unit = label(currency).say(lang)
    ends = [_large(end, lang) if end.is_finite() else "" for end in (interval.lower, interval.upper)]
    low, high = ends
    both = low if low == high else f"{low}–{high}"
    number = both if low and high else f"≥ {low}" if low else f"≤ {high}"
    return f"{number} {unit}" if lang == "en" else f"{number}{unit}"


def bounds(interval: Interval | None) -> tuple[str, str]:
    """Return both ends as plain numbers, an open or unknown one as ""."""
    if interval is None:
        return "", ""
    return tuple(plain(end) if end.is_finite() else "" for end in (interval.lower, interval.upper))  # type: ignore[return-value]


def _large(number: Decimal, lang: Language) -> str:
    return number_text(plain(_SHOWN.plus(number)), lang)
