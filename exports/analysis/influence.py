"""Influence and communities as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import names
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.exports.wording import label
from sinograph.graph.measures.communities import divide
from sinograph.graph.measures.influence import PIVOTS, influence
from sinograph.graph.measures.projections import PROJECTIONS, project, undirected

if TYPE_CHECKING:
    import networkx as nx

    from sinograph.errors import Language
    from sinograph.graph.measures.communities import Community, Division
    from sinograph.graph.measures.influence import Influence
    from sinograph.graph.measures.view import View

_MEASURES = Text(
    "Ranks say who is well connected in what sources happen to report, not who matters: a company that is written "
    "about more has more ties. PageRank gathers where ties lead (from a company to its backers, from a user to its "
    "supplier); brokerage is 0 where all ties lead into one community.",
    "排名反映来源所报道的联系，并不等于重要性；报道越多者联系越多。"
    "PageRank 聚集于联系所指之处（公司指向资本方，使用方指向供应方）；跨群体度为 0 表示联系均在一个群体内。",
)
_SAMPLED = Text(f"Betweenness is estimated from {PIVOTS} nodes.", f"中介度由 {PIVOTS} 个节点估计。")
_METHODS = {
    "leiden": Text("Leiden", "Leiden 算法"),
    "louvain": Text(
        "Louvain (igraph is not installed, so no Leiden: pip install 'sinograph[igraph]')",
        "Louvain 算法（未安装 igraph，无 Leiden：pip install 'sinograph[igraph]'）",
    ),
}


def influence_table(view: View, lang: Language, entity: str = "", projection: str = "relations") -> Table:
    """Return every node of *projection*, the largest PageRank first; with *entity*, it and those it is tied to.

    Raises:
        UnknownNameError: there is no such projection.
        EmptyAnswerError: the projection is empty, or *entity* is not in it.
    """
    graph = project(view, projection)
    rows = influence(graph)
    if entity:
        near = {entity, *undirected(graph)[entity]} if entity in graph else set()
        rows = [row for row in rows if row.node in near]
        if not rows:
            raise _outside(view, entity, projection)
    sampled = (_SAMPLED,) if graph.number_of_nodes() > PIVOTS else ()
    notes = (_about(graph, projection), *sampled, _MEASURES)
    return table_of([_influence(view, row, lang) for row in rows], _INFLUENCE_COLUMNS, notes)


def communities_table(
    view: View, lang: Language, entity: str = "", projection: str = "relations", resolution: float = 1.0
) -> Table:
    """Return the communities of *projection*, the largest first; with *entity*, the members of its community.

    Raises:
        UnknownNameError: there is no such projection.
        EmptyAnswerError: the projection is empty, or *entity* is not in it.
    """
    graph = undirected(project(view, projection))
    division = divide(graph, resolution)
    notes = (_about(graph, projection), _how(division))
    if not entity:
        return table_of([_community(view, group, lang) for group in division.communities], _COMMUNITY_COLUMNS, notes)
    if entity not in graph:
        raise _outside(view, entity, projection)
    group = division.communities[division.number_of()[entity] - 1]
    return table_of([_member(view, graph, group, member, lang) for member in group.members], _MEMBER_COLUMNS, notes)


def _about(graph: nx.Graph[str], projection: str) -> Text:
    title, count, ties = PROJECTIONS[projection][0], graph.number_of_nodes(), graph.number_of_edges()
    return Text(
        f"Projection {projection}: {title.en}; {count} nodes, {ties} ties.",
        f"投影 {projection}：{title.zh}；{count} 个节点，{ties} 条联系。",
    )


def _how(division: Division) -> Text:
    method, score = _METHODS[division.method], f"{division.modularity:.3f}"
    return Text(
        f"{method.en}, best of {division.runs} runs; modularity {score}. Held together: the share of a community's "
        "pairs that the other runs keep together.",
        f"{method.zh}，取 {division.runs} 次运行之最优；模块度 {score}。“稳定度”为其成员对在其他运行中仍同组的比例。",
    )


def _outside(view: View, entity: str, projection: str) -> EmptyAnswerError:
    name, title = view.name(entity), PROJECTIONS[projection][0]
    others = [other for other in PROJECTIONS if other != projection]
    return EmptyAnswerError(
        f"{name.en} has no tie in the projection {projection} ({title.en}); try --projection {' or '.join(others)}",
        f"{name.zh}在投影 {projection}（{title.zh}）中没有联系；可试 --projection {'、'.join(others)}",
    )


def _influence(view: View, row: Influence, lang: Language) -> dict[str, str]:
    return {
        "node": view.name(row.node).say(lang),
        "kind": label(view.entities[row.node].kind).say(lang),
        "ties": str(row.ties),
        "pagerank": f"{row.pagerank:.4g}",
        "betweenness": f"{row.betweenness:.4g}",
        "core": str(row.core),
        "brokerage": f"{row.brokerage:.3g}",
        "community": str(row.community),
        "node_id": row.node,
        **receipts(row.claims),
    }


def _community(view: View, group: Community, lang: Language) -> dict[str, str]:
    around = sorted(group.members, key=lambda member: (member != group.centre, member))
    return {
        "number": str(group.number),
        "centre": view.name(group.centre).say(lang),
        "size": str(len(group.members)),
        "who": names(view, around[1:], lang, most=5),
        "inner": f"{group.inner:.3g}",
        "held": f"{group.held:.3g}",
        "centre_id": group.centre,
        "member_ids": " ".join(group.members),
        **receipts(group.claims),
    }


def _member(view: View, graph: nx.Graph[str], group: Community, member: str, lang: Language) -> dict[str, str]:
    inside = set(group.members)
    ties = {other: data["claims"] for _, other, data in graph.edges(member, data=True)}
    claims = tuple(sorted({claim for said in ties.values() for claim in said}))
    return {
        "number": str(group.number),
        "member": view.name(member).say(lang),
        "kind": label(view.entities[member].kind).say(lang),
        "inside": str(sum(other in inside for other in ties)),
        "outside": str(sum(other not in inside for other in ties)),
        "member_id": member,
        **receipts(claims),
    }


_INFLUENCE_COLUMNS = {
    "node": Text("name", "名称"),
    "kind": Text("kind", "类别"),
    "ties": Text("ties", "联系"),
    "pagerank": Text("PageRank", "PageRank"),
    "betweenness": Text("betweenness", "中介度"),
    "core": Text("k-core", "k-核"),
    "brokerage": Text("brokerage", "跨群体度"),
    "community": Text("community", "群体"),
}
_COMMUNITY_COLUMNS = {
    "number": Text("no.", "编号"),
    "centre": Text("around", "中心"),
    "size": Text("members", "成员"),
    "who": Text("with", "包括"),
    "inner": Text("weight inside", "内部权重"),
    "held": Text("held together", "稳定度"),
}
_MEMBER_COLUMNS = {
    "number": Text("no.", "编号"),
    "member": Text("member", "成员"),
    "kind": Text("kind", "类别"),
    "inside": Text("ties inside", "内部联系"),
    "outside": Text("ties outside", "外部联系"),
}
