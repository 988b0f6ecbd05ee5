"""Every named question: its file, its parameters, and its whole answer on the facts of one article.

The answers stand in tests/answers/NAME.csv, to be read against the source: IRIs shortened, and for a claim the
place in the source where it is made. After a change of facts, ``python tests/test_questions.py`` writes them anew;
read the difference before you commit it.
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

from sinograph.graph import build_store
from sinograph.graph.queries import ask
from sinograph.graph.questions import fill_question
from sinograph.ontology import load_vocabulary
from sinograph.ontology.iris import BASE, PREFIXES, shorten
from sinograph.ontology.questions import parse_question, read_questions
from sinograph.tests.one_article import article_facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import QuerySolutions, Store
    from rdflib.query import ResultRow

    from sinograph.loaders import Facts

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


@pytest.fixture(scope="module")
def facts() -> Facts:
    return article_facts()


@pytest.fixture(scope="module")
def store(facts: Facts) -> Store:
    return build_store(facts)


every_question = pytest.mark.parametrize("name", QUESTIONS)


@every_question
def test_the_answer_on_the_article_is_the_reviewed_one(store: Store, facts: Facts, name: str) -> None:
    expected = (ANSWERS / f"{name}.csv").read_text("utf-8")

    assert expected == readable(facts, run(store, name))


@every_question
def test_a_question_asked_without_values_has_an_answer_with_receipts(store: Store, name: str) -> None:
    columns, rows = run(store, name)

    assert {"claim", "source"} & set(columns)
    assert rows


def test_there_is_a_reviewed_answer_for_each_question_and_no_other() -> None:
    assert set(QUESTIONS) == {path.stem for path in ANSWERS.glob("*.csv")}


@every_question
def test_rows_stand_in_one_order_whatever_the_order_of_the_tables(store: Store, facts: Facts, name: str) -> None:
    entities = dict(reversed(list(facts.entities.items())))
    backwards = build_store(replace(facts, entities=entities, claims=tuple(reversed(facts.claims))))

    assert run(store, name) == run(backwards, name)


@every_question
def test_no_two_rows_tie(store: Store, name: str) -> None:
    """What the query orders by differs between any two rows, so no engine has a choice."""
    filled = fill_question(store, QUESTIONS[name], {})
    keys = list(dict.fromkeys(re.findall(r"\?\w+", filled.rpartition("ORDER BY")[2])))
    if "GROUP BY" not in filled:
        filled = filled.replace("SELECT", "SELECT " + " ".join(key for key in keys if not projects(filled, key)), 1)
    rows = [tuple(str(row[key[1:]]) for key in keys) for row in cast("QuerySolutions", ask(store, filled))]

    assert len(rows) == len(set(rows))


def projects(query: str, variable: str) -> bool:
    return variable in re.findall(r"\?\w+", query.partition("WHERE")[0])


@every_question
def test_a_filled_question_declares_what_it_uses_and_runs_anywhere(store: Store, name: str) -> None:
    text = fill_question(store, QUESTIONS[name], {})
    used = set(re.findall(r"(?<![\w<])([a-z]+):(?=[\w\s)])", re.sub(r'<[^>]*>|"[^"]*"|#.*', " ", text)))

    assert used <= set(PREFIXES)
    assert list(cast("QuerySolutions", store.query(text)))


@pytest.fixture(scope="module")
def judge(store: Store) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=cast("bytes", store.dump(format=pyoxigraph.RdfFormat.N_QUADS)).decode(), format="nquads")
    return dataset


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@every_question
def test_another_engine_gives_the_same_rows_in_the_same_order(store: Store, judge: rdflib.Dataset, name: str) -> None:
    text = fill_question(store, QUESTIONS[name], {})
    ours = cast("QuerySolutions", ask(store, text))
    theirs = cast("Iterable[ResultRow]", judge.query(text))

    assert [[as_rdflib(term) for term in row] for row in ours] == [list(row) for row in theirs]


def as_rdflib(term: object) -> rdflib.term.Identifier | None:
    if term is None or isinstance(term, pyoxigraph.NamedNode):
        return None if term is None else rdflib.URIRef(term.value)
    assert isinstance(term, pyoxigraph.Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value.endswith("#string")
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value))


@every_question
def test_a_question_file_says_what_it_needs(name: str) -> None:
    question = QUESTIONS[name]
    declared = [parameter.name for parameter in question.parameters]

    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert question.title.en.rstrip(")").endswith(("?", "."))
    assert re.search(r"[\u4e00-\u9fff]", question.title.zh)
    assert sorted(declared) == sorted(set(re.findall(r"\$(\w+)", question.text)))
    assert {p.kind for p in question.parameters if p.type == "entity"} <= set(load_vocabulary().kinds)


@every_question
def test_a_question_uses_only_terms_that_the_ontology_defines(store: Store, name: str) -> None:
    """A misspelt term matches nothing and raises nothing."""
    query = "SELECT DISTINCT ?t WHERE { GRAPH <https://w3id.org/sinograph/ns> { ?t ?p ?o } }"
    defined = {shorten(row["t"].value) for row in cast("QuerySolutions", ask(store, query))}

    assert set(re.findall(r"\bsg:(\w+)", QUESTIONS[name].text)) <= defined


def test_there_are_at_least_twenty_questions() -> None:
    assert len(QUESTIONS) >= 20


@pytest.mark.parametrize(
    "text",
    [
        "# en: What?\nSELECT * {}",
        "# en: What?\n# zh: 何?\n# a remark\nSELECT * {}",
        "# en: What?\n# zh: 何?\n# param x: entity = zhipu ; en: X. ; zh: 某。\nSELECT * {}",
        "# en: What?\n# zh: 何?\n# param x: text = y ; en: X.\nSELECT * {}",
    ],
    ids=["no Chinese title", "a remark in the header", "an entity of no kind", "a parameter without Chinese"],
)
def test_a_header_that_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^bad\.rq: "):
        parse_question("bad", text)


if __name__ == "__main__":
    ANSWERS.mkdir(exist_ok=True)
    article = article_facts()
    for each in QUESTIONS:
        (ANSWERS / f"{each}.csv").write_text(readable(article, run(build_store(article), each)), "utf-8")
