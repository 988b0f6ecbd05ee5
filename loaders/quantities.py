"""Numbers as stated, read as intervals.

A source that prints ``3.12亿`` does not say 312,000,000; it says something between 311,500,000 and 312,500,000. A
quantity keeps the spelling, so that the last printed place is known, and the interval, so that two sources can be
compared: ``3.12亿`` and ``312.4 million`` agree, ``6.6%`` and ``5.9%`` do not.

Arithmetic is decimal throughout; no binary floating point touches money.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Literal, Self, get_args

Precision = Literal["exact", "about", "at_least", "at_most", "range"]
PRECISIONS: tuple[Precision, ...] = get_args(Precision)

#: Scale words that may follow a number, as sources print them.
SCALES = {
    "": 0,
    "%": -2,
    "万": 4,
    "亿": 8,
    "万亿": 12,
    " thousand": 3,
    " million": 6,
    " billion": 9,
    " trillion": 12,
}

_NUMBER = re.compile(r"(?P<digits>-?(?:0|[1-9][0-9]{0,27})(?:\.[0-9]{1,18})?)(?P<scale>.*)", re.ASCII)

#: Wide enough for every number the grammar admits; the default context would round a long one in silence.
_EXACT = Context(prec=80)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval with its unit; a bound of None is open.

    *value* is the number as stated; of a range it is the midpoint.
    """

    text: str
    value: Decimal
    lower: Decimal | None
    upper: Decimal | None
    unit: str
    precision: Precision

    @classmethod
    def parse(cls, text: str, unit: str, precision: Precision) -> Self:
        """Read ``312400000``, ``3.12亿``, ``84.8%``, ``4.8 billion`` or, for a range, ``4亿..5亿``.

        ``about`` allows half of the last printed place: of ``3.12亿`` half a million, of ``50.0%`` half a
        thousandth. In a bare whole number the zeros at the end count as rounded, so ``43000000`` is plus or minus
        half a million; write ``43.0 million`` where the source prints that much.

        Raises:
            ValueError: the text is not such a number, or a range runs backwards.
        """
        if precision == "range":
            low, high = (_read(part)[0] for part in _ends(text))
            if not low < high:
                raise ValueError(text)
            return cls(text, _EXACT.divide(_EXACT.add(low, high), Decimal(2)), low, high, unit, precision)
        value, place = _read(text)
        half = _EXACT.multiply(place, Decimal("0.5"))
        lower = {"about": _EXACT.subtract(value, half), "at_most": None}.get(precision, value)
        upper = {"about": _EXACT.add(value, half), "at_least": None}.get(precision, value)
        return cls(text, value, lower, upper, unit, precision)

    def overlaps(self, other: Quantity) -> bool:
        """Say whether one number can satisfy both; the units must be the same."""
        return _reaches(self.upper, other.lower) and _reaches(other.upper, self.lower)

    def width(self) -> Decimal:
        """Return the length of the interval, infinite when open: the smaller, the more precise."""
        if self.lower is None or self.upper is None:
            return Decimal("Infinity")
        return _EXACT.subtract(self.upper, self.lower)

    def __str__(self) -> str:
        """Return the number as stated."""
        return self.text


def plain(number: Decimal) -> str:
    """Return *number* in its one canonical spelling: no exponent, no zeros to spare."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _reaches(upper: Decimal | None, lower: Decimal | None) -> bool:
    return upper is None or lower is None or lower <= upper


def _ends(text: str) -> tuple[str, str]:
    low, dots, high = text.partition("..")
    if not dots:
        raise ValueError(text)
    return low, high


def _read(text: str) -> tuple[Decimal, Decimal]:
    """Return the number and the size of its last printed place."""
    match = _NUMBER.fullmatch(text)
    if match is None or match["scale"] not in SCALES:
        raise ValueError(text)
    digits, power = Decimal(match["digits"]), SCALES[match["scale"]]
    value = digits.scaleb(power, _EXACT)
    exponent = value.as_tuple().exponent
    if power == 0 and "." not in match["digits"]:
        exponent = value.normalize(_EXACT).as_tuple().exponent
    return value, Decimal((0, (1,), int(exponent)))
