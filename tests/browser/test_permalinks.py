"""The address holds the view: a copied link opens the same one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sinograph.tests.browser.eyes import settle, words


def view(page: Page) -> dict[str, object]:
    """Return what a reader would call the view: map, language, what is open, and map or table."""
    settle(page)
    return {
        "map": page.get_by_role("tab", selected=True).inner_text(),
        "lang": page.evaluate("() => document.documentElement.lang"),
        "panel": page.locator("#panel h2").inner_text() if page.locator("#panel").is_visible() else None,
        "table": page.locator("#table").is_visible(),
    }


def test_a_view_reached_by_hand_is_reopened_by_its_address(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas)
    page.get_by_role("button", name="EN", exact=True).click()
    page.get_by_role("tab", name="Competitive positioning").click()
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="DeepSeek", exact=True).click()

    again = visit(atlas, page.url.partition("#")[2])

    expected = {"map": "Competitive positioning", "lang": "en", "panel": "DeepSeek", "table": True}
    assert (view(page), view(again)) == (expected, expected)


def test_the_address_of_a_line_reopens_it(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=competition&edge=zhipu--competes_with--openai&lang=en")

    assert view(page)["panel"] == "Zhipu AI ↔ competes with ↔ OpenAI"


def test_another_address_in_the_same_window_changes_the_view(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&lang=zh")

    page.evaluate("() => { location.hash = '#map=competition&node=zhipu&lang=en'; }")
    expect(page.locator("#panel h2")).to_have_text("Zhipu AI")

    assert view(page) == {"map": "Competitive positioning", "lang": "en", "panel": "Zhipu AI", "table": False}


@pytest.mark.parametrize(
    "fragment",
    [
        "nonsense",
        "map=nowhere&node=nobody&lang=fr&view=upside-down",
        "node=constructor&edge=__proto__&map=toString",
        "edge=zhipu--competes_with--openai",
        "%E0%A4%A&map=%ZZ",
        "node=" + "x" * 20_000,
        "node=<img src=x onerror=alert(1)>&map=<script>alert(1)</script>",
    ],
    ids=["word", "unknown ids", "names of JavaScript", "line of another map", "broken escapes", "long", "markup"],
)
def test_what_an_address_says_that_the_page_does_not_know_is_ignored(
    visit: Callable[..., Page], atlas: Path, fragment: str
) -> None:
    page = visit(atlas, fragment)

    assert view(page) == {"map": "资本支持", "lang": "zh-Hans", "panel": None, "table": False}


def test_what_was_zoomed_and_dragged_into_view_is_in_the_link_and_fit_takes_it_out(
    visit: Callable[..., Page], atlas: Path
) -> None:
    page = visit(atlas, "map=capital&lang=en")
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("() => location.hash.includes('at=')")
    shown = {word["text"]: (word["left"], word["top"]) for word in words(page)}

    again = visit(atlas, page.url.partition("#")[2])
    assert {w["text"]: (w["left"], w["top"]) for w in words(again)} == {
        text: pytest.approx(place, abs=2) for text, place in shown.items()
    }
    again.get_by_role("button", name="Fit").click()
    assert "at=" not in again.url
