"""Numbers and periods as documents print them, Chinese and English: ``3.12亿元``, ``六分之一``, ``$4.8bn``.

This reads other people's prose to check our figures against it; the tables' own numbers are read, strictly, by
:mod:`sinograph.loaders.quantities`. Chinese numerals are read by cn2an.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCALES = {
    "": 0, "%": -2, "十": 1, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10,
    "千亿": 11, "万亿": 12,
    "thousand": 3, "k": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12, "tn": 12,
    "percent": -2, "per cent": -2, "个百分点": -2,
}  # fmt: skip
_UNITS = {
    "港元": "HKD", "港币": "HKD", "hk$": "HKD", "hkd": "HKD", "美元": "USD", "美金": "USD", "us$": "USD", "usd": "USD",
    "$": "USD", "人民币": "CNY", "元": "CNY", "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "¥": "CNY", "欧元": "EUR",
    "€": "EUR", "eur": "EUR", "韩元": "KRW", "won": "KRW", "%": "ratio", "percent": "ratio", "per cent": "ratio",
    "个百分点": "ratio", "倍": "ratio", "times": "ratio",
    "x": "ratio", "股": "share", "shares": "share", "年": "year", "years": "year", "个月": "month", "months": "month",
    "天": "day", "日": "day", "days": "day", "小时": "hour", "hours": "hour",
}  # fmt: skip
_NUMERAL = "零〇一二两三四五六七八九十百千"
_DIGITS = r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALE_WORDS = "|".join(re.escape(w) for w in sorted(filter(None, _SCALES), key=len, reverse=True))
_UNIT_WORDS = "|".join(re.escape(w) for w in sorted(_UNITS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<before>hk\$|us\$|\$|¥|€|rmb|hkd|usd|cny)?\s?"
    rf"(?:百分之(?P<hundredths>{_DIGITS}|[{_NUMERAL}]+(?:点[{_NUMERAL}]+)?)|(?P<lower>[{_NUMERAL}]+|\d+)分之(?P<upper>[{_NUMERAL}]+|\d+)|"
    rf"(?:(?P<low>{_DIGITS})(?P<low_scale>%|万亿|亿|万)?\s?[–—~～至-]\s?)?(?P<digits>{_DIGITS}|第?[{_NUMERAL}]+))"
    rf"\s?(?P<scale>(?:{_SCALE_WORDS})(?![a-z]))?\s?(?P<after>(?:{_UNIT_WORDS})(?![a-z]))?",
    re.IGNORECASE,
)
#: Forms of the full width, as Chinese typesetting has them; other compatibility characters (①, ²) are no digits.
_WIDE = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20}
_FIRST = re.compile("榜首|首位|登顶")

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = "|".join(_MONTHS)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_PERIOD = re.compile(
    r"(?P<from>\d{4})\s?[–—~-]\s?(?P<to>\d{4})(?:年|\b)|(?P<zh>\d{4})年(?:(?P<zh_half>[上下])半年|(?P<till>前(?:\d{1,2}个?月|三季度))|"
    r"第?(?P<zh_quarter>[一二三四1-4])季度?|(?P<zh_month>\d{1,2})月(?:(?P<zh_day>\d{1,2})日)?)?|"
    r"(?P<half>first|second) half of (?P<half_year>\d{4})|h(?P<h>[12]) (?P<h_year>\d{4})|"
    r"(?P<year_h>\d{4})[ -]?h(?P<h_late>[12])|"
    r"(?P<quarter>first|second|third|fourth) quarter of (?P<quarter_year>\d{4})|q(?P<q>[1-4]) (?P<q_year>\d{4})|"
    rf"(?P<month>{_MONTH})\.? (?:(?P<day>\d{{1,2}}), )?(?P<month_year>\d{{4}})|"
    r"(?P<late_month>\d{1,2})月(?:(?P<late_day>\d{1,2})日)?|"
    r"(?<![\d.,$])(?P<year>(?:19|20)\d{2})(?![\d.,]*\d|[万亿%])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number in a text: its first and last place, its value, and the unit where one is printed beside it.

    *value* counts per cent as parts of one. *low* is the lower end of a printed range, None otherwise. *is_fraction*
    marks what is printed as a fraction, whose decimal value no table spells in full.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    low: Decimal | None = None
    is_fraction: bool = False


@dataclass(frozen=True, slots=True)
class PrintedPeriod:
    """A period in a text, and where it stands."""

    start: int
    end: int
    period: Period


def narrow(text: str) -> str:
    """Return *text* of the same length with the digits, letters and signs of the full width made ordinary."""
    return text.translate(_WIDE)


def read_periods(text: str) -> list[PrintedPeriod]:
    """Return the periods of *text* in order; a month without a year is in the year named last."""
    found: list[PrintedPeriod] = []
    year = ""
    for match in _PERIOD.finditer(narrow(text)):
        named = _period(match.groupdict(), year)
        if named:
            year = named[-4:] if "/" in named else named[:4]
            try:
                found.append(PrintedPeriod(match.start(), match.end(), Period.parse(named)))
            except ValueError:  # a month 13, a 30th of February: prose has such slips
                continue
    return found


def _period(found: dict[str, str | None], year: str) -> str:
    """Return the period that one match names, as the tables write it, "" for none."""
    part = {name: text.lower() for name, text in found.items() if text}
    if "from" in part:
        return f"{part['from']}/{part['to']}"
    if "zh" in part:
        return part["zh"] + _chinese_part(part)
    if "half" in part:
        return f"{part['half_year']}-H{1 if part['half'] == 'first' else 2}"
    if "h" in part or "h_late" in part:
        return f"{part.get('h_year') or part['year_h']}-H{part.get('h') or part['h_late']}"
    if "quarter" in part or "q" in part:
        number = part.get("q") or str(_QUARTERS[part["quarter"]])
        return f"{part.get('q_year') or part['quarter_year']}-Q{number}"
    if "month" in part:
        return f"{part['month_year']}-{_MONTHS.index(part['month']) + 1:02}" + _day(part.get("day"))
    if "late_month" in part:
        return f"{year}-{int(part['late_month']):02}" + _day(part.get("late_day")) if year else ""
    return part["year"]


def _chinese_part(part: dict[str, str]) -> str:
    if "zh_half" in part:
        return "-H1" if part["zh_half"] == "上" else "-H2"
    if "till" in part:
        months = re.search(r"\d+", part["till"])
        return f"-{months[0] if months else 9}M"
    if "zh_quarter" in part:
        return f"-Q{_QUARTERS.get(part['zh_quarter'], part['zh_quarter'])}"
    return (f"-{int(part['zh_month']):02}" + _day(part.get("zh_day"))) if "zh_month" in part else ""


def _day(day: str | None) -> str:
    return f"-{int(day):02}" if day else ""


def read_numbers(text: str) -> list[PrintedNumber]:
    """Return the numbers of *text* in order, periods left out; words that say "first" count as 1."""
    plain = narrow(text)
    for period in read_periods(plain):
        plain = plain[: period.start] + "|" * (period.end - period.start) + plain[period.end :]
    found = [number for match in _NUMBER.finditer(plain) for number in _number(match)]
    found += [PrintedNumber(m.start(), m.end(), Decimal(1), "rank") for m in _FIRST.finditer(plain)]
    return sorted(found, key=lambda number: number.start)


def _number(match: re.Match[str]) -> Iterator[PrintedNumber]:
    part = match.groupdict()
    scale = (part["scale"] or "").lower()
    unit = _UNITS.get((part["after"] or part["before"] or "").lower(), _UNITS.get(scale, ""))
    start, end = match.span()
    if part["hundredths"]:
        yield PrintedNumber(start, end, _decimal(part["hundredths"]).scaleb(-2), "ratio")
    elif part["lower"]:
        below = _decimal(part["lower"])
        if below:
            yield PrintedNumber(start, end, _decimal(part["upper"]) / below, "ratio", is_fraction=True)
    else:
        digits = part["digits"]
        value = _decimal(digits.removeprefix("第")).scaleb(_SCALES[scale])
        low_scale = _SCALES[part["low_scale"] or scale]
        low = _decimal(part["low"]).scaleb(low_scale) if part["low"] else None
        yield PrintedNumber(start, end, value, "rank" if digits.startswith("第") else unit, low)


def _decimal(text: str | None) -> Decimal:
    """Return the number that digits or Chinese numerals spell; 千 alone is a thousand."""
    spelled = (text or "").replace(",", "").replace("−", "-")
    if not re.search(f"[{_NUMERAL}]", spelled):
        return Decimal(spelled)
    from cn2an import cn2an

    if spelled == "零":  # mostly part of a word, as in 零售
        return Decimal("NaN")
    ready = f"一{spelled}" if spelled[0] in "百千" else spelled
    try:
        return Decimal(str(cn2an(ready, "smart")))
    except ValueError:  # numerals one after the other that spell no number, such as 一一
        return Decimal("NaN")
