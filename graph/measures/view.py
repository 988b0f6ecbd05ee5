"""The accepted view in memory, as the measures read it: entities, sources, and claims with their receipts.

A measure rests on claims that were accepted and speak of facts; what is only planned, expected or rumoured takes no
part. What agrees with an accepted claim is cited beside it, what cannot be true beside it is named as its rival.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from sinograph.graph.receipts import read_entities, read_receipts, read_sources
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from sinograph.errors import Text
    from sinograph.graph.receipts import EntityCard, Receipt, SourceCard


@dataclass(frozen=True)
class View:
    """All that the measures read, by id."""

    entities: Mapping[str, EntityCard]
    sources: Mapping[str, SourceCard]
    receipts: Mapping[str, Receipt]

    @classmethod
    def read(cls, store: Store) -> Self:
        """Read *store* once; some seconds for the bundled facts."""
        return cls(read_entities(store), read_sources(store), read_receipts(store))

    def accepted(self, *properties: str) -> list[Receipt]:
        """Return the accepted claims of *properties* that speak of facts, in order of claim id; one of each fact."""
        found = [receipt for name in properties for receipt in self._by_property.get(name, ())]
        return sorted(found, key=lambda receipt: receipt.claim)

    def current(self, *properties: str) -> list[Receipt]:
        """Return the accepted claims of *properties* that speak of what is not over, in order of claim id."""
        return [receipt for receipt in self.accepted(*properties) if not is_over(receipt)]

    def cited(self, receipt: Receipt) -> tuple[str, ...]:
        """Return *receipt* and the claims that agree on its fact, it first."""
        others = self._by_fact[receipt.fact]
        return (receipt.claim, *(r.claim for r in others if r.status == "agreeing" and r.claim != receipt.claim))

    def rivals(self, receipt: Receipt) -> tuple[str, ...]:
        """Return the claims that cannot be true beside *receipt*, in order of id; empty where nobody disagrees."""
        return tuple(r.claim for r in self._by_fact[receipt.fact] if r.status == "rival" and r.claim != receipt.claim)

    def name(self, entity: str) -> Text:
        """Return the names of *entity*."""
        return self.entities[entity].name

    def is_a(self, entity: str, kind: str) -> bool:
        """Say whether *entity* is of *kind* or of a subkind; what is no entity is of none."""
        card = self.entities.get(entity)
        return card is not None and load_vocabulary().is_a(card.kind, kind)

    @cached_property
    def _by_property(self) -> Mapping[str, list[Receipt]]:
        found: dict[str, list[Receipt]] = defaultdict(list)
        for receipt in self.receipts.values():
            if receipt.status == "accepted" and not qualifier(receipt, "outlook"):
                found[receipt.property].append(receipt)
        return found

    @cached_property
    def _by_fact(self) -> Mapping[str, list[Receipt]]:
        found: dict[str, list[Receipt]] = defaultdict(list)
        for receipt in self.receipts.values():
            found[receipt.fact].append(receipt)
        return found


def qualifier(receipt: Receipt, name: str) -> str:
    """Return the qualifier of that *name*, "" where the claim has none."""
    return next((text for given, text in receipt.qualifiers if given == name), "")


def in_order(one: str, other: str) -> tuple[str, str]:
    """Return two ids, the smaller first: a pair without direction."""
    return (one, other) if one < other else (other, one)


def is_over(receipt: Receipt) -> bool:
    """Say whether the claim speaks of a relation that has ended: it has an ``until``, or ``ended`` is true."""
    return bool(qualifier(receipt, "until")) or qualifier(receipt, "ended") == "true"
