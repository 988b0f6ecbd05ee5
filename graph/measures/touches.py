"""A touch: one way in which a party touches a list or a rule, and how touches are made of claims."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from sinograph.graph.measures.named_parties import precision
from sinograph.graph.measures.view import qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.named_parties import Listing, OwnershipRule
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

How = Literal[
    "listed", "permitted", "named", "barred", "subject", "restricted", "banned", "product_restricted", "product_banned",
    "majority", "control", "minority", "held", "vehicle", "associate", "supplied", "uses",
]  # fmt: skip
#: In the order in which a party's touches are told.
ORDER = {how: number for number, how in enumerate(get_args(How))}
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


def listed_touch(
    listing: Listing, how: How, chain: tuple[str, ...], claims: Iterable[str], rivals: Iterable[str] = ()
) -> Touch:
    """Return the touch of *listing* at the near end of *chain*; *claims* say the chain and stand first."""
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


def ruled_touch(view: View, receipt: Receipt, how: How, measure: str, chain: tuple[str, ...]) -> Touch:
    """Return the touch of *measure* that one claim states, with the claim's own dates."""
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


def merged(touches: Sequence[Touch]) -> Touch:
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


def by_party(named: Iterable[Listing]) -> Mapping[str, list[Listing]]:
    """Return listings by party."""
    found: dict[str, list[Listing]] = defaultdict(list)
    for listing in named:
        found[listing.party].append(listing)
    return found
