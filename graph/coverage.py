"""What the graph knows of each entity, and what it does not: expected properties, claims, sources, age.

What is expected of a kind of entity stands in the ontology (``sg:expects``). A claim counts for both its ends, and for
what its qualifiers name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.graph.lookup import find_name
from sinograph.graph.receipts import read_entities, read_receipts, read_sources
from sinograph.loaders.periods import Period
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Store

    from sinograph.graph.receipts import EntityCard, Receipt


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one property of one entity: *claims* and *sources* by id, *newest* as its source states it.

    *newest* is the latest publication among the sources, "" where none of them is dated. Without claims, the property
    is expected and missing.
    """

    entity: str
    property: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    newest: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what is expected of an entity is known."""

    entity: EntityCard
    expected: tuple[str, ...]
    known: tuple[Known, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What is expected and has no claim."""
        return tuple(name for name in self.expected if name not in {known.property for known in self.known})

    @property
    def share(self) -> float:
        """Return the known part of what is expected, 1 where nothing is."""
        return 1 - len(self.missing) / len(self.expected) if self.expected else 1.0

    @property
    def sources(self) -> tuple[str, ...]:
        """All sources of its claims, in order of id."""
        return tuple(sorted({source for known in self.known for source in known.sources}))

    @property
    def claims(self) -> tuple[str, ...]:
        """All its claims, in order of id."""
        return tuple(sorted({claim for known in self.known for claim in known.claims}))

    @property
    def newest(self) -> str:
        """The latest publication that speaks of it, "" where none is dated."""
        return max((known.newest for known in self.known), key=_day, default="")


def read_coverage(store: Store) -> list[Coverage]:
    """Return the coverage of every entity, the worst first; of two alike, the one of which more is said.

    Claims set aside do not count.
    """
    published = {source.id: source.published for source in read_sources(store).values()}
    touching = _by_entity(read_receipts(store).values())
    expected = load_vocabulary().expected
    found = [
        Coverage(entity, expected.get(entity.kind, ()), tuple(_known(entity.id, touching[entity.id], published)))
        for entity in read_entities(store).values()
    ]
    return sorted(found, key=lambda item: (item.share, -len(item.claims), item.entity.id))


def of_kind(coverage: Iterable[Coverage], kind: str) -> list[Coverage]:
    """Return the coverage of the entities of *kind* and its subkinds, in the order given.

    Raises:
        UnknownNameError: there is no such kind.
    """
    vocabulary = load_vocabulary()
    kinds = [name for name in vocabulary.kinds if vocabulary.is_a(name, "entity")]
    wanted = find_name(kind, kinds, Text("kind", "类别"))
    return [item for item in coverage if vocabulary.is_a(item.entity.kind, wanted)]


def _by_entity(receipts: Iterable[Receipt]) -> Mapping[str, list[Receipt]]:
    touching: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        for entity in receipt.touched() if receipt.status != "deprecated" else ():
            touching[entity].append(receipt)
    return touching


def _known(entity: str, receipts: Iterable[Receipt], published: Mapping[str, str]) -> Iterator[Known]:
    grouped: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        grouped[receipt.property].append(receipt)
    for name, claims in sorted(grouped.items()):
        sources = tuple(sorted({claim.source for claim in claims}))
        newest = max((published[source] for source in sources), key=_day)
        yield Known(entity, name, tuple(claim.claim for claim in claims), sources, newest)


def _day(published: str) -> date:
    """Return the first day on which a source can have been published; the beginning of time where nobody knows."""
    return Period.parse(published).start if published else date.min
