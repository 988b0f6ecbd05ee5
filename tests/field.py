"""A small field of companies, models and benchmarks, for the tests of competition."""

import re
from collections.abc import Sequence
from pathlib import Path

from sinograph.graph.measures import View
from sinograph.tests.two_companies import tiny_store

_KINDS = (
    *((name, "company") for name in ("a", "b", "c", "d", "shop")),
    *((name, "model") for name in ("m1", "m2", "m3", "m4")),
    *(("f", "model_family"), ("app", "product"), ("bench", "benchmark"), ("other", "benchmark")),
    *(("mk", "market"), ("overseas", "place"), ("china", "place"), ("seg", "segment")),
)
_ENTITIES = {
    name: f"{name},{kind},{name.upper()}甲,{name.upper()},,,{'CN' if kind == 'company' else ''}\n"
    for name, kind in _KINDS
}
_SOURCES = {
    "s1": "s1,press,T,P,2026-01-02,https://example.org/1,en,\n",
    "s2": "s2,filing,T,P,2025-01-02,https://example.org/2,en,\n",
    "undated": "undated,press,T,P,,https://example.org/3,en,\n",
}


def claim(
    subject: str,
    name: str,
    value: str = "",
    unit: str = "",
    *,
    period: str = "",
    precision: str = "",
    given: str = "",
    source: str = "s1",
    target: str = "",
) -> str:
    """Return one row of claims; a value with a unit is exact unless *precision* says otherwise."""
    exact = precision or ("exact" if unit else "")
    return f"{subject},{name},{target},{value},{unit},{exact},{period},{given},{source},p,,2026-02-01,\n"


def view_of(folder: Path, rows: Sequence[str]) -> View:
    """Return the view of *rows* of claims, with the entities and sources that they name."""
    named = set(re.split(r"[,;=\s]+", "".join(rows)))
    entities = "".join(row for name, row in sorted(_ENTITIES.items()) if name in named)
    sources = "".join(row for name, row in sorted(_SOURCES.items()) if name in named)
    heads = (
        "id,kind,name_zh,name_en,aliases,identifiers,country\n",
        "id,kind,title,publisher,published,url,language,sha256\n",
    )
    return View.read(tiny_store(folder, "".join(rows), entities=heads[0] + entities, sources=heads[1] + sources))
