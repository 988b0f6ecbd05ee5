"""What touches a list or a rule: named itself, owned or supplied by a named party, subject to a rule, with the chain.

A touch is what the facts say and no finding of law: whether a rule reaches a party is for its text and a lawyer. Lists
of permits are told apart from lists of restrictions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

from sinograph.graph.measures.named_parties import listings, ownership_rules, precision
from sinograph.graph.measures.ownership import ownership
from sinograph.graph.measures.rules_in_force import courses
from sinograph.graph.measures.supply import products, suppliers, things_used
from sinograph.graph.measures.view import qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.named_parties import Listing, OwnershipRule
    from sinograph.graph.measures.ownership import Holding
    from sinograph.graph.measures.rules_in_force import Course
    from sinograph.graph.measures.supply import Supply
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

How = Literal[
    "listed", "permitted", "named", "barred", "subject", "restricted", "banned", "product_restricted", "product_banned",
    "majority", "control", "minority", "held", "vehicle", "associate", "supplied", "uses",
]  # fmt: skip
#: In the order in which a party's touches are told.
_ORDER = {how: number for number, how in enumerate(get_args(How))}
Reached = Literal["reached", "below", "open"]


@dataclass(frozen=True, slots=True)
class Reach:
    """A rule on ownership by listed parties, and whether this owner's stake reaches its threshold.

    ``open`` where the stake is not stated or its interval holds the threshold.
    """

    rule: OwnershipRule
    reached: Reached


@dataclass(frozen=True, slots=True)
class Touch:
    """One way in which a party touches a list or a rule.

    *measure* is the list, rule or document, for a ban the body that bans. *chain* leads from the party to the named
    party or the thing, both included. *since* and *until* are those of the listing or restriction, "" where unknown;
    *share* is what the named party has of this one. *claims* follow the chain.
    """

    party: str
    how: How
    measure: str
    chain: tuple[str, ...]
    since: str
    until: str
    scope: str
    under: str
    share: Interval | None
    reach: tuple[Reach, ...]
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """All touches, by party, then as :data:`How` lists them, then by measure and chain; and courses of measures."""

    touches: tuple[Touch, ...]
    courses: Mapping[str, Course]


def exposure(view: View) -> Exposure:
    """Return every touch that the accepted claims give; proposals and recommendations give none.

    An associate that stands on the same list itself is not told again as an associate. Empty where no claim speaks of
    lists or rules.
    """
    found: dict[tuple[str, int, str, tuple[str, ...]], list[Touch]] = defaultdict(list)
    for touch in (*_by_list(view), *_by_rule(view), *_by_ban(view)):
        if view.is_a(touch.party, "organization"):
            found[touch.party, _ORDER[touch.how], touch.measure, touch.chain].append(touch)
    return Exposure(tuple(_merged(found[key]) for key in sorted(found)), courses(view))


def _merged(touches: Sequence[Touch]) -> Touch:
    """Return one touch of several accounts of it: the most precise beginning, and everybody cited."""
    best = min(touches, key=lambda touch: (precision(touch.since), touch.claims))
    scopes = sorted({touch.scope for touch in touches} - {""})
    others = [touch for touch in touches if touch is not best]
    return replace(
        best,
        until=next(filter(None, (touch.until for touch in (best, *others))), ""),
        scope="; ".join(scopes),
        claims=tuple(dict.fromkeys(claim for touch in (best, *others) for claim in touch.claims)),
        rivals=tuple(sorted({claim for touch in touches for claim in touch.rivals})),
    )


def _by_list(view: View) -> Iterator[Touch]:
    named = listings(view)
    restricting = [listing for listing in named if not listing.permit]
    for listing in named:
        yield _listed(listing, "permitted" if listing.permit else "listed", (listing.party,), ())
    yield from _owned(view, restricting)
    yield from _associates(view, restricting)
    by_party = _grouped(restricting)
    for supply in suppliers(view):
        for listing in by_party.get(supply.end, ()):
            yield _listed(listing, "supplied", supply.chain, supply.claims, supply.rivals)


def _listed(
    listing: Listing, how: How, chain: tuple[str, ...], claims: Iterable[str], rivals: Iterable[str] = ()
) -> Touch:
    return Touch(
        party=chain[0],
        how=how,
        measure=listing.list,
        chain=chain,
        since=listing.since,
        until=listing.until,
        scope="",
        under=listing.under,
        share=None,
        reach=(),
        claims=tuple(dict.fromkeys((*claims, *listing.claims))),
        rivals=tuple(sorted({*rivals, *listing.rivals})),
    )


def _grouped(named: Iterable[Listing]) -> Mapping[str, list[Listing]]:
    found: dict[str, list[Listing]] = defaultdict(list)
    for listing in named:
        found[listing.party].append(listing)
    return found


def _owned(view: View, named: Sequence[Listing]) -> Iterator[Touch]:
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
    touch = _listed(listing, _how(steps), _through(steps), [c for step in steps for c in step.claims])
    rivals = {claim for step in steps for claim in step.rivals}
    return replace(
        touch,
        share=share,
        reach=tuple(Reach(rule, _reached(rule, share)) for rule in rules),
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


def _associates(view: View, named: Sequence[Listing]) -> Iterator[Touch]:
    on = {(listing.party, listing.list) for listing in named}
    by_party = _grouped(named)
    for receipt in view.accepted("associate_of"):
        for party, other in ((receipt.subject, receipt.object), (receipt.object, receipt.subject)):
            for listing in by_party.get(other, ()):
                if (party, listing.list) not in on:
                    yield _listed(listing, "associate", (party, other), view.cited(receipt), view.rivals(receipt))


def _by_rule(view: View) -> Iterator[Touch]:
    for receipt in view.accepted("named_in"):
        yield _ruled(view, receipt, "named", receipt.object, (receipt.subject,))
    for receipt in view.accepted("barred_from"):
        yield _ruled(view, receipt, "barred", qualifier(receipt, "under"), (receipt.subject, receipt.object))
    for receipt in view.accepted("applies_to"):
        yield _ruled(view, receipt, "subject", receipt.subject, (receipt.object,))
    restricted = view.accepted("restricts")
    for receipt in restricted:
        yield _ruled(view, receipt, "restricted", receipt.subject, (receipt.object,))
    used = _by_end(things_used(view))
    made = _by_end(products(view))
    for receipt in restricted:
        yield from (_chained(view, receipt, "uses", supply) for supply in used.get(receipt.object, ()))
        yield from (_chained(view, receipt, "product_restricted", supply) for supply in made.get(receipt.object, ()))


def _by_ban(view: View) -> Iterator[Touch]:
    made = _by_end(products(view))
    for receipt in view.accepted("bans"):
        yield _ruled(view, receipt, "banned", receipt.subject, (receipt.object,))
        for supply in made.get(receipt.object, ()):
            yield _chained(view, receipt, "product_banned", supply)


def _by_end(supplies: Iterable[Supply]) -> Mapping[str, list[Supply]]:
    found: dict[str, list[Supply]] = defaultdict(list)
    for supply in supplies:
        found[supply.end].append(supply)
    return found


def _ruled(view: View, receipt: Receipt, how: How, measure: str, chain: tuple[str, ...]) -> Touch:
    return Touch(
        party=chain[0],
        how=how,
        measure=measure,
        chain=chain,
        since=qualifier(receipt, "since") or receipt.period,
        until=qualifier(receipt, "until"),
        scope=qualifier(receipt, "scope"),
        under=qualifier(receipt, "under"),
        share=None,
        reach=(),
        claims=view.cited(receipt),
        rivals=view.rivals(receipt),
    )


def _chained(view: View, receipt: Receipt, how: How, supply: Supply) -> Touch:
    touch = _ruled(view, receipt, how, receipt.subject, supply.chain)
    claims = tuple(dict.fromkeys((*supply.claims, *touch.claims)))
    return replace(touch, claims=claims, rivals=tuple(sorted({*supply.rivals, *touch.rivals})))
