"""The commands that analyse: ``analyze`` with its measures, ``path``, ``compare`` and ``timeline``."""

from __future__ import annotations

import math
from functools import cached_property, lru_cache, wraps
from typing import TYPE_CHECKING, Any

import click

from sinograph.errors import EmptyAnswerError, Text, UnknownNameError
from sinograph.options import (
    clock_options,
    command,
    current_language,
    lang_option,
    limit_option,
    open_store,
    print_limited,
    rows_option,
)
from sinograph.terminal import Day, Group, Option

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from pyoxigraph import Store

    from sinograph.exports.analysis.tables import Table
    from sinograph.graph.clocks import Clocks
    from sinograph.graph.measures import View

_NOTE = Text("note: ", "说明：")
_NO_NAME = Text(
    "an empty name names nothing; give an id, a name or a stock code", "名称为空；请给出 id、名称或股票代码"
)
_NOT_THEN = Text(
    "{} is known, but nothing that touches it held or was known on that day; try another day",
    "{} 存在，但该日没有与其相关的成立或已知事实；请换一日",
)
_NO_BENCHMARK = Text("name the benchmark, such as swe-bench-verified", "请给出评测，如 swe-bench-verified")
_NO_NUMBER = Text("--resolution takes a number such as 1.5", "--resolution 须为数字，如 1.5")
_NOT_WITH = Text("{} does not go with {}", "{} 不能与 {} 同用")
BACKER_ROWS = ("backer", "company", "rivalry", "pair")
COMPETITION_ROWS = ("company", "rivalry", "price", "benchmark")
COMPUTE_ROWS = ("dependence", "weak-point")
INFLUENCE_ROWS = ("node", "move")
PROJECTIONS = ("capital", "co-investment", "rivalry", "compute", "talent", "relations")
CURRENCIES = ("USD", "CNY", "HKD")


@click.group(
    "analyze",
    cls=Group,
    text=Text(
        "Measure the accepted view: who backs, owns, competes with, depends on and connects whom.\n"
        "Every row carries the ids of its claims (--format json or csv holds them all).",
        "分析采信视图：谁支持、持有、竞争、依赖与联结谁。\n每行附主张 id（--format json 或 csv 列出全部）。",
    ),
    example="sinograph analyze backers zhipu",
)
@lang_option
def analyze() -> None:
    """Hold the measures together."""


def _choice(name: str, values: tuple[str, ...], en: str, zh: str) -> Callable[[Any], Any]:
    """Return an option with a closed list; the first value is the default."""
    kind = click.Choice(values)
    return click.option(name, cls=Option, type=kind, default=values[0], show_default=True, text=Text(en, zh))


class _Asked:
    """One run of a command: the language, the clocks, the view (read when it is first needed), entities by name."""

    def __init__(self, folders: tuple[Path, ...], clocks: Clocks) -> None:
        self._folders, self.clocks, self.language = folders, clocks, current_language()

    @cached_property
    def _store(self) -> Store:
        return open_store(self._folders, self.clocks)

    @property
    def view(self) -> View:
        return _view_of(self._store)

    def entity(self, name: str | None) -> str:
        """Return the id, "" for no name.

        Raises:
            EmptyAnswerError: it is known, but not as of the clocks.
        """
        from sinograph.graph.clocks import NOW
        from sinograph.graph.lookup import find_entity

        if name is None:
            return ""
        if not name.strip():
            raise click.UsageError(_NO_NAME.say(self.language))
        try:
            return find_entity(self._store, name)
        except UnknownNameError:
            if not self.clocks:
                raise
            known = find_entity(open_store(self._folders, NOW), name)
        raise EmptyAnswerError(_NOT_THEN.en.format(known), _NOT_THEN.zh.format(known))

    def refuse(self, given: object, option: str, other: str) -> None:
        """Raise wrong usage where an option is *given* that would mean nothing beside *other*."""
        if given:
            raise click.UsageError(_NOT_WITH.say(self.language).format(option, other))


@lru_cache(maxsize=1)
def _view_of(store: Store) -> View:
    from sinograph.graph.measures import View

    return View.read(store)


def _answered(function: Callable[..., Table]) -> Callable[..., None]:
    """Make a command of a function from what is asked to a table: rows go to stdout, notes to stderr.

    *function* gets an :class:`_Asked` and its own arguments and options; those that all take are dealt with here.
    """

    @wraps(function)
    def answer(
        *, folders: tuple[Path, ...], clocks: Clocks, format_: str, limit: int | None = None, **own: Any
    ) -> None:
        asked = _Asked(folders, clocks)
        table = function(asked, **own)
        print_limited(table.rows, table.columns, format_, limit or len(table.rows))
        for note in table.notes:
            click.echo(_NOTE.say(asked.language) + note.say(asked.language), err=True)

    return rows_option(clock_options(answer))


def _measured(function: Callable[..., Table]) -> Callable[..., None]:
    """Make a command of a function whose table may be long."""
    return limit_option(_answered(function))


entity_argument = click.argument("entity", required=False)
projection_option = click.option(
    "--projection",
    cls=Option,
    type=click.Choice(PROJECTIONS),
    text=Text("Which ties count; relations by default.", "计入哪类联系；默认 relations。"),
)


currency_option = click.option(
    "--currency",
    cls=Option,
    type=click.Choice(CURRENCIES),
    text=Text(
        "Money in this currency, at the ECB's rate of the day; CNY, of backers and prices USD, by default.",
        "金额所用货币，按欧洲央行当日汇率折算；默认人民币，资本方与价格默认美元。",
    ),
)


@command(
    analyze,
    "backers",
    "Show who backs whom, by money in and number of companies; of all, or of one ENTITY (a company or a backer).\n"
    "--by company: kinds of capital and concentration; rivalry: backers of both sides; pair: who invests together.",
    "显示谁支持谁，按投入金额与公司数；全部，或某一 ENTITY（公司或资本方）。\n"
    "--by company：资本类型与集中度；rivalry：竞争双方的共同资本方；pair：共同投资者。",
    "sinograph analyze backers --by rivalry",
)
@entity_argument
@_choice("--by", BACKER_ROWS, "What one row is.", "每行代表什么。")
@currency_option
@_measured
def backers(asked: _Asked, entity: str | None, by: str, currency: str | None) -> Table:
    """Return backers."""
    from sinograph.exports.analysis.backers import backers_table

    return backers_table(asked.view, asked.language, asked.entity(entity), by, currency or "USD")


@command(
    analyze,
    "ownership",
    "Show direct and cumulative stakes, and the chain that multiplies to them, of all or on both sides of one ENTITY.\n"
    "Loops are solved; control is said only where a source says it or the stake is above one half.",
    "显示直接与累计持股及其相乘链条；全部，或某一 ENTITY 的上下两端。\n"
    "交叉持股按方程求解；仅在来源明言或持股过半时称为控制。",
    "sinograph analyze ownership minimax",
)
@entity_argument
@_measured
def ownership(asked: _Asked, entity: str | None) -> Table:
    """Return ownership."""
    from sinograph.exports.analysis.ownership import ownership_table

    return ownership_table(asked.view, asked.language, asked.entity(entity))


@command(
    analyze,
    "competition",
    "Show where companies stand: revenue, growth, margins, R&D, price, open weights, users; of ENTITY, its distance.\n"
    "--by rivalry: who competes with whom on which evidence; price: per million tokens over time, of a model or\n"
    "developer; benchmark: which models set the best score, by date (ENTITY is the benchmark).",
    "显示公司定位：收入、增速、利润率、研发、价格、开源、用户；给出 ENTITY 则显示与其距离。\n"
    "--by rivalry：谁与谁竞争、依据为何；price：模型或研发方每百万 token 价格走势；\n"
    "benchmark：各日期最高分模型（ENTITY 为评测）。",
    "sinograph analyze competition --by benchmark swe-bench-verified",
)
@entity_argument
@_choice("--by", COMPETITION_ROWS, "What one row is.", "每行代表什么。")
@click.option(
    "--all",
    "everything",
    cls=Option,
    is_flag=True,
    text=Text("Of a benchmark, models that set no best too.", "评测下亦列出未创最高分的模型。"),
)
@currency_option
@_measured
def competition(asked: _Asked, entity: str | None, by: str, everything: bool, currency: str | None) -> Table:
    """Return competition."""
    from sinograph.exports.analysis.frontier import frontier_table
    from sinograph.exports.analysis.positions import positions_table
    from sinograph.exports.analysis.prices import prices_table
    from sinograph.exports.analysis.rivalry import rivalry_table

    asked.refuse(everything and by != "benchmark", "--all", f"--by {by}")
    asked.refuse(currency and by in {"rivalry", "benchmark"}, "--currency", f"--by {by}")
    if by == "benchmark" and entity is None:
        raise click.UsageError(_NO_BENCHMARK.say(asked.language))
    view, language, wanted = asked.view, asked.language, asked.entity(entity)
    if by == "benchmark":
        return frontier_table(view, language, wanted, everything)
    if by == "rivalry":
        return rivalry_table(view, language, wanted)
    if by == "price":
        return prices_table(view, language, wanted, currency or "USD")
    return positions_table(view, language, wanted, currency or "CNY")


@command(
    analyze,
    "exposure",
    "Show what touches a list or a rule: named on it, owned, supplied or rented from one that is; with the chain.\n"
    "--true-on gives the standing of each rule on that day, suspensions included.",
    "显示与清单或规则的关联：被列入、由被列主体持有、供应或租用；附链条。\n--true-on 给出各规则当日效力，含暂停。",
    "sinograph analyze exposure zhipu --true-on 2026-01-01",
)
@entity_argument
@_measured
def exposure(asked: _Asked, entity: str | None) -> Table:
    """Return exposure."""
    from sinograph.exports.analysis.exposure import exposure_table

    return exposure_table(asked.view, asked.language, asked.entity(entity), asked.clocks.true_on)


@command(
    analyze,
    "compute",
    "Show who runs on whose chips and clouds; --by weak-point: what leaves somebody without any known alternative.\n"
    "--without NODE (repeatable): what if it fell away; also cloud:US, chip:US, fab:TW, country:US.",
    "显示谁使用谁的芯片与云；--by weak-point：失去后即无已知替代者。\n"
    "--without NODE（可重复）：若其退出；亦可用 cloud:US、chip:US、fab:TW、country:US。",
    "sinograph analyze compute --without cloud:US",
)
@entity_argument
@_choice("--by", COMPUTE_ROWS, "What one row is.", "每行代表什么。")
@click.option(
    "--without",
    cls=Option,
    multiple=True,
    metavar="NODE",
    text=Text("An entity or ROLE:COUNTRY that falls away.", "退出的实体或 角色:国别。"),
)
@_measured
def compute(asked: _Asked, entity: str | None, by: str, without: tuple[str, ...]) -> Table:
    """Return compute."""
    from sinograph.exports.analysis.compute import compute_table, weak_points_table, without_table

    asked.refuse(without and by != "dependence", "--without", f"--by {by}")
    view, language, wanted = asked.view, asked.language, asked.entity(entity)
    if without:
        removed = [text if ":" in text else asked.entity(text) for text in without]
        return without_table(view, language, removed, wanted)
    if by == "weak-point":
        return weak_points_table(view, language, wanted)
    return compute_table(view, language, wanted)


@command(
    analyze,
    "influence",
    "Rank the nodes of a projection by PageRank, with betweenness, k-core and brokerage; --by move: talent flow.",
    "按 PageRank 排列某投影的节点，附中介度、k-核与跨群体度；--by move：人才流动。",
    "sinograph analyze influence --projection capital",
)
@entity_argument
@_choice("--by", INFLUENCE_ROWS, "What one row is.", "每行代表什么。")
@projection_option
@_measured
def influence(asked: _Asked, entity: str | None, by: str, projection: str | None) -> Table:
    """Return influence."""
    from sinograph.exports.analysis.influence import influence_table
    from sinograph.exports.analysis.talent import talent_table

    asked.refuse(by == "move" and projection, "--projection", "--by move")
    view, language, wanted = asked.view, asked.language, asked.entity(entity)
    if by == "move":
        return talent_table(view, language, wanted)
    return influence_table(view, language, wanted, projection or "relations")


@command(
    analyze,
    "communities",
    "Divide a projection into communities (Leiden), numbered by size; with ENTITY, the members of its community.",
    "将某投影划分为群体（Leiden），按规模编号；给出 ENTITY 则列出其所在群体成员。",
    "sinograph analyze communities --projection capital",
)
@entity_argument
@projection_option
@click.option(
    "--resolution",
    cls=Option,
    type=click.FloatRange(0.01, 100),
    default=1.0,
    show_default=True,
    text=Text("Above 1: more and smaller communities.", "大于 1：群体更多更小。"),
)
@_measured
def communities(asked: _Asked, entity: str | None, projection: str | None, resolution: float) -> Table:
    """Return communities."""
    from sinograph.exports.analysis.influence import communities_table

    if not math.isfinite(resolution):
        raise click.UsageError(_NO_NUMBER.say(asked.language))
    return communities_table(asked.view, asked.language, asked.entity(entity), projection or "relations", resolution)


def add_to(main: click.Group) -> None:
    """Make ``analyze``, ``path``, ``compare`` and ``timeline`` commands of *main*."""
    main.add_command(analyze)
    command(main, "path", *_PATH)(_path)
    command(main, "compare", *_COMPARE)(_compare)
    command(main, "timeline", *_TIMELINE)(_timeline)


_PATH = (
    "Show how A and B are connected, by the shortest or the -k shortest ways, each hop with its receipt.",
    "显示 A 与 B 如何相连：最短或 -k 条最短路径，每步附出处。",
    "sinograph path zhipu minimax -k 3",
)
_COMPARE = (
    "Put two or more entities side by side: same metric, period and currency, gaps shown.",
    "并列比较两个或多个实体：同一指标、期间与货币，缺项明示。",
    "sinograph compare zhipu minimax",
)
_TIMELINE = (
    "List dated events in order, of all or of one ENTITY, each with its source; plans are marked.",
    "按时间列出事件（全部或某一 ENTITY），附来源；计划另行标注。",
    "sinograph timeline zhipu --since 2026-01-01",
)


@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option(
    "-k",
    "count",
    cls=Option,
    type=click.IntRange(1, 50),
    default=1,
    show_default=True,
    text=Text("How many paths.", "路径条数。"),
)
@click.option(
    "--relation",
    "relations",
    cls=Option,
    multiple=True,
    text=Text("Only over this relation (repeatable), such as invested_in.", "仅经此关系（可重复），如 invested_in。"),
)
@click.option(
    "--through-everything",
    cls=Option,
    is_flag=True,
    text=Text("Through places and other commonplaces too.", "亦经过地点等。"),
)
@_answered
def _path(
    asked: _Asked, start: str, end: str, count: int, relations: tuple[str, ...], through_everything: bool
) -> Table:
    """Return paths."""
    from sinograph.exports.analysis.paths import path_table

    ends = asked.entity(start), asked.entity(end)
    return path_table(asked.view, asked.language, *ends, count, relations, through_everything=through_everything)


@click.argument("entities", nargs=-1, required=True, metavar="A B [C]...")
@click.option(
    "--period",
    cls=Option,
    metavar="2025-H1",
    default="",
    text=Text("Only figures of this period.", "仅此期间的数字。"),
)
@currency_option
@_answered
def _compare(asked: _Asked, entities: tuple[str, ...], period: str, currency: str | None) -> Table:
    """Return a comparison."""
    from sinograph.exports.analysis.comparing import compare_table

    wanted = [asked.entity(name) for name in entities]
    return compare_table(asked.view, asked.language, wanted, period, currency or "CNY")


@entity_argument
@click.option(
    "--since", cls=Option, type=Day(), metavar="YYYY-MM-DD", text=Text("Not before this day.", "不早于此日。")
)
@click.option("--until", cls=Option, type=Day(), metavar="YYYY-MM-DD", text=Text("Not after this day.", "不晚于此日。"))
@_measured
def _timeline(asked: _Asked, entity: str | None, since: date | None, until: date | None) -> Table:
    """Return a timeline."""
    from sinograph.exports.analysis.timeline import timeline_table

    return timeline_table(asked.view, asked.language, asked.entity(entity), since, until)
