"""The pictures of docs/analysis.md, drawn from the same tables: each a function from a view to rows, and rows to axes.

matplotlib draws them (``pip install matplotlib``); a picture carries the digest of its rows, so that a test can tell
whether it still shows what the tables say, without drawing it again.
"""

from __future__ import annotations

import hashlib
import json
import math
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sinograph
from sinograph.exports.analysis.backers import backers_table
from sinograph.exports.analysis.compute import weak_points_table
from sinograph.exports.analysis.frontier import frontier_table
from sinograph.exports.analysis.ownership import ownership_table
from sinograph.exports.analysis.positions import positions_table
from sinograph.graph.measures.rules_in_force import courses
from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sinograph.graph.measures import View

    Rows = Sequence[Sequence[Any]]

FOLDER = Path(sinograph.__file__).parent / "docs" / "images" / "analysis"
#: Okabe and Ito's colours, which people who see few colours can tell apart.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#F0E442", "#999999")
CAPITALS = ("state", "corporate", "venture", "institution", "insider", "other", "unknown")


def capital_rows(view: View) -> Rows:
    """Return for each company with a register its name and the shares of its capital by kind, in per cent."""
    table = backers_table(view, "en", by="company")
    wanted = [row for row in table.rows if row["company_id"] in {"zhipu", "minimax"}]
    return [[row["company"], *(_number(row[kind]) for kind in CAPITALS)] for row in wanted]


def draw_capital(axes: Any, rows: Rows) -> None:
    """Draw a stacked bar for each company."""
    words = ("state", "corporate", "venture", "institutions", "persons, vehicles", "kind not said", "holders unknown")
    left = [0.0] * len(rows)
    for place, (word, colour) in enumerate(zip(words, COLOURS, strict=False), 1):
        widths = [row[place] for row in rows]
        axes.barh([row[0] for row in rows], widths, left=left, color=colour, label=word, edgecolor="white")
        left = [start + width for start, width in zip(left, widths, strict=True)]
    axes.set_xlabel("share of the company, per cent")
    axes.legend(ncols=4, loc="upper center", bbox_to_anchor=(0.5, -0.25), frameon=False)


def ownership_rows(view: View) -> Rows:
    """Return the ten largest owners of MiniMax with both ends of their stake in all, in per cent."""
    rows = ownership_table(view, "en", "minimax").rows
    owners = [row for row in rows if row["company_id"] == "minimax" and row["integrated_lower"]][:10]
    ends = ("integrated_lower", "integrated_upper")
    return [[row["owner"], *(round(100 * float(row[end]), 4) for end in ends)] for row in owners]


def draw_ownership(axes: Any, rows: Rows) -> None:
    """Draw a bar from nought to the lower end of each stake, and a paler one on to the upper end."""
    names = [row[0] for row in rows][::-1]
    lower, upper = ([row[place] for row in rows][::-1] for place in (1, 2))
    spread = [high - low for low, high in zip(lower, upper, strict=True)]
    axes.barh(names, lower, color=COLOURS[0], label="at least")
    axes.barh(names, spread, left=lower, color=COLOURS[5], label="at most: it is not said whether stakes overlap")
    axes.set_xlabel("stake in MiniMax in all, per cent")
    axes.legend(frameon=False)


def position_rows(view: View) -> Rows:
    """Return revenue in yuan and growth in per cent of the companies that have both."""
    both = [row for row in positions_table(view, "en").rows if row["revenue_upper"] and row["growth_upper"]]
    return [[row["company"], _middle(row, "revenue"), round(100 * _middle(row, "growth"), 4)] for row in both]


def draw_positions(axes: Any, rows: Rows) -> None:
    """Draw one point for each company."""
    axes.scatter([row[1] for row in rows], [row[2] for row in rows], color=COLOURS[0])
    placed: list[tuple[float, float]] = []
    for name, revenue, growth in sorted(rows, key=lambda row: -row[2]):
        # A label moves down where a higher point's stands within a decade and a bit: 0.4 points are one per cent.
        height = 0.4 * growth
        near = [at - 10 for decade, at in placed if abs(decade - math.log10(revenue)) < 1.2]
        placed.append((math.log10(revenue), min([height, *near])))
        offset = (6, placed[-1][1] - height - 3)
        axes.annotate(name, (revenue, growth), xytext=offset, textcoords="offset points", fontsize=8)
    axes.set_xscale("log")
    axes.axhline(0, color="#999999", linewidth=0.8)
    axes.set_ylim(bottom=-100)
    axes.set_xlabel("revenue of the latest year known, yuan")
    axes.set_ylabel("growth of revenue, per cent")


def frontier_rows(view: View) -> Rows:
    """Return day, model and score of every model that set a new best on SWE-bench Verified."""
    rows = frontier_table(view, "en", "swe-bench-verified").rows
    best = [row for row in rows if row["upper"] and row["series"] == rows[0]["series"]]
    return [[row["date"].rstrip("*†"), row["model"], 100 * float(row["upper"])] for row in best]


def draw_frontier(axes: Any, rows: Rows) -> None:
    """Draw the standing best as steps."""
    days = [Period.parse(row[0]).end for row in rows]
    axes.step(days, [row[2] for row in rows], where="post", color=COLOURS[0])
    axes.scatter(days, [row[2] for row in rows], color=COLOURS[0])
    for place, (day, (_, name, score)) in enumerate(zip(days, rows, strict=True)):
        _label(axes, name, day, score, place)
    axes.margins(x=0.15, y=0.12)
    axes.set_ylabel("SWE-bench Verified, per cent")


def rule_rows(view: View) -> Rows:
    """Return the spans of the affiliates rule: what it is, first day, last day."""
    course = courses(view)["bis-affiliates-rule"]
    begins = course.begins.period.start.isoformat() if course.begins else ""
    breaks = [["suspended", str(pause.start), str(pause.until)] for pause in course.suspensions]
    resumes = course.resumes.period.text if course.resumes else ""
    return [["in force", begins, breaks[0][1]], *breaks, ["planned to resume", resumes, ""]]


def draw_rule(axes: Any, rows: Rows) -> None:
    """Draw each span as a bar of its own colour."""
    for (word, first, last), colour in zip(rows, COLOURS, strict=False):
        start = date.fromisoformat(first)
        end = date.fromisoformat(last) if last else date(start.year, start.month, 28)
        axes.barh([0], [(end - start).days], left=[start.toordinal()], color=colour, label=f"{word} from {first}")
    ticks = [date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)]
    axes.set_xticks([day.toordinal() for day in ticks], [f"{day:%Y-%m}" for day in ticks])
    axes.set_yticks([])
    axes.legend(ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.35), frameon=False)


def weak_rows(view: View) -> Rows:
    """Return the suppliers without which most users lose their only known one: name, users, chips and servers."""
    rows = weak_points_table(view, "en").rows[:8]
    return [[row["node"], int(row["users"]), int(row["hardware"])] for row in rows]


def draw_weak(axes: Any, rows: Rows) -> None:
    """Draw users and hardware beside each other."""
    names = [row[0] for row in rows][::-1]
    axes.barh(names, [row[1] for row in rows][::-1], color=COLOURS[0], label="companies, models, products")
    left = [row[1] for row in rows][::-1]
    axes.barh(names, [row[2] for row in rows][::-1], left=left, color=COLOURS[1], label="chips and servers")
    axes.set_xlabel("how many lose their only known supplier of some role")
    axes.legend(frameon=False)


#: Name of a picture: title, its rows, its drawing, and its height in inches.
PICTURES: Mapping[str, tuple[str, Callable[[View], Rows], Callable[[Any, Rows], None], float]] = {
    "capital": ("What kinds of capital hold Zhipu and MiniMax", capital_rows, draw_capital, 2.8),
    "ownership": ("Who holds how much of MiniMax", ownership_rows, draw_ownership, 3.8),
    "positions": ("Revenue and its growth", position_rows, draw_positions, 4.5),
    "frontier": ("The best score on SWE-bench Verified in these facts", frontier_rows, draw_frontier, 4.0),
    "rule": ("BIS Affiliates Rule, as recorded", rule_rows, draw_rule, 1.9),
    "weak-points": ("Only known suppliers of compute", weak_rows, draw_weak, 3.6),
}


def digest_of(rows: Rows) -> str:
    """Return the digest that a picture of *rows* carries."""
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:20]


def draw_all(view: View) -> None:
    """Write every picture as SVG, the same bytes for the same rows and the same matplotlib."""
    import matplotlib as mpl
    from matplotlib import pyplot

    mpl.use("svg")
    mpl.rcParams.update(
        {"svg.hashsalt": "sinograph", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False}
    )
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (title, read, draw, height) in PICTURES.items():
        rows = read(view)
        figure, axes = pyplot.subplots(figsize=(8, height))
        draw(axes, rows)
        axes.set_title(title, loc="left", fontweight="bold")
        note = {"Date": None, "Title": title, "Description": f"rows {digest_of(rows)}", "Rights": "CC BY 4.0"}
        figure.savefig(FOLDER / f"{name}.svg", metadata=note, bbox_inches="tight", facecolor="white")
        pyplot.close(figure)


def _label(axes: Any, name: str, x: Any, y: Any, place: int) -> None:
    """Name a point above it and to the left, every second one below it and to the right."""
    offset, side = ((-5, 5), "right") if place % 2 == 0 else ((6, -11), "left")
    axes.annotate(name, (x, y), xytext=offset, textcoords="offset points", fontsize=8, ha=side)


def _middle(row: Mapping[str, str], name: str) -> float:
    """Return the middle of an interval, of an open one the end that is there."""
    ends = [float(row[f"{name}_{end}"]) for end in ("lower", "upper") if row[f"{name}_{end}"]]
    return round(sum(ends) / len(ends), 6)


def _number(percentage: str) -> float:
    """Return a percentage of a table, of a range its middle, nought where the table is empty."""
    ends = [float(end) for end in percentage.replace("%", "").split("–") if end]
    return sum(ends) / len(ends) if ends else 0.0
