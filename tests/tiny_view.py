"""A view of the few claims that a test writes; of its entities and sources those that the claims name."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from sinograph.exports.maps.drawing import Scope
from sinograph.graph.measures import View
from sinograph.graph.network import read_edges
from sinograph.tests.two_companies import SOURCES, tiny_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyoxigraph import Store


def claim(subject: str, relation: str, other: str = "", qualifiers: str = "", period: str = "", **more: str) -> str:
    """Return a row of claims; *more* may give value, unit, precision, source and note."""
    value, unit, precision = more.get("value", ""), more.get("unit", ""), more.get("precision", "")
    source, note = more.get("source", "s1"), more.get("note", "")
    said = f"{subject},{relation},{other},{value},{unit},{precision},{period},{qualifiers}"
    return f"{said},{source},p,,2026-02-01,{note}\n"


def entities_of(kinds: Mapping[str, str]) -> str:
    """Return a table of entities called by their ids, *kinds* by id; a country stands behind: ``company/CN``."""
    rows = [(name, *kind.partition("/")[::2]) for name, kind in kinds.items()]
    lines = [f"{name},{kind},{name.title()},{name.title()},,,{country}\n" for name, kind, country in rows]
    return "id,kind,name_zh,name_en,aliases,identifiers,country\n" + "".join(lines)


def view_of(folder: Path, rows: str, entities: str, sources: str = SOURCES) -> View:
    """Return the view of *rows*, and of those of *entities* and *sources* that they name."""
    return View.read(store_of(folder, rows, entities, sources))


def scope_of(folder: Path, rows: str, entities: str, sources: str = SOURCES) -> Scope:
    """Return the same as a map may draw from it."""
    store = store_of(folder, rows, entities, sources)
    return Scope(store, View.read(store), tuple(read_edges(store)))


def store_of(folder: Path, rows: str, entities: str, sources: str = SOURCES) -> Store:
    """Return the same as a store."""
    named = {cell for row in csv.reader(rows.splitlines()) for cell in _cells(row)}
    return tiny_store(folder, rows, entities=_kept(entities, named), sources=_kept(sources, named))


def _cells(row: list[str]) -> set[str]:
    return {*row, *(pair.partition("=")[2] for cell in row for pair in cell.split("; "))}


def _kept(table: str, named: set[str]) -> str:
    header, *lines = table.splitlines(keepends=True)
    return header + "".join(line for line in lines if line.partition(",")[0] in named)
