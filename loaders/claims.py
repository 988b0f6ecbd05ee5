"""Rows of claims to records, by what the ontology says of each property."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sinograph.errors import Text
from sinograph.loaders.cells import Cells
from sinograph.loaders.characters import visible
from sinograph.loaders.nearest import nearest
from sinograph.loaders.quantities import PRECISIONS, Quantity
from sinograph.loaders.records import Claim, Entity, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sinograph.loaders.periods import Period
    from sinograph.loaders.quantities import Precision
    from sinograph.loaders.tables import Report, Row
    from sinograph.ontology import Vocabulary
    from sinograph.ontology.vocabulary import Property, Qualifier

RANKS = ("", "preferred", "deprecated")

_DURATION = re.compile(r"P(?=.)(?:[1-9][0-9]*Y)?(?:[1-9][0-9]*M)?(?:[1-9][0-9]*D)?(?:T(?=.)(?:[1-9][0-9]*H)?)?")
_NUMBER_REMEDY = Text(
    "write 312400000, 3.12亿, 84.8% or 4.8 billion, with plain digits and no separators; a range as 4亿..5亿",
    "请写作 312400000、3.12亿、84.8% 或 4.8 billion,用半角数字且无分隔符;区间写作 4亿..5亿",
)
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


class ClaimReader:
    """Reads claims against one vocabulary, one set of entities and one of sources."""

    def __init__(self, vocabulary: Vocabulary, entities: Known[Entity], sources: Known[Source], report: Report) -> None:
        """Keep what rows refer to."""
        self._vocabulary = vocabulary
        self._entities = entities
        self._sources = sources
        self._report = report

    def read(self, row: Row) -> Claim | None:
        """Return the claim of *row*, or None when something is wrong with it; *report* has heard what."""
        cells = Cells(row, self._report)
        prop = self._property(cells)
        self._entity(cells, "subject", prop.domain if prop else "entity")
        check_receipt(cells, self._sources)
        self._rank(cells)
        recorded = cells.day("recorded")
        period = cells.period("period", cells["period"]) if cells["period"] else None
        if prop is None:
            return None
        value = self._value(cells, prop)
        qualifiers = self._qualifiers(cells, prop)
        if not cells.sound:
            return None
        return Claim(
            cells["subject"],
            prop,
            cells["object"],
            value,
            period,
            qualifiers,
            cells["source"],
            cells["locator"],
            cells["rank"],
            recorded,
            cells["note"],
            row.place,
        )

    def _rank(self, cells: Cells) -> None:
        if cells["rank"] not in RANKS:
            cells.unknown("rank", Text("rank", "等级"), RANKS[1:])
        elif cells["rank"] and not cells["note"]:
            what = Text("a rank needs a reason", "设定等级需说明原因")
            cells.fault("note", what, Text("say why in the note", "请在 note 中说明"))

    def _property(self, cells: Cells) -> Property | None:
        prop = self._vocabulary.properties.get(cells["property"])
        if prop is None:
            stated = [p.name for p in self._vocabulary.properties.values() if not p.inferred_only]
            cells.unknown("property", Text("property", "属性"), stated)
        elif prop.inferred_only:
            what = Text(f"{prop.name} is only inferred by rule", f"{prop.name} 只由规则推断")
            cells.fault("property", what, Text("state what it follows from", "请陈述其依据的事实"))
        return prop

    def _entity(self, cells: Cells, column: str, kind: str, text: str | None = None) -> None:
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
                f"{name} 的类别是{is_.zh}({entity.kind}),此处应为{wanted.zh}({kind})",
            )
            cells.fault(column, what, Text("name another entity, or use another property", "请换实体或换属性"))

    def _fits(self, kind: str, wanted: str) -> bool:
        return self._vocabulary.is_a(kind, wanted) or self._vocabulary.is_a("relation", wanted)

    def _value(self, cells: Cells, prop: Property) -> Quantity | Period | str | None:
        if prop.form == "relation":
            return self._relation(cells, prop)
        cells.must_be_empty("object", Text(f"{prop.name} is not a relation", f"{prop.name} 不是关系"))
        if not cells.need("value"):
            return None
        if prop.form == "measure":
            if self._vocabulary.is_a("relation", prop.domain):
                what = Text(f"{prop.name} measures a relation", f"{prop.name} 度量的是关系")
                remedy = Text("put the number in the value of the relation's row", "请将数字写在关系所在行的 value 中")
                cells.fault("property", what, remedy)
            return self._quantity(cells, frozenset({prop.unit_kind}))
        self._no_number(cells)
        return self._text(cells, "value", cells["value"], prop)

    def _relation(self, cells: Cells, prop: Property) -> Quantity | None:
        self._entity(cells, "object", prop.range)
        if cells["object"] and cells["object"] == cells["subject"]:
            what = Text("stands on both ends", "两端为同一实体")
            cells.fault("object", what, Text("name another entity", "请换另一实体"))
        if not cells["value"]:
            self._no_number(cells)
            return None
        kinds = frozenset(self._vocabulary.properties[name].unit_kind for name in prop.quantities)
        if not kinds:
            cells.must_be_empty("value", Text(f"{prop.name} takes no number", f"{prop.name} 不带数字"))
            return None
        return self._quantity(cells, kinds)

    def _no_number(self, cells: Cells) -> None:
        for column in ("unit", "precision"):
            cells.must_be_empty(column, Text("there is no number", "此行没有数字"))

    def _quantity(self, cells: Cells, kinds: frozenset[str]) -> Quantity | None:
        fitting = sorted(unit.name for unit in self._vocabulary.units.values() if unit.kind in kinds)
        if cells["unit"] not in self._vocabulary.units:
            cells.unknown("unit", Text("unit", "单位"), fitting)
        elif cells["unit"] not in fitting:
            what = Text(
                f"{cells['unit']} does not fit {cells['property']}", f"{cells['unit']} 不适用于 {cells['property']}"
            )
            cells.fault("unit", what, Text(f"use {', '.join(fitting)}", f"请用 {', '.join(fitting)}"))
        precision = next((p for p in PRECISIONS if p == cells["precision"]), None)
        if precision is None:
            cells.unknown("precision", Text("precision", "精确度"), PRECISIONS)
            return None
        return self._number(cells, precision)

    def _number(self, cells: Cells, precision: Precision) -> Quantity | None:
        try:
            return Quantity.parse(cells["value"], cells["unit"], precision)
        except ValueError:
            cells.malformed("value", Text(*_NUMBER_NOUNS[precision == "range"]), _NUMBER_REMEDY)
            return None

    def _text(self, cells: Cells, column: str, text: str, term: Property | Qualifier) -> Period | str | None:
        """Return an attribute's or qualifier's value in the form that its range asks for."""
        if term.range == "Period":
            return cells.period(column, text)
        codes = self._codes(term.range)
        if codes is not None and text not in codes:
            noun = Text(f"value of {term.label.en}", f"“{term.label.zh}”取值")
            cells.unknown(column, noun, codes, text)
        elif codes is None and self._vocabulary.is_a(term.range, "entity"):
            self._entity(cells, column, term.range, text)
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

    def _qualifiers(self, cells: Cells, prop: Property) -> tuple[tuple[str, str], ...]:
        found: dict[str, str] = {}
        for part in dict.fromkeys(cells.parts("qualifiers")):
            name, equals, text = part.partition("=")
            if part and not (equals and name and text):
                remedy = Text("write name=value; name=value", "请写作 名称=值; 名称=值")
                cells.malformed("qualifiers", Text("a qualifier", "限定"), remedy, part)
            elif name in found:
                what = Text(f"{name} has two values", f"{name} 有两个值")
                cells.fault("qualifiers", what, Text("keep one, or make two rows", "请只保留一个,或分为两行"))
            elif part and name not in prop.takes:
                shown = repr(visible(name))
                what = Text(f"{prop.name} takes no qualifier {shown}", f"{prop.name} 不接受限定 {shown}")
                cells.fault("qualifiers", what, nearest(name, prop.takes))
            elif part:
                self._text(cells, "qualifiers", text, self._vocabulary.qualifiers[name])
                found[name] = text
        return tuple(sorted(found.items()))


_NUMBER_NOUNS = (("a number", "合格的数字"), ("a range of two numbers, the smaller first", "由小到大的两个数字"))


def check_receipt(cells: Cells, sources: Known[Source]) -> None:
    """Report a row that does not say where it comes from."""
    if cells["source"] not in sources.records and (sources.whole or not cells["source"]):
        cells.unknown("source", Text("source", "来源"), sources.records, otherwise=_ADD_SOURCE)
    elif cells["source"] not in sources.records:
        cells.sound = False
    cells.need("locator")
