"""Who runs on whose chips and clouds: makers, chips and servers, clouds, and the labs and others that use them.

What is of the United States, of China and of neither runs in bands across the columns. A maker or cloud that uses
others' compute, or its own for its models, stands among the users too.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.drawing import draw, graph_map, legend
from sinograph.exports.maps.layers import Bundle, Field, layered
from sinograph.exports.maps.supplies import Supplies
from sinograph.graph.measures.falling_away import Web

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sinograph.exports.maps.drawing import Mark, Scope
    from sinograph.exports.maps.layers import Layers

_QUESTION = Text("Who runs on whose chips and clouds?", "谁的算力依赖谁的芯片与云？")
#: The bands; "" stands for all other countries, and for what no claim tells the designer of.
_COUNTRIES = {
    "US": Text("United States", "美国"),
    "CN": Text("China", "中国"),
    "": Text("other or not stated", "其他或未述"),
}
_COLUMNS = (
    Text("Designers, foundries", "设计方与代工方"),
    Text("Chips, servers", "芯片与服务器"),
    Text("Clouds", "云与算力租赁"),
)
_USERS = Text("Labs and other users", "模型企业与其他使用方")
_SIZE = 6.5


def compute_map(scope: Scope) -> dict[str, Any]:
    """Draw every known supply of chips, servers and clouds and who makes them; plans and rumours dashed."""
    supplies = Supplies(scope)
    lines = list(supplies.drawn())
    fields = list(_fields(supplies))
    layers = layered(fields, _bundles(supplies), [(each["from"], each["to"]) for each in lines])
    drawn = draw(scope, _marks(supplies, fields, layers), lines)
    return graph_map(
        "compute",
        Text("Compute supply", "算力供应"),
        _QUESTION,
        drawn,
        clusters=layers.clusters,
        regions=layers.regions,
        legend=[*_legend(drawn), *layers.legend],
    )


def _fields(supplies: Supplies) -> Iterator[Field]:
    columns = (supplies.makers, supplies.hardware, supplies.clouds)
    for column, (heading, names) in enumerate(zip(_COLUMNS, columns, strict=True)):
        for code, country in _COUNTRIES.items():
            words = Text(f"{heading.en}: {country.en}", f"{heading.zh}：{country.zh}")
            members = tuple(name for name in sorted(names) if supplies.country(name) == code)
            yield Field(column, words, members, band=code or "other")
    yield Field(len(columns), _USERS, tuple(supplies.users))


def _bundles(supplies: Supplies) -> list[Bundle]:
    """Return what hides: hardware that nobody is said to use, and models and products that no claim ties to a lab."""
    idle = sorted(supplies.hardware - supplies.used)
    chips = [
        Bundle(f"chips {code}", Text("{n} more chips", "另有 {n} 款芯片"), "cluster", tuple(members))
        for code in _COUNTRIES
        if len(members := [name for name in idle if supplies.country(name) == code]) > 1
    ]
    things = tuple(name for name in supplies.users if supplies.view.is_a(name, "artifact"))
    models = Bundle("models", Text("{n} models and products", "{n} 款模型与产品"), "cluster", things)
    return [*chips, *([models] if len(things) > 1 else [])]


def _marks(supplies: Supplies, fields: list[Field], layers: Layers) -> Iterator[Mark]:
    losers = {weak.node: len(weak.users) for weak in Web.read(supplies.view).weak_points()}
    for field in fields:
        for name in field.members:
            whom = supplies.whom(name)
            size = _SIZE + 1.4 * math.sqrt(losers.get(name, 0))
            yield layers.mark(name, size, group=_group(supplies, name), entity="" if whom == name else whom)


def _group(supplies: Supplies, name: str) -> str:
    """Return the look of a mark: clouds by what they supply, organisations alike, things as what they are."""
    if name in supplies.clouds:
        return "cloud"
    return "" if supplies.view.is_a(supplies.whom(name), "artifact") else "company"


def _legend(drawn: Mapping[str, Any]) -> list[dict[str, Any]]:
    words = {
        "company": Text(
            "organisation; like chips, larger where more users know no other supplier",
            "机构（与芯片同：以其为唯一已知供应方者越多越大）",
        ),
        "cloud": Text("cloud or lessor of compute", "云或算力租赁方"),
        "product": Text("server or product", "服务器或产品"),
    }
    return legend(drawn, **words)
