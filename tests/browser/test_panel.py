"""The side panel: every fact with its receipts and its rivals."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from sinograph.tests.browser.by_hand import both, make_data, make_figure
from sinograph.tests.browser.pages import write_page


def lines(card: Locator) -> list[str]:
    """Return what a card says, line by line as it is read."""
    return [line.strip() for line in card.inner_text().splitlines() if line.strip()]


def test_a_line_shows_what_is_said_by_whom_when_where_and_how_it_stands(
    visit: Callable[..., Page], atlas: Path
) -> None:
    page = visit(atlas, "map=capital&edge=tencent--backs--zhipu")

    expect(page.locator("#panel h2")).to_have_text("腾讯 → 支持 → 智谱")
    (card,) = page.locator("#panel .card").all()
    assert lines(card) == [
        "智谱",
        "✓ 采信",
        "来源",
        "智谱香港IPO分析文章(原文无标题)",
        "赛乐咨询 · 2025-12-30/2026-01-08 · 汇编转载",
        "位置",
        "与MiniMax对决 ¶4",
        "录入",
        "2026-11-24",
        "关于此事实的唯一主张",
    ]


def test_a_node_shows_its_names_its_kind_and_its_facts_by_property(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&node=hongshan&lang=en")

    expect(page.locator("#panel h2")).to_have_text("HongShan")
    expect(page.locator("#panel .other-name")).to_have_text("红杉中国")
    expect(page.locator("#panel .kind")).to_have_text("venture capital firm")
    expect(page.locator("#panel .aliases")).to_have_text(
        "HongShan Capital, Sequoia, Sequoia Capital China, Sequoia China, 红杉"
    )
    assert page.locator("#panel h3:visible").all_inner_texts() == ["Capital and owners"]
    assert page.locator("#panel h4").all_inner_texts() == ["Invested in", "Investor type"]


def test_the_accepted_figure_shows_its_rival_and_its_ally_beneath(
    visit: Callable[..., Page], disputed_atlas: Path
) -> None:
    page = visit(disputed_atlas, "map=capital&node=zhipu&lang=en")
    page.locator("#panel summary").filter(has=page.get_by_role("heading", name="revenue", exact=True)).click()
    card = page.locator("#panel .group > .card").filter(has_text="page 7").first

    expect(card.locator(".value").first).to_have_text("400 million CNY")
    expect(card.locator(".badge").first).to_have_text("✓ accepted")
    assert card.locator("h5").all_inner_texts() == ["Others say otherwise (2)", "Others say the same (1)"]
    others = card.locator(".card")
    assert others.locator(".badge").all_inner_texts() == ["≠ disputed", "≠ disputed", "= agrees"]
    assert others.locator(".value").all_inner_texts() == [
        "about 312.4 million CNY",
        "about 312 million CNY",
        "about 400 million CNY",
    ]


def test_a_source_on_the_web_is_a_link_that_tells_it_nothing(visit: Callable[..., Page], disputed_atlas: Path) -> None:
    page = visit(disputed_atlas, "map=capital&node=zhipu&lang=en")

    link = page.locator("#panel a").filter(has_text="Prospectus <draft>").first
    expect(link).to_have_attribute("href", "https://example.org/filing?a=1&b=2")
    expect(link).to_have_attribute("rel", "noreferrer noopener")
    expect(link).to_have_attribute("target", "_blank")


def test_every_status_has_its_own_word_and_sign(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit(write_page(tmp_path, make_data()), "node=a")

    assert page.locator("#panel .badge").all_inner_texts() == ["✓ accepted", "≠ disputed", "× set aside", "= agrees"]


@pytest.mark.parametrize(
    ("edge", "tags", "reason"),
    [
        ("disputed", ["disputed"], []),
        ("dashed", ["planned or unconfirmed"], []),
        ("inferred", ["inferred"], ["Inferred by rule: Whoever subscribed backs the issuer"]),
    ],
)
def test_what_the_look_of_a_line_says_stands_in_the_panel_in_words(
    visit: Callable[..., Page], tmp_path: Path, edge: str, tags: list[str], reason: list[str]
) -> None:
    page = visit(write_page(tmp_path, make_data()), f"edge={edge}")

    assert page.locator("#panel .tag").all_inner_texts() == tags
    assert page.locator("#panel-body > .reason").all_inner_texts() == reason


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Rests on (1 of 2; the others are hidden by the two days or filters)"),
        ("zh", "依据 (2 条中的 1 条；其余被两个日期或筛选隐去)"),
    ],
)
def test_a_line_says_that_a_day_hides_some_of_what_it_rests_on(
    visit: Callable[..., Page], tmp_path: Path, lang: str, title: str
) -> None:
    data = make_data()
    data["claims"]["claim-r"]["known"] = "2026-05-01"
    page = visit(write_page(tmp_path, data), f"edge=disputed&known=2026-03-01&lang={lang}")

    expect(page.locator("#panel .rests")).to_have_text(title)


def test_escape_and_the_cross_close_the_panel_and_give_the_focus_back(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&view=table")
    row = page.get_by_role("button", name="腾讯", exact=True)

    row.click()
    expect(page.locator("#panel-body")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(row).to_be_focused()

    row.click()
    page.get_by_role("button", name="关闭").click()
    expect(page.locator("#panel")).to_be_hidden()
    expect(row).to_be_focused()


def test_names_in_the_panel_lead_on_to_their_own_facts(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&edge=tencent--backs--zhipu")

    page.locator("#panel h2 .link").first.click()
    expect(page.locator("#panel h2")).to_have_text("腾讯")
    page.locator("#panel .connections summary").click()
    page.locator("#panel .connections .link").first.click()
    expect(page.locator("#panel h2")).to_have_text("腾讯 → 支持 → 智谱")


def test_with_many_facts_only_the_first_heading_is_open_and_the_others_say_what_they_hold(
    visit: Callable[..., Page], atlas: Path
) -> None:
    page = visit(atlas, "map=capital&node=zhipu")
    groups = page.locator("#panel .group")

    opened = groups.evaluate_all("(all) => all.map((group) => group.open)")
    assert opened == [True] + [False] * (len(opened) - 1)
    last = groups.last
    expect(last.locator(".preview")).to_be_visible()
    last.locator("summary").click()
    expect(last.locator(".card").first).to_be_visible()
    expect(last.locator(".preview")).to_be_hidden()


def outlook(text: str) -> dict[str, Any]:
    return {"qualifiers": [["outlook", text]]}


def of_segment(text: str) -> dict[str, Any]:
    return {"qualifiers": [["segment", text]]}


#: Of what is said about Alpha's revenue, the first is what a reader means by it, and so on down.
REVENUES = {
    "half": make_figure("2026-H1", 9, 9),
    "twelve-months": make_figure("2025-07/2026-06", 14, 14),
    "year": make_figure("2025", 7, 7),
    "quarter": make_figure("2025-Q4", 3, 3),
    "not-over": make_figure("2026", 8, 8),
    "undated": make_figure("", 1, 1),
    "part": make_figure("2026-H1", 4, 4, **of_segment("cloud")),
    "older-part": make_figure("2025", 2, 2, **of_segment("cloud")),
    "target": make_figure("2026", 20, 20, **outlook("target")),
    "disputed": make_figure("2026-H1", 11, 11, rank="deprecated"),
}
#: What a closed heading says of some of these.
PREVIEWS = [
    (["half", "target"], "9–9 · 2026-H1"),
    (["target"], "20–20 · 2026 · target"),
    (["part", "target"], "4–4 · 2026-H1 · cloud"),
    (["disputed"], "11–11 · 2026-H1 · set aside"),
]


def facts_page(folder: Path, figures: dict[str, dict[str, Any]]) -> Path:
    """Write a page on which Alpha's revenue comes after a heading that starts open."""
    data = make_data()
    data["properties"]["founded"] = {"topic": "finances_topic", "order": -1, "of_a_period": False}
    data["terms"]["founded"] = both("founded", "成立")
    many = {f"founded-{n}": make_figure("", n, n, property="founded", unit="") for n in range(12)}
    return write_page(folder, {**data, "claims": {**figures, **many}})


def test_the_fact_that_a_reader_means_comes_before_parts_plans_and_what_is_not_over(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(facts_page(tmp_path, dict(sorted(REVENUES.items()))), "node=a&lang=en")
    group = page.locator("#panel .group").filter(has=page.get_by_role("heading", name="revenue", exact=True))

    ids = group.locator(".card").evaluate_all("(all) => all.map((card) => card.dataset.claim)")

    assert ids == list(REVENUES)


@pytest.mark.parametrize(("figures", "preview"), PREVIEWS)
def test_a_closed_heading_says_when_its_fact_held_and_what_part_or_plan_it_is(
    visit: Callable[..., Page], tmp_path: Path, figures: list[str], preview: str
) -> None:
    page = visit(facts_page(tmp_path, {name: REVENUES[name] for name in figures}), "node=a&lang=en")

    expect(page.locator("#panel .preview:visible")).to_have_text(preview)
