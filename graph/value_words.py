"""Words of SHACL that each value keeps to by itself, as SPARQL expressions that are true where it does not.

Each takes the constraint, and the variables of the focus node and of the value. The numbers are sections of the SHACL
recommendation of 20 July 2017. No expression may raise an error, or the FILTER that holds it would drop the very row
that breaks the shape; what may is wrapped in COALESCE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Store

from sinograph.errors import ShapeError
from sinograph.graph.queries import select
from sinograph.graph.shape_reader import SH
from sinograph.ontology.iris import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sinograph.graph.shape_reader import Constraint

IS_A = "rdf:type/rdfs:subClassOf*"
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


def any_of(expressions: Iterable[str]) -> str:
    """Return the expression that is true where one of *expressions* is."""
    return " || ".join(f"({expression})" for expression in expressions) or "false"


def not_of_class(constraint: Constraint, _focus: str, value: str) -> str:
    """4.1.1: an instance of the class, by rdf:type and rdfs:subClassOf.

    The plain type is looked up first: most nodes carry it, and it takes half the time of the path.
    """
    (term,) = constraint.terms
    return f"!EXISTS {{ {value} a {term} }} && !EXISTS {{ {value} {IS_A} {term} }}"


def not_of_datatype(constraint: Constraint, _focus: str, value: str) -> str:
    """4.1.2: a literal of the datatype, and not an ill-typed one."""
    datatype = constraint.terms[0].value
    named = f"COALESCE(datatype({value}) = <{datatype}>, false)"
    if datatype in _LEXICAL:
        return f'!({named} && regex(str({value}), "{_LEXICAL[datatype]}"))'
    if datatype in _CAST:
        return f"!({named} && COALESCE(isLiteral(<{datatype}>({value})), false))"
    if datatype in _ANY_TEXT:
        return f"!{named}"
    raise ShapeError(f"sh:datatype <{datatype}> is not checked", f"未实现 sh:datatype <{datatype}>")


def not_of_node_kind(constraint: Constraint, _focus: str, value: str) -> str:
    """4.1.3: an IRI, a blank node, a literal, or one of two of these."""
    return "!" + _KINDS[constraint.terms[0].value.removeprefix(SH)].format(value)


def less(constraint: Constraint, _focus: str, value: str) -> str:
    """4.3.2, sh:minInclusive: not less; what cannot be compared is a violation."""
    return f"!COALESCE({value} >= {constraint.terms[0]}, false)"


def too_short(constraint: Constraint, _focus: str, value: str) -> str:
    """4.4.1: so many characters at least; a blank node has none."""
    return f"(isBlank({value}) || strlen(str({value})) < {constraint.terms[0].value})"


def unlike_pattern(constraint: Constraint, _focus: str, value: str) -> str:
    """4.4.3: the text of an IRI or a literal matches; that of a blank node never does."""
    (pattern,) = constraint.terms
    (row,) = select(Store(), f'SELECT (regex("", {pattern}) AS ?known) {{}}')
    if row["known"] is None:
        raise ShapeError(f"sh:pattern {pattern} cannot be read", f"无法解析 sh:pattern {pattern}")
    return f"(isBlank({value}) || !regex(str({value}), {pattern}))"


def in_no_language(constraint: Constraint, _focus: str, value: str) -> str:
    """4.4.4: text in one of the languages, or in a variety of it."""
    matches = any_of(f"langMatches(lang({value}), {term})" for term in constraint.terms)
    return f"!COALESCE({matches}, false)"


def unequal(constraint: Constraint, focus: str, value: str) -> str:
    """4.5.1, its first half: the other property has the value too."""
    return f"!EXISTS {{ {focus} {constraint.terms[0]} {value} }}"


def not_before(constraint: Constraint, focus: str, value: str) -> str:
    """4.5.3, 4.5.4: below every value of the other property; what cannot be compared is a violation."""
    sign = "<" if constraint.word == "lessThan" else "<="
    other = f"{value}0"
    return f"EXISTS {{ {focus} {constraint.terms[0]} {other} FILTER(!COALESCE({value} {sign} {other}, false)) }}"


def not_in(constraint: Constraint, _focus: str, value: str) -> str:
    """4.8.3: one of the terms themselves; a term that only has the same value (1 and 1.0) is another."""
    return f"!({any_of(f'sameTerm({value}, {term})' for term in constraint.terms)})"
