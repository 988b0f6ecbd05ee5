"""Pages built through the library: of one article, of own tables on top of them, or of data made by hand."""

from pathlib import Path

from sinograph.exports.page import render_page
from sinograph.exports.pagedata import build_page_data
from sinograph.graph import build_store
from sinograph.loaders import bundled_facts, load_facts
from sinograph.tests.browser.by_hand import PageData
from sinograph.tests.one_article import ARTICLE, said_by

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


def build_page(*own: Path) -> PageData:
    """Return the data of the page of one article's facts, with *own* tables on top of them."""
    facts = load_facts([bundled_facts(), *own])
    own_sources = [source.id for source in facts.sources.values() if source.id.startswith("hand-")]
    return build_page_data(build_store(said_by(facts, ARTICLE, *own_sources)), "zh")


def write_rivals(folder: Path) -> Path:
    """Write tables of two sources that go on top of the bundled facts, and return their folder."""
    (folder / "claims").mkdir()
    (folder / "sources.csv").write_text(SOURCES, "utf-8")
    (folder / "claims" / "own.csv").write_text(CLAIMS, "utf-8")
    return folder


def write_page(folder: Path, data: PageData) -> Path:
    path = folder / "index.html"
    path.write_bytes(render_page(data).encode("utf-8"))
    return path
