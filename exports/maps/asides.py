"""What hides on the map of controls until the reader opens it: all that these facts tie to nobody in the industry."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.exports.maps.layers import Bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from sinograph.exports.maps.namings import Namings

#: Id and label of what something hides in; None where it stands in the open.
Aside = tuple[str, Text] | None

#: Named by so many, a good that nobody here makes or uses, or a country, stands in the open.
_MANY_FOR_GOODS, _MANY_FOR_COUNTRIES = 5, 2
_PARTIES = Text("{n} more parties", "另有 {n} 个主体")
_GOODS = "goods of nobody", Text("{n} other goods", "其他 {n} 类物项")
_COUNTRIES = "countries", Text("{n} countries and groups", "{n} 个国家与群体")


def asides(namings: Namings) -> list[Bundle]:
    """Return what hides, like with like; what has no like stays in the open."""
    named = list(_bundles(namings.named_by, lambda name: _of_named(namings, name)))
    nobodys = {member for bundle in named if bundle.id in {_GOODS[0], _COUNTRIES[0]} for member in bundle.members}
    return [
        *named,
        *_bundles(namings.names, lambda measure: _of_measure(namings, measure, nobodys)),
        *_bundles(namings.touched, lambda party: _of_touched(namings, party), namings.touched_mark),
    ]


def _bundles(names: Iterable[str], aside: Callable[[str], Aside], mark: Callable[[str], str] = str) -> Iterator[Bundle]:
    found: dict[tuple[str, Text], list[str]] = defaultdict(list)
    for name in names:
        where = aside(name)
        if where:
            found[where].append(mark(name))
    for (name, label), members in found.items():
        if len(members) > 1:
            yield Bundle(name, label, "cluster", tuple(members))


def _of_named(namings: Namings, name: str) -> Aside:
    """Return where a named one hides: a party by its list, a good by its maker."""
    sort, times = namings.sort(name), len(namings.named_by[name])
    if name in namings.industry or any(tie.named == name and tie.relation != "develops" for tie in namings.ties):
        return None
    if sort == "organization":
        lists = [by for by in namings.named_by[name] if namings.is_list(by)]
        return f"parties {next(iter(lists), '')}", _PARTIES
    if sort == "artifact":
        return _of_good(namings, name)
    return _COUNTRIES if times < _MANY_FOR_COUNTRIES else None


def _of_good(namings: Namings, name: str) -> Aside:
    maker = next((tie.party for tie in namings.ties if tie.named == name), "")
    if not maker:
        return _GOODS if len(namings.named_by[name]) < _MANY_FOR_GOODS else None
    by = namings.view.name(maker)
    return f"goods of {maker}", Text(f"{{n}} more of {by.en}", f"{by.zh}另有 {{n}} 款")


def _of_measure(namings: Namings, measure: str, nobodys: AbstractSet[str]) -> Aside:
    """Return where a rule or body hides, among those of its column and country; a list never does."""
    where = f"{namings.issuer(measure)} {namings.is_on_goods(measure)}"
    if namings.is_list(measure):
        return None
    if measure in namings.proposed:
        return f"proposals {where}", Text("{n} proposals", "{n} 项提案")
    if namings.view.is_a(measure, "government_body"):
        return f"bodies {where}", Text("{n} public bodies", "{n} 家公共机构")
    named = namings.names[measure]
    return (f"rules {where}", Text("{n} more rules", "另有 {n} 项规则")) if nobodys >= set(named) else None


def _of_touched(namings: Namings, party: str) -> Aside:
    """Return where a party hides that is no part of the industry: with those that are nearest to the same one."""
    if party in namings.industry:
        return None
    nearest = min((min(map(len, tie.chains)), tie.named) for tie in namings.ties if tie.party == party)[1]
    name = namings.view.name(nearest)
    return f"through {nearest}", Text(f"{{n}} via {name.en}", f"经{name.zh} {{n}} 家")
