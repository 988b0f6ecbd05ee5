"""Cells to values: numbers with units, and what names something: entities, sources, codes, periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sinograph.errors import Text
from sinograph.loaders.quantities import PRECISIONS, Quantity
from sinograph.loaders.records import Entity, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sinograph.loaders.cells import Cells
    from sinograph.loaders.periods import Period
    from sinograph.loaders.quantities import Precision
    from sinograph.ontology import Vocabulary
    from sinograph.ontology.vocabulary import Property, Qualifier

_DURATION = re.compile(r"P(?=.)(?:[1-9][0-9]*Y)?(?:[1-9][0-9]*M)?(?:[1-9][0-9]*D)?(?:T(?=.)(?:[1-9][0-9]*H)?)?")
_NUMBER_REMEDY = Text(
    "write 312400000, 3.12亿, 84.8% or 4.8 billion, with plain digits and no separators; a range as 4亿..5亿",
    "请写作 312400000、3.12亿、84.8% 或 4.8 billion，用半角数字且无分隔符；区间写作 4亿..5亿",
)
_NUMBER_NOUNS = (("a number", "合格的数字"), ("a range of two numbers, the smaller first", "由小到大的两个数字"))
_ADD_ENTITY = Text("add a row for it to entities.csv", "请先在 entities.csv 中为其添加一行")
_ADD_SOURCE = Text("add a row for it to sources.csv", "请先在 sources.csv 中为其添加一行")

Thing = TypeVar("Thing", Entity, Source)


@dataclass(frozen=True, slots=True)
class Known(Generic[Thing]):
    """What rows may refer to.

    *whole* is false when a row could not be read: then a name that is not found may be that row's, and is no news.
    """

    records: Mapping[str, Thing]
    whole: bool = True


class Values:
    """Reads cells against one vocabulary and one set of entities; each fault is reported by the cells."""

    def __init__(self, vocabulary: Vocabulary, entities: Known[Entity]) -> None:
        """Keep what cells refer to."""
        self._vocabulary = vocabulary
        self._entities = entities

    def check_entity(self, cells: Cells, column: str, kind: str, text: str | None = None) -> None:
        """Check that a cell, or *text* from it, names an entity of the right kind."""
        name = cells[column] if text is None else text
        entity = self._entities.records.get(name)
        kinds = self._vocabulary.kinds
        if entity is None:
            if self._entities.whole or not name:
                cells.unknown(column, Text("entity", "实体"), self._entities.records, name, _ADD_ENTITY)
            cells.sound = False
        elif entity.kind in kinds and not self._fits(entity.kind, kind):
            is_, wanted = kinds[entity.kind].label, kinds[kind].label
            what = Text(
                f"{name} is of kind {entity.kind}, and {kind} belongs here",
                f"{name} 的类别是{is_.zh}（{entity.kind}），此处应为{wanted.zh}（{kind}）",
            )
            cells.fault(column, what, Text("name another entity, or use another property", "请换实体或换属性"))

    def _fits(self, kind: str, wanted: str) -> bool:
        return self._vocabulary.is_a(kind, wanted) or self._vocabulary.is_a("relation", wanted)

    def quantity(self, cells: Cells, kinds: frozenset[str]) -> Quantity | None:
        """Return the number of the row, in a unit of one of *kinds*."""
        unit = self._vocabulary.units.get(cells["unit"])
        if unit is None or unit.kind not in kinds:
            self._wrong_unit(cells, kinds)
        precision = next((p for p in PRECISIONS if p == cells["precision"]), None)
        if precision is None:
            cells.unknown("precision", Text("precision", "精确度"), PRECISIONS)
            return None
        return _number(cells, precision)

    def _wrong_unit(self, cells: Cells, kinds: frozenset[str]) -> None:
        unit, prop = cells["unit"], cells["property"]
        fitting = sorted(known.name for known in self._vocabulary.units.values() if known.kind in kinds)
        if unit in self._vocabulary.units:
            what = Text(f"{unit} does not fit {prop}", f"{unit} 不适用于 {prop}")
            cells.fault("unit", what, Text(f"use {', '.join(fitting)}", f"请用 {', '.join(fitting)}"))
        else:
            cells.unknown("unit", Text("unit", "单位"), fitting)

    def text(self, cells: Cells, column: str, text: str, term: Property | Qualifier) -> Period | str | None:
        """Return an attribute's or qualifier's value in the form that its range asks for."""
        if term.range == "Period":
            return cells.period(column, text)
        codes = self._codes(term.range)
        if codes is not None and text not in codes:
            noun = Text(f"value of {term.label.en}", f"“{term.label.zh}”取值")
            cells.unknown(column, noun, codes, text)
        elif codes is None and self._vocabulary.is_a(term.range, "entity"):
            self.check_entity(cells, column, term.range, text)
        elif term.range == "duration" and not _DURATION.fullmatch(text):
            remedy = Text("write P3Y, P2M, P10D or PT48H", "请写作 P3Y、P2M、P10D 或 PT48H")
            cells.malformed(column, Text("a duration", "时长"), remedy, text)
        return text

    def _codes(self, value_range: str) -> Collection[str] | None:
        """Return the closed list that *value_range* stands for, or None where it is open."""
        if value_range == "boolean":
            return ("true", "false")
        if value_range == "metric":
            return [p.name for p in self._vocabulary.properties.values() if p.form == "measure"]
        return self._vocabulary.codes.get(value_range)


def check_no_number(cells: Cells) -> None:
    """Report a unit or precision that nothing is counted in."""
    for column in ("unit", "precision"):
        cells.must_be_empty(column, Text("there is no number", "此行没有数字"))


def _number(cells: Cells, precision: Precision) -> Quantity | None:
    try:
        return Quantity.parse(cells["value"], cells["unit"], precision)
    except ValueError:
        cells.malformed("value", Text(*_NUMBER_NOUNS[precision == "range"]), _NUMBER_REMEDY)
        return None


def check_receipt(cells: Cells, sources: Known[Source]) -> None:
    """Report a row that does not say where it comes from."""
    if cells["source"] not in sources.records and (sources.whole or not cells["source"]):
        cells.unknown("source", Text("source", "来源"), sources.records, otherwise=_ADD_SOURCE)
    elif cells["source"] not in sources.records:
        cells.sound = False
    cells.need("locator")
