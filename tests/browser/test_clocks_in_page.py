"""The two sliders: the page settles its claims as the library does, and drops the same lines."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sinograph.exports.pagedata import build_page_data
from sinograph.graph import build_store
from sinograph.graph.clocks import Clocks, as_of
from sinograph.graph.settling import settle
from sinograph.loaders import Facts
from sinograph.ontology import load_vocabulary
from sinograph.tests.browser.by_hand import PageData, make_data
from sinograph.tests.browser.eyes import words
from sinograph.tests.browser.pages import write_page

DAYS = [("", ""), ("", "2025-12-31"), ("2025-06-30", ""), ("2026-01-08", "2026-03-15"), ("2019-12-31", "2026-06-30")]
ENTITIES = ("zhipu", "minimax", "deepseek", "entity-list", "moonshot", "glm-4.5", "alibaba", "liang-wenfeng")

CARDS = """(cards) => cards.map((card) => [
  card.dataset.claim,
  card.querySelector(":scope > .card-top .badge").lastChild.textContent.trim(),
  card.querySelector(":scope > .reason")?.textContent || "",
])"""


def clocks(true_on: str, known_on: str) -> Clocks:
    return Clocks(*(date.fromisoformat(day) if day else None for day in (true_on, known_on)))


@pytest.mark.parametrize(("true_on", "known_on"), DAYS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_claim_has_the_standing_and_the_reason_that_the_library_gives_it_on_those_days(
    visit: Callable[..., Page], whole: Path, facts: Facts, true_on: str, known_on: str, lang: Any
) -> None:
    vocabulary = load_vocabulary()
    words = {code.name: code.label.say(lang) for codes in vocabulary.codes.values() for code in codes.values()}
    settled = {one.claim.id: one for one in settle(as_of(facts, clocks(true_on, known_on)), vocabulary)}
    page = visit(whole, f"true={true_on}&known={known_on}&lang={lang}")

    shown = {}
    for entity in ENTITIES:
        fragment = f"node={entity}&true={true_on}&known={known_on}&lang={lang}"
        page.evaluate("(hash) => { location.hash = hash; }", fragment)
        expect(page.locator("#panel .iri")).to_contain_text(entity)
        for claim, badge, reason in page.locator("#panel .card").evaluate_all(CARDS):
            shown[claim] = (badge, reason)

    expected = {claim: (words[settled[claim].status], settled[claim].reason.say(lang)) for claim in shown}
    assert shown == expected
    assert {one.claim.id for one in settled.values() if one.claim.subject in ENTITIES} <= shown.keys()


def test_the_lines_left_on_a_map_are_those_of_the_map_of_that_day(
    visit: Callable[..., Page], whole: Path, whole_data: PageData, facts: Facts
) -> None:
    (capital,) = whole_data["maps"]
    drawn = {edge["id"] for edge in capital["edges"]}
    days = clocks("2025-06-30", "2026-01-31")
    (of_those_days,) = build_page_data(build_store(as_of(facts, days)), "en", ["capital"], days)["maps"]
    page = visit(whole, "view=table&true=2025-06-30&known=2026-01-31")

    left = set(page.locator("#table [data-edge]").evaluate_all("(all) => all.map((one) => one.dataset.edge)"))

    assert left == {edge["id"] for edge in of_those_days["edges"]} & drawn
    assert 0 < len(left) < len(drawn)


def test_a_slider_and_its_field_say_the_same_day_and_the_address_keeps_it(
    visit: Callable[..., Page], whole: Path
) -> None:
    page = visit(whole, "lang=en&view=table")
    slider, field = page.get_by_role("slider", name="Known on"), page.locator("#knownOn-day")
    rows = page.locator("#table [data-edge]")
    everything = rows.count()

    slider.press("ArrowLeft")
    last_month = field.input_value()
    assert last_month < "2026-11-24"
    slider.press("Home")
    assert field.input_value() < last_month
    assert rows.count() < everything
    field.fill("2026-01-31")
    field.press("Enter")
    expect(slider).to_have_attribute("aria-valuetext", "2026-01-31")
    kept = rows.count()
    assert 0 < kept < everything

    again = visit(whole, page.url.partition("#")[2])
    expect(again.locator("#knownOn-day")).to_have_value("2026-01-31")
    assert again.locator("#table [data-edge]").count() == kept
    slider.press("End")
    expect(field).to_have_value("")
    assert rows.count() == everything


def test_a_day_that_does_not_exist_changes_nothing_and_is_marked(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit(write_page(tmp_path, make_data()), "view=table")
    field = page.locator("#trueOn-day")

    for wrong in ("2025-02-30", "2025-13", "soon"):
        field.fill(wrong)
        field.press("Enter")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(page.locator("#day-fault")).to_contain_text("2026-01-08")
        assert "true=" not in page.url


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2024", "2024-12-31"), ("2024-2", "2024-02-29"), ("2025-H1", "2025-06-30"), ("2024/6/30", "2024-06-30")],
)
def test_of_a_coarser_period_the_last_day_counts(
    visit: Callable[..., Page], tmp_path: Path, typed: str, day: str
) -> None:
    page = visit(write_page(tmp_path, make_data()), "view=table")

    page.locator("#knownOn-day").fill(typed)
    page.locator("#knownOn-day").press("Enter")

    expect(page.locator("#knownOn-day")).to_have_value(day)
    assert f"known={day}" in page.url


def test_what_is_open_in_the_panel_stays_open_and_the_focus_stays_while_a_day_changes(
    visit: Callable[..., Page], whole: Path
) -> None:
    page = visit(whole, "node=zhipu&lang=en")
    heading = page.locator("#panel .group summary").nth(3)
    heading.click()
    page.get_by_role("slider", name="Known on").press("ArrowLeft")
    assert heading.evaluate("(summary) => summary.parentElement.open")

    depth = page.locator("#depth")
    depth.focus()
    depth.press("ArrowDown")
    depth.press("ArrowDown")
    expect(page.locator("#depth")).to_be_focused()
    expect(page.locator("#depth")).to_have_value("2")


def test_a_page_whose_facts_have_one_claim_each_follows_the_clocks_too(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    data = make_data()
    for claim in data["claims"].values():
        claim.update(fact=0, key=[], clashes=[], rank="normal")
    page = visit(write_page(tmp_path, data), "view=table")
    page.locator("#table [data-node=a]").click()
    assert page.locator("#table [data-edge]").count() == 3

    page.locator("#knownOn-day").fill("2026-01-01")
    page.locator("#knownOn-day").press("Enter")

    assert page.locator("#table [data-edge=disputed]").count() == 0


def test_a_claim_of_a_kind_of_source_that_is_left_out_no_longer_decides(
    visit: Callable[..., Page], disputed_atlas: Path
) -> None:
    page = visit(disputed_atlas, "node=zhipu&lang=en")
    figure = page.locator("#panel .card", has_text="page 7").first
    expect(figure.locator(".badge").first).to_contain_text("accepted")

    page.locator("#filters-title").click()
    page.get_by_role("checkbox", name="filing").uncheck()

    expect(page.locator("#panel .card", has_text="page 7")).to_have_count(0)
    assert "no-source=filing" in page.url


def test_a_line_that_is_no_longer_disputed_loses_its_sign(visit: Callable[..., Page], tmp_path: Path) -> None:
    data = make_data()
    data["claims"]["claim-r"]["known"] = "2026-06-01"
    data["claims"]["claim-d"]["known"] = "2026-06-01"
    page = visit(write_page(tmp_path, data), "lang=en")
    assert "≠" in {word["text"] for word in words(page)}

    page.locator("#knownOn-day").fill("2026-03-01")
    page.locator("#knownOn-day").press("Enter")

    assert "≠" not in {word["text"] for word in words(page)}
