"""The frozen records that tables become: entities, sources, claims."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sinograph.loaders.periods import Period
from sinograph.loaders.quantities import plain

if TYPE_CHECKING:
    from datetime import date

    from sinograph.errors import Text
    from sinograph.loaders.quantities import Quantity
    from sinograph.ontology.vocabulary import Property


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the table as the user knows it, and the line, counted from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that facts are about; *identifiers* are ``scheme:value``, *country* its home in two capital letters."""

    id: str
    kind: str
    name: Text
    aliases: tuple[str, ...]
    identifiers: tuple[str, ...]
    country: str
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that makes claims; *published* is None where nobody knows, *via* names what it copies."""

    id: str
    kind: str
    title: str
    publisher: str
    published: Period | None
    url: str
    language: str
    sha256: str
    via: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Claim:
    """What one source says in one place.

    Exactly one of *object* (a relation) and *value* (a measure or attribute) says the main thing; a relation may
    carry a quantity in *value* besides. *value* is a Quantity, a Period, or text (codes and booleans included).
    *qualifiers* are pairs of name and text, in order of name.
    """

    subject: str
    property: Property
    object: str
    value: Quantity | Period | str | None
    period: Period | None
    qualifiers: tuple[tuple[str, str], ...]
    source: str
    locator: str
    rank: str
    recorded: date
    note: str
    place: Place = field(compare=False)

    @cached_property
    def id(self) -> str:
        """Twenty hexadecimal digits: a hash of what is said and who says it, not of where, when noted, or why."""
        return digest(
            self.subject,
            self.property.name,
            self.object,
            *_canonical(self.value),
            str(self.period or ""),
            json.dumps(self.qualifiers, ensure_ascii=False),
            self.source,
        )


def digest(*parts: str) -> str:
    """Return twenty hexadecimal digits that depend on every part and on their order."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:20]


def _canonical(value: Quantity | Period | str | None) -> tuple[str, ...]:
    """Return what a value means, whatever its spelling: ``3.12亿`` and ``312000000`` may differ in width only."""
    if value is None or isinstance(value, str):
        return ("", value or "")
    if isinstance(value, Period):
        return ("period", value.text)
    bounds = ("" if b is None else plain(b) for b in (value.value, value.lower, value.upper))
    return (value.precision, value.unit, *bounds)
