"""Touches by ownership: what parties on a list control at any depth, and what they or those hold to half or less."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sinograph.graph.measures.named_parties import ownership_rules
from sinograph.graph.measures.ownership import ownership
from sinograph.graph.measures.touches import Reach, listed_touch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.named_parties import Listing, OwnershipRule
    from sinograph.graph.measures.ownership import Holding
    from sinograph.graph.measures.touches import How, Reached, Touch
    from sinograph.graph.measures.view import View


def owned_touches(view: View, named: Sequence[Listing]) -> Iterator[Touch]:
    """Yield what named parties control at any depth, and what they or those hold to half or less."""
    holdings = {(holding.owner, holding.company): holding for holding in ownership(view).holdings}
    rules = ownership_rules(view)
    for listing in named:
        within = _controlled(listing.party, holdings)
        reach = [rule for rule in rules if rule.list == listing.list]
        for chain in within.values():
            if len(chain) > 1:
                yield _owned_touch(listing, chain, holdings, reach)
        for holding in holdings.values():
            if holding.owner in within and holding.company not in within and _is_stake(holding):
                yield _owned_touch(listing, (holding.company, *within[holding.owner]), holdings, reach)


def _controlled(owner: str, holdings: Mapping[tuple[str, str], Holding]) -> dict[str, tuple[str, ...]]:
    """Return what *owner* controls, itself included, each with the shortest chain up to the owner."""
    found: dict[str, tuple[str, ...]] = {owner: (owner,)}
    waiting = [owner]
    for name in waiting:
        below = sorted(c for (o, c), h in holdings.items() if o == name and h.standing in {"majority", "control"})
        for company in below:
            if company not in found:
                found[company] = (company, *found[name])
                waiting.append(company)
    return found


def _is_stake(holding: Holding) -> bool:
    return holding.standing in {"minority", "unclear", "unknown", "holds_for"}


def _owned_touch(
    listing: Listing,
    chain: tuple[str, ...],
    holdings: Mapping[tuple[str, str], Holding],
    rules: Iterable[OwnershipRule],
) -> Touch:
    steps = [holdings[owner, company] for company, owner in pairwise(chain)]
    whole = holdings.get((listing.party, chain[0]))
    share = whole.integrated if whole else None
    touch = listed_touch(listing, _how(steps), _through(steps), [c for step in steps for c in step.claims])
    rivals = {claim for step in steps for claim in step.rivals}
    return replace(
        touch,
        share=share,
        # A vehicle holds shares for its owner; who owns the vehicle itself nobody says.
        reach=() if touch.how == "vehicle" else tuple(Reach(rule, _reached(rule, share)) for rule in rules),
        rivals=tuple(sorted({*touch.rivals, *rivals})),
    )


def _how(steps: Sequence[Holding]) -> How:
    """Return what a chain of holdings is, the party's own first: majority only where every step is."""
    first = steps[0].standing
    if first in {"majority", "control"}:
        return "majority" if all(step.standing == "majority" for step in steps) else "control"
    return "vehicle" if first == "holds_for" else "minority" if first == "minority" else "held"


def _through(steps: Sequence[Holding]) -> tuple[str, ...]:
    """Return the chain with what stands between owner and company in each step, the party first."""
    chain = [steps[0].company]
    for step in steps:
        direct = step.direct is not None or not step.paths
        chain += [step.owner] if direct else list(reversed(step.paths[0].nodes[:-1]))
    return tuple(chain)


def _reached(rule: OwnershipRule, share: Interval | None) -> Reached:
    if share is None:
        return "open"
    if share.lower >= rule.threshold.lower:
        return "reached"
    return "below" if share.upper < rule.threshold.lower else "open"
