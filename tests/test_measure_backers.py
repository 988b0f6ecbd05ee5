"""Who backs whom: money once, plans never, kinds of capital, concentration with its unknown part."""

from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinograph.errors import EmptyAnswerError, Language
from sinograph.exports.analysis.backers import backers_table
from sinograph.graph.intervals import Interval
from sinograph.graph.measures import View
from sinograph.graph.measures.backers import (
    Backing,
    across_rivalries,
    backings,
    by_backer,
    by_company,
    co_investors,
)
from sinograph.graph.measures.capital import Holders, concentration, registers
from sinograph.tests import tiny_view
from sinograph.tests.tiny_view import entities_of

ENTITIES = entities_of(
    {
        **dict.fromkeys("abt", "company/CN"),
        "v": "venture_capital/US",
        "g": "state_investor/CN",
        **dict.fromkeys("we", "holding_vehicle"),
        "o": "offering",
        **dict.fromkeys(("r1", "r2"), "funding_round"),
    }
)
SOURCES = (
    "id,kind,title,publisher,published,url,language,sha256\n"
    "s1,press,T,P,2026-01-02,https://example.org/1,en,\n"
    "s2,filing,T,P,2026-01-02,https://example.org/2,en,\n"
)


def row(subject: str, property_: str, object_: str = "", value: str = "", **more: str) -> str:
    unit, precision, source = more.get("unit", ""), more.get("precision", "exact" if value else ""), "s1"
    cells = [subject, property_, object_, value, unit, precision, more.get("period", ""), more.get("with_", "")]
    return ",".join([*cells, more.get("source", source), "p", "", "2026-02-01", ""]) + "\n"


def view_of(folder: Path, *rows: str) -> View:
    return tiny_view.view_of(folder, "".join(rows), ENTITIES, SOURCES)


def money_of(found: list[Backing]) -> dict[tuple[str, str], Interval | None]:
    return {(backing.backer, backing.company): backing.money for backing in found}


def exactly(number: int) -> Interval:
    return Interval.exactly(number)


def test_amounts_of_different_rounds_add_up(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("v", "invested_in", "a", "100", unit="USD", period="2024", with_="round=r1"),
        row("v", "invested_in", "a", "100", unit="USD", period="2024", with_="round=r2"),
    )

    assert money_of(backings(view, "USD")) == {("v", "a"): exactly(200)}


def test_an_amount_told_twice_counts_once(tmp_path: Path) -> None:
    # 1,000,000 USD on 2024-06-03 is 7.24 million yuan by the ECB's rates of that day: one investment, told twice.
    view = view_of(
        tmp_path,
        row("v", "invested_in", "a", "1000000", unit="USD", period="2024-06-03"),
        row("v", "invested_in", "a", "7.2 million", unit="CNY", precision="about", period="2024-06-03", source="s2"),
    )
    (backing,) = backings(view, "USD")

    assert backing.money == exactly(1_000_000)
    assert len(backing.claims) == 2


def test_amounts_of_different_years_are_two_investments(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("v", "invested_in", "a", "100", unit="USD", period="2023"),
        row("v", "invested_in", "a", "100", unit="USD", period="2024"),
    )

    assert money_of(backings(view, "USD")) == {("v", "a"): exactly(200)}


def test_plans_talks_and_rumours_are_no_backing(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("v", "invested_in", "a", period="2024"),
        row("g", "invested_in", "a", "100", unit="USD", period="2024", with_="outlook=planned"),
    )

    assert money_of(backings(view, "USD")) == {("v", "a"): None}


def test_a_subscription_of_shares_counts_shares_times_the_offer_price(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("o", "issued_by", "a"),
        row("o", "offer_price", value="10", unit="HKD", period="2026-01-02"),
        row("v", "subscribed_to", "o", "300", unit="share"),
    )
    (backing,) = backings(view, "HKD")

    assert (backing.company, backing.money) == ("a", exactly(3000))
    assert {view.receipts[claim].property for claim in backing.claims} == {"subscribed_to", "offer_price"}


def test_backers_come_by_companies_then_by_money_and_say_how_many_amounts_are_unknown(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("v", "invested_in", "a", "100", unit="USD", period="2024"),
        row("v", "invested_in", "b"),
        row("g", "invested_in", "a", "900", unit="USD", period="2024"),
        row("t", "invested_in", "b", "100", unit="USD", period="2024"),
    )
    found = by_backer(view, backings(view, "USD"))

    assert [(b.backer, len(b.companies), b.unknown) for b in found] == [("v", 2, 1), ("g", 1, 0), ("t", 1, 0)]


def test_a_vehicle_is_the_capital_of_whom_it_holds_for_but_an_employee_platform_is_not(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("w", "holds_stake_in", "a", "5%", unit="ratio", period="2026-01-02"),
        row("w", "vehicle_of", "t"),
        row("e", "holds_stake_in", "a", "9%", unit="ratio", period="2026-01-02"),
        row("e", "vehicle_of", "a"),
    )

    holders = Holders(view)
    assert (holders.capital("w"), holders.capital("e")) == ("corporate", "insider")


def test_what_a_source_says_of_the_capital_goes_before_the_kind(tmp_path: Path) -> None:
    view = view_of(
        tmp_path, row("v", "invested_in", "a"), row("v", "investor_type", value="state_capital", precision="")
    )

    holders = Holders(view)
    assert (holders.capital("v"), holders.is_foreign("v")) == ("state", True)


def test_stakes_of_different_days_are_never_added_and_parts_are_left_out(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("v", "holds_stake_in", "a", "10%", unit="ratio", period="2025-12-31"),
        row("g", "holds_stake_in", "a", "30%", unit="ratio", period="2026-01-02"),
        row("t", "holds_stake_in", "a", "20%", unit="ratio", period="2026-01-02"),
        row("e", "holds_stake_in", "a", "15%", unit="ratio", period="2026-01-02", with_="scope=of which H shares"),
    )
    register = registers(view)["a"]

    assert (register.period, list(register.stakes)) == ("2026-01-02", ["g", "t"])
    assert register.known == Interval(Decimal("0.5"), Decimal("0.5"))


def test_a_register_of_less_than_half_or_older_than_an_investment_is_none(tmp_path: Path) -> None:
    half = row("v", "holds_stake_in", "a", "40%", unit="ratio", period="2024")
    founders = row("g", "holds_stake_in", "b", "100%", unit="ratio", period="2023")
    view = view_of(tmp_path, half, founders, row("v", "invested_in", "b", period="2024-05"))

    assert registers(view) == {}


def test_kinds_of_capital_by_stakes_with_the_unknown_rest_by_hand(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("v", "holds_stake_in", "a", "30%", unit="ratio", period="2026-01-02"),
        row("g", "holds_stake_in", "a", "20%", unit="ratio", period="2026-01-02"),
    )
    (company,) = by_company(view, backings(view, "USD"))

    assert dict(company.shares) == {"venture": Decimal("0.3"), "state": Decimal("0.2")}
    assert (company.foreign, company.basis) == (Decimal("0.3"), "stakes")
    # The other half may be spread thin, or all belong to the largest: 0.09 + 0.04, or 0.8 squared + 0.04.
    assert company.concentration == Interval(Decimal("0.13"), Decimal("0.68"))
    assert company.unknown == Interval(Decimal("0.5"), Decimal("0.5"))


def test_without_stakes_the_known_money_is_split_and_all_else_is_unknown(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("v", "invested_in", "a", "100", unit="USD", period="2024"),
        row("g", "invested_in", "a", "300", unit="USD", period="2024"),
        row("t", "invested_in", "a"),
    )
    (company,) = by_company(view, backings(view, "USD"))

    assert (company.basis, company.unknown, company.backers) == ("money", None, 3)
    assert company.concentration == Interval(Decimal("0.625"), Decimal("0.625"))


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6).filter(lambda parts: 0 < sum(parts) <= 100), st.data())
def test_whatever_the_unknown_is_the_index_lies_in_its_interval(parts: list[int], data: st.DataObject) -> None:
    known = [Interval.exactly(Decimal(part) / 100) for part in parts]
    rest, whole = 100 - sum(parts), [Decimal(part) / 100 for part in parts]
    while rest:
        piece, place = data.draw(st.integers(1, rest)), data.draw(st.integers(0, len(whole)))
        rest -= piece
        whole = [*whole, Decimal(0)]
        whole[place] += Decimal(piece) / 100

    index = concentration(known)

    assert index.lower <= sum(share**2 for share in whole) <= index.upper


def test_backers_of_both_sides_of_a_rivalry_cite_the_rivalry_and_the_backings(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("v", "invested_in", "a"),
        row("v", "invested_in", "b"),
        row("g", "invested_in", "a"),
        row("b", "competes_with", "a", source="s2"),
    )
    (pair,) = across_rivalries(view, backings(view, "USD"))

    assert (pair.first, pair.second, pair.shared) == ("a", "b", ("v",))
    assert [view.receipts[claim].property for claim in pair.claims] == ["competes_with", "invested_in", "invested_in"]


def test_co_investors_share_two_companies_and_their_rounds(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        row("v", "invested_in", "a", period="2024", with_="round=r1"),
        row("g", "invested_in", "a", period="2024", with_="round=r1"),
        row("v", "invested_in", "b"),
        row("g", "invested_in", "b"),
        row("t", "invested_in", "b"),
    )
    (pair,) = co_investors(backings(view, "USD"))

    assert (pair.first, pair.second, pair.shared, pair.rounds) == ("g", "v", ("a", "b"), ("r1",))


def test_a_pair_names_who_disagrees_on_one_of_its_backings(tmp_path: Path) -> None:
    common = [row(backer, "invested_in", company) for backer in "gv" for company in "ab"]
    told = (("100", "s1"), ("900", "s2"))
    twice = [row("v", "invested_in", "a", amount, unit="USD", period="2024", source=s) for amount, s in told]
    view = view_of(tmp_path, *common, *twice)
    (pair,) = co_investors(backings(view, "USD"))

    assert [view.receipts[claim].value for claim in pair.rivals] == ["100"]


def test_who_has_no_backer_is_told_so(tmp_path: Path) -> None:
    view = view_of(tmp_path, row("v", "invested_in", "a"), row("t", "competes_with", "a"))

    with pytest.raises(EmptyAnswerError, match="no claim says who backs T"):
        backers_table(view, "en", "t")


def test_on_the_real_facts_every_row_rests_on_claims_and_no_known_capital_is_above_the_whole(view: View) -> None:
    found = backings(view, "USD")

    assert all(set(backing.claims) <= set(view.receipts) for backing in found)
    for company in by_company(view, found):
        assert sum(company.shares.values()) <= Decimal("1.01"), company.company
    assert all(len(set(pair.shared)) >= 2 for pair in co_investors(found))


def test_pairs_are_those_of_a_plain_count(view: View) -> None:
    found = backings(view, "USD")
    companies: dict[str, set[str]] = {}
    for backing in found:
        companies.setdefault(backing.backer, set()).add(backing.company)

    counted = {(a, b) for a, b in combinations(sorted(companies), 2) if len(companies[a] & companies[b]) >= 2}

    assert {(pair.first, pair.second) for pair in co_investors(found)} == counted


@pytest.mark.parametrize("by", ["backer", "company", "rivalry", "pair"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_table_has_its_columns_in_both_languages_and_claim_ids(view: View, by: str, lang: Language) -> None:
    table = backers_table(view, lang, by=by)

    assert table.rows
    assert all(row["claim_ids"] for row in table.rows)
    assert all(set(table.columns) <= set(row) == set(table.rows[0]) for row in table.rows)
    assert all(heading.say(lang) for heading in table.columns.values())
