"""Reads sinograph.ttl into frozen kinds, properties, qualifiers, units and codes.

Everything that the loader knows of the subject comes from here; it has no list of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from sinograph.errors import Text
from sinograph.ontology.iris import OWL, RDF, RDFS, SG, SKOS, XSD, shorten, table_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Form = Literal["relation", "measure", "attribute"]

#: The ranges of attributes and qualifiers that are text, by the local name of their datatype.
DATATYPES = frozenset({"string", "boolean", "duration", "Period"})


@dataclass(frozen=True, slots=True)
class Term:
    """A named term of the ontology: table name, IRI, label and definition in both languages."""

    name: str
    iri: str
    label: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class Unit(Term):
    """A unit; its ``name`` is its notation (``CNY``)."""

    kind: str


@dataclass(frozen=True, slots=True)
class Code(Term):
    """A value of a closed list; ``order`` is its place, 0 where the list has none."""

    scheme: str
    order: int


@dataclass(frozen=True, slots=True)
class Qualifier(Term):
    """A qualifier; ``range`` is a kind, a code list, ``metric`` or the name of a datatype."""

    range: str
    is_dimension: bool


@dataclass(frozen=True, slots=True)
class Property(Term):
    """What a row may say.

    ``domain`` and ``range`` are kinds, code lists or datatypes; of a measure, ``domain`` is the class that it measures
    and ``range`` is "". ``node_class`` is the local name of the class of its node, "" where a relation needs none.
    ``needs`` are the qualifiers without which a row says nothing, ``of_a_day`` marks what changes from day to day,
    ``of_a_period`` what is of all the days of its period. ``topic`` is the code of the heading under which a reader
    looks for it, ``order`` its place among what is looked for first, 0 for the others.
    ``quantities`` are the metrics that a relation's ``value`` may hold. ``is_part`` marks a measure that lies between
    nothing and the whole, and a relation with such a quantity.
    """

    form: Form
    domain: str
    range: str
    functional: bool
    symmetric: bool
    inferred_only: bool
    node_class: str
    unit_kinds: tuple[str, ...]
    quantities: tuple[str, ...]
    takes: frozenset[str]
    needs: frozenset[str]
    of_a_day: bool
    of_a_period: bool
    topic: str
    order: int
    is_part: bool
    inverse_label: Text


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that may be said, by table name."""

    kinds: Mapping[str, Term]
    properties: Mapping[str, Property]
    qualifiers: Mapping[str, Qualifier]
    units: Mapping[str, Unit]
    codes: Mapping[str, Mapping[str, Code]]
    ancestors: Mapping[str, frozenset[str]] = field(repr=False)
    expected: Mapping[str, tuple[str, ...]] = field(repr=False)

    def is_a(self, kind: str, wanted: str) -> bool:
        """Say whether *kind* is *wanted* or a subclass of it."""
        return wanted in self.ancestors.get(kind, frozenset())

    def terms(self) -> Iterator[Term]:
        """Yield every term, for labels."""
        yield from self.kinds.values()
        yield from self.properties.values()
        yield from self.qualifiers.values()
        yield from self.units.values()
        for codes in self.codes.values():
            yield from codes.values()


def read_ontology() -> bytes:
    """Return the text of sinograph.ttl."""
    return files("sinograph.ontology").joinpath("sinograph.ttl").read_bytes()


def read_shapes() -> str:
    """Return the text of shapes.ttl."""
    return files("sinograph.ontology").joinpath("shapes.ttl").read_text("utf-8")


@cache
def load_vocabulary() -> Vocabulary:
    """Read the bundled ontology once."""
    import pyoxigraph

    graph = _Graph()
    for quad in pyoxigraph.parse(read_ontology(), format=pyoxigraph.RdfFormat.TURTLE):
        graph.add(quad.subject.value, quad.predicate.value, quad.object)
    return graph.vocabulary()


class _Graph:
    """The ontology's triples, indexed by subject and predicate."""

    def __init__(self) -> None:
        self._objects: dict[tuple[str, str], list[str]] = {}
        self._texts: dict[tuple[str, str, str], str] = {}
        self._types: dict[str, set[str]] = {}

    def add(self, subject: str, predicate: str, value: object) -> None:
        language = getattr(value, "language", None)
        text = str(getattr(value, "value", value))
        if language:
            self._texts[subject, predicate, language] = text
        else:
            self._objects.setdefault((subject, predicate), []).append(text)
        if predicate == f"{RDF}type":
            self._types.setdefault(subject, set()).add(text)

    def _of_type(self, type_iri: str) -> list[str]:
        found = (s for s, types in self._types.items() if type_iri in types and s.startswith(SG))
        return sorted(found)

    def _names(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(shorten(value) for value in self._objects.get((subject, predicate), ()))

    def _name(self, subject: str, predicate: str) -> str:
        return next(iter(self._names(subject, predicate)), "")

    def _text(self, subject: str, predicate: str) -> Text:
        en, zh = (self._texts.get((subject, predicate, lang), "") for lang in ("en", "zh"))
        return Text(en, zh)

    def _term(self, iri: str) -> tuple[str, str, Text, Text]:
        label = self._text(iri, f"{RDFS}label")
        return table_name(shorten(iri)), iri, label, self._text(iri, f"{SKOS}definition")

    def _ancestors(self, iri: str) -> frozenset[str]:
        parents = self._objects.get((iri, f"{RDFS}subClassOf"), ())
        inherited = (self._ancestors(parent) for parent in parents if parent.startswith(SG))
        return frozenset({table_name(shorten(iri))}).union(*inherited)

    def _expected(self, iri: str) -> tuple[str, ...]:
        """Return what is expected of the kind: its own list first, then that of the kinds above it."""
        parents = [p for p in self._objects.get((iri, f"{RDFS}subClassOf"), ()) if p.startswith(SG)]
        own = map(table_name, self._names(iri, f"{SG}expects"))
        return tuple(dict.fromkeys([*own, *(name for parent in parents for name in self._expected(parent))]))

    def _range(self, iri: str) -> str:
        value = next(iter(self._objects.get((iri, f"{RDFS}range"), ())), "")
        name = shorten(value)
        return name if value.startswith(XSD) or name == "Period" else table_name(name)

    def _unit(self, iri: str) -> Unit:
        _, _, label, definition = self._term(iri)
        notation, *_ = self._objects[iri, f"{SKOS}notation"]
        return Unit(notation, iri, label, definition, self._name(iri, f"{SG}unitKind"))

    def _order(self, iri: str) -> int:
        return int(self._name(iri, f"{SG}order") or 0)

    def _code(self, iri: str, scheme: str) -> Code:
        return Code(*self._term(iri), scheme=scheme, order=self._order(iri))

    def _qualifier(self, iri: str) -> Qualifier:
        is_dimension = f"{SG}Dimension" in self._types[iri]
        return Qualifier(*self._term(iri), range=self._range(iri), is_dimension=is_dimension)

    def _property(self, iri: str, form: Form, everywhere: frozenset[str]) -> Property:
        takes = frozenset(map(table_name, self._names(iri, f"{SG}takes")))
        domain = f"{SG}measures" if form == "measure" else f"{RDFS}domain"
        measured_by = self._objects.get((iri, f"{SG}measuredBy"), ())
        return Property(
            *self._term(iri),
            form=form,
            domain=table_name(self._name(iri, domain)),
            range=self._range(iri),
            functional=f"{OWL}FunctionalProperty" in self._types[iri],
            symmetric=f"{OWL}SymmetricProperty" in self._types[iri],
            inferred_only=self._name(iri, f"{SG}inferredOnly") == "true",
            node_class=self._name(iri, f"{SG}nodeClass"),
            unit_kinds=self._names(iri, f"{SG}unitKind"),
            quantities=tuple(table_name(shorten(metric)) for metric in measured_by),
            takes=takes | everywhere,
            needs=frozenset(map(table_name, self._names(iri, f"{SG}needs"))),
            of_a_day=self._name(iri, f"{SG}ofADay") == "true",
            of_a_period=self._name(iri, f"{SG}ofAPeriod") == "true",
            topic=table_name(self._name(iri, f"{SG}topic")),
            order=self._order(iri),
            is_part=any(self._name(metric, f"{SG}isPart") == "true" for metric in (iri, *measured_by)),
            inverse_label=self._text(iri, f"{SG}inverseLabel"),
        )

    def _properties(self, entity_kinds: frozenset[str], schemes: frozenset[str]) -> Iterator[Property]:
        everywhere = frozenset(map(table_name, self._names(f"{SG}anyProperty", f"{SG}takes")))
        for iri in self._of_type(f"{SG}Metric"):
            yield self._property(iri, "measure", everywhere)
        stated = self._of_type(f"{OWL}ObjectProperty") + self._of_type(f"{OWL}DatatypeProperty")
        for iri in stated:
            if table_name(self._name(iri, f"{RDFS}domain")) not in entity_kinds:
                continue  # about observations, claims and sources: written by us, never by a row
            value_range = self._range(iri)
            if value_range in entity_kinds:
                yield self._property(iri, "relation", everywhere)
            elif value_range in schemes or value_range in DATATYPES:
                yield self._property(iri, "attribute", everywhere)

    def _codes(self) -> dict[str, dict[str, Code]]:
        schemes: dict[str, dict[str, Code]] = {}
        for iri in self._of_type(f"{OWL}Class"):
            scheme = table_name(shorten(iri))
            if "code" in self._ancestors(iri) and scheme != "code":
                codes = (self._code(code, scheme) for code in self._of_type(iri))
                schemes[scheme] = {code.name: code for code in codes}
        return schemes

    def vocabulary(self) -> Vocabulary:
        """Assemble the frozen vocabulary; the reader of the triples is done after this."""
        classes = self._of_type(f"{OWL}Class")
        ancestors = {table_name(shorten(iri)): self._ancestors(iri) for iri in classes}
        kinds = [Term(*self._term(iri)) for iri in classes]
        entity_kinds = frozenset(name for name, above in ancestors.items() if "entity" in above)
        codes = self._codes()
        qualifiers = self._of_type(f"{SG}Dimension") + self._of_type(f"{SG}Detail")
        return Vocabulary(
            kinds={kind.name: kind for kind in kinds},
            properties={p.name: p for p in self._properties(entity_kinds, frozenset(codes))},
            qualifiers={q.name: q for q in map(self._qualifier, qualifiers)},
            units={unit.name: unit for unit in map(self._unit, self._of_type(f"{SG}Unit"))},
            codes=codes,
            ancestors=ancestors,
            expected={table_name(shorten(iri)): self._expected(iri) for iri in classes},
        )
