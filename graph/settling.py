"""Settles rivals: which claim on a fact is accepted, what becomes of the others, and why.

The total order, written once: rank, then kind of source, then precision (the narrower interval), then the later
publication, then the claim's id. Never chance, never the order of rows. Overlapping values agree with the accepted
claim; only disjoint ones are rivals.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sinograph.errors import Text
from sinograph.loaders.periods import Period
from sinograph.loaders.quantities import Quantity
from sinograph.loaders.records import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sinograph.loaders import Facts
    from sinograph.loaders.records import Claim, Source
    from sinograph.ontology import Vocabulary

Status = Literal["accepted", "agreeing", "rival", "deprecated"]

_RANKS = {"preferred": 0, "": 1, "deprecated": 2}
#: In the order in which they decide.
CRITERIA = (
    Text("the curator's rank", "整理者设定的等级"),
    Text("the kind of source", "来源类型"),
    Text("the narrower interval", "更精确的区间"),
    Text("the later publication", "更晚的发布"),
    Text("the order of claim ids, nothing else telling them apart", "主张编号次序（别无区别）"),
)


#: Why a claim stands or falls: *n* counts others, *criterion* is the first of CRITERIA that tells the two apart.
REASONS = {
    "only": Text("the only claim on this fact", "关于此事实的唯一主张"),
    "agree": Text("{n} more claim(s) agree", "另有 {n} 项主张与之一致"),
    "disputed": Text("{n} disputed; preferred by {criterion}", "有 {n} 项相左；依据{criterion}采信"),
    "agreeing": Text("overlaps the accepted claim, shown by {criterion}", "与被采信者重叠；依据{criterion}展示后者"),
    "rival": Text(
        "cannot be true beside the accepted claim, preferred by {criterion}",
        "与被采信者不能同真；依据{criterion}采信后者",
    ),
}


@dataclass(frozen=True, slots=True)
class Settled:
    """A claim with the fact it states, where it stands among the claims on that fact, and why."""

    claim: Claim
    fact: str
    status: Status
    reason: Text


def fact_of(claim: Claim, vocabulary: Vocabulary) -> str:
    """Return the digest of what *claim* is about: claims with one digest can agree or be rivals.

    A fact is a subject, a property, the dimensions, and: of a measure the period and unit; of a relation or
    attribute that may have many values the value; of a relation's quantity its unit too. Since when and until when a
    figure holds is part of it: a price that followed another is not its rival.
    """
    prop = claim.property
    unit = claim.value.unit if isinstance(claim.value, Quantity) else ""
    period = str(claim.period or "") if prop.form == "measure" or unit else ""
    valid = [f"{n}={text}" for n, text in claim.qualifiers if prop.form == "measure" and n in {"since", "until"}]
    return digest(claim.subject, prop.name, _given(claim), unit, period, *_dimensions(claim, vocabulary), *valid)


def node_of(claim: Claim, vocabulary: Vocabulary) -> str:
    """Return the digest of the node that a relation or attribute stands on, whatever its quantities."""
    return digest("node", claim.subject, claim.property.name, _given(claim), *_dimensions(claim, vocabulary))


def _given(claim: Claim) -> str:
    """Return the value where it is part of the question: of everything that may have many values."""
    if claim.property.functional or claim.property.form == "measure":
        return ""
    return claim.object or str(claim.value)


def _dimensions(claim: Claim, vocabulary: Vocabulary) -> list[str]:
    return [f"{n}={text}" for n, text in claim.qualifiers if vocabulary.qualifiers[n].is_dimension]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands among the others on its fact, whichever of them are known: what the page settles by.

    *key* are the ranks of its sort key, one number for each criterion but the id, the smaller first; *clashes* are the
    claims that cannot be true beside it.
    """

    key: tuple[int, ...]
    clashes: tuple[str, ...]


def standings(claims: Iterable[Claim], sources: Mapping[str, Source], vocabulary: Vocabulary) -> dict[str, Standing]:
    """Return the standing of each of *claims* on one fact, by claim id."""
    order, claims = _Order(sources, vocabulary), sorted(claims, key=lambda claim: claim.id)
    keys = [order.key(claim)[:-1] for claim in claims]
    ranks = [sorted(set(column)) for column in zip(*keys, strict=True)]
    return {
        claim.id: Standing(
            tuple(column.index(part) for column, part in zip(ranks, key, strict=True)),
            tuple(other.id for other in claims if other is not claim and not agree(claim, other)),
        )
        for claim, key in zip(claims, keys, strict=True)
    }


def settle(facts: Facts, vocabulary: Vocabulary) -> list[Settled]:
    """Return every claim settled, in order of claim id."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in facts.claims:
        groups[fact_of(claim, vocabulary)].append(claim)
    order = _Order(facts.sources, vocabulary)
    settled = [s for fact, claims in groups.items() for s in _settle_one(fact, claims, order)]
    return sorted(settled, key=lambda item: item.claim.id)


class _Order:
    """The total order of claims on one fact."""

    def __init__(self, sources: Mapping[str, Source], vocabulary: Vocabulary) -> None:
        self._sources = sources
        self._weight = {code.name: code.order for code in vocabulary.codes["source_kind"].values()}

    def key(self, claim: Claim) -> tuple[int, int, Decimal, int, str]:
        """Return the sort key; the first is accepted."""
        source = self._sources[claim.source]
        published = source.published.start if source.published else date.min
        return _RANKS[claim.rank], self._weight[source.kind], _width(claim), -published.toordinal(), claim.id

    def decided_by(self, winner: Claim, other: Claim) -> Text:
        """Return the first criterion on which the two differ."""
        pairs = zip(self.key(winner), self.key(other), CRITERIA, strict=True)
        return next(criterion for ours, theirs, criterion in pairs if ours != theirs)


def _width(claim: Claim) -> Decimal:
    value = claim.value or claim.period
    if isinstance(value, Quantity):
        return value.width()
    return Decimal((value.end - value.start).days) if isinstance(value, Period) else Decimal(0)


def _settle_one(fact: str, claims: Iterable[Claim], order: _Order) -> Iterable[Settled]:
    ranked = sorted(claims, key=order.key)
    live = [claim for claim in ranked if claim.rank != "deprecated"]
    for claim in ranked[len(live) :]:
        yield Settled(claim, fact, "deprecated", Text(claim.note, claim.note))
    if not live:
        return
    winner, *others = live
    yield Settled(winner, fact, "accepted", _why_accepted(winner, others, order))
    for other in others:
        status: Status = "agreeing" if agree(winner, other) else "rival"
        yield Settled(other, fact, status, _why_not(status, winner, other, order))


def agree(one: Claim, other: Claim) -> bool:
    """Say whether two claims on one fact can both be true."""
    if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
        return one.value.overlaps(other.value)
    if isinstance(one.value, Period) and isinstance(other.value, Period):
        return one.value.overlaps(other.value)
    if (one.object, one.value) != (other.object, other.value):
        return False
    return one.period is None or other.period is None or one.period.overlaps(other.period)


def _why_accepted(winner: Claim, others: list[Claim], order: _Order) -> Text:
    rivals = [other for other in others if not agree(winner, other)]
    if not others:
        return REASONS["only"]
    if not rivals:
        return _filled("agree", len(others))
    return _filled("disputed", len(rivals), order.decided_by(winner, rivals[0]))


def _why_not(status: Status, winner: Claim, other: Claim, order: _Order) -> Text:
    return _filled(status, 1, order.decided_by(winner, other))


def _filled(reason: str, n: int, criterion: Text | None = None) -> Text:
    by = criterion or Text("", "")
    return Text(REASONS[reason].en.format(n=n, criterion=by.en), REASONS[reason].zh.format(n=n, criterion=by.zh))
