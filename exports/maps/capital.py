"""Who puts money into whom: companies and their deals in the middle, each with its backers around it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.drawing import both, draw, legend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinograph.exports.maps.drawing import Points, Scope
    from sinograph.graph.network import Edge

_MONEY_IN = {"invested_in", "holds_stake_in", "subscribed_to"}
_APART, _DEAL_DROP, _RADIUS = 760.0, 170.0, 260.0


def capital_map(scope: Scope) -> dict[str, Any]:
    """Draw every relation by which money reaches a company, and the deals through which it does."""
    shown = [edge for edge in scope.edges if edge.relation in {*_MONEY_IN, "issued_by"}]
    deals = {edge.source: edge.target for edge in shown if edge.relation == "issued_by"}
    companies = sorted({e.target for e in shown if e.target not in deals})
    drawn = draw(scope, _places(companies, deals, shown), shown, lambda entity: 26 if entity in companies else 16)
    return {
        "id": "capital",
        "title": both(Text("Capital backers", "资本支持")),
        "question": both(Text("Who puts money into whom?", "谁为谁提供资金？")),
        **drawn,
        "legend": legend(drawn),
        "axes": None,
    }


def _places(companies: Sequence[str], deals: dict[str, str], edges: Sequence[Edge]) -> Points:
    points: Points = {company: (place * _APART, 0.0) for place, company in enumerate(companies)}
    for company in companies:
        own = sorted(deal for deal, issuer in deals.items() if issuer == company)
        points.update({deal: (points[company][0], _DEAL_DROP * (i + 1)) for i, deal in enumerate(own)})
    for target in (*companies, *sorted(deals)):
        backers = sorted({edge.source for edge in edges if edge.target == target} - points.keys())
        points.update(_fan(points[target], backers, downwards=target in deals))
    return points


def _fan(centre: tuple[float, float], backers: Sequence[str], *, downwards: bool) -> Points:
    """Spread *backers* over a half circle above the centre, or below it."""
    x, y = centre
    sign = 1 if downwards else -1
    step = math.pi / (len(backers) + 1)
    angles = {backer: math.pi - step * (i + 1) for i, backer in enumerate(backers)}
    return {b: (x + 1.25 * _RADIUS * math.cos(a), y + sign * _RADIUS * math.sin(a)) for b, a in angles.items()}
