"""Who competes with whom, by evidence: a source says so, a market ranks both, a benchmark scores models of both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sinograph.graph.measures.developers import developers
from sinograph.graph.measures.view import in_order, qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sinograph.graph.measures.developers import Developers
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

Claims = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """One that names two as competitors: an entity's id (*speaker*), or the publisher of a source, as it is printed."""

    speaker: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Two organisations, *one* before *other* by id, and the evidence that they compete.

    *named_by* are those who call them competitors, *markets* those in which both have a rank or a share, *benchmarks*
    those on which models of both are scored; each in order. *claims* stand behind all of it.
    """

    one: str
    other: str
    named_by: tuple[Naming, ...]
    markets: tuple[str, ...]
    benchmarks: tuple[str, ...]
    claims: Claims
    rivals: Claims

    @property
    def evidence(self) -> tuple[str, ...]:
        """The kinds of evidence there are: ``named``, ``market``, ``benchmark``."""
        kinds = {"named": self.named_by, "market": self.markets, "benchmark": self.benchmarks}
        return tuple(kind for kind, found in kinds.items() if found)

    @property
    def strength(self) -> int:
        """How many kinds of evidence there are, of three."""
        return len(self.evidence)


@dataclass(frozen=True, slots=True)
class _Evidence:
    pair: tuple[str, str]
    kind: str
    what: str | Naming
    claims: Claims
    rivals: Claims


def rivalry(view: View, entity: str = "") -> list[Rivalry]:
    """Return the pairs for which there is evidence, those of *entity* where it is given; empty where there is none.

    The most kinds of evidence come first, then the most namings, markets and benchmarks, then ids. What a model, family
    or product ranks or scores counts for its developers. Two markets are one only where region and segment agree too.
    Being listed, sued or sanctioned together is no evidence.
    """
    found: dict[tuple[str, str], list[_Evidence]] = defaultdict(list)
    for one in _evidence(view):
        if one.pair[0] != one.pair[1] and (not entity or entity in one.pair):
            found[one.pair].append(one)
    return sorted((_rivalry(pair, all_) for pair, all_ in found.items()), key=_order)


def _order(found: Rivalry) -> tuple[int, int, int, int, str, str]:
    counts = len(found.named_by), len(found.markets), len(found.benchmarks)
    return -found.strength, -counts[0], -counts[1], -counts[2], found.one, found.other


def _evidence(view: View) -> Iterator[_Evidence]:
    makers = developers(view)
    for receipt in view.current("competes_with"):
        pair, says = in_order(receipt.subject, receipt.object), view.cited(receipt)
        for claim in says:
            yield _Evidence(pair, "named", _naming(view, view.receipts[claim]), says, view.rivals(receipt))
    yield from _shared(view, view.accepted("market_rank", "market_share"), "market", makers)
    yield from _shared(view, view.accepted("score"), "benchmark", makers)


def _shared(
    view: View, receipts: Iterable[Receipt], kind: str, makers: Mapping[str, Developers]
) -> Iterator[_Evidence]:
    """Yield evidence for every two organisations that stand in the same market or on the same benchmark."""
    places: dict[tuple[str, ...], dict[str, tuple[Claims, Claims]]] = defaultdict(dict)
    for receipt in receipts:
        place = tuple(qualifier(receipt, name) for name in (kind, "region", "segment"))
        for who, by in _organisations(view, receipt.subject, makers).items():
            claims, rivals = places[place].get(who, ((), ()))
            places[place][who] = (*claims, *view.cited(receipt), *by), (*rivals, *view.rivals(receipt))
    for place, present in sorted(places.items()):
        for (a, (said, no)), (b, (said_too, no_too)) in combinations(sorted(present.items()), 2):
            yield _Evidence((a, b), kind, place[0], said + said_too, no + no_too)


def _organisations(view: View, subject: str, makers: Mapping[str, Developers]) -> Mapping[str, Claims]:
    return {subject: ()} if view.is_a(subject, "organization") else makers.get(subject, {})


def _naming(view: View, receipt: Receipt) -> Naming:
    speaker = qualifier(receipt, "stated_by")
    return Naming(speaker, "" if speaker else view.sources[receipt.source].publisher)


def _rivalry(pair: tuple[str, str], evidence: list[_Evidence]) -> Rivalry:
    namings = {one.what for one in evidence if isinstance(one.what, Naming)}
    places = {kind: {str(one.what) for one in evidence if one.kind == kind} for kind in ("market", "benchmark")}
    return Rivalry(
        *pair,
        tuple(sorted(namings, key=lambda n: (n.speaker == "", n.speaker, n.publisher))),
        tuple(sorted(places["market"])),
        tuple(sorted(places["benchmark"])),
        tuple(dict.fromkeys(claim for one in evidence for claim in one.claims)),
        tuple(dict.fromkeys(rival for one in evidence for rival in one.rivals)),
    )
