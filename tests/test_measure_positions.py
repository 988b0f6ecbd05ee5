"""Positioning: indicators of companies, gaps and all, and Gower's distance between them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from sinograph.errors import EmptyAnswerError
from sinograph.exports.analysis.cells import rounded
from sinograph.exports.analysis.positions import positions_table
from sinograph.graph.intervals import Interval
from sinograph.graph.measures import View
from sinograph.graph.measures.indicators import INDICATORS
from sinograph.graph.measures.measured import Measured
from sinograph.graph.measures.positions import FIRM, Position, neighbours, positions
from sinograph.tests.field import claim, view_of


def revenue(company: str, value: str, year: str, *, given: str = "", precision: str = "") -> str:
    return claim(company, "revenue", value, "CNY", period=year, given=given, precision=precision)


def margin(company: str, value: str, period: str) -> str:
    return claim(company, "gross_margin", value, "ratio", period=period)


def known(folder: Path, *rows: str) -> dict[str, Position]:
    return {position.company: position for position in positions(view_of(folder, rows), "CNY")}


def test_revenue_is_of_the_latest_calendar_year_without_segment(tmp_path: Path) -> None:
    rows = (revenue("a", "100", "2023"), revenue("a", "150", "2024"), revenue("a", "90", "2025-H1"))
    part = revenue("a", "40", "2025", given="segment=seg")

    (position,) = known(tmp_path, *rows, part).values()

    assert (position.year, position.known["revenue"].interval) == ("2024", Interval.exactly(150))


def test_growth_is_computed_from_two_years_as_an_interval(tmp_path: Path) -> None:
    # About 100.0 is 99.95 to 100.05, and 150 is exact: 150 / 100.05 - 1 = 0.49925 to 150 / 99.95 - 1 = 0.50075.
    rows = (revenue("a", "100.0", "2023", precision="about"), revenue("a", "150", "2024"))
    growth = known(tmp_path, *rows)["a"].known["growth"]

    assert growth.how == "computed"
    assert (rounded(growth.interval.lower), rounded(growth.interval.upper)) == ("0.499", "0.501")


def test_stated_growth_counts_where_no_two_years_are_known_and_is_marked(tmp_path: Path) -> None:
    said = claim("a", "growth", "50%", "ratio", period="2024", given="basis=year_on_year; of_metric=revenue")
    view = view_of(tmp_path, (revenue("a", "150", "2024"), said))

    (row,) = positions_table(view, "en").rows

    assert (row["growth"], row["growth_how"]) == ("stated 50%", "stated")


def test_years_with_a_gap_give_no_growth(tmp_path: Path) -> None:
    rows = (revenue("a", "100", "2022"), revenue("a", "150", "2024"), margin("a", "50%", "2024"))

    assert "growth" not in known(tmp_path, *rows)["a"].known


def test_margin_is_of_the_year_of_the_revenue_before_a_later_period(tmp_path: Path) -> None:
    rows = (revenue("a", "100", "2024"), margin("a", "50%", "2024"), margin("a", "20%", "2025-H1"))

    assert known(tmp_path, *rows)["a"].known["gross_margin"].interval.lower == Decimal("0.5")


def test_a_period_other_than_the_rows_stands_in_the_cell(tmp_path: Path) -> None:
    view = view_of(tmp_path, (revenue("a", "100", "2024"), margin("a", "20%", "2025-H1")))

    (row,) = positions_table(view, "en").rows

    assert (row["gross_margin"], row["gross_margin_period"]) == ("20% (2025-H1)", "2025-H1")


def test_research_intensity_needs_both_sides_of_one_period(tmp_path: Path) -> None:
    spent = claim("a", "rnd_expense", "50", "CNY", period="2025-H1")
    rows = (revenue("a", "100", "2024"), revenue("a", "200", "2025-H1"), spent)

    assert known(tmp_path, *rows)["a"].known["rnd_intensity"].interval == Interval.exactly(Decimal("0.25"))


@pytest.mark.parametrize(
    ("row", "share"),
    [
        (claim("a", "revenue_share", "70%", "ratio", period="2024", given="region=overseas"), "0.7"),
        (claim("a", "revenue_share", "30%", "ratio", period="2024", given="region=china"), "0.7"),
        (revenue("a", "70", "2024", given="region=overseas"), "0.7"),
    ],
    ids=["stated", "one less China", "from both sums"],
)
def test_share_abroad(tmp_path: Path, row: str, share: str) -> None:
    abroad = known(tmp_path, revenue("a", "100", "2024"), row)["a"].known["abroad_share"]

    assert abroad.interval == Interval.exactly(Decimal(share))


def test_at_least_of_a_share_is_at_most_all(tmp_path: Path) -> None:
    row = claim("a", "revenue_share", "70%", "ratio", period="2024", precision="at_least", given="region=overseas")

    assert known(tmp_path, revenue("a", "100", "2024"), row)["a"].known["abroad_share"].interval.upper == 1


def priced(model: str, value: str, channel: str = "") -> str:
    given = f"channel={channel}; " if channel else ""
    about = "about" if channel else ""
    return claim(model, "token_price", value, "CNY", precision=about, given=f"{given}token_kind=output")


MODELS = (
    *(claim("a", "develops", target=model) for model in ("m1", "m2", "m3")),
    claim("m1", "released", "2024-01-01"),
    claim("m2", "released", "2025-01-01"),
)


def test_price_is_of_the_newest_model_on_the_own_channel(tmp_path: Path) -> None:
    rows = (*MODELS, revenue("a", "100", "2024"), priced("m1", "5"), priced("m2", "8"), priced("m3", "9"))
    resold = priced("m2", "1", "shop")

    price = known(tmp_path, *rows, resold)["a"].known["output_price"]

    assert (price.of, price.interval) == ("m2", Interval.exactly(8))


def test_tiers_of_one_model_make_one_interval(tmp_path: Path) -> None:
    tiers = [
        claim("m2", "token_price", value, "CNY", given=f"tier={tier}; token_kind=output")
        for value, tier in (("4", "0-32K"), ("9", "32K-128K"))
    ]

    price = known(tmp_path, *MODELS, revenue("a", "100", "2024"), *tiers)["a"].known["output_price"]

    assert price.interval == Interval(Decimal(4), Decimal(9))


def test_open_weights_count_only_models_of_which_it_is_known(tmp_path: Path) -> None:
    rows = (*MODELS, claim("m1", "open_weights", "true"), claim("m2", "open_weights", "false"))
    view = view_of(tmp_path, (*rows, revenue("a", "100", "2024")))

    assert [row["open_share"] for row in positions_table(view, "en").rows] == ["1 of 2"]


def test_users_are_of_the_most_used_product_in_its_latest_period(tmp_path: Path) -> None:
    given = "user_type=monthly_active"
    rows = [
        claim("app", "users", value, "count", period=period, given=given)
        for value, period in (("900", "2024-12"), ("500", "2025-12"))
    ]
    made = claim("a", "develops", target="app")

    users = known(tmp_path, made, revenue("a", "100", "2024"), *rows)["a"].known["monthly_users"]

    assert (users.of, users.interval) == ("app", Interval.exactly(500))


def test_one_indicator_is_not_enough_and_a_gap_is_no_nought(tmp_path: Path) -> None:
    rows = (revenue("a", "100", "2024"), margin("a", "50%", "2024"), revenue("b", "100", "2024"))

    (row,) = positions_table(view_of(tmp_path, rows), "en").rows

    assert (row["company_id"], row["open_share"], row["open_share_lower"]) == ("a", "–", "")


def company(name: str, **values: int) -> Position:
    numbers = {key: Measured(Interval.exactly(value), "ratio", None, (name,)) for key, value in values.items()}
    return Position(name, "2024", numbers)


def test_gower_by_hand() -> None:
    # Ranges: growth 0..10, margin 0..100, of all three. a-b: (|0-5|/10 + |0-100|/100) / 2 = (0.5 + 1) / 2 = 0.75;
    # a-c: growth |0-10|/10 = 1, margin |0-50|/100 = 0.5, so 0.75 as well: the tie goes by id.
    field = [
        company("a", growth=0, gross_margin=0),
        company("b", growth=5, gross_margin=100),
        company("c", growth=10, gross_margin=50),
    ]

    found = [(one.position.company, one.distance) for one in neighbours(field, "a")]

    assert found == [("b", Decimal("0.75")), ("c", Decimal("0.75"))]


def test_money_is_compared_by_ratio() -> None:
    # Of 1, 10 and 100 the middle one is as far from either end; 1 of growth each makes up the second indicator.
    field = [company(name, revenue=value, growth=1) for name, value in (("a", 1), ("b", 10), ("c", 100))]

    near, far = (one.distance for one in neighbours(field, "a") if one.distance)

    assert abs(far - 2 * near) < Decimal("1e-20")


def test_fewer_than_two_shared_indicators_are_no_distance() -> None:
    field = [company("a", growth=0, gross_margin=0), company("b", growth=5, open_share=1)]

    assert [(one.distance, one.shared) for one in neighbours(field, "a")] == [(None, ("growth",))]


def test_a_price_of_nought_has_no_logarithm_and_takes_no_part() -> None:
    free = company("a", output_price=0, growth=1, gross_margin=1)

    (one,) = neighbours([free, company("b", output_price=3, growth=1, gross_margin=1)], "a")

    assert one.shared == ("growth", "gross_margin")


values = st.dictionaries(st.sampled_from(INDICATORS), st.integers(1, 10**6), min_size=2)


@given(st.lists(values, min_size=2, max_size=6))
def test_distance_is_symmetric_and_between_nought_and_one(drawn: list[dict[str, int]]) -> None:
    field = [company(str(place), **one) for place, one in enumerate(drawn)]
    apart = {(one.company, n.position.company): n.distance for one in field for n in neighbours(field, one.company)}

    assert all(apart[b, a] == distance for (a, b), distance in apart.items())
    assert all(0 <= distance <= 1 for distance in apart.values() if distance is not None)


@given(
    st.lists(values, min_size=2, max_size=6).flatmap(lambda d: st.tuples(st.just(d), st.permutations(range(len(d)))))
)
def test_order_of_the_field_does_not_matter(drawn: tuple[list[dict[str, int]], list[int]]) -> None:
    field = [company(str(place), **one) for place, one in enumerate(drawn[0])]

    assert neighbours(field, "0") == neighbours([field[place] for place in drawn[1]], "0")


def test_alike_in_all_is_at_no_distance() -> None:
    one = company("a", growth=3, gross_margin=7)

    assert [n.distance for n in neighbours([one, replace(one, company="b")], "a")] == [0]


def test_a_company_of_which_too_little_is_known_gets_a_sentence_with_those_that_have_it(tmp_path: Path) -> None:
    rows = (revenue("a", "100", "2024"), margin("a", "50%", "2024"), revenue("b", "100", "2024"))
    view = view_of(tmp_path, rows)

    with pytest.raises(EmptyAnswerError, match=r"of B; they are known of: A$"):
        positions_table(view, "en", "b")


def test_real_companies_carry_their_claims(store: Store) -> None:
    view = View.read(store)

    rows = positions_table(view, "en", "zhipu").rows

    assert all(set(row["claim_ids"].split()) <= view.receipts.keys() for row in rows)
    order = [(int(row["rests_on"].split(":")[0]) < FIRM, float(row["distance"])) for row in rows]
    assert order == sorted(order)
    assert "minimax" in {row["company_id"] for row in rows}
