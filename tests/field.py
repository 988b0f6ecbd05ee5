"""A small field of companies, models and benchmarks, for the tests of competition."""

from collections.abc import Sequence
from pathlib import Path

from sinograph.graph.measures import View
from sinograph.tests import tiny_view
from sinograph.tests.two_companies import SOURCES

_KINDS = (
    *((name, "company") for name in ("a", "b", "c", "d", "shop")),
    *((name, "model") for name in ("m1", "m2", "m3", "m4")),
    *(("f", "model_family"), ("app", "product"), ("bench", "benchmark"), ("other", "benchmark")),
    *(("mk", "market"), ("overseas", "place"), ("china", "place"), ("seg", "segment")),
)
_ENTITIES = "id,kind,name_zh,name_en,aliases,identifiers,country\n" + "".join(
    f"{name},{kind},{name.upper()}甲,{name.upper()},,,{'CN' if kind == 'company' else ''}\n" for name, kind in _KINDS
)
_SOURCES = f"{SOURCES}undated,press,T,P,,https://example.org/3,en,\n"


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
    return tiny_view.view_of(folder, "".join(rows), _ENTITIES, _SOURCES)
