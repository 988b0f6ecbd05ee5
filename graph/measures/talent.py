"""Who left one organisation for another, as far as claims give the order.

A person's posts at one organisation (``works_for``, ``leads``, ``founder_of``) are one *stay*; a change of post within
it is no move. A stay is over if a claim says that a post has ended and none speaks of a post that goes on. A person
moved from A to B if the stay at A is over and

- the first day of B (``since``, or the founding) is after A's last possible day (``until``; of a post that a source
  calls ended, the day of that source), or B is first attested (``period``) after it; or
- the stay at B goes on, and no dates say that it began before the one at A did, or before that one's ``until``.

Of A to B to C with B over, A to C is no move of its own. ``studied_at`` is no post. A flow counts people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

from sinograph.graph.measures.view import is_over, qualifier
from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

_POSTS = ("works_for", "leads")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """A person at an organisation: first and last day as stated ("" where unknown), and whether it is over.

    *began* is the first day that the stay can have had by ``since`` or founding, *seen* the first on which a claim
    attests it, *ended* the last day that it can have lasted; None where no claim says.
    """

    person: str
    organisation: str
    since: str
    until: str
    is_over: bool
    began: date | None
    seen: date | None
    ended: date | None
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One person from one stay to another."""

    left: Stay
    joined: Stay


@dataclass(frozen=True, slots=True)
class Flow:
    """All moves from one organisation to another, by person."""

    source: str
    target: str
    moves: tuple[Move, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims on both stays of every move, each once."""
        stays = [stay for move in self.moves for stay in (move.left, move.joined)]
        return tuple(dict.fromkeys(claim for stay in stays for claim in stay.claims))

    @property
    def rivals(self) -> tuple[str, ...]:
        """The claims that disagree with one of these, in order of id."""
        stays = [stay for move in self.moves for stay in (move.left, move.joined)]
        return tuple(sorted({rival for stay in stays for rival in stay.rivals}))


@dataclass(frozen=True, slots=True)
class Talent:
    """Flows, those of most people first (ties by ids), and how many pairs of stays have no known order."""

    flows: tuple[Flow, ...]
    unordered: int


def talent(view: View) -> Talent:
    """Return all flows; none where no claim gives the order of two posts of one person."""
    by_person: dict[str, list[Stay]] = {}
    for stay in stays(view):
        by_person.setdefault(stay.person, []).append(stay)
    moves = [move for found in by_person.values() for move in _direct(found)]
    unordered = sum(_unordered(found) for found in by_person.values())
    return Talent(tuple(_flows(moves)), unordered)


def stays(view: View) -> list[Stay]:
    """Return what is known of who was where, by person and organisation."""
    groups: dict[tuple[str, str], list[Receipt]] = {}
    for receipt in view.accepted(*_POSTS, "founder_of"):
        if view.is_a(receipt.subject, "person") and view.is_a(receipt.object, "organization"):
            groups.setdefault((receipt.subject, receipt.object), []).append(receipt)
    return [_stay(view, *ends, groups[ends]) for ends in sorted(groups)]


def moved(left: Stay, joined: Stay) -> bool:
    """Say whether the claims show that the stay *joined* came after *left*."""
    if not left.is_over:
        return False
    if joined.is_over or _started_before(joined, left):
        return _is_after(joined, left.ended)
    return True


def _is_after(stay: Stay, ended: date | None) -> bool:
    first = stay.began or stay.seen
    return ended is not None and first is not None and first > ended


def _started_before(one: Stay, other: Stay) -> bool:
    """Say whether dates put the beginning of *one* before *other* began, was seen, or ended."""
    if not one.since:
        return False
    first = min((day for day in (other.began, other.seen) if day), default=None)
    within = bool(other.until) and _last(one.since) < _first(other.until)
    return within or (first is not None and _first(one.since) < first)


def _direct(found: Sequence[Stay]) -> list[Move]:
    pairs = [Move(one, two) for one, two in permutations(found, 2) if moved(one, two)]
    ends = {(move.left.organisation, move.joined.organisation) for move in pairs}
    between = {stay.organisation for stay in found if stay.is_over}
    return [move for move in pairs if not any(_leads_over(move, stop, ends) for stop in between)]


def _leads_over(move: Move, stop: str, ends: set[tuple[str, str]]) -> bool:
    return (move.left.organisation, stop) in ends and (stop, move.joined.organisation) in ends


def _unordered(found: Sequence[Stay]) -> int:
    """Count the pairs of which one stay at least is over, and neither is known to follow the other."""
    pairs = permutations(found, 2)
    return sum(
        one.organisation < two.organisation
        and (one.is_over or two.is_over)
        and not (moved(one, two) or moved(two, one))
        for one, two in pairs
    )


def _flows(moves: Iterable[Move]) -> list[Flow]:
    groups: dict[tuple[str, str], list[Move]] = {}
    for move in moves:
        groups.setdefault((move.left.organisation, move.joined.organisation), []).append(move)
    found = [Flow(*ends, tuple(sorted(group, key=lambda move: move.left.person))) for ends, group in groups.items()]
    return sorted(found, key=lambda flow: (-len(flow.moves), flow.source, flow.target))


def _stay(view: View, person: str, organisation: str, receipts: Sequence[Receipt]) -> Stay:
    posts = [receipt for receipt in receipts if receipt.property in _POSTS]
    over = bool(posts) and all(is_over(receipt) for receipt in posts)
    since = min(filter(None, map(_since, receipts)), key=_first, default="")
    until = max(filter(None, (qualifier(r, "until") for r in posts)), key=_last, default="") if over else ""
    seen = min((_first(receipt.period) for receipt in posts if receipt.period), default=None)
    claims = tuple(dict.fromkeys(claim for receipt in receipts for claim in view.cited(receipt)))
    rivals = tuple(sorted({rival for receipt in receipts for rival in view.rivals(receipt)}))
    began = _first(since) if since else None
    return Stay(person, organisation, since, until, over, began, seen, _ended(view, posts, over=over), claims, rivals)


def _since(receipt: Receipt) -> str:
    """Return when a post began; an organisation's founder is there from its founding."""
    return qualifier(receipt, "since") or (receipt.period if receipt.property == "founder_of" else "")


def _ended(view: View, posts: Sequence[Receipt], *, over: bool) -> date | None:
    """Return the last day that the stay can have lasted; of several posts that of the one that ended last."""
    days = [_last_day(view, receipt) for receipt in posts] if over else []
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def _last_day(view: View, receipt: Receipt) -> date | None:
    text = qualifier(receipt, "until") or view.sources[receipt.source].published
    return _last(text) if text else None


def _first(text: str) -> date:
    return Period.parse(text).start


def _last(text: str) -> date:
    return Period.parse(text).end - _DAY
