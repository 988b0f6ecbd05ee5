"""Who puts money into whom: each company in the middle of its own backers, shared ones between their companies.

Backers of one company stand around it by kind and name; its deals stand nearest to it. Whoever backs several companies
stands between them, or as near to that as there is room.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.drawing import Mark, both, draw, legend, line
from sinograph.exports.maps.packing import free_spot, on_rings, on_shelves, radius_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sinograph.exports.maps.drawing import Points, Scope
    from sinograph.graph.network import Edge

_MONEY_IN = {"invested_in", "holds_stake_in", "subscribed_to"}
_APART = 84.0


def capital_map(scope: Scope) -> dict[str, Any]:
    """Draw every relation by which money reaches a company, and the deals through which it does."""
    shown = [edge for edge in scope.edges if edge.relation in {*_MONEY_IN, "issued_by"}]
    deals = {edge.source: edge.target for edge in shown if edge.relation == "issued_by"}
    shown = [edge for edge in shown if edge.relation != "issued_by" or _has_backers(edge.source, shown)]
    backed = _backed(shown, deals)
    companies = {company for targets in backed.values() for company in targets}
    points = _places(scope, backed, deals, shown)
    marks = [Mark(name, x, y, 26 if name in companies else 15) for name, (x, y) in points.items()]
    drawn = draw(scope, marks, map(line, shown))
    return {
        "id": "capital",
        "title": both(Text("Capital backers", "资本支持")),
        "question": both(Text("Who puts money into whom?", "谁为谁提供资金？")),
        **drawn,
        "clusters": [],
        "regions": [],
        "legend": legend(drawn),
        "axes": None,
    }


def _has_backers(deal: str, edges: Sequence[Edge]) -> bool:
    return any(edge.target == deal for edge in edges)


def _backed(edges: Sequence[Edge], deals: Mapping[str, str]) -> dict[str, set[str]]:
    """Return for each backer the companies that its money reaches, directly or through a deal."""
    backed: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.relation in _MONEY_IN:
            backed[edge.source].add(deals.get(edge.target, edge.target))
    return backed


def _places(scope: Scope, backed: Mapping[str, set[str]], deals: Mapping[str, str], edges: Sequence[Edge]) -> Points:
    companies = sorted({company for targets in backed.values() for company in targets})
    drawn = {end for edge in edges for end in (edge.source, edge.target)}
    clusters = {company: on_rings(_around(scope, company, backed, deals, drawn)) for company in companies}
    centres = on_shelves({company: radius_of(points) for company, points in clusters.items()})
    points: Points = dict(centres)
    for company, cluster in clusters.items():
        x, y = centres[company]
        points.update({member: (x + dx, y + dy) for member, (dx, dy) in cluster.items()})
    for backer in sorted(drawn - points.keys()):
        between = [centres[company] for company in sorted(backed[backer])]
        middle = (sum(x for x, _ in between) / len(between), sum(y for _, y in between) / len(between))
        points[backer] = free_spot(middle, list(points.values()), _APART)
    return points


def _around(
    scope: Scope, company: str, backed: Mapping[str, set[str]], deals: Mapping[str, str], drawn: set[str]
) -> list[str]:
    """Return what stands around *company*: its deals, then its own backers by kind and name."""
    companies = {target for targets in backed.values() for target in targets}
    own = [deal for deal, issuer in deals.items() if issuer == company and deal in drawn]
    alone = [b for b, targets in backed.items() if targets == {company} and b not in companies]
    return [*sorted(own), *sorted(alone, key=lambda backer: (scope.entities[backer].kind, backer))]
