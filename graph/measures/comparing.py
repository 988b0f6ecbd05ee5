"""Entities side by side: the same figure, of the same period, in the same unit, or a gap."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinograph.graph.figures import is_currency, spans
from sinograph.graph.intervals import Interval
from sinograph.graph.measures import catalogue
from sinograph.graph.measures.backers import backings
from sinograph.graph.measures.developers import developed_by, developers
from sinograph.graph.measures.measured import Measured, by_days, dimensions, latest, measured, preferred
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt
    from sinograph.loaders.periods import Period

#: A figure of a part, or of a reseller, is not one of the whole.
_PARTS = frozenset({"segment", "region", "product", "of_segment", "of_whom", "channel", "platform"})
_MONEY = "money"
#: How a dimension ends that tells that it is unknown ("tools not stated"): two such figures need not be alike.
_UNSAID = "not stated"
#: Attributes and relations that are laid beside each other as they are.
_TEXTS = ("founded", "released", "license", "listed_on")

Dimensions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of one entity in words: codes, texts or ids of entities, each once."""

    values: tuple[str, ...]
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure or fact of several entities; those of which it is not known are absent from *cells*.

    *comparable* is ``same`` where at least two are known and of one period, ``differ`` where their periods differ,
    ``unsaid`` where how they were measured is not said, ``one`` where only one is known. *period* is the one that all
    share, "" where there is none.
    """

    metric: str
    dimensions: Dimensions
    period: str
    comparable: str
    cells: Mapping[str, Measured | Said]


def compare(view: View, entities: Sequence[str], currency: str, period: Period | None = None) -> list[Comparison]:
    """Return what at least two of *entities* have in common, facts first, then metrics in the ontology's order.

    Two figures are of one kind when metric, all dimensions and unit agree (money is converted to *currency*). Of each
    kind the row has the latest period in which at least two have a figure; where there is none, each one's latest.
    With *period* it has the figures of those days, be it of one entity only, and no facts without a period. Figures of
    a segment, region, product, platform or reseller take no part, nor does what is only planned.
    """
    rows = [] if period else _facts(view, entities)
    groups = _groups(view, entities, currency)
    order = {name: place for place, name in enumerate(load_vocabulary().properties)}
    for (metric, given, _), found in sorted(groups.items(), key=lambda one: (order[one[0][0]], *one[0])):
        row = _row(view, metric, given, found, period)
        if row and (period or row.comparable != "one"):
            rows.append(row)
    return rows


def common_periods(view: View, entities: Sequence[str], currency: str) -> tuple[str, ...]:
    """Return the periods in which two of *entities* or more have a figure of one kind, the latest first."""
    found: dict[tuple[int, int], str] = {}
    for figures in _groups(view, entities, currency).values():
        for days, text in _shared(figures).items():
            found[days] = min(found.get(days, text), text)
    return tuple(found[days] for days in sorted(found, key=lambda d: (d[1], d[0]), reverse=True))


def metrics_of(view: View, entity: str) -> tuple[str, ...]:
    """Return the metrics of which *entity* has a plain figure, in the ontology's order."""
    return tuple(dict.fromkeys(metric for metric, _, _ in _groups(view, (entity,), "CNY")))


def _groups(
    view: View, entities: Iterable[str], currency: str
) -> dict[tuple[str, Dimensions, str], dict[str, list[Measured]]]:
    """Return the figures of *entities* by metric, dimensions and unit, then by entity."""
    wanted = set(entities)
    names = [name for name, prop in load_vocabulary().properties.items() if prop.form == "measure"]
    groups: dict[tuple[str, Dimensions, str], dict[str, list[Measured]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        for receipt in view.current(name):
            if receipt.subject in wanted and not _PARTS & {d for d, _ in dimensions(receipt)}:
                one = measured(view, receipt, currency)
                if one:
                    unit = _MONEY if is_currency(one.unit) else one.unit
                    groups[name, tuple(sorted(dimensions(receipt))), unit][receipt.subject].append(one)
    return groups


def _row(
    view: View, metric: str, given: Dimensions, found: Mapping[str, Sequence[Measured]], period: Period | None
) -> Comparison | None:
    if period:
        cells = {name: by_days(ones).get(spans(period), []) for name, ones in found.items()}
        chosen = {name: preferred(view, ones)[0] for name, ones in cells.items() if ones}
        return _comparison(metric, given, chosen, period.text) if chosen else None
    shared = _shared(found)
    if shared:
        best = max(shared, key=lambda days: (days[1], days[0]))
        cells = {name: by_days(ones).get(best, []) for name, ones in found.items()}
        chosen = {name: preferred(view, ones)[0] for name, ones in cells.items() if ones}
        return _comparison(metric, given, chosen, shared[best])
    last = {name: latest(view, ones) for name, ones in found.items()}
    return _comparison(metric, given, {name: one for name, one in last.items() if one}, "")


def _shared(found: Mapping[str, Sequence[Measured]]) -> dict[tuple[int, int], str]:
    """Return the periods of which at least two entities have a figure, by their days."""
    texts: dict[tuple[int, int], list[str]] = defaultdict(list)
    for ones in found.values():
        for days, group in by_days(ones).items():
            if days:
                texts[days].append(min(one.period.text for one in group if one.period))
    return {days: min(said) for days, said in texts.items() if len(said) > 1}


def _comparison(metric: str, given: Dimensions, cells: Mapping[str, Measured], period: str) -> Comparison:
    days = {spans(one.period) for one in cells.values()}
    if len(cells) < 2:
        comparable = "one"
    elif any(text.endswith(_UNSAID) for _, text in given):
        comparable = "unsaid"
    else:
        comparable = "same" if len(days) == 1 else "differ"
    return Comparison(metric, given, period, comparable, cells)


def _facts(view: View, entities: Sequence[str]) -> list[Comparison]:
    counted: dict[str, Mapping[str, Measured | Said]] = {
        "backers": _backers(view),
        "models": _models(view),
        "open_weights": {**_open(view), **catalogue.open_share(view)},
    }
    said = {name: _texts(view, name) for name in _TEXTS} | {"developer": _makers(view)}
    rows = []
    for name, known in {**said, **counted}.items():
        cells = {entity: known[entity] for entity in entities if entity in known}
        if len(cells) > 1:
            rows.append(Comparison(name, (), "", "same", cells))
    return rows


def _texts(view: View, name: str) -> dict[str, Measured | Said]:
    """Return what is said with that property: without a channel, scope or the like where such is known, else all."""
    plain: dict[str, list[Receipt]] = defaultdict(list)
    special: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in view.current(name):
        (special if dimensions(receipt) else plain)[receipt.subject].append(receipt)
    return {subject: _said(view, receipts) for subject, receipts in {**special, **plain}.items()}


def _said(view: View, receipts: Sequence[Receipt]) -> Said:
    values = dict.fromkeys(receipt.object or receipt.value for receipt in receipts)
    claims = dict.fromkeys(claim for receipt in receipts for claim in view.cited(receipt))
    rivals = dict.fromkeys(rival for receipt in receipts for rival in view.rivals(receipt))
    return Said(tuple(sorted(values)), tuple(claims), tuple(rivals))


def _makers(view: View) -> dict[str, Measured | Said]:
    return {
        artefact: Said(tuple(makers), tuple(claim for claims in makers.values() for claim in claims), ())
        for artefact, makers in developers(view).items()
    }


def _open(view: View) -> dict[str, Measured | Said]:
    found = [r for r in view.accepted("open_weights") if not dimensions(r)]
    return {r.subject: Said((r.value,), view.cited(r), view.rivals(r)) for r in found}


def _backers(view: View) -> dict[str, Measured | Said]:
    """Return how many back each company: invested, hold a stake, or subscribed to its offering, whatever came of it."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for backing in backings(view, "USD"):
        found[backing.company][backing.backer] = backing.claims
    return {company: _count(backers) for company, backers in found.items()}


def _models(view: View) -> dict[str, Measured | Said]:
    made = {maker: {m: c for m, c in of.items() if view.is_a(m, "model")} for maker, of in developed_by(view).items()}
    return {maker: _count(models) for maker, models in made.items() if models}


def _count(things: Mapping[str, tuple[str, ...]]) -> Measured:
    claims = tuple(dict.fromkeys(claim for cited in things.values() for claim in cited))
    return Measured(Interval.exactly(len(things)), "count", None, claims, how="computed")
