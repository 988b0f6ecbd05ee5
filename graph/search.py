"""Finds entities by any spelling of anything they are called, the likeliest first.

Ranks, best first: the whole of a name, of its pinyin, of its initials; the beginning of these; the beginning of a word
in it; anywhere in it; all words of the text somewhere. Among equals comes first of whom more claims speak. The page
ranks the same way (``viewer/search.js``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sinograph.graph.queries import select
from sinograph.graph.search_keys import Key, read_keys
from sinograph.graph.spelling import Spelling, is_han, spell, spell_aloud
from sinograph.ontology.iris import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Store

PLACES = ("whole", "beginning", "word", "inside")

#: The rank of a match at each of these places; where there is none, it is no match. Ids are made, so they count less.
_RANKS = {
    "name": (0, 3, 6, 8),
    "code": (0, 3, 6, 8),
    "pinyin": (1, 4, 7),
    "initials": (2, 5),
    "id": (0, 7, 7, 8),
}
_BEYOND_WHOLE = 3
_SCATTERED = 9
#: So few letters stand inside too many names to mean any.
_FEW = 2

_PERSONS = "SELECT ?entity WHERE { ?entity sg:kind sg:Person }"

_COUNTS = """
SELECT ?entity (COUNT(DISTINCT ?claim) AS ?count) WHERE {
  ?entity sg:kind ?kind .
  GRAPH ?claim { { ?entity ?property ?object } UNION { ?subject ?property ?entity } }
  FILTER(STRSTARTS(STR(?claim), STR(claim:)))
} GROUP BY ?entity"""


class Match(NamedTuple):
    """An entity found: by which key, which way of it (name, code, id, pinyin, initials), and where in that."""

    rank: int
    key: Key
    way: str
    place: str


class _Form(NamedTuple):
    key: Key
    way: str
    spelling: Spelling


def search(store: Store, text: str) -> list[Match]:
    """Return the match of each entity that *text* may mean, likeliest first; none where it has no letter or digit."""
    found = _matches(store, text)
    counts = {shorten(row["entity"].value): int(row["count"].value) for row in select(store, _COUNTS)}
    return sorted(found, key=lambda match: (match.rank, -counts.get(match.key.entity, 0), match.key.entity))


def spelled_so(store: Store, text: str) -> list[str]:
    """Return the ids of those that have a name spelled *text* as a whole, else one read so, else one with its initials.

    In order of id.
    """
    whole = [match for match in _matches(store, text) if match.rank < _BEYOND_WHOLE]
    best = min((match.rank for match in whole), default=0)
    return sorted(match.key.entity for match in whole if match.rank == best)


def _matches(store: Store, text: str) -> Iterator[Match]:
    wanted = spell(text).text
    words = [word for word in (spell(word).text for word in text.split()) if word]
    if not wanted:
        return
    aloud = not any(map(is_han, wanted))  # a text with a Chinese character is no pinyin, which takes long to make
    for forms in _forms(store, aloud=aloud).values():
        found = _best(forms, wanted) or (_scattered(forms, words) if len(words) > 1 else None)
        if found:
            yield found


def _forms(store: Store, *, aloud: bool) -> dict[str, list[_Form]]:
    persons = {shorten(row["entity"].value) for row in select(store, _PERSONS)} if aloud else set()
    forms: dict[str, list[_Form]] = defaultdict(list)
    for key in read_keys(store):
        forms[key.entity].append(_Form(key, key.how if key.how in _RANKS else "name", spell(key.text)))
        if aloud and not key.text.isascii():
            said = spell_aloud(key.text, of_person=key.entity in persons)
            forms[key.entity] += (_Form(key, way, spelling) for way, spelling in said)
    return forms


def _best(forms: Iterable[_Form], wanted: str) -> Match | None:
    found = [match for form in forms if (match := _match(form, wanted))]
    return min(found, key=lambda match: match.rank, default=None)


def _match(form: _Form, wanted: str) -> Match | None:
    ranks = _RANKS[form.way][: _places_open(form, wanted)]
    place = _place(form.spelling, wanted)
    if place is None or place >= len(ranks):
        return None
    return Match(ranks[place], form.key, form.way, PLACES[place])


def _places_open(form: _Form, wanted: str) -> int:
    """Return at how many of the places *wanted* may stand in a form: a few letters stand in too many ids and codes."""
    if len(wanted) > _FEW or any(map(is_han, wanted)):
        return len(PLACES)
    return PLACES.index("beginning" if form.way in {"id", "code"} else "inside")


def _place(spelling: Spelling, wanted: str) -> int | None:
    at = spelling.text.find(wanted)
    if at <= 0:
        return None if at < 0 else int(len(wanted) < len(spelling.text))
    while at > 0 and at not in spelling.starts:
        at = spelling.text.find(wanted, at + 1)
    return PLACES.index("inside") if at < 0 else PLACES.index("word")


def _scattered(forms: Sequence[_Form], words: Iterable[str]) -> Match | None:
    """Return the match of the first word where every word is found."""
    found = [_best(forms, word) for word in words]
    first = found[0]
    return first._replace(rank=_SCATTERED) if first and all(found) else None
