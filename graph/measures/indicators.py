"""The indicators by which companies are placed: what they earn, spend and charge, how open they are, who uses them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sinograph.graph.intervals import Interval
from sinograph.graph.measures.developers import developed_by
from sinograph.graph.measures.measured import (
    Measured,
    computed,
    dimensions,
    latest,
    measured,
    preferred,
    quotient,
    same_question,
)
from sinograph.graph.measures.prices import prices
from sinograph.graph.measures.releases import releases
from sinograph.graph.measures.view import qualifier

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sinograph.graph.measures.prices import Price
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt
    from sinograph.loaders.periods import Period

#: In the order in which they are shown.
INDICATORS = (
    "revenue",
    "growth",
    "gross_margin",
    "rnd_intensity",
    "abroad_share",
    "output_price",
    "open_share",
    "monthly_users",
)
#: A price says when it holds and where; these say that it is not the usual one.
_SPECIAL = frozenset({"setting", "scope", "basis", "plan"})
_PRODUCED = frozenset({"output"})
_ONE = Interval.exactly(1)
_SHARE = Interval(Decimal(0), Decimal(1))

Found = dict[str, list[Measured]]


def revenues(view: View) -> Found:
    """Return all plain revenue of each company, in the currency in which it was stated."""
    return _figures(view, "revenue", lambda given: not given)


def last_year(view: View, company: Sequence[Measured], currency: str) -> Measured | None:
    """Return the revenue of the latest calendar year of which it is known, in *currency*; None where none is."""
    stated = [one for one in company if _is_year(one.period)]
    found = [measured(view, view.receipts[one.claims[0]], currency) for one in stated]
    return latest(view, [one for one in found if one])


def growth(view: View) -> Found:
    """Return the growth of revenue: next year's by this year's less one, and what is only stated.

    Where two years that follow each other are known in one currency, what is stated of that year is left out. Growth
    of a half year or quarter is against a year before (the ontology's ``growth``).
    """
    stated = _figures(view, "growth", lambda given: given == {("of_metric", "revenue")})
    found: Found = defaultdict(list)
    for company, figures in revenues(view).items():
        found[company] = _year_on_year(figures)
    for company, figures in stated.items():
        years = {one.period.text for one in found[company] if one.period}
        found[company] += [one for one in figures if not (one.period and one.period.text in years)]
    return found


def gross_margin(view: View) -> Found:
    """Return the stated gross margins of whole companies."""
    return _figures(view, "gross_margin", lambda given: not given)


def rnd_intensity(view: View) -> Found:
    """Return R&D expense by revenue of the same period and currency, and where neither is known the stated ratio."""
    spent, earned = _figures(view, "rnd_expense", lambda given: not given), revenues(view)
    stated = _figures(view, "ratio_to_revenue", lambda given: given == {("of_metric", "rnd_expense")})
    found: Found = defaultdict(list)
    for company in sorted({*spent, *stated}):
        pairs = same_question(spent.get(company, ()), earned.get(company, ()))
        found[company] = [ratio for ratio in (quotient(*pair) for pair in pairs) if ratio]
        found[company] = found[company] or stated.get(company, [])
    return found


def abroad_share(view: View) -> Found:
    """Return the share of revenue from outside China: as stated, else one less China's, else from both sums."""
    whole = revenues(view)
    abroad = _figures(view, "revenue", lambda given: given == {("region", "overseas")})
    found: Found = defaultdict(list)
    for company, parts in abroad.items():
        pairs = same_question(parts, whole.get(company, ()))
        found[company] = [share for share in (quotient(*pair) for pair in pairs) if share]
    home = _figures(view, "revenue_share", lambda given: given == {("region", "china")})
    for company, shares in home.items():
        found[company] = [computed(_ONE - _within(one.interval), one) for one in shares]
    stated = _figures(view, "revenue_share", lambda given: given == {("region", "overseas")})
    return found | {name: [replace(one, interval=_within(one.interval)) for one in s] for name, s in stated.items()}


def output_price(view: View, currency: str) -> dict[str, Measured]:
    """Return the company's own list price of a million output tokens of its newest model that has one.

    Newest by day of release, models without one by the day of their price and after all others. Tiers, bands and
    regions of one model make one interval; those over, of promotions, batches, plans or averages are left out.
    """
    own: dict[str, dict[str, list[Price]]] = defaultdict(lambda: defaultdict(list))
    for price in prices(view, currency):
        special = {name for name, _ in price.terms} & _SPECIAL
        usual = not (price.channel or price.until or special)
        if usual and price.amount and price.token_kind in _PRODUCED:
            for company in price.developers:
                own[company][price.model].append(price)
    dates = releases(view)

    def newness(model: str, listed: Sequence[Price]) -> tuple[bool, int, str]:
        days = [price.day.toordinal() for price in listed if price.day]
        return model in dates, dates[model].period.end.toordinal() if model in dates else max(days, default=0), model

    newest = {company: max(models, key=lambda m: newness(m, models[m])) for company, models in own.items()}
    return {company: _listed(own[company][model], model, currency) for company, model in newest.items()}


def open_share(view: View) -> dict[str, Measured]:
    """Return the part of a company's models that have open weights, of those of which it is known."""
    known = {r.subject: r for r in view.accepted("open_weights") if not dimensions(r)}
    found = {}
    for company, artefacts in developed_by(view).items():
        models = [known[name] for name in artefacts if name in known and view.is_a(name, "model")]
        if models:
            yes = sum(receipt.value == "true" for receipt in models)
            share = Interval.exactly(yes) / Interval.exactly(len(models))
            cited = [claim for r in models for claim in (*view.cited(r), *artefacts[r.subject])]
            disputed = [claim for r in models for claim in view.rivals(r)]
            found[company] = Measured(
                share,
                "ratio",
                None,
                tuple(dict.fromkeys(cited)),
                tuple(disputed),
                "computed",
                of=f"{yes}/{len(models)}",
            )
    return found


def monthly_users(view: View) -> dict[str, Measured]:
    """Return the monthly active users of the company itself, else of that of its products which has most of them."""
    makers = developed_by(view)
    groups: dict[str, dict[str, list[Receipt]]] = defaultdict(lambda: defaultdict(list))
    for receipt in view.accepted("users"):
        rest = dimensions(receipt) - {("basis", "average"), ("user_type", "monthly_active")}
        if qualifier(receipt, "user_type") == "monthly_active" and {name for name, _ in rest} <= {"product"}:
            groups[receipt.subject][qualifier(receipt, "product")].append(receipt)
    found = {}
    for company in sorted({*groups, *makers}):
        of_it = {product or company: _all(view, said) for product, said in groups.get(company, {}).items()}
        made = {name: _all(view, groups[name][""]) for name in makers.get(company, ()) if groups.get(name, {}).get("")}
        last = {name: latest(view, ones) for name, ones in {**made, **of_it}.items()}
        users = [replace(one, of="" if name == company else name) for name, one in last.items() if one]
        if users and view.is_a(company, "organization"):
            found[company] = max(users, key=lambda one: (not one.of, one.interval.lower, one.of))
    return found


def _all(view: View, receipts: Sequence[Receipt]) -> list[Measured]:
    return [one for one in (measured(view, receipt) for receipt in receipts) if one]


def _figures(view: View, metric: str, wanted: Callable[[frozenset[tuple[str, str]]], bool]) -> Found:
    """Return the numbers of *metric* whose dimensions are *wanted*, by subject, as stated."""
    found: Found = defaultdict(list)
    for receipt in view.accepted(metric):
        one = measured(view, receipt) if wanted(dimensions(receipt)) else None
        if one:
            found[receipt.subject].append(one)
    return {subject: preferred(view, ones) for subject, ones in found.items()}


def _year_on_year(figures: Sequence[Measured]) -> list[Measured]:
    """Return the growth between years that follow each other, the preferred figure of each year and currency only."""
    years: dict[tuple[int, str], Measured] = {}
    for one in figures:
        if one.period and _is_year(one.period) and one.interval.bounded:
            years.setdefault((one.period.start.year, one.unit), one)
    found: Mapping[int, Measured] = {}
    for (year, unit), one in years.items():
        before = years.get((year - 1, unit))
        ratio = quotient(one, before) if before else None
        if ratio:
            found = {year: replace(ratio, interval=ratio.interval - _ONE), **found}
    return list(found.values())


def _is_year(period: Period | None) -> bool:
    return period is not None and len(period.text) == len("2025")


def _within(share: Interval) -> Interval:
    """Return what a part of a whole can be: an open end stops at nothing or at all."""
    return Interval(max(share.lower, _SHARE.lower), min(share.upper, _SHARE.upper))


def _listed(listed: Sequence[Price], model: str, currency: str) -> Measured:
    listed = [price for price in listed if not price.rate] or listed  # what is stated in the currency needs no rate
    amounts = [price.amount for price in listed if price.amount]
    interval = Interval(min(one.lower for one in amounts), max(one.upper for one in amounts))
    claims = tuple(dict.fromkeys(claim for price in listed for claim in price.claims))
    rivals = tuple(dict.fromkeys(claim for price in listed for claim in price.rivals))
    how = "converted" if any(price.rate for price in listed) else "stated"
    rates = "; ".join(dict.fromkeys(price.rate for price in listed if price.rate))
    return Measured(interval, currency, None, claims, rivals, how, rates, model)
