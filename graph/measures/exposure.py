"""What touches a list or a rule: named itself, owned or supplied by a named party, subject to a rule, with the chain.

A touch is what the facts say and no finding of law: whether a rule reaches a party is for its text and a lawyer. Lists
of permits are told apart from lists of restrictions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sinograph.graph.measures.named_parties import listings
from sinograph.graph.measures.owned_touches import owned_touches
from sinograph.graph.measures.rules_in_force import courses
from sinograph.graph.measures.supply import products, suppliers, things_used
from sinograph.graph.measures.touches import ORDER, Touch, by_party, listed_touch, merged, ruled_touch
from sinograph.graph.measures.view import qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sinograph.graph.measures.named_parties import Listing
    from sinograph.graph.measures.rules_in_force import Course
    from sinograph.graph.measures.supply import Supply
    from sinograph.graph.measures.touches import How
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt


@dataclass(frozen=True, slots=True)
class Exposure:
    """All touches, by party, then in the order of the kinds of touch, then by measure and chain; and all courses."""

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
            found[touch.party, ORDER[touch.how], touch.measure, touch.chain].append(touch)
    return Exposure(tuple(merged(found[key]) for key in sorted(found)), courses(view))


def _by_list(view: View) -> Iterator[Touch]:
    named = listings(view)
    restricting = [listing for listing in named if not listing.permit]
    for listing in named:
        yield listed_touch(listing, "permitted" if listing.permit else "listed", (listing.party,), ())
    yield from owned_touches(view, restricting)
    yield from _associates(view, restricting)
    parties = by_party(restricting)
    for supply in suppliers(view):
        for listing in parties.get(supply.end, ()):
            yield listed_touch(listing, "supplied", supply.chain, supply.claims, supply.rivals)


def _associates(view: View, named: Sequence[Listing]) -> Iterator[Touch]:
    on = {(listing.party, listing.list) for listing in named}
    parties = by_party(named)
    for receipt in view.accepted("associate_of"):
        for party, other in ((receipt.subject, receipt.object), (receipt.object, receipt.subject)):
            for listing in parties.get(other, ()):
                if (party, listing.list) not in on:
                    yield listed_touch(listing, "associate", (party, other), view.cited(receipt), view.rivals(receipt))


def _by_rule(view: View) -> Iterator[Touch]:
    for receipt in view.accepted("named_in"):
        yield ruled_touch(view, receipt, "named", receipt.object, (receipt.subject,))
    for receipt in view.accepted("barred_from"):
        yield ruled_touch(view, receipt, "barred", qualifier(receipt, "under"), (receipt.subject, receipt.object))
    for receipt in view.accepted("applies_to"):
        yield ruled_touch(view, receipt, "subject", receipt.subject, (receipt.object,))
    restricted = view.accepted("restricts")
    for receipt in restricted:
        yield ruled_touch(view, receipt, "restricted", receipt.subject, (receipt.object,))
    used = _by_end(things_used(view))
    made = _by_end(products(view))
    for receipt in restricted:
        yield from (_chained(view, receipt, "uses", supply) for supply in used.get(receipt.object, ()))
        yield from (_chained(view, receipt, "product_restricted", supply) for supply in made.get(receipt.object, ()))


def _by_ban(view: View) -> Iterator[Touch]:
    made = _by_end(products(view))
    for receipt in view.accepted("bans"):
        yield ruled_touch(view, receipt, "banned", receipt.subject, (receipt.object,))
        for supply in made.get(receipt.object, ()):
            yield _chained(view, receipt, "product_banned", supply)


def _by_end(supplies: Iterable[Supply]) -> Mapping[str, list[Supply]]:
    found: dict[str, list[Supply]] = defaultdict(list)
    for supply in supplies:
        found[supply.end].append(supply)
    return found


def _chained(view: View, receipt: Receipt, how: How, supply: Supply) -> Touch:
    touch = ruled_touch(view, receipt, how, receipt.subject, supply.chain)
    claims = tuple(dict.fromkeys((*supply.claims, *touch.claims)))
    return replace(touch, claims=claims, rivals=tuple(sorted({*supply.rivals, *touch.rivals})))
