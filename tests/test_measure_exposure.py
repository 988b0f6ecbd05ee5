"""What touches a list or a rule: each kind of touch on tiny facts, its chain, its standing."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Store

from sinograph.errors import EmptyAnswerError
from sinograph.exports.analysis.exposure import exposure_table
from sinograph.graph.measures import View
from sinograph.graph.measures.exposure import exposure
from sinograph.graph.measures.touches import Touch
from sinograph.tests import tiny_view
from sinograph.tests.tiny_view import entities_of

KINDS = {
    **dict.fromkeys(("named", "a", "b", "c"), "company"),
    "list": "sanction_list",
    "permits": "sanction_list",
    **dict.fromkeys(("rule", "halt", "paper"), "regulation"),
    **dict.fromkeys(("chip", "chip2"), "chip"),
    "model": "model",
    "app": "product",
    "office": "government_body",
    "land": "place",
    "v": "holding_vehicle",
    "person": "person",
}
SOURCES = "id,kind,title,publisher,published,url,language,sha256\ns1,press,T,P,2026-12-01,https://example.org/1,en,\n"
LISTED = "named,on_list,list,,,,,since=2025-01-16"


def view_of(folder: Path, *rows: str, note: str = "") -> View:
    """Return the view of *rows*, each all cells up to the qualifiers, and of the entities that they name."""
    claims = "".join(f"{row},s1,page,,2026-12-01,{note}\n" for row in rows)
    return tiny_view.view_of(folder, claims, entities_of(KINDS), SOURCES)


def touches(folder: Path, party: str, *rows: str) -> list[Touch]:
    return [touch for touch in exposure(view_of(folder, *rows)).touches if touch.party == party]


def only_touch(folder: Path, party: str, *rows: str) -> Touch:
    (found,) = touches(folder, party, *rows)
    return found


def stake(owner: str, company: str, share: str) -> str:
    return f"{owner},holds_stake_in,{company},{share},ratio,exact,2025,"


# ------------------------------------------------------------------------------------------------------ named and ruled


def test_named_on_a_list(tmp_path: Path) -> None:
    found = only_touch(tmp_path, "named", LISTED)

    assert (found.how, found.measure, found.chain, found.since) == ("listed", "list", ("named",), "2025-01-16")


def test_the_most_precise_account_dates_a_listing_and_all_are_cited(tmp_path: Path) -> None:
    found = only_touch(tmp_path, "named", LISTED, "named,on_list,list,,,,2026-01,since=2025-01")

    assert (found.since, len(found.claims)) == ("2025-01-16", 2)


def test_a_recommendation_to_list_is_no_listing(tmp_path: Path) -> None:
    assert touches(tmp_path, "named", "named,on_list,list,,,,2025,outlook=proposed_only") == []


def test_a_list_of_permits_is_told_apart_and_nothing_is_derived_from_it(tmp_path: Path) -> None:
    rows = "named,on_list,permits,,,,,until=2025-12-30", stake("named", "a", "80%")
    found = exposure(view_of(tmp_path, *rows, note="a list of permits rather than restrictions")).touches

    assert [(touch.party, touch.how, touch.until) for touch in found] == [("named", "permitted", "2025-12-30")]


@pytest.mark.parametrize(
    ("row", "how", "measure", "chain"),
    [
        ("a,named_in,paper,,,,2026-02-13,scope=to be added", "named", "paper", ("a",)),
        ("a,barred_from,chip,,,,,under=list", "barred", "list", ("a", "chip")),
        ("rule,applies_to,a,,,,2025,", "subject", "rule", ("a",)),
        ("rule,restricts,a,,,,,", "restricted", "rule", ("a",)),
        ("office,bans,a,,,,,since=2025", "banned", "office", ("a",)),
    ],
)
def test_a_party_touched_by_one_claim(tmp_path: Path, row: str, how: str, measure: str, chain: tuple[str, ...]) -> None:
    found = only_touch(tmp_path, "a", row)

    assert (found.how, found.measure, found.chain, len(found.claims)) == (how, measure, chain, 1)


@pytest.mark.parametrize(("row", "how"), [
    ("rule,restricts,app,,,,,", "product_restricted"),
    ("office,bans,app,,,,,scope=state devices", "product_banned"),
])  # fmt: skip
def test_a_product_leads_to_its_developer(tmp_path: Path, row: str, how: str) -> None:
    found = only_touch(tmp_path, "a", row, "a,develops,app,,,,,")

    assert (found.how, found.chain, len(found.claims)) == (how, ("a", "app"), 2)


def test_what_touches_no_organisation_is_left_out(tmp_path: Path) -> None:
    assert exposure(view_of(tmp_path, "rule,applies_to,land,,,,,", "person,on_list,list,,,,,")).touches == ()


# --------------------------------------------------------------------------------------------------------------- owned


def test_owned_through_two_companies_is_told_with_the_chain_in_order(tmp_path: Path) -> None:
    # 80 % of 70 % is 56 %: a majority at every step
    found = only_touch(tmp_path, "b", LISTED, stake("named", "a", "80%"), stake("a", "b", "70%"))

    assert (found.how, found.chain) == ("majority", ("b", "a", "named"))
    assert found.share is not None
    assert abs(found.share.lower - Decimal("0.56")) < Decimal("1e-9")
    assert len(found.claims) == 3


def test_control_that_only_a_source_states_is_called_so(tmp_path: Path) -> None:
    found = only_touch(tmp_path, "a", LISTED, "a,subsidiary_of,named,,,,,")

    assert (found.how, found.share) == ("control", None)


@pytest.mark.parametrize("share", ["10%", "49%", "50%"])
def test_a_holder_of_half_or_less_is_never_shown_as_control(tmp_path: Path, share: str) -> None:
    found = touches(tmp_path, "a", LISTED, stake("named", "a", share))

    assert [touch.how for touch in found] == ["minority"]


def test_a_stake_of_unknown_size_is_neither_majority_nor_minority(tmp_path: Path) -> None:
    assert only_touch(tmp_path, "a", LISTED, "named,holds_stake_in,a,,,,2025,").how == "held"


def test_a_minority_below_a_controlled_company_is_told(tmp_path: Path) -> None:
    found = only_touch(tmp_path, "b", LISTED, "a,subsidiary_of,named,,,,,", stake("a", "b", "10%"))

    assert (found.how, found.chain) == ("minority", ("b", "a", "named"))


def test_a_minority_does_not_lead_on_to_control(tmp_path: Path) -> None:
    found = only_touch(tmp_path, "b", LISTED, stake("named", "a", "20%"), stake("a", "b", "100%"))

    assert (found.how, found.chain) == ("minority", ("b", "a", "named"))


def test_an_associate_is_named_as_one_from_either_end(tmp_path: Path) -> None:
    row = "a,associate_of,named,,,,,", "named,associate_of,b,,,,,"

    assert [touches(tmp_path / party, party, LISTED, *row)[0].how for party in "ab"] == ["associate", "associate"]


def test_an_associate_on_the_same_list_is_not_told_again(tmp_path: Path) -> None:
    rows = LISTED, "a,on_list,list,,,,,since=2025", "a,associate_of,named,,,,,"

    assert [touch.how for touch in exposure(view_of(tmp_path, *rows)).touches] == ["listed", "listed"]


def test_a_vehicle_of_a_named_party_is_not_said_to_be_owned_by_it(tmp_path: Path) -> None:
    found = only_touch(tmp_path, "v", LISTED, *RULE, "v,vehicle_of,named,,,,,")

    assert (found.how, found.share, found.reach) == ("vehicle", None, ())


# ------------------------------------------------------------------------------------------------------------ supplied


@pytest.mark.parametrize(
    ("rows", "chain"),
    [
        (["named,supplies,a,,,,2025,"], ("a", "named")),
        (["named,supplies_compute_to,a,,,,2025,"], ("a", "named")),
        (["a,buys,chip,,,,2026-04,supplier=named"], ("a", "chip", "named")),
        (["a,buys,chip,,,,2026-04,", "named,develops,chip,,,,,"], ("a", "chip", "named")),
        (["a,runs_on,chip,,,,,", "named,manufactures,chip,,,,,"], ("a", "chip", "named")),
        (
            ["a,develops,model,,,,,", "model,trained_on,chip,,,,,", "named,develops,chip,,,,,"],
            ("a", "model", "chip", "named"),
        ),
        (["a,develops,chip,,,,,", "named,manufactures,chip,,,,,"], ("a", "chip", "named")),
    ],
    ids=["goods", "compute", "named supplier", "bought", "run on", "own model", "made for it"],
)
def test_supplied_by_a_named_party(tmp_path: Path, rows: list[str], chain: tuple[str, ...]) -> None:
    found = only_touch(tmp_path, "a", LISTED, *rows)

    assert (found.how, found.chain, len(found.claims)) == ("supplied", chain, len(rows) + 1)


@pytest.mark.parametrize("qualifiers", ["until=2024", "outlook=rumoured"])
def test_supply_that_is_over_or_rumoured_is_none(tmp_path: Path, qualifiers: str) -> None:
    assert touches(tmp_path, "a", LISTED, f"named,supplies,a,,,,2024,{qualifiers}") == []


def test_the_maker_of_a_chip_is_not_supplied_by_itself(tmp_path: Path) -> None:
    found = touches(tmp_path, "named", LISTED, "named,develops,chip,,,,,", "named,runs_on,chip,,,,,")

    assert [touch.how for touch in found] == ["listed"]


def test_a_model_on_a_restricted_chip_touches_its_developer(tmp_path: Path) -> None:
    rows = "rule,restricts,chip,,,,,since=2023-10-17", "a,develops,model,,,,,", "model,trained_on,chip,,,,,"
    found = only_touch(tmp_path, "a", *rows)

    assert (found.how, found.measure, found.chain) == ("uses", "rule", ("a", "model", "chip"))


# --------------------------------------------------------------------------------------------- the rule on ownership

RULE = (
    "rule,policy_rate,,50%,ratio,at_least,,scope=ownership threshold",
    "rule,applies_to,list,,,,,",
    "rule,event_date,,2025-09-29,,,,step=takes_effect",
    "halt,linked_to,rule,,,,,link=suspends; since=2025-11-10; until=2026-11-09",
)


@pytest.mark.parametrize(
    ("row", "reached"),
    [
        (stake("named", "a", "60%"), "reached"),
        (stake("named", "a", "50%"), "reached"),
        (stake("named", "a", "49%"), "below"),
        ("named,holds_stake_in,a,45%..55%,ratio,range,2025,", "open"),
        ("a,subsidiary_of,named,,,,,", "open"),
    ],
)
def test_the_threshold_of_the_rule_is_its_own(tmp_path: Path, row: str, reached: str) -> None:
    (found,) = only_touch(tmp_path, "a", LISTED, *RULE, row).reach

    assert (found.rule.rule, found.reached) == ("rule", reached)


def test_a_rule_for_another_list_is_not_named(tmp_path: Path) -> None:
    row = "named,on_list,permits,,,,,since=2025", stake("named", "a", "60%")

    assert only_touch(tmp_path, "a", *RULE, *row).reach == ()


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [
        (date(2025, 10, 15), "in_force", "in force"),
        (date(2026, 1, 1), "suspended", "suspended from 2025-11-10 to 2026-11-09 by Halt"),
        (date(2026, 11, 24), "suspension_over", "the recorded suspension is over (to 2026-11-09)"),
    ],
)
def test_a_table_of_a_day_says_how_the_rule_stands(tmp_path: Path, day: date, state: str, words: str) -> None:
    view = view_of(tmp_path, LISTED, *RULE, stake("named", "a", "60%"))
    (row,) = exposure_table(view, "en", "a", day).rows

    assert row["rule_standing"].startswith(words)
    assert (row["state"], row["reached"]) == ("in_force", "reached")
    assert {note.en.partition(":")[0] for note in exposure_table(view, "en", "a", day).notes} >= {"Rule"}


# -------------------------------------------------------------------------------------------------------------- tables


def test_without_a_day_nothing_is_judged(tmp_path: Path) -> None:
    (row,) = exposure_table(view_of(tmp_path, LISTED), "en", "named").rows

    assert (row["standing"], row["state"]) == ("since 2025-01-16", "")


@pytest.mark.parametrize(
    ("day", "state"), [(date(2025, 1, 15), "not_yet"), (date(2025, 1, 16), "in_force"), (date(2025, 7, 1), "ended")]
)
def test_a_listing_stands_by_its_own_dates(tmp_path: Path, day: date, state: str) -> None:
    rows = exposure_table(view_of(tmp_path, LISTED + "; until=2025-06"), "zh", "named", day).rows

    assert [row["state"] for row in rows] == [state]


def test_of_a_list_the_table_tells_whom_it_touches(tmp_path: Path) -> None:
    view = view_of(tmp_path, LISTED, stake("named", "a", "60%"), "rule,restricts,b,,,,,")

    assert [row["party_id"] for row in exposure_table(view, "en", "list").rows] == ["a", "named"]


def test_without_a_touch_the_message_says_that_it_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(EmptyAnswerError, match="not a finding"):
        exposure_table(view_of(tmp_path, LISTED, stake("b", "a", "60%")), "en", "a")


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    rows = [LISTED, *RULE, stake("named", "a", "60%"), "named,supplies,b,,,,2025,", "c,associate_of,named,,,,,"]
    first = exposure_table(view_of(tmp_path / "1", *rows), "en")

    assert exposure_table(view_of(tmp_path / "2", *reversed(rows)), "en") == first


# ------------------------------------------------------------------------------------------------------ the real facts


def test_every_row_of_the_real_facts_names_claims_that_exist(view: View) -> None:
    rows = exposure_table(view, "zh", day=date(2026, 1, 1)).rows

    assert all(row["claim_ids"] and set(row["claim_ids"].split()) <= set(view.receipts) for row in rows)
    assert {frozenset(row) for row in rows} == {frozenset(rows[0])}


def test_on_the_real_facts_every_chain_begins_at_the_party_and_ends_at_who_is_named(view: View) -> None:
    named = {receipt.subject for receipt in view.accepted("on_list")}

    for touch in exposure(view).touches:
        assert touch.chain[0] == touch.party
        if touch.how in {"majority", "control", "minority", "held", "vehicle", "associate", "supplied"}:
            assert touch.chain[-1] in named
        if touch.how == "minority":
            assert touch.share is not None
            assert touch.share.upper <= Decimal("0.5")


def test_the_real_list_of_permits_leads_to_no_restriction(store: Store) -> None:
    found = [touch for touch in exposure(View.read(store)).touches if touch.measure == "veu-list"]

    assert {touch.how for touch in found} == {"permitted"}
