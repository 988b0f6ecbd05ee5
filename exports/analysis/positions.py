"""Companies beside each other by their indicators, or by their distance from one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import GAP, bounds, counted, ids, said, share, short
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.exports.wording import label
from sinograph.graph.measures.indicators import INDICATORS
from sinograph.graph.measures.positions import LEAST, Position, neighbours, positions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sinograph.errors import Language
    from sinograph.graph.measures.measured import Measured
    from sinograph.graph.measures.positions import Neighbour
    from sinograph.graph.measures.view import View

_HEADINGS: Mapping[str, Text] = {
    "revenue": Text("revenue", "营业收入"),
    "growth": Text("revenue growth", "营收增速"),
    "gross_margin": Text("gross margin", "毛利率"),
    "rnd_intensity": Text("R&D/revenue", "研发/营收"),
    "abroad_share": Text("share abroad", "海外占比"),
    "output_price": Text("output price", "输出价"),
    "open_share": Text("open weights", "开放权重"),
    "monthly_users": Text("monthly users", "月活"),
}
_STATED = Text("stated", "所述")
_NUMBERS = frozenset({"revenue", "output_price", "monthly_users"})


def positions_table(view: View, lang: Language, entity: str = "", currency: str = "CNY") -> Table:
    """Return a row a company with two indicators or more, by name of id; with *entity* its neighbours, nearest first.

    For programs each indicator has ``<indicator>_lower``, ``_upper``, ``_period``, ``_of`` and ``_claims``.

    Raises:
        EmptyAnswerError: fewer than two indicators are known, of *entity* or of every company.
    """
    field = positions(view, currency)
    if not field:
        raise EmptyAnswerError(
            "no company has two of the indicators: " + ", ".join(_HEADINGS[name].en for name in INDICATORS),
            "没有公司具备以下指标中的两项：" + "、".join(_HEADINGS[name].zh for name in INDICATORS),
        )
    if entity:
        return _around(view, lang, field, entity, currency)
    columns = {"company": Text("company", "公司"), "year": Text("year", "年度"), **_headings(INDICATORS, currency)}
    rows = [_row(view, lang, position) for position in field]
    return table_of(rows, columns, _notes(view, field, currency))


def _around(view: View, lang: Language, field: Sequence[Position], entity: str, currency: str) -> Table:
    own = next((position for position in field if position.company == entity), None)
    if own is None:
        raise _too_little(view, entity, field)
    found = neighbours(field, entity)
    near = [one for one in found if one.distance is not None]
    if not near:
        name, known = view.name(entity), [_HEADINGS[one] for one in own.known]
        raise EmptyAnswerError(
            f"no other company shares {LEAST} indicators with {name.en}: {', '.join(one.en for one in known)}",
            f"没有其他公司与{name.zh}共有 {LEAST} 项指标：{'、'.join(one.zh for one in known)}",
        )
    rows = [_row(view, lang, one.position, one) for one in near]
    columns = {
        "company": Text("company", "公司"),
        "distance": Text("distance", "距离"),
        "year": Text("year", "年份"),
        "rests_on": Text("rests on", "依据指标"),
        **_headings([name for name in INDICATORS if name in own.known], currency),
    }
    rows_of = [own, *(one.position for one in near)]
    notes = (*_distance_notes(view, lang, own, found), *_notes(view, rows_of, currency))
    return table_of(rows, columns, notes)


def _too_little(view: View, entity: str, field: Sequence[Position]) -> EmptyAnswerError:
    name = view.name(entity)
    others = [view.name(position.company) for position in field]
    return EmptyAnswerError(
        f"fewer than {LEAST} indicators are known of {name.en}; they are known of: "
        + ", ".join(other.en for other in others),
        f"{name.zh}已知的指标不足 {LEAST} 项；具备者：" + "、".join(other.zh for other in others),
    )


def _headings(indicators: Sequence[str], currency: str) -> dict[str, Text]:
    found = {name: _HEADINGS[name] for name in indicators}
    unit = label(currency)
    money = {"revenue": ("", ""), "output_price": ("/M", "/百万")}
    for name in money.keys() & found.keys():
        en, zh = money[name]
        found[name] = Text(f"{found[name].en}, {unit.en}{en}", f"{found[name].zh}（{unit.zh}{zh}）")
    return found


def _row(view: View, lang: Language, position: Position, neighbour: Neighbour | None = None) -> dict[str, str]:
    claims = [claim for one in position.known.values() for claim in one.claims]
    rivals = [rival for one in position.known.values() for rival in one.rivals]
    row = {
        "company": view.name(position.company).say(lang),
        "company_id": position.company,
        "year": position.year or GAP,
    }
    if neighbour and neighbour.distance is not None:
        words = ", ".join(_HEADINGS[name].say(lang) for name in neighbour.shared)
        row["distance"] = f"{neighbour.distance:.3f}"
        row["rests_on"] = f"{len(neighbour.shared)}: {words}"
        row["shared"] = ids(neighbour.shared)
    for name in INDICATORS:
        row |= _cells(view, lang, name, position.known.get(name), position.year)
    row |= receipts(claims, rivals)
    return row


def _cells(view: View, lang: Language, name: str, one: Measured | None, year: str) -> dict[str, str]:
    lower, upper = bounds(one.interval if one else None)
    period = one.period.text if one and one.period else ""
    return {
        name: _cell(view, lang, name, one, year) if one else GAP,
        f"{name}_lower": lower,
        f"{name}_upper": upper,
        f"{name}_period": period,
        f"{name}_of": one.of if one else "",
        f"{name}_how": one.how if one else "",
        f"{name}_claims": ids(one.claims) if one else "",
    }


def _cell(view: View, lang: Language, name: str, one: Measured, year: str) -> str:
    if name == "open_share":
        return counted(one.of, lang)
    period = f" ({one.period.text})" if one.period and one.period.text != year else ""
    if one.how == "stated" and name != "output_price":
        mark = f"{_STATED.say(lang)} " if name == "growth" else ""
        return f"{mark}{said(view, one, lang)}{period}"
    number = short(one.interval, lang) if name in _NUMBERS else share(one.interval)
    return f"{'≈ ' if one.how == 'converted' else ''}{number}{period}"


def _notes(view: View, field: Sequence[Position], currency: str) -> tuple[Text, ...]:
    return (
        Text(
            "– is not known, never nought. Revenue is of the latest calendar year that is known (year); the others are "
            "of that year or, where it has none, of the period in brackets.",
            "– 表示未知，并非为零。收入取已知的最近自然年（年度）；其他指标取同一年，缺者取括号内的期间。",
        ),
        Text(
            f"≈ is converted to {currency} at the European Central Bank's rate of the period or day. Growth is "
            "computed from two years in one currency; 'stated' is a source's own, over a year before.",
            f"≈ 按欧洲央行同期汇率折算为 {currency}。增长由同一货币的相邻两年计算；“所述”为来源所述的同比。",
        ),
        _of(
            view,
            field,
            "output_price",
            Text("Own list price of a million output tokens", "自有渠道每百万输出 token 标价"),
        ),
        _of(
            view,
            field,
            "monthly_users",
            Text("Monthly active users, of the most used product", "月活跃用户，取用户最多的产品"),
        ),
        Text(
            "Open: models with open weights of those of which it is known. Abroad: revenue from outside China.",
            "开放权重：在已知是否开放的模型中开放者。海外占比：中国以外的收入占比。",
        ),
    )


def _of(view: View, field: Sequence[Position], indicator: str, what: Text) -> Text:
    """Return a note that says which model or product of each company the number is of."""
    found = [(view.name(p.company), p.known[indicator].of) for p in field if indicator in p.known]
    of = [(company, view.name(thing)) for company, thing in found if thing]
    en = "; ".join(f"{company.en}: {thing.en}" for company, thing in of)
    zh = "；".join(f"{company.zh}：{thing.zh}" for company, thing in of)
    return Text(f"{what.en}{f' ({en})' if en else ''}.", f"{what.zh}{f'（{zh}）' if zh else ''}。")


def _distance_notes(view: View, lang: Language, own: Position, found: Sequence[Neighbour]) -> tuple[Text, ...]:
    name = view.name(own.company)
    has = [f"{_HEADINGS[key].say(lang)} {_cell(view, lang, key, one, own.year)}" for key, one in own.known.items()]
    apart = [view.name(one.position.company) for one in found if one.distance is None]
    year = f" ({own.year})" if own.year else ""
    notes = [
        Text(f"{name.en}{year}: {', '.join(has)}.", f"{name.zh}{year}：{'，'.join(has)}。"),
        Text(
            "Distance: Gower (1971) over the indicators named, from 0 (alike) to 1 (the two ends of all companies); "
            "money and users by ratio; midpoints of intervals. One that rests on two says little and comes last.",
            "距离：按所列指标计算的 Gower（1971）距离，0 为相同，1 为全体公司的两端；金额与用户数按比率，区间取中点。"
            "仅依两项指标者说明力弱，列于最后。",
        ),
    ]
    if apart:
        notes.append(
            Text(
                f"Not comparable, fewer than {LEAST} indicators shared: {', '.join(one.en for one in apart)}.",
                f"共有指标不足 {LEAST} 项，不作比较：{'、'.join(one.zh for one in apart)}。",
            )
        )
    return tuple(notes)
