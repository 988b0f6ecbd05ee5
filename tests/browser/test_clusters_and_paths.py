"""Clusters open and close, paths lead along the lines, and a node stays where it is put."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sinograph.tests.browser.by_hand import PageData, make_data
from sinograph.tests.browser.eyes import words
from sinograph.tests.browser.pages import write_page
from sinograph.tests.browser.test_maps import touch


@pytest.fixture
def data() -> PageData:
    """Return a map on which three banks, of which one also backs b, are gathered beside a."""
    data = make_data()
    spread = data["maps"][0]
    disputed, _, _ = spread["edges"]
    spread["nodes"] = [
        {"id": "a", "group": "company", "x": 0, "y": 0, "size": 26},
        {"id": "b", "group": "company", "x": 600, "y": 0, "size": 26},
        *({"id": f"m{n}", "group": "bank", "x": 100 * n, "y": 300, "size": 15, "cluster": "banks"} for n in (1, 2, 3)),
    ]
    for n in (1, 2, 3):
        data["entities"][f"m{n}"] = {**data["entities"]["b"], "en": f"Bank {n}", "zh": f"银行{n}"}
    lines = [("m1", "a"), ("m2", "a"), ("m3", "a"), ("m3", "b")]
    spread["edges"] = [
        {**disputed, "id": f"{start}-{end}", "from": start, "to": end, "disputed": False, "claims": ["claim-a"]}
        for start, end in lines
    ]
    label = {"en": "{n} banks", "zh": "{n} 家银行"}
    spread["clusters"] = [{"id": "banks", "label": label, "group": "bank", "x": 200, "y": 250, "size": 20}]
    spread["legend"] = []
    return data


def names(page: Page) -> set[str]:
    return {word["text"] for word in words(page)}


def place(page: Page, name: str) -> tuple[float, float]:
    (word,) = [word for word in words(page) if word["text"] == name]
    return word["left"] + word["width"] / 2, word["top"]


def test_a_cluster_says_how_many_it_holds_lists_them_and_opens_and_closes(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    path = write_page(tmp_path, data)
    page = visit(path, "lang=en")
    assert names(page) == {"Alpha", "Beta", "3 banks", "3"}

    page.mouse.click(*place(page, "3 banks"))
    expect(page.locator("#panel h2")).to_have_text("3 banks")
    assert page.locator("#panel .members .link").all_inner_texts() == ["Bank 1", "Bank 2", "Bank 3"]
    page.get_by_role("button", name="Show each on the map").press("Enter")
    assert names(page) == {"Alpha", "Beta", "Bank 1", "Bank 2", "Bank 3"}

    again = visit(path, page.url.partition("#")[2])
    assert names(again) == {"Alpha", "Beta", "Bank 1", "Bank 2", "Bank 3"}
    again.get_by_role("button", name="Gather into one mark").press("Enter")
    assert names(again) == {"Alpha", "Beta", "3 banks", "3"}


def test_a_double_click_opens_a_cluster(visit: Callable[..., Page], tmp_path: Path, data: PageData) -> None:
    page = visit(write_page(tmp_path, data), "lang=en")
    x, y = place(page, "3")

    page.mouse.dblclick(x, y + 4)

    assert "Bank 1" in names(page)


def test_a_member_that_is_picked_stands_by_itself_and_the_others_stay_gathered(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    page = visit(write_page(tmp_path, data), "lang=en")
    page.keyboard.press("/")
    page.keyboard.type("bank 2")
    page.keyboard.press("Enter")

    assert names(page) == {"Alpha", "Beta", "Bank 2", "2 banks", "2"}


def test_the_lines_of_a_cluster_are_gathered_into_one_that_lists_them(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    page = visit(write_page(tmp_path, data), "lang=en&edge=gathered%3A+banks+backs+a")

    assert page.locator("#panel .members .link").all_inner_texts() == [f"Bank {n} → backs → Alpha" for n in (1, 2, 3)]
    page.locator("#panel .members .link").first.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Bank 1")


def test_a_path_is_found_by_keyboard_shown_on_the_map_and_told_step_by_step(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    path = write_page(tmp_path, data)
    page = visit(path, "lang=en&node=a")
    page.get_by_role("button", name="Path from here").press("Enter")
    page.keyboard.type("beta")
    page.keyboard.press("Enter")

    assert page.locator("#panel .path li").all_inner_texts() == ["Bank 3 → backs → Alpha", "Bank 3 → backs → Beta"]
    bright = {word["text"] for word in words(page) if word["alpha"] == 1}
    assert bright == {"Alpha", "Bank 3", "Beta"}
    again = visit(path, page.url.partition("#")[2])
    expect(again.locator("#panel .path li")).to_have_count(2)
    again.get_by_role("button", name="End the path").press("Enter")
    expect(again.locator("#panel .path")).to_have_count(0)


def test_two_nodes_without_a_path_are_told_so(visit: Callable[..., Page], tmp_path: Path, data: PageData) -> None:
    data["maps"][0]["edges"] = [edge for edge in data["maps"][0]["edges"] if edge["to"] != "b"]
    data["maps"][0]["nodes"][1]["claims"] = ["claim-a"]
    page = visit(write_page(tmp_path, data), "lang=en&node=b&from=a")

    expect(page.locator("#panel .path")).to_contain_text("no line leads here from Alpha")


def test_a_dragged_node_stays_where_it_is_put_and_can_be_put_back(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    path = write_page(tmp_path, data)
    page = visit(path, "lang=en")
    x, y = place(page, "Beta")
    before = (x, y)

    page.mouse.move(x, y - 20)
    page.mouse.down()
    page.mouse.move(x - 100, y + 60, steps=4)
    page.mouse.move(x - 150, y + 80, steps=4)
    page.mouse.up()
    after = place(page, "Beta")
    assert (round(after[0] - before[0]), round(after[1] - before[1])) == (-150, 100)
    assert "pin=" in page.url

    again = visit(path, page.url.partition("#")[2])
    assert place(again, "Beta") == pytest.approx(after, abs=2)
    again.mouse.click(after[0], after[1])
    again.get_by_role("button", name="Put it back").press("Enter")
    assert "pin=" not in again.url
    expect(again.get_by_role("button", name="Put it back")).to_have_count(0)


def test_keys_move_a_picked_node_too(visit: Callable[..., Page], tmp_path: Path, data: PageData) -> None:
    page = visit(write_page(tmp_path, data), "lang=en&node=b")
    x, y = place(page, "Beta")

    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowLeft")

    after = place(page, "Beta")
    assert (round(after[0] - x), round(after[1] - y)) == (-20, 20)
    page.get_by_role("button", name="Put it back").press("Enter")
    assert place(page, "Beta") == pytest.approx((x, y), abs=1)


def test_a_double_click_opens_the_cluster_it_met_though_the_map_makes_room_for_the_panel(
    visit: Callable[..., Page], whole: Path
) -> None:
    page = visit(whole, "lang=en")
    (mark,) = [word for word in words(page) if word["text"] == "31"]

    page.mouse.dblclick(mark["left"] + mark["width"] / 2, mark["top"] + mark["height"] / 2)

    expect(page.locator("#panel h2")).to_contain_text("31")
    expect(page.get_by_role("button", name="Gather into one mark")).to_be_visible()


def test_of_two_ways_of_equal_length_the_reported_one_is_shown(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    spread = data["maps"][0]
    (first, *_) = spread["edges"]
    spread["edges"] = [
        {**first, "id": "rumour-a", "from": "m1", "to": "a", "style": "dashed"},
        {**first, "id": "rumour-b", "from": "m1", "to": "b"},
        {**first, "id": "said-a", "from": "m2", "to": "a"},
        {**first, "id": "said-b", "from": "m2", "to": "b"},
    ]
    page = visit(write_page(tmp_path, data), "lang=en&node=b&from=a")

    assert page.locator("#panel .path li").all_inner_texts() == ["Bank 2 → backs → Alpha", "Bank 2 → backs → Beta"]


def test_the_names_of_an_opened_cluster_do_not_stand_on_one_another(visit: Callable[..., Page], whole: Path) -> None:
    page = visit(whole, "lang=en&node=zhipu%2Fother&open=zhipu%2Fother")
    drawn = words(page)

    overlapping = [(a["text"], b["text"]) for a, b in combinations(drawn, 2) if touch(a, b)]
    assert page.locator("#panel .members li").count() > 20
    assert overlapping == []


def test_a_map_of_nothing_says_so(visit: Callable[..., Page], tmp_path: Path, data: PageData) -> None:
    data["maps"][0].update(nodes=[], edges=[], clusters=[])

    expect(visit(write_page(tmp_path, data), "lang=en").locator("#nothing")).to_have_text(
        "Nothing that this map shows is known."
    )
