"""The commands of analysis as a person types them: tables, JSON and CSV with claim ids, and sentences for bad input."""

import csv
import io
import json

import pytest
from click.testing import CliRunner, Result

from sinograph import analyze
from sinograph.analyze import PROJECTIONS
from sinograph.cli import main
from sinograph.graph.measures.projections import PROJECTIONS as MADE
from sinograph.loaders import Facts


def typed(line: str) -> Result:
    return CliRunner().invoke(main, line.split())


@pytest.mark.parametrize(
    "line",
    [
        "analyze backers",
        "analyze ownership minimax",
        "analyze competition",
        "analyze competition zhipu --by rivalry",
        "analyze competition deepseek --by price",
        "analyze competition swe-bench-verified --by benchmark",
        "analyze exposure zhipu --true-on 2026-01-01",
        "analyze compute zhipu",
        "analyze compute --by weak-point",
        "analyze compute --without cloud:US",
        "analyze influence --by move",
        "analyze communities --projection capital",
        "path 智谱 minimax -k 2",
        "compare zhipu minimax",
        "timeline minimax",
    ],
)
def test_every_row_of_every_command_carries_the_ids_of_claims(line: str, facts: Facts) -> None:
    rows = json.loads(typed(f"{line} --format json").stdout)
    known = {claim.id for claim in facts.claims}

    assert rows
    assert all(row["claim_ids"] and set(row["claim_ids"].split()) <= known for row in rows)


def test_a_table_is_cut_and_says_so_and_its_notes_go_to_stderr() -> None:
    done = typed("analyze backers --limit 3")

    assert len(done.stdout.splitlines()) == 4
    assert "more; --limit shows them" in done.stderr
    assert "note: Plans, talks and declined offers are left out" in done.stderr


def test_csv_holds_all_rows_whatever_the_limit() -> None:
    done = typed("analyze backers --by rivalry --limit 1 --format csv")

    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) > 1


def test_chinese_is_spoken_throughout() -> None:
    done = typed("analyze backers --by rivalry --lang zh")

    assert done.stdout.startswith("公司")
    assert "智谱" in done.stdout
    assert "Text(" not in done.output


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("analyze backers nobody-of-that-name", "no entity is called"),
        ("analyze backers ascend", "no claim says who backs Ascend"),
        ("analyze ownership gemma", "no claim says who owns Gemma"),
        ("analyze influence ascend --projection rivalry", "has no tie in the projection rivalry"),
        ("analyze communities ascend --projection talent", "has no tie in the projection talent"),
        ("analyze compute --without nowhere:US", "is no pattern"),
        ("analyze compute --without chip:ZZ", "no known supplier fits chip:ZZ"),
        ("analyze competition gemma --by price", "no token price of Gemma is among the facts; developers with prices:"),
        ("analyze competition spring-festival-gala --by benchmark", "most models are scored on: SWE-bench Verified"),
        ("path zhipu zhipu", "both ends are Zhipu AI"),
        ("path zhipu minimax --relation competes", "nearest"),
        ("path zhipu beijing --relation competes_with", "without --relation there is a path"),
        ("compare zhipu", "a comparison needs two different entities"),
        ("compare zhipu zhipu", "only Zhipu AI is given; name another"),
        ("compare zhipu minimax --period 1999", "periods of which two have one: 2026-"),
        ("timeline ascend --until 2000-01-01", "widen the dates"),
    ],
)
def test_what_cannot_be_answered_is_a_sentence_and_exit_code_1(line: str, says: str) -> None:
    done = typed(line)

    assert (done.exit_code, done.stdout) == (1, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_what_did_not_hold_on_a_day_is_known_all_the_same() -> None:
    done = typed("analyze exposure zhongke-jiahe --true-on 2025-10-01")

    assert done.exit_code == 1
    assert "zhongke-jiahe is known, but nothing that touches it held" in done.stderr


@pytest.mark.parametrize("line", ["--lang zh analyze backers --by rivalry", "analyze --lang zh backers --by rivalry"])
def test_the_language_may_stand_before_any_command(line: str) -> None:
    assert typed(line).stdout.startswith("公司")


@pytest.mark.parametrize(
    "arguments",
    [
        ["path", "zhipu", ""],
        ["compare", "", "zhipu"],
        ["analyze", "backers", " "],
        ["analyze", "communities", "--resolution", "nan"],
        ["analyze", "compute", "--without", "nvidia", "--by", "weak-point"],
        ["analyze", "influence", "--by", "move", "--projection", "capital"],
        ["analyze", "competition", "--by", "rivalry", "--all"],
    ],
)
def test_what_means_nothing_is_wrong_usage(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, arguments)

    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr) > 20


@pytest.mark.parametrize(
    "line", ["analyze competition --by benchmark", "analyze backers --by nothing", "path zhipu", "analyze backers -x"]
)
def test_wrong_usage_is_exit_code_2(line: str) -> None:
    done = typed(line)

    assert done.exit_code == 2
    assert "--help" in done.stderr


def test_the_choices_offered_are_those_that_exist() -> None:
    assert tuple(MADE) == PROJECTIONS
    assert set(analyze.analyze.commands) == {
        *("backers", "ownership", "competition", "exposure", "compute", "influence", "communities")
    }
