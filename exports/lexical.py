"""Lints RDF as text, before any parser has mended it: ill-typed literals, years typed as dates, doubles.

A parser may drop, rewrite or merely warn of a literal whose text is not in the lexical space of its datatype; after
parsing it is too late to see. elementpath, which implements XSD's datatypes, judges the texts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat

from sinograph.errors import Problem, Text
from sinograph.ontology.identities import read_identities
from sinograph.ontology.iris import PREFIXES, RDF, XSD
from sinograph.ontology.vocabulary import read_ontology, read_shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Store

    _Check = Callable[[str], object]

#: Skips IRIs and comments, so that what looks like a literal in them is none; a number with an exponent is a double.
_TOKEN = re.compile(
    r'<[^<>"\s]*>|#[^\n]*|'
    r'(?P<quote>"""|"|\'\'\'|\')(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)'
    r"(?:\^\^(?:<(?P<iri>[^>]*)>|(?P<prefixed>[\w-]*:[\w-]+))|@(?P<language>[\w-]+))?"
    r"|(?<![\w:.])(?P<double>[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+)(?!\w)",
    re.DOTALL,
)
_PREFIX = re.compile(r"^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"\'\\]))')
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_YEAR = re.compile(r"\d{4}")
_INEXACT = frozenset({f"{XSD}double", f"{XSD}float"})
#: Datatypes of ours and of RDF itself, whose lexical space is any text; ours are held to by the shapes.
_FREE = frozenset({f"{XSD}string", f"{RDF}langString", f"{PREFIXES['sg']}Period"})


def lint(text: str, name: str) -> list[Problem]:
    """Return what is wrong with the literals of *text*, N-Triples, N-Quads, Turtle or TriG, in order; [] if nothing.

    *name* is how messages call the text; each gives the line.
    """
    prefixes = {**PREFIXES, **dict(_PREFIX.findall(text))}
    found = ((match.start(), _judge(match, prefixes)) for match in _TOKEN.finditer(text))
    return [_problem(text, name, start, fault) for start, fault in found if fault]


def _problem(text: str, name: str, start: int, fault: tuple[Text, Text]) -> Problem:
    return Problem(name, text.count("\n", 0, start) + 1, "", *fault)


def _judge(match: re.Match[str], prefixes: dict[str, str]) -> tuple[Text, Text] | None:
    """Return what is wrong with one token and what to do, None where nothing is."""
    if match["double"]:
        return _double(match["double"])
    if match["quote"] is None:
        return None
    if match["language"]:
        return None if _LANGUAGE.fullmatch(match["language"]) else _bad_language(match["language"])
    if match["prefixed"]:
        prefix, _, local = match["prefixed"].partition(":")
        return _fault(_unescaped(match["text"]), prefixes.get(prefix, f"{prefix}:") + local)
    return _fault(_unescaped(match["text"]), match["iri"]) if match["iri"] else None


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _SHORT.get(m[3], m[3]), text)


@cache
def _fault(lexical: str, datatype: str) -> tuple[Text, Text] | None:
    if datatype in _FREE:
        return None
    if datatype in _INEXACT:
        return _double(lexical)
    check = _checks().get(datatype)
    short = datatype.replace(XSD, "xsd:")
    if check is None:
        remedy = Text("use one of XSD's", "请用 XSD 的数据类型")
        return Text(f"{lexical!r} has the unknown datatype {short}", f"{lexical!r} 的数据类型 {short} 未知"), remedy
    try:
        check(lexical)
    except (ValueError, TypeError):
        return _ill_typed(lexical, short)
    return None


def _ill_typed(lexical: str, short: str) -> tuple[Text, Text]:
    what = Text(f"{lexical!r} is no {short}", f"{lexical!r} 不是合格的 {short}")
    if short == "xsd:date" and _YEAR.fullmatch(lexical):
        return what, Text("type a year as xsd:gYear", "年份请用 xsd:gYear")
    return what, Text("mend the text, or its datatype", "请更正文本或数据类型")


def _double(lexical: str) -> tuple[Text, Text]:
    what = Text(f"{lexical!r} is binary floating point", f"{lexical!r} 为二进制浮点数")
    return what, Text("write numbers as xsd:decimal", "数字请写作 xsd:decimal")


def _bad_language(tag: str) -> tuple[Text, Text]:
    what = Text(f"{tag!r} is no language tag", f"{tag!r} 不是语言标签")
    return what, Text("write en, zh, or another tag of BCP 47", "请写作 en、zh 或 BCP 47 的其他标签")


@cache
def _checks() -> dict[str, _Check]:
    """Return for each datatype that we write what raises ValueError where a text is not of it."""
    from elementpath import datatypes as xsd

    checks: dict[str, _Check] = {
        "date": xsd.Date10.fromstring,
        "dateTime": xsd.DateTime10.fromstring,
        "gYear": xsd.GregorianYear10.fromstring,
        "gYearMonth": xsd.GregorianYearMonth10.fromstring,
        "duration": xsd.Duration.fromstring,
        "decimal": xsd.DecimalProxy,
        "integer": xsd.Integer,
        "boolean": xsd.BooleanProxy,
        "anyURI": _address,
    }
    return {XSD + name: check for name, check in checks.items()}


def _address(text: str) -> None:
    """Refuse an address with a character that no IRI has; XSD itself allows any text."""
    if re.search(r'[\s<>"{}|\\^`]', text):
        raise ValueError(text)


def texts_of(store: Store) -> dict[str, str]:
    """Return what ``check`` lints, by name: the ontology's files as they are written, and *store* as TriG."""
    # Unsorted, which is quicker than the file of that name.
    dataset = store.dump(format=RdfFormat.TRIG, prefixes=PREFIXES) or b""
    texts = {"sinograph.ttl": read_ontology(), "identities.ttl": read_identities(), "sinograph.trig": dataset}
    return {"shapes.ttl": read_shapes(), **{name: text.decode() for name, text in texts.items()}}


def lint_all(texts: dict[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with each of *texts*, by name."""
    for name, text in texts.items():
        yield from lint(text, name)
