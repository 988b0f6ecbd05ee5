"""The two maps in time, on all bundled facts: lanes, clusters and events as a reader meets them."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pyoxigraph import Store

from sinograph.exports.pagedata import build_page_data
from sinograph.tests.browser.by_hand import PageData
from sinograph.tests.browser.eyes import words
from sinograph.tests.browser.pages import write_page
from sinograph.tests.browser.test_maps import DESK, PHONE, inside, touch


@pytest.fixture(scope="module")
def data(store: Store) -> PageData:
    return build_page_data(store, "en", ["models", "timeline"])


@pytest.fixture(scope="module")
def full(data: PageData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("full"), data)


@pytest.mark.parametrize("name", ["models", "timeline"])
@pytest.mark.parametrize(("lang", "viewport"), [("en", DESK), ("zh", PHONE)], ids=["desk", "phone"])
def test_names_lanes_and_dates_can_be_read(
    visit: Callable[..., Page], full: Path, name: str, lang: str, viewport: dict[str, int]
) -> None:
    page = visit(full, f"map={name}&lang={lang}", viewport=viewport)
    stage = page.locator("#stage").bounding_box()
    drawn = words(page)

    assert stage
    assert len(drawn) > 20
    assert [(a["text"], b["text"]) for a, b in combinations(drawn, 2) if touch(a, b)] == []
    assert [word["text"] for word in drawn if not inside(word, stage)] == []


def test_an_event_shows_the_claims_that_date_it(visit: Callable[..., Page], full: Path, data: PageData) -> None:
    (chart,) = [each for each in data["maps"] if each["id"] == "timeline"]
    event = max(chart["nodes"], key=lambda node: len(node["claims"]))
    page = visit(full, f"map=timeline&lang=en&node={event['id']}")

    expect(page.locator("#panel h2")).to_have_text(event["label"]["en"])
    expect(page.locator("#panel .rests")).to_contain_text(f"({len(event['claims'])})")


def test_a_click_on_a_cluster_lists_its_events_and_one_more_shows_each(
    visit: Callable[..., Page], full: Path, data: PageData
) -> None:
    (chart,) = [each for each in data["maps"] if each["id"] == "timeline"]
    page = visit(full, "map=timeline&lang=en")
    word = next(word for word in words(page) if word["text"].endswith(" more"))
    count = int(word["text"].split()[0])

    page.mouse.click(word["left"] + word["width"] / 2, word["top"] + word["height"] / 2)
    names = page.locator("#panel .members li").all_inner_texts()
    page.get_by_role("button", name="Show each on the map").click()

    assert len(names) == count
    assert {name.strip() for name in names} <= {node["label"]["en"] for node in chart["nodes"]}
    assert "open=theme_" in page.url


def test_models_that_came_later_than_the_chosen_day_are_not_there(visit: Callable[..., Page], full: Path) -> None:
    page = visit(full, "map=models&lang=en&true=2025-01-31")

    drawn = {word["text"] for word in words(page)}

    assert "DeepSeek-R1" in drawn
    assert not drawn & {"GLM-5.2", "Kimi K3", "Qwen3"}
