"""Page data made by hand: what no table can hold, or the bundled facts do not.

Three entities on a spread map and on a chart, with every kind of line, and a claim of every status.
"""

import json
from typing import Any

from sinograph.graph.settling import CRITERIA, REASONS

PageData = dict[str, Any]


def make_data(*names: str) -> PageData:
    """Return the data of a page; *names* replace those of its entities, in both languages."""
    data: PageData = json.loads(json.dumps(BY_HAND))
    for entity, name in zip(data["entities"].values(), names, strict=False):
        entity.update(en=name, zh=name)
    return data


def both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


def _entity(zh: str, en: str, kind: str) -> dict[str, Any]:
    return {**both(en, zh), "kind": kind, "aliases": [], "identifiers": [], "search": []}


def _claim(value: str, order: int, clashes: list[str], rank: str = "normal") -> dict[str, Any]:
    return {
        "subject": "a",
        "property": "revenue",
        "object": "",
        "value": both(value, value),
        "stated": "",
        "unit": "CNY",
        "lower": 100,
        "upper": 100,
        "period": "2024",
        "qualifiers": [],
        "source": "s",
        "locator": "page 1",
        "rank": rank,
        "note": "a reason" if rank == "deprecated" else "",
        "recorded": "2026-11-24",
        "fact": 1,
        "key": [0, 0, 0, order],
        "clashes": clashes,
        "known": "2026-01-02",
        "last": "2024-01-01",
        "over": "",
        "first": "",
        "dates": "",
        "bound": False,
    }


def make_figure(period: str, lower: float | None, upper: float | None, **more: Any) -> dict[str, Any]:
    """Return a claim about Alpha's revenue that no other claim disputes; *more* are its other fields."""
    words = "–".join("open" if end is None else f"{end:g}" for end in (lower, upper))
    return {**_claim(words, 0, []), "fact": 0, "period": period, "lower": lower, "upper": upper, **more}


def _edge(edge: str, start: str, end: str, **looks: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "relation": "backs",
        "claims": [],
        "rule": None,
        "style": "solid",
        "disputed": False,
        "width": 2,
    }
    return {"id": edge, "from": start, "to": end, "arrows": True, **plain, **looks}


_NODES = [
    {"id": "a", "group": "company", "x": 100, "y": 100, "size": 26},
    {"id": "b", "group": "investor", "x": 700, "y": 300, "size": 16},
    {"id": "c", "group": "offering", "x": 400, "y": 640, "size": 16},
]
_EDGES = [
    _edge("disputed", "b", "a", disputed=True, claims=["claim-a", "claim-r"]),
    _edge("dashed", "c", "a", style="dashed"),
    _edge("inferred", "b", "c", rule="backs", style="inferred"),
]
_AXES = {
    "x": {"label": both("Money", "钱"), "ticks": [{"at": 0, "text": "1"}], "from": 0, "to": 900},
    "y": {"label": both("Margin", "毛利率"), "ticks": [{"at": 0, "text": "100%"}], "from": 560, "to": 0},
    "tray": {"label": both("No figures", "缺少数字"), "x": 0, "y": 600, "width": 900, "height": 100},
}
BY_HAND: PageData = {
    "lang": "en",
    "title": both("By hand", "手工"),
    "licence": both("Facts: CC BY 4.0", "事实数据:CC BY 4.0"),
    "as_of": "2026-11-24",
    "base": "https://example.org/id/",
    "entities": {
        "a": _entity("甲", "Alpha", "company"),
        "b": _entity("乙", "Beta", "investor"),
        "c": _entity("丙", "Gamma", "offering"),
    },
    "terms": {
        "company": both("company", "公司"),
        "investor": both("investor", "投资方"),
        "offering": both("offering", "公开发售"),
        "revenue": both("revenue", "营业收入"),
        "CNY": both("CNY", "元"),
        "finances_topic": both("finances", "财务"),
        "people_topic": both("people", "人员"),
        "backs": both("backs", "支持"),
        "accepted": both("accepted", "采信"),
        "agreeing": both("agrees", "一致"),
        "rival": both("disputed", "相左"),
        "deprecated": both("set aside", "搁置"),
    },
    "topics": ["finances_topic", "people_topic"],
    "properties": {"revenue": {"topic": "finances_topic", "order": 1, "of_a_period": True}},
    "dimensions": ["outlook", "segment"],
    "sources": {"s": {"title": "T", "publisher": "P", "published": "2026-01-02", "url": "", "kind": "press"}},
    "claims": {
        "claim-a": _claim("100", 0, ["claim-r", "claim-d"]),
        "claim-g": _claim("about 100", 1, ["claim-r", "claim-d"]),
        "claim-r": _claim("120", 2, ["claim-a", "claim-g", "claim-d"]),
        "claim-d": _claim("999", 3, ["claim-a", "claim-g", "claim-r"], rank="deprecated"),
    },
    "settling": {
        "reasons": {name: both(f"{name}: {{n}}, {{criterion}}", f"{name}: {{n}}, {{criterion}}") for name in REASONS},
        "criteria": [both(text.en, text.zh) for text in CRITERIA],
    },
    "readings": {"甲": "jia", "乙": "yi", "丙": "bing"},
    "variants": {},
    "rules": {"backs": both("Whoever subscribed backs the issuer", "认购者支持发行人")},
    "maps": [
        {
            "id": "spread",
            "title": both("Spread", "分布"),
            "question": both("Who?", "谁?"),
            "nodes": _NODES,
            "edges": _EDGES,
            "clusters": [],
            "regions": [],
            "legend": [
                {"mark": "node", "group": "company", "label": both("company", "公司")},
                {"mark": "edge", "style": "disputed", "label": both("disputed", "有争议")},
                {"mark": "edge", "style": "inferred", "label": both("inferred by rule", "由规则推断")},
            ],
            "axes": None,
        },
        {
            "id": "chart",
            "title": both("Chart", "图表"),
            "question": both("How much?", "多少?"),
            "nodes": _NODES,
            "edges": _EDGES,
            "clusters": [],
            "regions": [],
            "legend": [],
            "axes": _AXES,
        },
    ],
}
