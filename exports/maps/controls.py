"""Which list or rule touches whom, and through what.

From the left lists, the parties on them and who depends on these; from the right rules on goods, the goods and who
makes or uses them. A line from what is named to another party says how the two are tied, in the words of the ontology;
it is no finding that a list or rule reaches so far. Who is named and depends on another stands in both columns.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.asides import asides
from sinograph.exports.maps.drawing import draw, graph_map, legend, line
from sinograph.exports.maps.layers import Field, layered
from sinograph.exports.maps.namings import Namings
from sinograph.exports.maps.ties import line_of_chains
from sinograph.graph.measures.rules_in_force import state_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sinograph.exports.maps.drawing import Mark, Scope
    from sinograph.exports.maps.layers import Layers
    from sinograph.exports.maps.ties import Tie

_QUESTION = Text("Which list or rule touches whom, and through what?", "哪些清单或规则涉及谁，经由什么？")
_IDLE = frozenset({"suspended", "suspension_over", "not_yet", "ended", "proposed", "planned"})
#: Whose list, rule or body a measure is; "" stands for all others.
_ISSUERS = {"US": Text("US", "美国"), "CN": Text("Chinese", "中国"), "": Text("Other", "其他")}
_ON_PARTIES, _ON_GOODS = Text("lists and rules", "清单与规则"), Text("rules on goods", "物项规则")
_PARTIES, _GOODS = Text("Named parties", "列名主体"), Text("Named goods", "列名物项")
_TOUCHED = Text("Touched through ownership, supply or use", "经持股、供应或使用而关联")
#: The look of what is named, by its sort; goods look as what they are.
_GROUPS = {"organization": "company", "": "other"}
_LIST_SIZE, _SIZE, _THIN = 12, 7, 1.2


def controls_map(scope: Scope) -> dict[str, Any]:
    """Draw every naming by a list or rule, proposals dashed, and every tie of an organisation to what is named."""
    namings = Namings(scope)
    lines = [*(line(edge, width=_THIN) for edge in namings.edges), *(_tie_line(namings, tie) for tie in namings.ties)]
    layers = layered(_fields(namings), asides(namings), [(each["from"], each["to"]) for each in lines])
    drawn = draw(scope, _marks(namings, layers, scope.day), lines)
    return graph_map(
        "controls",
        Text("Controls and exposure", "管制与关联"),
        _QUESTION,
        drawn,
        clusters=layers.clusters,
        regions=layers.regions,
        legend=[*_legend(drawn, scope.day), *layers.legend],
    )


def _tie_line(namings: Namings, tie: Tie) -> dict[str, Any]:
    mark = namings.touched_mark(tie.party)
    ends = (tie.named, tie.relation, mark) if tie.forward else (mark, tie.relation, tie.named)
    return line_of_chains(namings.view, ends, tie.chains, disputed=tie.disputed, width=_THIN)


def _fields(namings: Namings) -> list[Field]:
    """Return the columns from left to right, and within those of measures the countries; without empty ones."""
    goods = [name for name in namings.named_by if namings.sort(name) == "artifact"]
    touched = tuple(namings.touched_mark(party) for party in namings.touched)
    fields = [
        *_measure_fields(namings, 0, _ON_PARTIES),
        Field(1, _PARTIES, tuple(name for name in namings.named_by if name not in goods)),
        Field(2, _TOUCHED, touched),
        Field(3, _GOODS, tuple(goods)),
        *_measure_fields(namings, 4, _ON_GOODS),
    ]
    return [field for field in fields if field.members]


def _measure_fields(namings: Namings, column: int, heading: Text) -> Iterator[Field]:
    measures = [name for name in namings.names if namings.is_on_goods(name) == (heading is _ON_GOODS)]
    for issuer, country in _ISSUERS.items():
        words = Text(f"{country.en} {heading.en}", country.zh + heading.zh)
        members = tuple(name for name in measures if namings.issuer(name) == issuer)
        yield Field(column, words, members, frozenset(filter(namings.is_list, members)))


def _marks(namings: Namings, layers: Layers, day: date) -> Iterator[Mark]:
    for measure in namings.names:
        size = _LIST_SIZE if namings.is_list(measure) else _SIZE
        yield layers.mark(measure, size, group=_measure_group(namings, measure, day))
    for name in namings.named_by:
        tied = sum(tie.named == name for tie in namings.ties)
        grown, group = _SIZE + math.sqrt(tied), _GROUPS.get(namings.sort(name), "")
        yield layers.mark(name, grown, group=group, claims=namings.claims[name])
    for party in namings.touched:
        name = namings.touched_mark(party)
        yield layers.mark(name, _SIZE, group="company", entity="" if name == party else party)


def _measure_group(namings: Namings, measure: str, day: date) -> str:
    if _is_idle(namings, measure, day):
        return "idle_rule"
    kinds = ("sanction_list", "government_body")
    return next((kind for kind in kinds if namings.view.is_a(measure, kind)), "regulation")


def _is_idle(namings: Namings, measure: str, day: date) -> bool:
    """Say whether the dates of a measure tell that it is not in force on *day*; without dates nothing is known."""
    course = namings.courses.get(measure)
    return measure in namings.proposed or (course is not None and state_on(course, day) in _IDLE)


def _legend(drawn: Mapping[str, Any], day: date) -> list[dict[str, Any]]:
    idle = Text(f"not in force on {day}: proposed, ahead, suspended, ended", f"{day} 未生效：提案、待生效、暂停或终止")
    words = {
        "sanction_list": Text("list", "清单"),
        "regulation": Text("rule or notice", "规则或公告"),
        "company": Text("organisation, larger where more depend on it", "机构（依赖者越多越大）"),
        "other": Text("country or group", "国家或群体"),
        "government_body": Text("public body that bans", "发布禁用的公共机构"),
        "idle_rule": idle,
    }
    return legend(drawn, **words)
