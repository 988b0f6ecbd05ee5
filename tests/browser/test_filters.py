"""Filters: by the legend, in the sheet, around a node; what is left out is left out everywhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sinograph.tests.browser.by_hand import PageData, make_data
from sinograph.tests.browser.eyes import words
from sinograph.tests.browser.pages import write_page


@pytest.fixture
def data() -> PageData:
    """Return a star: b and c lead to a, d leads to b; the money of b is known."""
    data = make_data()
    data["entities"]["d"] = {**data["entities"]["b"], "en": "Delta", "zh": "丁"}
    spread = data["maps"][0]
    (disputed, dashed, inferred) = spread["edges"]
    spread["nodes"].append({"id": "d", "group": "bank", "x": 900, "y": 500, "size": 16})
    spread["edges"] = [
        {**disputed, "amount": 20e6},
        {**dashed, "relation": "plans", "amount": 3e9},
        {**inferred, "id": "far", "from": "d", "to": "b", "rule": None, "style": "solid"},
    ]
    spread["legend"].append({"mark": "node", "group": "bank", "label": {"en": "bank", "zh": "银行"}})
    return data


def names(page: Page) -> set[str]:
    return {word["text"] for word in words(page)} & {"Alpha", "Beta", "Gamma", "Delta"}


def listed(page: Page) -> list[str]:
    lines: list[str] = page.locator("#table [data-edge]").evaluate_all("(all) => all.map((one) => one.dataset.edge)")
    return lines


def test_the_legend_switches_a_kind_of_node_and_a_kind_of_line_off_and_on(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    page = visit(write_page(tmp_path, data), "lang=en")
    bank = page.get_by_role("button", name="bank")
    assert names(page) == {"Alpha", "Beta", "Gamma", "Delta"}

    bank.press("Enter")
    assert names(page) == {"Alpha", "Beta", "Gamma"}
    expect(bank).to_be_focused()
    expect(bank).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="disputed").click()
    assert names(page) == {"Alpha", "Gamma"}
    assert "no-group=bank" in page.url
    page.locator("#filters-title").click()
    page.get_by_role("button", name="Clear all").click()
    assert names(page) == {"Alpha", "Beta", "Gamma", "Delta"}


def test_the_sheet_leaves_out_relations_and_amounts_in_map_and_table_and_the_address_keeps_it(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    path = write_page(tmp_path, data)
    page = visit(path, "lang=en&view=table")
    assert listed(page) == ["disputed", "dashed", "far"]

    page.locator("#filters-title").press("Enter")
    page.get_by_role("checkbox", name="plans").press("Space")
    assert listed(page) == ["disputed", "far"]
    expect(page.get_by_role("checkbox", name="plans")).to_be_focused()
    page.get_by_label("Lines that stand for at least").select_option("10000000")
    assert listed(page) == ["disputed"]
    expect(page.locator("#filters-title")).to_have_text("Filters (2)")
    page.keyboard.press("Escape")
    expect(page.locator("#filters-body")).to_be_hidden()

    again = visit(path, page.url.partition("#")[2])
    assert listed(again) == ["disputed"]


def test_only_what_is_so_many_steps_around_the_picked_node_is_shown(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    page = visit(write_page(tmp_path, data), "lang=en&node=d")
    depth = page.locator("#depth")

    depth.select_option("1")
    assert names(page) == {"Beta", "Delta"}
    page.locator("#depth").select_option("2")
    assert names(page) == {"Alpha", "Beta", "Delta"}
    page.locator("#depth").select_option("0")
    assert names(page) == {"Alpha", "Beta", "Gamma", "Delta"}


def test_a_filter_that_leaves_nothing_says_so(visit: Callable[..., Page], tmp_path: Path, data: PageData) -> None:
    page = visit(write_page(tmp_path, data), "lang=en&known=1999-01-01&no-style=dashed&no-relation=backs")

    expect(page.locator("#nothing")).to_have_text(
        "Nothing on this map passes the filters and the two days that are set."
    )


def test_made_up_filters_in_an_address_do_no_harm(visit: Callable[..., Page], tmp_path: Path, data: PageData) -> None:
    page = visit(
        write_page(tmp_path, data),
        "lang=en&no-group=__proto__&no-source=%3Cimg%3E&least=NaN&depth=99&from=nobody&open=x&pin=1,2,nobody&true=2025-99-99",
    )

    assert names(page) == {"Alpha", "Beta", "Gamma", "Delta"}


def test_a_least_amount_does_not_empty_a_map_without_amounts(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    page = visit(write_page(tmp_path, data), "lang=en&view=table&least=10000000")
    assert listed(page) == ["disputed", "dashed"]

    page.get_by_role("tab", name="Chart").click()

    assert len(listed(page)) == 3
    expect(page.locator("#filters-title")).to_have_text("Filters")


def test_the_sheet_has_the_kinds_of_the_legend_too(visit: Callable[..., Page], tmp_path: Path, data: PageData) -> None:
    page = visit(write_page(tmp_path, data), "lang=en")

    page.locator("#filters-title").click()
    page.get_by_role("checkbox", name="bank").uncheck()

    assert names(page) == {"Alpha", "Beta", "Gamma"}


def test_on_a_phone_the_legend_opens_over_the_map_and_leaves_the_tools_where_they_are(
    visit: Callable[..., Page], atlas: Path
) -> None:
    page = visit(atlas, "map=capital&lang=en", viewport={"width": 390, "height": 844})
    title, tools, sheet = page.locator("#legend summary"), page.locator("#export"), page.locator("#legend-list")
    before = tools.bounding_box()

    title.click()

    box = sheet.bounding_box()
    assert before
    assert box
    assert tools.bounding_box() == before
    assert box["width"] > 350
    assert before["y"] + before["height"] <= box["y"] < 700 - box["height"]
    title.press("Escape")
    expect(sheet).to_be_hidden()
    expect(title).to_be_focused()


def test_beside_the_panel_no_more_than_two_rows_of_the_legend_are_seen(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&node=zhipu&lang=en")
    rows, row = (page.locator(place).first.bounding_box() for place in ("#legend-list", "#legend-list li"))

    assert rows
    assert row
    assert rows["height"] < 2.5 * row["height"]
