"""Direct stakes: what part of a company a holder has by itself or, as some sources count, with its vehicles.

Sources give the same holding many times: of several days, as a ratio and as a number of shares, of all that the holder
has or of a part. One account per holder and company is chosen here; nothing is added up.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sinograph.graph.measures.amounts import as_share, interval_of
from sinograph.graph.measures.view import qualifier
from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

_UNDATED = Period("", date.min, date.max)
#: Scopes of a stake that the holder has through others: the vehicles' own holdings are in it and must not be added.
_CONTAINING = {"through vehicles", "with affiliates", "indirect"}
#: Scope of several holders whom a filing counts as one; each has a claim of its own.
_TOGETHER = "holders counted together"
#: Scopes of what was held at the beginning, before others put money in.
_HISTORIC = {"at founding", "initial shares"}
#: A part of what the holder has, or votes instead of shares.
_PARTS = ("of which ", "of the votes")


@dataclass(frozen=True, slots=True)
class Stake:
    """What one holder has of one company by the account chosen.

    *interval* is a share of one, None where no source gives its size. *scope* is how the account counts, "" for all the
    shares; *contains* says that it counts what the holder's vehicles hold, as that or another account says; *together*
    that it is the sum of several holders; *divided* that it is a number of shares over the shares in issue.
    """

    holder: str
    company: str
    interval: Interval | None
    period: str
    scope: str
    contains: bool
    together: bool
    divided: bool
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Account:
    receipt: Receipt
    interval: Interval | None
    #: The shares in issue by which a number of shares was divided.
    issued: Receipt | None = None

    @property
    def period(self) -> Period:
        return Period.parse(self.receipt.period) if self.receipt.period else _UNDATED

    @property
    def scope(self) -> str:
        return qualifier(self.receipt, "scope")

    @property
    def rank(self) -> tuple[bool, bool, bool, date, timedelta, str]:
        """Return the order of choice, the first best.

        A size before none, all that the holder has before a scope of its own, a ratio before a quotient; then the
        latest beginning, as a month says less of its last day than a day in it; then the shorter period.
        """
        period = self.period
        partial = self.scope not in {"", *_CONTAINING}
        return (self.interval is None, partial, self.issued is not None, *_later_first(period), self.receipt.claim)


def direct_stakes(view: View) -> list[Stake]:
    """Return one stake per holder and company, in order of both.

    Chosen is the latest account that counts all the holder has; a part ("of which H shares"), votes, what is over and
    what was held at the founding take no part. A number of shares is divided by the shares in issue of the same day or
    basis where no ratio is given.
    Rivals are claims that cannot be true beside the one chosen: rivals of its fact, and accounts of an overlapping
    period that give another size.
    """
    found: dict[tuple[str, str], list[_Account]] = defaultdict(list)
    for account in _accounts(view):
        found[account.receipt.subject, account.receipt.object].append(account)
    return [_stake(view, found[pair]) for pair in sorted(found) if pair[0] != pair[1]]


def _accounts(view: View) -> Iterator[_Account]:
    issued = _shares_issued(view)
    for receipt in view.current("holds_stake_in", "acquired"):
        scope = qualifier(receipt, "scope")
        if scope in _HISTORIC or scope.startswith(_PARTS):
            continue
        if receipt.unit == "ratio" and qualifier(receipt, "basis") != "of_class":
            share = interval_of(receipt)
            yield _Account(receipt, as_share(share) if share else None)
        elif receipt.property == "holds_stake_in" and receipt.unit != "ratio":
            yield _divided(receipt, issued.get(receipt.object, ()))


def _shares_issued(view: View) -> Mapping[str, Sequence[Receipt]]:
    """Return by company its shares in issue, of all classes; those that a filing expects for a day are among them."""
    found: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in view.receipts.values():
        total = not (qualifier(receipt, "scope") or qualifier(receipt, "share_class"))
        likely = qualifier(receipt, "outlook") in {"", "expected"}
        if receipt.property == "shares_issued" and receipt.status == "accepted" and total and likely:
            found[receipt.subject].append(receipt)
    return found


def _divided(receipt: Receipt, issued: Sequence[Receipt]) -> _Account:
    shares = interval_of(receipt) if receipt.unit == "share" else None
    for other in sorted(issued, key=lambda r: (bool(qualifier(r, "outlook")), r.claim)):
        whole = interval_of(other)
        if shares is not None and whole is not None and whole.lower > 0 and _same_count(receipt, other):
            return _Account(receipt, as_share(shares / whole), other)
    return _Account(receipt, None)


def _same_count(held: Receipt, issued: Receipt) -> bool:
    bases = {qualifier(held, "basis"), qualifier(issued, "basis")}
    if len(bases - {""}) > 1:
        return False
    return "" not in bases or (bool(held.period) and held.period == issued.period)


def _later_first(period: Period) -> tuple[date, timedelta]:
    return date.min + (date.max - period.start), period.end - period.start


def _stake(view: View, accounts: Sequence[_Account]) -> Stake:
    best = min(accounts, key=lambda account: account.rank)
    issued = view.cited(best.issued) if best.issued else ()
    scopes = {account.scope for account in accounts}
    return Stake(
        holder=best.receipt.subject,
        company=best.receipt.object,
        interval=best.interval,
        period=best.receipt.period,
        scope=best.scope,
        contains=bool(scopes & _CONTAINING),
        together=any(_TOGETHER in scope for scope in scopes),
        divided=best.issued is not None,
        claims=(*view.cited(best.receipt), *issued),
        rivals=_rivals(view, best, accounts),
    )


def _rivals(view: View, best: _Account, accounts: Sequence[_Account]) -> tuple[str, ...]:
    others = {account.receipt.claim for account in accounts if _disagree(best, account)}
    return tuple(sorted({*view.rivals(best.receipt), *others}))


def _disagree(one: _Account, two: _Account) -> bool:
    """Say whether two accounts that count alike give two sizes for a day that both may speak of."""
    if one.interval is None or two.interval is None or not (one.receipt.period and two.receipt.period):
        return False
    alike = one.scope == two.scope and qualifier(one.receipt, "basis") == qualifier(two.receipt, "basis")
    return alike and one.period.overlaps(two.period) and not one.interval.overlaps(two.interval)
