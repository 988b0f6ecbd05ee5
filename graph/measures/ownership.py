"""Who owns whom: direct stakes, stakes through chains and vehicles, and control where a source says so.

A vehicle that holds shares for another is looked through as if the other held all of it; that is no stake in it. A
vehicle that holds shares in the very company it belongs to (an employee platform) is no loop: the company owns nothing
of itself through it. Control by contract or as a source says carries no shares.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from sinograph.graph.intervals import Interval
from sinograph.graph.measures.amounts import NOTHING, total
from sinograph.graph.measures.chains import Integrated, Pair, integrated_stakes
from sinograph.graph.measures.stakes import WHOLE, Stake, direct_stakes
from sinograph.graph.measures.view import is_over, qualifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

Standing = Literal["majority", "control", "minority", "unclear", "unknown", "together", "platform", "holds_for"]
CompanyKind = Literal["listed", "vie", "subsidiary", "vehicle", "operating"]
HALF = Decimal("0.5")
_KINDS: tuple[CompanyKind, ...] = ("listed", "vie", "subsidiary", "vehicle")
#: Steps of a chain that are still shown; longer ones count, but nobody reads them.
_LONGEST = 6
#: More than what the solver leaves of a nought.
_NOISE = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Path:
    """One way from owner to company: the entities in order, and for each step its stake, None for "holds for"."""

    nodes: tuple[str, ...]
    stakes: tuple[Interval | None, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """What one owner has of one company.

    *direct* is the stake that a source states, *through* what reaches the company by way of others, *integrated* both
    without counting twice; all are shares of one and None where nothing is known. *period*, *scope*, *contains* and
    *divided* are those of the stake stated, "" and False where there is none. *standing* is ``majority`` (certainly
    over half), ``control`` (a source says so), ``minority`` (certainly half or less), ``unclear`` (half lies within
    the interval), ``unknown`` (no size is stated), ``together`` (several holders counted as one), ``platform`` (a
    vehicle of the company itself) or ``holds_for`` (the company is a vehicle of the owner).
    """

    owner: str
    company: str
    direct: Interval | None
    through: Interval | None
    integrated: Interval | None
    paths: tuple[Path, ...]
    standing: Standing
    contract: bool
    kinds: tuple[CompanyKind, ...]
    period: str
    scope: str
    contains: bool
    divided: bool
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ownership:
    """All holdings, by company and then the largest first, and companies whose stakes add up to more than the whole."""

    holdings: tuple[Holding, ...]
    overfull: Mapping[str, Interval]


def ownership(view: View) -> Ownership:
    """Return every holding that the view knows, direct or through others, with a size or without.

    A stake that a source states for an owner may contain what its vehicles hold. Where an account says that it does
    (scope "through vehicles"), the integrated stake is the stated one; elsewhere it runs from the larger of the two to
    their sum. In order of company id, then of the middle of the integrated stake, falling, those without last; ties by
    owner id. Empty where no claim speaks of stakes, vehicles or control.
    """
    reader = _Reader(view)
    holdings = [reader.holding(pair) for pair in sorted(reader.pairs())]
    return Ownership(tuple(sorted(holdings, key=_order)), reader.overfull())


def company_kinds(view: View, stakes: Iterable[Stake]) -> Mapping[str, tuple[CompanyKind, ...]]:
    """Return what kinds of company each entity is, by facts that hold; who is in none of them is left out.

    A subsidiary is controlled by another organisation as a source says, or held by it to more than half.
    """
    found: dict[str, set[CompanyKind]] = defaultdict(set)
    for company, kind in (*_kinds_said(view), *_kinds_by_control(view), *_kinds_by_stake(view, stakes)):
        found[company].add(kind)
    return {name: tuple(kind for kind in _KINDS if kind in kinds) for name, kinds in found.items()}


def _kinds_said(view: View) -> Iterator[tuple[str, CompanyKind]]:
    yield from ((receipt.subject, "listed") for receipt in _current(view, "listed_on"))
    yield from ((receipt.subject, "subsidiary") for receipt in _current(view, "subsidiary_of"))
    yield from ((receipt.subject, "vehicle") for receipt in _current(view, "vehicle_of"))
    yield from ((name, "vehicle") for name in view.entities if view.is_a(name, "holding_vehicle"))


def _kinds_by_control(view: View) -> Iterator[tuple[str, CompanyKind]]:
    for receipt in _current(view, "controls"):
        if _by_contract(receipt):
            yield receipt.object, "vie"
        elif view.is_a(receipt.subject, "organization"):
            yield receipt.object, "subsidiary"


def _kinds_by_stake(view: View, stakes: Iterable[Stake]) -> Iterator[tuple[str, CompanyKind]]:
    for stake in stakes:
        if stake.interval and stake.interval.lower > HALF and view.is_a(stake.holder, "organization"):
            yield stake.company, "subsidiary"


class _Reader:
    def __init__(self, view: View) -> None:
        self.view = view
        self.stakes = {(stake.holder, stake.company): stake for stake in direct_stakes(view)}
        self.vehicles = _by_pair(_current(view, "vehicle_of"), turned=True)
        controls = _by_pair(_current(view, "controls"), turned=False)
        parents = _by_pair(_current(view, "subsidiary_of"), turned=True)
        self.control = {pair: [*controls.get(pair, []), *parents.get(pair, [])] for pair in {*controls, *parents}}
        self.links = self._links()
        self.solved = integrated_stakes(self.links)
        self.graph = _graph(self.links)
        self.kinds = company_kinds(view, self.stakes.values())

    def pairs(self) -> set[Pair]:
        return {*self.stakes, *self.vehicles, *self.control, *self.solved}

    def holding(self, pair: Pair) -> Holding:
        stake, solved = self.stakes.get(pair), self._solved(pair)
        paths = self._paths(pair)
        # Through others goes what a chain carries, or a loop that the company is in. Without either the stake is as
        # stated, free of the solver's rounding.
        around = solved is not None and (bool(paths) or solved.through.upper > _NOISE)
        through = solved.through if solved and around else None
        integrated = solved.whole if solved and around else stake.interval if stake else None
        return Holding(
            owner=pair[0],
            company=pair[1],
            direct=stake.interval if stake else None,
            through=through,
            integrated=integrated,
            paths=paths,
            standing=self._standing(pair, integrated),
            contract=any(_by_contract(receipt) for receipt in self.control.get(pair, ())),
            kinds=self.kinds.get(pair[1], ("operating",)),
            period=stake.period if stake else "",
            scope=stake.scope if stake else "",
            contains=bool(stake and stake.contains and paths),
            divided=bool(stake and stake.divided),
            claims=self._claims(pair, paths),
            rivals=self._rivals(pair),
        )

    def overfull(self) -> dict[str, Interval]:
        """Return companies of which the holders' own stakes certainly add up to more than the whole."""
        found: dict[str, list[Interval]] = defaultdict(list)
        for (holder, company), share in self.links.items():
            if (holder, company) in self.stakes:
                found[company].append(share)
        sums = {company: total(shares) for company, shares in sorted(found.items())}
        return {company: share for company, share in sums.items() if share.lower > 1}

    def _links(self) -> dict[Pair, Interval]:
        """Return the entries of the matrix: what each holds by itself, and vehicles as wholly held."""
        sized = {
            p: (stake, stake.interval) for p, stake in self.stakes.items() if stake.interval and not stake.together
        }
        links = {pair: self._own(stake, stated) for pair, (stake, stated) in sized.items()}
        owners: dict[str, list[str]] = defaultdict(list)
        for owner, vehicle in self.vehicles:
            owners[vehicle].append(owner)
        for owner, vehicle in self.vehicles:
            if (vehicle, owner) not in self.stakes:  # else a platform of the company in which it holds
                links[owner, vehicle] = WHOLE if len(owners[vehicle]) > 1 else Interval.exactly(1)
        return links

    def _own(self, stake: Stake, stated: Interval) -> Interval:
        """Return what the holder has beside its vehicles, so that with them the sum is as the docstring promises."""
        others = [self.stakes.get((vehicle, stake.company)) for vehicle in self._vehicles_of(stake.holder)]
        sizes = [other.interval for other in others if other and other.interval]
        if not sizes:
            return stated
        held = total(sizes)
        if stake.contains:
            # Below nought where the vehicles' figure is the older and larger: their sum must still be the stated one.
            return Interval(stated.lower - held.lower, stated.upper - held.upper)
        return Interval(max(stated.lower - held.lower, Decimal(0)), stated.upper)

    def _vehicles_of(self, owner: str) -> set[str]:
        found: set[str] = set()
        waiting = [owner]
        while waiting:
            name = waiting.pop()
            new = {v for o, v in self.vehicles if o == name and (v, o) not in self.stakes} - found - {owner}
            found |= new
            waiting += sorted(new)
        return found

    def _solved(self, pair: Pair) -> Integrated | None:
        return None if pair in self.vehicles and pair not in self.stakes else self.solved.get(pair)

    def _paths(self, pair: Pair) -> tuple[Path, ...]:
        """Return the chains with something in between, the one that carries most first."""
        import networkx as nx

        if not (pair in self.solved and all(name in self.graph for name in pair)):
            return ()
        found = [tuple(nodes) for nodes in nx.all_simple_paths(self.graph, *pair, cutoff=_LONGEST) if len(nodes) > 2]
        return tuple(sorted(map(self._path, found), key=lambda path: (-_product(path).upper, path.nodes)))

    def _path(self, nodes: tuple[str, ...]) -> Path:
        return Path(nodes, tuple(None if s in self.vehicles else self.stakes[s].interval for s in pairwise(nodes)))

    def _standing(self, pair: Pair, share: Interval | None) -> Standing:
        stake = self.stakes.get(pair)
        if stake and stake.together:
            return "together"
        if (pair[1], pair[0]) in self.vehicles and stake:
            return "platform"
        if share is not None and share.lower > HALF:
            return "majority"
        if pair in self.control:
            return "control"
        if share is None:
            return "holds_for" if pair in self.vehicles else "unknown"
        return "minority" if share.upper <= HALF else "unclear"

    def _claims(self, pair: Pair, paths: Iterable[Path]) -> tuple[str, ...]:
        stake = self.stakes.get(pair)
        found = [*(stake.claims if stake else ()), *self._said(self.control.get(pair, ()))]
        if pair in self.vehicles or (pair[1], pair[0]) in self.vehicles:
            found += self._said([*self.vehicles.get(pair, ()), *self.vehicles.get((pair[1], pair[0]), ())])
        for path in paths:
            for step in pairwise(path.nodes):
                found += self._said(self.vehicles[step]) if step in self.vehicles else self.stakes[step].claims
        return tuple(dict.fromkeys(found))

    def _said(self, receipts: Iterable[Receipt]) -> list[str]:
        return [claim for receipt in receipts for claim in self.view.cited(receipt)]

    def _rivals(self, pair: Pair) -> tuple[str, ...]:
        stake = self.stakes.get(pair)
        others = [claim for receipt in self.control.get(pair, ()) for claim in self.view.rivals(receipt)]
        return tuple(sorted({*(stake.rivals if stake else ()), *others}))


def _current(view: View, name: str) -> list[Receipt]:
    return [receipt for receipt in view.accepted(name) if not is_over(receipt)]


def _by_contract(receipt: Receipt) -> bool:
    return receipt.property == "controls" and qualifier(receipt, "role") == "by_contract"


def _by_pair(receipts: Iterable[Receipt], *, turned: bool) -> dict[Pair, list[Receipt]]:
    """Return claims by owner and owned; *turned* where the owned is the claim's subject."""
    found: dict[Pair, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        pair = (receipt.object, receipt.subject) if turned else (receipt.subject, receipt.object)
        found[pair].append(receipt)
    return dict(found)


def _graph(links: Mapping[Pair, Interval]) -> nx.DiGraph[str]:
    import networkx as nx

    return nx.DiGraph(sorted(links))


def _product(path: Path) -> Interval:
    result = Interval.exactly(1)
    for share in path.stakes:
        result *= WHOLE if share is None else share
    return result


def _order(holding: Holding) -> tuple[str, bool, Decimal, str]:
    share = holding.integrated or NOTHING
    return holding.company, holding.integrated is None, -(share.lower + share.upper), holding.owner


def of_entity(holdings: Sequence[Holding], entity: str) -> list[Holding]:
    """Return who owns *entity*, then what it owns, each in the order given."""
    owners = [holding for holding in holdings if holding.company == entity]
    return owners + [holding for holding in holdings if holding.owner == entity and holding.company != entity]
