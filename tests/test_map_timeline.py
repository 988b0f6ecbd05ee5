"""The timeline map: events by theme and date, what several did together, and what hides in clusters."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinograph.errors import Text
from sinograph.exports.maps.lanes import Spot, stacked
from sinograph.exports.maps.timescale import WIDTH, TimeScale
from sinograph.exports.pagedata import build_page_data
from sinograph.tests.tiny_view import claim, entities_of, store_of

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    **dict.fromkeys(("a", "b", *(f"c{n}" for n in range(8))), "company"),
    **dict.fromkeys(("ann", "bob"), "person"),
    **dict.fromkeys(("new", *(f"m{n}" for n in range(8))), "model"),
    "rule": "regulation",
    "list": "sanction_list",
    "hkex": "exchange",
    "ipo": "offering",
}


def timeline(folder: Path, *rows: str) -> dict[str, Any]:
    (drawn,) = build_page_data(store_of(folder, "".join(rows), entities_of(KINDS)), "en", ["timeline"])["maps"]
    return dict(drawn)


def labels(drawn: dict[str, Any]) -> list[str]:
    return sorted(node["label"]["en"] for node in drawn["nodes"])


@pytest.mark.parametrize(
    ("row", "label", "group"),
    [
        (claim("a", "invested_in", "b", period="2025-01"), "A · invested in · B (2025-01)", "theme_capital"),
        (claim("a", "listed_on", "hkex", "since=2025-12-08"), "A · listed on · Hkex (2025-12-08)", "theme_listing"),
        (claim("new", "released", value="2025-01-20"), "New · released (2025-01-20)", "theme_model"),
        (claim("a", "on_list", "list", "since=2025-01-16"), "A · on list · List (2025-01-16)", "theme_control"),
        (claim("rule", "event_date", "", "step=takes_effect", value="2025-05"), "", "theme_control"),
        (claim("ipo", "event_date", "", "step=completed", value="2025-12-08"), "", "theme_listing"),
        (claim("a", "event_date", "", "step=hearing_passed", value="2025-12"), "", "theme_listing"),
        (claim("ann", "founder_of", "a", period="2023"), "Ann · founder of · A (2023)", "theme_people"),
        (claim("a", "founded", value="2023-03"), "A · founded (2023-03)", "theme_business"),
        (claim("a", "event_date", "", "step=renamed", value="2025-05"), "A · renamed (2025-05)", "theme_business"),
    ],
    ids=[
        *("investment", "listing", "release", "entry on a list", "step of a rule", "step of an offering"),
        *("step to the exchange", "founder", "founding", "other step"),
    ],
)
def test_an_event_is_in_the_lane_of_its_theme_and_called_by_what_happened(
    tmp_path: Path, row: str, label: str, group: str
) -> None:
    (node,) = timeline(tmp_path, row)["nodes"]

    assert node["group"] == group
    assert node["label"]["en"] == (label or node["label"]["en"])
    assert len(node["claims"]) == 1


def test_what_several_did_on_one_date_is_one_mark_that_rests_on_all_their_claims(tmp_path: Path) -> None:
    together = [claim(f"c{n}", "invested_in", "a", period="2025-03") for n in range(3)]
    other_day = claim("b", "invested_in", "a", period="2025-04")

    drawn = timeline(tmp_path, *together, other_day)

    assert labels(drawn) == ["B · invested in · A (2025-04)", "C0 and others · invested in · A (2025-03)"]
    assert sorted((node["entity"], len(node["claims"])) for node in drawn["nodes"]) == [("a", 3), ("b", 1)]


def test_what_one_did_to_two_on_one_date_is_one_mark(tmp_path: Path) -> None:
    drawn = timeline(tmp_path, *(claim("rule", "restricts", f"c{n}", "since=2022-10-07") for n in range(2)))

    assert labels(drawn) == ["Rule · restricts · C0, C1 · begins (2022-10-07)"]


def test_a_plan_has_a_look_of_its_own_and_the_legend_tells_it(tmp_path: Path) -> None:
    fact = claim("a", "listed_on", "hkex", "since=2025-12-08")

    drawn = timeline(tmp_path, fact, claim("b", "ipo_expected", "", "outlook=planned", value="2027"))

    assert [node["group"] for node in sorted(drawn["nodes"], key=lambda node: node["x"])] == [
        "theme_listing",
        "theme_planned",
    ]
    assert [item["label"]["en"] for item in drawn["legend"]] == [
        "offerings and listings",
        "planned, expected or rumoured",
    ]


def test_a_reseller_listing_a_model_is_not_its_release(tmp_path: Path) -> None:
    own = claim("new", "released", value="2025-01-20")

    drawn = timeline(tmp_path, own, claim("new", "released", "", "channel=a", value="2025-03-01"))

    assert labels(drawn) == ["New · released (2025-01-20)"]


def test_the_most_telling_of_a_time_stand_alone_and_the_others_in_one_cluster(tmp_path: Path) -> None:
    busy = [claim(f"m{n}", "released", value=f"2025-05-0{n + 1}") for n in range(8)]
    elsewhere = [claim("a", "founded", value="2023"), claim("new", "released", value="2024-05")]
    # Nothing is told of the others but their release.
    known = [
        claim("m3", "open_weights", value="true"),
        claim("m3", "parameters", value="9", unit="count", precision="exact"),
    ]

    drawn = timeline(tmp_path, *busy, *busy_years(), *elsewhere, *known)

    (cluster,) = drawn["clusters"]
    nodes = {node["entity"]: node for node in drawn["nodes"] if node["entity"].startswith("m")}
    hidden = {name for name, node in nodes.items() if node.get("cluster") == cluster["id"]}
    assert cluster["label"] == {"en": "{n} more", "zh": "另 {n} 项"}
    assert "m3" not in hidden
    assert len(hidden) > 1
    assert nodes["m3"]["size"] == max(node["size"] for node in nodes.values())


def busy_years() -> list[str]:
    """Return events of another theme over ten years, so that a year is not the whole width of the map."""
    return [claim(f"c{n % 8}", "event_date", "", "step=renamed", value=f"{2016 + n}-05-05") for n in range(10)]


years = st.lists(st.dates(date(1950, 1, 1), date(2040, 12, 31)), min_size=1, max_size=60)


@given(years)
def test_time_runs_one_way_and_fills_the_width(days: list[date]) -> None:
    scale = TimeScale.of(days)

    places = [scale.at(day) for day in sorted(days)]
    (first, left), (last, right) = scale.knots[0], scale.knots[-1]
    assert (left, round(right, 6)) == (0.0, WIDTH)
    assert first <= min(days) <= max(days) < last
    assert all(one < other for one, other in pairwise(dict.fromkeys(places)))


@given(years)
def test_every_stretch_begins_at_a_tick_that_says_its_year(days: list[date]) -> None:
    scale = TimeScale.of(days)

    ticks = {tick["text"]: tick["at"] for tick in scale.axis(Text("Date", "日期"))["ticks"]}
    assert {f"{day.year}": round(at, 1) for day, at in scale.knots}.items() <= ticks.items()


def test_the_years_before_most_that_is_known_are_one_narrow_stretch() -> None:
    days = [date(1999, 1, 1), *(date(2025, 1, 1) + timedelta(days=n) for n in range(40)), date(2026, 1, 1)]

    scale = TimeScale.of(days)

    assert [day.year for day, _ in scale.knots] == [1999, 2025, 2026, 2027]
    assert scale.at(date(2025, 1, 1)) < WIDTH / 10


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 9)), max_size=25))
def test_stacked_marks_never_overlap_and_none_is_below_the_ground(marks: list[tuple[float, float]]) -> None:
    spots = [Spot(str(n), x, size) for n, (x, size) in enumerate(marks)]

    heights = stacked(spots)

    pairs = [(a, b) for n, a in enumerate(spots) for b in spots[:n]]
    assert min(heights.values(), default=0.0) >= 0
    assert all((a.x - b.x) ** 2 + (heights[a.id] - heights[b.id]) ** 2 >= (a.size + b.size) ** 2 for a, b in pairs)
