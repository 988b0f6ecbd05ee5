"""Rows of claims to records, by what the ontology says of each property."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.loaders.cells import Cells
from sinograph.loaders.characters import visible
from sinograph.loaders.nearest import nearest
from sinograph.loaders.records import Claim
from sinograph.loaders.values import Values, check_no_number, check_receipt

if TYPE_CHECKING:
    from sinograph.loaders.periods import Period
    from sinograph.loaders.quantities import Quantity
    from sinograph.loaders.records import Entity, Source
    from sinograph.loaders.tables import Report, Row
    from sinograph.loaders.values import Known
    from sinograph.ontology import Vocabulary
    from sinograph.ontology.vocabulary import Property

RANKS = ("", "preferred", "deprecated")


class ClaimReader:
    """Reads claims against one vocabulary, one set of entities and one of sources."""

    def __init__(self, vocabulary: Vocabulary, entities: Known[Entity], sources: Known[Source], report: Report) -> None:
        """Keep what rows refer to."""
        self._vocabulary = vocabulary
        self._values = Values(vocabulary, entities)
        self._sources = sources
        self._report = report

    def read(self, row: Row) -> Claim | None:
        """Return the claim of *row*, or None when something is wrong with it; *report* has heard what."""
        cells = Cells(row, self._report)
        prop = self._property(cells)
        self._values.check_entity(cells, "subject", prop.domain if prop else "entity")
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
            return self._values.quantity(cells, frozenset(prop.unit_kinds))
        check_no_number(cells)
        return self._values.text(cells, "value", cells["value"], prop)

    def _relation(self, cells: Cells, prop: Property) -> Quantity | None:
        self._values.check_entity(cells, "object", prop.range)
        if cells["object"] and cells["object"] == cells["subject"]:
            what = Text("stands on both ends", "两端为同一实体")
            cells.fault("object", what, Text("name another entity", "请换另一实体"))
        if not cells["value"]:
            check_no_number(cells)
            return None
        kinds = frozenset(kind for name in prop.quantities for kind in self._vocabulary.properties[name].unit_kinds)
        if not kinds:
            cells.must_be_empty("value", Text(f"{prop.name} takes no number", f"{prop.name} 不带数字"))
            return None
        return self._values.quantity(cells, kinds)

    def _qualifiers(self, cells: Cells, prop: Property) -> tuple[tuple[str, str], ...]:
        found: dict[str, str] = {}
        for part in dict.fromkeys(cells.parts("qualifiers")):
            name, equals, text = part.partition("=")
            if part and not (equals and name and text):
                remedy = Text("write name=value; name=value", "请写作 名称=值; 名称=值")
                cells.malformed("qualifiers", Text("a qualifier", "限定"), remedy, part)
            elif name in found:
                what = Text(f"{name} has two values", f"{name} 有两个值")
                cells.fault("qualifiers", what, Text("keep one, or make two rows", "请只保留一个，或分为两行"))
            elif part and name not in prop.takes:
                shown = repr(visible(name))
                what = Text(f"{prop.name} takes no qualifier {shown}", f"{prop.name} 不接受限定 {shown}")
                cells.fault("qualifiers", what, nearest(name, prop.takes))
            elif part:
                self._values.text(cells, "qualifiers", text, self._vocabulary.qualifiers[name])
                found[name] = text
        return tuple(sorted(found.items()))
