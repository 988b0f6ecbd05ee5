"""Who stands on which list, and which rules reach those whom listed parties own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sinograph.graph.measures.amounts import interval_of
from sinograph.graph.measures.view import qualifier
from sinograph.loaders.periods import period_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

#: How the facts mark a list that grants instead of restricts: the kind of entity is the same for both.
_PERMITS = "a list of permits"
#: The scope of a rate that says from which stake on a rule reaches a company.
_THRESHOLD = "ownership threshold"


@dataclass(frozen=True, slots=True)
class Listing:
    """A party on a list.

    *since* and *until* are as stated, "" where unknown; *under* is the action that named it; *permit* says that the
    list grants instead of restricts.
    """

    party: str
    list: str
    since: str
    until: str
    under: str
    permit: bool
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnershipRule:
    """A rule that reaches companies of which those on a list hold *threshold* or more (its lower end)."""

    rule: str
    list: str
    threshold: Interval
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


def listings(view: View) -> list[Listing]:
    """Return every listing that was made, by party and list; proposals and recommendations are none.

    Of several accounts the one with the most precise beginning dates it; all are cited.
    """
    found: dict[tuple[str, str], list[Receipt]] = defaultdict(list)
    for receipt in view.accepted("on_list"):
        found[receipt.subject, receipt.object].append(receipt)
    permits = {r.object for r in view.receipts.values() if r.property == "on_list" and _PERMITS in r.note}
    return [_listing(view, found[pair], permit=pair[1] in permits) for pair in sorted(found)]


def ownership_rules(view: View) -> list[OwnershipRule]:
    """Return the rules that have a threshold of ownership and apply to a list, by list and rule."""
    rates = {r.subject: r for r in view.accepted("policy_rate") if qualifier(r, "scope") == _THRESHOLD}
    found = []
    for receipt in view.accepted("applies_to"):
        rate = rates.get(receipt.subject)
        threshold = interval_of(rate) if rate else None
        if rate and threshold and view.is_a(receipt.object, "sanction_list"):
            claims = (*view.cited(receipt), *view.cited(rate))
            rivals = (*view.rivals(receipt), *view.rivals(rate))
            found.append(OwnershipRule(receipt.subject, receipt.object, threshold, claims, rivals))
    return sorted(found, key=lambda rule: (rule.list, rule.rule))


def precision(text: str) -> timedelta:
    """Return the length of a period as written, the longest of all for none: the smaller, the more precise."""
    period = period_of(text)
    return period.end - period.start if period else timedelta.max


def _listing(view: View, receipts: Sequence[Receipt], *, permit: bool) -> Listing:
    cited = tuple(dict.fromkeys(claim for receipt in receipts for claim in view.cited(receipt)))
    said = [view.receipts[claim] for claim in cited if not qualifier(view.receipts[claim], "outlook")]
    best = min(said, key=lambda r: (precision(qualifier(r, "since")), r.claim))
    ordered = (best, *(receipt for receipt in said if receipt is not best))
    return Listing(
        party=best.subject,
        list=best.object,
        since=qualifier(best, "since"),
        until=next(filter(None, (qualifier(r, "until") for r in ordered)), ""),
        under=next(filter(None, (qualifier(r, "under") for r in ordered)), ""),
        permit=permit,
        claims=cited,
        rivals=tuple(sorted({claim for r in receipts for claim in view.rivals(r)})),
    )
