"""The five steps of CONTRIBUTING.md, walked by a newcomer, end in a green check."""

import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

import sinograph
from sinograph.cli import main

STEPS = (Path(sinograph.__file__).parent / "CONTRIBUTING.md").read_text("utf-8")
SORT = re.search(r"`(\(head .*?)`", STEPS)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Own tables, as the first three steps leave them: a new company, a new source, two claims, unsorted."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "entities.csv").write_text(
        "id,kind,name_zh,name_en,aliases,identifiers,country\nnewcomer-ai,company,新来者智能,Newcomer AI,新来者,,CN\n",
        "utf-8",
    )
    (tmp_path / "sources.csv").write_text(
        "id,kind,title,publisher,published,url,language,sha256\n"
        "found-fact,press,A fact,A paper,2026-11-01,https://example.org/fact,en,\n",
        "utf-8",
    )
    (tmp_path / "claims" / "mine.csv").write_text(
        "subject,property,object,value,unit,precision,period,qualifiers,source,locator,rank,recorded,note\n"
        "newcomer-ai,revenue,,3.12亿,CNY,about,2025,,found-fact,page,,2026-11-24,\n"
        "newcomer-ai,competes_with,zhipu,,,,,,found-fact,page,,2026-11-24,\n",
        "utf-8",
    )
    return tmp_path


def test_there_are_five_steps() -> None:
    steps = re.findall(r"^(\d)\. \*\*(\w+)", STEPS.partition("## Adding code")[0], re.MULTILINE)

    assert steps == [("1", "Entity"), ("2", "Source"), ("3", "Claim"), ("4", "Order"), ("5", "Check")]


def test_they_end_in_a_green_check(own: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--facts", str(own)])

    assert (result.exit_code, result.stderr) == (0, "")


def test_the_command_of_the_fourth_step_sorts_a_table(own: Path) -> None:
    assert SORT
    table = own / "claims" / "mine.csv"
    before = table.read_text("utf-8").splitlines()

    subprocess.run(["bash", "-c", SORT[1].replace("t.csv", table.name)], cwd=table.parent, check=True)  # noqa: S603, S607

    assert [before[0], *sorted(before[1:])] == table.read_text("utf-8").splitlines()


def test_a_slip_on_the_way_is_named_with_its_line_and_remedy(own: Path) -> None:
    table = own / "claims" / "mine.csv"
    table.write_text(table.read_text("utf-8").replace("CNY", "RMB"), "utf-8")

    result = CliRunner().invoke(main, ["check", "--facts", str(own)])

    assert result.exit_code == 1
    assert f"{table}:2: unit:" in result.stderr
