"""Who left whom for whom: only where claims give the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinograph.errors import EmptyAnswerError
from sinograph.exports.analysis.talent import talent_table
from sinograph.graph.measures.talent import moved, stays, talent
from sinograph.tests import tiny_view
from sinograph.tests.tiny_view import claim

if TYPE_CHECKING:
    from pathlib import Path

    from sinograph.graph.measures import View


ENTITIES = """id,kind,name_zh,name_en,aliases,identifiers
ann,person,安,Ann,,
ben,person,本,Ben,,
a,company,甲,A,,
b,company,乙,B,,
c,company,丙,C,,
uni,university,大学,Uni,,
"""


def view_of(folder: Path, rows: str) -> View:
    return tiny_view.view_of(folder, rows, ENTITIES)


def moves_of(view: View) -> set[tuple[str, str, str]]:
    return {(m.left.person, flow.source, flow.target) for flow in talent(view).flows for m in flow.moves}


#: Each case is two posts of Ann, and whether she moved from A to B.
ORDERS = {
    "left, then joined": (("until=2020", ""), ("since=2021", ""), True),
    "joined on the day after": (("until=2020-05-31", ""), ("since=2020-06-01; until=2022", ""), True),
    "joined on the last day": (("until=2020-05-31", ""), ("since=2020-05-31; until=2022", ""), False),
    "one coarse year, B over": (("until=2020", ""), ("since=2020; until=2022", ""), False),
    "one coarse year, B goes on": (("until=2020", ""), ("since=2020", ""), True),
    "seen at B after A": (("until=2020", ""), ("until=2024", "2022"), True),
    "seen at B before A ended": (("until=2020", ""), ("until=2024", "2019"), False),
    "A ended, B goes on": (("ended=true", ""), ("", ""), True),
    "A goes on": (("", ""), ("since=2021", ""), False),
    "both ended, undated": (("ended=true", ""), ("ended=true", ""), False),
    "B began before A": (("since=2018; until=2020", ""), ("since=2015", ""), False),
    "B began while at A": (("until=2023-08", ""), ("since=2016", ""), False),
    "B only planned": (("until=2020", ""), ("outlook=planned; since=2021", ""), False),
}


@pytest.mark.parametrize(("first", "second", "expected"), ORDERS.values(), ids=ORDERS.keys())
def test_a_move_is_known_only_by_its_order(
    tmp_path: Path, first: tuple[str, str], second: tuple[str, str], expected: bool
) -> None:
    view = view_of(tmp_path, claim("ann", "works_for", "a", *first) + claim("ann", "works_for", "b", *second))

    assert (("ann", "a", "b") in moves_of(view)) == expected


def test_an_ended_post_is_over_by_the_day_of_its_source(tmp_path: Path) -> None:
    # s2 is of 2025-01-02: it calls the post at A ended, so that A was left by then, before B began and was left.
    rows = claim("ann", "works_for", "a", "ended=true", source="s2")
    rows += claim("ann", "works_for", "b", "since=2025-02; until=2025-06")

    assert moves_of(view_of(tmp_path, rows)) == {("ann", "a", "b")}


def test_another_post_at_the_same_organisation_is_no_move(tmp_path: Path) -> None:
    rows = claim("ann", "works_for", "a", "until=2020") + claim("ann", "leads", "a", "since=2020")

    with pytest.raises(EmptyAnswerError):
        talent_table(view_of(tmp_path, rows), "en")


def test_a_stay_is_over_only_when_every_post_is(tmp_path: Path) -> None:
    rows = claim("ann", "works_for", "a", "until=2020") + claim("ann", "leads", "a", "since=2020")

    assert moves_of(view_of(tmp_path, rows + claim("ann", "works_for", "b", "since=2022"))) == set()


def test_a_founder_who_left_is_gone_and_came_with_the_founding(tmp_path: Path) -> None:
    rows = claim("ann", "works_for", "a", "until=2018") + claim("ann", "founder_of", "b", "", "2019")

    found = moves_of(view_of(tmp_path, rows + claim("ann", "works_for", "b", "until=2020")))

    assert found == {("ann", "a", "b")}


def test_studies_are_no_post(tmp_path: Path) -> None:
    rows = claim("ann", "studied_at", "uni", "until=2018") + claim("ann", "works_for", "a", "since=2019")

    assert moves_of(view_of(tmp_path, rows)) == set()


def test_a_way_by_a_third_is_two_moves_and_not_three(tmp_path: Path) -> None:
    rows = "".join((
        claim("ann", "works_for", "a", "until=2018"),
        claim("ann", "works_for", "b", "since=2019; until=2020"),
        claim("ann", "works_for", "c", "since=2021"),
    ))  # fmt: skip

    assert moves_of(view_of(tmp_path, rows)) == {("ann", "a", "b"), ("ann", "b", "c")}


def test_people_are_counted_and_the_larger_flow_comes_first(tmp_path: Path) -> None:
    # Ann and Ben went from B to C, Ann alone from A to C; which of A and B she left first is unknown.
    rows = "".join((
        claim("ann", "works_for", "b", "ended=true"),
        claim("ben", "works_for", "b", "until=2020"),
        claim("ann", "works_for", "c"),
        claim("ben", "leads", "c", "since=2021"),
        claim("ann", "works_for", "a", "ended=true"),
    ))  # fmt: skip
    table = talent_table(view_of(tmp_path, rows), "en")

    assert [(row["from_id"], row["to_id"], row["people"], row["person_ids"]) for row in table.rows] == [
        ("b", "c", "2", "ann ben"),
        ("a", "c", "1", "ann"),
    ]
    assert [note.en for note in table.notes if " 1 pair of posts" in note.en]


def test_a_table_of_a_person_or_organisation_holds_its_flows_alone(tmp_path: Path) -> None:
    rows = "".join(claim(who, "works_for", at, how) for who, at, how in (
        ("ann", "a", "ended=true"), ("ann", "b", ""), ("ben", "b", "ended=true"), ("ben", "c", ""),
    ))  # fmt: skip
    view = view_of(tmp_path, rows)

    assert [row["to_id"] for row in talent_table(view, "zh", "ann").rows] == ["b"]
    assert [row["to_id"] for row in talent_table(view, "zh", "b").rows] == ["b", "c"]


def test_both_stays_are_cited(tmp_path: Path) -> None:
    view = view_of(
        tmp_path, claim("ann", "works_for", "a", "until=2020") + claim("ann", "works_for", "b", "since=2021")
    )

    assert set(talent_table(view, "en").rows[0]["claim_ids"].split()) == set(view.receipts)


DATES = st.sampled_from(["", "2018", "2019", "2019-06", "2020"])


@settings(deadline=None, max_examples=25)
@given(posts=st.lists(st.tuples(st.sampled_from("abc"), DATES, DATES), min_size=2, max_size=4, unique=True))
def test_no_two_stays_follow_each_other_both_ways(
    tmp_path_factory: pytest.TempPathFactory, posts: list[tuple[str, str, str]]
) -> None:
    rows = [claim("ann", "works_for", at, _period(since, until)) for at, since, until in posts if since <= until]
    if not rows:
        return
    found = stays(view_of(tmp_path_factory.mktemp("facts"), "".join(dict.fromkeys(rows))))

    assert not [(one, two) for one in found for two in found if moved(one, two) and moved(two, one)]


def _period(since: str, until: str) -> str:
    return "; ".join(f"{name}={text}" for name, text in (("since", since), ("until", until)) if text)


def test_on_the_real_facts_nobody_moves_to_where_they_were_and_every_row_is_cited(view: View) -> None:
    rows = talent_table(view, "en").rows

    counts = [int(row["people"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert all(row["from_id"] != row["to_id"] and len(row["person_ids"].split()) == int(row["people"]) for row in rows)
    assert all(row["claim_ids"] and set(row["claim_ids"].split()) <= set(view.receipts) for row in rows)
