"""The audit: each stated figure that follows from others is recomputed from them, and either holds or does not.

A finding is *confirmed* when what the inputs allow meets what is stated, *contradicted* when the two are disjoint, and
*not checkable*, with the reason, when an input is missing, ambiguous or too coarse. Inputs are the same source's own
figures where it gives them, else the accepted ones: a source is held to its own words first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sinograph.errors import Text
from sinograph.graph.figures import Figures, reading
from sinograph.graph.formulas import Evaluation, NotCheckableError
from sinograph.graph.intervals import Interval
from sinograph.loaders.records import digest
from sinograph.ontology.identities import load_identities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sinograph.graph.figures import Figure
    from sinograph.graph.rates import Rate
    from sinograph.graph.settling import Settled
    from sinograph.loaders import Facts
    from sinograph.loaders.quantities import Quantity
    from sinograph.ontology import Vocabulary
    from sinograph.ontology.identities import Identity

_LEAST_SHOWN = Decimal("0.001")

Verdict = Literal["confirmed", "contradicted", "not_checkable"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one identity says of one claim.

    *expected* is what the inputs allow, in the claim's unit, None where they allow nothing to be said; *uses* are the
    ids of the input claims in order; *rates* are the exchange rates used. *reason* says why, in both languages.
    """

    claim: str
    identity: Identity
    verdict: Verdict
    expected: Interval | None
    uses: tuple[str, ...]
    rates: tuple[Rate, ...]
    reason: Text

    @property
    def id(self) -> str:
        """Return the digest of the claim and the identity: one finding for the two."""
        return digest("finding", self.identity.name, self.claim)


@dataclass(frozen=True, slots=True)
class Books:
    """What an audit looks at: the figures, and the facts and vocabulary that they come from."""

    figures: Figures = field(repr=False)
    facts: Facts = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)


def audit(settled: Iterable[Settled], facts: Facts, vocabulary: Vocabulary) -> list[Finding]:
    """Return the findings on all live figures of *settled*, in order of claim id and identity.

    A figure that no identity speaks of has no finding.
    """
    books = Books(Figures(settled, vocabulary), facts, vocabulary)
    return list(_findings(books, load_identities()))


def _findings(books: Books, identities: Iterable[Identity]) -> Iterator[Finding]:
    by_metric: dict[str, list[Identity]] = {}
    for identity in identities:
        for metric in identity.figures:
            by_metric.setdefault(metric, []).append(identity)
    for figure in books.figures:
        kind = books.facts.entities[figure.claim.subject].kind
        qualifiers: Mapping[str, str] = {**figure.qualifiers, "kind": kind}
        for identity in by_metric.get(figure.metric, ()):
            if identity.speaks_of(figure.metric, qualifiers):
                yield from _judge(figure, identity, books)


def _judge(figure: Figure, identity: Identity, books: Books) -> Iterator[Finding]:
    evaluation = Evaluation(figure, identity, books.figures, books.facts, books.vocabulary)
    verdict: Verdict = "not_checkable"
    expected = None
    try:
        expected = evaluation.result()
        verdict, reason = _compare(figure.value, expected)
    except NotCheckableError as error:
        if error.silent:
            return
        reason = error.reason
    yield Finding(figure.claim.id, identity, verdict, expected, evaluation.uses(), evaluation.rates(), reason)


def _compare(quantity: Quantity, expected: Interval) -> tuple[Verdict, Text]:
    stated = reading(quantity)
    if not stated.overlaps(expected):
        return "contradicted", _gap(Interval.of(quantity), expected)
    if stated.holds(expected) and (expected.bounded or not stated.bounded):
        return "confirmed", Text("its inputs give it", "由其依据可得")
    if not expected.bounded:
        return "not_checkable", Text("its inputs are bounds, which allow it and much else", "其依据仅为上限或下限")
    if not stated.bounded:
        return "not_checkable", Text("its inputs allow values on both sides of the bound", "其依据允许界限两侧的数值")
    if _width(expected) > max(abs(stated.lower), abs(stated.upper)):
        return "not_checkable", Text("its inputs are too coarse to tell", "其依据过于粗略，无法核实")
    return "confirmed", Text("it lies within what its inputs allow", "在其依据所允许的范围内")


def _width(interval: Interval) -> Decimal:
    return interval.upper - interval.lower


def _gap(stated: Interval, expected: Interval) -> Text:
    """Say by how much the nearest ends miss each other, as a part of what is expected."""
    above = stated.lower > expected.upper
    ours, theirs = (stated.lower, expected.upper) if above else (stated.upper, expected.lower)
    if theirs == 0:
        return Text("the inputs give nought", "依据所得为零")
    gap = abs(ours - theirs) / abs(theirs)
    part = f"{gap:.1%}" if gap >= _LEAST_SHOWN else f"{gap:.1e}"
    if above:
        return Text(f"at least {part} more than its inputs allow", f"比其依据所允许的至少高 {part}")
    return Text(f"at least {part} less than its inputs allow", f"比其依据所允许的至少低 {part}")
