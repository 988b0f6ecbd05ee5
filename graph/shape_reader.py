"""Reads SHACL shapes, written in Turtle, into frozen values; a word that is not understood is refused, never ignored.

>>> turtle = '[] sh:targetNode <urn:a> ; sh:property [ sh:path <urn:p> ; sh:minCount 1 ] .'
>>> (shape,) = ShapesGraph(f"@prefix sh: <{SH}> . {turtle}").targeted()
>>> [(inner.path, inner.constraints[0].word) for inner in shape.constraints[0].shapes]
[('<urn:p>', 'minCount')]
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from sinograph.errors import ShapeError, Text
from sinograph.ontology.iris import OWL, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterator

    Term = NamedNode | BlankNode | Literal

SH = "http://www.w3.org/ns/shacl#"
TARGETS = ("targetClass", "targetNode", "targetSubjectsOf")
#: The constraints by what stands behind them: a term, a list of terms, a shape, a list of shapes.
OF_TERM = (
    "class", "datatype", "equals", "hasValue", "lessThan", "lessThanOrEquals", "maxCount", "minCount", "minInclusive",
    "minLength", "nodeKind", "pattern", "uniqueLang",
)  # fmt: skip
OF_TERMS = ("in", "languageIn")
OF_SHAPE = ("node", "not", "property")
OF_SHAPES = ("or", "xone")
#: These compare all values of a path, so that they mean nothing to us in a shape without one.
_OF_PATH = frozenset({"equals", "hasValue", "lessThan", "lessThanOrEquals", "maxCount", "minCount", "uniqueLang"})
_PATHS = frozenset({"path", "inversePath", "zeroOrMorePath"})
_KINDS = frozenset({"BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRI", "IRIOrLiteral", "Literal"})
_CLASSES = frozenset({"NodeShape", "PropertyShape"})
WORDS = _PATHS | _KINDS | _CLASSES | {*TARGETS, *OF_TERM, *OF_TERMS, *OF_SHAPE, *OF_SHAPES, "message"}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: its word (``minCount``), and the terms or the shapes that it names."""

    word: str
    terms: tuple[Term, ...] = ()
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape; *path* is a SPARQL property path, "" for a node shape; *name* its IRI or the label of its blank node."""

    name: str
    path: str
    targets: tuple[Constraint, ...]
    constraints: tuple[Constraint, ...]


class ShapesGraph:
    """The shapes of one Turtle text.

    Raises:
        ShapeError: a word of SHACL is not among WORDS, or stands where it means nothing.
    """

    def __init__(self, turtle: str) -> None:
        self._objects: defaultdict[tuple[Term, str], list[Term]] = defaultdict(list)
        for quad in parse(turtle.encode(), format=RdfFormat.TURTLE):
            subject, predicate, term = cast("tuple[Term, NamedNode, Term]", tuple(quad.triple))
            _refuse_unknown(subject, predicate.value, term)
            self._objects[subject, predicate.value].append(term)

    def targeted(self) -> list[Shape]:
        """Return the shapes that have targets, in the order of their names."""
        nodes = {node for node, predicate in self._objects if predicate.removeprefix(SH) in TARGETS}
        return [self._shape(node, ()) for node in sorted(nodes, key=str)]

    def message(self, shape: str) -> Text:
        """Return what the shape of that IRI says to do, in both languages."""
        texts = self._objects[NamedNode(shape), f"{SH}message"]
        said = {text.language: text.value for text in texts if isinstance(text, Literal)}
        return Text(said["en"], said["zh"])

    def _of(self, node: Term, word: str) -> list[Term]:
        return self._objects.get((node, SH + word), [])

    def _shape(self, node: Term, outer: tuple[Term, ...]) -> Shape:
        if node in outer:
            raise _refusal(node, "refers to itself", "引用了自身")
        path = "".join(self._path(term) for term in self._of(node, "path"))
        if path.startswith("("):
            # SPARQL finds no path of no steps from a node that no triple names; SHACL does.
            raise _refusal(node, "begins its path with sh:zeroOrMorePath", "路径以 sh:zeroOrMorePath 开头")
        constraints = tuple(self._constraints(node, (*outer, node)))
        for word in (constraint.word for constraint in constraints if not path):
            if word in _OF_PATH:
                raise _refusal(node, f"has sh:{word} and no sh:path", f"有 sh:{word} 而无 sh:path")
        targets = tuple(Constraint(word, _named(node, term)) for word in TARGETS for term in self._of(node, word))
        return Shape(node.value, path, targets, constraints)

    def _constraints(self, node: Term, outer: tuple[Term, ...]) -> Iterator[Constraint]:
        for word in OF_TERM:
            yield from (Constraint(word, _named(node, term)) for term in self._of(node, word))
        for word in OF_TERMS:
            yield from (Constraint(word, _named(node, *self._list(term))) for term in self._of(node, word))
        for word in OF_SHAPE:
            yield from (Constraint(word, (), (self._shape(term, outer),)) for term in self._of(node, word))
        for word in OF_SHAPES:
            for term in self._of(node, word):
                yield Constraint(word, (), tuple(self._shape(member, outer) for member in self._list(term)))

    def _list(self, node: Term) -> Iterator[Term]:
        while node.value != f"{RDF}nil":
            yield from self._objects[node, f"{RDF}first"]
            (node,) = self._objects[node, f"{RDF}rest"]

    def _path(self, node: Term) -> str:
        """Return the path as SPARQL writes it (SHACL 2.3.1)."""
        if isinstance(node, NamedNode):
            return str(node)
        for term in self._of(node, "inversePath"):
            if not isinstance(term, NamedNode):
                raise _refusal(node, "has sh:inversePath of more than one property", "的 sh:inversePath 不是单个属性")
            return f"^{term}"
        for term in self._of(node, "zeroOrMorePath"):
            return f"({self._path(term)})*"
        return "/".join(self._path(term) for term in self._list(node))


def _named(shape: Term, *terms: Term) -> tuple[Term, ...]:
    """Return *terms*; a blank node among them would be a variable in a query."""
    if any(isinstance(term, BlankNode) for term in terms):
        raise _refusal(shape, "names a blank node", "引用了空白节点")
    return terms


def _refuse_unknown(shape: Term, predicate: str, term: Term) -> None:
    for name in (predicate, term.value if isinstance(term, NamedNode) else ""):
        word = name.removeprefix(SH)
        if word != name and word not in WORDS:
            raise _refusal(shape, f"uses sh:{word}, which is not checked", f"使用了未实现的 sh:{word}")
    if predicate == f"{RDF}type" and term.value in {f"{RDFS}Class", f"{OWL}Class"}:
        raise _refusal(shape, "is a class as well; use sh:targetClass", "同时是类；请用 sh:targetClass")


def _refusal(shape: Term, en: str, zh: str) -> ShapeError:
    name = shape.value if isinstance(shape, NamedNode) else ""
    return ShapeError(f"shape {name or 'without a name'} {en}", f"{f'形状 {name}' if name else '无名形状'} {zh}")
