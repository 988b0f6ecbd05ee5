"""Entities side by side: a row a metric, a column an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text, UnknownNameError
from sinograph.exports.analysis.cells import GAP, bounds, counted, ids, listed, said, short, term_words
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.exports.wording import label
from sinograph.graph.measures.comparing import Said, common_periods, compare, metrics_of
from sinograph.loaders.periods import PERIOD_REMEDY, Period
from sinograph.loaders.quantities import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sinograph.errors import Language
    from sinograph.graph.measures.comparing import Comparison
    from sinograph.graph.measures.measured import Measured
    from sinograph.graph.measures.view import View

_SAME: Mapping[str, Text] = {
    "same": Text("yes", "是"),
    "differ": Text("periods differ", "期间不同"),
    "unsaid": Text("setting not stated", "设置未说明"),
    "one": Text("only one", "仅一方"),
}
_TRUTH: Mapping[str, Text] = {"true": Text("yes", "是"), "false": Text("no", "否")}
_COUNTED: Mapping[str, Text] = {
    "backers": Text("backers", "资本支持方数"),
    "models": Text("models", "模型数"),
    "developer": Text("developer", "研发方"),
}


def compare_table(
    view: View, lang: Language, entities: Sequence[str], period: str = "", currency: str = "CNY"
) -> Table:
    """Return a row for each figure and fact that *entities* have in common; with *period* only figures of those days.

    For programs: ``metric``, ``dimensions``, ``period``, ``comparable_code`` (same, differ, unsaid, one), and of each
    entity, under its id, ``<id>_lower``, ``<id>_upper``, ``<id>_period``, ``<id>_unit``, ``<id>_claims``.

    Raises:
        UnknownNameError: fewer than two different entities are given, or *period* is none.
        EmptyAnswerError: they have nothing in common, or nothing in *period*.
    """
    chosen = tuple(dict.fromkeys(entities))
    if len(chosen) < 2:
        raise _too_few(view, chosen)
    wanted = _period(period) if period else None
    found = compare(view, chosen, currency, wanted)
    if not any(len(row.cells) > 1 for row in found):
        raise _nothing_in(view, chosen, period, currency) if period else _nothing(view, chosen)
    rows = [_row(view, lang, row, chosen) for row in found]
    columns = {
        "says": Text("metric", "指标"),
        "period": Text("period", "期间"),
        **{entity: view.name(entity) for entity in chosen},
        "comparable": Text("comparable", "可比"),
    }
    return table_of(rows, columns, _notes(view, found, chosen, currency))


def _too_few(view: View, chosen: Sequence[str]) -> UnknownNameError:
    en, zh = view.name(chosen[0]) if chosen else ("none", "零个")
    return UnknownNameError(
        f"a comparison needs two different entities, and only {en} is given; name another",
        f"比较需要两个不同的实体，而只给出了{zh}；请再给出一个",
    )


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        en, zh = PERIOD_REMEDY
        raise UnknownNameError(f"'{text}' is no period; {en}", f"“{text}”不是期间；{zh}") from None


def _nothing_in(view: View, chosen: Sequence[str], period: str, currency: str) -> EmptyAnswerError:
    known = ", ".join(common_periods(view, chosen, currency)[:12])
    return EmptyAnswerError(
        f"no figure of {period} is known of two of them; periods of which two have one: {known or 'none'}",
        f"没有两方同时具备 {period} 的数字；两方皆有数字的期间：{known or '无'}",
    )


def _nothing(view: View, chosen: Sequence[str]) -> EmptyAnswerError:
    en, zh = [], []
    for entity in chosen:
        name, has = view.name(entity), [label(metric) for metric in metrics_of(view, entity)[:8]]
        en.append(f"{name.en}: {', '.join(one.en for one in has) or 'none'}")
        zh.append(f"{name.zh}：{'、'.join(one.zh for one in has) or '无'}")
    return EmptyAnswerError(
        f"they have no figure of one kind in common; figures of {'; '.join(en)}",
        f"它们没有同类的数字；各自的数字：{'；'.join(zh)}",
    )


def _row(view: View, lang: Language, row: Comparison, chosen: Sequence[str]) -> dict[str, str]:
    words = listed((term_words(text, view.entities, lang) for _, text in row.dimensions), lang, 4)
    heading = (_COUNTED.get(row.metric) or label(row.metric)).say(lang)
    claims = [claim for one in row.cells.values() for claim in one.claims]
    rivals = [rival for one in row.cells.values() for rival in one.rivals]
    result = {
        "metric": row.metric,
        "says": f"{heading}（{words}）" if words and lang == "zh" else f"{heading} ({words})" if words else heading,
        "dimensions": "; ".join(f"{name}={text}" for name, text in row.dimensions),
        "period": row.period,
        "comparable": _SAME[row.comparable].say(lang),
        "comparable_code": row.comparable,
    }
    for entity in chosen:
        result |= _cells(view, lang, entity, row)
    return result | {
        **receipts(claims, rivals),
    }


def _cells(view: View, lang: Language, entity: str, row: Comparison) -> dict[str, str]:
    one = row.cells.get(entity)
    number = None if one is None or isinstance(one, Said) else one
    lower, upper = bounds(number.interval if number else None)
    period = number.period.text if number and number.period else ""
    text = GAP if one is None else _words(view, lang, one) if isinstance(one, Said) else _number(view, lang, one)
    return {
        entity: f"{text} ({period})" if row.comparable == "differ" and period else text,
        f"{entity}_lower": lower,
        f"{entity}_upper": upper,
        f"{entity}_period": period,
        f"{entity}_unit": number.unit if number else "",
        f"{entity}_claims": ids(one.claims) if one else "",
    }


def _words(view: View, lang: Language, one: Said) -> str:
    words = (_TRUTH[v].say(lang) if v in _TRUTH else term_words(v, view.entities, lang) for v in one.values)
    return listed(words, lang)


def _number(view: View, lang: Language, one: Measured) -> str:
    if one.how == "computed":
        return counted(one.of, lang) if one.of else plain(one.interval.lower)
    unit = "" if one.unit in {"ratio", "count", "rank"} else label(one.unit).say(lang)
    number = said(view, one, lang) if one.how == "stated" else f"≈ {short(one.interval, lang)}"
    return f"{number} {unit}".strip() if lang == "en" else f"{number}{unit}"


def _notes(view: View, found: Sequence[Comparison], chosen: Sequence[str], currency: str) -> tuple[Text, ...]:
    rates = sorted({one.rate for row in found for one in row.cells.values() if not isinstance(one, Said) and one.rate})
    notes = [
        Text(
            "– is not known, never nought. A row has the latest period that two of them share; 'periods differ' says "
            "that they share none, and that the figures must not be set against each other.",
            "– 表示未知，并非为零。各行取至少两方共有的最近期间；“期间不同”指无共有期间，所列数字不可直接相比。",
        ),
        Text(
            "Figures of a segment, region, product, platform or reseller, and forecasts, are left out; without a "
            "period asked for, so are metrics that only one of them has.",
            "板块、地区、产品、平台或转售渠道的数字及预测均不计；未指定期间时，仅一方具备的指标不列。",
        ),
    ]
    if rates:
        shown = "; ".join(rates[:6]) + (f" +{len(rates) - 6}" if len(rates) > 6 else "")
        notes.append(
            Text(
                f"≈ is converted to {currency} at the European Central Bank's rates ({shown}), the interval of the "
                "usual rates of the period.",
                f"≈ 按欧洲央行汇率（{shown}）折算为 {currency}，取该期间常用汇率的区间。",
            )
        )
    if any(row.metric == "backers" for row in found):
        notes.append(
            Text(
                "Backers: whoever is said to have invested, to hold a stake or to have subscribed, ever; models: "
                "those of which sources name the developer.",
                "资本支持方：据述曾投资、持股或认购者，不论现在或过去；模型：来源指明其研发方者。",
            )
        )
    return tuple(notes)
