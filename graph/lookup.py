"""Finds entities and metrics by what a person calls them: an id, a name in either language, an alias, a stock code.

It reads the store by SPARQL only. Names are compared after NFKC and case folding, so ``ＺＨＩＰＵ ai`` finds Zhipu AI;
where none is called so, the other spellings of :mod:`sinograph.graph.search` count: 智譜, its pinyin, its initials.
"""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from sinograph.errors import Text, UnknownNameError
from sinograph.graph.queries import select
from sinograph.graph.search import spelled_so
from sinograph.graph.search_keys import read_keys
from sinograph.loaders.characters import visible
from sinograph.loaders.nearest import close
from sinograph.ontology import load_vocabulary
from sinograph.ontology.iris import ONTOLOGY_GRAPH, shorten, table_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import Store

_MEMBERS = "SELECT ?entity WHERE {{ ?entity sg:kind ?kind ; a <{kind}> }}"

_SHOWN = """
SELECT ?zh ?en WHERE {{
  id:{entity} skos:prefLabel ?zh , ?en . FILTER(LANG(?zh) = "zh" && LANG(?en) = "en")
}} ORDER BY ?zh ?en"""

_KIND = "SELECT ?kind WHERE {{ id:{entity} sg:kind ?kind }} ORDER BY ?kind"

_METRICS = f"SELECT ?metric ?name WHERE {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?metric a sg:Metric ; rdfs:label ?name }} }}"

_ENTITY = Text("entity", "实体")
_SHORTER = Text("try a shorter part of its name", "请改用名称中较短的一部分")
_MOST_OFFERED = 3


class _Name(NamedTuple):
    """One way to call one thing; *text* is normalised."""

    thing: str
    text: str


def find_entity(store: Store, text: str, kind: str = "") -> str:
    """Return the id of the entity that *text* names: its id, label, alias, identifier or stock code, or its pinyin.

    An exact id comes first. With *kind* only entities of that kind and its subclasses count, so that a name which
    two kinds share is no riddle.

    Raises:
        UnknownNameError: nothing is called so (the nearest are offered), several are (all are listed), or only
            something of another kind is.
    """
    known = _members(store, "entity")
    fitting = _members(store, kind) if kind else known
    if text in fitting:
        return text
    names = _read_names(store)
    wanted = _normalize(text)
    matches = sorted({name.thing for name in names if name.text == wanted}) or spelled_so(store, text)
    right = [thing for thing in matches if thing in fitting]
    if len(right) == 1:
        return right[0]
    if right:
        raise _several(text, _labels(store, right))
    near = _labels(store, _nearest(wanted, [name for name in names if name.thing in fitting]))
    if matches:
        raise _of_other_kind(store, matches[0], kind, near)
    raise _unknown(text, _ENTITY, near)


def unknown_entity(store: Store, text: str) -> UnknownNameError:
    """Return the error that nothing is called *text*, with the nearest that something is called, if any comes near."""
    if not _normalize(text):
        return UnknownNameError(
            "no name is given; give a name, an id or a stock code", "未给出名称；请给出名称、编号或证券代码"
        )
    near = _labels(store, _nearest(_normalize(text), _read_names(store)))
    error = _unknown(text, _ENTITY, near)
    return error if near else UnknownNameError(f"{error.text.en}; {_SHORTER.en}", f"{error.text.zh}；{_SHORTER.zh}")


def find_metric(store: Store, text: str) -> str:
    """Return the table name of the metric that *text* names: ``gross_margin``, ``grossMargin``, 毛利率.

    Raises:
        UnknownNameError: no metric is called so, or several are.
    """
    names: set[_Name] = set()
    for row in select(store, _METRICS):
        local = shorten(row["metric"].value)
        metric = table_name(local)
        names |= {_Name(metric, _normalize(name)) for name in (metric, local, row["name"].value)}
    matches = sorted({name.thing for name in names if name.text == _normalize(text)})
    if len(matches) == 1:
        return matches[0]
    offered = matches or _nearest(_normalize(text), sorted(names))
    raise _unknown(text, Text("metric", "指标"), [Text(name, name) for name in offered])


def find_name(text: str, known: Iterable[str], noun: Text) -> str:
    """Return *text* if it is among *known* names of that *noun*.

    Raises:
        UnknownNameError: it is not; the nearest are offered, or all where none comes near.
    """
    names = list(known)
    if text in names:
        return text
    near = close(_normalize(text), names) or names
    raise _unknown(text, noun, [Text(name, name) for name in near])


def _nearest(wanted: str, names: Iterable[_Name]) -> list[str]:
    """Return the few things whose names come nearest to *wanted*, nearest first."""
    by_text: dict[str, list[str]] = {}
    for name in names:
        by_text.setdefault(name.text, []).append(name.thing)
    found = difflib.get_close_matches(wanted, by_text, n=2 * _MOST_OFFERED)
    return list(dict.fromkeys(thing for text in found for thing in by_text[text]))[:_MOST_OFFERED]


def _normalize(text: str) -> str:
    """Return what two spellings of one name share: width, case and spaces do not count."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.split())


def _members(store: Store, kind: str) -> frozenset[str]:
    query = _MEMBERS.format(kind=load_vocabulary().kinds[kind].iri)
    return frozenset(shorten(row["entity"].value) for row in select(store, query))


def _read_names(store: Store) -> list[_Name]:
    return sorted({_Name(key.entity, _normalize(key.text)) for key in read_keys(store)})


def _labels(store: Store, entities: Iterable[str]) -> list[Text]:
    """Return *entities* as they are offered: the id, which can be typed, and the name."""
    found: list[Text] = []
    for entity in entities:
        row = next(select(store, _SHOWN.format(entity=entity)), None)
        en, zh = (row["en"].value, row["zh"].value) if row else ("", "")
        found.append(Text(f"{entity} ({en})", f"{entity}({zh})"))
    return found


def _offer(offered: Sequence[Text]) -> Text:
    if not offered:
        return Text("", "")
    return Text(f"; nearest: {', '.join(n.en for n in offered)}", f"；相近者：{'、'.join(n.zh for n in offered)}")


def _unknown(text: str, noun: Text, offered: Sequence[Text]) -> UnknownNameError:
    shown, offer = visible(text), _offer(offered)
    return UnknownNameError(f"no {noun.en} is called {shown!r}{offer.en}", f"没有名为 {shown!r} 的{noun.zh}{offer.zh}")


def _several(text: str, candidates: Sequence[Text]) -> UnknownNameError:
    shown = visible(text)
    return UnknownNameError(
        f"{shown!r} may be {' or '.join(c.en for c in candidates)}; give the id",
        f"{shown!r} 可指{'或'.join(c.zh for c in candidates)};请给出 id",
    )


def _of_other_kind(store: Store, entity: str, kind: str, offered: Sequence[Text]) -> UnknownNameError:
    row = next(select(store, _KIND.format(entity=entity)))
    kinds, offer = load_vocabulary().kinds, _offer(offered)
    has, wanted = kinds[table_name(shorten(row["kind"].value))].label, kinds[kind].label
    return UnknownNameError(
        f"{entity} is of kind {has.en}; of kind {wanted.en} is asked for{offer.en}",
        f"{entity} 属于{has.zh}类，此处需要{wanted.zh}类{offer.zh}",
    )
