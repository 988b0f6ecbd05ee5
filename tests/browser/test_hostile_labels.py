"""Names that would do harm as HTML, as a script, as a formula or as a direction mark are shown as text, everywhere."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sinograph.tests.browser.by_hand import make_data
from sinograph.tests.browser.eyes import words
from sinograph.tests.browser.pages import write_page
from sinograph.tests.test_columns import from_columns

HOSTILE = {
    "script": "</script><script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "comment": "<!--<script>",
    "line separator": "before\u2028after\u2029end",
    "override": "\u202eevil\u202c \u2066left\u2069",
    "quotes": "\"';`${alert(1)}&amp;&lt;",
    "formula": "=1+1",
    "link": "javascript:alert(1)",
    "nul and controls": "a\x00b\x07c\x1bd",
    "lone surrogate": "half \ud800 a letter",
    "long": "长" * 5_000 + "W" * 5_000,
    "prototype": "__proto__",
}

# What would end a line on the canvas, or turn the words around it.
MARKS = re.compile("[\x00-\x1f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_text_in_tab_panel_legend_table_and_search_and_a_short_label_on_the_map(
    visit: Callable[..., Page], tmp_path: Path, name: str
) -> None:
    data = make_data(name, name, name)
    words_both = {"en": name, "zh": name}
    data["maps"][0].update(title=words_both, question=words_both)
    data["maps"][0]["legend"][0]["label"] = words_both
    data["sources"]["s"].update(title=name, publisher=name, url=name)
    for claim in data["claims"].values():
        claim.update(value=words_both, locator=name, note=name, reason=words_both)
    path = write_page(tmp_path, data)
    read = "(all) => all.map((one) => one.textContent)"

    page = visit(path, "node=a")
    labels = [word for word in words(page) if word["text"] != "≠"]
    assert all(word["width"] <= 152 and not MARKS.search(word["text"]) for word in labels)
    assert labels
    assert page.locator("#tab-0").evaluate("(tab) => tab.textContent") == name
    assert set(page.locator("#panel h2, #panel .card .value").evaluate_all(read)) == {name}
    assert page.locator("#legend-list li").first.evaluate("(item) => item.textContent") == name
    page.locator("#as-table").click()
    assert set(page.locator("#table tbody .link[data-node]").evaluate_all(read)) == {name}
    page.locator("#search").fill("a")
    assert page.locator(".result-name").first.evaluate("(one) => one.textContent") == name
    assert page.locator("script, img, iframe, object, embed").count() == 4
    assert page.locator("a[href]").count() == 0


def test_a_direction_mark_does_not_turn_the_words_around_it(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit(write_page(tmp_path, make_data(HOSTILE["override"])), "edge=disputed")

    heading = page.locator("#panel h2")
    left_of = [heading.locator(part).bounding_box() for part in (".link >> nth=0", ".relation", ".link >> nth=1")]
    assert [box["x"] for box in left_of if box] == sorted(box["x"] for box in left_of if box)
    assert page.locator("#panel bdi").count() > 0


def test_a_long_name_leaves_the_page_as_wide_as_it_was(visit: Callable[..., Page], tmp_path: Path) -> None:
    data = make_data(HOSTILE["long"], HOSTILE["long"])
    data["maps"][0]["title"] = data["title"] = {"en": HOSTILE["long"], "zh": HOSTILE["long"]}
    for view in ("node=a", "view=table", "edge=disputed"):
        page = visit(write_page(tmp_path, data), view, viewport={"width": 390, "height": 844})
        wide, high = page.evaluate("() => [document.body.scrollWidth, document.body.scrollHeight]")
        assert (wide, high) == (390, 844)
        expect(page.locator("#tabs")).to_be_in_viewport()


def test_the_data_in_the_page_reads_back_as_it_was_given(visit: Callable[..., Page], tmp_path: Path) -> None:
    data = make_data(*[name for name in HOSTILE.values() if "\ud800" not in name][:3])
    page = visit(write_page(tmp_path, data))

    read = json.loads(page.locator("#data").inner_text() or page.locator("#data").evaluate("(e) => e.textContent"))

    receipts = json.loads(page.locator("#receipts").evaluate("(element) => element.textContent"))
    for table, columns in {**receipts, "entities": read["entities"]}.items():
        read[table] = from_columns(columns)
    assert {key: read[key] for key in data} == data


def test_an_id_that_javascript_knows_is_only_an_id(visit: Callable[..., Page], tmp_path: Path) -> None:
    data = make_data()
    data["entities"]["constructor"] = data["entities"]["b"]
    data["maps"][0]["nodes"].append({**data["maps"][0]["nodes"][1], "id": "constructor", "y": 500})
    page = visit(write_page(tmp_path, data), "node=constructor")

    expect(page.locator("#panel h2")).to_have_text("Beta")
