"""The command line as its users meet it: what it prints, where, and with which exit code."""

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from sinograph import cli
from sinograph.exports import WRITERS
from sinograph.exports.maps import MAPS
from sinograph.tests.two_companies import write_tables

COMMANDS = sorted(cli.main.commands)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, list(arguments))


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("lang", "word"), [("en", "Example: sinograph"), ("zh", "示例: sinograph")])
def test_every_command_has_help_with_an_example_in_both_languages(name: str, lang: str, word: str) -> None:
    result = run(name, "--lang", lang, "--help")

    assert (result.exit_code, result.stderr) == (0, "")
    assert f"{word} {name}" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_no_english_is_left_in_chinese_help(name: str) -> None:
    words = {"Usage", "Options", "Commands", "Show", "Language", "Own", "Example"}

    assert not words & set(run(name, "--help", "--lang", "zh").output.replace(":", " ").split())


@pytest.mark.parametrize(
    ("arguments", "lang", "words"),
    [
        (["atlsa"], "en", "No such command 'atlsa'"),
        (["atlas", "--colour"], "zh", "没有选项 --colour"),
        (["map", "capital"], "zh", "缺少 -o"),
        (["map", "galaxy", "-o", "x"], "zh", "可用 capital、competition、models、controls、compute、timeline"),
        (["query"], "en", "give one of"),
        (["query", "ASK {}", "-n", "backers"], "zh", "请给出一项"),
        (["query", "ASK {}", "-p", "company=zhipu"], "en", "-p goes with -n"),
        (["export", "docx", "-o", "x"], "en", "'docx' is not one of"),
        (["check", "--facts", "/nowhere"], "en", "does not exist"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_two(arguments: list[str], lang: str, words: str) -> None:
    result = run(*arguments, "--lang", lang)

    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "query",
    ["SELECT nonsense", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "ASK " + "{" * 4000, "CLEAR ALL"],
)
def test_a_bad_query_is_a_sentence_and_exit_one(query: str) -> None:
    result = run("query", query)

    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1


def test_a_query_answers_in_sparql_json() -> None:
    result = run("query", "SELECT ?who WHERE { ?who sg:backs id:minimax } ORDER BY ?who")

    bindings = json.loads(result.stdout)["results"]["bindings"]

    assert {"type": "uri", "value": "https://w3id.org/sinograph/id/idg-capital"} in [row["who"] for row in bindings]


def test_a_query_answers_as_a_table() -> None:
    result = run("query", "SELECT ?name WHERE { id:zhipu skos:prefLabel ?name } ORDER BY ?name", "--format", "table")

    assert result.stdout == "name\nZhipu AI\n智谱\n"


def test_a_graph_query_answers_in_turtle_with_prefixes() -> None:
    result = run("query", "CONSTRUCT { ?a sg:leads ?b } WHERE { ?a sg:leads ?b . FILTER(?b = id:zhipu) }")

    assert "id:zhang-peng sg:leads id:zhipu" in result.stdout


def test_a_format_that_does_not_fit_the_answer_is_refused() -> None:
    result = run("query", "ASK {}", "--format", "turtle")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "use json, csv, tsv, xml" in result.stderr


def test_formulas_in_csv_are_disarmed(tmp_path: Path) -> None:
    entities = "id,kind,name_zh,name_en,aliases,identifiers\na,company,=1+1,@A,,\nb,company,乙,B,,\n"
    folder = write_tables(tmp_path, entities=entities)
    names = "SELECT ?n WHERE { id:a skos:prefLabel ?n } ORDER BY ?n"

    answer = run("query", names, "--format", "csv", "--facts", str(folder))
    shown = run("show", "b", "--format", "csv", "--facts", str(folder))

    assert answer.stdout_bytes == b"n\r\n'=1+1\r\n'@A\r\n"
    assert [row["what"] for row in csv.DictReader(io.StringIO(shown.output)) if row["claim"]] == ["'@A"]


def test_a_card_carries_receipts() -> None:
    rows = json.loads(run("show", "2513", "--format", "json").stdout)

    (row,) = [r for r in rows if r["property"] == "revenue" and r["value"] == "1.245亿"]

    assert tuple(row[key] for key in ("subject", "period", "source", "locator", "status")) == (
        "zhipu",
        "2023",
        "saile-zhipu-ipo",
        "营收暴涨 ¶1",
        "agreeing",
    )


def test_a_card_for_people_begins_with_the_names() -> None:
    assert run("show", "智谱", "--lang", "zh").stdout.splitlines()[0] == "智谱 · Zhipu AI (公司, id:zhipu)"


def test_a_card_of_nobody_offers_the_nearest_names() -> None:
    result = run("show", "zhipo")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "zhipu" in result.stderr


def test_atlas_writes_the_same_bytes_twice_and_names_what_it_made(tmp_path: Path) -> None:
    results = [run("atlas", "-o", str(tmp_path / name)) for name in ("1", "2")]

    assert [result.exit_code for result in results] == [0, 0]
    files = ("index.html", "sinograph.graphml", "sinograph.trig")
    assert [f"{tmp_path / '2' / name}" for name in files] == [
        line.partition(": ")[0] for line in results[1].stdout.splitlines()
    ]
    for name in files:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    network = nx.read_graphml(tmp_path / "2" / "sinograph.graphml", force_multigraph=True)
    assert f"{len(network)} nodes, {network.number_of_edges()} edges" in results[1].stdout


def test_the_choices_offered_are_the_writers_there_are() -> None:
    assert set(WRITERS) == set(cli.EXPORT_FORMATS)
    assert set(MAPS) == set(cli.MAP_NAMES)


@pytest.mark.parametrize("name", cli.EXPORT_FORMATS)
def test_every_format_is_written(tmp_path: Path, name: str) -> None:
    result = run("export", name, "-o", str(tmp_path / "out"))

    assert f"{tmp_path / 'out'}: {(tmp_path / 'out').stat().st_size} bytes\n" == result.stdout


@pytest.mark.parametrize("name", cli.MAP_NAMES)
def test_one_map_makes_one_page(tmp_path: Path, name: str) -> None:
    result = run("map", name, "-o", str(tmp_path / "m.html"), "--lang", "zh")

    assert result.exit_code == 0
    assert '<html lang="zh-Hans">' in (tmp_path / "m.html").read_text("utf-8")
