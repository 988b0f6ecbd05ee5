"""Who backs whom: money in, number of companies, rivals with one backer, and backers that come together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from sinograph.graph.intervals import Interval
from sinograph.graph.measures.amounts import amount_of, interval_of, middle, total
from sinograph.graph.measures.capital import Holders, concentration, registers
from sinograph.graph.measures.view import in_order, qualifier
from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sinograph.graph.measures.capital import Capital, Register
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

#: Two amounts of one investor in one company nearer to each other than this are one investment told twice, as when one
#: source converts what another gives in yuan.
_TOLD_TWICE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Backing:
    """That *backer* backs *company*, by which relations and rounds; *money* is what is known to have gone in.

    *money* is None where no amount is known. *claims* are all that say any of it.
    """

    backer: str
    company: str
    relations: tuple[str, ...]
    rounds: frozenset[str]
    money: Interval | None
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Backer:
    """One backer with all it backs; *money* is the sum of the known amounts, *unknown* how many backings have none."""

    backer: str
    capital: Capital
    is_foreign: bool
    companies: tuple[str, ...]
    money: Interval | None
    unknown: int
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Capitalisation:
    """What is known of one company's capital, by kind of backer.

    *basis* is ``stakes`` (of *period*, shares of the whole company) or ``money`` (shares of the amounts known, in which
    case nothing is known of the rest), or ``""`` where neither a stake nor an amount is known. *shares* add up to one
    less *unknown*; *foreign* lies across them. *concentration* is the Herfindahl-Hirschman index, None without shares.
    """

    company: str
    backers: int
    basis: str
    period: str
    shares: Mapping[Capital, Decimal]
    foreign: Decimal
    unknown: Interval | None
    concentration: Interval | None
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two things that are joined by what they share: a backer of two rivals, or two backers of the same companies."""

    first: str
    second: str
    shared: tuple[str, ...]
    rounds: tuple[str, ...]
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


def backings(view: View, currency: str) -> list[Backing]:
    """Return who backs whom, in order of company and backer: by investment, holding, or subscription to an offering.

    Plans, talks and declined offers are left out, as are groups of holders counted together. An amount counts once: a
    second one of the same investor and company within five per cent, whose period and round do not speak against it,
    is the same told twice. A subscription of shares alone counts shares times the offer price.
    """
    said: dict[tuple[str, str], list[Receipt]] = defaultdict(list)
    issuers = {receipt.subject: receipt.object for receipt in view.accepted("issued_by")}
    for receipt in view.accepted("invested_in", "holds_stake_in", "subscribed_to"):
        company = issuers.get(receipt.object, "") if receipt.property == "subscribed_to" else receipt.object
        if company and "counted together" not in qualifier(receipt, "scope"):
            said[receipt.subject, company].append(receipt)
    prices = _offer_prices(view)
    return [
        _backing(view, *ends, receipts, prices, currency)
        for ends, receipts in sorted(said.items(), key=lambda item: (item[0][1], item[0][0]))
    ]


def by_backer(view: View, found: Iterable[Backing]) -> list[Backer]:
    """Return the backers of *found*, first those of most companies, of equals those of most known money."""
    grouped: dict[str, list[Backing]] = defaultdict(list)
    for backing in found:
        grouped[backing.backer].append(backing)
    holders = Holders(view)
    rows = [_backer(holders, name, group) for name, group in grouped.items()]
    return sorted(rows, key=lambda b: (-len(b.companies), -(b.money.lower if b.money else Decimal(-1)), b.backer))


def by_company(view: View, found: Iterable[Backing]) -> list[Capitalisation]:
    """Return the companies of *found*, first those with most backers."""
    grouped: dict[str, list[Backing]] = defaultdict(list)
    for backing in found:
        grouped[backing.company].append(backing)
    held, holders = registers(view), Holders(view)
    rows = [
        _by_stakes(view, holders, group, held[company]) if company in held else _by_money(holders, company, group)
        for company, group in grouped.items()
    ]
    return sorted(rows, key=lambda row: (-row.backers, row.company))


def across_rivalries(view: View, found: Iterable[Backing]) -> list[Shared]:
    """Return each pair of companies that a source names as competitors with the backers of both, most of them first.

    Pairs without a common backer are left out; *claims* are those of the rivalry, then those of the backings.
    """
    by_ends = {(backing.backer, backing.company): backing for backing in found}
    rivalries: dict[tuple[str, str], list[Receipt]] = defaultdict(list)
    for receipt in view.accepted("competes_with"):
        rivalries[in_order(receipt.subject, receipt.object)].append(receipt)
    rows = []
    for (a, b), said in rivalries.items():
        both = sorted(name for name, company in by_ends if company == a and (name, b) in by_ends)
        backed = [by_ends[name, company] for name in both for company in (a, b)]
        named = sorted({claim for receipt in said for claim in view.cited(receipt)})
        against = [claim for receipt in said for claim in view.rivals(receipt)]
        if both:
            rows.append(Shared(a, b, tuple(both), (), (*named, *_claims(backed)), (*against, *_rivals(backed))))
    return sorted(rows, key=lambda row: (-len(row.shared), row.first, row.second))


def co_investors(found: Iterable[Backing], least: int = 2) -> list[Shared]:
    """Return the pairs of backers with at least *least* companies in common, most first; *rounds* are those of both."""
    by_company: dict[str, list[Backing]] = defaultdict(list)
    for backing in found:
        by_company[backing.company].append(backing)
    pairs: dict[tuple[str, str], list[tuple[Backing, Backing]]] = defaultdict(list)
    for group in by_company.values():
        for one, two in combinations(sorted(group, key=lambda backing: backing.backer), 2):
            pairs[one.backer, two.backer].append((one, two))
    rows = [_shared(ends, common) for ends, common in pairs.items() if len(common) >= least]
    return sorted(rows, key=lambda row: (-len(row.shared), -len(row.rounds), row.first, row.second))


def _shared(ends: tuple[str, str], common: list[tuple[Backing, Backing]]) -> Shared:
    rounds = sorted({name for one, two in common for name in one.rounds & two.rounds})
    both = [backing for pair in common for backing in pair]
    companies = tuple(sorted(one.company for one, _ in common))
    return Shared(*ends, companies, tuple(rounds), _claims(both), _rivals(both))


def _claims(group: Iterable[Backing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for backing in group for claim in backing.claims))


def _rivals(group: Iterable[Backing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for backing in group for claim in backing.rivals))


def _backing(
    view: View, backer: str, company: str, receipts: list[Receipt], prices: Mapping[str, Receipt], currency: str
) -> Backing:
    amounts, used = _amounts(view, receipts, prices, currency)
    cited = [claim for receipt in receipts for claim in view.cited(receipt)]
    return Backing(
        backer,
        company,
        tuple(sorted({receipt.property for receipt in receipts})),
        frozenset(name for receipt in receipts for name in [qualifier(receipt, "round")] if name),
        total(amounts) if amounts else None,
        tuple(dict.fromkeys((*cited, *used))),
        tuple(dict.fromkeys(claim for receipt in receipts for claim in view.rivals(receipt))),
    )


def _amounts(
    view: View, receipts: list[Receipt], prices: Mapping[str, Receipt], currency: str
) -> tuple[list[Interval], list[str]]:
    """Return the amounts that went in, each once, and the claims beyond *receipts* that they rest on."""
    counted: list[tuple[Receipt, Interval]] = []
    used: list[str] = []
    given = {receipt.object for receipt in receipts if receipt.unit not in {"", "share", "ratio"}}
    for receipt in sorted(receipts, key=lambda r: (r.unit != currency, -len(r.period), r.claim)):
        if receipt.property == "holds_stake_in":
            continue
        amount = amount_of(view, receipt, currency)
        interval = amount.interval if amount else None
        if interval is None and receipt.unit == "share" and receipt.object not in given:
            interval = _priced(view, receipt, prices.get(receipt.object), currency)
            used += [prices[receipt.object].claim] if interval else []
        if interval and not any(_is_same(receipt, interval, other, known) for other, known in counted):
            counted.append((receipt, interval))
    return [interval for _, interval in counted], used


def _priced(view: View, receipt: Receipt, price: Receipt | None, currency: str) -> Interval | None:
    shares, each = interval_of(receipt), amount_of(view, price, currency) if price else None
    return shares * each.interval if shares and each else None


def _offer_prices(view: View) -> dict[str, Receipt]:
    """Return the final offer price of each offering: an exact one before a range."""
    found: dict[str, Receipt] = {}
    for receipt in sorted(view.accepted("offer_price"), key=lambda r: (r.precision != "exact", r.claim)):
        found.setdefault(receipt.subject, receipt)
    return found


def _is_same(one: Receipt, money: Interval, other: Receipt, known: Interval) -> bool:
    """Say whether two amounts are one told twice: near each other, and neither period nor round speaks against it."""
    rounds = {qualifier(one, "round"), qualifier(other, "round")} - {""}
    if len(rounds) > 1 or (one.object != other.object):
        return False
    if one.period and other.period and not Period.parse(one.period).overlaps(Period.parse(other.period)):
        return False
    wide = Interval(1 - _TOLD_TWICE, 1 + _TOLD_TWICE)
    return (money * wide).overlaps(known)


def _backer(holders: Holders, name: str, group: list[Backing]) -> Backer:
    known = [backing.money for backing in group if backing.money is not None]
    return Backer(
        name,
        holders.capital(name),
        holders.is_foreign(name),
        tuple(backing.company for backing in group),
        total(known) if known else None,
        len(group) - len(known),
        _claims(group),
        _rivals(group),
    )


def _by_stakes(view: View, holders: Holders, group: list[Backing], register: Register) -> Capitalisation:
    stakes = {holder: interval_of(receipt) for holder, receipt in register.stakes.items()}
    known = {holder: stake for holder, stake in stakes.items() if stake is not None and stake.bounded}
    claims = tuple(claim for receipt in register.stakes.values() for claim in view.cited(receipt))
    rest = Interval.exactly(1) - register.known
    unknown = Interval(max(rest.lower, Decimal(0)), max(rest.upper, Decimal(0)))
    weights = {holder: middle(stake) for holder, stake in known.items()}
    return Capitalisation(
        register.company,
        len({*stakes, *(backing.backer for backing in group)}),
        "stakes",
        register.period,
        *_split(holders, weights),
        unknown,
        concentration(known.values()),
        claims,
        tuple(claim for receipt in register.stakes.values() for claim in view.rivals(receipt)),
    )


def _by_money(holders: Holders, company: str, group: list[Backing]) -> Capitalisation:
    paid = {b.backer: middle(b.money) for b in group if b.money is not None and b.money.bounded}
    whole = sum(paid.values(), Decimal(0))
    weights = {backer: money / whole for backer, money in paid.items()}
    index = concentration(Interval.exactly(weight) for weight in weights.values()) if weights else None
    basis = "money" if weights else ""
    return Capitalisation(
        company, len(group), basis, "", *_split(holders, weights), None, index, _claims(group), _rivals(group)
    )


def _split(holders: Holders, weights: Mapping[str, Decimal]) -> tuple[dict[Capital, Decimal], Decimal]:
    """Return the weights by kind of capital, and that of foreign backers, which lies across the kinds."""
    shares: dict[Capital, Decimal] = defaultdict(Decimal)
    foreign = Decimal(0)
    for holder, weight in weights.items():
        shares[holders.capital(holder)] += weight
        foreign += weight if holders.is_foreign(holder) else Decimal(0)
    return dict(shares), foreign


def backings_of(found: Iterable[Backing], entity: str) -> Iterator[Backing]:
    """Yield the backings that *entity* makes or gets, in the order given."""
    return (backing for backing in found if entity in {backing.backer, backing.company})
