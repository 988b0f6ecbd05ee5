"""Where companies stand by their indicators, and how far from each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sinograph.graph.measures import catalogue, indicators
from sinograph.graph.measures.amounts import middle
from sinograph.graph.measures.indicators import INDICATORS
from sinograph.graph.measures.measured import latest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sinograph.graph.measures.measured import Measured
    from sinograph.graph.measures.view import View

#: Compared by their ratio rather than by their difference.
LOGARITHMIC = frozenset({"revenue", "monthly_users"})
#: Shown, but no part of the distance: the newest models of two companies may be of quite different sizes.
APART = frozenset({"output_price"})
#: With fewer shared indicators two companies are not compared.
LEAST = 2
#: Fewer shared indicators than this make a distance that is shown after the others.
FIRM = 3


@dataclass(frozen=True, slots=True)
class Position:
    """A company's indicators, those that are known; *year* is that of its revenue, "" where no year is known."""

    company: str
    year: str
    known: Mapping[str, Measured]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A company and how far it stands from another: nought is alike in all, one is the ends of the field in all.

    *shared* are the indicators that the distance rests on; *distance* is None where there are fewer than two.
    """

    position: Position
    distance: Decimal | None
    shared: tuple[str, ...]


def positions(view: View, currency: str) -> list[Position]:
    """Return all companies of which at least two indicators are known, money in *currency*, in order of id.

    Growth, margin, R&D and sales abroad are those of the year of the revenue; where that has none, the latest.
    """
    earned = indicators.revenues(view)
    rows = {name: indicators.last_year(view, figures, currency) for name, figures in earned.items()}
    dated = {
        "growth": indicators.growth(view),
        "gross_margin": indicators.gross_margin(view),
        "rnd_intensity": indicators.rnd_intensity(view),
        "abroad_share": indicators.abroad_share(view),
    }
    single = {
        "output_price": catalogue.output_price(view, currency),
        "open_share": catalogue.open_share(view),
        "monthly_users": catalogue.monthly_users(view),
    }
    companies = {*rows, *(name for group in dated.values() for name in group), *(n for g in single.values() for n in g)}
    found = []
    for company in sorted(companies):
        revenue = rows.get(company)
        year = revenue.period if revenue else None
        known = {"revenue": revenue} | {n: latest(view, group.get(company, ()), year) for n, group in dated.items()}
        known |= {name: group.get(company) for name, group in single.items()}
        kept = {name: one for name in INDICATORS if (one := known[name])}
        if len(kept) >= LEAST and view.is_a(company, "company"):
            found.append(Position(company, year.text if year else "", kept))
    return found


def neighbours(field: Sequence[Position], company: str) -> list[Neighbour]:
    """Return the others in *field* by their distance from *company*, nearest first, those not comparable last.

    A distance that rests on fewer than :data:`FIRM` indicators comes after all that rest on more: by chance alone two
    companies are soon alike in two respects.

    The distance is Gower's (1971, "A general coefficient of similarity and some of its properties", Biometrics 27,
    857-871), one less his similarity for quantities: d(a, b) = mean over the shared indicators k of |a_k - b_k| / R_k,
    where R_k is the range of k over all of *field* (an indicator without range tells nobody apart and counts nought).
    An interval counts by its midpoint, an open one by its closed end; revenue and users by their logarithm, a value of
    nought having none; the price takes no part. Ties by the number of shared indicators, the most first, then id.

    Raises:
        KeyError: *company* is not in *field*.
    """
    scaled = {position.company: _scaled(position) for position in field}
    ranges = {name: _spread([values[name] for values in scaled.values() if name in values]) for name in INDICATORS}
    one = scaled[company]
    found = [_neighbour(position, one, scaled[position.company], ranges) for position in field]
    others = [neighbour for neighbour in found if neighbour.position.company != company]
    return sorted(others, key=_order)


def _order(neighbour: Neighbour) -> tuple[bool, bool, Decimal, int, str]:
    distance, shared = neighbour.distance, len(neighbour.shared)
    return distance is None, shared < FIRM, distance or Decimal(0), -shared, neighbour.position.company


def _neighbour(
    position: Position, one: Mapping[str, Decimal], other: Mapping[str, Decimal], ranges: Mapping[str, Decimal]
) -> Neighbour:
    shared = tuple(name for name in INDICATORS if name in one and name in other)
    if len(shared) < LEAST:
        return Neighbour(position, None, shared)
    apart = [abs(one[name] - other[name]) / ranges[name] if ranges[name] else Decimal(0) for name in shared]
    return Neighbour(position, sum(apart, Decimal(0)) / len(shared), shared)


def _scaled(position: Position) -> dict[str, Decimal]:
    values = {name: middle(one.interval) for name, one in position.known.items()}
    return {
        name: value.ln() if name in LOGARITHMIC else value
        for name, value in values.items()
        if name not in APART and (value > 0 or name not in LOGARITHMIC)
    }


def _spread(values: Sequence[Decimal]) -> Decimal:
    return max(values) - min(values) if values else Decimal(0)
