"""Rules across rows: each takes all records and yields what is wrong. A new mistake becomes a rule here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Problem, Text
from sinograph.loaders.characters import visible
from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sinograph.loaders.records import Claim, Entity, Source


def check_claims(claims: Sequence[Claim], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield what is wrong with a claim beside its source, or in what it says of time."""
    for claim in claims:
        yield from _ends_after_start(claim)
        yield from _recorded_after_published(claim, sources)


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


def _problem(claim: Claim, column: str, what: Text, remedy: Text) -> Problem:
    return Problem(claim.place.file, claim.place.line, column, what, remedy)


def _ends_after_start(claim: Claim) -> Iterator[Problem]:
    qualifiers = dict(claim.qualifiers)
    if "since" in qualifiers and "until" in qualifiers:
        since, until = Period.parse(qualifiers["since"]), Period.parse(qualifiers["until"])
        if until.end <= since.start:
            what = Text("ends before it starts", "结束早于开始")
            yield _problem(claim, "qualifiers", what, Text("mend since or until", "请更正 since 或 until"))


def _recorded_after_published(claim: Claim, sources: Mapping[str, Source]) -> Iterator[Problem]:
    published = sources[claim.source].published
    if published is not None and claim.recorded < published.start:
        what = Text("is earlier than the publication of its source", "早于来源的发布")
        remedy = Text("mend the date here or in sources.csv", "请更正此处或 sources.csv 中的日期")
        yield _problem(claim, "recorded", what, remedy)
