"""List prices of tokens, by developer, model, kind of token and channel, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import GAP, bounds, ids, listed, names, short, stated, term_words
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.exports.wording import label
from sinograph.graph.measures.prices import prices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinograph.errors import Language
    from sinograph.graph.measures.prices import Price
    from sinograph.graph.measures.view import View

_OWN = Text("own", "自有")
_SEEN = Text("seen {}", "{} 所见")


def prices_table(view: View, lang: Language, entity: str = "", currency: str = "USD") -> Table:
    """Return a row a price of a million tokens; *entity* is a model, a family or a developer, "" is all.

    For programs: ids of ``developer_ids``, ``model_id``, ``token_kind``, ``channel_id``, ``band``, ``tier``, ``since``,
    ``until``, ``seen``; the number as stated in ``lower``, ``upper``, ``unit``, converted in ``amount_lower`` and
    ``amount_upper`` (empty where no rate is known) of ``currency``.

    Raises:
        EmptyAnswerError: nothing is priced.
    """
    found = prices(view, currency, entity)
    if not found:
        raise _unpriced(view, entity)
    rows = [_row(view, lang, price, currency) for price in found]
    several = len({price.developers for price in found}) > 1
    columns = {
        **({"developer": Text("developer", "研发方")} if several else {}),
        "model": Text("model", "模型"),
        "tokens": Text("tokens", "token"),
        "channel": Text("channel", "渠道"),
        "terms": Text("terms", "条件"),
        "when": Text("when", "时间"),
        "stated": Text("price as stated", "所述价格"),
        "amount": Text(f"in {label(currency).en}", f"折合{label(currency).zh}"),
    }
    return table_of(rows, columns, _notes(found, currency))


def _unpriced(view: View, entity: str) -> EmptyAnswerError:
    en, zh = view.name(entity) if entity else ("any model", "任何模型")
    makers = sorted({maker for price in prices(view, "USD") for maker in price.developers})
    some = [view.name(maker) for maker in makers]
    return EmptyAnswerError(
        f"no token price of {en} is among the facts; developers with prices: "
        + (", ".join(one.en for one in some) or "none"),
        f"事实中没有{zh}的 token 价格；有价格的研发方：" + ("、".join(one.zh for one in some) or "无"),
    )


def _row(view: View, lang: Language, price: Price, currency: str) -> dict[str, str]:
    lower, upper = bounds(price.stated)
    amount_lower, amount_upper = bounds(price.amount)
    given = dict(price.terms)
    terms = listed([term_words(text, view.entities, lang) for _, text in price.terms], lang)
    return {
        "developer": names(view, price.developers, lang) or GAP,
        "developer_ids": ids(price.developers),
        "model": view.name(price.model).say(lang),
        "model_id": price.model,
        "tokens": label(price.token_kind).say(lang),
        "token_kind": price.token_kind,
        "channel": view.name(price.channel).say(lang) if price.channel else _OWN.say(lang),
        "channel_id": price.channel,
        "terms": terms or GAP,
        "band": given.get("band", ""),
        "tier": given.get("tier", ""),
        "when": _when(price, lang),
        "since": price.since,
        "until": price.until,
        "seen": price.seen,
        "stated": f"{stated(price.text, price.precision, lang)} {price.unit}",
        "lower": lower,
        "upper": upper,
        "unit": price.unit,
        "amount": _amount(price, lang),
        "amount_lower": amount_lower,
        "amount_upper": amount_upper,
        "currency": currency,
        **receipts(price.claims, price.rivals),
    }


def _when(price: Price, lang: Language) -> str:
    if price.since or price.until:
        return f"{price.since} → {price.until}".strip()
    return _SEEN.say(lang).format(price.seen) if price.seen else GAP


def _amount(price: Price, lang: Language) -> str:
    if price.amount is None:
        return GAP
    if not price.rate:
        return stated(price.text, price.precision, lang)
    return f"≈ {short(price.amount, lang)}"


def _notes(found: Sequence[Price], currency: str) -> tuple[Text, ...]:
    unrated = sum(price.amount is None for price in found)
    nobody = len({price.model for price in found if not price.developers})
    notes = (
        (_SEEN_NOTE, True),
        (_CHANNEL_NOTE, any(price.channel for price in found)),
        (_rate_note(currency, unrated, len(found)), unrated or any(price.rate for price in found)),
        (_RIVAL_NOTE, any(price.rivals for price in found)),
        (
            Text(
                f"No source names the developer of {nobody} of the models; they stand last.",
                f"其中 {nobody} 个模型没有来源指明研发方，列在最后。",
            ),
            nobody,
        ),
    )
    return tuple(note for note, applies in notes if applies)


def _rate_note(currency: str, unrated: int, count: int) -> Text:
    return Text(
        f"≈ is converted to {currency} at the European Central Bank's rate of the day from which the price holds, else "
        f"of the last on which it held, else of the source; – where no rate is known ({unrated} of {count}).",
        f"≈ 按欧洲央行汇率折算为 {currency}，取价格生效日，其次最后适用日，再次来源发布日；"
        f"– 为无汇率可用（{count} 条中 {unrated} 条）。",
    )


_SEEN_NOTE = Text(
    "Prices are of a million tokens. 'Seen' is the day on which the source was published: an undated price counts "
    "from then, and may be older. Prices that were only planned are left out.",
    "价格按每百万 token 计。“所见”为来源发布日：无日期的价格自该日起计，实际可能更早。仅为计划的价格不计。",
)
_CHANNEL_NOTE = Text(
    "Resellers' prices stand apart from the developer's own, with the channel named; a price without a channel is "
    "taken for the developer's own.",
    "转售渠道的价格与研发方自有价格分列并注明渠道；未注明渠道者视为自有。",
)
_RIVAL_NOTE = Text(
    "Where sources differ on an undated price, one may only be older: those set aside are named, not shown.",
    "无日期的价格各来源不一时，可能只是新旧之别：未采信者列出编号，不另成行。",
)
