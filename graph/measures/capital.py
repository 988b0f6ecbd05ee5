"""What kind of capital a backer is, a company's register of holders, and how concentrated it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sinograph.graph.intervals import Interval
from sinograph.graph.measures.amounts import interval_of, total
from sinograph.graph.measures.view import qualifier
from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

Capital = Literal["state", "sovereign", "corporate", "venture", "institution", "insider", "other"]

#: By ``investor_type``, which a source says, before the kind, which the curator chose.
_BY_TYPE: Mapping[str, Capital] = {
    "state_capital": "state",
    "sovereign_capital": "sovereign",
    "corporate_capital": "corporate",
    "market_capital": "venture",
}
_BY_KIND: Mapping[str, Capital] = {
    "government_body": "state",
    "state_investor": "state",
    "sovereign_fund": "sovereign",
    "venture_capital": "venture",
    "corporate_investor": "corporate",
    "company": "corporate",
    "asset_manager": "institution",
    "bank": "institution",
    "insurer": "institution",
    "person": "insider",
    "holding_vehicle": "insider",
}
#: A register of less says too little of the whole.
_HALF = Decimal("0.5")
_HOME = {"CN", "HK", "MO", ""}


class Holders:
    """What kinds of capital the backers of a view are; a vehicle is what it holds shares for, if that is known."""

    def __init__(self, view: View) -> None:
        """Index who holds for whom, and what sources say of investors."""
        self._cards = view.entities
        self._types = {r.subject: _BY_TYPE[r.value] for r in view.accepted("investor_type") if r.value in _BY_TYPE}
        self._held: dict[str, set[str]] = defaultdict(set)
        for receipt in view.accepted("holds_stake_in"):
            self._held[receipt.subject].add(receipt.object)
        self._owners: dict[str, set[str]] = defaultdict(set)
        for receipt in view.accepted("vehicle_of"):
            self._owners[receipt.subject].add(receipt.object)

    def capital(self, backer: str) -> Capital:
        """Return what kind of capital *backer* is, as a source says, else by its kind.

        ``insider`` are persons, and vehicles of nobody known or of the company itself (employees); ``other`` is an
        investor of whose kind nothing is said.
        """
        owner = self._owner(backer)
        return self._types.get(owner) or _BY_KIND.get(self._cards[owner].kind, "other")

    def is_foreign(self, backer: str) -> bool:
        """Say whether *backer*, or whom it holds for, has a country that is recorded and is not China."""
        return self._cards[self._owner(backer)].country not in _HOME

    def _owner(self, backer: str) -> str:
        """Return whom a vehicle holds shares for; an employee platform holds them for people, not for its company."""
        owners = self._owners[backer]
        return next(iter(owners)) if len(owners) == 1 and not owners & self._held[backer] else backer


@dataclass(frozen=True, slots=True)
class Register:
    """The stakes in one company that sources state for one day or period: *stakes* are claims by holder."""

    company: str
    period: str
    stakes: Mapping[str, Receipt]

    @property
    def known(self) -> Interval:
        """The sum of the stakes."""
        return total(_share(receipt) for receipt in self.stakes.values())


def registers(view: View) -> dict[str, Register]:
    """Return the fullest register of each company that has one, by company.

    Stakes of different days are never added. A stake with a ``scope`` (a part, a group counted together, what is held
    through others) or with a ``basis`` of one share class is left out: its shares stand in the register under another
    name. A register that does not know half of the company, or is older than an investment in it, is none. Of two the
    one with the larger known sum is taken, of equal ones the later.
    """
    invested: dict[str, date] = defaultdict(lambda: date.min)
    for receipt in view.accepted("invested_in"):
        if receipt.period:
            invested[receipt.object] = max(invested[receipt.object], Period.parse(receipt.period).start)
    found: dict[tuple[str, str], dict[str, Receipt]] = defaultdict(dict)
    for receipt in view.accepted("holds_stake_in"):
        whole = not qualifier(receipt, "scope") and qualifier(receipt, "basis") != "of_class"
        if receipt.unit == "ratio" and whole:
            by_holder = found[receipt.object, receipt.period]
            former = by_holder.get(receipt.subject)
            if former is None or _share(receipt).upper > _share(former).upper:
                by_holder[receipt.subject] = receipt
    best: dict[str, Register] = {}
    for (company, period), stakes in sorted(found.items()):
        register = Register(company, period, dict(sorted(stakes.items())))
        former_best = best.get(company)
        current = bool(period) and Period.parse(period).end > invested[company] and register.known.upper >= _HALF
        if current and (former_best is None or register.known.lower >= former_best.known.lower):
            best[company] = register
    return best


def concentration(shares: Iterable[Interval]) -> Interval:
    """Return the Herfindahl-Hirschman index, the sum of squared shares, between 0 and 1, of shares of a whole of 1.

    Hirschman, *National Power and the Structure of Foreign Trade* (1945); Herfindahl (1950). What is unknown widens it:
    at least, the rest is spread over holders too small to count; at most, all of it belongs to the largest.
    """
    known = list(shares)
    if not known:
        return Interval(Decimal(0), Decimal(1))
    lower = sum((share.lower**2 for share in known), Decimal(0))
    rest = max(Decimal(1) - sum((share.lower for share in known), Decimal(0)), Decimal(0))
    largest = max(share.lower for share in known)
    upper = lower - largest**2 + (largest + rest) ** 2
    return Interval(lower, min(upper, Decimal(1)))


def _share(receipt: Receipt) -> Interval:
    share = interval_of(receipt)
    return share if share is not None and share.bounded else Interval(Decimal(0), Decimal(1))
