"""What happened when, and what is to happen: the claims that date an event, oldest first.

Dated are attributes whose value is a period (founded, released, the step of a procedure, an expected IPO); relations
by ``since`` and ``until``; relations that happen at a time (an investment, a purchase, a lawsuit) by the claim's
period; and subscriptions by the days of their offering. A claim that only says that something held in a period (a
stake at the end of June) is no event. Plans take part, marked by their outlook: that they were made is dated. Rivals
do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from sinograph.graph.measures.view import qualifier
from sinograph.loaders.periods import Period
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

#: ``on``: it happened then; ``begins``, ``ends``: so it was from then on, or until then.
Moment = Literal["on", "begins", "ends"]

#: Relations that happen at a time; the period of any other says when it was seen to hold.
HAPPENINGS = frozenset(
    {
        *("invested_in", "subscribed_to", "acquired", "buys", "supplies", "supplies_compute_to", "partner_of"),
        *("sues", "accuses", "acts_against", "bans", "charged_in", "restricts", "changes_list", "on_list", "listed_on"),
        *("enacted_by", "proposes", "supports", "opposes", "approved_for", "founder_of", "first_to", "issued_by"),
    }
)
#: Steps of an offering by which a subscription to it is dated, the best first.
_SUBSCRIBED = ("open_for_subscription", "completed")


class _Date(NamedTuple):
    moment: Moment
    period: Period
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another date of the same event, as stated, and the claim that gives it."""

    date: str
    claim: str


@dataclass(frozen=True, slots=True)
class Event:
    """One dated statement: *receipt* says what, *period* when; *claims* are those that it rests on.

    *outlook* is empty unless it is planned, expected, rumoured and the like. *rivals* give another date or account.
    """

    moment: Moment
    period: Period
    receipt: Receipt
    outlook: str
    claims: tuple[str, ...]
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events, and how many claims on the same things hold for a period without being an event."""

    events: tuple[Event, ...]
    standing: int


def timeline(view: View, entity: str = "", since: date | None = None, until: date | None = None) -> Timeline:
    """Return the events of *entity* (of all, if it is empty) that may have taken place from *since* to *until*.

    An event is of an entity if its claim is of it, on it or names it, or of what it develops or issued (a model's
    release, an offering's days). A coarse date counts if one of its days does, and sorts by its first day; of those
    that begin on one day the more exact comes first, then by claim id. Claims that say the same are one event, with the
    most precise of their dates; a plan is left out once a fact of the same date tells that it came about.
    """
    circle = _circle(view, entity)
    wanted = [r for r in view.receipts.values() if r.status == "accepted" and (not entity or r.touched() & circle)]
    offerings = _offering_days(view)
    found = [event for receipt in wanted for event in _events(view, receipt, offerings)]
    kept = [event for event in _came_about(list(_merged(found))) if _falls_in(event.period, since, until)]
    standing = sum(_only_holds(receipt) for receipt in wanted)
    return Timeline(tuple(sorted(kept, key=_order)), standing)


def _circle(view: View, entity: str) -> frozenset[str]:
    """Return *entity* with what it develops and the deals that it issued."""
    developed = (r.object for r in view.accepted("develops") if r.subject == entity)
    issued = (r.subject for r in view.accepted("issued_by") if r.object == entity)
    return frozenset({entity, *developed, *issued})


def _events(view: View, receipt: Receipt, offerings: Mapping[str, _Date]) -> Iterator[Event]:
    cited, rivals = view.cited(receipt), tuple(_rivals(view, receipt))
    for moment, period, more in _dates(receipt, [view.receipts[claim] for claim in cited], offerings):
        claims = tuple(dict.fromkeys((*cited, *more)))
        yield Event(moment, period, receipt, qualifier(receipt, "outlook"), claims, rivals)


def _dates(receipt: Receipt, cited: Sequence[Receipt], offerings: Mapping[str, _Date]) -> Iterator[_Date]:
    """Yield the dates of an event: of all that say the same, the most precise."""
    if not receipt.object:
        yield from _attribute_date(receipt)
        return
    since, until = (_finest(qualifier(said, name) for said in cited) for name in ("since", "until"))
    seen = _finest(said.period for said in cited)
    if since:
        yield _Date("begins", since, ())
    elif seen and receipt.property in HAPPENINGS:
        yield _Date("on", seen, ())
    elif receipt.property == "subscribed_to" and receipt.object in offerings:
        yield offerings[receipt.object]
    if until:
        yield _Date("ends", until, ())


def _finest(texts: Iterable[str]) -> Period | None:
    periods = [Period.parse(text) for text in texts if text]
    return min(periods, key=lambda period: (period.end - period.start, period.start), default=None)


def _attribute_date(receipt: Receipt) -> Iterator[_Date]:
    if load_vocabulary().properties[receipt.property].range == "Period":
        yield _Date("on", Period.parse(receipt.value), ())


def _offering_days(view: View) -> Mapping[str, _Date]:
    """Return the days of each offering by which subscriptions to it are dated, with the claims that give them."""
    found: dict[str, _Date] = {}
    for step in reversed(_SUBSCRIBED):
        for receipt in view.accepted("event_date"):
            if qualifier(receipt, "step") == step and view.is_a(receipt.subject, "offering"):
                found[receipt.subject] = _Date("on", Period.parse(receipt.value), view.cited(receipt))
    return found


def _rivals(view: View, receipt: Receipt) -> Iterator[Rival]:
    for claim in view.rivals(receipt):
        other = view.receipts[claim]
        stated = qualifier(other, "since") or other.period if other.object else other.value
        yield Rival(stated, claim)


def _merged(events: Iterable[Event]) -> Iterator[Event]:
    """Yield one event for all that say the same of the same things on the same date."""
    groups: dict[tuple[object, ...], list[Event]] = {}
    for event in sorted(events, key=_order):
        said = event.receipt
        same = (said.subject, said.property, said.object, said.value, said.unit, said.precision, said.qualifiers)
        groups.setdefault((event.moment, event.period.text, *same), []).append(event)
    return (_one(group) for group in groups.values())


def _one(group: Sequence[Event]) -> Event:
    first = group[0]
    claims = tuple(dict.fromkeys(claim for event in group for claim in event.claims))
    rivals = tuple(dict.fromkeys(rival for event in group for rival in event.rivals))
    return Event(first.moment, first.period, first.receipt, first.outlook, claims, rivals)


def _came_about(events: Sequence[Event]) -> list[Event]:
    """Return *events* without the plans of which another event says that they came about, within the planned time."""
    facts: dict[tuple[str, ...], list[Period]] = {}
    for event in events:
        if not event.outlook:
            facts.setdefault(_what(event), []).append(event.period)
    return [
        event
        for event in events
        if not (event.outlook and any(event.period.overlaps(period) for period in facts.get(_what(event), ())))
    ]


def _what(event: Event) -> tuple[str, ...]:
    said = event.receipt
    return event.moment, said.subject, said.property, said.object, qualifier(said, "step"), qualifier(said, "round")


def _falls_in(period: Period, since: date | None, until: date | None) -> bool:
    return (since is None or period.end > since) and (until is None or period.start <= until)


def _only_holds(receipt: Receipt) -> bool:
    """Say whether a relation is dated by nothing but a period in which it was seen to hold."""
    dated = qualifier(receipt, "since") or qualifier(receipt, "until") or receipt.property in HAPPENINGS
    return bool(receipt.object and receipt.period and not dated)


def _order(event: Event) -> tuple[date, date, str, str]:
    return event.period.start, event.period.end, event.receipt.claim, event.moment
