"""List prices of tokens over time: whose, of which tokens, where, since when and until when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sinograph.graph.measures.amounts import amount_of, interval_of
from sinograph.graph.measures.developers import developers, members
from sinograph.graph.measures.measured import dimensions
from sinograph.graph.measures.view import qualifier
from sinograph.loaders.periods import period_of

if TYPE_CHECKING:
    from datetime import date

    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

#: Tokens in the order in which price lists have them; others follow.
_KINDS = ("input", "cached_input", "output")


@dataclass(frozen=True, slots=True)
class Price:
    """A price of one million tokens.

    *developers* may be empty where no source names one; of an average over all models of a company *model* is the
    company. *channel* is "" for the developer's own. *terms* are the other conditions: band, tier, setting and so on.
    *since* and *until* are as stated, "" where not; *seen* is when the source was published, "" where nobody knows.
    *stated* is the number in *unit*, *text* and *precision* how it is said; *amount* is in the currency asked for, None
    where no rate is known; *rate* says at which, "" where none was needed.
    """

    developers: tuple[str, ...]
    model: str
    token_kind: str
    channel: str
    terms: tuple[tuple[str, str], ...]
    since: str
    until: str
    seen: str
    stated: Interval
    text: str
    precision: str
    unit: str
    amount: Interval | None
    rate: str
    claims: tuple[str, ...]
    rivals: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The first day from which it counts: since when, else until when, else when it was seen; None if unknown."""
        period = period_of(self.since or self.until or self.seen)
        return period.start if period else None


def prices(view: View, currency: str, entity: str = "") -> list[Price]:
    """Return the prices of *entity* (a model, a family or a developer), of all where it is "".

    In order of developer and model, then tokens (input, cached input, output, others), the developer's own channel
    first, other channels by id, terms, and day (:attr:`Price.day`), undated last. What is only planned takes no part.
    Money is converted at the rate of the day since or until which the price holds, else of its source.
    """
    makers = developers(view)
    wanted = set(members(view, entity)) | {model for model, names in makers.items() if entity in names}
    found = [
        _price(view, receipt, currency, tuple(makers.get(receipt.subject, ())))
        for receipt in view.accepted("token_price")
        if not entity or receipt.subject in wanted
    ]
    return sorted(found, key=_order)


def _price(view: View, receipt: Receipt, currency: str, makers: tuple[str, ...]) -> Price:
    stated = interval_of(receipt)
    assert stated is not None  # noqa: S101 - the loader lets no measure in without a number
    since, until = qualifier(receipt, "since"), qualifier(receipt, "until")
    amount = amount_of(view, replace(receipt, period=since or until), currency)
    channel = qualifier(receipt, "channel")
    whose = makers or ((receipt.subject,) if view.is_a(receipt.subject, "organization") else ())
    return Price(
        developers=whose,
        model=receipt.subject,
        token_kind=qualifier(receipt, "token_kind"),
        channel="" if channel in whose else channel,
        terms=tuple(sorted(pair for pair in dimensions(receipt) if pair[0] not in {"token_kind", "channel"})),
        since=since,
        until=until,
        seen=view.sources[receipt.source].published,
        stated=stated,
        text=receipt.value,
        precision=receipt.precision,
        unit=receipt.unit,
        amount=amount.interval if amount else None,
        rate=amount.rate if amount else "",
        claims=view.cited(receipt),
        rivals=view.rivals(receipt),
    )


def _order(price: Price) -> tuple[object, ...]:
    kind = _KINDS.index(price.token_kind) if price.token_kind in _KINDS else len(_KINDS)
    day = price.day
    when = (day is None, day.toordinal() if day else 0)
    # What no source names a developer of comes after all the others.
    whose = not price.developers, price.developers, price.model
    return *whose, kind, price.token_kind, price.channel, price.terms, when, price.claims
