"""Who puts money into whom: companies in the middle, on both sides the backers of several of them by type of capital.

The many that back one company only stand beside it in clusters, one for each type. A line is as wide as the money that
is known to have gone in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.backing import MINOR, SOLE, Cast, read_ties
from sinograph.exports.maps.capital_layout import plan, size_of
from sinograph.exports.maps.drawing import Mark, both, draw, graph_map, legend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sinograph.exports.maps.backing import Gathering, Tie, Type
    from sinograph.exports.maps.capital_layout import Plan
    from sinograph.exports.maps.drawing import Point, Scope
    from sinograph.graph.measures import View

#: Of each type the kind of entity whose look its marks have, what it is called, and what so many of it are.
_TYPES: Mapping[Type, tuple[str, Text, Text]] = {
    "venture": ("venture_capital", Text("Venture capital", "创投"), Text("{n} VC", "{n} 家创投")),
    "corporate": ("corporate_investor", Text("Corporate", "产业资本"), Text("{n} corporate", "{n} 家产业")),
    "state": ("state_investor", Text("State", "国资"), Text("{n} state", "{n} 家国资")),
    "institution": ("asset_manager", Text("Institutions", "资管、保险、银行"), Text("{n} institutions", "{n} 家机构")),
    "foreign": ("sovereign_fund", Text("Foreign", "境外资本"), Text("{n} foreign", "{n} 家境外")),
    "insider": ("person", Text("People, vehicles", "个人与持股平台"), Text("{n} people", "{n} 个人与平台")),
    "other": ("investor", Text("Other, type not stated", "其他（类型未披露）"), Text("{n} others", "{n} 家其他")),
}
#: What so many of each type are called in full.
_FULL: Mapping[Type, Text] = {
    "venture": Text("{n} venture capital firms", "{n} 家创投机构"),
    "corporate": Text("{n} corporate investors", "{n} 家产业资本"),
    "state": Text("{n} state investors", "{n} 家国资投资方"),
    "institution": Text("{n} asset managers, insurers and banks", "{n} 家资管、保险与银行机构"),
    "foreign": Text("{n} foreign investors", "{n} 家境外投资方"),
    "insider": Text("{n} people and holding vehicles", "{n} 个个人与持股平台"),
    "other": Text("{n} backers of no stated type", "{n} 家类型未披露的资本方"),
}
#: Look, words and full words of the two groups at the foot, and what the field of both is called.
_FEET: Mapping[str, tuple[str, Text, Text]] = {
    MINOR: (
        "company",
        Text("{n} companies and funds", "{n} 家企业与基金"),
        Text("{n} companies and funds with one known backer", "仅知一家资本方的 {n} 家企业与基金"),
    ),
    SOLE: (
        "investor",
        Text("their {n} other backers", "其另外 {n} 家资本方"),
        Text("{n} backers of companies with no other known backer", "{n} 家资本方，各为所投企业唯一已知的资本方"),
    ),
}
_FOOT = Text("One known backer", "仅知一家资本方")
#: From how much money a line has which width; money that is not known counts as none.
_WIDTHS: Mapping[float, tuple[int, Text]] = {
    1.0: (0, Text("less, or not known", "更少或未知")),
    2.2: (10_000_000, Text("$10 million or more", "1000 万美元以上")),
    3.8: (100_000_000, Text("$100 million", "1 亿美元")),
    6.0: (1_000_000_000, Text("$1 billion", "10 亿美元")),
}


def capital_map(scope: Scope) -> dict[str, Any]:
    """Draw who backs whom, one line each, and the deals not at all: their claims are in the lines."""
    ties = read_ties(scope)
    cast = Cast(scope.view, ties)
    where = plan(cast)
    drawn = draw(scope, _marks(cast, where), map(_line, ties))
    return graph_map(
        "capital",
        Text("Capital backers", "资本支持"),
        Text("Who puts money into whom?", "谁为谁提供资金？"),
        drawn,
        clusters=[_cluster(scope.view, g, where.spots[g.id]) for g in cast.gatherings if len(g.names) > 1],
        regions=list(_regions(where)),
        legend=_legend(drawn),
    )


def _line(tie: Tie) -> dict[str, Any]:
    line = {
        "from": tie.backer,
        "to": tie.company,
        "id": f"{tie.backer}--{tie.relation}--{tie.company}",
        "relation": tie.relation,
        "claims": list(tie.claims),
        "rule": None,
        "style": "dashed" if tie.planned else "solid",
        "disputed": tie.disputed,
        "width": max(width for width, (least, _) in _WIDTHS.items() if (tie.money or 0) >= least),
        "arrows": True,
    }
    optional = {"ways": [list(chain) for chain in tie.chains], "amount": tie.money}
    return line | {key: value for key, value in optional.items() if value}


def _marks(cast: Cast, where: Plan) -> Iterator[Mark]:
    hidden = {name: g.id for g in cast.gatherings if len(g.names) > 1 for name in g.names}
    companies = {*cast.companies, *cast.minor}
    for name, (x, y) in where.points.items():
        group = "company" if name in companies else _TYPES[cast.type(name)][0]
        count = len((cast.backers if name in companies else cast.backed)[name])
        yield Mark(name, x, y, size_of(count), group=group, cluster=hidden.get(name, ""))


def _cluster(view: View, gathering: Gathering, spot: Point) -> dict[str, Any]:
    group, text, title = _words(view, gathering)
    x, y = spot
    looks = {"group": group, "x": round(x, 1), "y": round(y, 1), "size": round(size_of(len(gathering.names)), 1)}
    return {"id": gathering.id, "label": both(text), "title": both(title), **looks}


def _words(view: View, gathering: Gathering) -> tuple[str, Text, Text]:
    """Return the look of those that stand together, what they are called on the map, and in full."""
    if gathering.id in _FEET:
        return _FEET[gathering.id]
    look, _, text = _TYPES[gathering.type]
    full, whom = _FULL[gathering.type], view.name(gathering.company)
    return look, text, Text(f"{full.en} known to back only {whom.en}", f"已知仅支持{whom.zh}的 {full.zh}")


def _regions(where: Plan) -> Iterator[dict[str, Any]]:
    boxes = {_TYPES[type_][1]: box for type_, box in where.fields.items()}
    if where.spots.keys() & _FEET.keys():
        boxes[_FOOT] = where.foot
    for text, box in boxes.items():
        yield {
            "label": both(text),
            "x": box.x,
            "y": round(box.y, 1),
            "width": box.width,
            "height": round(box.height, 1),
        }


def _legend(drawn: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the marks are, then what the widths say, then what the styles do, of each only what occurs."""
    groups = {node["group"] for node in drawn["nodes"]}
    looks = {
        "company": Text("company, larger the more backers", "企业（越大资本方越多）"),
        **{g: text for g, text, _ in _TYPES.values()},
    }
    widths = {edge["width"] for edge in drawn["edges"]}
    told = widths if len(widths) > 1 else set()
    marks = [{"mark": "node", "group": g, "label": both(text)} for g, text in looks.items() if g in groups]
    money = [{"mark": "width", "width": w, "label": both(text)} for w, (_, text) in _WIDTHS.items() if w in told]
    return [*marks, *reversed(money), *(item for item in legend(drawn) if item["mark"] == "edge")]
