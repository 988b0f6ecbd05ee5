"""Who competes with whom, and on which evidence."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from sinograph.errors import EmptyAnswerError
from sinograph.exports.analysis.rivalry import rivalry_table
from sinograph.graph.measures import View
from sinograph.graph.measures.rivalry import Naming, rivalry
from sinograph.tests.field import claim, view_of


def named(one: str, other: str, given: str = "") -> str:
    return claim(one, "competes_with", target=other, given=given)


def share(one: str, given: str = "market=mk") -> str:
    return claim(one, "market_share", "10%", "ratio", period="2024", given=given)


def scored(model: str, benchmark: str = "bench") -> str:
    return claim(model, "score", "50%", "ratio", given=f"benchmark={benchmark}; reported_by=by_developer")


MADE = (claim("a", "develops", target="m1"), claim("b", "develops", target="m2"))


def test_a_source_that_names_them_speaks_for_itself_or_for_whom_it_cites(tmp_path: Path) -> None:
    (found,) = rivalry(view_of(tmp_path, (named("b", "a"), named("a", "b", "segment=seg; stated_by=c"))))

    assert (found.one, found.other) == ("a", "b")
    assert found.named_by == (Naming("c", ""), Naming("", "P"))


def test_a_shared_market_is_evidence_a_shared_rank_too(tmp_path: Path) -> None:
    rank = claim("b", "market_rank", "1", "rank", period="2023", given="market=mk")

    (found,) = rivalry(view_of(tmp_path, (share("a"), rank)))

    assert (found.evidence, found.markets) == (("market",), ("mk",))


def test_another_region_is_another_market(tmp_path: Path) -> None:
    rows = (share("a", "market=mk; region=china"), share("b", "market=mk; region=overseas"))

    assert rivalry(view_of(tmp_path, rows)) == []


def test_models_of_both_on_one_benchmark_are_evidence_for_their_developers(tmp_path: Path) -> None:
    rows = (*MADE, scored("m1"), scored("m2"), scored("m1", "other"), scored("m3", "other"))

    (found,) = rivalry(view_of(tmp_path, rows))

    assert (found.one, found.other, found.benchmarks) == ("a", "b", ("bench",))


def test_two_models_of_one_developer_are_no_pair(tmp_path: Path) -> None:
    rows = (claim("a", "develops", target="m1"), claim("a", "develops", target="m2"), scored("m1"), scored("m2"))

    assert rivalry(view_of(tmp_path, rows)) == []


def test_more_kinds_of_evidence_come_first(tmp_path: Path) -> None:
    rows = (named("c", "d"), *MADE, share("a"), share("b"), scored("m1"), scored("m2"))

    found = rivalry(view_of(tmp_path, rows))

    assert [(one.one, one.other, one.strength) for one in found] == [("a", "b", 2), ("c", "d", 1)]


def test_claims_of_all_evidence_are_named(tmp_path: Path) -> None:
    view = view_of(tmp_path, (*MADE, named("a", "b"), share("a"), share("b"), scored("m1"), scored("m2")))

    (found,) = rivalry(view)

    properties = sorted(view.receipts[claim_id].property for claim_id in found.claims)
    assert properties == sorted(
        ["competes_with", "develops", "develops", "market_share", "market_share", "score", "score"]
    )


def test_what_has_ended_or_is_only_expected_is_no_evidence(tmp_path: Path) -> None:
    rows = (named("a", "b", "until=2020"), named("a", "c", "outlook=expected"))

    assert rivalry(view_of(tmp_path, rows)) == []


def test_being_on_one_exchange_or_in_one_lawsuit_is_no_evidence(tmp_path: Path) -> None:
    rows = (claim("a", "sues", target="b"), claim("a", "partner_of", target="b"))

    with pytest.raises(EmptyAnswerError, match="no source names a competitor of A"):
        rivalry_table(view_of(tmp_path, rows), "en", "a")


def test_the_entity_asked_for_stands_first(tmp_path: Path) -> None:
    view = view_of(tmp_path, (named("a", "b"), named("b", "c"), named("c", "d")))

    rows = rivalry_table(view, "en", "b").rows

    assert [(row["company_id"], row["competitor_id"]) for row in rows] == [("b", "a"), ("b", "c")]


_ROWS = (*MADE, named("a", "b"), named("b", "c"), share("a"), share("c"), scored("m1"), scored("m2"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(st.permutations(_ROWS))
def test_the_order_of_the_rows_does_not_matter(tmp_path: Path, rows: list[str]) -> None:
    assert rivalry(view_of(tmp_path, rows)) == rivalry(view_of(tmp_path, _ROWS))


def test_real_pairs_are_organisations_each_once(store: Store) -> None:
    view = View.read(store)

    found = rivalry(view)

    pairs = [(one.one, one.other) for one in found]
    assert len(pairs) == len(set(pairs))
    assert all(one < other and view.is_a(one, "organization") for one, other in pairs)
    assert all(one.claims and set(one.claims) <= view.receipts.keys() for one in found)
