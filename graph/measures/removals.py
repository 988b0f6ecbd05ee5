"""What is to fall away, as a person writes it: an entity, or all suppliers of a role that are of one country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text, UnknownNameError
from sinograph.graph.lookup import find_name
from sinograph.loaders.characters import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinograph.graph.measures.falling_away import Web
    from sinograph.graph.measures.view import View

#: The roles that a pattern speaks of; ``country`` speaks of all.
PATTERNS: Mapping[str, frozenset[str]] = {
    "chip": frozenset({"training", "inference", "operation", "purchase", "component"}),
    "cloud": frozenset({"cloud"}),
    "country": frozenset(),
    "design": frozenset({"design"}),
    "fab": frozenset({"fabrication"}),
}
_PATTERN = re.compile(r"(?P<role>[^:]*):(?P<country>.*)", re.DOTALL)
_SUPPLIER = Text("supplier or pattern", "供应方或模式")


def parse_removed(view: View, web: Web, text: str) -> frozenset[str]:
    """Return the suppliers that *text* speaks of.

    It is an entity's id, or ``country:US``, ``cloud:US``, ``chip:US``, ``design:US``, ``fab:TW``. A chip is
    of the country of all its known designers.

    Raises:
        UnknownNameError: no entity is called so, or the pattern is not one of these.
        EmptyAnswerError: the entity supplies nothing that is known, or no supplier fits.
    """
    found = _PATTERN.fullmatch(text)
    if found is None:
        return _entity(view, web, text)
    role, country = found["role"], found["country"]
    if role not in PATTERNS or not re.fullmatch("[A-Za-z]{2}", country):
        raise _no_pattern(text)
    fitting = frozenset(node for node in _suppliers(web, role) if countries(view, web, node) == {country.upper()})
    if not fitting:
        raise _none_fits(view, web, text, role)
    return fitting


def countries(view: View, web: Web, node: str) -> frozenset[str]:
    """Return the countries of *node*, of a chip those of its known designers; empty where nobody says."""
    own = view.entities[node].country
    if own:
        return frozenset({own})
    designers = web.by_need.get((node, "design"), {})
    return frozenset(view.entities[designer].country for designer in designers) - {""}


def _suppliers(web: Web, role: str) -> list[str]:
    wanted = PATTERNS[role]
    return [node for node in web.suppliers if not wanted or any(need[1] in wanted for need in web.needs_of[node])]


def _entity(view: View, web: Web, text: str) -> frozenset[str]:
    if text in web.needs_of:
        return frozenset({text})
    if text not in view.entities:
        find_name(text, web.suppliers, _SUPPLIER)
    name = view.name(text)
    raise EmptyAnswerError(
        f"no claim says that anybody depends on {name.en} for compute; analyze compute lists the known suppliers",
        f"没有主张说明有谁的算力依赖{name.zh}；analyze compute 可列出已知供应方",
    )


def _no_pattern(text: str) -> UnknownNameError:
    shown, names = visible(text), ", ".join(f"{name}:US" for name in PATTERNS)
    return UnknownNameError(
        f"{shown!r} is no pattern; write a role and a country in two letters, as in {names}",
        f"{shown!r} 不是可用的模式；请写作角色加两位国家代码，如 {names}",
    )


def _none_fits(view: View, web: Web, text: str, role: str) -> EmptyAnswerError:
    known = sorted({country for node in _suppliers(web, role) for country in countries(view, web, node)})
    there = ", ".join(f"{role}:{country}" for country in known)
    return EmptyAnswerError(
        f"no known supplier fits {text}; there are {there or 'none of that role'}",
        f"没有已知供应方符合 {text}；现有 {there or '无'}",
    )
