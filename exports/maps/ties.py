"""How a party is tied to what a list or rule names: one line a relation, with all chains of claims that say it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sinograph.exports.maps.drawing import line
from sinograph.graph.network import Edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sinograph.graph.measures import View
    from sinograph.graph.measures.touches import How, Touch
    from sinograph.graph.receipts import Receipt

#: A chain of claims: accounts of one step are not told apart from steps.
Chain = tuple[str, ...]

#: Ways of being touched that lead through somebody or something that is named, each with the relation that says it
#: where no claim does in one step, and whether that goes from what is named.
_RELATIONS: Mapping[How, tuple[str, bool]] = {
    "majority": ("holds_stake_in", True),
    "control": ("controls", True),
    "minority": ("holds_stake_in", True),
    "held": ("holds_stake_in", True),
    "vehicle": ("vehicle_of", False),
    "associate": ("associate_of", False),
    "supplied": ("supplies", True),
    "uses": ("uses", False),
    "barred": ("barred_from", False),
    "product_restricted": ("develops", False),
    "product_banned": ("develops", False),
}
#: What a list or rule says itself, and not how a party is tied to what it names.
_NAMING = frozenset({"on_list", "named_in", "applies_to", "restricts", "bans"})


@dataclass(frozen=True, slots=True)
class Tie:
    """How *party* is tied to what is *named*; *forward* says that the relation goes from the named one."""

    named: str
    party: str
    relation: str
    forward: bool
    chains: tuple[Chain, ...]
    disputed: bool


def ties(view: View, touches: Iterable[Touch]) -> list[Tie]:
    """Return the ties of those *touches* that lead through another party or a thing, in order of names and relation.

    Told in the words of a claim where one claim joins the two, or says for what a named thing is used.
    """
    chains: dict[tuple[str, str, str, bool], list[Chain]] = defaultdict(list)
    disputed = set()
    for touch in touches:
        if touch.how in _RELATIONS:
            chain = tuple(claim for claim in touch.claims if view.receipts[claim].property not in _NAMING)
            key = touch.chain[-1], touch.party, *_said(touch, [view.receipts[claim] for claim in chain])
            chains[key].append(chain)
            disputed |= {key} if touch.rivals else set()
    return [Tie(*key, tuple(dict.fromkeys(chains[key])), key in disputed) for key in sorted(chains)]


def _said(touch: Touch, said: Sequence[Receipt]) -> tuple[str, bool]:
    """Return the relation by which the tie is told, and whether it goes from what is named."""
    party, end = touch.party, touch.chain[-1]
    for receipt in said:
        if {receipt.subject, receipt.object} == {party, end}:
            return receipt.property, receipt.subject == end
        if touch.how == "uses" and receipt.object == end:
            return receipt.property, False
    return _RELATIONS[touch.how]


def line_of_chains(
    view: View, ends: tuple[str, str, str], chains: Sequence[Chain], *, disputed: bool, **given: Any
) -> dict[str, Any]:
    """Return the line of *ends*: from, relation, to; each of *chains* alone would do. *given* are a ``MapEdge``'s.

    A chain of one step needs no more than one of its claims, and is not told as a chain.
    """
    claims = tuple(dict.fromkeys(claim for chain in chains for claim in chain))
    edge = Edge(*ends, claims=claims, rules=(), outlook="", disputed=disputed)
    if any(_steps(view, chain) > 1 for chain in chains):
        given["ways"] = [list(chain) for chain in chains]
    return line(edge, **given)


def _steps(view: View, chain: Chain) -> int:
    receipts = (view.receipts[claim] for claim in chain)
    return len({(receipt.subject, receipt.property, receipt.object) for receipt in receipts})
