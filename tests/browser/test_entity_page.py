"""An entity's charts and its page: marks stand where the figures say, and lead to what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from sinograph.tests.browser.by_hand import make_data, make_figure
from sinograph.tests.browser.pages import write_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from sinograph.tests.browser.by_hand import PageData

#: Where the marks, whiskers and strokes of a chart are on screen, how they look, and what its axis says.
READ = """(chart) => {
  const seen = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const { fill, stroke, strokeDasharray: dashes } = getComputedStyle(element);
    const look = { fill, stroke, dashes, outline: element.getAttribute("d"), text: element.textContent };
    return { left, right, top, bottom, x: (left + right) / 2, y: (top + bottom) / 2, ...look };
  };
  const all = (wanted) => [...chart.querySelectorAll(wanted)].map(seen);
  return {
    points: all("svg[role=img] .point"), whiskers: all(".whisker"), joins: all(".join"), levels: all(".in-force"),
    ticks: all("text[text-anchor=end]"), names: all("text.name"),
  };
}"""


def page_data(figures: dict[str, dict[str, Any]]) -> PageData:
    return {**make_data(), "claims": figures}


@pytest.fixture
def look(visit: Callable[..., Page], tmp_path: Path) -> Callable[..., Page]:
    """Opens a page with the given figures of Alpha at Alpha's facts."""

    def open_page(figures: dict[str, dict[str, Any]], fragment: str = "node=a&lang=en") -> Page:
        return visit(write_page(tmp_path, page_data(figures)), fragment)

    return open_page


def read(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.locator("#panel .chart").first.evaluate(READ)
    return found


def value_at(chart: dict[str, Any], y: float) -> float:
    """Return the value that the axis gives to a height on screen."""
    low, high = chart["ticks"][0], chart["ticks"][-1]
    least, most = (float(tick["text"].replace(",", "")) for tick in (low, high))
    share: float = (y - low["y"]) / (high["y"] - low["y"])
    return least + share * (most - least)


def by_value(chart: dict[str, Any], marks: str, step: int) -> dict[int, dict[str, Any]]:
    """Return the marks of one sort by the value at which they stand, to the nearest *step*."""
    return {step * round(value_at(chart, mark["y"]) / step): mark for mark in chart[marks]}


YEARS = {
    "y2": make_figure("2022", 100, 100),
    "y3": make_figure("2023", 150, 250),
    "y4": make_figure("2024", 350, None),
}
HALVES = {"h4": make_figure("2024-H1", 80, 80), "h5": make_figure("2025-H1", 120, 120)}
PLAN = {"qualifiers": [["outlook", "forecast"]]}


def test_a_later_figure_stands_further_right_and_a_larger_one_higher(look: Callable[..., Page]) -> None:
    first, second, third = read(look(YEARS))["points"]

    assert first["x"] < second["x"] < third["x"]
    assert first["y"] > second["y"] > third["y"]


def test_whiskers_end_at_both_ends_of_what_was_said_and_an_open_end_is_an_arrow(look: Callable[..., Page]) -> None:
    chart = read(look(YEARS))
    exact, between, at_least = chart["points"]
    bar, arrow = chart["whiskers"]

    assert value_at(chart, exact["y"]) == pytest.approx(100, abs=3)
    assert value_at(chart, between["y"]) == pytest.approx(200, abs=3)
    assert (value_at(chart, bar["bottom"]), value_at(chart, bar["top"])) == pytest.approx((150, 250), abs=3)
    assert value_at(chart, at_least["y"]) == pytest.approx(350, abs=3)
    assert arrow["bottom"] == pytest.approx(at_least["y"], abs=1)
    assert arrow["top"] < at_least["top"]
    assert "L" in arrow["outline"]


def test_half_years_are_joined_to_half_years_and_never_to_years(look: Callable[..., Page]) -> None:
    page = look({**YEARS, **HALVES})
    chart = read(page)
    years, halves = sorted(chart["joins"], key=lambda join: join["left"])
    marks = by_value(chart, "points", 10)

    assert sorted(marks) == [80, 100, 120, 200, 350]
    assert [stroke["outline"].count("L") for stroke in (years, halves)] == [2, 1]
    assert (years["left"], years["right"]) == pytest.approx((marks[100]["x"], marks[350]["x"]), abs=2)
    assert (halves["left"], halves["right"]) == pytest.approx((marks[80]["x"], marks[120]["x"]), abs=2)
    assert page.locator("#panel .chart-key li").all_inner_texts() == ["full year", "half-year"]


def test_twelve_months_to_june_are_no_full_year_and_no_stroke_joins_them_to_one(look: Callable[..., Page]) -> None:
    page = look({**YEARS, "trailing": make_figure("2024-07/2025-06", 300, 300)})
    chart = read(page)
    marks = by_value(chart, "points", 10)
    (years,) = chart["joins"]

    assert sorted(marks) == [100, 200, 300, 350]
    assert years["right"] == pytest.approx(marks[350]["x"], abs=2)
    assert marks[350]["x"] < marks[300]["x"]
    assert page.locator("#panel .chart-key li").all_inner_texts() == ["full year", "12 months, not the fiscal year"]


def test_a_year_from_april_is_the_full_year_of_whom_has_no_other(look: Callable[..., Page]) -> None:
    page = look({str(year): make_figure(f"{year}-04/{year + 1}-03", year, year) for year in (2023, 2024, 2025)})
    chart = read(page)

    assert [stroke["outline"].count("L") for stroke in chart["joins"]] == [2]
    assert page.locator("#panel .chart .chart-key").count() == 0


def test_a_lone_half_year_makes_no_chart_with_a_lone_year(look: Callable[..., Page]) -> None:
    page = look({"y": make_figure("2024", 1, 1), "h": make_figure("2025-H1", 2, 2)})

    expect(page.locator("#panel .card")).to_have_count(2)
    expect(page.locator("#panel .chart")).to_have_count(0)


def test_a_rival_is_a_ring_and_a_plan_is_hollow_and_dashed(look: Callable[..., Page]) -> None:
    rivals = {
        "y4": make_figure("2024", 300, 300, fact=1, key=[0], clashes=["r4"]),
        "r4": make_figure("2024", 200, 200, fact=1, key=[1], clashes=["y4"]),
    }
    plan = {"p5": make_figure("2025", 400, 400, **PLAN), "p6": make_figure("2026", 500, 500, **PLAN)}
    page = look({"y1": make_figure("2021", 250, 250), **rivals, **plan})
    chart = read(page)
    colour = page.locator("#panel .chart .point").first.evaluate("(e) => getComputedStyle(e).fill")
    paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    ring = page.locator("#panel .badge").filter(has_text="disputed").first.evaluate("(e) => getComputedStyle(e).color")

    marks = by_value(chart, "points", 10)
    assert [marks[value]["fill"] for value in (250, 300, 200, 400)] == [colour, colour, "none", paper]
    assert marks[200]["stroke"] == ring != colour
    assert marks[200]["x"] == pytest.approx(marks[300]["x"], abs=0.5)
    facts, plans = sorted(chart["joins"], key=lambda join: join["left"])
    assert (facts["dashes"], facts["right"]) == ("none", pytest.approx(marks[300]["x"], abs=1.5))
    assert (plans["dashes"] != "none", plans["left"]) == (True, pytest.approx(marks[400]["x"], abs=1.5))


def test_a_plan_that_would_dwarf_the_facts_is_said_in_words_beside_them(look: Callable[..., Page]) -> None:
    page = look({**YEARS, "far": make_figure("2040", 9000, 9000, **PLAN)})

    assert len(read(page)["points"]) == 3
    far = page.locator("#panel ul.chart-beyond").get_by_role("button", name="2040 · 9000–9000")
    far.click()
    expect(page.locator("#panel [data-claim=far]")).to_be_focused()


def test_losses_stand_below_a_line_at_nought(look: Callable[..., Page]) -> None:
    page = look({"a": make_figure("2023", -40, -40), "b": make_figure("2024", 60, 60)})
    loss, gain = read(page)["points"]
    nought = page.locator("#panel .chart .zero").bounding_box()

    assert nought is not None
    assert gain["y"] < nought["y"] < loss["y"]


@pytest.mark.parametrize(
    ("lang", "title", "ticks"),
    [
        ("en", "Revenue million CNY", ["0", "100", "200", "300", "400"]),
        ("zh", "营业收入 亿元", ["0", "1", "2", "3", "4"]),
    ],
)
def test_large_numbers_are_written_as_readers_of_each_language_do(
    look: Callable[..., Page], lang: str, title: str, ticks: list[str]
) -> None:
    figures = {"a": make_figure("2023", 1.2e8, 1.2e8), "b": make_figure("2024", 3.9e8, 3.9e8)}
    page = look(figures, f"node=a&lang={lang}")

    assert page.locator("#panel .chart figcaption").inner_text() == title
    assert [tick["text"] for tick in read(page)["ticks"]] == ticks


def test_the_drawing_tells_its_figures_to_those_who_do_not_see_it(look: Callable[..., Page]) -> None:
    page = look(HALVES)

    expect(page.get_by_role("img", name="revenue CNY: 2024-H1 · 80–80; 2025-H1 · 120–120")).to_have_count(1)


def test_a_price_holds_from_its_first_day_to_the_next_price(visit: Callable[..., Page], tmp_path: Path) -> None:
    def price(value: float, kind: str, when: str, day: str) -> dict[str, Any]:
        return make_figure("", value, value, property="price", qualifiers=[[when, day], ["token_kind", kind]])

    data = page_data(
        {
            "old-in": price(4, "input", "until", "2026-03-31"),
            "new-in": price(1, "input", "since", "2026-04-01"),
            "old-out": price(8, "output", "since", "2026-01-01"),
            "new-out": price(6, "output", "since", "2026-04-01"),
        }
    )
    data["properties"]["price"] = {"topic": "finances_topic", "order": 0, "of_a_period": False}
    page = visit(write_page(tmp_path, data), "node=a&lang=en")
    chart = read(page)

    levels = by_value(chart, "levels", 1)
    assert sorted(levels) == [1, 4, 6, 8]
    assert levels[4]["right"] == pytest.approx(levels[1]["left"], abs=2)
    assert levels[8]["right"] == pytest.approx(levels[6]["left"], abs=2)
    assert levels[4]["left"] < levels[8]["left"]
    assert sorted(name["text"] for name in chart["names"]) == ["input", "output"]


def test_a_click_on_a_point_opens_its_card(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&node=zhipu&lang=en")
    card = page.locator("#panel .card").filter(has_text="about 312 million CNY").first

    expect(card).to_be_hidden()
    page.locator("#panel .chart").first.get_by_role("button", name="2024 · about 312.4 million CNY").click()

    opened = page.locator("#panel .card:focus")
    expect(opened.locator(".value").first).to_have_text("about 312.4 million CNY")
    expect(opened).to_be_in_viewport()


def test_arrows_walk_along_the_points_and_enter_opens_the_card(look: Callable[..., Page]) -> None:
    page = look(YEARS)
    points = page.locator("#panel .chart-points button")

    points.last.focus()
    page.keyboard.press("ArrowLeft")
    expect(points.nth(1)).to_be_focused()
    expect(page.locator("#panel .chart-says")).to_have_text("2023 · 150–250")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.locator("#panel [data-claim=y2]")).to_be_focused()
    assert points.evaluate_all("(all) => all.map((point) => point.tabIndex)") == [0, -1, -1]


def test_what_was_not_yet_known_is_not_drawn(look: Callable[..., Page]) -> None:
    later = make_figure("2025", 500, 500, known="2026-06-01")
    page = look({**YEARS, "later": later}, "node=a&known=2026-05-01&lang=en")

    assert len(read(page)["points"]) == 3


def test_no_more_than_six_charts_stand_before_more_are_asked_for(look: Callable[..., Page]) -> None:
    figures = {
        f"{segment}-{year}": make_figure(year, 1, 1, qualifiers=[["segment", segment]])
        for segment in "abcdefgh"
        for year in ("2023", "2024")
    }
    page = look(figures, "node=a&view=page&lang=en")

    expect(page.locator("#panel .chart")).to_have_count(6)
    page.get_by_text("More charts (2)").click()
    expect(page.locator("#panel .chart")).to_have_count(8)


def test_the_page_opens_from_the_panel_and_closes_to_it_by_button_and_by_escape(
    visit: Callable[..., Page], atlas: Path
) -> None:
    page = visit(atlas, "map=capital&node=zhipu&lang=en")
    panel, button = page.locator("#panel"), page.locator("#as-page")
    narrow = wide(panel)

    page.get_by_role("button", name="Open as page").press("Enter")
    assert wide(panel) == 1280
    expect(page.locator("#stage")).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    assert wide(panel) == narrow
    button.click()
    page.keyboard.press("Escape")
    assert wide(panel) == narrow
    expect(button).to_have_text("Open as page")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def wide(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["width"]


@pytest.mark.parametrize(("lang", "button"), [("en", "Back to the map"), ("zh", "返回图谱")])
def test_the_address_reopens_the_page_in_its_language(
    visit: Callable[..., Page], atlas: Path, lang: str, button: str
) -> None:
    page = visit(atlas, f"map=capital&node=zhipu&lang={lang}")
    page.locator("#as-page").click()

    again = visit(atlas, page.url.partition("#")[2])

    assert wide(again.locator("#panel")) == 1280
    expect(again.get_by_role("button", name=button)).to_be_visible()
    expect(again.locator("#panel h2")).to_have_text({"en": "Zhipu AI", "zh": "智谱"}[lang])
    titles = again.locator("#panel .chart figcaption b").all_inner_texts()
    assert titles[0] == {"en": "Revenue", "zh": "营业收入"}[lang]


def test_a_line_has_no_page(look: Callable[..., Page]) -> None:
    page = look(YEARS, "edge=disputed&view=page")

    expect(page.locator("#panel h2")).to_be_visible()
    expect(page.locator("#as-page")).to_be_hidden()
    expect(page.locator("#stage")).to_be_visible()


def test_a_tab_leads_from_the_page_back_to_its_map(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&node=zhipu&view=page")

    page.get_by_role("tab", selected=True).click()
    expect(page.locator("#stage")).to_be_visible()
    assert "view=page" not in page.url


def test_facts_stand_under_their_topics_the_entitys_own_before_those_that_mention_it(
    visit: Callable[..., Page], atlas: Path, atlas_data: PageData
) -> None:
    page = visit(atlas, "map=capital&node=zhipu&view=page&lang=en")
    headings = page.locator("#panel .topic h3").all_text_contents()
    topics = [atlas_data["terms"][topic]["en"] for topic in atlas_data["topics"]]

    assert headings == [topic for topic in topics if topic in headings]
    finances = page.locator("#panel .topic", has=page.get_by_role("heading", name="finances", exact=True))
    assert finances.locator("h4").all_text_contents()[:3] == ["revenue", "net loss", "gross margin"]
    left, right = page.locator("#panel .topics > div").all()
    assert wide(left) == wide(right) > 400


def test_on_paper_only_the_facts_are_printed(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&node=zhipu&view=page")

    page.emulate_media(media="print")

    expect(page.locator("#panel .chart").first).to_be_visible()
    for hidden in (".masthead", "#tabs", "#stage", "#days", ".panel-bar"):
        expect(page.locator(hidden)).to_be_hidden()
