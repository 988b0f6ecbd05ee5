"""A line that rests on chains stands while one chain does; the marks of one entity belong together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sinograph.tests.browser.by_hand import PageData, make_data
from sinograph.tests.browser.eyes import words
from sinograph.tests.browser.pages import write_page


@pytest.fixture
def data() -> PageData:
    """Return a map on which alpha stands twice: tied to beta by chains of two steps, and to gamma."""
    data = make_data()
    said = data["claims"]["claim-a"]
    steps = {
        "first": step(said, "a", "c", known="2026-01-02"),
        "again": step(said, "a", "c", known="2026-03-02"),
        "second": step(said, "c", "b", known="2026-02-02"),
        "other": step(said, "c", "a", known="2026-04-02"),
    }
    data["claims"] = {name: {**claim, "clashes": [], "fact": name} for name, claim in steps.items()}
    spread = data["maps"][0]
    edge = {**spread["edges"][0], "disputed": False, "claims": ["again", "first", "second", "other"]}
    spread["nodes"].append({"id": "a again", "entity": "a", "group": "company", "x": 900, "y": 640, "size": 16})
    spread["edges"] = [
        {**edge, "id": "chain", "from": "b", "to": "a", "ways": [["again", "first", "second"], ["second", "other"]]},
        {**edge, "id": "plain", "from": "c", "to": "a again", "claims": ["first"]},
    ]
    return data


def step(claim: dict[str, Any], subject: str, other: str, known: str) -> dict[str, Any]:
    return {**claim, "subject": subject, "property": "backs", "object": other, "value": None, "known": known}


@pytest.mark.parametrize(
    ("known", "left"), [("2026-01-15", ["plain"]), ("2026-02-15", ["chain", "plain"]), ("", ["chain", "plain"])]
)
def test_a_chain_stands_once_one_account_of_each_of_its_steps_is_known(
    visit: Callable[..., Page], tmp_path: Path, data: PageData, known: str, left: list[str]
) -> None:
    page = visit(write_page(tmp_path, data), f"view=table&known={known}")

    edges = page.locator("#table [data-edge]")
    assert edges.evaluate_all("(all) => all.map((one) => one.dataset.edge)") == left


def test_a_second_mark_opens_its_entity_and_both_marks_stay_bright(
    visit: Callable[..., Page], tmp_path: Path, data: PageData
) -> None:
    page = visit(write_page(tmp_path, data), "lang=en&node=a+again")

    expect(page.locator("#panel h2")).to_have_text("Alpha")
    expect(page.locator("#panel .connections summary")).to_have_text("Connections on this map (2)")
    assert [word["alpha"] for word in words(page) if word["text"] == "Alpha"] == [1, 1]
