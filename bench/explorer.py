"""Times the page of maps against the bare library, side by side, in one Chromium without a graphics card.

    python bench/explorer.py            about five minutes; -r 5 for more rounds

Two graphs: 2,000 investors and companies with 5,000 investments (made here, from a fixed seed, as tables that
go the usual way through loaders, store and map), and the bundled facts. Against each: the bare vis-network with
the same nodes, names and lines at the same positions, every one shown; for the large graph also the page that
pyvis writes by itself.

First paint is the time from opening the file until the frame with the first marks on the canvas is out. Frames
are those drawn while a hand drags the paper, or turns the wheel, for two seconds, without the limit of sixty a
second. Each figure is the median of the rounds; the two pages take turns.
"""

import argparse
import csv
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as StillMoving

from sinograph.exports.page import LIBRARY, render_page
from sinograph.exports.pagedata import build_page_data
from sinograph.graph import build_store
from sinograph.loaders import bundled_facts, load_facts

NODES, EDGES = 2_000, 5_000
#: Seconds that the page of pyvis is waited for.
PATIENCE = 180
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-frame-rate-limit", "--disable-gpu-vsync"),
]

# Marks go onto a canvas in the page as arcs, rectangles or paths; the frame is out when the task after it runs.
SPY = """
  window.frames_drawn = 0;
  const seen = function () {
    if (!window.painted && this.canvas.isConnected) {
      window.painted = -1;
      requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now(); }, 0));
    }
  };
  for (const name of ["arc", "rect", "fill"]) {
    const real = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) { seen.call(this); return real.apply(this, given); };
  }
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...given) {
    if (this.canvas.isConnected) window.frames_drawn++;
    return clear.apply(this, given);
  };
"""

BARE = """<!doctype html><meta charset="utf-8"><style>html,body,#map{margin:0;height:100%%}</style><div id="map"></div>
<script>%s</script><script>
const data = %s;
new vis.Network(document.getElementById("map"),
  {nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges)},
  {physics: false, layout: {improvedLayout: false}});
</script>"""


def write_tables(folder: Path) -> Path:
    """Write tables of investors that back companies: some of both have many lines, most few."""
    draw = random.Random(20261129)
    companies = [f"company-{n}" for n in range(NODES // 4)]
    backers = [f"fund-{n}" for n in range(NODES - len(companies))]
    pairs: set[tuple[str, str]] = {(backer, draw.choice(companies)) for backer in backers}
    pairs |= {(draw.choice(backers), company) for company in companies}
    while len(pairs) < EDGES:
        backer, company = (names[int(len(names) * draw.random() ** 2)] for names in (backers, companies))
        pairs.add((backer, company))
    (folder / "claims").mkdir(parents=True)
    entities = [(c, "company", f"公司{n}", f"Company {n}") for n, c in enumerate(companies)]
    entities += [(b, "venture_capital", f"基金{n}", f"Fund {n}") for n, b in enumerate(backers)]
    write(
        folder / "entities.csv",
        "id,kind,name_zh,name_en,aliases,identifiers,country",
        [(*e, "", "", "") for e in entities],
    )
    source = ("made", "press", "T", "P", "2026-01-02", "https://example.org/", "en", "")
    write(folder / "sources.csv", "id,kind,title,publisher,published,url,language,sha256", [source])
    header = "subject,property,object,value,unit,precision,period,qualifiers,source,locator,rank,recorded,note"
    rows = [(b, "invested_in", c, "", "", "", "2025", "", "made", "p", "", "2026-02-01", "") for b, c in sorted(pairs)]
    write(folder / "claims" / "made.csv", header, rows)
    return folder


def write(path: Path, header: str, rows: Sequence[tuple[str, ...]]) -> None:
    """Write a table, its rows in order."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(sorted(rows))


def library() -> str:
    """Return vis-network as pyvis carries it."""
    import pyvis

    return (Path(pyvis.__file__).parent / LIBRARY).read_text("utf-8")


def as_library_data(data: dict[str, Any], graph_map: dict[str, Any]) -> dict[str, Any]:
    """Return a map as the bare library takes it: each node with its name at its place, no cluster closed."""
    names = data["entities"]
    nodes = [
        {"id": n["id"], "x": n["x"], "y": n["y"], "size": n["size"], "shape": "dot", "label": names[n["id"]]["zh"]}
        for n in graph_map["nodes"]
        if n["id"] in names
    ]
    known = {node["id"] for node in nodes}
    edges = [
        {"id": e["id"], "from": e["from"], "to": e["to"], "arrows": "to", "width": e["width"]}
        for e in graph_map["edges"]
        if {e["from"], e["to"]} <= known
    ]
    return {"nodes": nodes, "edges": edges}


def bare_page(folder: Path, shown: dict[str, Any]) -> Path:
    """Write a page that holds the bare library and what is *shown*, nothing else."""
    path = folder / "bare.html"
    path.write_text(BARE % (library().replace("</script", "<\\/script"), json.dumps(shown)), "utf-8")
    return path


def pyvis_page(folder: Path, shown: dict[str, Any]) -> Path:
    """Write the page that pyvis makes of the graph, its positions left to it, as it does unless told otherwise."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for node in shown["nodes"]:
        network.add_node(node["id"], label=node["label"])
    for edge in shown["edges"]:
        network.add_edge(edge["from"], edge["to"])
    path = folder / "pyvis.html"
    path.write_text(network.generate_html(notebook=False), "utf-8")
    return path


def our_page(path: Path, data: dict[str, Any]) -> Path:
    """Write the page as ``sinograph atlas`` does."""
    path.write_text(render_page(data), "utf-8")
    return path


def opened(browser: Browser, path: Path) -> Page:
    """Open a page in a context of its own and wait until its first marks are on screen."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    context.add_init_script(SPY)
    page = context.new_page()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_function("() => window.painted > 0", timeout=120_000)
    return page


def first_paint(browser: Browser, path: Path) -> float:
    """Return the seconds until the first marks are on screen."""
    page = opened(browser, path)
    painted: float = page.evaluate("() => window.painted")
    page.context.close()
    return painted / 1000


def frames(browser: Browser, move: Callable[[Page], None], path: Path) -> float:
    """Return frames a second while *move* goes on, for two seconds."""
    page = opened(browser, path)
    page.wait_for_timeout(500)
    before, start = page.evaluate("() => [window.frames_drawn, performance.now()]")
    until = time.monotonic() + 2
    page.mouse.move(640, 640)
    while time.monotonic() < until:
        move(page)
    after, end = page.evaluate("() => [window.frames_drawn, performance.now()]")
    page.context.close()
    return float((after - before) / (end - start) * 1000)


def drag(page: Page) -> None:
    """Drag the paper back and forth once."""
    # From a spot where nothing stands, so that it is the paper that moves.
    page.mouse.move(640, 660)
    page.mouse.down()
    for step in range(24):
        page.mouse.move(640 + 9 * (step % 12), 660 - 6 * step)
    page.mouse.up()


def turn(page: Page) -> None:
    """Turn the wheel in and out again."""
    page.mouse.wheel(0, -120)
    page.mouse.wheel(0, 120)


def stands_still(browser: Browser, path: Path) -> float:
    """Return the seconds until the page of pyvis has found its places; it gets three minutes for it."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    start = time.monotonic()
    page.goto(path.as_uri(), wait_until="commit")
    still = "() => typeof network !== 'undefined' && network && network.physics.stabilized"
    with suppress(StillMoving):
        page.wait_for_function(still, timeout=PATIENCE * 1000, polling=250)
    if not page.evaluate("() => network.body.nodeIndices.length > 0"):
        raise RuntimeError("the page of pyvis shows nothing")
    context.close()
    return time.monotonic() - start


def compared(rounds: int, measure: Callable[[Path], float], *paths: Path) -> Iterator[float]:
    """Yield the median for each page; the pages take turns, so that what else the machine does hits all alike."""
    found = [[measure(path) for path in paths] for _ in range(rounds)]
    for column in zip(*found, strict=True):
        yield statistics.median(column)


def report(browser: Browser, name: str, ours: Path, bare: Path, rounds: int) -> float:
    """Print the figures of one graph, and return our first paint in seconds."""
    print(f"{name}: {ours.stat().st_size / 1e6:.2f} MB")
    mine, theirs = compared(rounds, partial(first_paint, browser), ours, bare)
    print(f"  first paint         {mine:8.2f} s   bare library {theirs:8.2f} s   ratio {mine / theirs:.2f}")
    for what, move in (("frames, dragging", drag), ("frames, zooming", turn)):
        quick, slow = compared(rounds, partial(frames, browser, move), ours, bare)
        print(f"  {what:18}  {quick:8.1f} /s  bare library {slow:8.1f} /s  ratio {quick / slow:.2f}")
    return mine


def main() -> None:
    """Measure both graphs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-r", "--rounds", type=int, default=5)
    parser.add_argument("--no-pyvis", action="store_true", help="leave out the page of pyvis, which takes minutes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        made = build_page_data(build_store(load_facts([write_tables(folder / "facts")])), "zh", ["capital"])
        shown = as_library_data(made, made["maps"][0])
        title = f"{len(shown['nodes'])} nodes, {len(shown['edges'])} edges"
        bare = bare_page(folder, shown)
        mine = report(browser, title, our_page(folder / "large.html", made), bare, asked.rounds)
        if not asked.no_pyvis:
            still = stands_still(browser, pyvis_page(folder, shown))
            word = "is not yet still" if still >= PATIENCE else "stands still"
            print(f"  pyvis's own page {word} after {still:.0f} s, {still / mine:.0f} times our first paint")
        bundled = build_page_data(build_store(load_facts([bundled_facts()])), "zh")
        first = as_library_data(bundled, bundled["maps"][0])
        title = f"bundled facts, {len(first['nodes'])} nodes, {len(first['edges'])} edges"
        report(browser, title, our_page(folder / "atlas.html", bundled), bare_page(folder, first), asked.rounds)
        browser.close()


if __name__ == "__main__":
    main()
