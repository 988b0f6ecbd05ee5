"""The matrix of direct stakes: what each holder has by itself, and vehicles as wholly held by whom they hold for."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from sinograph.graph.intervals import Interval
from sinograph.graph.measures.amounts import WHOLE, total

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sinograph.graph.measures.chains import Pair
    from sinograph.graph.measures.stakes import Stake
    from sinograph.graph.receipts import Receipt


def stake_links(stakes: Mapping[Pair, Stake], vehicles: Collection[Pair]) -> dict[Pair, Interval]:
    """Return the entries of the matrix by owner and owned.

    *vehicles* are pairs of an owner and what holds shares for it. One that holds shares in its own owner is a platform
    of it and no link; one that holds for several is held by each to some part that nobody states. What holders counted
    together have is theirs one by one, and no link either.
    """
    links = {}
    for pair, stake in stakes.items():
        if stake.interval and not stake.together:
            inside = (stakes.get((name, stake.company)) for name in _vehicles_of(stake.holder, stakes, vehicles))
            sizes = [other.interval for other in inside if other and other.interval]
            links[pair] = _own(stake.interval, total(sizes), contains=stake.contains) if sizes else stake.interval
    owners = [vehicle for _, vehicle in vehicles]
    for owner, vehicle in vehicles:
        if (vehicle, owner) not in stakes:
            links[owner, vehicle] = WHOLE if owners.count(vehicle) > 1 else Interval.exactly(1)
    return links


def overfull(links: Mapping[Pair, Interval], stakes: Collection[Pair]) -> dict[str, Interval]:
    """Return the companies of which the holders' own stakes certainly add up to more than the whole, with the sum."""
    found: dict[str, list[Interval]] = defaultdict(list)
    for pair, share in links.items():
        if pair in stakes:
            found[pair[1]].append(share)
    sums = {company: total(shares) for company, shares in sorted(found.items())}
    return {company: share for company, share in sums.items() if share.lower > 1}


def _own(stated: Interval, held: Interval, *, contains: bool) -> Interval:
    """Return what a holder has beside its vehicles, so that both together are what :func:`ownership` promises."""
    if contains:
        # Below nought where the vehicles' figure is the older and larger: the sum must still be the stated one.
        return Interval(stated.lower - held.lower, stated.upper - held.upper)
    return Interval(max(stated.lower - held.lower, Decimal(0)), stated.upper)


def _vehicles_of(owner: str, stakes: Mapping[Pair, Stake], vehicles: Collection[Pair]) -> set[str]:
    found: set[str] = set()
    waiting = [owner]
    while waiting:
        name = waiting.pop()
        new = {v for o, v in vehicles if o == name and (v, o) not in stakes} - found - {owner}
        found |= new
        waiting += sorted(new)
    return found


def by_pair(receipts: Iterable[Receipt], *, turned: bool) -> dict[Pair, list[Receipt]]:
    """Return claims by owner and owned; *turned* where the owned is the claim's subject."""
    found: dict[Pair, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        pair = (receipt.object, receipt.subject) if turned else (receipt.subject, receipt.object)
        found[pair].append(receipt)
    return dict(found)
