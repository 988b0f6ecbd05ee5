"""Everything by keyboard alone: search, tabs, table."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sinograph.tests.browser.by_hand import PageData


@pytest.mark.parametrize("asked", ["智谱", "zhipu", "ZHIPU", "2513", "２５１３", "z.ai", "北京智谱华章"])
def test_slash_and_a_name_an_alias_or_a_ticker_and_enter_open_the_facts(
    visit: Callable[..., Page], atlas: Path, asked: str
) -> None:
    page = visit(atlas)

    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.insert_text(asked)
    page.keyboard.press("Enter")

    expect(page.locator("#panel h2")).to_have_text("智谱")
    expect(page.locator("#panel-body")).to_be_focused()


def test_arrows_walk_through_the_results_and_around_their_end(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas)
    page.keyboard.press("/")
    page.keyboard.type("minimax")
    options = page.get_by_role("option")
    names = options.locator(".result-name").all_inner_texts()
    chosen = page.locator("[role=option][aria-selected=true] .result-name")

    assert names == ["MiniMax", "MiniMax香港IPO"]
    expect(chosen).to_have_text("MiniMax")
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_text("MiniMax香港IPO")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-activedescendant", "result-1")
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_text("MiniMax")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("MiniMax香港IPO")


def test_escape_closes_the_results_first_and_the_panel_next(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&node=tencent")
    page.keyboard.press("/")
    page.keyboard.type("a")
    expect(page.get_by_role("listbox")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


def test_a_search_without_a_result_says_so(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "lang=en")
    page.keyboard.press("/")
    page.keyboard.type("no such company")

    expect(page.locator("#results")).to_have_text("Nothing found")
    expect(page.get_by_role("status")).to_have_text("0 results")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_hidden()


def test_a_result_that_stands_only_on_another_map_opens_that_map(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital")
    page.keyboard.press("/")
    page.keyboard.type("deepseek")
    page.keyboard.press("Enter")

    expect(page.get_by_role("tab", selected=True)).to_have_text("竞争定位")
    expect(page.locator("#panel h2")).to_have_text("深度求索")


def test_a_slash_in_the_search_box_is_a_letter(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas)
    page.keyboard.press("/")
    page.keyboard.press("/")

    expect(page.get_by_role("combobox")).to_have_value("/")


def test_arrows_home_and_end_choose_a_tab_and_take_the_focus_along(
    visit: Callable[..., Page], atlas: Path, atlas_data: PageData
) -> None:
    page = visit(atlas)
    first, second, *_, last = [each["title"]["zh"] for each in atlas_data["maps"]]
    chosen = page.get_by_role("tab", selected=True)
    chosen.focus()

    for key, title in (
        ("ArrowRight", second),
        ("Home", first),
        ("ArrowLeft", last),
        ("ArrowRight", first),
        ("End", last),
    ):
        page.keyboard.press(key)
        expect(chosen).to_have_text(title)
        expect(chosen).to_be_focused()


def test_tab_reaches_every_control_in_the_order_in_which_they_stand(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas)
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.id || document.activeElement.className"))

    assert reached[:5] == ["search", "lang-zh", "lang-en", "theme", "help-title"]
    rest = [name for name in reached[6:] if name not in {"legend-item", "vis-network", ""}]
    assert rest[:9] == [
        *("zoom-in", "zoom-out", "zoom-fit", "filters-title", "as-table"),
        *("trueOn", "trueOn-day", "knownOn", "knownOn-day"),
    ]


def test_the_table_holds_every_node_and_every_line_of_its_map(
    visit: Callable[..., Page], atlas: Path, atlas_data: PageData
) -> None:
    page = visit(atlas, "map=competition&lang=en")
    competition, entities = atlas_data["maps"][1], atlas_data["entities"]
    page.get_by_role("button", name="Table", exact=True).focus()
    page.keyboard.press("Enter")

    nodes, lines = page.get_by_role("table").all()
    assert nodes.locator("tbody th").all_inner_texts() == [entities[n["id"]]["en"] for n in competition["nodes"]]
    assert [row.locator("td, th").all_inner_texts()[:3] for row in lines.locator("tbody tr").all()] == [
        [entities[edge["from"]]["en"], "competes with", entities[edge["to"]]["en"]] for edge in competition["edges"]
    ]
    expect(page.locator(".map:not([hidden])")).to_have_count(0)


def test_the_table_leads_to_the_same_facts_as_the_map(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=competition&view=table&lang=en")

    page.get_by_role("button", name="Zhipu AI ↔ competes with ↔ DeepSeek").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#panel .card")).to_have_count(1)
    expect(page.locator("#panel .card dd", has_text="智谱香港IPO分析文章(原文无标题)")).to_have_count(1)


def test_the_table_button_shows_the_map_again(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&view=table")
    button = page.get_by_role("button", name="表格", exact=True)

    expect(button).to_have_attribute("aria-pressed", "true")
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#table")).to_be_hidden()
    expect(page.locator(".map:not([hidden]) canvas")).to_be_visible()
