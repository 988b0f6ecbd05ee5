"""Numbers and periods in prose, in every notation that sources use."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinograph.loaders.printed_numbers import read_numbers, read_periods


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("营收3.12亿元", "312000000", "CNY"),
        ("募资约43亿港元", "4300000000", "HKD"),
        ("日均4.2万亿", "4200000000000", ""),
        ("百分之七十", "0.7", "ratio"),
        ("百分之84.8", "0.848", "ratio"),
        ("营收３．１２亿元", "312000000", "CNY"),
        ("1,234.5 million", "1234500000", ""),
        ("$4.8bn", "4800000000", "USD"),
        ("HK$4.3 billion", "4300000000", "HKD"),
        ("RMB 312.4 million", "312400000", "CNY"),
        ("84.8%", "0.848", "ratio"),
        ("84.8 per cent", "0.848", "ratio"),
        ("同比下滑-0.4%", "-0.004", "ratio"),
        ("(+325%)", "3.25", "ratio"),
        ("十倍", "10", "ratio"),
        ("二十五", "25", ""),
        ("千亿参数", "100000000000", ""),
        ("百万级", "1000000", ""),
        ("数千家", "1000", ""),
        ("第二", "2", "rank"),
        ("位居首位", "1", "rank"),
        ("24小时", "24", "hour"),
        ("187.1万股", "1871000", "share"),
    ],
)
def test_a_number_in_each_notation(text: str, value: str, unit: str) -> None:
    (number,) = read_numbers(text)

    assert (number.value, number.unit) == (Decimal(value), unit)


def test_a_fraction_in_words() -> None:
    (number,) = read_numbers("成本仅为其六分之一")

    assert number.is_fraction
    assert number.value == Decimal(1) / Decimal(6)


@pytest.mark.parametrize("text", ["营收4–5亿元", "营收4亿-5亿元", "营收4～5亿元", "营收4至5亿元"])
def test_a_range_has_both_ends(text: str) -> None:
    (number,) = read_numbers(text)

    assert (number.low, number.value, number.unit) == (Decimal(400000000), Decimal(500000000), "CNY")


@pytest.mark.parametrize("text", ["面向零售客户", "2024年", "in 2024", "2025年上半年", "没有数字"])
def test_words_and_periods_are_no_numbers(text: str) -> None:
    assert [number for number in read_numbers(text) if number.value.is_finite()] == []


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2025年上半年", ["2025-H1"]),
        ("2025年前9月", ["2025-9M"]),
        ("2025年前三季度", ["2025-9M"]),
        ("2025年第三季度", ["2025-Q3"]),
        ("2025年11月", ["2025-11"]),
        ("2026年1月8日,9日前后,1月9日", ["2026-01-08", "2026-01-09"]),
        ("2022–2024年", ["2022/2024"]),
        ("the first half of 2025", ["2025-H1"]),
        ("H1 2025 and Q3 2025", ["2025-H1", "2025-Q3"]),
        ("third quarter of 2025", ["2025-Q3"]),
        ("September 30, 2025", ["2025-09-30"]),
        ("in September 2025", ["2025-09"]),
        ("revenue of 2024", ["2024"]),
        ("2025年13月2日", []),
    ],
)
def test_a_period_in_each_notation(text: str, periods: list[str]) -> None:
    assert [found.period.text for found in read_periods(text)] == periods


SCALES = {"": 0, "万": 4, "亿": 8, "万亿": 12, " million": 6, " billion": 9, "%": -2}
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@settings(deadline=None)
@given(
    digits=st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False).filter(lambda d: not 1900 <= d < 2100),
    scale=st.sampled_from(sorted(SCALES)),
    wide=st.booleans(),
)
def test_any_number_is_read_back_from_its_print(digits: Decimal, scale: str, wide: bool) -> None:
    printed = f"{digits:,}" if "i" in scale else f"{digits}"
    text = f"共计{printed}{scale}。"
    (number,) = read_numbers(text.translate(WIDE) if wide else text)

    assert number.value == digits.scaleb(SCALES[scale])
