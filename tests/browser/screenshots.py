"""The pictures of the maps in the README: ``python tests/browser/screenshots.py`` takes them anew and lists them.

Each map in both languages, and the first one in the dark too, as a browser shows them on a small desk. The
same facts, fonts and browser give the same bytes.
"""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import sinograph
from sinograph.exports.maps import MAPS
from sinograph.exports.pagedata import build_page_data
from sinograph.graph import build_store
from sinograph.loaders import bundled_facts, load_facts
from sinograph.tests.browser.conftest import ARGUMENTS, CHROMIUM
from sinograph.tests.browser.eyes import settle
from sinograph.tests.browser.pages import write_page

TOP = Path(sinograph.__file__).parent
FOLDER = Path("docs", "images", "maps")
#: Enough for flat marks and grey words, at a quarter of the bytes.
COLOURS = 128
_LISTED = re.compile(r"(?<=<!-- maps -->\n).*?(?=<!-- /maps -->)", re.DOTALL)


def pictures() -> list[tuple[str, str, str]]:
    """Return map, language and theme of each picture, in the order in which the README shows them."""
    light = [(name, lang, "light") for name in MAPS for lang in ("en", "zh")]
    return [*light, *[(next(iter(MAPS)), lang, "dark") for lang in ("en", "zh")]]


def name_of(name: str, lang: str, theme: str) -> str:
    return f"{name}.{lang}{'.dark' if theme == 'dark' else ''}.png"


def rows() -> str:
    """Return the README's table of pictures: a map to a row."""
    shown = [f"![{_said(*each)}]({(FOLDER / name_of(*each)).as_posix()})" for each in pictures()]
    pairs = [f"| {' | '.join(shown[at : at + 2])} |" for at in range(0, len(shown), 2)]
    return "\n".join(["", "| English | 中文 |", "| --- | --- |", *pairs, "", ""])


def _said(name: str, lang: str, theme: str) -> str:
    return f"The map {name} in {'English' if lang == 'en' else 'Chinese'}{', dark' if theme == 'dark' else ''}"


def shoot(browser: Browser, page_file: Path, name: str, lang: str, theme: str) -> bytes:
    """Return what a reader sees who opens the map, as PNG in few colours."""
    looks = {"viewport": {"width": 1280, "height": 800}, "color_scheme": theme, "reduced_motion": "reduce"}
    with browser.new_context(offline=True, **looks) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{page_file.as_uri()}#map={name}&lang={lang}")
        page.evaluate("() => document.fonts.ready")
        settle(page)
        shot = Image.open(io.BytesIO(page.screenshot()))
    small = io.BytesIO()
    shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def main() -> None:
    """Write every picture, and the README's table of them."""
    data = build_page_data(build_store(load_facts([bundled_facts()])), "zh")
    (TOP / FOLDER).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page_file = write_page(Path(folder), data)
        for picture in pictures():
            (TOP / FOLDER / name_of(*picture)).write_bytes(shoot(browser, page_file, *picture))
    readme = TOP / "README.md"
    readme.write_text(_LISTED.sub(lambda _: rows(), readme.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
