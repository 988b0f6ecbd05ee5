"""What it is to break a shape, as a SPARQL expression: each word of its constraints, and shapes within shapes.

A variable of an inner pattern is named after the outer one with a digit behind it (``?value``, ``?value0``,
``?value01``), so that none is taken twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.graph import count_words, value_words
from sinograph.graph.value_words import any_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinograph.graph.shape_reader import Constraint, Shape


def broken(shape: Shape, node: str) -> str:
    """Return the expression that is true where the variable *node* does not conform to *shape* (SHACL 3.4.1)."""
    of_values = broken_by_value(shape, node, f"{node}0" if shape.path else node)
    if shape.path and of_values:
        of_values = [f"EXISTS {{ {node} {shape.path} {node}0 FILTER({any_of(of_values)}) }}"]
    missing = [f"EXISTS {{ {pattern} }}" for pattern in lacks(shape, node, f"{node}0")]
    return any_of([*of_values, *broken_by_all(shape, node), *missing])


def broken_by_value(shape: Shape, focus: str, value: str, *, inner: bool = True) -> list[str]:
    """Return an expression for each constraint that one *value* breaks; sh:property is one only in *inner* shapes."""
    constraints = [c for c in shape.constraints if inner or c.word != "property"]
    return [_OF_VALUE[c.word](c, focus, value) for c in constraints if c.word in _OF_VALUE]


def broken_by_all(shape: Shape, focus: str) -> list[str]:
    """Return an expression for each constraint that the values of *focus* break together."""
    return [_OF_ALL[c.word](c, focus, shape.path) for c in shape.constraints if c.word in _OF_ALL]


def lacks(shape: Shape, focus: str, value: str) -> list[str]:
    """Return patterns of a *value* that sh:equals names and the path does not reach (the second half of 4.5.1)."""
    others = [c.terms[0] for c in shape.constraints if c.word == "equals"]
    return [f"{focus} {other} {value} FILTER(!EXISTS {{ {focus} {shape.path} {value} }})" for other in others]


def _node(constraint: Constraint, _focus: str, value: str) -> str:
    """4.7.1, and 4.7.2 in a shape within a shape: the value conforms to the shape."""
    return broken(constraint.shapes[0], value)


def _not(constraint: Constraint, _focus: str, value: str) -> str:
    """4.6.1: the value does not conform to the shape."""
    return f"!({broken(constraint.shapes[0], value)})"


def _or(constraint: Constraint, _focus: str, value: str) -> str:
    """4.6.3: the value conforms to one shape at least."""
    return " && ".join(f"({broken(shape, value)})" for shape in constraint.shapes)


def _xone(constraint: Constraint, _focus: str, value: str) -> str:
    """4.6.4: the value conforms to exactly one shape."""
    return " + ".join(f"if({broken(shape, value)}, 0, 1)" for shape in constraint.shapes) + " != 1"


_OF_VALUE: dict[str, Callable[[Constraint, str, str], str]] = {
    "class": value_words.not_of_class,
    "datatype": value_words.not_of_datatype,
    "equals": value_words.unequal,
    "in": value_words.not_in,
    "languageIn": value_words.in_no_language,
    "lessThan": value_words.not_before,
    "lessThanOrEquals": value_words.not_before,
    "minInclusive": value_words.less,
    "minLength": value_words.too_short,
    "node": _node,
    "nodeKind": value_words.not_of_node_kind,
    "not": _not,
    "or": _or,
    "pattern": value_words.unlike_pattern,
    "property": _node,
    "xone": _xone,
}
_OF_ALL: dict[str, Callable[[Constraint, str, str], str]] = {
    "hasValue": count_words.without_value,
    "maxCount": count_words.too_many,
    "minCount": count_words.too_few,
    "uniqueLang": count_words.language_twice,
}
