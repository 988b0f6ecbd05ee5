"""axe-core, the judge of web accessibility, finds nothing serious in either theme, on any view."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`))"""


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        missing = "axe-core is not installed: run npm ci to judge the page's accessibility"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return AXE.read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "fragment",
    [
        "map=capital&lang=zh",
        "map=competition&node=zhipu&lang=en",
        "map=capital&edge=tencent--backs--zhipu&lang=en",
        "map=competition&view=table&lang=zh",
        "map=capital&node=zhipu&view=page&lang=en",
    ],
    ids=["map", "node", "line", "table", "page"],
)
def test_no_serious_violation(
    visit: Callable[..., Page], disputed_atlas: Path, axe: str, scheme: str, fragment: str
) -> None:
    page = visit(disputed_atlas, fragment, color_scheme=scheme, bypass_csp=True)

    assert judge(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_on_a_phone_with_rivals_and_results_open(
    visit: Callable[..., Page], disputed_atlas: Path, axe: str, scheme: str
) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    page = visit(disputed_atlas, "map=capital&node=zhipu", color_scheme=scheme, bypass_csp=True, **phone)
    for summary in page.locator("#panel summary").all():
        summary.press("Enter")

    assert judge(page, axe) == []
    page.keyboard.press("/")
    page.keyboard.type("zp")
    assert judge(page, axe) == []
    page.keyboard.type("no such name")
    assert judge(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_with_the_export_menu_open(
    visit: Callable[..., Page], atlas: Path, axe: str, scheme: str
) -> None:
    page = visit(atlas, "map=capital&lang=en", color_scheme=scheme, bypass_csp=True)
    page.locator("#export summary").click()
    with page.expect_download():
        page.get_by_role("button", name="Lines (CSV)").click()

    assert judge(page, axe) == []


def judge(page: Page, axe: str) -> list[str]:
    page.evaluate(f"() => {{ {axe} }}")
    found: list[str] = page.evaluate(RUN)
    return found
