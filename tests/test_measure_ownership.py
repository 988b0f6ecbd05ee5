"""Stakes, chains of stakes, vehicles and control: who owns whom, and how much."""

import json
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from sinograph.errors import EmptyAnswerError
from sinograph.exports.analysis.ownership import ownership_table
from sinograph.graph.intervals import Interval
from sinograph.graph.measures import View
from sinograph.graph.measures.chains import integrated_stakes
from sinograph.graph.measures.ownership import Holding, ownership
from sinograph.graph.measures.stakes import Stake, direct_stakes
from sinograph.tests import tiny_view
from sinograph.tests.tiny_view import entities_of

KINDS = {**dict.fromkeys("abcx", "company"), **dict.fromkeys("vw", "holding_vehicle"), "p": "person", "hk": "exchange"}
SOURCES = "id,kind,title,publisher,published,url,language,sha256\ns1,press,T,P,2026-12-01,https://example.org/1,en,\n"
ROUND = Decimal("1e-9")


def row(text: str) -> str:
    """Return a row of claims given by all up to the qualifiers: ``a,holds_stake_in,b,50%,ratio,exact,2026-01,``."""
    return f"{text},s1,page,,2026-12-01,\n"


def stake(owner: str, company: str, share: str, period: str = "2026-01", qualifiers: str = "") -> str:
    return row(f"{owner},holds_stake_in,{company},{share},ratio,exact,{period},{qualifiers}")


def view_of(folder: Path, *rows: str) -> View:
    """Return the view of *rows* and of the entities that they name."""
    return tiny_view.view_of(folder, "".join(rows), entities_of(KINDS), SOURCES)


def holdings(folder: Path, *rows: str) -> dict[tuple[str, str], Holding]:
    return {(item.owner, item.company): item for item in ownership(view_of(folder, *rows)).holdings}


def only_stake(folder: Path, *rows: str) -> Stake:
    (found,) = direct_stakes(view_of(folder, *rows))
    return found


def exact(share: str) -> Interval:
    return Interval.exactly(Decimal(share))


def near(interval: Interval | None, number: float) -> bool:
    assert interval is not None
    width = interval.upper - interval.lower
    return width < ROUND and interval.lower - ROUND <= Decimal(number) <= interval.upper + ROUND


# ------------------------------------------------------------------------------------------------------ direct stakes


def test_the_latest_account_is_taken(tmp_path: Path) -> None:
    found = only_stake(tmp_path, stake("a", "b", "10%", "2024"), stake("a", "b", "20%", "2026-01-09"))

    assert (found.interval, found.period) == (exact("0.2"), "2026-01-09")


def test_a_month_is_no_later_than_a_day_in_it(tmp_path: Path) -> None:
    found = only_stake(tmp_path, stake("a", "b", "13.66%", "2026-01"), stake("a", "b", "12.52%", "2026-01-09"))

    assert found.interval == exact("0.1252")


def test_accounts_of_one_time_that_differ_are_rivals(tmp_path: Path) -> None:
    found = only_stake(tmp_path, stake("a", "b", "40%", "2024"), stake("a", "b", "36%", "2024-03-31"))

    assert (found.interval, len(found.rivals)) == (exact("0.36"), 1)


@pytest.mark.parametrize("scope", ["at founding", "initial shares"])
def test_what_was_held_at_the_founding_is_no_stake_of_today(tmp_path: Path, scope: str) -> None:
    found = holdings(tmp_path, stake("a", "b", "84.92%", qualifiers=f"scope={scope}"), stake("c", "b", "36%"))

    assert list(found) == [("c", "b")]


def test_an_employee_platform_holds_for_people_and_not_for_its_company_seen_from_either_side(tmp_path: Path) -> None:
    found = holdings(tmp_path, stake("v", "a", "9%"), row("v,vehicle_of,a,,,,,"))

    assert {pair: item.standing for pair, item in found.items()} == {("v", "a"): "platform", ("a", "v"): "platform"}


def test_a_later_account_is_no_rival_of_an_earlier(tmp_path: Path) -> None:
    assert only_stake(tmp_path, stake("a", "b", "40%", "2024"), stake("a", "b", "36%", "2025")).rivals == ()


@pytest.mark.parametrize("scope", ["scope=of which H shares", "scope=of the votes", "outlook=planned", "until=2026-02"])
def test_a_part_votes_plans_and_what_is_over_are_no_stake(tmp_path: Path, scope: str) -> None:
    assert direct_stakes(view_of(tmp_path, stake("a", "b", "10%", "2026-01", scope))) == []


def test_all_shares_go_before_a_scope_even_if_that_is_later(tmp_path: Path) -> None:
    found = only_stake(
        tmp_path, stake("a", "b", "10%", "2024"), stake("a", "b", "30%", "2025", "scope=before the offering")
    )

    assert (found.interval, found.scope) == (exact("0.1"), "")


def test_a_number_of_shares_is_divided_by_the_shares_in_issue_of_that_day(tmp_path: Path) -> None:
    # 25 of 100 shares: a quarter, on two claims
    found = only_stake(
        tmp_path,
        row("a,holds_stake_in,b,25,share,exact,2026-01-08,"),
        row("b,shares_issued,,100,share,exact,2026-01-08,"),
        row("b,shares_issued,,500,share,exact,2026-03-01,"),
    )

    assert (found.interval, found.divided, len(found.claims)) == (exact("0.25"), True, 2)


def test_shares_in_issue_of_another_day_give_no_stake(tmp_path: Path) -> None:
    found = only_stake(
        tmp_path,
        row("a,holds_stake_in,b,25,share,exact,2026-01-08,"),
        row("b,shares_issued,,500,share,exact,2026-03-01,"),
    )

    assert found.interval is None


def test_a_stated_ratio_goes_before_a_quotient(tmp_path: Path) -> None:
    found = only_stake(
        tmp_path,
        stake("a", "b", "24%", "2026-01-07"),
        row("a,holds_stake_in,b,25,share,exact,2026-01-08,"),
        row("b,shares_issued,,100,share,exact,2026-01-08,"),
    )

    assert (found.interval, found.divided) == (exact("0.24"), False)


# ------------------------------------------------------------------------------------------------------------- chains


def test_a_loop_is_divided_out(tmp_path: Path) -> None:
    # A and B own half of each other, X half of A. A = [[0, .5, 0], [.5, 0, 0], [.5, 0, 0]] over (a, b, x); I - A has
    # the determinant 1 - 1/4 = 3/4, so V_aa = V_bb = 4/3, V_ab = V_ba = 2/3, V_xa = .5 * 4/3 = 2/3, V_xb = .5 * 2/3 =
    # 1/3, V_xx = 1. Hence A in B (2/3)/(4/3) = 1/2, X in A 2/3, X in B 1/3.
    found = holdings(tmp_path, stake("a", "b", "50%"), stake("b", "a", "50%"), stake("x", "a", "50%"))

    shares = {pair: found[pair].integrated for pair in (("a", "b"), ("x", "a"), ("x", "b"))}
    assert near(shares["a", "b"], 1 / 2)
    assert near(shares["x", "a"], 2 / 3)
    assert near(shares["x", "b"], 1 / 3)


def test_a_loop_that_holds_all_of_itself_leaves_only_bounds() -> None:
    found = integrated_stakes({("a", "b"): exact("1"), ("b", "a"): exact("1"), ("x", "a"): exact("0.1")})

    assert found["x", "a"].whole == Interval(Decimal("0.1"), Decimal(1))


def test_a_chain_multiplies_and_cites_every_link(tmp_path: Path) -> None:
    found = holdings(tmp_path, stake("a", "b", "60%"), stake("b", "c", "50%"))["a", "c"]

    assert near(found.integrated, 0.3)
    assert (found.direct, found.standing, len(found.claims)) == (None, "minority", 2)
    assert [path.nodes for path in found.paths] == [("a", "b", "c")]


def test_intervals_go_through_a_chain(tmp_path: Path) -> None:
    # 40% to 60% of half is 20% to 30%
    rows = row("a,holds_stake_in,b,40%..60%,ratio,range,2026,"), stake("b", "c", "50%")
    found = holdings(tmp_path, *rows)["a", "c"].integrated

    assert found is not None
    assert abs(found.lower - Decimal("0.2")) < ROUND
    assert abs(found.upper - Decimal("0.3")) < ROUND


def test_a_chain_is_disputed_where_a_link_is(tmp_path: Path) -> None:
    rows = stake("a", "b", "60%", "2024"), stake("a", "b", "70%", "2024-03"), stake("b", "c", "50%")

    assert len(holdings(tmp_path, *rows)["a", "c"].rivals) == 1


SHARES = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("0.24"), places=2)
NAMES = "abcde"


@st.composite
def matrices(draw: st.DrawFn, *, loops: bool) -> dict[tuple[str, str], Interval]:
    """Draw stakes of up to five holders; no column adds up to one, so that every loop dies out."""
    pairs = [(i, j) for i in NAMES for j in NAMES if i < j or (loops and i != j)]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True))
    return {pair: Interval.exactly(draw(SHARES)) for pair in chosen}


@given(matrices(loops=False))
@settings(deadline=None)
def test_without_loops_it_is_the_sum_over_paths(links: dict[tuple[str, str], Interval]) -> None:
    graph = nx.DiGraph(list(links))
    for (owner, owned), found in integrated_stakes(links).items():
        products = 0.0
        for nodes in nx.all_simple_paths(graph, owner, owned):
            products += float(np.prod([float(links[step].lower) for step in pairwise(nodes)]))
        assert near(found.whole, products)


@given(matrices(loops=True))
@settings(deadline=None)
def test_with_loops_it_is_what_the_dense_inverse_gives(links: dict[tuple[str, str], Interval]) -> None:
    matrix = np.zeros((5, 5))
    for (owner, owned), share in links.items():
        matrix[NAMES.index(owner), NAMES.index(owned)] = float(share.lower)
    inverse = np.linalg.inv(np.eye(5) - matrix)
    for (owner, owned), found in integrated_stakes(links).items():
        i, j = NAMES.index(owner), NAMES.index(owned)
        if i != j:
            assert near(found.whole, inverse[i, j] / inverse[i, i])


@given(matrices(loops=True), st.decimals(min_value=0, max_value=1, places=2))
@settings(deadline=None)
def test_an_interval_of_stakes_holds_every_reading(links: dict[tuple[str, str], Interval], part: Decimal) -> None:
    wide = {pair: Interval(share.lower / 2, share.upper) for pair, share in links.items()}
    reading = {pair: Interval.exactly(i.lower + part * (i.upper - i.lower)) for pair, i in wide.items()}
    enclosing = integrated_stakes(wide)
    for pair, found in integrated_stakes(reading).items():
        assert enclosing[pair].whole.lower <= found.whole.upper
        assert found.whole.lower <= enclosing[pair].whole.upper


# ----------------------------------------------------------------------------------------------- vehicles and control

VEHICLE = row("v,vehicle_of,a,,,,,")


def test_a_vehicle_is_looked_through_in_full(tmp_path: Path) -> None:
    found = holdings(tmp_path, VEHICLE, stake("v", "b", "10%"))

    assert near(found["a", "b"].integrated, 0.1)
    assert found["a", "b"].paths[0].stakes == (None, exact("0.1"))
    assert (found["a", "v"].standing, found["a", "v"].integrated) == ("holds_for", None)


def test_a_stated_stake_may_or_may_not_contain_the_vehicles(tmp_path: Path) -> None:
    found = holdings(tmp_path, VEHICLE, stake("v", "b", "10%"), stake("a", "b", "12%"))["a", "b"].integrated

    assert found is not None
    assert abs(found.lower - Decimal("0.12")) < ROUND
    assert abs(found.upper - Decimal("0.22")) < ROUND


@pytest.mark.parametrize("vehicles", ["10%", "13%"], ids=["less", "an older figure that is more"])
def test_a_stake_through_vehicles_contains_them(tmp_path: Path, vehicles: str) -> None:
    rows = VEHICLE, stake("v", "b", vehicles), stake("a", "b", "12%", "2026-01", "scope=through vehicles")
    found = holdings(tmp_path, *rows)["a", "b"]

    assert near(found.integrated, 0.12)
    assert found.contains


def test_an_employee_platform_gives_the_company_nothing_of_itself(tmp_path: Path) -> None:
    found = holdings(tmp_path, row("v,vehicle_of,b,,,,,"), stake("v", "b", "9%"), stake("x", "b", "50%"))

    assert (found["v", "b"].standing, found["v", "b"].integrated) == ("platform", exact("0.09"))
    assert found["x", "b"].integrated == exact("0.5")
    assert ("x", "v") not in found
    assert found["b", "v"].integrated is None


def test_an_associate_is_neither_stake_nor_control(tmp_path: Path) -> None:
    assert holdings(tmp_path, row("a,associate_of,b,,,,,")) == {}


@pytest.mark.parametrize(
    ("share", "standing"),
    [("51%", "majority"), ("50%", "minority"), ("49%", "minority")],
)
def test_half_or_less_is_never_control(tmp_path: Path, share: str, standing: str) -> None:
    assert holdings(tmp_path, stake("a", "b", share))["a", "b"].standing == standing


def test_about_half_is_left_open(tmp_path: Path) -> None:
    rows = row("a,holds_stake_in,b,50%,ratio,about,2026,")

    assert holdings(tmp_path, rows)["a", "b"].standing == "unclear"


def test_control_is_what_a_source_says(tmp_path: Path) -> None:
    found = holdings(tmp_path, stake("p", "b", "28%"), row("p,controls,b,,,,2025,"), row("c,subsidiary_of,a,,,,,"))

    assert (found["p", "b"].standing, found["a", "c"].standing) == ("control", "control")
    assert found["a", "c"].integrated is None


def test_control_by_contract_carries_no_shares(tmp_path: Path) -> None:
    found = holdings(tmp_path, row("a,controls,b,,,,,role=by_contract"), stake("x", "a", "40%"))

    assert (found["a", "b"].contract, found["a", "b"].integrated) == (True, None)
    assert ("x", "b") not in found


def test_kinds_of_company_stand_side_by_side(tmp_path: Path) -> None:
    rows = (
        row("b,listed_on,hk,,,,,since=2025"),
        row("b,subsidiary_of,a,,,,,"),
        row("a,controls,c,,,,,role=by_contract"),
        row("a,listed_on,hk,,,,,outlook=planned"),
        stake("b", "v", "10%"),
        stake("x", "a", "10%"),
    )
    found = {company: item.kinds for (_, company), item in holdings(tmp_path, *rows).items()}

    assert found == {"a": ("operating",), "b": ("listed", "subsidiary"), "c": ("vie",), "v": ("vehicle",)}


def test_holders_counted_together_own_nothing_further(tmp_path: Path) -> None:
    found = holdings(
        tmp_path, stake("x", "a", "40%", "2026-01", "scope=holders counted together"), stake("a", "b", "100%")
    )

    assert found["x", "a"].standing == "together"
    assert ("x", "b") not in found


def test_stakes_of_more_than_the_whole_are_said_and_not_scaled(tmp_path: Path) -> None:
    view = view_of(tmp_path, stake("a", "c", "60%"), stake("b", "c", "70%"))

    assert ownership(view).overfull == {"c": exact("1.3")}
    assert any("130%" in note.en for note in ownership_table(view, "en").notes)


# -------------------------------------------------------------------------------------------------------------- tables


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    rows = [VEHICLE, stake("v", "b", "10%"), stake("a", "b", "12%"), stake("b", "c", "30%"), stake("x", "a", "5%")]
    first = ownership_table(view_of(tmp_path / "1", *rows), "en")

    assert ownership_table(view_of(tmp_path / "2", *reversed(rows)), "en") == first


def test_of_an_entity_its_owners_come_first(tmp_path: Path) -> None:
    view = view_of(tmp_path, stake("a", "b", "10%"), stake("b", "c", "30%"), stake("x", "c", "5%"))
    rows = ownership_table(view, "en", "b").rows

    assert [(line["owner_id"], line["company_id"]) for line in rows] == [("a", "b"), ("b", "c")]
    assert json.loads(json.dumps(rows[0]))["integrated_lower"] == "0.1"


def test_of_an_entity_without_holdings_the_message_says_what_else_there_is(tmp_path: Path) -> None:
    view = view_of(tmp_path, stake("a", "b", "10%"), row("x,founded,,2019,,,,"))

    with pytest.raises(EmptyAnswerError, match="no claim says who owns X") as raised:
        ownership_table(view, "en", "x")
    assert "X" in raised.value.say("zh")


def test_a_disputed_stake_shows_who_disagrees(tmp_path: Path) -> None:
    table = ownership_table(view_of(tmp_path, stake("a", "b", "40%", "2024"), stake("a", "b", "36%", "2024-03")), "en")

    assert "disputed" in table.columns
    assert table.rows[0]["rival_ids"] == table.rows[0]["disputed"] != ""


# ------------------------------------------------------------------------------------------------------ the real facts


def test_every_row_of_the_real_facts_names_claims_that_exist(view: View) -> None:
    table = ownership_table(view, "zh")

    assert all(line["claim_ids"] and set(line["claim_ids"].split()) <= set(view.receipts) for line in table.rows)
    assert {frozenset(line) for line in table.rows} == {frozenset(table.rows[0])}


def test_on_the_real_facts_no_stake_is_over_the_whole_nor_less_than_its_lower_end(store: Store) -> None:
    for item in ownership(View.read(store)).holdings:
        for share in (item.direct, item.through, item.integrated):
            assert share is None or 0 <= share.lower <= share.upper <= 1
        if item.standing == "majority":
            assert item.integrated is not None
            assert item.integrated.lower > Decimal("0.5")
