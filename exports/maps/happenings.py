"""Events as a chart shows them: by theme, with what several did together as one, and the most telling first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.exports.analysis.timeline import event_words
from sinograph.graph.measures.amounts import amount_of, middle
from sinograph.graph.measures.releases import releases
from sinograph.graph.measures.timeline import timeline
from sinograph.graph.measures.view import qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sinograph.graph.measures import View
    from sinograph.graph.measures.timeline import Event
    from sinograph.loaders.periods import Period

#: Themes by the groups of their marks, in order.
THEMES = {
    "theme_capital": Text("capital", "资本"),
    "theme_listing": Text("offerings and listings", "发售与上市"),
    "theme_model": Text("models and products", "模型与产品"),
    "theme_control": Text("controls, rules, disputes", "管制、法规与争议"),
    "theme_people": Text("people", "人物"),
    "theme_business": Text("business", "业务"),
}
#: Relations and attributes by theme; what is in none is business.
_THEME_OF = {
    **dict.fromkeys(("invested_in", "acquired", "holds_stake_in", "manages"), "theme_capital"),
    **dict.fromkeys(
        ("listed_on", "subscribed_to", "in_index", "ipo_expected", "advises", "issued_by"), "theme_listing"
    ),
    **dict.fromkeys(("released", "first_to", "available_on", "develops"), "theme_model"),
    **dict.fromkeys(("on_list", "changes_list", "restricts", "bans", "barred_from", "approved_for"), "theme_control"),
    **dict.fromkeys(("enacted_by", "proposes", "supports", "opposes", "linked_to", "applies_to"), "theme_control"),
    **dict.fromkeys(("acts_against", "charged_in", "sues", "accuses"), "theme_control"),
    **dict.fromkeys(("works_for", "leads", "founder_of", "studied_at"), "theme_people"),
}
#: A step of a procedure goes by what takes it.
_THEME_OF_KIND = {
    "offering": "theme_listing",
    "artifact": "theme_model",
    "policy_measure": "theme_control",
    "legal_case": "theme_control",
    "person": "theme_people",
}
#: Steps of a company on its way to an exchange.
_LISTING_STEPS = frozenset(
    {
        *("confidential_filing", "listing_application", "regulator_filing", "hearing_passed", "open_for_subscription"),
        *("tutoring_begun", "tutoring_completed", "converted_to_joint_stock", "stock_connect_eligible"),
        *("over_allotment_exercised", "stabilization_ends", "lock_up_ends"),
    }
)
#: What tells more than the other events of its theme.
_TELLING = frozenset({"listed_on", "released", "on_list", "takes_effect", "announced", "founder_of", "founded"})
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Happening:
    """What is one mark: *label* says it in words with its date; it rests on *claims*, each of which says a part.

    *entity* is what all of it is about. *planned*: it was planned, expected or rumoured only. *weight* grows with what
    it tells.
    """

    id: str
    theme: str
    entity: str
    label: Text
    period: Period
    planned: bool
    claims: tuple[str, ...]
    weight: tuple[bool, bool, Decimal, int]


def happenings(view: View) -> list[Happening]:
    """Return the events of *view*, oldest first; what one did to several on one date, or several to one, is one.

    Of releases only a thing's own takes part, not its preview or the day on which a reseller lists it.
    """
    own = {claim for release in releases(view).values() for claim in release.claims}
    events = [event for event in timeline(view).events if not _is_release(event) or own & set(event.claims)]
    groups = _together(_together([(event,) for event in events], "subject"), "object")
    teller = _Teller(view)
    return sorted((teller.tell(group) for group in groups), key=lambda one: (one.period.start, one.period.end, one.id))


_Group = tuple["Event", ...]


def _is_release(event: Event) -> bool:
    return event.receipt.property == "released" and not event.outlook


def _together(groups: Iterable[_Group], varying: str) -> Iterator[_Group]:
    """Yield *groups* with single relations joined that differ in nothing but one end."""
    alike: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for group in groups:
        said = group[0].receipt
        if len(group) > 1 or not said.object:
            yield group
            continue
        kept = said.object if varying == "subject" else said.subject
        date = group[0].moment, group[0].period.text, bool(group[0].outlook)
        alike[said.property, qualifier(said, "step"), kept, *date].append(group[0])
    yield from map(tuple, alike.values())


@dataclass(frozen=True)
class _Teller:
    """Says what a group of events is in words, and how much it tells."""

    view: View

    def tell(self, group: _Group) -> Happening:
        first, said = group[0], group[0].receipt
        subjects = self._told_first(event.receipt.subject for event in group)
        objects = self._told_first(event.receipt.object for event in group if event.receipt.object)
        words = event_words(first, self._names(subjects), self._names(objects) if objects else None)
        claims = tuple(dict.fromkeys(claim for event in group for claim in event.claims))
        return Happening(
            f"event-{said.claim}-{first.moment}",
            self._theme(first),
            said.subject if len(subjects) == 1 else said.object,
            Text(f"{words.en} ({first.period})", f"{words.zh} ({first.period})"),
            first.period,
            bool(first.outlook),
            claims,
            (
                not first.outlook,
                self._is_telling(first),
                self._money(group),
                self._told_of(subjects[0]) * self._told_of(*objects[:1]),
            ),
        )

    def _theme(self, event: Event) -> str:
        said = event.receipt
        if said.property in _THEME_OF:
            return _THEME_OF[said.property]
        if qualifier(said, "step") in _LISTING_STEPS:
            return "theme_listing"
        kinds = (theme for kind, theme in _THEME_OF_KIND.items() if self.view.is_a(said.subject, kind))
        return next(kinds, "theme_business") if said.property == "event_date" else "theme_business"

    def _names(self, entities: Sequence[str]) -> Text:
        first, *rest = (self.view.name(entity) for entity in entities)
        if not rest:
            return first
        if len(rest) == 1:
            return Text(f"{first.en}, {rest[0].en}", f"{first.zh}、{rest[0].zh}")
        return Text(f"{first.en} and others", f"{first.zh}等")

    def _told_first(self, entities: Iterable[str]) -> list[str]:
        return sorted(set(entities), key=lambda entity: (-self._told[entity], entity))

    def _is_telling(self, event: Event) -> bool:
        said = event.receipt
        return bool({said.property, qualifier(said, "step")} & _TELLING)

    def _money(self, group: _Group) -> Decimal:
        """Return what changed hands in US dollars, nothing where nobody says: of a round, all that it raised."""
        return max(
            sum((self._dollars(event.receipt.claim) for event in group), start=_NONE),
            *(self._raised.get(qualifier(event.receipt, "round"), _NONE) for event in group),
        )

    def _dollars(self, claim: str) -> Decimal:
        amount = amount_of(self.view, self.view.receipts[claim], "USD")
        return middle(amount.interval) if amount else _NONE

    @cached_property
    def _raised(self) -> Mapping[str, Decimal]:
        found: dict[str, Decimal] = defaultdict(lambda: _NONE)
        for receipt in self.view.accepted("proceeds"):
            found[receipt.subject] = max(found[receipt.subject], self._dollars(receipt.claim))
        return found

    @cached_property
    def _told(self) -> Mapping[str, int]:
        """How many claims are about each entity."""
        return Counter(entity for receipt in self.view.receipts.values() for entity in receipt.touched())

    def _told_of(self, entity: str = "") -> int:
        return self._told[entity] if entity else 1
