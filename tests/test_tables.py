"""Whole tables that the program does not understand stop it."""

import pytest

from sinograph.errors import FactError
from sinograph.loaders.tables import Reader

COLUMNS = ("id", "name")


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "empty"),
        (b"id,name\n", 1, "no rows"),
        (b"id\na\n", 1, "missing"),
        (b"id,name,id\na,b,c\n", 1, "twice"),
        (b"id,name,colour\na,b,c\n", 1, "not known"),
        (b"id,name\na,\xff\n", 2, "not UTF-8"),
        (b'id,name\na,"b\nc,d\n', 2, "quote"),
        (b"id,name\na," + b"x" * 1_000_000 + b"\n", 2, "32767"),
        (b"id,name\na,b\x00c\n", 2, "U+0000"),
        (b"id,name\na,b,c\n", 2, "3 cells"),
    ],
)
def test_a_broken_table_is_one_problem_with_its_line(tmp_path, data, line, words):
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    problems = []

    Reader("t.csv", COLUMNS, problems).read(path)

    assert [line] == [problem.line for problem in problems], FactError(problems).say()
    assert words in problems[0].what.en
