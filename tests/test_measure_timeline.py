"""Dated events in order: what dates a claim, how coarse dates sort, and how plans and rivals are marked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinograph.errors import EmptyAnswerError
from sinograph.exports.analysis.timeline import timeline_table
from sinograph.graph.measures.timeline import timeline
from sinograph.tests import tiny_view
from sinograph.tests.tiny_view import claim

if TYPE_CHECKING:
    from pathlib import Path

    from sinograph.graph.measures import View


ENTITIES = """id,kind,name_zh,name_en,aliases,identifiers
a,company,甲,A,,
b,company,乙,B,,
ann,person,安,Ann,,
m,model,模,M,,
ipo,offering,发行,IPO,,
hkex,exchange,港交所,HKEX,,
round,funding_round,轮,Round,,
"""


def view_of(folder: Path, rows: str) -> View:
    return tiny_view.view_of(folder, rows, ENTITIES)


def updated(text: str) -> str:
    """Return an event of its own on that date: its scope sets it apart from the others."""
    return claim("m", "event_date", "", f"scope=of {text}; step=updated", value=text)


def events_of(view: View, entity: str = "") -> list[tuple[str, str, str]]:
    return [(e.period.text, e.receipt.property, e.moment) for e in timeline(view, entity).events]


def test_an_attribute_is_dated_by_its_value_and_a_figure_is_no_event(tmp_path: Path) -> None:
    rows = claim("a", "founded", value="2019-06") + claim(
        "a", "revenue", "", "", "2024", value="1", unit="CNY", precision="exact"
    )

    assert events_of(view_of(tmp_path, rows)) == [("2019-06", "founded", "on")]


def test_a_post_begins_and_ends(tmp_path: Path) -> None:
    rows = claim("ann", "works_for", "a", "since=2019; until=2021-03")

    assert events_of(view_of(tmp_path, rows)) == [("2019", "works_for", "begins"), ("2021-03", "works_for", "ends")]


def test_a_period_dates_what_happens_and_not_what_is_only_seen_to_hold(tmp_path: Path) -> None:
    rows = claim("a", "invested_in", "b", "", "2021") + claim("ann", "works_for", "a", "", "2022")
    found = timeline(view_of(tmp_path, rows))

    assert [event.receipt.property for event in found.events] == ["invested_in"]
    assert found.standing == 1


def test_a_subscription_goes_by_the_days_of_its_offering_and_cites_them(tmp_path: Path) -> None:
    dates = claim("ipo", "event_date", "", "step=completed", value="2026-01-08")
    days = claim("ipo", "event_date", "", "step=open_for_subscription", value="2025-12-30/2026-01-05")
    view = view_of(tmp_path, dates + days + claim("b", "subscribed_to", "ipo"))

    (event,) = [event for event in timeline(view).events if event.receipt.property == "subscribed_to"]

    cited = {view.receipts[name].value for name in event.claims}
    assert (event.period.text, cited) == ("2025-12-30/2026-01-05", {"", "2025-12-30/2026-01-05"})


def test_a_coarse_date_follows_the_exact_ones_of_its_first_day(tmp_path: Path) -> None:
    dates = ["2021", "2021-01", "2020-12-31", "2021-H1", "2021-01-01", "2021-01-02", "2021-Q1"]
    found = [text for text, _, _ in events_of(view_of(tmp_path, "".join(map(updated, dates))))]

    assert found == ["2020-12-31", "2021-01-01", "2021-01", "2021-Q1", "2021-H1", "2021", "2021-01-02"]


def test_a_plan_is_an_event_marked_as_such(tmp_path: Path) -> None:
    table = timeline_table(view_of(tmp_path, claim("a", "listed_on", "hkex", "outlook=planned; since=2027")), "en")

    assert [(row["when"], row["event"], row["outlook"]) for row in table.rows] == [
        ("2027", "A · listed on · HKEX", "planned")
    ]
    assert [note.en for note in table.notes if "not that it came about" in note.en]


def test_of_those_that_say_the_same_the_most_precise_dates_the_event(tmp_path: Path) -> None:
    coarse = claim("a", "listed_on", "hkex", "since=2024-01")
    exact = claim("a", "listed_on", "hkex", "since=2024-01-08", source="s2")

    assert events_of(view_of(tmp_path, coarse + exact)) == [("2024-01-08", "listed_on", "begins")]


def test_a_plan_that_came_about_is_not_told_beside_the_fact(tmp_path: Path) -> None:
    planned = claim("a", "listed_on", "hkex", "outlook=planned; since=2024-01-08")
    done = claim("a", "listed_on", "hkex", "since=2024-01-08", source="s2")

    assert [event.outlook for event in timeline(view_of(tmp_path / "1", planned + done)).events] == [""]
    assert [event.outlook for event in timeline(view_of(tmp_path / "2", planned)).events] == ["planned"]


def test_a_rival_date_is_shown_beside_the_accepted_one_and_is_no_row(tmp_path: Path) -> None:
    rows = claim("a", "founded", value="2019-06", source="s2") + claim("a", "founded", value="2020")
    table = timeline_table(view_of(tmp_path, rows), "en")

    assert [(row["when"], row["disputed"]) for row in table.rows] == [("2019-06", "2020")]
    assert "disputed" in table.columns


def test_claims_that_say_the_same_are_one_event(tmp_path: Path) -> None:
    rows = claim("a", "acquired", "b", "", "2021") + claim("a", "acquired", "b", "", "2021", source="s2")
    view = view_of(tmp_path, rows)

    (event,) = timeline(view).events

    assert set(event.claims) == set(view.receipts)


def test_of_an_entity_are_its_models_and_deals_and_what_mentions_it(tmp_path: Path) -> None:
    rows = "".join((
        claim("a", "develops", "m") + claim("m", "released", value="2024"),
        claim("ipo", "issued_by", "a") + claim("ipo", "event_date", "", "step=launched", value="2025"),
        claim("b", "founded", value="2018"),
    ))  # fmt: skip

    assert events_of(view_of(tmp_path, rows), "a") == [("2024", "released", "on"), ("2025", "event_date", "on")]


def test_an_event_of_the_entity_that_a_qualifier_names_counts(tmp_path: Path) -> None:
    rows = claim("a", "invested_in", "b", "round=round", "2024")

    assert events_of(view_of(tmp_path, rows), "round") == [("2024", "invested_in", "on")]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2021, 6, 1), None, ["2021", "2022-03"]),
        (None, date(2020, 12, 31), ["2020-12-31"]),
        (date(2020, 12, 31), date(2020, 12, 31), ["2020-12-31"]),
        (date(2021, 1, 1), date(2021, 1, 1), ["2021"]),
        (date(2021, 12, 31), date(2022, 3, 1), ["2021", "2022-03"]),
    ],
)
def test_an_event_counts_if_one_of_its_days_lies_in_the_time_asked_for(
    tmp_path: Path, since: date | None, until: date | None, expected: list[str]
) -> None:
    view = view_of(tmp_path, "".join(map(updated, ("2020-12-31", "2021", "2022-03"))))

    assert [row["when"] for row in timeline_table(view, "zh", "m", since, until).rows] == expected


def test_nothing_dated_is_said_so_with_what_to_try(tmp_path: Path) -> None:
    view = view_of(tmp_path, claim("a", "competes_with", "b"))

    with pytest.raises(EmptyAnswerError, match="A is known; show lists"):
        timeline_table(view, "en", "a")
    with pytest.raises(EmptyAnswerError, match="widen the dates"):
        timeline_table(view, "en", "a", date(2020, 1, 1))


def test_an_event_is_read_in_both_languages(tmp_path: Path) -> None:
    view = view_of(tmp_path, claim("ann", "works_for", "a", "until=2021"))

    assert [timeline_table(view, lang).rows[0]["event"] for lang in ("en", "zh")] == [
        "Ann · works for · A · ends",
        "安 · 任职于 · 甲 · 结束",
    ]


ROWS = tuple(updated(text) for text in ("2021", "2021-01", "2020", "2020-02-03", "2021-H2"))


@settings(deadline=None, max_examples=10)
@given(st.permutations(ROWS))
def test_the_order_of_rows_changes_nothing(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    one, two = (view_of(tmp_path_factory.mktemp("facts"), "".join(text)) for text in (ROWS, rows))

    assert timeline_table(one, "en") == timeline_table(two, "en")


def test_on_the_real_facts_events_are_in_order_and_every_one_is_accepted(view: View) -> None:
    rows = timeline_table(view, "en").rows

    starts = [row["start"] for row in rows]
    assert starts == sorted(starts)
    assert {view.receipts[row["receipt"].split(maxsplit=1)[0]].status for row in rows} == {"accepted"}
    assert all(view.receipts[rival].status == "rival" for row in rows for rival in row["rival_ids"].split())
