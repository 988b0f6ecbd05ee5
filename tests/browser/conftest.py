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

from sinograph.exports.pagedata import build_page_data
from sinograph.graph import build_store
from sinograph.loaders import Facts, bundled_facts, load_facts
from sinograph.tests.browser.by_hand import PageData
from sinograph.tests.browser.eyes import SPY, settle
from sinograph.tests.browser.pages import build_page, write_page, write_rivals

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

Visit = Callable[..., Page]


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
    own = write_rivals(tmp_path_factory.mktemp("own"))
    return write_page(tmp_path_factory.mktemp("disputed"), build_page(own))


@pytest.fixture(scope="session")
def facts() -> Facts:
    """All bundled facts."""
    return load_facts([bundled_facts()])


@pytest.fixture(scope="session")
def whole_data(facts: Facts) -> PageData:
    return build_page_data(build_store(facts), "en", ["capital"])


@pytest.fixture(scope="session")
def whole(whole_data: PageData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all bundled facts, with the capital map alone."""
    return write_page(tmp_path_factory.mktemp("whole"), whole_data)


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
