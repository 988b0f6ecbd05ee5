"""The tables of a map as a reader uses them: what their columns say, sorted by any of them, taken out as sorted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from sinograph.tests.browser.by_hand import PageData, both, make_data, make_figure
from sinograph.tests.browser.pages import write_page
from sinograph.tests.browser.test_take_out import table, take

Visit = Callable[..., Page]


def figured() -> PageData:
    """Return a spread map whose lines tell amounts, shares and days, a chart of figures, and a map of lanes in time."""
    data = make_data()
    spread, chart = data["maps"]
    for name, share, since in (("big", "10%", "2025-03"), ("small", "9%", "2024-12-31")):
        ends = {"lower": float(share[:-1]), "upper": float(share[:-1])}
        more: dict[str, Any] = {"value": both(share, share), "qualifiers": [["since", since]]}
        data["claims"][name] = make_figure("", **ends, **more)
    claims = [["big"], ["small"], []]
    for edge, ids, amount in zip(spread["edges"], claims, (2_500_000, 300_000_000, None), strict=True):
        edge.update(claims=ids, disputed=False, **({"amount": amount} if amount else {}))
    data["claims"]["turnover"] = make_figure("2025", 7, 7)
    chart["axes"]["x"]["of"] = "revenue"
    chart["nodes"][0]["places"] = [{"x": 1, "y": 1, "claims": ["turnover"]}]
    data["maps"].append(in_time(data))
    return data


def in_time(data: PageData) -> PageData:
    """Return a map of two lanes on which Gamma comes first and Beta has no day."""
    spread = data["maps"][0]
    for name, day in (("a", "2025-02"), ("c", "2024")):
        data["claims"][f"out-{name}"] = make_figure("", None, None, value=both(day, day), property="released")
    nodes = [dict(node) for node in spread["nodes"]]
    for node, y in zip(nodes, (10, 99, 60), strict=True):
        node.update(y=y)
        if node["id"] != "b":
            node["places"] = [{"x": node["x"], "y": y, "claims": [f"out-{node['id']}"]}]
    lanes = [{"at": 20, "text": both("Upper", "上"), "until": 40}, {"at": 60, "text": both("Lower", "下"), "until": 80}]
    axes = {
        "x": {"label": None, "ticks": [{"at": 0, "text": "2024"}, {"at": 9, "text": "2025"}], "from": 0, "to": 9},
        "y": {"label": None, "ticks": lanes, "from": 0, "to": 80, "lanes": True},
        "tray": None,
    }
    return {**spread, "id": "time", "title": both("Time", "时间"), "nodes": nodes, "axes": axes}


@pytest.fixture(scope="session")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("tables"), figured())


def part(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True).get_by_role("table")


def column(page: Page, name: str, heading: str) -> list[str]:
    """Return what stands below *heading*, row by row."""
    headings = [text.strip() for text in part(page, name).locator("thead th").all_text_contents()]
    rows = part(page, name).locator("tbody tr").all()
    return [row.locator("th, td").nth(headings.index(heading)).text_content() or "" for row in rows]


def sort(page: Page, name: str, heading: str) -> None:
    part(page, name).get_by_role("button", name=heading, exact=True).click()


@pytest.mark.parametrize(
    ("lang", "lines", "amount", "said"),
    [
        ("en", "Lines", ("Amount", ["$2.5M", "$300M", ""]), ("Value", "When", "Published")),
        ("zh", "连线", ("金额", ["US$250万", "US$3亿", ""]), ("数值", "时间", "发布")),
    ],
)
def test_a_line_tells_its_money_its_value_and_its_days(
    visit: Visit, by_hand: Path, lang: str, lines: str, amount: tuple[str, list[str]], said: tuple[str, str, str]
) -> None:
    page = visit(by_hand, f"map=spread&view=table&lang={lang}")

    assert column(page, lines, amount[0]) == amount[1]
    assert [column(page, lines, heading) for heading in said] == [
        ["10%", "9%", ""],
        ["2025-03", "2024-12-31", ""],
        ["2026-01-02", "2026-01-02", ""],
    ]


def test_columns_of_which_no_row_says_anything_are_left_out(visit: Visit, tmp_path: Path) -> None:
    data = make_data()
    for edge in data["maps"][0]["edges"]:
        edge["claims"] = []
    page = visit(write_page(tmp_path, data), "map=spread&view=table&lang=en")

    headings = part(page, "Lines").locator("thead th").all_text_contents()

    assert headings == ["From", "Relation", "To", "Standing", "Rests on"]


def test_the_share_of_one_step_is_not_given_for_a_whole_chain(visit: Visit, tmp_path: Path) -> None:
    data = figured()
    data["maps"][0]["edges"][0]["ways"] = [["big"]]
    page = visit(write_page(tmp_path, data), "map=spread&view=table&lang=en")

    assert column(page, "Lines", "Value") == ["", "9%", ""]


@pytest.mark.parametrize(
    ("heading", "up", "down"),
    [
        ("Amount", ["$2.5M", "$300M", ""], ["$300M", "$2.5M", ""]),
        ("Value", ["9%", "10%", ""], ["10%", "9%", ""]),
        ("When", ["2024-12-31", "2025-03", ""], ["2025-03", "2024-12-31", ""]),
    ],
)
def test_a_heading_sorts_up_then_down_and_what_says_nothing_comes_last(
    visit: Visit, by_hand: Path, heading: str, up: list[str], down: list[str]
) -> None:
    page = visit(by_hand, "map=spread&view=table&lang=en")
    cell = part(page, "Lines").get_by_role("columnheader", name=heading)

    cell.get_by_role("button").press("Enter")
    assert column(page, "Lines", heading) == up
    expect(cell).to_have_attribute("aria-sort", "ascending")
    expect(cell.get_by_role("button")).to_be_focused()

    page.keyboard.press("Space")
    assert column(page, "Lines", heading) == down
    expect(cell).to_have_attribute("aria-sort", "descending")
    expect(page.locator("[aria-sort]")).to_have_count(1)


def test_names_sort_as_their_language_does(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&view=table&lang=zh")

    sort(page, "节点", "名称")

    # By pinyin: bing, jia, yi.
    assert column(page, "节点", "名称") == ["丙", "甲", "乙"]


def test_the_order_stays_while_the_view_changes(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&view=table&lang=en")
    sort(page, "Nodes", "Name")
    sort(page, "Nodes", "Name")

    page.get_by_role("tab", name="Chart").click()
    assert column(page, "Nodes", "Name") == ["Gamma", "Beta", "Alpha"]

    page.get_by_role("button", name="中文").click()
    assert column(page, "节点", "名称") == ["乙", "甲", "丙"]


def test_a_file_has_its_rows_in_the_order_on_screen(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&view=table&lang=en")
    sort(page, "Lines", "Value")

    rows = table(take(page, "Lines")[1])

    told = ("amount_usd", "period", "since", "until", "value", "value_as_stated", "unit", "published", "status")
    assert [[row[name] for name in told] for row in rows[:2]] == [
        ["300000000", "", "2024-12-31", "", "9%", "", "CNY", "2026-01-02", "accepted"],
        ["2500000", "", "2025-03", "", "10%", "", "CNY", "2026-01-02", "accepted"],
    ]


def test_a_node_on_a_chart_tells_the_figures_by_which_it_stands_there(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=chart&view=table&lang=en")

    assert column(page, "Nodes", "revenue") == ["7–7 (2025)", "", ""]
    assert [row["revenue"] for row in table(take(page, "Nodes")[1])] == ["7–7 (2025)", "", ""]


def test_what_stands_in_time_goes_by_its_date_and_names_its_lane(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=time&view=table&lang=en")

    assert [column(page, "Nodes", heading) for heading in ("Name", "Date", "Lane")] == [
        ["Gamma", "Alpha", "Beta"],
        ["2024", "2025-02", ""],
        ["Lower", "Upper", ""],
    ]
    expect(part(page, "Nodes").locator("[aria-sort=ascending]")).to_contain_text("Date")


def test_on_a_phone_a_table_scrolls_within_its_own_box_by_keyboard_too(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&view=table&lang=en", viewport={"width": 390, "height": 844})
    box = page.get_by_role("region", name="Lines", exact=True)

    box.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_function("() => [...document.querySelectorAll('.table-box')].some((box) => box.scrollLeft > 0)")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    assert page.locator("#table").evaluate("(all) => all.scrollWidth - all.clientWidth") == 0
