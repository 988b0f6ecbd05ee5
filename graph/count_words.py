"""Words of SHACL that all values of a path keep to together, as SPARQL expressions that are true where they do not.

Each takes the constraint, the variable of the focus node and the path. The numbers are sections of the SHACL
recommendation of 20 July 2017.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sinograph.graph.shape_reader import Constraint


def too_few(constraint: Constraint, focus: str, path: str) -> str:
    """4.2.1, sh:minCount: so many values at least."""
    return f"!{_has(int(constraint.terms[0].value), focus, path)}"


def too_many(constraint: Constraint, focus: str, path: str) -> str:
    """4.2.2, sh:maxCount: so many values at most."""
    return _has(int(constraint.terms[0].value) + 1, focus, path)


def _has(count: int, focus: str, path: str) -> str:
    """Return the expression that is true where *focus* has *count* different values or more.

    EXISTS stops at the first such values, and can stand inside of another; COUNT does neither. Pairs grow with the
    square of *count*, which is no matter below ten.
    """
    values = [f"{focus}{number}" for number in range(count)]
    triples = " . ".join(f"{focus} {path} {value}" for value in values)
    pairs = [f"!sameTerm({one}, {two})" for place, one in enumerate(values) for two in values[:place]]
    return f"EXISTS {{ {triples} FILTER({' && '.join(pairs) or 'true'}) }}"


def language_twice(constraint: Constraint, focus: str, path: str) -> str:
    """4.4.5, sh:uniqueLang: no two values in one language, whose tag Oxigraph keeps in small letters."""
    if constraint.terms[0].value not in {"true", "1"}:
        return "false"
    one, two = f"{focus}0", f"{focus}1"
    same = f'lang({one}) != "" && lang({one}) = lang({two}) && !sameTerm({one}, {two})'
    return f"EXISTS {{ {focus} {path} {one} . {focus} {path} {two} FILTER({same}) }}"


def without_value(constraint: Constraint, focus: str, path: str) -> str:
    """4.8.2, sh:hasValue: the term is among the values."""
    return f"!EXISTS {{ {focus} {path} {constraint.terms[0]} }}"
