"""Search as a person does it: any spelling, arrows and Enter, an input method, and texts that mean harm."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sinograph.graph import build_store
from sinograph.graph.search import search
from sinograph.tests.browser.by_hand import PageData, make_data
from sinograph.tests.browser.pages import write_page
from sinograph.tests.one_article import article_facts

SPELLINGS = (
    *("智谱", "智譜", "北京智譜華章", "zhipu", "ZHIPU", "zhi pu", "zp", "ＺＰ", "zphz", "Zhipu AI", "Knowledge Atlas"),
    *("Z.ai", "z ai", "2513", "２５１３", "2513.HK", "02513", "HK2513", "hkex:2513"),
)
TEXTS = (
    *("zp", "zhipu", "智譜", "a", "ai", "gp", "tx", "騰訊", "上市", "IPO", "香港 IPO", "资本", "zb", "ziben", "jijin"),
    *("2024", "hk", "glm", "deep seek", "minimax", "xyu", "(", "ge", "quan", "hong"),
)


def type_in(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.locator("#search").fill("")
    page.keyboard.insert_text(text)


def results(page: Page) -> list[str]:
    found: list[str] = page.locator("#results [data-entity]").evaluate_all("(all) => all.map((i) => i.dataset.entity)")
    return found


def why(page: Page, number: int = 0) -> str:
    return page.get_by_role("option").nth(number).locator(".result-why").inner_text()


def marks(page: Page, number: int = 0) -> list[str]:
    return page.get_by_role("option").nth(number).locator("mark").all_inner_texts()


def test_zhipu_comes_first_however_it_is_spelled_and_enter_opens_it(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "lang=zh")
    for text in SPELLINGS:
        type_in(page, text)
        assert (text, results(page)[:1]) == (text, ["zhipu"])
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_have_text("智谱")
        page.keyboard.press("Escape")


def test_the_page_finds_what_the_command_line_finds_in_the_same_order(visit: Callable[..., Page], atlas: Path) -> None:
    page, store = visit(atlas), build_store(article_facts())
    for text in TEXTS:
        type_in(page, text)
        assert (text, results(page)) == (text, [match.key.entity for match in search(store, text)][:12])


@pytest.mark.parametrize(
    ("lang", "text", "says", "marked"),
    [
        ("zh", "智谱", None, ["智谱"]),
        ("zh", "智譜", "— 繁体 智譜", ["智谱"]),
        ("en", "智譜", "— traditional characters 智譜", ["智谱"]),
        ("en", "zhipu a", None, ["Zhipu A"]),
        ("en", "2513", "— 2513", ["2513"]),
        ("en", "2513.hk", "— 2513.HK", ["2513.HK"]),
        ("zh", "zp", "— zhi pu", ["智谱", "z", "p"]),
        ("zh", "zphz", "— 智谱华章 zhi pu hua zhang", ["智谱华章", "z", "p", "h", "z"]),
        ("zh", "zhipuhu", "— 智谱华章 zhi pu hua zhang", ["智谱华", "zhi pu hu"]),
    ],
)
def test_a_result_shows_and_marks_what_matched(
    visit: Callable[..., Page], atlas: Path, lang: str, text: str, says: str | None, marked: list[str]
) -> None:
    page = visit(atlas, f"lang={lang}")
    type_in(page, text)

    assert page.locator("#result-0 .result-why").all_inner_texts() == ([says] if says else [])
    assert marks(page) == marked


def test_two_letters_find_beginnings_of_words_and_initials_but_not_what_merely_contains_them(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    data = make_data("Alpha Zpx", "Azp", "Gamma")
    data["entities"]["zp-list"] = {**data["entities"]["c"], "en": "List", "zh": "名单"}
    data["entities"]["b"]["search"] = ["ZP1"]
    data["entities"]["c"].update(zh="张鹏")
    data["readings"] = {"张": "zhang", "鹏": "peng", "名": "ming", "单": "dan"}
    page = visit(write_page(tmp_path, data))

    type_in(page, "zp")
    assert results(page) == ["c", "a"]
    type_in(page, "zp-list")
    assert results(page) == ["zp-list"]


def test_a_whole_name_that_is_read_otherwise_is_found_by_its_own_reading(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    data = make_data("增长", "银行", "律师")
    data["readings"] = {
        "长": "chang",
        "增": "zeng",
        "增长": "zeng zhang",
        "银": "yin",
        "行": "xing",
        "银行": "yin hang",
    }
    data["readings"] |= {"律": "lv", "师": "shi"}
    page = visit(write_page(tmp_path, data))

    for text, found in {"zengzhang": ["a"], "zengchang": [], "yinhang": ["b"], "lvshi": ["c"], "lushi": ["c"]}.items():
        type_in(page, text)
        assert (text, results(page)) == (text, found)


def test_the_keyboard_walks_the_list_while_the_focus_stays_in_the_box(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "lang=zh")
    box, active = page.get_by_role("combobox"), page.locator("[role=option][aria-selected=true]")
    type_in(page, "zhipu")
    expect(box).to_have_attribute("aria-expanded", "true")
    second = results(page)[1]

    page.keyboard.press("ArrowDown")
    expect(active).to_have_attribute("data-entity", second)
    expect(box).to_have_attribute("aria-activedescendant", "result-1")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(active).to_have_attribute("data-entity", "zhipu")


def test_enter_that_ends_a_word_of_an_input_method_opens_nothing(visit: Callable[..., Page], atlas: Path) -> None:
    page = visit(atlas, "lang=zh")
    page.keyboard.press("/")
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "zhi'pu", "selectionStart": 6, "selectionEnd": 6})
    assert results(page)[0] == "zhipu"

    enter = "(box) => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true }))"
    page.locator("#search").evaluate(enter)
    expect(page.locator("#panel")).to_be_hidden()

    method.send("Input.insertText", {"text": "智谱"})
    expect(page.locator("#search")).to_have_value("智谱")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("智谱")


def test_an_entity_that_stands_on_no_map_opens_its_facts(visit: Callable[..., Page], tmp_path: Path) -> None:
    data = make_data()
    data["entities"]["off"] = {**data["entities"]["a"], "en": "Elsewhere", "zh": "别处"}
    page = visit(write_page(tmp_path, data), "map=chart&lang=en")
    type_in(page, "elsewhere")
    page.keyboard.press("Enter")

    expect(page.locator("#panel h2")).to_have_text("Elsewhere")
    expect(page.get_by_role("tab", selected=True)).to_have_text("Chart")


HOSTILE = {
    "markup": "<img src=x onerror=alert(1)>",
    "expression": ".*+?^${}()|[\\]\\",
    "long": "长" * 5_000 + "W" * 5_000,
    "override": "\u202e\u2066",
    "nothing": "   ",
    "prototype": "__proto__ constructor",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_text_that_means_harm_finds_nothing(visit: Callable[..., Page], atlas: Path, text: str) -> None:
    page = visit(atlas, "lang=en")
    type_in(page, text)
    page.keyboard.press("Enter")

    assert results(page) == []
    expect(page.locator("#results")).to_have_text("Nothing found" if text.strip() else "")
    expect(page.locator("#panel")).to_be_hidden()


def test_a_hostile_alias_is_marked_as_text(visit: Callable[..., Page], tmp_path: Path) -> None:
    data: PageData = make_data()
    data["entities"]["a"]["aliases"] = [HOSTILE["markup"], "W" * 10_000]
    page = visit(write_page(tmp_path, data), "lang=en", viewport={"width": 390, "height": 844})

    type_in(page, "img src")
    assert (why(page), marks(page)) == (f"— {HOSTILE['markup']}", ["img src"])
    type_in(page, "wwww")
    assert marks(page) == ["WWWW"]
    assert page.evaluate("() => document.body.scrollWidth") == 390
    assert page.locator("#results img").count() == 0
