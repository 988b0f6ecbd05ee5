"""What companies offer: the price of their newest model, how many models are open, and who uses their products."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sinograph.graph.intervals import Interval
from sinograph.graph.measures.developers import developed_by
from sinograph.graph.measures.measured import Measured, dimensions, latest, measured
from sinograph.graph.measures.prices import prices
from sinograph.graph.measures.releases import releases
from sinograph.graph.measures.view import qualifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinograph.graph.measures.prices import Price
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

#: A price says when it holds and where; these say that it is not the usual one.
_SPECIAL = frozenset({"setting", "scope", "basis", "plan", "region"})
_PRODUCED = frozenset({"output"})


def output_price(view: View, currency: str) -> dict[str, Measured]:
    """Return the company's own list price of a million output tokens of its newest model that has one.

    Newest by day of release, models without one by the day of their price and after all others. Tiers and bands
    of one model make one interval; those over, of a region, promotions, batches, plans or averages are left out.
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


def _listed(listed: Sequence[Price], model: str, currency: str) -> Measured:
    listed = [price for price in listed if not price.rate] or listed  # what is stated in the currency needs no rate
    amounts = [price.amount for price in listed if price.amount]
    interval = Interval(min(one.lower for one in amounts), max(one.upper for one in amounts))
    claims = tuple(dict.fromkeys(claim for price in listed for claim in price.claims))
    rivals = tuple(dict.fromkeys(claim for price in listed for claim in price.rivals))
    how = "converted" if any(price.rate for price in listed) else "stated"
    rates = "; ".join(dict.fromkeys(price.rate for price in listed if price.rate))
    return Measured(interval, currency, None, claims, rivals, how, rates, model)
