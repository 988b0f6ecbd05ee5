"""What the capital map is drawn from: who backs whom on which claims, and what part each of them plays there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sinograph.graph.measures.amounts import middle
from sinograph.graph.measures.backers import backings
from sinograph.graph.measures.capital import Holders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sinograph.exports.maps.drawing import Scope
    from sinograph.graph.measures.backers import Backing
    from sinograph.graph.measures.view import View
    from sinograph.graph.network import Edge

#: Kinds of capital that do not overlap: what is foreign is ``foreign``, whatever else it is.
Type = Literal["venture", "corporate", "state", "institution", "insider", "foreign", "other"]

_DIRECT = frozenset({"invested_in", "holds_stake_in"})
_BACKS = "backs"
#: What was turned down is no plan.
_NO_PLAN = frozenset({"", "declined_offer"})


@dataclass(frozen=True, slots=True)
class Tie:
    """That *backer* backs *company*, or is to; *chains* where it takes several claims to say so.

    *relation* is ``backs``, which the ontology defines by what the claims say, or what is planned. *money* is what is
    known to have gone in, in US dollars.
    """

    backer: str
    company: str
    relation: str
    claims: tuple[str, ...]
    money: int | None = None
    chains: tuple[tuple[str, ...], ...] = ()
    planned: bool = False
    disputed: bool = False


def read_ties(scope: Scope) -> list[Tie]:
    """Return one tie for each backer and company: facts in order of company and backer, then what is only planned.

    A subscription leads through its offering to the issuer. Holders that are counted together are left out, as the
    measures do: each of them backs the company under its own name.
    """
    edges: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in scope.edges:
        if edge.relation in _DIRECT:
            edges[edge.source, edge.target].append(edge)
    facts = [_fact(scope.view, each, edges[each.backer, each.company]) for each in backings(scope.view, "USD")]
    known = {(tie.backer, tie.company) for tie in facts}
    plans = [edge for ends, group in edges.items() if ends not in known for edge in group]
    return [*facts, *(_plan(edge) for edge in plans if edge.outlook not in _NO_PLAN)]


def _plan(edge: Edge) -> Tie:
    return Tie(edge.source, edge.target, edge.relation, edge.claims, planned=True, disputed=edge.disputed)


def _fact(view: View, backing: Backing, edges: Iterable[Edge]) -> Tie:
    direct = [edge for edge in edges if not edge.outlook]
    money = None if backing.money is None else round(middle(backing.money))
    if not direct:
        chains = _chains(view, backing)
        said = dict.fromkeys((*(claim for chain in chains for claim in chain), *backing.claims))
        return Tie(backing.backer, backing.company, _BACKS, tuple(said), money, chains)
    said = dict.fromkeys((*(claim for edge in direct for claim in edge.claims), *backing.claims))
    disputed = any(edge.disputed for edge in direct)
    return Tie(backing.backer, backing.company, _BACKS, tuple(said), money, disputed=disputed)


def _chains(view: View, backing: Backing) -> tuple[tuple[str, ...], ...]:
    """Return for each offering what it takes to say that a subscription to it backs the company: both, and no price.

    In order of the offerings.
    """
    subscribed: dict[str, list[str]] = defaultdict(list)
    for receipt in (view.receipts[claim] for claim in backing.claims):
        if receipt.property == "subscribed_to" and receipt.status in {"accepted", "agreeing"}:
            subscribed[receipt.object].append(receipt.claim)
    issued: dict[str, list[str]] = defaultdict(list)
    for receipt in view.accepted("issued_by"):
        if receipt.object == backing.company:
            issued[receipt.subject] += view.cited(receipt)
    return tuple((*subscribed[offering], *issued[offering]) for offering in sorted(subscribed))


#: What is gathered at the foot of the map: whom one alone backs, and who backs nobody else. The ids of gatherings
#: have a stroke, which no entity's has.
MINOR, SOLE = "one-backer/companies", "one-backer/backers"


@dataclass(frozen=True, slots=True)
class Gathering:
    """Those that stand together: the backers of one *company* alone that are of one type.

    The two groups at the foot of the map are of no company.
    """

    id: str
    company: str
    type: Type
    names: tuple[str, ...]


class Cast:
    """Who plays which part: whoever backs several stands for himself, as does whom several back.

    *fields*: the backers of several, and what backs those, by type. *companies*: what several back, those with the most
    backers first. *gatherings*: all others.
    """

    def __init__(self, view: View, ties: Sequence[Tie]) -> None:
        """Sort the ends of *ties*."""
        self._holders = Holders(view)
        self.backers = _grouped((tie.company, tie.backer) for tie in ties)
        self.backed = _grouped((tie.backer, tie.company) for tie in ties)
        several = {name for name, companies in self.backed.items() if len(companies) > 1}
        beside = {name for one in several for name in self.backers.get(one, ()) if name not in self.backers}
        self.fields = self._by_type(several | beside)
        backed = sorted(self.backers.keys() - several, key=lambda name: (-len(self.backers[name]), name))
        self.companies = [name for name in backed if len(self.backers[name]) > 1]
        self.minor = [name for name in backed if len(self.backers[name]) == 1]
        self._alone = self.backed.keys() - several - beside - set(backed)
        self.gatherings = list(self._gatherings())

    def around(self, company: str) -> list[Gathering]:
        """Return the gatherings of a company, by type."""
        return [gathering for gathering in self.gatherings if gathering.company == company]

    def type(self, backer: str) -> Type:
        """Return of which type *backer* is; a sovereign fund at home is the state's."""
        if self._holders.is_foreign(backer):
            return "foreign"
        capital = self._holders.capital(backer)
        return "state" if capital == "sovereign" else capital

    def _gatherings(self) -> Iterator[Gathering]:
        for company in self.companies:
            types = self._by_type(name for name in self.backers[company] if name in self._alone)
            yield from (Gathering(f"{company}/{t}", company, t, tuple(names)) for t, names in sorted(types.items()))
        sole = sorted(name for company in self.minor for name in self.backers[company] if name in self._alone)
        for name, names in ((MINOR, self.minor), (SOLE, sole)):
            if names:
                yield Gathering(name, "", "other", tuple(names))

    def _by_type(self, backers: Iterable[str]) -> dict[Type, list[str]]:
        groups: dict[Type, list[str]] = {}
        for backer in sorted(backers):
            groups.setdefault(self.type(backer), []).append(backer)
        return groups


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
