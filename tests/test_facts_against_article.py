"""The article that the tables come from, number by number, in both directions.

The article is not ours to publish, so most of these tests run only where a copy lies in a folder ``shared/sources``
beside one of the checkout's parents, or in the folder that SINOGRAPH_SOURCES names.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinograph.loaders import bundled_facts, load_facts
from sinograph.loaders.periods import Period
from sinograph.loaders.quantities import PRECISIONS, Quantity
from sinograph.tests.article import Number, Passage, has_number, read_paragraphs, read_passage
from sinograph.tests.one_article import article_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ARTICLE = "saile-zhipu-ipo"

#: Claims (property, value) whose number is a reading of words; with the reason.
NUMBER_FROM_WORDS = {("net_loss", "0"): "profit, written as a loss of zero or less"}

#: Claims (property, value) whose period is not the last one that the article names before the number.
PERIOD_FROM_CONTEXT = {
    ("ratio_to_revenue", "266.5%"): "the period follows in brackets",
    ("ratio_to_revenue", "1.8"): "the same period as the paragraph before, by the article's words",
    ("ratio_to_revenue", "12.3"): "the same period as the paragraph before, by the article's words",
    ("net_loss", "62亿"): "three and a half years, from 2022 on",
    ("count_of", "1"): "follows from the share and place of 2024",
}


@cache
def article() -> Mapping[str, Passage]:
    """Return the passages of the article by place, or skip the test that asks."""
    folder = find_sources()
    wanted = load_facts([bundled_facts()]).sources[ARTICLE].sha256
    for path in sorted(folder.iterdir()) if folder else []:
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() == wanted:
            paragraphs = read_paragraphs(data.decode("utf-8"))
            return {place: read_passage(text, names_with_numbers()) for place, text in paragraphs.items()}
    pytest.skip(
        f"no copy of the article {ARTICLE}: put it into shared/sources, or name its folder in SINOGRAPH_SOURCES"
    )


def find_sources() -> Path | None:
    if named := os.environ.get("SINOGRAPH_SOURCES"):
        return Path(named)
    above = (parent / "shared" / "sources" for parent in Path(__file__).resolve().parents)
    return next((folder for folder in above if folder.is_dir()), None)


@cache
def names_with_numbers() -> dict[str, str]:
    """Return the entities' names that hold a digit or numeral, longest first, with their ids."""
    entities = article_facts().entities.values()
    found = {name: e.id for e in entities for name in (*e.name, *e.aliases) if has_number(name)}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


@dataclass(frozen=True, eq=False)
class Stated:
    """What one row of the tables states: a claim, or a refused row."""

    cells: Mapping[str, str]
    value: tuple[Number, ...]
    details: tuple[Number, ...]
    periods: tuple[Period, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.cells["property"], self.cells["value"]

    @property
    def places(self) -> list[str]:
        return self.cells["locator"].split("; ")

    @property
    def is_first(self) -> bool:
        return self.cells["property"] == "first_to" or "first time" in self.cells.get("note", "")

    def touches(self, entity: str) -> bool:
        return entity in re.split(
            r"[=;] ?", f"{self.cells['subject']};{self.cells['object']};{self.cells['qualifiers']}"
        )


@cache
def stated() -> list[Stated]:
    folder = bundled_facts()
    tables = [*sorted(folder.glob("claims/*.csv")), folder / "refused.csv"]
    rows = [row for path in tables for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))]
    return [read_row(row) for row in rows if row["source"] == ARTICLE]


def read_row(row: dict[str, str]) -> Stated:
    qualifiers = dict(part.split("=") for part in row["qualifiers"].split("; ") if part)
    texts = [row["period"], qualifiers.get("since", ""), qualifiers.get("until", "")]
    texts += [row["value"]] if not row["unit"] and re.match(r"\d{4}", row["value"]) else []
    periods = tuple(Period.parse(text) for text in texts if text)
    return Stated(row, tuple(value_of(row)), tuple(details_of(row, qualifiers)), periods)


def value_of(row: dict[str, str]) -> Iterator[Number]:
    if row["unit"] and row["value"]:
        precision = next(p for p in PRECISIONS if p == row["precision"])
        quantity = Quantity.parse(row["value"], row["unit"], precision)
        ends = (quantity.lower, quantity.upper) if precision == "range" else (quantity.value,)
        yield from (Number(end, row["unit"], precision) for end in ends if end is not None)


def details_of(row: dict[str, str], qualifiers: dict[str, str]) -> Iterator[Number]:
    """Yield the numbers in a span of time and a stock code, and those that a refused row's reason gives."""
    if span := re.fullmatch(r"PT?(\d+)([YMDH])", qualifiers.get("within", "")):
        yield Number(Decimal(span[1]), {"Y": "year", "M": "month", "D": "day", "H": "hour"}[span[2]], "")
    for text in re.findall(r"\d+", f"{qualifiers.get('ticker', '')} {row.get('reason', '')}"):
        yield Number(Decimal(text), "", "")


def rows_at(place: str) -> list[Stated]:
    """Return the rows of one paragraph; of a heading, those of its whole section."""
    return [row for row in stated() if any(place in (p, p.partition(" ¶")[0]) for p in row.places)]


def told(wrong: list[str], remedy: str) -> str:
    return "\n  ".join([f"{len(wrong)} wrong; {remedy}:", *wrong[:20]])


def test_every_place_that_a_row_names_is_in_the_article() -> None:
    wrong = sorted({p for row in stated() for p in row.places if "¶" not in p or p not in article()})

    assert not wrong, told(wrong, "write the section's title as it stands and the paragraph in it, 发行详情 ¶1")


def test_every_paragraph_of_the_article_has_a_claim_or_a_refusal() -> None:
    wrong = [place for place in article() if "¶" in place and not rows_at(place)]

    assert not wrong, told(wrong, "read these again, and claim or refuse what they say")


def test_every_name_with_a_number_is_touched_where_the_article_has_it() -> None:
    wrong = [
        f"{place}: {name}"
        for place, passage in article().items()
        for name in passage.names
        if not any(row.touches(name) for row in rows_at(place))
    ]

    assert not wrong, told(wrong, "add a row that touches the entity, or add the place to a locator")


def is_covered(period: Period, rows: list[Stated]) -> bool:
    """Say whether a row's period lies inside the one that the article prints, or begins or ends with it."""
    found = [p for row in rows for p in row.periods]
    inside = any(period.start <= p.start and p.end <= period.end for p in found)
    return inside or any(period.text in p.text.split("/") for p in found)


def test_every_date_in_the_article_is_accounted_for() -> None:
    wrong = [
        f"{place}: {period}"
        for place, passage in article().items()
        for period in passage.periods
        if not is_covered(period, rows_at(place))
    ]

    assert not wrong, told(wrong, "no row of this place has the period: add a claim, or refuse it with a reason")


def test_every_number_in_the_article_is_accounted_for_with_its_unit_and_precision() -> None:
    wrong = [
        f"{place}: {number}"
        for place, passage in article().items()
        for number in passage.numbers
        if not any(number.is_stated_by(n) for row in rows_at(place) for n in (*row.value, *row.details))
    ]

    assert not wrong, told(wrong, "no row of this place states the number so: add a claim, or refuse it with a reason")


def test_every_first_in_the_article_is_accounted_for() -> None:
    held = {place: sum(row.is_first for row in rows_at(place)) for place in article()}
    wrong = [place for place, passage in article().items() if held[place] < passage.firsts]

    assert not wrong, told(wrong, "something is called the first here: say so with first_to, or in a note")


def test_every_number_of_a_claim_stands_in_each_of_its_places() -> None:
    wrong = [
        f"{place}: {row.cells['subject']} {row.key}"
        for row in stated()
        for place in row.places
        for number in row.value
        if row.key not in NUMBER_FROM_WORDS
        if not any(printed.is_stated_by(number) for printed in article()[place].numbers)
    ]

    assert not wrong, told(wrong, "the article prints no such number there, or with another unit or word of precision")


def has_its_period(row: Stated) -> bool:
    """Say whether the last period before the row's number, in one of its places, is that of the row or holds it."""
    wanted = Period.parse(row.cells["period"])
    printed = [n for place in row.places for n in article()[place].numbers if n.period]
    found = [Period.parse(n.period) for n in printed if any(n.is_stated_by(number) for number in row.value)]
    return any(p.start <= wanted.start and wanted.end <= p.end for p in found)


def test_the_period_of_a_claim_is_the_last_one_named_before_its_number() -> None:
    dated = [row for row in stated() if row.cells["period"] and row.value and row.key not in PERIOD_FROM_CONTEXT]
    wrong = [f"{row.places}: {row.cells['subject']} {row.key} {row.cells['period']}" for row in dated]
    wrong = [text for text, row in zip(wrong, dated, strict=True) if not has_its_period(row)]

    assert not wrong, told(wrong, "the article names another period before this number")


def test_the_exceptions_of_these_tests_are_still_needed() -> None:
    keys = {row.key for row in stated()}

    assert set() == {*NUMBER_FROM_WORDS, *PERIOD_FROM_CONTEXT} - keys


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2024年甲公司营收超3.12亿元。", [Number(Decimal(312_000_000), "CNY", "at_least", "2024")]),
        ("近70%的客户。", [Number(Decimal("0.7"), "ratio", "at_most")]),
        ("仅为其六分之一。", [Number(Decimal("0.17"), "ratio", "")]),
        ("两个月内增长十倍以上。", [Number(Decimal(2), "month", ""), Number(Decimal(10), "ratio", "at_least")]),
        ("营收4–5亿元。", [Number(Decimal(10) ** 8 * n, "CNY", "range") for n in (4, 5)]),
        ("第二,一是M-4起步。", [Number(Decimal(2), "", "")]),
        ("数千家客户。", [Number(Decimal(1000), "", "at_least")]),
    ],
)
def test_the_reader_takes_a_sentence_apart(text: str, numbers: list[Number]) -> None:
    assert numbers == list(read_passage(text, {"M-4": "m4"}).numbers)


def test_the_reader_gives_a_bare_month_its_year_and_counts_paragraphs_in_their_section() -> None:
    passage = read_passage("2025年上半年开工,7月发布,2026年1月8日上市。", {})

    assert [period.text for period in passage.periods] == ["2025-H1", "2025-07", "2026-01-08"]
    assert read_paragraphs("甲。\n标题\n乙。\nTHE END\n丙。") == {"导语 ¶1": "甲。", "标题": "标题", "标题 ¶1": "乙。"}
