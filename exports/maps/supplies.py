"""What the map of compute draws: who is supplied with which chips and clouds, and by whom these are made."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sinograph.exports.maps.ties import line_of_chains
from sinograph.graph.measures.amounts import amount_of, middle
from sinograph.graph.measures.compute import MAKING, Dependence, accounts
from sinograph.graph.measures.developers import developed_by, developers
from sinograph.graph.measures.falling_away import Web
from sinograph.graph.measures.removals import countries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sinograph.exports.maps.drawing import Scope
    from sinograph.graph.network import Edge

#: By what relation a role is told: of a thing from its user, of a maker from the maker; else it is supply of compute.
_OF_THINGS = {"training": "trained_on", "inference": "runs_on", "operation": "runs_on", "purchase": "buys"}
_OF_MAKERS = {"design": "develops", "fabrication": "manufactures", "purchase": "supplies"}
#: Relations of plans, from the user to the thing and from the supplier to the user, as roles.
_USES = {"runs_on": "operation", "trained_on": "training", "buys": "purchase"}
_SUPPLIES = {"supplies": "purchase", "supplies_compute_to": "cloud"}
_THIN = 1.2
#: What is added to the id of a maker or cloud for its mark among the users.
_AS_USER = " (user)"


class Line(NamedTuple):
    """A line between two marks in the direction of its relation."""

    source: str
    relation: str
    target: str


class Supplies:
    """Makers, hardware, clouds and users, and the lines between them, each with the accounts that it rests on.

    A model whose developer is known stands in the developer's lines. Software is left out, of which sources name one
    among many.
    """

    def __init__(self, scope: Scope) -> None:
        """Read all dependences."""
        self.view, self._edges = scope.view, scope.edges
        found = [each for each in accounts(scope.view) if each.role != "platform"]
        lifted = {model for each in found for model in each.through}
        self._found = [each for each in found if each.user not in lifted]
        self._web = Web(found, ())

    @cached_property
    def makers(self) -> frozenset[str]:
        """Who designs or makes hardware."""
        return frozenset(each.supplier for each in self._found if each.role in MAKING and not self._is_thing(each))

    @cached_property
    def clouds(self) -> frozenset[str]:
        """Who supplies compute and makes no hardware."""
        found = (*self._found, *self._planned)
        return frozenset(each.supplier for each in found if each.role == "cloud") - self.makers

    @cached_property
    def hardware(self) -> frozenset[str]:
        """Chips and servers that somebody makes, uses or plans to use."""
        things = {each.supplier for each in (*self._found, *self._planned) if self._is_thing(each)}
        return frozenset(things | {each.user for each in self._found if each.role in MAKING})

    @cached_property
    def users(self) -> list[str]:
        """The marks of all others, in order of id."""
        marks = {end for drawn in (*self.lines, *self.plans) for end in (drawn.source, drawn.target)}
        return sorted(marks - self.makers - self.clouds - self.hardware)

    @cached_property
    def used(self) -> frozenset[str]:
        """The hardware that somebody uses or plans to use."""
        ends = (drawn for drawn in (*self.lines, *self.plans) if drawn.relation not in {"develops", "manufactures"})
        return frozenset(drawn.target for drawn in ends) & self.hardware

    @cached_property
    def lines(self) -> Mapping[Line, Sequence[Dependence]]:
        """The accounts by line, in order of the line."""
        return self._by_line(self._found)

    @cached_property
    def plans(self) -> Mapping[Line, Sequence[Dependence]]:
        """The same of what is only planned, expected or rumoured."""
        return {drawn: found for drawn, found in self._by_line(self._planned).items() if drawn not in self.lines}

    def drawn(self) -> Iterator[dict[str, Any]]:
        """Yield every line as the page takes it, plans dashed."""
        for style, lines in (("solid", self.lines), ("dashed", self.plans)):
            for drawn, found in lines.items():
                given = {"style": style, "width": _THIN, **self._amount(found)}
                chains = [each.claims for each in found]
                yield line_of_chains(self.view, drawn, chains, disputed=any(each.rivals for each in found), **given)

    def _amount(self, found: Sequence[Dependence]) -> dict[str, float]:
        """Return the largest sum of money that a claim on the supply gives, in US dollars; none where none does."""
        receipts = [self.view.receipts[claim] for each in found for claim in each.claims]
        amounts = [amount_of(self.view, receipt, "USD") for receipt in receipts]
        known = [float(middle(amount.interval)) for amount in amounts if amount]
        return {"amount": max(known)} if known else {}

    def _by_line(self, found: Sequence[Dependence]) -> Mapping[Line, Sequence[Dependence]]:
        lines: dict[Line, list[Dependence]] = defaultdict(list)
        for each in found:
            lines[self._line(each)].append(each)
        return {drawn: lines[drawn] for drawn in sorted(lines)}

    def _line(self, each: Dependence) -> Line:
        user = self._user_mark(each.user)
        if self._is_thing(each):
            return Line(user, _OF_THINGS.get(each.role, "uses"), each.supplier)
        return Line(each.supplier, _OF_MAKERS.get(each.role, "supplies_compute_to"), user)

    def _user_mark(self, user: str) -> str:
        """Return the id of a user's mark; makers, and clouds that develop models, have one of their own as users."""
        is_lab = user in self.clouds and user in developed_by(self.view)
        return user + _AS_USER if user in self.makers or is_lab else user

    def whom(self, mark: str) -> str:
        """Return whom *mark* stands for."""
        return mark.removesuffix(_AS_USER)

    def _is_thing(self, each: Dependence) -> bool:
        return self.view.is_a(each.supplier, "artifact")

    @cached_property
    def _planned(self) -> list[Dependence]:
        return [each for edge in self._edges if edge.outlook for each in self._plans_of(edge)]

    def _plans_of(self, edge: Edge) -> Iterator[Dependence]:
        if edge.relation in _USES and self.view.is_a(edge.target, "chip"):
            said = Dependence(edge.source, _USES[edge.relation], edge.target, (), (), (), edge.claims, ())
            makers = developers(self.view).get(edge.source, {})
            for maker, claims in makers.items():
                yield Dependence(maker, said.role, said.supplier, (edge.source,), (), (), (*edge.claims, *claims), ())
            if not makers:
                yield said
        elif edge.relation in _SUPPLIES and edge.source in self.makers:
            yield Dependence(edge.target, _SUPPLIES[edge.relation], edge.source, (), (), (), edge.claims, ())

    def country(self, name: str) -> str:
        """Return "US" or "CN" where all that is known of *name*, or of who designs it, is of that country; else ""."""
        found = countries(self.view, self._web, name)
        return next(iter(found)) if found in ({"US"}, {"CN"}) else ""
