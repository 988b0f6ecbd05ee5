"""What each word of SHACL core means, as SPARQL expressions that are true where a constraint is broken.

The sections named are those of the SHACL recommendation of 20 July 2017. No expression may raise an error, or the
FILTER that holds it would drop the very row that breaks the shape; what may is wrapped in COALESCE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from sinograph.errors import ShapeError
from sinograph.graph.shape_reader import SH
from sinograph.ontology.iris import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sinograph.graph.shape_reader import Constraint, Shape

IS_A = f"<{RDF}type>/<http://www.w3.org/2000/01/rdf-schema#subClassOf>*"
_KINDS = {
    "BlankNode": "isBlank({0})",
    "BlankNodeOrIRI": "(isBlank({0}) || isIRI({0}))",
    "BlankNodeOrLiteral": "(isBlank({0}) || isLiteral({0}))",
    "IRI": "isIRI({0})",
    "IRIOrLiteral": "(isIRI({0}) || isLiteral({0}))",
    "Literal": "isLiteral({0})",
}
#: Datatypes without ill-typed literals.
_ANY_TEXT = {f"{RDF}langString", f"{XSD}string", f"{XSD}anyURI"}
#: Unbounded, so that Oxigraph's casts, which fail outside of its own widths, would call good literals ill-typed.
_LEXICAL = {
    f"{XSD}integer": r"^[+-]?[0-9]+$",
    f"{XSD}decimal": r"^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)$",
}
_CAST = {f"{XSD}{name}" for name in ("boolean", "date", "dateTime", "duration", "gYear", "gYearMonth")}


def broken(shape: Shape, node: str) -> str:
    """Return the expression that is true where the variable *node* does not conform to *shape* (3.4.1)."""
    of_values = broken_by_value(shape, node, f"{node}0" if shape.path else node)
    if shape.path and of_values:
        of_values = [f"EXISTS {{ {node} {shape.path} {node}0 FILTER({any_of(of_values)}) }}"]
    equal = [f"EXISTS {{ {missing(shape, other, node, f'{node}0')} }}" for other in equals(shape)]
    return any_of([*of_values, *broken_by_focus(shape, node), *equal])


def broken_by_value(shape: Shape, focus: str, value: str, *, inner: bool = True) -> list[str]:
    """Return an expression for each constraint that one *value* breaks; sh:property is one only in *inner* shapes."""
    return [
        _OF_VALUE[constraint.word](constraint, focus, value, shape.path)
        for constraint in shape.constraints
        if constraint.word in _OF_VALUE and (inner or constraint.word != "property")
    ]


def broken_by_focus(shape: Shape, focus: str) -> list[str]:
    """Return an expression for each constraint that the values of *focus* break together."""
    return [_OF_FOCUS[c.word](c, focus, shape.path) for c in shape.constraints if c.word in _OF_FOCUS]


def equals(shape: Shape) -> list[str]:
    """Return the properties that have to have the values of the path (4.5.1)."""
    return [str(c.terms[0]) for c in shape.constraints if c.word == "equals"]


def missing(shape: Shape, other: str, focus: str, value: str) -> str:
    """Return the pattern of a *value* that *other* has and the path has not (the second half of 4.5.1)."""
    return f"{focus} {other} {value} FILTER(!EXISTS {{ {focus} {shape.path} {value} }})"


def any_of(expressions: Iterable[str]) -> str:
    """Return the expression that is true where one of *expressions* is."""
    return " || ".join(f"({expression})" for expression in expressions) or "false"


def _class(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.1.1: an instance of the class, by rdf:type and rdfs:subClassOf."""
    return f"!EXISTS {{ {value} {IS_A} {constraint.terms[0]} }}"


def _datatype(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.1.2: a literal of the datatype, and not an ill-typed one."""
    datatype = constraint.terms[0].value
    right = f"COALESCE(datatype({value}) = <{datatype}>, false)"
    if datatype in _LEXICAL:
        return f'!({right} && regex(str({value}), "{_LEXICAL[datatype]}"))'
    if datatype in _CAST:
        return f"!({right} && COALESCE(isLiteral(<{datatype}>({value})), false))"
    if datatype in _ANY_TEXT:
        return f"!{right}"
    raise ShapeError(f"sh:datatype <{datatype}> is not checked", f"未实现 sh:datatype <{datatype}>")


def _node_kind(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.1.3: an IRI, a blank node, a literal, or one of two of these."""
    return "!" + _KINDS[constraint.terms[0].value.removeprefix(SH)].format(value)


def _min_inclusive(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.3.2: not less; what cannot be compared is a violation."""
    return f"!COALESCE({value} >= {constraint.terms[0]}, false)"


def _min_length(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.4.1: so many characters at least; a blank node has none."""
    return f"(isBlank({value}) || strlen(str({value})) < {constraint.terms[0].value})"


def _pattern(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.4.3: the text of an IRI or a literal matches; that of a blank node never does."""
    return f"(isBlank({value}) || !regex(str({value}), {constraint.terms[0]}))"


def _language_in(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.4.4: text in one of the languages, or in a variety of it."""
    matches = any_of(f"langMatches(lang({value}), {term})" for term in constraint.terms)
    return f"!COALESCE({matches}, false)"


def _less_than(constraint: Constraint, focus: str, value: str, _path: str) -> str:
    """4.5.3, 4.5.4: below every value of the other property; what cannot be compared is a violation."""
    sign = "<" if constraint.word == "lessThan" else "<="
    other = f"{value}1"
    return f"EXISTS {{ {focus} {constraint.terms[0]} {other} FILTER(!COALESCE({value} {sign} {other}, false)) }}"


def _equals(constraint: Constraint, focus: str, value: str, _path: str) -> str:
    """4.5.1, its first half: the other property has the value too."""
    return f"!EXISTS {{ {focus} {constraint.terms[0]} {value} }}"


def _in(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.8.3: one of the terms themselves, whatever else has the same value."""
    return f"!({any_of(f'sameTerm({value}, {term})' for term in constraint.terms)})"


def _node(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.7.1, and 4.7.2 in a shape that only decides: the value conforms to the shape."""
    return broken(constraint.shapes[0], value)


def _not(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.6.1: the value does not conform to the shape."""
    return f"!({broken(constraint.shapes[0], value)})"


def _or(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.6.3: the value conforms to one shape at least."""
    return " && ".join(f"({broken(shape, value)})" for shape in constraint.shapes)


def _xone(constraint: Constraint, _focus: str, value: str, _path: str) -> str:
    """4.6.4: the value conforms to exactly one shape."""
    return " + ".join(f"if({broken(shape, value)}, 0, 1)" for shape in constraint.shapes) + " != 1"


def _at_least(count: int, focus: str, path: str) -> str:
    """Return the expression that is true where *focus* has *count* different values or more."""
    values = [f"{focus}{number}" for number in range(count)]
    pairs = [f"!sameTerm({one}, {two})" for place, one in enumerate(values) for two in values[:place]]
    return f"EXISTS {{ {' . '.join(f'{focus} {path} {value}' for value in values)} FILTER({' && '.join(pairs) or 'true'}) }}"


def _min_count(constraint: Constraint, focus: str, path: str) -> str:
    """4.2.1: so many values at least."""
    count = int(constraint.terms[0].value)
    return f"!{_at_least(count, focus, path)}" if count else "false"


def _max_count(constraint: Constraint, focus: str, path: str) -> str:
    """4.2.2: so many values at most."""
    return _at_least(int(constraint.terms[0].value) + 1, focus, path)


def _unique_lang(constraint: Constraint, focus: str, path: str) -> str:
    """4.4.5: no two values in one language."""
    if constraint.terms[0].value != "true":
        return "false"
    one, two = f"{focus}0", f"{focus}1"
    same = f'lang({one}) != "" && lcase(lang({one})) = lcase(lang({two})) && !sameTerm({one}, {two})'
    return f"EXISTS {{ {focus} {path} {one} . {focus} {path} {two} FILTER({same}) }}"


def _has_value(constraint: Constraint, focus: str, path: str) -> str:
    """4.8.2: the term is among the values."""
    return f"!EXISTS {{ {focus} {path} {constraint.terms[0]} }}"


_OF_VALUE: dict[str, Callable[[Constraint, str, str, str], str]] = {
    "class": _class,
    "datatype": _datatype,
    "equals": _equals,
    "in": _in,
    "languageIn": _language_in,
    "lessThan": _less_than,
    "lessThanOrEquals": _less_than,
    "minInclusive": _min_inclusive,
    "minLength": _min_length,
    "node": _node,
    "nodeKind": _node_kind,
    "not": _not,
    "or": _or,
    "pattern": _pattern,
    "property": _node,
    "xone": _xone,
}
_OF_FOCUS: dict[str, Callable[[Constraint, str, str], str]] = {
    "hasValue": _has_value,
    "maxCount": _max_count,
    "minCount": _min_count,
    "uniqueLang": _unique_lang,
}
