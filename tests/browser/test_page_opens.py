"""Opening the page: it is silent, asks for nothing, and says what it is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sinograph.tests.browser.by_hand import PageData
from sinograph.tests.browser.eyes import words


def test_the_page_opens_on_the_first_map_and_says_nothing_on_the_console(
    visit: Callable[..., Page], atlas: Path
) -> None:
    page = visit(atlas)

    expect(page).to_have_title("资本支持 · Sinograph：中国大模型产业图谱")
    expect(page.get_by_role("tab", selected=True)).to_have_text("资本支持")
    expect(page.locator("#failure")).to_be_hidden()


def test_the_policy_allows_the_two_scripts_and_the_style_by_their_hashes_and_nothing_else(atlas: Path) -> None:
    (policy,) = re.findall('Content-Security-Policy" content="([^"]*)"', atlas.read_text("utf-8"))

    sha = "&#39;sha256-[A-Za-z0-9+/]{43}=&#39;"
    assert re.fullmatch(
        f"default-src &#39;none&#39;; script-src {sha} {sha}; style-src {sha}; "
        "base-uri &#39;none&#39;; form-action &#39;none&#39;",
        policy,
    )


@pytest.mark.parametrize(
    ("forbidden", "directive"),
    [
        ("fetch('https://example.org/').catch(() => 0)", "connect-src"),
        ("document.body.append(Object.assign(new Image(), { src: 'x.png' }))", "img-src"),
        ("document.body.append(Object.assign(document.createElement('script'), { text: 'x = 1' }))", "script-src-elem"),
        (
            "document.body.append(Object.assign(document.createElement('style'), { textContent: '*{}' }))",
            "style-src-elem",
        ),
        ("document.body.append(Object.assign(document.createElement('iframe'), { src: 'x.html' }))", "frame-src"),
    ],
)
def test_the_policy_holds_in_the_browser(browser: Browser, atlas: Path, forbidden: str, directive: str) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(atlas.as_uri())

    refused = page.evaluate(
        f"""() => new Promise((done) => {{
          document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
          {forbidden};
        }})"""
    )
    context.close()

    assert refused == directive


@pytest.mark.parametrize(("fragment", "title"), [("map=capital", "资本支持"), ("map=competition", "竞争定位")])
def test_each_map_shows_the_name_of_each_node_that_is_in_no_cluster(
    visit: Callable[..., Page], atlas: Path, atlas_data: PageData, fragment: str, title: str
) -> None:
    page = visit(atlas, fragment)
    (shown,) = [each for each in atlas_data["maps"] if each["title"]["zh"] == title]

    for lang in ("zh", "en"):
        page.locator(f"#lang-{lang}").click()
        text = "".join(word["text"] for word in words(page)).replace(" ", "")
        names = [
            atlas_data["entities"][node["id"]][lang].replace(" ", "")
            for node in shown["nodes"]
            if "cluster" not in node
        ]
        assert [name for name in names if name not in text] == []
