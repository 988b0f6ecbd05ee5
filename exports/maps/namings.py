"""What the map of controls draws: who is named by which list, rule or public body, and who is tied to what is named."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from sinograph.exports.maps.ties import ties
from sinograph.graph.measures.compute import dependences
from sinograph.graph.measures.developers import developed_by
from sinograph.graph.measures.exposure import exposure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinograph.exports.maps.drawing import Scope
    from sinograph.graph.network import Edge

#: Relations by which a list or rule, or a body that bans, names somebody: from it, or to it.
_FROM_MEASURE, _TO_MEASURE = frozenset({"applies_to", "restricts", "bans"}), frozenset({"on_list", "named_in"})
#: What a measure may name, by the broadest kind; "" is any other, such as a country.
SORTS = ("organization", "artifact", "")
#: What is added to the id of a named party for its mark among those that depend on others.
_AGAIN = " (touched)"


class Namings:
    """Measures (lists, rules, and public bodies that ban), whom and what they name, and who is tied to that."""

    def __init__(self, scope: Scope) -> None:
        """Read all touches and their ties."""
        self.view, self._edges = scope.view, scope.edges
        found = exposure(scope.view)
        self.courses = found.courses
        self.ties = ties(scope.view, found.touches)

    @cached_property
    def edges(self) -> list[Edge]:
        """The namings as they are said, proposals among them; a list that a rule is about is not named by it."""
        return [edge for edge in self._edges if self._is_naming(edge)]

    def _is_naming(self, edge: Edge) -> bool:
        measure, named = ends(edge)
        if edge.relation not in _FROM_MEASURE | _TO_MEASURE or self.view.is_a(named, "policy_measure"):
            return False
        return self.view.is_a(measure, "government_body" if edge.relation == "bans" else "policy_measure")

    @cached_property
    def names(self) -> Mapping[str, list[str]]:
        """Whom and what each measure names, measures and names in order of id."""
        found: dict[str, list[str]] = defaultdict(list)
        for measure, name in sorted({ends(edge) for edge in self.edges}):
            found[measure].append(name)
        return found

    @cached_property
    def named_by(self) -> Mapping[str, list[str]]:
        """The measures that name each; in order of ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, measure in sorted((name, measure) for measure, names in self.names.items() for name in names):
            found[name].append(measure)
        return found

    @cached_property
    def claims(self) -> Mapping[str, list[str]]:
        """The claims by which each is named: what hangs on it falls with them."""
        found: dict[str, list[str]] = defaultdict(list)
        for edge in self.edges:
            found[ends(edge)[1]] += edge.claims
        return found

    @cached_property
    def touched(self) -> list[str]:
        """The parties that are tied to what is named, in order of id."""
        return sorted({tie.party for tie in self.ties})

    @cached_property
    def proposed(self) -> frozenset[str]:
        """Measures of which all that is said is a proposal or plan."""
        return frozenset(self.names) - {ends(edge)[0] for edge in self.edges if not edge.outlook}

    @cached_property
    def industry(self) -> frozenset[str]:
        """Who develops models, chips or products, competes with such, or uses or supplies compute, by these facts."""
        needed = {end for each in dependences(self.view) for end in (each.user, each.supplier)}
        makers = {*developed_by(self.view), *(end for end in needed if self.view.is_a(end, "organization"))}
        rivals = [(r.subject, r.object) for r in self.view.current("competes_with")]
        return frozenset(makers.union(*(pair for pair in rivals if makers.intersection(pair))))

    def is_on_goods(self, measure: str) -> bool:
        """Say whether *measure* names more goods than others; a list never does."""
        sorts = Counter(self.sort(name) == "artifact" for name in self.names[measure])
        return sorts[True] > sorts[False] and not self.is_list(measure)

    def is_list(self, measure: str) -> bool:
        """Say whether *measure* is a list of parties."""
        return self.view.is_a(measure, "sanction_list")

    def sort(self, name: str) -> str:
        """Return of which of ``SORTS`` that is which is named."""
        return next(sort for sort in SORTS if not sort or self.view.is_a(name, sort))

    def issuer(self, measure: str) -> str:
        """Return "US" or "CN" by whose list, rule or body it is, "" for all others."""
        country = self.view.entities[measure].country
        return country if country in {"US", "CN"} else ""

    def touched_mark(self, party: str) -> str:
        """Return the id of *party*'s mark among those that depend on others: its own where it is not named itself."""
        return party + _AGAIN if party in self.named_by else party


def ends(edge: Edge) -> tuple[str, str]:
    """Return the measure of a naming, and whom or what it names."""
    return (edge.target, edge.source) if edge.relation in _TO_MEASURE else (edge.source, edge.target)
