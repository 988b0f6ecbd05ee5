"""Two languages and two themes, each complete."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sinograph.tests.browser.by_hand import make_data
from sinograph.tests.browser.eyes import marks, words
from sinograph.tests.browser.pages import write_page

HAN = re.compile("[\u4e00-\u9fff]")


def test_english_changes_all_words_the_title_and_the_language_of_the_document(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    data = make_data("Alpha", "Beta", "Gamma")
    page = visit(write_page(tmp_path, data), "lang=zh&node=a&map=chart")
    page.get_by_role("button", name="EN", exact=True).click()
    page.keyboard.press("/")
    page.keyboard.type("alpha")

    expect(page).to_have_title("Chart · By hand")
    assert page.evaluate("() => document.documentElement.lang") == "en"
    shown = page.locator("body").inner_text() + "".join(word["text"] for word in words(page))
    assert [letter for letter in shown.replace("中文", "") if HAN.match(letter)] == []
    attributes = page.locator("[aria-label], [placeholder]").evaluate_all(
        "(all) => all.map((one) => one.ariaLabel + ' ' + one.getAttribute('placeholder')).join(' ')"
    )
    assert HAN.findall(attributes) == []


def test_chinese_changes_them_back(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "lang=en&map=competition")
    page.get_by_role("button", name="中文").click()

    expect(page).to_have_title("竞争定位 · Sinograph：中国大模型产业图谱")
    assert page.evaluate("() => document.documentElement.lang") == "zh-Hans"
    expect(page.locator("#question")).to_have_text("谁与谁竞争，规模与增速如何？")
    expect(page.locator("#search")).to_have_attribute("placeholder", "名称、拼音或代码")
    expect(page.get_by_role("button", name="中文")).to_have_attribute("aria-pressed", "true")
    assert "营业收入" in "".join(word["text"] for word in words(page))


def test_changing_the_language_keeps_what_is_open_and_where_the_focus_is(
    visit: Callable[..., Page], atlas: Path
) -> None:
    page = visit(atlas, "map=capital&node=tencent&lang=zh")
    button = page.get_by_role("button", name="EN", exact=True)
    button.press("Enter")

    expect(page.locator("#panel h2")).to_have_text("Tencent")
    expect(button).to_be_focused()


def test_chinese_words_in_the_english_page_are_marked_as_chinese(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "map=capital&edge=tencent--backs--zhipu&lang=en")

    title = page.locator("#panel dd bdi").first
    expect(title).to_have_text("智谱香港IPO分析文章(原文无标题)")
    expect(title).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize(("scheme", "theme"), [("light", "light"), ("dark", "dark")])
def test_the_page_takes_the_theme_of_the_system(
    visit: Callable[..., Page], atlas: Path, scheme: str, theme: str
) -> None:
    page = visit(atlas, color_scheme=scheme)

    expect(page.locator("html")).to_have_attribute("data-theme", theme)


def test_the_theme_button_repaints_page_and_canvas(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas)
    paper = "() => getComputedStyle(document.body).backgroundColor"
    seen = len(marks(page))
    assert page.evaluate(paper) == "rgb(255, 255, 255)"

    page.get_by_role("button", name="浅色或深色").click()

    assert page.evaluate(paper) == "rgb(21, 23, 26)"
    # The same nodes, found by the dark theme's own colours.
    assert len(marks(page)) == seen > 5
