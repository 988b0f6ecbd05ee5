"""Lints RDF as text, before a parser has read it: literals whose spelling does not fit their datatype.

Parsers rewrite what they read (rdflib turns a dateTime typed as a date into a date, Oxigraph may turn 1.50 into 1.5),
so a graph no longer shows what its file says. This reads N-Quads, N-Triples, Turtle, TriG, and the literals of JSON-LD,
by the lexical spaces of XML Schema 1.1 part 2. Datatypes that we do not write are not known here, and reported.

elementpath 5.1 and rdflib 7.6 were tried on the spellings of ``tests/test_lexical.py``: elementpath passes 2024-02-30,
month 13, hour 25 and year 02024; rdflib 1e5 and 1_000 as decimals, a dateTime as a date, any gYear. Hence patterns.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

from sinograph.errors import Problem, Text
from sinograph.loaders.characters import visible
from sinograph.ontology.iris import PREFIXES, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_YEAR = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_DURATION = (
    r"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?"
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
)
#: Lexical spaces; anyURI is an IRI reference here, for XML Schema lets it be any text at all.
_SPACES = {
    "boolean": "true|false|1|0",
    "integer": "[+-]?[0-9]+",
    "nonNegativeInteger": r"\+?[0-9]+|-0+",
    "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "duration": _DURATION,
    "anyURI": r'(?:[^\x00-\x20<>"{}|\\^`%\[\]]|%[0-9A-Fa-f]{2}|(?<=//)\[[0-9A-Fa-f:.]+\])*',
    "string": r"[^\x00]*",
}
_LEXICAL = {f"{XSD}{name}": re.compile(space, re.ASCII | re.DOTALL) for name, space in _SPACES.items()}
_BINARY = {f"{XSD}double", f"{XSD}float"}
_TIMES = {f"{XSD}{name}" for name in ("date", "gYear", "gYearMonth", "dateTime")}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

_STRING = (
    r'"""(?P<long>(?:[^"\\]|\\.|"{1,2}(?!"))*)"""|'
    r"'''(?P<long2>(?:[^'\\]|\\.|'{1,2}(?!'))*)'''|"
    r'"(?P<short>(?:[^"\\\n]|\\.)*)"|'
    r"'(?P<short2>(?:[^'\\\n]|\\.)*)'"
)
#: Everything in a Turtle-like text that may hold what looks like a literal, and every literal with its suffix.
_TOKEN = re.compile(
    rf"(?:{_STRING})(?:\s*\^\^\s*(?:<(?P<iri>[^<>\s]*)>|(?P<name>[\w.-]*:[\w.-]*))|@(?P<language>[\w-]*))?"
    r"|<[^<>\s]*>|#[^\n]*|@\w+|[\w.-]*:(?:[\w:.%-]|\\.)*|(?P<double>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+)|[\w.]+",
    re.DOTALL,
)
#: In N-Quads a literal ends a statement's third term, so what has no suffix can be passed over quickly.
_TYPED = re.compile(r'"((?:[^"\\\n]|\\.)*)"(?:\^\^<([^<>\s]*)>|@([^\s.]*))')
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTROLS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Written(NamedTuple):
    """A literal as it stands in a text: its spelling, unescaped, its datatype's IRI, its language tag, and its line.

    *language* is None where it has none; *line* counts from 1.
    """

    text: str
    datatype: str
    language: str | None
    line: int


def lint_turtle(text: str, file: str) -> list[Problem]:
    """Return what is wrong with the literals of Turtle, TriG, N-Triples or N-Quads *text*, in order of line."""
    return _problems(_turtle_literals(text), file)


def lint_lines(text: str, file: str) -> list[Problem]:
    """Return the same of N-Triples or N-Quads as serialisers write them, several times as fast."""
    if not any(_fault(Written(_unescaped(t), d, None if d else tag, 0)) for t, d, tag in set(_TYPED.findall(text))):
        return []
    return lint_turtle(text, file)


def lint_jsonld(text: str, file: str) -> list[Problem]:
    """Return what is wrong with the literals of expanded JSON-LD *text*; every line is 0, for JSON tells none.

    A bare number with a fraction or exponent is a double in JSON-LD, and reported as one.
    """
    return _problems(_json_literals(json.loads(text, parse_float=_Double)), file)


class _Double(str):
    """The spelling of a JSON number that JSON-LD reads as a double."""

    __slots__ = ()


def _json_literals(node: object) -> Iterator[Written]:
    if isinstance(node, _Double):
        yield Written(node, f"{XSD}double", None, 0)
    elif isinstance(node, list):
        for item in node:
            yield from _json_literals(item)
    elif isinstance(node, dict) and isinstance(node.get("@value"), str) and not isinstance(node["@value"], _Double):
        yield Written(node["@value"], node.get("@type", ""), node.get("@language"), 0)
    elif isinstance(node, dict):
        for item in node.values():
            yield from _json_literals(item)


def _turtle_literals(text: str) -> Iterator[Written]:
    line, place = 1, 0
    for found in _TOKEN.finditer(text):
        kinds = found.groupdict()
        parts = (kinds[name] for name in ("long", "long2", "short", "short2"))
        string = next((part for part in parts if part is not None), None)
        if string is None and kinds["double"] is None:
            continue
        line += text.count("\n", place, found.start())
        place = found.start()
        if string is None:
            yield Written(found[0], f"{XSD}double", None, line)
        else:
            yield Written(_unescaped(string), kinds["iri"] or _expanded(kinds["name"]), kinds["language"], line)


def _expanded(name: str | None) -> str:
    """Return the IRI of a prefixed name by our own prefixes; ``""`` for none."""
    prefix, _, local = (name or "").partition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else name or ""


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _CONTROLS.get(m[3], m[3]), text)


def _problems(literals: Iterable[Written], file: str) -> list[Problem]:
    return [Problem(file, literal.line, "", *fault) for literal in literals if (fault := _fault(literal)) is not None]


def _fault(literal: Written) -> tuple[Text, Text] | None:
    """Return what is wrong with a literal and what to do, None where nothing is."""
    shown, name = repr(visible(literal.text)), literal.datatype.removeprefix(XSD)
    if literal.language is not None:
        return None if _LANGUAGE.fullmatch(literal.language) else _bad_tag(shown, literal.language)
    if literal.datatype in _BINARY:
        remedy = Text("write an xsd:decimal: no number of ours is binary", "请写作 xsd:decimal：本库数字均非二进制浮点")
        return Text(f"{shown} is typed xsd:{name}", f"{shown} 的类型为 xsd:{name}"), remedy
    if literal.datatype == f"{RDF}langString":
        what = Text(f"{shown} is an rdf:langString without a language", f"{shown} 为 rdf:langString 但无语言标签")
        return what, Text('add the tag, as in "text"@en', '请加上标签，如 "text"@en')
    if not literal.datatype or _is_spelled(literal):
        return None
    what = Text(f"{shown} is no xsd:{name}", f"{shown} 不是合格的 xsd:{name}")
    return what, _remedy(literal)


def _bad_tag(shown: str, tag: str) -> tuple[Text, Text]:
    tag = repr(visible(tag))
    what = Text(f"{shown} has the language tag {tag}", f"{shown} 的语言标签为 {tag}")
    return what, Text("use a tag like en or zh-Hans", "请用 en、zh-Hans 之类的标签")


def _is_spelled(literal: Written) -> bool:
    space = _LEXICAL.get(literal.datatype)
    if space is None:
        return False
    return bool(space.fullmatch(literal.text)) and _is_in_calendar(literal)


def _is_in_calendar(literal: Written) -> bool:
    """Say whether the day of a date or dateTime exists in its month."""
    if literal.datatype not in {f"{XSD}date", f"{XSD}dateTime"}:
        return True
    year, month, day = re.match(r"-?(\d+)-(\d\d)-(\d\d)", literal.text).groups()  # type: ignore[union-attr]
    return int(day) <= monthrange(int(year) % 400 + 400, int(month))[1]


def _remedy(literal: Written) -> Text:
    if literal.datatype not in _LEXICAL:
        return Text("use a datatype that the ontology uses", "请用本体所用的数据类型")
    fitting = sorted(iri.removeprefix(XSD) for iri in _TIMES if _is_spelled(literal._replace(datatype=iri)))
    if literal.datatype in _TIMES and fitting:
        return Text(f"type it xsd:{fitting[0]}", f"请改为 xsd:{fitting[0]}")
    return Text("mend the spelling, or the datatype", "请更正写法或数据类型")
