"""Who owns whom: direct stakes, stakes through chains and vehicles, and control where a source says so.

A vehicle that holds shares for another is looked through as if the other held all of it; that is no stake in it. A
vehicle that holds shares in the very company it belongs to (an employee platform) is no loop: the company owns nothing
of itself through it. Control by contract or as a source says carries no shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal

from sinograph.graph.intervals import Interval
from sinograph.graph.measures.amounts import NOTHING, WHOLE
from sinograph.graph.measures.chains import Integrated, Pair, integrated_stakes
from sinograph.graph.measures.company_kinds import HALF, by_contract, company_kinds
from sinograph.graph.measures.stake_links import by_pair, overfull, stake_links
from sinograph.graph.measures.stakes import direct_stakes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx

    from sinograph.graph.measures.company_kinds import CompanyKind
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

Standing = Literal["majority", "control", "minority", "unclear", "unknown", "together", "platform", "holds_for"]
#: Steps of a chain that are still shown; longer ones count, but nobody reads them.
_LONGEST = 6
#: Chains of one pair that are looked at; in a dense graph there are more than anybody could count.
_MOST = 500
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
    return Ownership(tuple(sorted(holdings, key=_order)), overfull(reader.links, reader.stakes))


class _Reader:
    def __init__(self, view: View) -> None:
        self.view = view
        self.stakes = {(stake.holder, stake.company): stake for stake in direct_stakes(view)}
        self.vehicles = by_pair(view.current("vehicle_of"), turned=True)
        controls = by_pair(view.current("controls"), turned=False)
        parents = by_pair(view.current("subsidiary_of"), turned=True)
        self.control = {pair: [*controls.get(pair, []), *parents.get(pair, [])] for pair in {*controls, *parents}}
        self.links = stake_links(self.stakes, self.vehicles)
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
            contract=any(by_contract(receipt) for receipt in self.control.get(pair, ())),
            kinds=self.kinds.get(pair[1], ("operating",)),
            period=stake.period if stake else "",
            scope=stake.scope if stake else "",
            contains=bool(stake and stake.contains and paths),
            divided=bool(stake and stake.divided),
            claims=self._claims(pair, paths),
            rivals=self._rivals(pair, paths),
        )

    def _solved(self, pair: Pair) -> Integrated | None:
        return None if pair in self.vehicles and pair not in self.stakes else self.solved.get(pair)

    def _paths(self, pair: Pair) -> tuple[Path, ...]:
        """Return the chains with something in between, the one that carries most first."""
        import networkx as nx

        if not (pair in self.solved and all(name in self.graph for name in pair)):
            return ()
        every = nx.all_simple_paths(self.graph, *pair, cutoff=_LONGEST)
        found = [tuple(nodes) for nodes in islice(every, _MOST) if len(nodes) > 2]
        return tuple(sorted(map(self._path, found), key=lambda path: (-_product(path).upper, path.nodes)))

    def _path(self, nodes: tuple[str, ...]) -> Path:
        return Path(nodes, tuple(None if s in self.vehicles else self.stakes[s].interval for s in pairwise(nodes)))

    def _standing(self, pair: Pair, share: Interval | None) -> Standing:
        stake = self.stakes.get(pair)
        if stake and stake.together:
            return "together"
        if (pair[1], pair[0]) in self.vehicles and stake:
            return "platform"
        if pair in self.vehicles and (pair[1], pair[0]) in self.stakes:
            return "platform"  # the same from its company's side: it holds for people, not for the company
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

    def _rivals(self, pair: Pair, paths: Iterable[Path]) -> tuple[str, ...]:
        """Return who disagrees on the stake, on control, or on a stake in a chain."""
        steps = {pair, *(step for path in paths for step in pairwise(path.nodes))}
        stakes = (self.stakes[step] for step in steps if step in self.stakes)
        control = (claim for receipt in self.control.get(pair, ()) for claim in self.view.rivals(receipt))
        return tuple(sorted({*control, *(claim for stake in stakes for claim in stake.rivals)}))


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
