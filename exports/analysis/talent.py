"""Flows of people between organisations as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import listed, names
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.graph.measures.talent import Talent, talent

if TYPE_CHECKING:
    from sinograph.errors import Language
    from sinograph.graph.measures.talent import Flow, Move
    from sinograph.graph.measures.view import View

_COLUMNS = {
    "from": Text("from", "原组织"),
    "to": Text("to", "新组织"),
    "people": Text("people", "人数"),
    "who": Text("who", "人员"),
    "when": Text("left → joined", "离开 → 加入"),
}
_RULE = Text(
    "A move is shown only if claims give its order: the first post is over, and the other began later or still goes "
    "on. Other posts may lie between the two.",
    "仅列出主张能确定先后者：前一职务已结束，后一职务开始更晚或仍在任。两者之间可能另有任职。",
)
_FOUNDERS = Text(
    "A founder counts as staying unless a claim says otherwise; studies are no post; plans and rumours are left out.",
    "创始人若无主张说明离任则视为在任；求学不算任职；不含计划与传闻。",
)
_COVERAGE = Text(
    "The people are those whom the facts name: numbers compare what is recorded here, not what took place.",
    "人员限于事实所提及者：人数反映此处记录，而非实际全部流动。",
)


def talent_table(view: View, lang: Language, entity: str = "") -> Table:
    """Return the flows, those of most people first; with *entity* only those from or to it, or of that person.

    Raises:
        EmptyAnswerError: no move of *entity*, or of anybody, is known.
    """
    found = talent(view)
    flows = [flow for flow in found.flows if not entity or _touches(flow, entity)]
    if not flows:
        raise _none(view, entity)
    rows = [_row(view, flow, lang) for flow in flows]
    return table_of(rows, _COLUMNS, [_RULE, _unordered(found), _FOUNDERS, _COVERAGE])


def _touches(flow: Flow, entity: str) -> bool:
    return entity in {flow.source, flow.target, *(move.left.person for move in flow.moves)}


def _row(view: View, flow: Flow, lang: Language) -> dict[str, str]:
    people = [move.left.person for move in flow.moves]
    return {
        "from": view.name(flow.source).say(lang),
        "to": view.name(flow.target).say(lang),
        "people": str(len(people)),
        "who": names(view, people, lang, most=4),
        "when": listed([_when(move) for move in flow.moves], lang, most=4),
        "from_id": flow.source,
        "to_id": flow.target,
        "person_ids": " ".join(people),
        "left": " ".join(move.left.until or "?" for move in flow.moves),
        "joined": " ".join(move.joined.since or "?" for move in flow.moves),
        **receipts(flow.claims, flow.rivals),
    }


def _when(move: Move) -> str:
    """Return when the person left and joined, a question mark where no claim says."""
    return f"{move.left.until or '?'} → {move.joined.since or '?'}"


def _unordered(found: Talent) -> Text:
    count = found.unordered
    return Text(
        f"Not shown, their order being unknown: {count} pair{'' if count == 1 else 's'} of posts of one person, at "
        "least one of them over.",
        f"另有 {count} 对同一人的任职（至少一项已结束）先后不明，未列出。",
    )


def _none(view: View, entity: str) -> EmptyAnswerError:
    name = view.name(entity) if entity else Text("anybody", "任何人")
    return EmptyAnswerError(
        f"no claims give the order of two posts by which somebody came to or left {name.en}; show lists the known posts"
        if entity
        else "no claims give the order of two posts of one person",
        f"没有主张能确定与{name.zh}有关的任职先后；show 可列出已知任职"
        if entity
        else "没有主张能确定同一人两项任职的先后",
    )
