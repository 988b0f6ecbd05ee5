"""Periods in relation: the one before, the ends of a span, and the shorter ones that fill a longer one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinograph.graph.periods_near import first_and_last, shifted, tilings, years_between
from sinograph.loaders.periods import Period


def days(text: str) -> tuple[int, int]:
    period = Period.parse(text)
    return period.start.toordinal(), period.end.toordinal()


@pytest.mark.parametrize(
    ("text", "moment", "before"),
    [
        ("2024", "year_before", "2023"),
        ("2025-H1", "year_before", "2024-H1"),
        ("2025-9M", "year_before", "2024-9M"),
        ("2025-Q1", "quarter_before", "2024-Q4"),
        ("2026-01", "month_before", "2025-12"),
        ("2024-02-29", "year_before", "2023-03-01"),
    ],
)
def test_the_period_before(text: str, moment: str, before: str) -> None:
    found = shifted(Period.parse(text), moment)

    assert found is not None
    assert found.start.toordinal() == days(before)[0]


@pytest.mark.parametrize(("text", "moment"), [("2024", "quarter_before"), ("2025-Q1", "month_before")])
def test_a_year_has_no_quarter_before_it(text: str, moment: str) -> None:
    assert shifted(Period.parse(text), moment) is None


@given(st.integers(1990, 2100), st.sampled_from(["", "-H1", "-H2", "-Q3", "-9M", "-02", "-12"]))
def test_a_year_before_is_as_long_up_to_a_leap_day(year: int, part: str) -> None:
    period = Period.parse(f"{year}{part}")
    found = shifted(period, "year_before")

    assert found is not None
    assert abs((found.end - found.start) - (period.end - period.start)) <= timedelta(days=1)


def test_the_years_at_both_ends() -> None:
    ends = first_and_last(Period.parse("2022/2024"))

    assert ends is not None
    assert [str(end) for end in ends] == ["2022", "2024"]
    assert years_between(*ends) == 2
    assert first_and_last(Period.parse("2024")) is None


@pytest.mark.parametrize(
    ("whole", "pieces", "tiles"),
    [
        ("2022/2025-H1", ["2022", "2023", "2024", "2025-H1"], ["2022", "2023", "2024", "2025-H1"]),
        ("2024", ["2024-9M", "2024-Q4", "2024-H1", "2024-H2"], ["2024-9M", "2024-Q4"]),
        ("2024", ["2024-9M", "2024-H1", "2024-H2"], ["2024-H1", "2024-H2"]),
        ("2024", ["2024-H1", "2024-Q4"], None),
        ("2024", ["2023", "2025"], None),
    ],
    ids=["years and a half", "longest first", "steps back from a blind alley", "a gap", "outside"],
)
def test_shorter_periods_fill_a_longer_one(whole: str, pieces: list[str], tiles: list[str] | None) -> None:
    found = tilings(Period.parse(whole), map(Period.parse, pieces))

    assert found == (None if tiles is None else [days(tile) for tile in tiles])
