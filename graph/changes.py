"""What changed between two accepted views, fact by fact: what is new, what was revised, what is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeVar

from sinograph.graph.clocks import mentioned_by
from sinograph.graph.settling import agree, settle
from sinograph.loaders.periods import Period
from sinograph.loaders.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sinograph.loaders import Facts
    from sinograph.loaders.records import Claim
    from sinograph.ontology import Vocabulary

Kind = Literal["revised", "gone", "new"]
#: How a revised value stands to the old one: both cannot be true, the new one says more, or neither.
Bearing = Literal["contradicts", "narrows", "agrees", ""]

Bound = TypeVar("Bound", Decimal, date)
_KINDS: tuple[Kind, ...] = ("revised", "gone", "new")


@dataclass(frozen=True, slots=True)
class Change:
    """A fact whose accepted claim differs: *before* is None for a new fact, *after* for one that is gone.

    *bearing* is "" unless the fact was revised.
    """

    fact: str
    kind: Kind
    before: Claim | None
    after: Claim | None
    bearing: Bearing

    @property
    def claim(self) -> Claim:
        """The claim that says what the fact is about: the later one where there are two."""
        claim = self.after or self.before
        assert claim is not None  # noqa: S101 - one of the two always is
        return claim


def compare(before: Facts, after: Facts, vocabulary: Vocabulary) -> list[Change]:
    """Return the facts whose accepted claims say different things, revised ones first, then gone, then new.

    Within each, by subject, property, period, qualifiers and fact. Another source for the same value is no change, nor
    is another spelling of it or its bare repetition; another interval is, even where it overlaps the old one. Empty
    where nothing changed.
    """
    old, new = _accepted(before, vocabulary), _accepted(after, vocabulary)
    found = (_change(fact, old.get(fact), new.get(fact)) for fact in old.keys() | new.keys())
    return sorted((change for change in found if change is not None), key=_place)


def touching(changes: Iterable[Change], entity: str) -> list[Change]:
    """Return those of *changes* that are on *entity* or mention it, each kind apart, its own facts first."""
    found = [change for change in changes if entity in mentioned_by(change.claim)]
    return sorted(found, key=lambda change: (_KINDS.index(change.kind), change.claim.subject != entity))


def _accepted(facts: Facts, vocabulary: Vocabulary) -> dict[str, Claim]:
    return {settled.fact: settled.claim for settled in settle(facts, vocabulary) if settled.status == "accepted"}


def _change(fact: str, old: Claim | None, new: Claim | None) -> Change | None:
    if old is None or new is None:
        return Change(fact, "new" if old is None else "gone", old, new, "")
    if _said(old) == _said(new) or _lost_its_date(old, new):
        return None
    return Change(fact, "revised", old, new, _bearing(old, new))


def _lost_its_date(old: Claim, new: Claim) -> bool:
    """Say whether the new claim repeats the old without its date, by a weightier source: nothing was revised."""
    return old.period is not None and new.period is None and (old.object, old.value) == (new.object, new.value)


def _said(claim: Claim) -> tuple[object, ...]:
    """Return what a claim says of its fact, whatever its spelling."""
    value = claim.value
    if isinstance(value, Quantity):
        return claim.object, value.lower, value.upper, value.unit
    if isinstance(value, Period):
        return claim.object, value.start, value.end
    return claim.object, value, claim.period and (claim.period.start, claim.period.end)


def _bearing(old: Claim, new: Claim) -> Bearing:
    if not agree(old, new):
        return "contradicts"
    return "narrows" if _is_narrower(old, new) else "agrees"


def _is_narrower(old: Claim, new: Claim) -> bool:
    if isinstance(old.value, Quantity) and isinstance(new.value, Quantity):
        was, now = old.value, new.value
        return _within(now.lower, was.lower, was.upper) and _within(now.upper, was.lower, was.upper)
    was_, now_ = _when(old), _when(new)
    if was_ is None or now_ is None:
        return was_ is None
    return was_.start <= now_.start and now_.end <= was_.end


def _when(claim: Claim) -> Period | None:
    return claim.value if isinstance(claim.value, Period) else claim.period


def _within(bound: Bound | None, lower: Bound | None, upper: Bound | None) -> bool:
    """Say whether a bound lies in an interval; an open bound lies only in what is open on some side."""
    if bound is None:
        return lower is None or upper is None
    return (lower is None or lower <= bound) and (upper is None or bound <= upper)


def _place(change: Change) -> tuple[int, str, str, str, tuple[tuple[str, str], ...], str]:
    claim = change.claim
    period = str(claim.period or "")
    return _KINDS.index(change.kind), claim.subject, claim.property.name, period, claim.qualifiers, change.fact
