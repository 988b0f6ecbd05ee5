"""Every named question: its file, its parameters, and its whole answer on the bundled facts.

The answers stand in tests/answers/NAME.csv, to be read against the source: IRIs shortened, and for a claim the
place in the source where it is made. After a change of facts, ``python tests/test_questions.py`` writes them anew; read the
difference before you commit it.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph
import pytest
import rdflib

from sinograph.errors import UnknownNameError
from sinograph.graph import build_store
from sinograph.graph.queries import ask
from sinograph.graph.questions import fill_question, find_question, read_questions, split_values
from sinograph.loaders import Facts, bundled_facts, load_facts
from sinograph.ontology import load_vocabulary
from sinograph.ontology.iris import BASE, PREFIXES, shorten
from sinograph.ontology.questions import parse_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import QuerySolutions, Store

    from sinograph.ontology.questions import Question

ANSWERS = Path(__file__).parent / "answers"
QUESTIONS = read_questions()


def run(store: Store, name: str, **values: str) -> tuple[list[str], list[list[str]]]:
    """Return the columns and rows of a question's answer, IRIs shortened, unbound as an empty text."""
    answer = cast("QuerySolutions", ask(store, fill_question(store, QUESTIONS[name], values)))
    columns = [variable.value for variable in answer.variables]
    return columns, [[shown(row[column]) for column in columns] for row in answer]


def shown(term: object) -> str:
    value = str(getattr(term, "value", ""))
    return shorten(value) if isinstance(term, pyoxigraph.NamedNode) and value.startswith(BASE) else value


def readable(facts: Facts, answer: tuple[list[str], list[list[str]]]) -> str:
    """Return an answer as CSV, with the place in the source for each claim."""
    places = {claim.id: claim.locator for claim in facts.claims}
    columns, rows = answer
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([places.get(cell, cell) for cell in row] for row in rows)
    return text.getvalue()


if __name__ == "__main__":
    ANSWERS.mkdir(exist_ok=True)
    bundled = load_facts([bundled_facts()])
    for each in QUESTIONS:
        (ANSWERS / f"{each}.csv").write_text(readable(bundled, run(build_store(bundled), each)), "utf-8")
