"""docs/analysis.md shows what the commands print today. ``python tests/test_analysis_document.py`` writes it anew."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import sinograph
from sinograph.cli import main
from sinograph.graph.measures import View
from sinograph.tests.analysis_pictures import FOLDER, PICTURES, digest_of

ROOT = Path(sinograph.__file__).parent
PAGE = ROOT / "docs" / "analysis.md"
_STALE = "run: python tests/test_analysis_document.py, then read the difference and look at the pictures"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def printed(command: str) -> str:
    """Return what *command* prints to a terminal that is wide enough: the answer and its notes."""
    done = CliRunner().invoke(main, [*command.removeprefix("sinograph ").split(), "--lang", "en"])
    return f"$ {command}\n{done.output}"


def shown_commands() -> list[str]:
    return re.findall(r"^\$ (sinograph .*)$", PAGE.read_text("utf-8"), re.MULTILINE)


def written(page: str) -> str:
    """Return *page* with every block run anew."""

    def anew(block: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (sinograph .*)$", block[1], re.MULTILINE)
        return "```console\n" + "".join(map(printed, commands)) + "```"

    return _BLOCK.sub(anew, page)


@pytest.mark.parametrize("command", shown_commands())
def test_the_page_shows_what_a_command_prints_today(command: str) -> None:
    assert printed(command) in PAGE.read_text("utf-8"), (
        "run: python tests/test_analysis_document.py, and read the difference"
    )


def test_every_question_has_a_picture() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(images/analysis/(.*)\.svg\)", PAGE.read_text("utf-8"))

    assert shown == list(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_the_tables_say_today(name: str, view: View) -> None:
    _, rows, _, _ = PICTURES[name]

    assert digest_of(rows(view)) in (FOLDER / f"{name}.svg").read_text("utf-8"), _STALE


def test_the_python_of_the_page_runs() -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    ast.parse(program)

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603

    assert "Influence(node=" in done.stdout


if __name__ == "__main__":
    from sinograph.graph import build_store
    from sinograph.loaders import bundled_facts, load_facts
    from sinograph.tests.analysis_pictures import draw_all

    draw_all(View.read(build_store(load_facts([bundled_facts()]))))
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
