"""Runs a reader's SPARQL query on a store and serialises the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat
from sinograph.errors import QueryError
from sinograph.ontology.iris import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

_TABLES = {"json": QueryResultsFormat.JSON, "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV, "xml": QueryResultsFormat.XML}
_GRAPHS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}

#: Strings, IRIs and comments: what looks like a keyword in them is none.
_QUOTED = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*')
#: Oxigraph's parser runs out of stack in the thousands and takes the process with it.
_DEEPEST = 100


def run_query(store: Store, text: str, format_: str) -> bytes:
    """Return the answer to *text* in *format_*.

    Raises:
        QueryError: the query cannot be parsed, is nested too deep, reaches for the network (SERVICE), or its answer
            has another shape than the format.
    """
    _refuse_unsafe(text)
    try:
        answer = store.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(f"the query cannot be read: {error}", f"无法解析查询:{error}") from error
    formats = _GRAPHS if isinstance(answer, QueryTriples) else _TABLES
    if format_ == "json" and isinstance(answer, QueryTriples):
        format_ = "turtle"
    if format_ not in formats:
        raise QueryError(f"this query's answer cannot be {format_}; use {', '.join(formats)}", f"该查询的结果不能用 {format_};请用 {', '.join(formats)}")
    return answer.serialize(format=formats[format_]) or b""  # type: ignore[no-any-return,call-overload]


def _refuse_unsafe(text: str) -> None:
    bare = _QUOTED.sub(" ", text)
    depth = 0
    for character in bare:
        depth += (character in "({[") - (character in ")}]")
        if depth > _DEEPEST:
            raise QueryError(f"the query is nested deeper than {_DEEPEST}", f"查询嵌套超过 {_DEEPEST} 层")
    if re.search(r"\bSERVICE\b", bare, re.IGNORECASE):
        raise QueryError("SERVICE is not allowed: queries stay on this machine", "不允许使用 SERVICE:查询只在本机进行")
