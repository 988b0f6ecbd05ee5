"""Reads identities.ttl: what must add up, as data. The formula is parsed here and evaluated by the audit."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.ontology.iris import RDFS, SG, shorten, table_name

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a formula may be made of, besides metrics.
FUNCTIONS = frozenset({"first", "tiled", "parts", "twin", "years", "nth_root", "known"})


@dataclass(frozen=True, slots=True)
class Condition:
    """Which figures an identity speaks of: those whose qualifier *name* is among *values*; None stands for absent."""

    name: str
    values: frozenset[str | None]
    negated: bool

    def holds(self, qualifiers: Mapping[str, str]) -> bool:
        """Say whether a figure with *qualifiers* meets the condition."""
        given = qualifiers.get(self.name)
        if "*" in self.values:
            return given is not None
        return (given in self.values) is not self.negated


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity: the metrics it recomputes, when, how, and which dimensions its inputs do not share."""

    name: str
    iri: str
    label: Text
    figures: frozenset[str]
    conditions: tuple[Condition, ...]
    sets_aside: frozenset[str]
    text: str
    formula: ast.expr

    def speaks_of(self, metric: str, qualifiers: Mapping[str, str]) -> bool:
        """Say whether the identity recomputes a figure of *metric* with *qualifiers*."""
        return metric in self.figures and all(condition.holds(qualifiers) for condition in self.conditions)


def read_identities() -> bytes:
    """Return the text of identities.ttl."""
    return files("sinograph.ontology").joinpath("identities.ttl").read_bytes()


@cache
def load_identities() -> tuple[Identity, ...]:
    """Return the bundled identities, in order of name."""
    import pyoxigraph

    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for quad in pyoxigraph.parse(read_identities(), format=pyoxigraph.RdfFormat.TURTLE):
        said = getattr(quad.object, "language", None) or ""
        about = found.setdefault(quad.subject.value, {})
        about.setdefault(quad.predicate.value, []).append((said, quad.object.value))
    return tuple(_identity(iri, found[iri]) for iri in sorted(found))


def _identity(iri: str, about: dict[str, list[tuple[str, str]]]) -> Identity:
    labels = dict(about[f"{RDFS}label"])
    formula = about[f"{SG}formula"][0][1]
    return Identity(
        name=shorten(iri),
        iri=iri,
        label=Text(labels["en"], labels["zh"]),
        figures=_terms(about, "ofFigure"),
        conditions=tuple(map(_condition, _conditions(about))),
        sets_aside=_terms(about, "setsAside"),
        text=formula,
        formula=ast.parse(formula, mode="eval").body,
    )


def _terms(about: dict[str, list[tuple[str, str]]], name: str) -> frozenset[str]:
    return frozenset(table_name(shorten(value)) for _, value in about.get(SG + name, ()))


def _conditions(about: dict[str, list[tuple[str, str]]]) -> list[str]:
    return [part.strip() for _, text in about.get(f"{SG}where", ()) for part in text.split(";")]


def _condition(text: str) -> Condition:
    name, _, values = text.partition("=")
    negated = values.startswith("!")
    return Condition(name, frozenset(v or None for v in values.removeprefix("!").split("|")), negated)
