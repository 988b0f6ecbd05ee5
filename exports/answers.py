"""The answer to a reader's query, written for people or for programs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples

from sinograph.exports.rows import disarmed
from sinograph.graph.queries import serialize
from sinograph.ontology.iris import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean

    Answer = QuerySolutions | QueryBoolean | QueryTriples
    Term = NamedNode | Literal | object


def print_form(answer: Answer, *, to_terminal: bool) -> str:
    """Return the format in which *answer* is printed when nobody asked for one."""
    if isinstance(answer, QueryTriples):
        return "turtle"
    return "table" if to_terminal and isinstance(answer, QuerySolutions) else "json"


def write_answer(answer: Answer, format_: str, out: BinaryIO) -> None:
    """Write *answer* in *format_* (any but table) to *out*.

    CSV has formulas disarmed, since it ends in spreadsheets; TSV, JSON and XML carry every character as it is.

    Raises:
        QueryError: the answer has another shape than the format.
    """
    if format_ == "csv" and isinstance(answer, QuerySolutions):
        out.write(_disarmed_csv(serialize(answer, "csv")))
    else:
        out.write(_ended(serialize(answer, format_)))


def table_rows(answer: QuerySolutions) -> tuple[list[str], list[dict[str, str]]]:
    """Return the columns of *answer* and its rows in words: IRIs shortened by our prefixes, unbound as ""."""
    names = [variable.value for variable in answer.variables]
    return names, [{name: _word(row[name]) for name in names} for row in answer]


def _word(term: Term) -> str:
    if isinstance(term, NamedNode):
        return _shortened(term.value)
    return term.value if isinstance(term, Literal) else "" if term is None else str(term)


def _shortened(iri: str) -> str:
    fitting = [(len(space), prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    if not fitting:
        return iri
    _, prefix, space = max(fitting)
    return f"{prefix}:{iri.removeprefix(space)}"


def _disarmed_csv(content: bytes) -> bytes:
    rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([disarmed(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _ended(content: bytes) -> bytes:
    return content if content.endswith(b"\n") else content + b"\n"
