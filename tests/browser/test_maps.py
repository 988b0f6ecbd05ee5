"""The maps on the canvas: names that can be read, and nodes and lines that can be clicked."""

from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from sinograph.tests.browser.by_hand import PageData, make_data
from sinograph.tests.browser.eyes import marks, words
from sinograph.tests.browser.pages import write_page

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
both_maps = pytest.mark.parametrize("number", [0, 1], ids=["capital", "competition"])


def click_each_node(page: Page) -> dict[str, tuple[float, float]]:
    """Click every mark on the canvas, and return where each name was found."""
    found = {}
    for x, y in marks(page):
        page.mouse.click(x, y)
        found[page.locator("#panel h2").inner_text()] = (x, y)
        page.keyboard.press("Escape")
        expect(page.locator("#panel")).to_be_hidden()
    return found


@both_maps
def test_a_click_on_each_node_opens_the_panel_with_its_name(
    visit: Callable[..., Page], atlas: Path, atlas_data: PageData, number: int
) -> None:
    shown = atlas_data["maps"][number]
    page = visit(atlas, all_open(shown))

    found = click_each_node(page)

    assert set(found) == names_of(shown, atlas_data)


def all_open(shown: PageData) -> str:
    """Return the address of a map with all its clusters open."""
    return urlencode([("map", shown["id"]), *(("open", cluster["id"]) for cluster in shown["clusters"])])


def names_of(shown: PageData, data: PageData) -> set[str]:
    return {data["entities"][node["id"]]["zh"] for node in shown["nodes"]}


def test_a_click_on_each_line_opens_the_panel_with_both_its_ends(visit: Callable[..., Page], tmp_path: Path) -> None:
    data = make_data()
    page = visit(write_page(tmp_path, data), "lang=zh")
    places = click_each_node(page)
    entities = data["entities"]
    ends = [(entities[edge["from"]]["zh"], entities[edge["to"]]["zh"]) for edge in data["maps"][0]["edges"]]

    opened = []
    for start, end in ends:
        (x1, y1), (x2, y2) = places[start], places[end]
        page.mouse.click((x1 + x2) / 2 - (x2 - x1) / 8, (y1 + y2) / 2 - (y2 - y1) / 8)
        opened.append(tuple(page.locator("#panel h2 .link").all_inner_texts()))
        page.keyboard.press("Escape")

    assert opened == ends


def test_a_line_is_not_mistaken_for_the_node_it_would_run_through(visit: Callable[..., Page], tmp_path: Path) -> None:
    data = make_data()
    spread = data["maps"][0]
    spread["nodes"] = [
        {"id": name, "group": "company", "x": x, "y": 0, "size": 20, "claims": ["claim-a"]}
        for name, x in (("a", 0), ("b", 300), ("c", 600))
    ]
    spread["edges"] = [{**spread["edges"][1], "from": "a", "to": "c", "id": "past"}]
    page = visit(write_page(tmp_path, data))
    start, between, _ = sorted(marks(page))

    page.mouse.click((start[0] + between[0]) / 2, start[1])

    expect(page.locator("#panel")).to_be_hidden()


def test_a_click_on_a_name_counts_as_its_node_and_one_on_empty_paper_closes_the_panel(
    visit: Callable[..., Page], atlas: Path
) -> None:
    page = visit(atlas)
    (name,) = [word for word in words(page) if word["text"] == "MiniMax"]

    page.mouse.click(name["left"] + name["width"] / 2, name["top"] + name["height"] / 2)
    expect(page.locator("#panel h2")).to_have_text("MiniMax")

    stage = page.locator("#stage").bounding_box()
    assert stage
    page.mouse.click(12, stage["y"] + stage["height"] - 12)
    expect(page.locator("#panel")).to_be_hidden()


@both_maps
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_words_stand_on_one_another_or_outside_the_stage(
    visit: Callable[..., Page], atlas: Path, atlas_data: PageData, number: int, lang: str, viewport: dict[str, int]
) -> None:
    page = visit(atlas, f"map={atlas_data['maps'][number]['id']}&lang={lang}", viewport=viewport)
    stage = page.locator("#stage").bounding_box()
    drawn = words(page)

    assert stage
    assert [(a["text"], b["text"]) for a, b in combinations(drawn, 2) if touch(a, b)] == []
    assert [word["text"] for word in drawn if not inside(word, stage)] == []


def touch(a: dict[str, Any], b: dict[str, Any]) -> bool:
    across = min(a["left"] + a["width"], b["left"] + b["width"]) - max(a["left"], b["left"])
    down = min(a["top"] + a["height"], b["top"] + b["height"]) - max(a["top"], b["top"])
    return bool(across > 0 and down > 0)


def inside(word: dict[str, Any], stage: Any) -> bool:
    return bool(
        word["left"] >= stage["x"]
        and word["left"] + word["width"] <= stage["x"] + stage["width"]
        and word["top"] >= stage["y"]
        and word["top"] + word["height"] <= stage["y"] + stage["height"]
    )


@both_maps
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_every_name_finds_room_in_chinese_on_a_desk_and_on_a_phone(
    visit: Callable[..., Page], atlas: Path, atlas_data: PageData, number: int, viewport: dict[str, int]
) -> None:
    shown = atlas_data["maps"][number]
    members = Counter(node.get("cluster", "") for node in shown["nodes"])
    alone = {**shown, "nodes": [node for node in shown["nodes"] if not node.get("cluster")]}
    clusters = {c["label"]["zh"].replace("{n}", str(members[c["id"]])) for c in shown["clusters"]}

    page = visit(atlas, f"map={shown['id']}&lang=zh", viewport=viewport)
    text = "".join(word["text"] for word in words(page)).replace(" ", "")

    assert [n for n in names_of(alone, atlas_data) | clusters if n.replace(" ", "") not in text] == []


def test_what_a_picked_node_does_not_touch_is_dimmed(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&node=hongshan")

    bright = {word["text"] for word in words(page) if word["alpha"] == 1}

    assert bright == {"红杉中国", "MiniMax"}


def test_buttons_and_wheel_zoom_the_map_and_fit_shows_all_of_it_again(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas)
    first = marks(page)

    page.get_by_role("button", name="放大").click()
    page.get_by_role("button", name="放大").click()
    assert marks(page) != first

    page.get_by_role("button", name="全图").click()
    assert marks(page) == first

    page.mouse.move(640, 480)
    page.mouse.wheel(0, 300)
    assert marks(page) != first


def test_the_map_fits_itself_to_a_window_that_changes_its_size(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas)
    first = marks(page)

    page.set_viewport_size({"width": 800, "height": 600})
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_timeout(200)

    assert marks(page) == first


def test_the_legend_names_every_kind_of_node_on_the_map_and_the_lines_of_doubt(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(write_page(tmp_path, make_data()))

    items = page.locator("#legend-list li")
    assert items.all_inner_texts() == ["company", "≠\ndisputed", "inferred by rule"]
    assert items.locator("svg").evaluate_all("(marks) => marks.map((mark) => mark.getAttribute('class'))") == [
        "mark",
        "mark edge edge-disputed",
        "mark edge edge-inferred",
    ]
