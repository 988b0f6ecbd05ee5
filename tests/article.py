"""Reads a Chinese article for tests: its paragraphs, and in each the names, periods and numbers.

``read_passage`` is a small tokenizer of its own, so that the fact tables are not judged by the code that reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Words that look like numbers and are none, or that only count what stands beside them.
NO_NUMBERS = {
    "两家公司": "the two companies just named",
    "两者": "both of the two just named",
    "三大特点": "counts the list that follows",
    "三大支柱": "counts the list that follows: three rows of `develops`",
    "四大风险": "counts the list that follows: four rows of `faces_risk`",
    "两大痛点": "counts the list that follows",
    "三年半": "the length of 2022/2025-H1, the period of the claim",
    "每百万": "belongs to the metric: `token_price` is per million tokens",
    "每赚1元": "belongs to the metric: a ratio to revenue is per yuan earned",
    "元研发": "yuan of research for each yuan earned: a ratio",
    **dict.fromkeys(("一是", "二是", "三是", "四是"), "numbers a list"),
    **dict.fromkeys(("这一", "一体化", "进一步", "一旦", "抢先一步", "二级市场", "第三方"), "an idiom"),
}

UNITS = {"港元": "HKD", "美元": "USD", "元": "CNY", "年": "year", "个月": "month", "天": "day", "日": "day"}
UNITS |= {"小时": "hour", "股": "share", "倍": "ratio", "%": "ratio"}
#: Words of precision; 千亿参数 and 百万级 name a class of size, 数千 several of it, 数月至 a longest time.
HEDGES = dict.fromkeys(("超", "至少", "多", "以上", "+", "级", "参数", "数"), "at_least")
HEDGES |= {"约": "about", "近": "at_most", "数月至": "at_most"}
DIGITS = {d: n for n, d in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10, "百": 100, "千": 1000}
SCALES = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12), "%": Decimal("0.01")}

DATE = re.compile(
    r"(?P<from>\d{4})–(?P<to>\d{4})年|(?:(?P<year>\d{4})年)(?:(?P<half>[上下])半年|前(?P<months>\d)月|"
    r"(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?|(?P<bare_month>\d{1,2})月(?:(?P<bare_day>\d{1,2})日)?"
)
NUMBER = re.compile(
    r"(?P<before>超|至少|约|近|数月至|数(?=千))?(?:(?P<low>\d+)–)?(?P<digits>-?\d+(?:\.\d+)?|[一两二三四五六七八九十百千])"
    r"(?P<scale>万亿|亿|百万|万|%)?(?P<part>分之一)?(?P<after>多|以上|\+|级|参数)?(?P<unit>港元|美元|元|年|个月|天|日|小时|股|倍)?"
    r"(?P<late>以上)?"
)


@dataclass(frozen=True)
class Number:
    """A number in the article or in a row; an empty unit or precision is one that is not said.

    *period* is the last that the article names before the number; "" in a row.
    """

    value: Decimal
    unit: str
    precision: str
    period: str = ""

    def is_stated_by(self, row: Number) -> bool:
        """Compare a number of the article with one of a row; without a word it is exact, or rounded as printed."""
        same_unit = not self.unit or row.unit in {"", self.unit}
        fitting = {self.precision} if self.precision else {"exact", "about"}
        return self.value == row.value and same_unit and row.precision in {"", *fitting}


@dataclass(frozen=True)
class Passage:
    """One paragraph (or heading), with the names, periods and numbers that it holds."""

    names: frozenset[str]
    periods: tuple[Period, ...]
    numbers: tuple[Number, ...]
    firsts: int


def read_paragraphs(text: str) -> dict[str, str]:
    """Return paragraphs by place, ``section ¶1``, counted within the section; a heading stands at its own name.

    What comes before the first heading is 导语. A line without a full stop is a heading; THE END ends the article.
    """
    places: dict[str, str] = {}
    section, count = "导语", 0
    for line in text.partition("THE END")[0].splitlines():
        if "。" in line:
            count += 1
            places[f"{section} ¶{count}"] = line
        elif line:
            section, count = line, 0
            places[section] = line
    return places


def has_number(name: str) -> bool:
    """Say whether a name holds a digit or a numeral, so that its number is none of ours."""
    return bool(re.search(rf"[\d{''.join(DIGITS)}]", name))


def read_passage(text: str, named: Mapping[str, str]) -> Passage:
    """Take *text* apart; *named* gives the entity of each name that holds a number, longest name first."""
    names = set()
    for name, entity in named.items():
        if name in text:
            names.add(entity)
            text = text.replace(name, "|")
    for word in NO_NUMBERS:
        text = text.replace(word, "|")
    firsts = len(re.findall("首[家个次]", text))
    text = re.sub("榜首|首位|第一", "名次1", text).replace("第二", "名次2")
    periods = dict(read_periods(text))
    numbers = tuple(read_numbers(DATE.sub(lambda match: "|" * len(match[0]), text), periods))
    return Passage(frozenset(names), tuple(periods.values()), numbers, firsts)


def read_periods(text: str) -> Iterator[tuple[int, Period]]:
    """Yield where a period is named, and the period; a month without a year belongs to the last year named."""
    year = ""
    for match in DATE.finditer(text):
        found = match.groupdict()
        if found["from"]:
            yield match.start(), Period.parse(f"{found['from']}/{found['to']}")
            continue
        year = found["year"] or year
        month, day = found["month"] or found["bare_month"], found["day"] or found["bare_day"]
        part = f"-{int(month):02}" if month else ""
        part += f"-{int(day):02}" if day else ""
        part += {"上": "-H1", "下": "-H2", None: ""}[found["half"]]
        part += f"-{found['months']}M" if found["months"] else ""
        yield match.start(), Period.parse(year + part)


def read_numbers(text: str, periods: dict[int, Period]) -> Iterator[Number]:
    for match in NUMBER.finditer(text):
        before = [period.text for start, period in periods.items() if start < match.start()]
        yield from read_number(match.groupdict(), before[-1] if before else "")


def read_number(found: dict[str, str | None], period: str) -> Iterator[Number]:
    digits, scale = found["digits"] or "", found["scale"] or ""
    value = Decimal(DIGITS.get(digits, digits))
    factor = 100 * SCALES["万"] if scale == "百万" else SCALES[scale]
    unit = UNITS.get(found["unit"] or "", "ratio" if scale == "%" else "")
    hedge = found["before"] or found["after"] or found["late"] or ""
    if found["part"]:
        yield Number(round(1 / value, 2), "ratio", "", period)
    elif found["low"]:
        yield Number(Decimal(found["low"]) * factor, unit, "range", period)
        yield Number(value * factor, unit, "range", period)
    else:
        yield Number(value * factor, unit, HEDGES.get(hedge, ""), period)
