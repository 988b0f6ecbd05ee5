"""By whom and with what an organisation is supplied: chips and compute that it or its models run on, and their makers.

A link goes from an organisation to what it uses, with the claims that say so in the order of the chain.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinograph.graph.measures.view import qualifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

_USES = ("runs_on", "trained_on", "buys")
_SUPPLIES = ("supplies", "supplies_compute_to")
_MAKES = ("develops", "manufactures")


@dataclass(frozen=True, slots=True)
class Supply:
    """A chain from an organisation to what supplies it: the entities in order, and the claims that say each step."""

    chain: tuple[str, ...]
    claims: tuple[str, ...]
    rivals: tuple[str, ...]

    @property
    def party(self) -> str:
        """The organisation that is supplied."""
        return self.chain[0]

    @property
    def end(self) -> str:
        """The thing used or the party that supplies it."""
        return self.chain[-1]


def things_used(view: View) -> list[Supply]:
    """Return what organisations run on, train on or buy, themselves or by the models that they develop.

    In order of the chain's ids; what is over, planned or rumoured is none.
    """
    uses: dict[str, list[Supply]] = defaultdict(list)
    for receipt in view.current(*_USES):
        uses[receipt.subject].append(_step(view, receipt, (receipt.subject, receipt.object)))
    found = [supply for name, supplies in uses.items() if view.is_a(name, "organization") for supply in supplies]
    for receipt in view.current("develops"):
        made = _step(view, receipt, (receipt.subject, receipt.object))
        found += [_joined(made, used) for used in uses.get(receipt.object, ())]
    return _merged(found)


def products(view: View) -> list[Supply]:
    """Return what organisations develop, in order of both ids."""
    return _merged(_step(view, r, (r.subject, r.object)) for r in view.current("develops"))


def suppliers(view: View) -> list[Supply]:
    """Return by whom organisations are supplied: directly, or as maker of what they use or have made for them.

    In order of the chain's ids. Nobody is a supplier of itself.
    """
    found = [_step(view, r, (r.object, r.subject)) for r in view.current(*_SUPPLIES)]
    makers = _makers(view)
    for used in things_used(view):
        if view.is_a(used.end, "organization"):
            found.append(used)
        found += [_joined(used, maker) for maker in makers.get(used.end, ())]
    for receipt in view.current("buys"):
        supplier = qualifier(receipt, "supplier")
        if supplier:
            found.append(_step(view, receipt, (receipt.subject, receipt.object, supplier)))
    found += _made_for(view)
    return _merged(supply for supply in found if supply.party != supply.end and view.is_a(supply.party, "organization"))


def _made_for(view: View) -> Iterator[Supply]:
    """Yield those who manufacture what an organisation develops."""
    makers: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in view.current("manufactures"):
        makers[receipt.object].append(receipt)
    for receipt in view.current("develops"):
        own = _step(view, receipt, (receipt.subject, receipt.object))
        yield from (_joined(own, _step(view, r, (r.object, r.subject))) for r in makers.get(receipt.object, ()))


def _makers(view: View) -> Mapping[str, list[Supply]]:
    found: dict[str, list[Supply]] = defaultdict(list)
    for receipt in view.current(*_MAKES):
        found[receipt.object].append(_step(view, receipt, (receipt.object, receipt.subject)))
    return found


def _step(view: View, receipt: Receipt, chain: tuple[str, ...]) -> Supply:
    return Supply(chain, view.cited(receipt), view.rivals(receipt))


def _joined(one: Supply, two: Supply) -> Supply:
    return Supply((*one.chain, *two.chain[1:]), (*one.claims, *two.claims), (*one.rivals, *two.rivals))


def _merged(supplies: Iterator[Supply] | list[Supply]) -> list[Supply]:
    """Return one supply per chain; the claims of all that say it are cited."""
    found: dict[tuple[str, ...], Supply] = {}
    for supply in supplies:
        known = found.get(supply.chain, Supply(supply.chain, (), ()))
        claims = tuple(dict.fromkeys((*known.claims, *supply.claims)))
        found[supply.chain] = Supply(supply.chain, claims, tuple(sorted({*known.rivals, *supply.rivals})))
    return [found[chain] for chain in sorted(found)]
