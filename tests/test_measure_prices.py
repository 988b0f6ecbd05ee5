"""Token prices over time: whose, where, since when, and in which currency."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from sinograph.errors import EmptyAnswerError
from sinograph.exports.analysis.prices import prices_table
from sinograph.graph.measures import View
from sinograph.graph.measures.prices import prices
from sinograph.tests.field import claim, view_of

MADE = (claim("a", "develops", target="m1"), claim("b", "develops", target="m2"))


def priced(
    model: str, value: str, kind: str = "output", *, unit: str = "USD", more: str = "", source: str = "s1"
) -> str:
    given = "; ".join(sorted(filter(None, (f"token_kind={kind}", *more.split("; ")))))
    about = "about" if "channel" in more else ""
    return claim(model, "token_price", value, unit, precision=about, given=given, source=source)


def test_order_is_model_then_input_cached_input_output_then_own_channel_then_day(tmp_path: Path) -> None:
    rows = (
        priced("m1", "1", "output"),
        priced("m1", "2", "cached_input"),
        priced("m1", "3", "input", more="since=2025-06-01"),
        priced("m1", "4", "input", more="since=2025-01-01; until=2025-05-31"),
        priced("m1", "5.0", "input", more="channel=shop"),
        priced("m2", "6", "output"),
    )

    found = prices(view_of(tmp_path, (*MADE, *rows)), "USD")

    assert [one.text for one in found] == ["4", "3", "5.0", "2", "1", "6"]


def test_an_undated_price_counts_from_the_day_of_its_source(tmp_path: Path) -> None:
    (row,) = prices_table(view_of(tmp_path, (priced("m1", "1"),)), "en").rows

    assert (row["when"], row["since"], row["seen"]) == ("seen 2026-01-02", "", "2026-01-02")


def test_since_and_until_are_as_stated(tmp_path: Path) -> None:
    (row,) = prices_table(view_of(tmp_path, (priced("m1", "1", more="since=2024-05; until=2025-01"),)), "en").rows

    assert row["when"] == "2024-05 → 2025-01"


def test_a_price_is_converted_at_the_rate_of_the_day_from_which_it_holds(tmp_path: Path) -> None:
    # On 2024-05-06 the European Central Bank's rates were 1 EUR = 1.0776 USD = 7.7774 CNY, so 10 CNY are 1.3856 USD.
    rows = (priced("m1", "10", unit="CNY", more="since=2024-05-06", source="undated"),)

    (one,) = prices(view_of(tmp_path, rows), "USD")

    assert one.amount is not None
    assert 1.37 < one.amount.lower < 1.3856 < one.amount.upper < 1.40


def test_without_any_day_there_is_a_gap_and_a_note(tmp_path: Path) -> None:
    table = prices_table(view_of(tmp_path, (priced("m1", "10", unit="CNY", source="undated"),)), "en")

    assert [(row["amount"], row["amount_lower"], row["stated"]) for row in table.rows] == [("–", "", "10 CNY")]
    assert any("where no rate is known (1 of 1)" in note.en for note in table.notes)


def test_a_reseller_stands_apart_and_the_developers_own_name_is_no_reseller(tmp_path: Path) -> None:
    rows = (*MADE, priced("m1", "1.0", more="channel=a"), priced("m1", "2.0", more="channel=shop"))

    found = prices(view_of(tmp_path, rows), "USD")

    assert [one.channel for one in found] == ["", "shop"]


def test_a_planned_price_is_no_price(tmp_path: Path) -> None:
    rows = (priced("m1", "1"), priced("m1", "2", more="outlook=planned; since=2026-05-01"))

    assert [one.text for one in prices(view_of(tmp_path, rows), "USD")] == ["1"]


@pytest.mark.parametrize(
    ("entity", "texts"), [("m1", ["1"]), ("f", ["1", "2"]), ("a", ["1", "3"]), ("", ["1", "3", "2"])]
)
def test_entity_is_a_model_a_family_or_a_developer(tmp_path: Path, entity: str, texts: list[str]) -> None:
    rows = (
        *(
            claim("a", "develops", target="m1"),
            claim("a", "develops", target="m3"),
            claim("b", "develops", target="m2"),
        ),
        *(claim("m1", "in_family", target="f"), claim("m2", "in_family", target="f")),
        *(priced("m1", "1"), priced("m2", "2"), priced("m3", "3")),
    )

    assert [one.text for one in prices(view_of(tmp_path, rows), "USD", entity)] == texts


def test_a_model_has_the_developer_of_its_family(tmp_path: Path) -> None:
    rows = (claim("a", "develops", target="f"), claim("m1", "in_family", target="f"), priced("m1", "1"))

    assert [one.developers for one in prices(view_of(tmp_path, rows), "USD", "a")] == [("a",)]


def test_who_disagrees_is_named(tmp_path: Path) -> None:
    view = view_of(tmp_path, (priced("m1", "1", source="s2"), priced("m1", "2", source="s1")))

    (row,) = prices_table(view, "en").rows

    assert row["stated"] == "1 USD"
    assert [view.receipts[rival].value for rival in row["rival_ids"].split()] == ["2"]


def test_nothing_priced_names_developers_that_are(tmp_path: Path) -> None:
    view = view_of(tmp_path, (*MADE, priced("m1", "1")))

    with pytest.raises(EmptyAnswerError, match=r"of B is among the facts; developers with prices: A$"):
        prices_table(view, "en", "b")


_ROWS = (*MADE, priced("m1", "1"), priced("m1", "2", "input"), priced("m2", "3"), priced("m3", "4"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(st.permutations(_ROWS))
def test_the_order_of_the_rows_does_not_matter(tmp_path: Path, rows: list[str]) -> None:
    assert prices(view_of(tmp_path, rows), "CNY") == prices(view_of(tmp_path, _ROWS), "CNY")


def test_real_prices_are_in_order_and_rest_on_claims(store: Store) -> None:
    view = View.read(store)

    found = prices(view, "USD")

    own = [one.developers for one in found if one.developers]
    assert own == sorted(own)
    assert all(one.amount == one.stated for one in found if one.unit == "USD")
    assert {claim_id for one in found for claim_id in one.claims} <= view.receipts.keys()
