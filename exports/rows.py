"""Rows of text as JSON, CSV or aligned columns; what a spreadsheet or a terminal would obey comes out harmless."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: A cell that begins so is a formula to a spreadsheet, unless it is a number.
_FORMULA = re.compile(r"[=@＝＠＋－\t\r]|[+-](?!\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%?$)")
#: Control and direction marks: a terminal would act on them.
_ACTING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_json(rows: Sequence[Mapping[str, str]]) -> str:
    """Return *rows* as a JSON list of flat objects, one to a line."""
    lines = ",\n".join(json.dumps(dict(row), ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n" if rows else "[]\n"


def to_csv(rows: Sequence[Mapping[str, str]]) -> str:
    """Return *rows* as CSV with a header of the first row's keys; formulas are disarmed by a leading apostrophe."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: disarmed(cell) for key, cell in row.items()} for row in rows)
    return out.getvalue()


def to_text(rows: Sequence[Mapping[str, str]], columns: Mapping[str, str]) -> str:
    """Return *rows* as columns aligned by the width of their characters, Chinese ones counting two."""
    grid = [list(columns.values()), *([shown(row[key]) for key in columns] for row in rows)]
    widths = [max(map(cell_len, column)) for column in zip(*grid, strict=True)]
    return "".join(_line(cells, widths) for cells in grid)


def disarmed(cell: str) -> str:
    """Return *cell* so that a spreadsheet takes it for text: a formula gets a leading apostrophe."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def shown(text: str) -> str:
    """Return *text* on one line, with every character that a terminal would act on shown by its number."""
    return _ACTING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"
