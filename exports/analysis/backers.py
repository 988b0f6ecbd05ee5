"""Backers as tables: by backer, by company, across rivalries, and in pairs."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import bounds, listed, money, names, percent, share, span
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.exports.wording import label
from sinograph.graph.measures.amounts import interval_of
from sinograph.graph.measures.backers import (
    across_rivalries,
    backings,
    backings_of,
    by_backer,
    by_company,
    co_investors,
)
from sinograph.graph.measures.capital import registers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinograph.errors import Language
    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.backers import Backer, Backing, Capitalisation, Shared
    from sinograph.graph.measures.capital import Capital, Register
    from sinograph.graph.measures.view import View

_CAPITAL: Mapping[Capital, Text] = {
    "state": Text("state", "国资"),
    "sovereign": Text("sovereign fund", "主权基金"),
    "corporate": Text("corporate", "产业资本"),
    "venture": Text("venture capital", "创投"),
    "institution": Text("asset manager, bank, insurer", "资管、银行、保险"),
    "insider": Text("persons and vehicles", "个人与持股载体"),
    "other": Text("not said", "未说明"),
}
_KNOWN_MONEY = Text("known money in", "已知投入")
_PLANS = Text(
    "Plans, talks and declined offers are left out; money is the sum of the amounts that sources give: a lower bound.",
    "计划、洽谈与被拒要约不计；金额为来源给出者之和，故为下限。",
)
_KINDS = Text(
    "State, corporate and venture capital are as a source or the curator says; foreign lies across them (country "
    "recorded and not China). Stakes are those of the fullest register of one day, holder by holder: an owner and its "
    "vehicles count apart. An unknown rest widens the index (Herfindahl-Hirschman, 0 to 1).",
    "国资、产业资本、创投依来源或整理者所述；外资与前述分类交叉（有国别记录且非中国）。持股取同一日最完整名册，"
    "按登记持有人计，所有者与其载体分别计算；未知部分使指数（赫芬达尔指数，0 至 1）成为区间。",
)
_EVER = Text(
    "Backers are those that sources say invested, held shares or subscribed, then or now; rivalries are those that a "
    "source names. An owner and a vehicle that holds for it count as two.",
    "资本方指来源称曾投资、持股或认购者，不论现在或过去；竞争关系以来源所称为准。所有者与为其持股的载体计为两方。",
)
_NO_BACKER_OF = Text(
    "no claim says who backs {}; without --by company what it backs is shown",
    "没有主张说明谁支持{}；不加 --by company 可列出其支持的公司",
)
_NO_BACKER = Text(
    "no claim says who backs {}, or what it backs; plans do not count. 'sinograph show {}' lists what is known",
    "没有主张说明谁支持{}或其支持谁；计划不计。“sinograph show {}”列出已知内容",
)
_NO_PAIR = {
    "pair": Text("no pair of backers with two companies in common ({})", "没有共同投资两家公司的一对资本方（{}）"),
    "rivalry": Text("no backer on both sides of a named rivalry ({})", "没有同时支持竞争双方的资本方（{}）"),
}
_NOBODY = Text("the facts name no backer", "事实表未提及任何资本支持方")


def backers_table(view: View, lang: Language, entity: str = "", by: str = "backer", currency: str = "USD") -> Table:
    """Return who backs whom, a row for each *by*: backer, company, rivalry or pair.

    With *entity*, only what it takes part in; by backer then a row for each backing that it makes or gets.

    Raises:
        EmptyAnswerError: nothing is known of it.
    """
    found = backings(view, currency)
    if entity:
        found = _near(found, entity, by)
    if not found:
        raise _nothing(view, entity, by)
    writer = _Writer(view, lang, currency)
    if by == "company":
        rows = [writer.company(row) for row in by_company(view, found) if entity in {"", row.company}]
        return table_of(rows, _COMPANY_COLUMNS, (_KINDS,))
    if by in {"rivalry", "pair"}:
        pairs = across_rivalries(view, found) if by == "rivalry" else co_investors(found)
        shown = [row for row in pairs if not entity or entity in {row.first, row.second, *row.shared}]
        if not shown:
            raise _no_pair(view, entity, by)
        return table_of([writer.pair(row) for row in shown], _PAIR_COLUMNS[by], (_EVER,))
    if entity:
        rows = sorted((writer.backing(row) for row in backings_of(found, entity)), key=_largest_first)
        return table_of(rows, _BACKING_COLUMNS, (_PLANS,))
    return table_of([writer.backer(row) for row in by_backer(view, found)], _BACKER_COLUMNS, (_PLANS,))


def _near(found: list[Backing], entity: str, by: str) -> list[Backing]:
    """Return *found* if the entity stands in it at all; a company's own backings where a row is a company."""
    if by == "company":
        return [backing for backing in found if backing.company == entity]
    return found if any(entity in {backing.backer, backing.company} for backing in found) else []


def _nothing(view: View, entity: str, by: str) -> EmptyAnswerError:
    if not entity:
        return EmptyAnswerError(_NOBODY.en, _NOBODY.zh)
    name = view.name(entity)
    if by == "company":
        return EmptyAnswerError(_NO_BACKER_OF.en.format(name.en), _NO_BACKER_OF.zh.format(name.zh))
    return EmptyAnswerError(_NO_BACKER.en.format(name.en, entity), _NO_BACKER.zh.format(name.zh, entity))


def _no_pair(view: View, entity: str, by: str) -> EmptyAnswerError:
    who = view.name(entity) if entity else Text("the facts", "事实表")
    return EmptyAnswerError(_NO_PAIR[by].en.format(who.en), _NO_PAIR[by].zh.format(who.zh))


class _Writer:
    def __init__(self, view: View, lang: Language, currency: str) -> None:
        self._view, self._lang, self._currency = view, lang, currency

    @cached_property
    def _registers(self) -> Mapping[str, Register]:
        return registers(self._view)

    def backer(self, row: Backer) -> dict[str, str]:
        return {
            "backer": self._name(row.backer),
            "type": self._type(row.capital, row.is_foreign),
            "count": str(len(row.companies)),
            "which": names(self._view, row.companies, self._lang),
            **self._money(row.money, row.unknown),
            "backer_id": row.backer,
            "company_ids": " ".join(row.companies),
            **receipts(row.claims, row.rivals),
        }

    def backing(self, row: Backing) -> dict[str, str]:
        register = self._registers.get(row.company)
        stake = register.stakes.get(row.backer) if register else None
        held = interval_of(stake) if stake else None
        return {
            "backer": self._name(row.backer),
            "company": self._name(row.company),
            "how": listed([label(relation).say(self._lang) for relation in row.relations], self._lang),
            "rounds": names(self._view, sorted(row.rounds), self._lang),
            "stake": f"{share(held, 2)} ({register.period})" if held and register else "",
            "stake_upper": bounds(held)[1],
            **self._money(row.money, 0),
            "backer_id": row.backer,
            "company_id": row.company,
            "relations": " ".join(row.relations),
            "round_ids": " ".join(sorted(row.rounds)),
            **receipts(row.claims, row.rivals),
        }

    def company(self, row: Capitalisation) -> dict[str, str]:
        shares = {kind: percent(row.shares[kind]) if kind in row.shares else "" for kind in _CAPITAL}
        low, high = bounds(row.concentration)
        return {
            "company": self._name(row.company),
            "count": str(row.backers),
            "by": self._basis(row),
            **shares,
            "foreign": percent(row.foreign) if row.basis else "",
            "unknown": self._unknown(row),
            "hhi": _index(row.concentration),
            "company_id": row.company,
            "basis": row.basis,
            "period": row.period,
            "hhi_lower": low,
            "hhi_upper": high,
            **receipts(row.claims, row.rivals),
        }

    def pair(self, row: Shared) -> dict[str, str]:
        return {
            "first": self._name(row.first),
            "second": self._name(row.second),
            "count": str(len(row.shared)),
            "which": names(self._view, row.shared, self._lang, most=8),
            "rounds": names(self._view, row.rounds, self._lang),
            "first_id": row.first,
            "second_id": row.second,
            "shared_ids": " ".join(row.shared),
            "round_ids": " ".join(row.rounds),
            **receipts(row.claims, row.rivals),
        }

    def _name(self, entity: str) -> str:
        return self._view.name(entity).say(self._lang)

    def _type(self, capital: Capital, is_foreign: bool) -> str:
        foreign = Text(", foreign", "，外资").say(self._lang) if is_foreign else ""
        return _CAPITAL[capital].say(self._lang) + foreign

    def _basis(self, row: Capitalisation) -> str:
        texts = {
            "stakes": Text(f"stakes of {row.period}", f"{row.period} 持股"),
            "money": Text("known money", "已知金额"),
            "": Text("no stake or amount known", "持股与金额均未知"),
        }
        return texts[row.basis].say(self._lang)

    def _unknown(self, row: Capitalisation) -> str:
        if row.unknown is not None:
            return share(row.unknown)
        return (Text("all else", "其余") if row.basis else Text("all", "全部")).say(self._lang)

    def _money(self, interval: Interval | None, unknown: int) -> dict[str, str]:
        low, high = bounds(interval)
        text = money(interval, self._currency, self._lang) if interval else ""
        more = Text("{} unknown", "{} 项未知").say(self._lang).format(unknown) if unknown else ""
        joint = Text(" + ", "，另 ").say(self._lang)
        return {
            "money": joint.join(filter(None, (text, more))),
            "lower": low,
            "upper": high,
            "currency": self._currency,
        }


def _largest_first(row: Mapping[str, str]) -> tuple[Decimal, Decimal, str, str]:
    """Order the backings of one entity: by stake, then by money, then by who."""
    return -Decimal(row["stake_upper"] or 0), -Decimal(row["upper"] or 0), row["backer_id"], row["company_id"]


def _index(interval: Interval | None) -> str:
    return span(interval, lambda end: f"{end:.3f}") if interval else ""


_BACKER_COLUMNS = {
    "backer": Text("backer", "资本方"),
    "type": Text("capital", "资本类型"),
    "count": Text("companies", "公司数"),
    "which": Text("which", "哪些"),
    "money": _KNOWN_MONEY,
}
_BACKING_COLUMNS = {
    "backer": Text("backer", "资本方"),
    "company": Text("company", "公司"),
    "how": Text("how", "方式"),
    "rounds": Text("rounds", "轮次"),
    "stake": Text("stake", "持股"),
    "money": _KNOWN_MONEY,
}
_COMPANY_COLUMNS = {
    "company": Text("company", "公司"),
    "count": Text("backers", "资本方"),
    "by": Text("by", "依据"),
    "state": _CAPITAL["state"],
    "sovereign": _CAPITAL["sovereign"],
    "corporate": _CAPITAL["corporate"],
    "venture": Text("venture", "创投"),
    "institution": Text("institutions", "机构"),
    "insider": Text("persons, vehicles", "个人与载体"),
    "other": Text("not said", "未说明"),
    "foreign": Text("foreign", "外资"),
    "unknown": Text("unknown", "未知"),
    "hhi": Text("HHI by holder", "集中度（HHI，按登记持有人）"),
}
_PAIR_COLUMNS = {
    "rivalry": {
        "first": Text("company", "公司"),
        "second": Text("competes with", "竞争对手"),
        "count": Text("backers of both", "共同资本方"),
        "which": Text("which", "哪些"),
    },
    "pair": {
        "first": Text("backer", "资本方"),
        "second": Text("and", "与"),
        "count": Text("companies", "公司数"),
        "which": Text("which", "哪些"),
        "rounds": Text("rounds in common", "共同轮次"),
    },
}
