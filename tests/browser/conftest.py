"""A real browser on the page that the library writes, opened from disk with the network off.

Whatever a test does, its page must stay silent: no request but the file itself, no message on the console, no error,
no dialog. The fixture ``visit`` checks that when the test ends.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sinograph.exports.maps import build_page_data
from sinograph.exports.page import render_page
from sinograph.graph import build_store
from sinograph.loaders import bundled_facts, load_facts
from sinograph.tests.browser.eyes import SPY, settle

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

Visit = Callable[..., Page]
PageData = dict[str, Any]

# Two sources on top of the bundled facts: a filing that says otherwise about revenue, and a page that agrees.
SOURCES = """id,kind,title,publisher,published,url,language,sha256
hand-filing,filing,Prospectus <draft>,Zhipu & Co,2026-01-05,https://example.org/filing?a=1&b=2,en,
hand-press,press,Newspaper,Press House,2026-01-06,https://example.org/press,en,
"""
CLAIMS = """\
subject,property,object,value,unit,precision,period,qualifiers,source,locator,rank,recorded,note
zhipu,revenue,,4亿,CNY,exact,2024,,hand-filing,page 7,,2026-11-24,
zhipu,revenue,,4.0亿,CNY,about,2024,,hand-press,page 1,,2026-11-24,
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not shutil.which(CHROMIUM):
        missing = f"there is no browser at {CHROMIUM}: install Debian's package chromium to run the tests of the page"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


def build_page(*own: Path) -> PageData:
    """Return the data of the page of the bundled facts, with *own* tables on top of them."""
    facts = load_facts([bundled_facts(), *own])
    return build_page_data(facts, build_store(facts), "zh")


@pytest.fixture(scope="session")
def atlas_data() -> PageData:
    return build_page()


@pytest.fixture(scope="session")
def atlas(atlas_data: PageData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the bundled facts, which opens in Chinese."""
    return write_page(tmp_path_factory.mktemp("atlas"), atlas_data)


@pytest.fixture(scope="session")
def disputed_atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the bundled facts and two more sources, one of which says otherwise."""
    own = tmp_path_factory.mktemp("own")
    (own / "claims").mkdir()
    (own / "sources.csv").write_text(SOURCES, "utf-8")
    (own / "claims" / "own.csv").write_text(CLAIMS, "utf-8")
    return write_page(tmp_path_factory.mktemp("disputed"), build_page(own))


def write_page(folder: Path, data: PageData) -> Path:
    path = folder / "index.html"
    path.write_bytes(render_page(data).encode("utf-8"))
    return path


class Witness:
    """Writes down what a page must not do."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url.partition("#")[0]))
        context.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        context.on("console", lambda message: self.complaints.append(f"console: {message.text}"))
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("dialog", self._refuse)

    def _refuse(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page of ours in a context of its own: ``visit(path, "lang=en")``; options go to the context."""
    opened: list[tuple[Page, Witness, str]] = []

    def open_page(path: Path, fragment: str = "", **options: Any) -> Page:
        settings = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light", "reduced_motion": "reduce"}
        context = browser.new_context(offline=True, **{**settings, **options})
        context.add_init_script(SPY)
        witness = Witness(context)
        page = context.new_page()
        opened.append((page, witness, path.as_uri()))
        page.goto(f"{path.as_uri()}#{fragment}" if fragment else path.as_uri())
        settle(page)
        return page

    yield open_page
    for page, witness, address in opened:
        page.context.close()
        assert witness.complaints == []
        assert set(witness.requests) == {address}
