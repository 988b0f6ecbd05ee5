"""Compute as tables: who runs on whose chips and clouds, what is the only one known, and what if it fell away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis import compute_words as words
from sinograph.exports.analysis.cells import names
from sinograph.exports.analysis.compute_rows import compute_row, weak_row, without_row
from sinograph.exports.analysis.tables import Table, table_of
from sinograph.graph.measures.compute import MAKING, dependences
from sinograph.graph.measures.falling_away import Web
from sinograph.graph.measures.removals import parse_removed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinograph.errors import Language
    from sinograph.graph.measures.compute import Dependence
    from sinograph.graph.measures.view import View

_USER, _ROLE = Text("user", "使用方"), Text("role", "角色")
_COMPUTE = {
    "user": _USER,
    "role": _ROLE,
    "supplier": Text("depends on", "所依赖"),
    "country": Text("designer, country", "设计方、国家"),
    "through": Text("through", "经由"),
    "terms": Text("limited to", "限定"),
    "period": Text("as of", "时间"),
}
_WEAK = {
    "node": Text("if this fell away", "若失去"),
    "country": Text("country", "国家"),
    "users": Text("users", "使用方数"),
    "falls": Text("who would lose the only known supplier", "将失去唯一已知供应方者"),
    "hardware": Text("chips, servers lost", "连带芯片与服务器"),
}
_WITHOUT = {
    "user": _USER,
    "role": _ROLE,
    "verdict": Text("verdict", "结论"),
    "lost": Text("lost", "失去"),
    "left": Text("left (known)", "尚余（已知）"),
}


def compute_table(view: View, lang: Language, entity: str = "") -> Table:
    """Return who depends on whom for compute; with *entity* only rows that name it: as user, supplier, model, designer.

    Without *entity* a model stands in its developer's row, and chips on which nobody depends are left out.

    Raises:
        EmptyAnswerError: no claim speaks of the compute of *entity*, or of anybody's.
    """
    found = dependences(view)
    web = Web(found, ())
    wanted = [each for each in found if (_is_about(each, entity, web) if entity else _is_overview(each, found, web))]
    if not wanted:
        raise _nothing(view, entity)
    rows = [compute_row(view, web, each, lang) for each in sorted(wanted, key=lambda each: each.role in MAKING)]
    notes = [words.ABOUT_ROLES, words.LEFT_OUT, words.PAST, *words.undesigned(view, web)]
    return table_of(rows, _COMPUTE, notes)


def weak_points_table(view: View, lang: Language, entity: str = "") -> Table:
    """Return the only known suppliers, those that most users depend on first; with *entity* those that it depends on.

    Raises:
        EmptyAnswerError: nobody depends on only one, as far as is known.
    """
    web = Web.read(view)
    weak = [point for point in web.weak_points() if not entity or entity in {point.node, *point.users}]
    if not weak:
        raise EmptyAnswerError(
            "nobody depends on one known supplier alone; analyze compute lists all that are known",
            "没有使用方只依赖单一已知供应方；analyze compute 可列出全部已知供应方",
        )
    rows = [weak_row(view, web, each, lang) for each in weak]
    return table_of(rows, _WEAK, _reservations(view, web, words.NO_SOFTWARE))


def without_table(view: View, lang: Language, removed: Sequence[str], entity: str = "") -> Table:
    """Return who loses what if *removed* fall away: entity ids, or patterns such as ``country:US`` and ``fab:TW``.

    With *entity* only what it loses itself.

    Raises:
        UnknownNameError: one of *removed* is neither an entity nor a pattern.
        EmptyAnswerError: one of *removed* supplies nothing known, nobody else needs it, or nothing is asked for.
    """
    web = Web.read(view)
    gone = frozenset(node for text in removed for node in parse_removed(view, web, text))
    if not gone:
        raise EmptyAnswerError("name what is to fall away, as in country:US", "请指明要假设失去的对象，如 country:US")
    touched = [loss for loss in web.losses(gone) if entity in {"", loss.user}]
    losses = sorted(touched, key=lambda loss: (loss.role in MAKING, bool(loss.left)))
    if not losses:
        raise EmptyAnswerError(
            "nobody asked about is known to depend on what is taken away", "所问实体均未知依赖所移除者"
        )
    rows = [without_row(view, web, loss, lang) for loss in losses]
    return table_of(rows, _WITHOUT, _reservations(view, web, _removed(view, gone)))


def _reservations(view: View, web: Web, first: Text) -> list[Text]:
    return [first, words.LOWER_BOUND, words.ASSUMED, words.PAST, *words.undesigned(view, web)]


def _is_about(each: Dependence, entity: str, web: Web) -> bool:
    return entity in {each.user, each.supplier, *each.through, *web.by_need.get((each.supplier, "design"), {})}


def _is_overview(each: Dependence, found: Sequence[Dependence], web: Web) -> bool:
    if each.role in MAKING:
        return each.user in web.needs_of
    return all(each.user not in other.through for other in found)


def _removed(view: View, gone: frozenset[str]) -> Text:
    en, zh = (names(view, sorted(gone), lang, most=12) for lang in ("en", "zh"))
    return Text(f"Taken away: {en}.", f"假设失去：{zh}。")


def _nothing(view: View, entity: str) -> EmptyAnswerError:
    name = view.name(entity) if entity else Text("anybody", "任何实体")
    return EmptyAnswerError(
        f"no claim says what {name.en} runs on, is trained on, buys or supplies as compute; "
        "analyze compute without an entity lists all that is known",
        f"没有主张说明{name.zh}的算力来源或供应；不指定实体运行 analyze compute 可列出全部已知内容",
    )
