"""Compiles shapes to SPARQL: one query for each shape, whose rows are the violations that a SHACL engine reports."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sinograph.graph.shape_words import broken_by_all, broken_by_value, lacks
from sinograph.graph.value_words import IS_A, any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinograph.graph.shape_reader import Shape


def compile_shapes(shapes: Iterable[Shape]) -> dict[str, str]:
    """Return a SELECT of ?focus and ?value (unbound where none is at fault) by the name of the shape that is broken.

    *shapes* are those with targets; the shapes that they reach by sh:property have a query of their own, because
    they are what a violation is reported under (SHACL 4.7.2).
    """
    reached: defaultdict[Shape, list[str]] = defaultdict(list)
    for shape in shapes:
        for target in _targets(shape):
            _reach(shape, target, reached)
    compiled = {shape.name: list(_branches(shape, focus)) for shape, focus in reached.items()}
    return {name: _select(branches) for name, branches in compiled.items() if branches}


def _targets(shape: Shape) -> Iterator[str]:
    """Yield the patterns that bind ?focus to what *shape* is aimed at (SHACL 2.1.3)."""
    for target in shape.targets:
        (term,) = target.terms
        if target.word == "targetClass":
            yield f"?focus {IS_A} {term}"
        elif target.word == "targetNode":
            yield f"VALUES ?focus {{ {term} }}"
        else:
            yield f"?focus {term} ?object"


def _reach(shape: Shape, focus: str, reached: dict[Shape, list[str]]) -> None:
    """Note that *shape* is checked on what *focus* binds, and the shapes of its properties on its value nodes."""
    reached[shape].append(focus)
    values = focus
    if shape.path:
        values = f"SELECT (?inner AS ?focus) {{ SELECT ?inner {{ {{ {focus} }} ?focus {shape.path} ?inner }} }}"
    for constraint in shape.constraints:
        if constraint.word == "property":
            _reach(constraint.shapes[0], values, reached)


def _branches(shape: Shape, focus: list[str]) -> Iterator[str]:
    patterns = " UNION ".join(f"{{ {pattern} }}" for pattern in focus)
    found = f"{{ SELECT DISTINCT ?focus {{ {patterns} }} }}"
    value = f"?focus {shape.path} ?value" if shape.path else "BIND(?focus AS ?value)"
    of_value = broken_by_value(shape, "?focus", "?value", inner=False)
    if of_value:
        yield f"{found} {value} FILTER({any_of(of_value)})"
    of_all = broken_by_all(shape, "?focus")
    if of_all:
        yield f"{found} FILTER({any_of(of_all)})"
    for pattern in lacks(shape, "?focus", "?value"):
        yield f"{found} {pattern}"


def _select(branches: list[str]) -> str:
    return f"SELECT DISTINCT ?focus ?value {{ {' UNION '.join(f'{{ {branch} }}' for branch in branches)} }}"
