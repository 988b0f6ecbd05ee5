"""The shapes that sinograph.ttl implies, as Turtle: ends of properties, units of metrics, classes of nodes.

Nothing here is a list of its own: a property added to the ontology has its shapes at once, and a shape's name says
what it was made of: ``shape:domain-invested_in``, ``shape:range-invested_in``, ``shape:metric-revenue``,
``shape:node-investment``, ``shape:unit-known``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.ontology.iris import PREFIXES, SHAPE, shorten, table_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinograph.errors import Text
    from sinograph.ontology import Vocabulary
    from sinograph.ontology.vocabulary import Property, Qualifier, Term

_PREFIXES = {**PREFIXES, "sh": "http://www.w3.org/ns/shacl#", "shape": SHAPE}


def derive_shapes(vocabulary: Vocabulary) -> str:
    """Return one Turtle document of all the shapes that *vocabulary* implies."""
    prefixes = (f"@prefix {prefix}: <{iri}> ." for prefix, iri in _PREFIXES.items())
    return "\n".join([*prefixes, *_Deriver(vocabulary).shapes(), ""])


class _Deriver:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def shapes(self) -> Iterator[str]:
        properties = self._vocabulary.properties.values()
        for prop in properties:
            if prop.form == "measure":
                yield self._metric(prop)
            else:
                yield self._domain(prop)
                yield self._range(prop)
        for qualifier in self._vocabulary.qualifiers.values():
            # Claims on one node may each give a detail of it; a dimension is what makes it that node.
            yield self._range(qualifier, once=qualifier.is_dimension)
        for node_class in sorted({p.node_class for p in properties if p.form == "relation" and p.node_class}):
            yield self._node(node_class, [p for p in properties if p.node_class == node_class])
        yield self._units()

    def _label(self, name: str) -> Text:
        return self._vocabulary.kinds[name].label

    def _domain(self, prop: Property) -> str:
        """Whoever has the property is of its domain."""
        label = self._label(prop.domain)
        return _shape(
            f"domain-{prop.name}",
            f"sh:targetSubjectsOf <{prop.iri}> ; sh:class <{self._vocabulary.kinds[prop.domain].iri}>",
            f"{prop.name} is said of: {label.en}; name another entity, or use another property",
            f"{prop.name} 的主体须为{label.zh}；请换实体或换属性",
        )

    def _range(self, term: Property | Qualifier, *, once: bool = False) -> str:
        """Whatever the property points at is of its range."""
        wanted, label_en, label_zh = self._wanted(term.range)
        count = " ; sh:maxCount 1" if once else ""
        holder = f"sh:targetSubjectsOf <{term.iri}> ; sh:property shape:range-{term.name}"
        check = f"sh:path <{term.iri}> ; {wanted}{count}"
        en = f"{term.name} takes{' one' if once else ''}: {label_en}; give such a value, or use another property"
        zh = f"{term.name} 的取值须为{'一个' if once else ''}{label_zh}；请更正或换属性"
        return f"shape:uses-{term.name} a sh:NodeShape ; {holder} .\n" + _shape(f"range-{term.name}", check, en, zh)

    def _wanted(self, value_range: str) -> tuple[str, str, str]:
        """Return the constraint that *value_range* means, and what to call it in both languages."""
        if value_range in self._vocabulary.kinds:
            kind = self._vocabulary.kinds[value_range]
            return f"sh:class <{kind.iri}>", kind.label.en, kind.label.zh
        if value_range == "Period":
            return "sh:datatype xsd:string ; sh:node shape:period-value", "period", "期间"
        return f"sh:datatype xsd:{value_range}", value_range, value_range

    def _metric(self, prop: Property) -> str:
        """Every observation of the metric has one of its units and is about what it measures."""
        units = [unit.name for unit in self._vocabulary.units.values() if unit.kind in prop.unit_kinds]
        about = self._vocabulary.kinds[prop.domain]
        kind = f" , [ sh:path rdf:type ; sh:hasValue sg:{prop.node_class} ]" if prop.node_class else ""
        return (
            f"shape:of-{prop.name} a sh:NodeShape ; sh:targetNode <{prop.iri}> ; "
            f"sh:property shape:metric-{prop.name} .\n"
            f"shape:observed-{prop.name} a sh:NodeShape ; "
            f"sh:property [ sh:path sg:unit ; sh:in ( {_quoted(units)} ) ] , "
            f"[ sh:path sg:about ; sh:class <{about.iri}> ]{kind} .\n"
        ) + _shape(
            f"metric-{prop.name}",
            f"sh:path [ sh:inversePath sg:metric ] ; sh:node shape:observed-{prop.name}",
            f"{prop.name} is a figure of: {about.label.en}, in {', '.join(units)}; mend one or the other",
            f"{prop.name} 度量的是{about.label.zh}，单位为 {'、'.join(units)}；请更正",
        )

    def _node(self, node_class: str, properties: list[Property]) -> str:
        """A node of the class holds one of the properties that the class is for."""
        names = ", ".join(prop.name for prop in properties)
        predicates = " ".join(f"<{prop.iri}>" for prop in properties)
        label = self._label(table_name(node_class))
        name = table_name(node_class)
        holder = (
            f"shape:holds-{name} a sh:NodeShape ; sh:targetClass sg:{node_class} ; sh:property shape:node-{name} .\n"
        )
        return holder + _shape(
            f"node-{name}",
            f"sh:path rdf:predicate ; sh:in ( {predicates} )",
            f"{label.en} is the node of {names}; give it that property, or another class",
            f"{label.zh}节点仅用于 {names}；请更正属性或类",
        )

    def _units(self) -> str:
        names = list(self._vocabulary.units)
        holder = "shape:has-unit a sh:NodeShape ; sh:targetSubjectsOf sg:unit ; sh:property shape:unit-known .\n"
        check = f"sh:path sg:unit ; sh:in ( {_quoted(names)} )"
        return holder + _shape("unit-known", check, f"use one of {', '.join(names)}", f"可用 {'、'.join(names)}")


def _quoted(names: Iterable[str]) -> str:
    return " ".join(f'"{name}"' for name in names)


def _shape(name: str, constraint: str, en: str, zh: str) -> str:
    return f'shape:{name} {constraint} ;\n    sh:message "{en}"@en , "{zh}"@zh .'


def term_of(shape: str, vocabulary: Vocabulary) -> Term | None:
    """Return the property or qualifier that the derived *shape* (an IRI) was made of, None for any other shape."""
    sort, _, name = shorten(shape).partition("-")
    if sort not in {"domain", "range", "metric"}:
        return None
    return vocabulary.properties.get(name) or vocabulary.qualifiers.get(name)
