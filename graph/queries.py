"""Runs SPARQL on a store: our own queries as rows or triples, a reader's query as a serialised answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat
from pyoxigraph import serialize as serialize_triples

from sinograph.errors import QueryError
from sinograph.ontology.iris import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolution, QuerySolutions, Store, Triple

_TABLES = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD}

#: Strings, IRIs and comments: what looks like a keyword in them is none.
_QUOTED = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\''''
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*"""
)
#: Oxigraph's parser runs out of stack in the thousands and takes the process with it.
_DEEPEST = 100


def select(store: Store, text: str) -> Iterator[QuerySolution]:
    """Yield the rows of our own SELECT *text*, in its order; our prefixes are declared."""
    yield from cast("QuerySolutions", store.query(text, prefixes=PREFIXES))


def construct(store: Store, text: str) -> Iterator[Triple]:
    """Yield the triples of our own CONSTRUCT *text*; our prefixes are declared."""
    yield from cast("QueryTriples", store.query(text, prefixes=PREFIXES))


def ask(store: Store, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Return the answer to a reader's query; our prefixes are declared, the query may declare its own over them.

    Raises:
        QueryError: the query cannot be parsed, is nested too deep, or reaches for the network (SERVICE).
    """
    _refuse_unsafe(text)
    try:
        return store.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(f"the query cannot be read: {error}", f"无法解析查询：{error}") from error


def serialize(answer: QuerySolutions | QueryBoolean | QueryTriples, format_: str) -> bytes:
    """Return *answer* in *format_*: json, csv, tsv, xml of rows and of yes or no; turtle, ntriples, jsonld of triples.

    Raises:
        QueryError: the answer has another shape than the format.
    """
    if isinstance(answer, QueryTriples):
        if format_ in _GRAPHS:
            prefixes = PREFIXES if format_ == "turtle" else None
            return cast("bytes", serialize_triples(answer, format=_GRAPHS[format_], prefixes=prefixes))
    elif format_ in _TABLES:
        return cast("bytes", answer.serialize(format=_TABLES[format_]))
    fitting = _fitting(answer)
    raise QueryError(
        f"this query's answer cannot be written as {format_}; use {', '.join(fitting)}",
        f"该查询的结果不能写成 {format_};请用 {', '.join(fitting)}",
    )


def _fitting(answer: QuerySolutions | QueryBoolean | QueryTriples) -> tuple[str, ...]:
    if isinstance(answer, QueryTriples):
        return tuple(_GRAPHS)
    return tuple(_TABLES) if isinstance(answer, QueryBoolean) else ("table", *_TABLES)


def _refuse_unsafe(text: str) -> None:
    bare = _QUOTED.sub(" ", text)
    depth = 0
    for character in bare:
        depth += (character in "({[") - (character in ")}]")
        if depth > _DEEPEST:
            raise QueryError(f"the query is nested deeper than {_DEEPEST}", f"查询嵌套超过 {_DEEPEST} 层")
    if re.search(r"\bSERVICE\b", bare, re.IGNORECASE):
        raise QueryError("SERVICE is not allowed: queries stay on this machine", "不允许使用 SERVICE:查询只在本机进行")
