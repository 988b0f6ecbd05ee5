"""Rows to records, by what the ontology says of each property."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sinograph.errors import Problem, Text
from sinograph.loaders.periods import Period
from sinograph.loaders.quantities import PRECISIONS, Quantity
from sinograph.loaders.records import Claim, Entity, Source
from sinograph.loaders.tables import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sinograph.loaders.quantities import Precision
    from sinograph.loaders.tables import Row
    from sinograph.ontology import Vocabulary
    from sinograph.ontology.vocabulary import Property, Qualifier

    Report = Callable[[Problem], None]

_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_DURATION = re.compile(r"P(?=.)(?:[1-9][0-9]*Y)?(?:[1-9][0-9]*M)?(?:[1-9][0-9]*D)?(?:T(?=.)(?:[1-9][0-9]*H)?)?")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*:\S+")
RANKS = ("", "preferred", "deprecated")


class _Cells:
    """The cells of one row, and a way to say what is wrong with one."""

    def __init__(self, row: Row, report: Report) -> None:
        self.row = row
        self._report = report
        self.sound = True

    def __getitem__(self, column: str) -> str:
        return self.row.cells[column]

    def fault(self, column: str, what: Text, remedy: Text) -> None:
        self.sound = False
        self._report(Problem(self.row.place.file, self.row.place.line, column, what, remedy))

    def unknown(self, column: str, noun: Text, known: Iterable[str], text: str | None = None) -> None:
        """Report a name that is not among *known*, with the nearest that is."""
        name = visible(self[column] if text is None else text)
        self.fault(
            column, Text(f"{noun.en} {name!r} is not known", f"未知的{noun.zh} {name!r}"), _nearest(name, sorted(known))
        )

    def need(self, column: str) -> bool:
        if not self[column]:
            self.fault(column, Text("is empty", "为空"), Text("fill it in", "请填写"))
        return bool(self[column])

    def must_be_empty(self, column: str, why: Text) -> None:
        if self[column]:
            self.fault(
                column,
                Text(
                    f"{visible(self[column])!r} stands where nothing belongs: {why.en}",
                    f"此处不应有 {visible(self[column])!r}:{why.zh}",
                ),
                Text("leave it empty", "请留空"),
            )

    def period(self, column: str, text: str) -> Period | None:
        try:
            return Period.parse(text)
        except ValueError:
            self.fault(
                column, Text(f"{visible(text)!r} is not a period", f"{visible(text)!r} 不是期间"), _PERIOD_REMEDY
            )
            return None

    def identifier(self) -> str:
        if not _ID.fullmatch(self["id"]):
            self.fault(
                "id",
                Text(f"{visible(self['id'])!r} is not an id", f"{visible(self['id'])!r} 不是合格的 id"),
                Text("use small letters and digits joined by - or .", "请用小写字母与数字,以 - 或 . 相连"),
            )
        return self["id"]

    def day(self, column: str) -> date:
        period = self.period(column, self[column])
        if period is not None and len(self[column]) != len("2026-11-24"):
            self.fault(
                column,
                Text(f"{self[column]!r} is not a day", f"{self[column]!r} 不是具体日期"),
                Text("write it as 2026-11-24", "请写作 2026-11-24"),
            )
        return period.start if period else date.min


_PERIOD_REMEDY = Text(
    "write 2024, 2025-H1, 2025-Q3, 2025-9M, 2025-11, 2026-01-08, or first/last",
    "请写作 2024、2025-H1、2025-Q3、2025-9M、2025-11、2026-01-08 或 起/止",
)
_NUMBER_REMEDY = Text(
    "write 312400000, 3.12亿, 84.8% or 4.8 billion, with plain digits and no separators; a range as 4亿..5亿",
    "请写作 312400000、3.12亿、84.8% 或 4.8 billion,用半角数字且无分隔符;区间写作 4亿..5亿",
)


def read_entity(row: Row, vocabulary: Vocabulary, report: Report) -> Entity:
    """Return the entity of *row*; what is wrong with it goes to *report*."""
    cells = _Cells(row, report)
    if not vocabulary.is_a(cells["kind"], "entity"):
        cells.unknown("kind", Text("kind", "类别"), (k for k in vocabulary.kinds if vocabulary.is_a(k, "entity")))
    cells.need("name_zh")
    cells.need("name_en")
    identifiers = _split(cells["identifiers"])
    for identifier in identifiers:
        if not _IDENTIFIER.fullmatch(identifier):
            cells.fault(
                "identifiers",
                Text(f"{visible(identifier)!r} is not an identifier", f"{visible(identifier)!r} 不是合格的标识"),
                Text("write scheme:value, such as wikidata:Q42", "请写作 scheme:value,如 wikidata:Q42"),
            )
    name = Text(cells["name_en"], cells["name_zh"])
    return Entity(cells.identifier(), cells["kind"], name, _split(cells["aliases"]), identifiers, row.place)


def read_source(row: Row, vocabulary: Vocabulary, report: Report) -> Source:
    """Return the source of *row*; what is wrong with it goes to *report*."""
    cells = _Cells(row, report)
    if cells["kind"] not in vocabulary.codes["source_kind"]:
        cells.unknown("kind", Text("kind of source", "来源类型"), vocabulary.codes["source_kind"])
    cells.need("title")
    published = cells.period("published", cells["published"]) if cells["published"] else None
    if cells["url"] and not _is_web_address(cells["url"]):
        cells.fault(
            "url",
            Text(
                f"{visible(cells['url'])!r} is not an http(s) address", f"{visible(cells['url'])!r} 不是 http(s) 地址"
            ),
            Text(
                "give the address of the page, or leave it empty and give its sha256",
                "请填写网页地址;没有则留空并填写 sha256",
            ),
        )
    if cells["sha256"] and not _SHA256.fullmatch(cells["sha256"]):
        cells.fault(
            "sha256",
            Text("is not a SHA-256 digest", "不是 SHA-256 摘要"),
            Text("give 64 small hexadecimal digits", "请填写 64 位小写十六进制"),
        )
    if not cells["url"] and not cells["sha256"]:
        cells.fault(
            "url",
            Text("nobody could find this source", "无法找到该来源"),
            Text("give its url, or the sha256 of the document", "请填写 url 或文献的 sha256"),
        )
    if not _LANGUAGE.fullmatch(cells["language"]):
        cells.fault(
            "language",
            Text(f"{visible(cells['language'])!r} is not a language", f"{visible(cells['language'])!r} 不是语言代码"),
            Text("write two letters, such as zh", "请写两个字母,如 zh"),
        )
    return Source(
        cells.identifier(),
        cells["kind"],
        cells["title"],
        cells["publisher"],
        published,
        cells["url"],
        cells["language"],
        cells["sha256"],
        row.place,
    )


class ClaimReader:
    """Reads claims against one vocabulary, one set of entities and one of sources."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        entities: Mapping[str, Entity],
        sources: Mapping[str, Source],
        report: Report,
    ) -> None:
        """Keep what rows refer to."""
        self._vocabulary = vocabulary
        self._entities = entities
        self._sources = sources
        self._report = report

    def read(self, row: Row) -> Claim | None:
        """Return the claim of *row*, or None when something is wrong with it; *report* has heard what."""
        cells = _Cells(row, self._report)
        prop = self._property(cells)
        self._entity(cells, "subject", prop.domain if prop else "entity")
        if cells["source"] not in self._sources:
            cells.unknown("source", Text("source", "来源"), self._sources)
        cells.need("locator")
        if cells["rank"] not in RANKS:
            cells.unknown("rank", Text("rank", "等级"), RANKS[1:])
        elif cells["rank"] and not cells["note"]:
            cells.fault(
                "note",
                Text("a rank needs a reason", "设定等级需说明原因"),
                Text("say why in the note", "请在 note 中说明"),
            )
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

    def _property(self, cells: _Cells) -> Property | None:
        prop = self._vocabulary.properties.get(cells["property"])
        if prop is None:
            cells.unknown("property", Text("property", "属性"), self._vocabulary.properties)
        elif prop.inferred_only:
            cells.fault(
                "property",
                Text(f"{prop.name} is only inferred by rule", f"{prop.name} 只由规则推断"),
                Text("state what it follows from", "请陈述其依据的事实"),
            )
        return prop

    def _entity(self, cells: _Cells, column: str, kind: str, text: str | None = None) -> None:
        """Check that a cell, or *text* from it, names an entity of the right kind."""
        name = cells[column] if text is None else text
        entity = self._entities.get(name)
        if entity is None:
            cells.unknown(column, Text("entity", "实体"), self._entities, name)
        elif not self._vocabulary.is_a(entity.kind, kind) and not self._vocabulary.is_a("relation", kind):
            wanted = self._vocabulary.kinds[kind].label
            what = Text(
                f"{name} is a {entity.kind}, not of kind {kind}", f"{name} 是 {entity.kind},不是{wanted.zh}({kind})"
            )
            cells.fault(column, what, Text("name another entity, or use another property", "请换实体或换属性"))

    def _value(self, cells: _Cells, prop: Property) -> Quantity | Period | str | None:
        if prop.form == "relation":
            self._entity(cells, "object", prop.range)
            if cells["object"] == cells["subject"]:
                cells.fault(
                    "object", Text("stands on both ends", "两端为同一实体"), Text("name another entity", "请换另一实体")
                )
            if cells["value"]:
                return self._quantity(cells, self._kinds_of(prop))
            self._no_number(cells)
            return None
        cells.must_be_empty("object", Text(f"{prop.name} is not a relation", f"{prop.name} 不是关系"))
        if not cells.need("value"):
            return None
        if prop.form == "measure":
            if self._vocabulary.is_a("relation", prop.domain):
                cells.fault(
                    "property",
                    Text(f"{prop.name} measures a relation", f"{prop.name} 度量的是关系"),
                    Text("put the number in the value of the relation's row", "请将数字写在关系所在行的 value 中"),
                )
            return self._quantity(cells, frozenset({prop.unit_kind}))
        self._no_number(cells)
        return self._text(cells, "value", cells["value"], prop)

    def _kinds_of(self, prop: Property) -> frozenset[str]:
        return frozenset(self._vocabulary.properties[name].unit_kind for name in prop.quantities)

    def _no_number(self, cells: _Cells) -> None:
        for column in ("unit", "precision"):
            cells.must_be_empty(column, Text("there is no number", "此行没有数字"))

    def _quantity(self, cells: _Cells, kinds: frozenset[str]) -> Quantity | None:
        unit = self._vocabulary.units.get(cells["unit"])
        fitting = [u.name for u in self._vocabulary.units.values() if u.kind in kinds]
        if not fitting:
            cells.must_be_empty("value", Text(f"{cells['property']} takes no number", f"{cells['property']} 不带数字"))
        elif unit is None:
            cells.unknown("unit", Text("unit", "单位"), fitting)
        elif unit.name not in fitting:
            cells.fault(
                "unit",
                Text(f"{unit.name} does not fit {cells['property']}", f"{unit.name} 不适用于 {cells['property']}"),
                Text(f"use {', '.join(fitting)}", f"请用 {', '.join(fitting)}"),
            )
        precision = next((p for p in PRECISIONS if p == cells["precision"]), None)
        if precision is None:
            cells.unknown("precision", Text("precision", "精确度"), PRECISIONS)
            return None
        return self._number(cells, precision)

    def _number(self, cells: _Cells, precision: Precision) -> Quantity | None:
        try:
            return Quantity.parse(cells["value"], cells["unit"], precision)
        except ValueError:
            cells.fault(
                "value",
                Text(f"{visible(cells['value'])!r} is not a number", f"{visible(cells['value'])!r} 不是合格的数字"),
                _NUMBER_REMEDY,
            )
            return None

    def _text(self, cells: _Cells, column: str, text: str, term: Property | Qualifier) -> Period | str | None:
        """Return an attribute's or qualifier's value in the form that its range asks for."""
        if term.range == "Period":
            return cells.period(column, text)
        codes = self._codes(term.range)
        if codes is not None and text not in codes:
            cells.unknown(column, term.label, codes, text)
        elif codes is None and self._vocabulary.is_a(term.range, "entity"):
            self._entity(cells, column, term.range, text)
        elif term.range == "duration" and not _DURATION.fullmatch(text):
            cells.fault(
                column,
                Text(f"{visible(text)!r} is not a duration", f"{visible(text)!r} 不是时长"),
                Text("write P3Y, P2M, P10D or PT48H", "请写作 P3Y、P2M、P10D 或 PT48H"),
            )
        return text

    def _codes(self, value_range: str) -> Iterable[str] | None:
        """Return the closed list that *value_range* stands for, or None where it is open."""
        if value_range == "boolean":
            return ("true", "false")
        if value_range == "metric":
            return [p.name for p in self._vocabulary.properties.values() if p.form == "measure"]
        return self._vocabulary.codes.get(value_range)

    def _qualifiers(self, cells: _Cells, prop: Property) -> tuple[tuple[str, str], ...]:
        found: dict[str, str] = {}
        for part in _split(cells["qualifiers"]):
            name, equals, text = part.partition("=")
            if not equals or not name or not text or name in found:
                cells.fault(
                    "qualifiers",
                    Text(
                        f"{visible(part)!r} is not a qualifier, or stands twice", f"{visible(part)!r} 不是限定,或重复"
                    ),
                    Text("write name=value; name=value", "请写作 名称=值; 名称=值"),
                )
            elif name not in prop.takes:
                cells.unknown("qualifiers", Text(f"{prop.name}'s qualifier", f"{prop.name} 的限定"), prop.takes, name)
            else:
                self._text(cells, "qualifiers", text, self._vocabulary.qualifiers[name])
                found[name] = text
        return tuple(sorted(found.items()))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";")) if cell else ()


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r'[\s<>"{}|\\^`]', text)


def _nearest(name: str, known: list[str]) -> Text:
    """Return a remedy that offers the known name most like *name*, or says what there is."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=3)
    if close:
        return Text(f"did you mean {' or '.join(close)}?", f"是否指 {' 或 '.join(close)}?")
    few = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    return Text(f"use one of {few}", f"可用 {few}")
