"""Bad facts through the real command line: sentences, exit code 1, and the last good output in its place."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sinograph.cli import main
from sinograph.tests.tiny import CLAIMS, table_bytes, write_facts

if TYPE_CHECKING:
    from pathlib import Path

BAD = table_bytes((*CLAIMS, "beta,revenue,,5,RMB,exact,2023,,news,p. 5,,2026-02-01,"))


def test_the_command_line_says_it_in_lines_and_exits_1(tmp_path: Path) -> None:
    folder = write_facts(tmp_path, {"claims/all.csv": BAD})
    command = [sys.executable, "-m", "sinograph", "check", "--lang", "en", "--facts", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"{folder}/claims/all.csv:8: unit: 'RMB' is not known; use one of CNY, EUR, HKD, KRW, MYR, SGD, USD",
        "1 problem(s) in the fact tables",
    ]


@pytest.mark.parametrize("command", ["atlas", "export"])
def test_the_last_good_output_stays_byte_for_byte(tmp_path: Path, command: str) -> None:
    output = tmp_path / "out"
    arguments = (
        ["export", "trig", "-o", str(output / "x.trig")] if command == "export" else ["atlas", "-o", str(output)]
    )
    assert CliRunner().invoke(main, arguments).exit_code == 0
    before = {path: path.read_bytes() for path in output.iterdir()}
    folder = write_facts(tmp_path / "facts", {"claims/all.csv": BAD})
    result = CliRunner().invoke(main, [*arguments, "--facts", str(folder)])

    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert {path: path.read_bytes() for path in output.iterdir()} == before
