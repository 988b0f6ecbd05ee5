"""Coverage as rows: entities worst first, or the properties of one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.exports.wording import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sinograph.errors import Language
    from sinograph.graph.coverage import Coverage

ENTITY_COLUMNS: Mapping[str, Text] = {
    "entity": Text("entity", "实体"),
    "name": Text("name", "名称"),
    "kind": Text("kind", "类别"),
    "known": Text("known", "已知"),
    "missing": Text("missing", "缺失"),
    "claims": Text("claims", "主张"),
    "sources": Text("sources", "来源"),
    "newest": Text("newest source", "最新来源"),
}
PROPERTY_COLUMNS: Mapping[str, Text] = {
    "says": Text("property", "属性"),
    "state": Text("state", "状态"),
    "claims": Text("claims", "主张"),
    "sources": Text("sources", "来源"),
    "newest": Text("newest source", "最新来源"),
}
_STATES = (Text("missing", "缺失"), Text("one source", "单一来源"), Text("several sources", "多个来源"))


def entity_rows(coverage: Iterable[Coverage], lang: Language) -> Iterator[dict[str, str]]:
    """Yield a row for each entity: ``known`` is "3/8", ``missing`` names the rest, ``claim_ids`` are its claims."""
    for item in coverage:
        yield {
            "entity": item.entity.id,
            "name": item.entity.name.say(lang),
            "kind": label(item.entity.kind).say(lang),
            "known": f"{len(item.expected) - len(item.missing)}/{len(item.expected)}",
            "missing": ", ".join(label(name).say(lang) for name in item.missing),
            "claims": str(len(item.claims)),
            "sources": str(len(item.sources)),
            "newest": item.newest,
            "claim_ids": " ".join(item.claims),
        }


def property_rows(item: Coverage, lang: Language) -> Iterator[dict[str, str]]:
    """Yield a row for each property of one entity: what is missing first, then what has one source, then the rest."""
    rows = [
        {
            "property": known.property,
            "says": label(known.property).say(lang),
            "state": _STATES[min(len(known.sources), 2)].say(lang),
            "claims": str(len(known.claims)),
            "sources": str(len(known.sources)),
            "newest": known.newest,
            "claim_ids": " ".join(known.claims),
        }
        for known in item.known
    ]
    for name in item.missing:
        empty = {"claims": "0", "sources": "0", "newest": "", "claim_ids": ""}
        yield {"property": name, "says": label(name).say(lang), "state": _STATES[0].say(lang), **empty}
    yield from sorted(rows, key=lambda row: (min(int(row["sources"]), 2), row["property"]))
