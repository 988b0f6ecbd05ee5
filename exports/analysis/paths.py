"""Connections between two entities as a table, one row a hop."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import listed, shortened
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.exports.wording import inverse_label, label, value_text
from sinograph.graph.lookup import find_name
from sinograph.graph.measures.paths import TRIVIAL_KINDS, Reach, connections, reach, rivals_of, shortest
from sinograph.graph.measures.view import qualifier
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import networkx as nx

    from sinograph.errors import Language
    from sinograph.graph.measures.paths import Hop
    from sinograph.graph.measures.view import View

_COLUMNS = {
    "path": Text("path", "路径"),
    "from": Text("from", "起"),
    "relation": Text("relation", "关系"),
    "to": Text("to", "止"),
    "what": Text("value, time", "数值、时间"),
    "title": Text("source", "来源"),
    "published": Text("published", "发布"),
}
#: Characters of a source's title that are shown; ``full_title`` has all.
_WIDEST = 32
_ALIKE = Text(
    "All relations count alike and in either direction: a path says that there is a chain of claims, not how close the "
    "two are.",
    "各种关系同等看待且不分方向：路径只表明存在一连串主张，不表示两者关系远近。",
)
_ORDER = Text(
    "Of equally long paths those come first whose weakest hop has most sources.",
    "长度相同的路径，最弱一步来源较多者在前。",
)
_PLANNED = Text(
    "Nothing but plans, talks or rumours connects the two: such hops are marked in the time column.",
    "两者之间仅由计划、洽谈或传闻相连：此类步骤在时间一栏标明。",
)


class _Question(NamedTuple):
    view: View
    start: str
    end: str
    relations: Collection[str]
    through: Collection[str]

    def graph(self, *, planned: bool = False) -> nx.Graph[str]:
        return connections(self.view, self.relations, planned=planned, through=self.through)


def path_table(
    view: View,
    lang: Language,
    start: str,
    end: str,
    count: int = 1,
    relations: Sequence[str] = (),
    *,
    through_everything: bool = False,
) -> Table:
    """Return the *count* shortest paths from *start* to *end*, a row for each hop.

    With *relations* only by these. Unless *through_everything*, no path leads through places, lists, markets and the
    like; they may be an end. Paths by plans and rumours are shown only where there is no other.

    Raises:
        UnknownNameError: one of *relations* is no relation of the ontology.
        EmptyAnswerError: the two are one, one of them has no such relation, or nothing connects them.
    """
    known = [name for name, prop in load_vocabulary().properties.items() if prop.form == "relation"]
    wanted = frozenset(find_name(name, known, Text("relation", "关系")) for name in relations)
    if start == end:
        raise _same(view, start)
    through = view.entities if through_everything else (start, end)
    asked = _Question(view, start, end, wanted, through)
    paths = shortest(asked.graph(), start, end, count)
    planned = [] if paths else shortest(asked.graph(planned=True), start, end, count)
    if not paths and not planned:
        raise _unconnected(asked, lifted=through_everything)
    rows = [_row(view, hop, lang, *place) for place, hop in _numbered(paths or planned)]
    notes = [_ALIKE, _ORDER, *([_PLANNED] if planned else []), *([] if through_everything else [_avoided()])]
    return table_of(rows, _COLUMNS, notes)


def _numbered(paths: Sequence[tuple[Hop, ...]]) -> list[tuple[tuple[int, int], Hop]]:
    return [((one, two), hop) for one, path in enumerate(paths, 1) for two, hop in enumerate(path, 1)]


def _row(view: View, hop: Hop, lang: Language, path: int, step: int) -> dict[str, str]:
    said = hop.receipt
    source, rivals = view.sources[said.source], rivals_of(view, hop)
    return {
        "path": f"{path}.{step}",
        "from": view.name(hop.source).say(lang),
        "relation": _relation(hop).say(lang),
        "to": view.name(hop.target).say(lang),
        "what": _what(hop, lang),
        "title": shortened(source.title, _WIDEST),
        "published": source.published,
        "path_number": str(path),
        "hop_number": str(step),
        "from_id": hop.source,
        "to_id": hop.target,
        "property": said.property,
        "direction": "forward" if hop.forward else "inverse",
        "value": said.value,
        "unit": said.unit,
        "period": said.period,
        "outlook": hop.outlook,
        "status": said.status,
        "source": said.source,
        "full_title": source.title,
        "url": source.url,
        "locator": said.locator,
        "source_ids": " ".join(hop.sources),
        "other_relations": " ".join(hop.others),
        **receipts(hop.claims, rivals),
    }


def _relation(hop: Hop) -> Text:
    name = hop.receipt.property
    return label(name) if hop.forward else inverse_label(name)


def _what(hop: Hop, lang: Language) -> str:
    """Return the claim's number, its time and, of what is no fact, its outlook."""
    said = hop.receipt
    number = value_text(said).say(lang) if said.precision else ""
    since, until = qualifier(said, "since"), qualifier(said, "until")
    when = f"{since} – {until}" if since or until else said.period
    over = Text("ended", "已结束").say(lang) if qualifier(said, "ended") == "true" else ""
    outlook = label(hop.outlook).say(lang) if hop.outlook else ""
    return listed([part for part in (number, when, over, outlook) if part], lang, most=4)


def _avoided() -> Text:
    kinds: Mapping[str, Text] = {kind: label(kind) for kind in TRIVIAL_KINDS}
    en, zh = ", ".join(text.en for text in kinds.values()), "、".join(text.zh for text in kinds.values())
    return Text(
        f"No path leads through these kinds, which connect nearly everything: {en}; --through-everything lifts that.",
        f"路径不经过以下几乎连接一切的类别：{zh}；可用 --through-everything 取消此限制。",
    )


def _same(view: View, entity: str) -> EmptyAnswerError:
    name = view.name(entity)
    return EmptyAnswerError(
        f"both ends are {name.en}; name two different entities", f"两端均为{name.zh}；请指定两个不同的实体"
    )


def _unconnected(asked: _Question, *, lifted: bool) -> EmptyAnswerError:
    sizes = reach(asked.graph(planned=True), asked.start, asked.end)
    for entity, size in ((asked.start, sizes.start), (asked.end, sizes.end)):
        if size == 1:
            return _lonely(asked, entity, lifted=lifted)
    return _apart(asked, sizes, lifted=lifted)


def _lonely(asked: _Question, entity: str, *, lifted: bool) -> EmptyAnswerError:
    name, advice = asked.view.name(entity), _advice(asked, lifted=lifted)
    which = Text("none of these relations connects", "这些关系均未连接") if asked.relations else _NO_RELATION
    return EmptyAnswerError(
        f"{which.en} {name.en} to anything; {advice.en}", f"{which.zh}{name.zh}与其他实体；{advice.zh}"
    )


_NO_RELATION = Text("no known relation by which a path may lead connects", "没有可供路径经过的已知关系连接")


def _apart(asked: _Question, sizes: Reach, *, lifted: bool) -> EmptyAnswerError:
    one, two, advice = asked.view.name(asked.start), asked.view.name(asked.end), _advice(asked, lifted=lifted)
    return EmptyAnswerError(
        f"nothing known connects {one.en} and {two.en}: from the one {sizes.start - 1} entities can be reached, "
        f"from the other {sizes.end - 1}; {advice.en}",
        f"已知事实未将{one.zh}与{two.zh}相连：前者可达 {sizes.start - 1} 个实体，"
        f"后者可达 {sizes.end - 1} 个；{advice.zh}",
    )


def _advice(asked: _Question, *, lifted: bool) -> Text:
    """Return what to try next: what would connect the two if it does, else what there is to see."""
    free = _Question(asked.view, asked.start, asked.end, (), asked.through)
    if asked.relations and shortest(free.graph(planned=True), asked.start, asked.end):
        return Text("without --relation there is a path", "不加 --relation 则有路径")
    everything = _Question(asked.view, asked.start, asked.end, asked.relations, asked.view.entities)
    if not lifted and shortest(everything.graph(planned=True), asked.start, asked.end):
        return Text("with --through-everything there is a path", "加上 --through-everything 则有路径")
    return Text("show lists what is known of each", "show 可分别列出两者的已知事实")
