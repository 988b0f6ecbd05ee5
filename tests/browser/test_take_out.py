"""What the reader takes out of the page: the view as SVG, as PNG, on paper, its tables as CSV, a link to it."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from sinograph.exports.rows import disarmed
from sinograph.tests.browser.by_hand import both, make_data
from sinograph.tests.browser.eyes import words
from sinograph.tests.browser.pages import write_page
from sinograph.tests.browser.test_hostile_labels import HOSTILE

Visit = Callable[..., Page]
#: What the picture's SVG is made of, and nothing that could act or fetch.
ELEMENTS = {"svg", "title", "desc", "metadata", "path", "text", "g", "clipPath"}
LINES_OF_IMPRINT = ["By hand · As of 2026-11-24 · Facts: CC BY 4.0", "Sources: 1 (press 1)"]


@pytest.fixture(scope="session")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = make_data()
    data["terms"]["press"] = both("press", "新闻")
    data["sources"]["s"]["url"] = "https://example.org/a?b=1"
    return write_page(tmp_path_factory.mktemp("hand"), data)


def take(page: Page, way: str) -> tuple[str, bytes]:
    """Choose *way* in the menu, and return the name of the file that comes and what it holds."""
    menu = page.locator("#export")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    with page.expect_download() as coming:
        menu.get_by_role("button", name=way).click()
    return coming.value.suggested_filename, coming.value.path().read_bytes()


def drawing(page: Page) -> etree._Element:
    return etree.fromstring(take(page, "SVG")[1])


def texts(root: etree._Element) -> list[str]:
    """Return the words of a drawing in the order in which they are drawn, without their rims."""
    found = root.iter("{http://www.w3.org/2000/svg}text")
    return [element.text or "" for element in found if element.get("aria-hidden") is None]


def image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def cells(rows: Locator) -> list[list[str]]:
    read = "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    found: list[list[str]] = rows.evaluate_all(read)
    return found


def test_files_are_named_by_map_day_and_language(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=chart&lang=zh")

    names = [take(page, way)[0] for way in ("PNG", "SVG", "节点", "连线")]

    assert names == [
        "sinograph-chart-2026-11-24.zh.png",
        "sinograph-chart-2026-11-24.zh.svg",
        "sinograph-chart-nodes-2026-11-24.zh.csv",
        "sinograph-chart-lines-2026-11-24.zh.csv",
    ]


@pytest.mark.parametrize("name", ["spread", "chart"])
def test_the_drawing_holds_the_words_on_screen_between_what_it_is_and_where_it_is_from(
    visit: Visit, by_hand: Path, name: str
) -> None:
    page = visit(by_hand, f"map={name}&lang=en")
    on_screen = [word["text"] for word in words(page)]
    head = {
        "spread": ["Spread", "Who?", "company", "disputed", "inferred by rule", "≠"],
        "chart": ["Chart", "How much?"],
    }

    assert texts(drawing(page)) == [*head[name], *on_screen, *LINES_OF_IMPRINT]


def test_the_drawing_says_in_dublin_core_what_it_is_of_when_and_under_what_licence(visit: Visit, by_hand: Path) -> None:
    root = drawing(visit(by_hand, "map=spread&node=b&lang=en"))

    said = {etree.QName(each).localname: each.text for each in root.iterfind(".//{http://purl.org/dc/elements/1.1/}*")}
    assert said == {
        "title": "Spread · By hand",
        "description": "Who?",
        "date": "2026-11-24",
        "language": "en",
        "rights": "Facts: CC BY 4.0",
        "source": "Sources: 1 (press 1)",
    }
    title, about = (root.findtext(f"{{*}}{tag}") for tag in ("title", "desc"))
    assert (title, about) == ("Spread", "\n".join(["Who?", "Chosen: Beta", *LINES_OF_IMPRINT]))
    assert "Chosen: Beta" in texts(root)


def test_a_picture_shows_the_part_of_the_map_that_is_in_view(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&lang=en")
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    stage = page.locator("#stage").bounding_box()
    assert stage
    seen = [word["text"] for word in words(page) if -60 < word["left"] < 1280 and stage["y"] < word["top"] < 768]

    kept = [text for text in texts(drawing(page)) if text in {"Alpha", "Beta", "Gamma"}]

    assert len(seen) < 3
    assert kept == [text for text in seen if text != "≠"]


def test_a_picture_leaves_out_what_the_panel_covers(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&node=a")
    panel = page.locator("#panel").bounding_box()
    assert panel

    assert drawing(page).get("width") == str(round(panel["x"]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_svg_and_png_are_one_picture_on_light_paper(
    visit: Visit, browser: Browser, disputed_atlas: Path, tmp_path: Path, scheme: str
) -> None:
    page = visit(disputed_atlas, "map=competition&node=zhipu&lang=zh", color_scheme=scheme)
    png = image(take(page, "PNG")[1])
    drawn = tmp_path / "drawn.svg"
    drawn.write_bytes(take(page, "SVG")[1])
    size = {"width": png.width // 2, "height": png.height // 2}
    with browser.new_context(offline=True, viewport=size, device_scale_factor=2) as context:  # type: ignore[arg-type]
        other = context.new_page()
        other.goto(drawn.as_uri())
        svg = image(other.screenshot())

    assert svg.size == png.size
    assert png.getpixel((0, 0)) == (255, 255, 255)
    assert (0x00, 0x72, 0xB2) in {colour for _, colour in png.getcolors(1 << 20) or []}
    assert ImageStat.Stat(ImageChops.difference(svg, png)).mean < [2, 2, 2]
    assert page.evaluate("() => document.documentElement.dataset.theme") == scheme


def test_a_map_that_was_never_shown_is_drawn_from_behind_its_table(visit: Visit, by_hand: Path) -> None:
    shown = texts(drawing(visit(by_hand, "map=spread&lang=en")))
    page = visit(by_hand, "map=spread&lang=en&view=table")

    assert texts(drawing(page)) == shown
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator("#table")).to_be_visible()


def test_what_is_left_out_of_the_view_is_left_out_of_its_files_and_the_picture_says_so(
    visit: Visit, by_hand: Path
) -> None:
    page = visit(by_hand, "map=spread&no-style=inferred&true=2026-01-08&lang=en&view=table")

    lines = table(take(page, "Lines")[1])
    head = texts(drawing(page))[:4]

    assert [row["relation_id"] + row["from_id"] + row["to_id"] for row in lines] == ["backsba", "backsca"]
    assert head == ["Spread", "Who?", "True on: 2026-01-08", "Left out: inferred by rule"]
    assert page.locator("#table caption").all_inner_texts() == ["Nodes (3)", "Lines (2)"]


def test_a_table_names_every_member_of_a_cluster_that_the_picture_counts(visit: Visit, tmp_path: Path) -> None:
    data = make_data()
    spread = data["maps"][0]
    for node in spread["nodes"][1:]:
        node["cluster"] = "both"
    spread["clusters"] = [
        {"id": "both", "label": both("{n} backers", ""), "group": "investor", "x": 1, "y": 1, "size": 20}
    ]
    page = visit(write_page(tmp_path, data), "map=spread&lang=en")

    names = [row["name"] for row in table(take(page, "Nodes")[1])]
    drawn = texts(drawing(page))

    assert names == ["Alpha", "Beta", "Gamma"]
    assert {"Alpha", "2 backers", "2"} <= set(drawn)
    assert not {"Beta", "Gamma"} & set(drawn)


def hostile_page(folder: Path) -> Path:
    data = make_data()
    first = data["maps"][0]
    for at, (key, name) in enumerate(HOSTILE.items()):
        data["entities"][key] = {**data["entities"]["b"], **both(name, name)}
        first["nodes"].append({"id": key, "group": "investor", "x": 100 + 400 * at, "y": 900, "size": 9})
        first["legend"].append({"mark": "node", "group": "investor", "label": both(name, name)})
        first["edges"].append({**first["edges"][0], "id": key, "from": key, "relation": name})
    data["title"] = data["licence"] = both("\x00</svg>", "")
    data["sources"]["s"]["kind"] = "<b>\x07"
    first.update(title=both("".join(HOSTILE.values()), ""), question=both(HOSTILE["nul and controls"], ""))
    return write_page(folder, data)


def test_hostile_names_are_text_in_the_drawing(visit: Visit, tmp_path: Path) -> None:
    page = visit(hostile_page(tmp_path), "lang=en")
    on_screen = {word["text"] for word in words(page)} - {"≠"}

    root = drawing(page)

    of_svg = {etree.QName(each).localname for each in root.iter() if etree.QName(each).namespace.endswith("svg")}
    assert of_svg <= ELEMENTS
    assert not [name for each in root.iter() for name in each.attrib if re.match("on|href|style|.*}href", name)]
    assert {text.replace("\ud800", "\ufffd") for text in on_screen} <= set(texts(root))
    assert len(on_screen) >= len(HOSTILE)
    assert "a�b�c�d" in (root.findtext("{*}desc") or "")


def test_the_tables_come_as_rows_that_a_spreadsheet_reads_as_they_stand(visit: Visit, atlas: Path) -> None:
    page = visit(atlas, "map=capital&lang=zh&view=table")
    for way, rows, width in (
        ("节点", page.locator("#table table").first, 5),
        ("连线", page.locator("#table table").last, 5),
    ):
        file = table(take(page, way)[1])
        shown = cells(rows.locator("tbody tr"))

        assert [list(row.values())[:width] for row in file] == [
            [disarmed(cell) for cell in row[:width]] for row in shown
        ]
        assert len(file) > 10


def test_every_line_in_a_table_carries_its_claims_and_the_addresses_of_their_sources(
    visit: Visit, by_hand: Path
) -> None:
    _, data = take(visit(by_hand, "map=spread&lang=en"), "Lines")

    assert data.startswith(b"\xef\xbb\xbffrom,relation,to,standing,receipts,")
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    assert table(data)[0] == {
        "from": "Beta",
        "relation": "backs",
        "to": "Alpha",
        "standing": "disputed",
        "receipts": "2",
        "amount_usd": "",
        "from_id": "b",
        "relation_id": "backs",
        "to_id": "a",
        "rule": "",
        "claim_ids": "claim-a claim-r",
        "source_urls": "https://example.org/a?b=1",
        "period": "2024",
        "since": "",
        "until": "",
        "value": "100",
        "value_as_stated": "",
        "unit": "CNY",
        "published": "2026-01-02",
        "status": "accepted",
    }


@pytest.mark.parametrize(
    "name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-5", "+1.5%", 'a "b", c\r\nd', "智谱"]
)
def test_a_cell_is_harmless_and_reads_back_as_it_was(visit: Visit, tmp_path: Path, name: str) -> None:
    page = visit(write_page(tmp_path, make_data(name)), "lang=en")

    assert table(take(page, "Nodes")[1])[0]["name"] == disarmed(name)


def test_the_menu_opens_by_keyboard_and_closes_on_escape_before_the_panel_does(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&node=a&lang=en")
    summary = page.locator("#export summary")
    summary.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Picture (PNG)")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Picture (PNG)")).to_be_hidden()
    expect(summary).to_be_focused()
    expect(page.locator("#panel")).to_be_visible()


def test_the_menu_closes_when_the_reader_turns_to_the_map(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&lang=en", viewport={"width": 390, "height": 844})
    page.locator("#export summary").click()
    expect(page.get_by_role("button", name="Print")).to_be_in_viewport(ratio=1)

    page.mouse.click(40, 700)

    expect(page.get_by_role("button", name="Print")).to_be_hidden()


def test_the_copied_link_is_the_address_of_the_view(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&lang=en", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("tab", name="Chart").click()
    page.locator("#export summary").click()
    page.get_by_role("button", name="Copy link").click()

    expect(page.locator("#exported")).to_have_text("Link copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{by_hand.as_uri()}#map=chart&lang=en"


def paper(page: Page) -> list[str]:
    """Return the words of each printed page; the same letters whatever the font made of them."""
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [re.sub(r"\s+", " ", unicodedata.normalize("NFKC", each.extract_text())) for each in pages]


def test_paper_shows_the_picture_first_and_then_the_open_facts_of_the_panel(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&node=a&lang=en", color_scheme="dark")

    picture, *facts = paper(page)

    expected: Any = ["Spread", "Who?", "Alpha", *LINES_OF_IMPRINT]
    assert [text for text in expected if text not in picture] == []
    for text in ("Alpha", "about 100", "120", "999", "a reason", "https://example.org/a?b=1"):
        assert text in " ".join(facts)
    assert "more fact" not in " ".join(facts)
    assert "Facts: CC BY 4.0" in facts[-1]
    assert page.locator("#print *").count() == 0
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        ("en", "1 more fact(s): open their headings to print them"),
        ("zh", "另有 1 条事实未打印"),
    ],
)
def test_closed_facts_of_the_panel_are_counted_on_paper_and_not_printed(
    visit: Visit, by_hand: Path, lang: str, note: str
) -> None:
    page = visit(by_hand, f"map=spread&node=a&lang={lang}")
    page.locator("#panel details.group summary").first.click()

    said = " ".join(paper(page)[1:])

    assert note.replace(" ", "") in said.replace(" ", "")
    assert "2024" not in said
    assert page.locator("#panel details.group[open], .not-printed").count() == 0


def test_an_entitys_page_is_printed_itself_with_closed_headings_as_their_line(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&node=a&view=page&lang=en")
    page.locator("#panel details.group summary").first.click()

    (only,) = paper(page)

    assert [text for text in ("Alpha", "100 · 2024", "1 more fact(s)", "CC BY 4.0") if text not in only] == []
    assert [text for text in ("Who?", "about 100", "a reason") if text in only] == []


def test_paper_without_a_panel_is_one_page(visit: Visit, by_hand: Path) -> None:
    assert len(paper(visit(by_hand, "map=chart&lang=zh"))) == 1


def test_a_table_is_printed_as_a_table(visit: Visit, by_hand: Path) -> None:
    (only,) = paper(visit(by_hand, "map=spread&lang=en&view=table"))

    expected = ["By hand", "Who?", "Nodes (3)", "Lines (3)", "planned or unconfirmed", "Facts: CC BY 4.0"]
    assert [text for text in expected if text not in only] == []


def test_a_map_stands_on_screen_after_printing_as_it_did_before(visit: Visit, by_hand: Path) -> None:
    page = visit(by_hand, "map=spread&lang=en")
    before = words(page)

    page.pdf()

    assert words(page) == before
