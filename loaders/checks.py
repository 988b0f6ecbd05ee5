"""Rules across rows: each takes all claims and yields what is wrong. A new mistake becomes a rule here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Problem, Text
from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sinograph.loaders.records import Claim, Entity, Source


def check_claims(
    claims: Sequence[Claim], entities: Mapping[str, Entity], sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """Yield every problem that one row alone does not show."""
    for claim in claims:
        yield from _ends_after_start(claim)
        yield from _recorded_after_published(claim, sources)
    yield from _used(claims, entities, sources)


def _problem(claim: Claim, column: str, what: Text, remedy: Text) -> Problem:
    return Problem(claim.place.file, claim.place.line, column, what, remedy)


def _ends_after_start(claim: Claim) -> Iterator[Problem]:
    qualifiers = dict(claim.qualifiers)
    if "since" in qualifiers and "until" in qualifiers:
        since, until = Period.parse(qualifiers["since"]), Period.parse(qualifiers["until"])
        if until.end <= since.start:
            yield _problem(
                claim,
                "qualifiers",
                Text("ends before it starts", "结束早于开始"),
                Text("mend since or until", "请更正 since 或 until"),
            )


def _recorded_after_published(claim: Claim, sources: Mapping[str, Source]) -> Iterator[Problem]:
    published = sources[claim.source].published
    if published is not None and claim.recorded < published.start:
        yield _problem(
            claim,
            "recorded",
            Text("recorded before its source was published", "记录早于来源发布"),
            Text("mend the date here or in sources.csv", "请更正此处或 sources.csv 中的日期"),
        )


def _used(claims: Sequence[Claim], entities: Mapping[str, Entity], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield entities and sources that no claim touches: they would be islands in every map."""
    touched = {claim.subject for claim in claims} | {claim.object for claim in claims}
    touched |= {text for claim in claims for _, text in claim.qualifiers}
    cited = {claim.source for claim in claims}
    remedy = Text("add a claim, or remove the row", "请添加主张或删除该行")
    for entity in entities.values():
        if entity.id not in touched:
            yield Problem(
                entity.place.file,
                entity.place.line,
                "id",
                Text(f"no claim touches {entity.id}", f"没有主张涉及 {entity.id}"),
                remedy,
            )
    for source in sources.values():
        if source.id not in cited:
            yield Problem(
                source.place.file,
                source.place.line,
                "id",
                Text(f"no claim cites {source.id}", f"没有主张引用 {source.id}"),
                remedy,
            )
