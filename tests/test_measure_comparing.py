"""Entities side by side: one kind of figure, one period, one currency, and gaps that are seen."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from sinograph.errors import EmptyAnswerError, UnknownNameError
from sinograph.exports.analysis.comparing import compare_table
from sinograph.graph.figures import spans
from sinograph.graph.measures import View
from sinograph.graph.measures.comparing import Said, compare
from sinograph.tests.field import claim, view_of


def revenue(company: str, value: str, period: str, *, unit: str = "CNY", given: str = "") -> str:
    return claim(company, "revenue", value, unit, period=period, given=given)


PERIODS = [
    (["2024"], ["2024"], "2024", "same"),
    (["2023", "2024"], ["2022", "2023"], "2023", "same"),
    (["2024", "2025-H1"], ["2024", "2025-H1"], "2025-H1", "same"),
    (["2024", "2025-H1"], ["2024"], "2024", "same"),
    (["2024-07/2025-06", "2025-Q1"], ["2024-07/2025-06", "2025-Q1"], "2024-07/2025-06", "same"),
    (["2024"], ["2025-H1"], "", "differ"),
    (["2024"], ["2024-01/2024-12"], "2024", "same"),
    (["2024-H1"], ["2024-Q2"], "", "differ"),
]


@pytest.mark.parametrize(("ours", "theirs", "period", "comparable"), PERIODS)
def test_the_row_has_the_latest_period_that_both_know(
    tmp_path: Path, ours: list[str], theirs: list[str], period: str, comparable: str
) -> None:
    rows = [revenue(name, "100", text) for name, texts in (("a", ours), ("b", theirs)) for text in texts]

    (row,) = compare(view_of(tmp_path, rows), ("a", "b"), "CNY")

    assert (row.period, row.comparable, set(row.cells)) == (period, comparable, {"a", "b"})


def test_where_periods_differ_each_cell_says_its_own(tmp_path: Path) -> None:
    view = view_of(tmp_path, (revenue("a", "100", "2024"), revenue("b", "60", "2025-H1")))

    (row,) = compare_table(view, "en", ("a", "b")).rows

    assert (row["a"], row["b"], row["comparable"]) == ("100 CNY (2024)", "60 CNY (2025-H1)", "periods differ")


def test_two_of_three_are_enough_and_the_third_is_a_gap(tmp_path: Path) -> None:
    rows = (revenue("a", "100", "2024"), revenue("b", "50", "2024"), revenue("c", "70", "2025"))

    (row,) = compare_table(view_of(tmp_path, rows), "en", ("a", "b", "c")).rows

    assert (row["period"], row["c"], row["c_lower"], row["c_claims"]) == ("2024", "–", "", "")


def test_figures_of_a_part_are_not_set_beside_those_of_the_whole(tmp_path: Path) -> None:
    rows = (revenue("a", "100", "2024"), revenue("b", "50", "2024", given="segment=seg"))

    assert compare(view_of(tmp_path, rows), ("a", "b"), "CNY") == []


def test_all_dimensions_must_agree(tmp_path: Path) -> None:
    kinds = (("m1", "input"), ("m2", "output"))
    rows = [claim(model, "token_price", "1", "USD", given=f"token_kind={kind}") for model, kind in kinds]

    assert compare(view_of(tmp_path, rows), ("m1", "m2"), "USD") == []


def test_scores_whose_setting_nobody_states_are_not_called_comparable(tmp_path: Path) -> None:
    rows = [
        claim(
            model, "score", value, "ratio", given="benchmark=bench; reported_by=by_developer; setting=tools not stated"
        )
        for model, value in (("m1", "50%"), ("m2", "60%"))
    ]

    (row,) = compare_table(view_of(tmp_path, rows), "en", ["m1", "m2"]).rows

    assert row["comparable_code"] == "unsaid"


def test_scores_compare_on_one_benchmark_in_one_setting(tmp_path: Path) -> None:
    rows = [
        claim(model, "score", value, "ratio", given=f"benchmark=bench; reported_by=by_developer; setting={setting}")
        for model, value, setting in (("m1", "50%", "tools"), ("m2", "60%", "tools"), ("m2", "90%", "other"))
    ]

    (row,) = compare_table(view_of(tmp_path, rows), "en", ("m1", "m2")).rows

    assert (row["says"], row["m1"], row["m2"]) == ("score (BENCH, tools)", "50%", "60%")


def test_growth_without_a_basis_is_over_a_year_before(tmp_path: Path) -> None:
    bases = (("a", "of_metric=revenue"), ("b", "basis=year_on_year; of_metric=revenue"))
    rows = [claim(name, "growth", "50%", "ratio", period="2024", given=given) for name, given in bases]

    assert [row.metric for row in compare(view_of(tmp_path, rows), ("a", "b"), "CNY")] == ["growth"]


def test_converted_money_is_an_interval_and_marked_with_its_rate_in_a_note(tmp_path: Path) -> None:
    # The mean rate of 2024 was 1 USD = 7.195 CNY, that of its last day 7.299; half a per cent of margin either side.
    table = compare_table(
        view_of(tmp_path, (revenue("a", "100", "2024"), revenue("b", "10", "2024", unit="USD"))), "en", ("a", "b")
    )

    (row,) = table.rows
    assert row["b"].startswith("≈ ")
    assert float(row["b_lower"]) < 72 < 73 < float(row["b_upper"])
    assert any("USD/CNY 2024 mean" in note.en for note in table.notes)


@pytest.mark.parametrize("value", ["71", "72", "73", "74", "75"])
def test_what_is_stated_in_the_currency_goes_before_what_is_converted(tmp_path: Path, value: str) -> None:
    rows = (revenue("a", "100", "2024"), revenue("b", "10", "2024", unit="USD"), revenue("b", value, "2024"))

    (row,) = compare_table(view_of(tmp_path, rows), "en", ("a", "b")).rows

    assert (row["b"], row["b_lower"]) == (f"{value} CNY", value)


def test_a_period_asked_for_is_the_only_one_and_gaps_are_said(tmp_path: Path) -> None:
    rows = (
        *(
            revenue("a", "100", "2023"),
            revenue("b", "50", "2023"),
            revenue("a", "200", "2024"),
            revenue("b", "70", "2024"),
        ),
        claim("a", "net_loss", "5", "CNY", period="2023"),
    )

    rows_ = compare_table(view_of(tmp_path, rows), "en", ("a", "b"), "2023").rows

    assert {(row["metric"], row["a"], row["b"], row["comparable"]) for row in rows_} == {
        ("revenue", "100 CNY", "50 CNY", "yes"),
        ("net_loss", "5 CNY", "–", "only one"),
    }


def test_facts_without_a_number_stand_beside_each_other(tmp_path: Path) -> None:
    rows = (
        *(claim("a", "founded", "2019"), claim("b", "founded", "2021")),
        *(claim("c", "invested_in", target="a"), claim("d", "invested_in", target="a")),
        *(claim("c", "invested_in", target="b"), claim("c", "holds_stake_in", target="b")),
    )

    found = {
        row["metric"]: (row["a"], row["b"]) for row in compare_table(view_of(tmp_path, rows), "en", ("a", "b")).rows
    }

    assert found == {"founded": ("2019", "2021"), "backers": ("2", "1")}


def test_a_release_as_such_goes_before_one_on_a_channel(tmp_path: Path) -> None:
    rows = (
        *(claim("m1", "released", "2025-01-02"), claim("m1", "released", "2025-03-01", given="channel=shop")),
        claim("m2", "released", "2025-02-01"),
    )

    (row,) = compare(view_of(tmp_path, rows), ("m1", "m2"), "CNY")

    assert isinstance(row.cells["m1"], Said)
    assert row.cells["m1"].values == ("2025-01-02",)


@pytest.mark.parametrize("entities", [("a",), ("a", "a")], ids=["one", "the same twice"])
def test_one_entity_is_no_comparison(tmp_path: Path, entities: tuple[str, ...]) -> None:
    view = view_of(tmp_path, (revenue("a", "100", "2024"),))

    with pytest.raises(UnknownNameError, match="needs two different entities"):
        compare_table(view, "en", entities)


def test_nothing_in_common_says_what_each_has(tmp_path: Path) -> None:
    view = view_of(tmp_path, (revenue("a", "100", "2024"), claim("b", "net_loss", "5", "CNY", period="2024")))

    with pytest.raises(EmptyAnswerError, match="figures of A: revenue; B: net loss"):
        compare_table(view, "en", ("a", "b"))


def test_a_period_without_figures_names_those_that_have_them(tmp_path: Path) -> None:
    view = view_of(tmp_path, (revenue("a", "100", "2024"), revenue("b", "50", "2024")))

    with pytest.raises(EmptyAnswerError, match=r"periods of which two have one: 2024$"):
        compare_table(view, "en", ("a", "b"), "2020")


def test_what_is_no_period_says_how_to_write_one(tmp_path: Path) -> None:
    view = view_of(tmp_path, (revenue("a", "100", "2024"), revenue("b", "50", "2024")))

    with pytest.raises(UnknownNameError, match="'H1 2025' is no period; write 2024"):
        compare_table(view, "en", ("a", "b"), "H1 2025")


_ROWS = tuple(revenue(name, str(value), year) for name in "abc" for value, year in ((1, "2023"), (2, "2024")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(st.permutations(_ROWS), st.permutations("abc"))
def test_neither_order_of_rows_nor_of_entities_matters(tmp_path: Path, rows: list[str], names: list[str]) -> None:
    assert compare(view_of(tmp_path, rows), names, "CNY") == compare(view_of(tmp_path, _ROWS), "abc", "CNY")


def test_real_figures_called_comparable_share_their_days(store: Store) -> None:
    view = View.read(store)

    found = compare(view, ("zhipu", "minimax"), "CNY")

    numbers = [
        [one for one in row.cells.values() if not isinstance(one, Said)] for row in found if row.comparable == "same"
    ]
    assert {"revenue", "founded", "backers"} <= {row.metric for row in found}
    assert all(len({spans(one.period) for one in ones}) <= 1 for ones in numbers)


@pytest.mark.parametrize("period", ["", "2024"])
def test_real_rows_all_have_the_same_keys(store: Store, period: str) -> None:
    view = View.read(store)

    rows = compare_table(view, "zh", ("zhipu", "minimax", "iflytek"), period).rows

    assert len({tuple(row) for row in rows}) == 1
