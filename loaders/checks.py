"""Rules across entities and sources: each takes all of them and yields what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sinograph.errors import Problem, Text
from sinograph.loaders.characters import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sinograph.loaders.records import Claim, Entity, Source

#: Sites of exchanges and registers: what stands there was filed.
_FILED_AT = ("hkexnews.hk", "sec.gov", "sse.com.cn", "szse.cn", "cninfo.com.cn", "federalregister.gov")


def check_names(entities: Iterable[Entity]) -> Iterator[Problem]:
    """One name or identifier of one kind leads to one entity, or people would look up the wrong one."""
    owners: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        for name, column in _names(entity).items():
            other = owners.setdefault((entity.kind, name.casefold()), entity)
            if other is not entity:
                shown = visible(name)
                what = Text(f"{shown!r} belongs to {other.id} too", f"{shown!r} 同时属于 {other.id}")
                remedy = Text("write the two apart, or merge them", "请写出区别，或合并两者")
                yield Problem(entity.place.file, entity.place.line, column, what, remedy)


def check_sources(sources: Iterable[Source]) -> Iterator[Problem]:
    """A document that copies another is a copy, and a filing is read at the exchange or by way of somebody."""
    for source in sources:
        host = _host(source.url)
        if source.via and source.kind in {"filing", "official"}:
            what = Text(f"a {source.kind} comes by way of {source.via}", f"{source.kind} 类来源却转引自 {source.via}")
            remedy = Text("make it an aggregator, or leave via empty", "请改为 aggregator，或将 via 留空")
            yield Problem(source.place.file, source.place.line, "via", what, remedy)
        if host.endswith(_FILED_AT) and source.kind not in {"filing", "official"} and not source.via:
            what = Text(
                f"{host} holds filings, and this is a {source.kind}", f"{host} 为监管文件网站，此处却为 {source.kind}"
            )
            remedy = Text("make it a filing, or name in via what was read", "请改为 filing，或在 via 中注明实际所读")
            yield Problem(source.place.file, source.place.line, "kind", what, remedy)


def check_used(
    claims: Sequence[Claim], cited: Collection[str], entities: Iterable[Entity], sources: Iterable[Source]
) -> Iterator[Problem]:
    """Yield entities and sources that no claim touches: they would be islands in every map.

    *cited* are sources that are cited otherwise, by refused rows.
    """
    touched = {claim.subject for claim in claims} | {claim.object for claim in claims}
    touched |= {text for claim in claims for _, text in claim.qualifiers}
    used = touched | {claim.source for claim in claims} | set(cited)
    remedy = Text("add a claim, or remove the row", "请添加主张或删除该行")
    for entity in entities:
        if entity.id not in touched:
            what = Text(f"no claim touches {entity.id}", f"没有主张涉及 {entity.id}")
            yield Problem(entity.place.file, entity.place.line, "id", what, remedy)
    for source in sources:
        if source.id not in used:
            what = Text(f"no row cites {source.id}", f"没有任何一行引用 {source.id}")
            yield Problem(source.place.file, source.place.line, "id", what, remedy)


def _names(entity: Entity) -> dict[str, str]:
    """Return the entity's names and identifiers, each with its column; an empty one was reported before."""
    found = {**dict.fromkeys(entity.identifiers, "identifiers"), **dict.fromkeys(entity.aliases, "aliases")}
    found |= {entity.name.zh: "name_zh", entity.name.en: "name_en"}
    return {name: column for name, column in found.items() if name}


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # reported with the row
        return ""
