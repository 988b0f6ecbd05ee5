"""Tables that cannot be split into rows, or not wholly: one line for each fault, and the rest is read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from sinograph.loaders import load_facts
from sinograph.loaders.facts import MOST_PROBLEMS
from sinograph.loaders.lines import LARGEST_TABLE
from sinograph.tests.tiny import CLAIMS, ENTITIES, TABLES, problems_of, table_bytes, write_facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = "is longer than the 32767 characters that a cell holds; keep figures and names, and leave the text in the source"
QUOTES = (
    "a quote is not closed, or text follows a closing quote; "
    'put "..." around the whole cell and double a quote inside it'
)

HEADS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda data: b"", "1: the table is empty; begin with {all}"),
    "only empty lines": (lambda data: b"\n\r\n\n", "1: the table is empty; begin with {all}"),
    "only a byte order mark": (lambda data: b"\xef\xbb\xbf", "1: the table is empty; begin with {all}"),
    "no rows": (lambda data: data[: data.index(b"\n") + 1], "1: the table has no rows; add a row, or remove the file"),
    "no header": (
        lambda data: data[data.index(b"\n") + 1 :],
        "1: the first line does not name the columns; begin with {all}",
    ),
    "semicolons": (
        lambda data: data.replace(b",", b";"),
        "1: the first line does not name the columns; begin with {all}",
    ),
    "missing column": (
        lambda data: b"".join(line.rpartition(b",")[0] + b"\n" for line in data.splitlines()),
        "1: {last}: the column is missing; add it to the first line",
    ),
    "unknown column": (
        lambda data: b"".join(line + (b"," if at else b",colour") + b"\n" for at, line in enumerate(data.splitlines())),
        "1: colour: the column is not known; delete the column",
    ),
    "doubled column": (
        lambda data: b"".join(
            line + b"," + (b"" if at else data.partition(b",")[0]) + b"\n" for at, line in enumerate(data.splitlines())
        ),
        "1: {first}: the column stands twice; keep one of them",
    ),
    "misspelt column": (
        lambda data: data.replace(b",", b"s,", 1),
        "1: {first}s: the column is not known; did you mean {first}? If not, delete the column",
    ),
    "UTF-16": (
        lambda data: data.decode().encode("utf-16"),
        "1: {first}: byte 0xff is not UTF-8; save the table as UTF-8",
    ),
    "carriage returns": (
        lambda data: data.replace(b"\n", b"\r"),
        "1: {last}: holds the invisible character U+000D; end each line with LF or CRLF",
    ),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("change", "message"), HEADS.values(), ids=list(HEADS))
def test_a_table_with_a_wrong_head_is_one_line(
    tmp_path: Path, name: str, change: Callable[[bytes], bytes], message: str
) -> None:
    columns = TABLES[name][0].split(",")
    folder = write_facts(tmp_path, {name: change(table_bytes(TABLES[name]))})

    expected = message.format(all=TABLES[name][0], first=columns[0], last=columns[-1])
    assert problems_of(folder) == [f"{name}:{expected}"]


LINES = {
    "byte that is not UTF-8": (b"beta,caf\xe9", "property: byte 0xe9 is not UTF-8; save the table as UTF-8"),
    "half a character": ("beta,\u6c49".encode()[:-1], "property: byte 0xe6 is not UTF-8; save the table as UTF-8"),
    "surrogate in UTF-8": (b"beta,x,\xed\xa0\x80", "object: byte 0xed is not UTF-8; save the table as UTF-8"),
    "bad byte behind a quoted comma": (b'"a,b",\xff', "property: byte 0xff is not UTF-8; save the table as UTF-8"),
    "unterminated quote": (
        b'beta,"x,y,z',
        f"property: {QUOTES}",
    ),
    "text behind a quote": (
        b'beta,x,"y"z,',
        f"object: {QUOTES}",
    ),
    "too few cells": (
        b"beta,x",
        "object: 2 cells under 13 columns; give each column one cell; put quotes around a cell that holds a comma",
    ),
    "too many cells": (
        b"," * 13,
        "note: 14 cells under 13 columns; give each column one cell; put quotes around a cell that holds a comma",
    ),
    "4 MB without an end": (b'beta,"' + b"x" * 4_000_000, f"property: {LONG}"),
    "4 MB of Chinese": (b"beta," + "汉".encode() * 1_400_000, f"property: {LONG}"),
}


@pytest.mark.parametrize(("line", "message"), LINES.values(), ids=list(LINES))
def test_a_line_that_cannot_be_split_is_one_problem_and_the_next_is_read(
    tmp_path: Path, line: bytes, message: str
) -> None:
    bad_row = b"beta,revenu,,5,CNY,exact,2023,,news,p. 5,,2026-02-01,\n"
    folder = write_facts(tmp_path, {"claims/all.csv": table_bytes(CLAIMS) + line + b"\n" + bad_row})

    first, second = problems_of(folder)
    assert first == f"claims/all.csv:8: {message}"
    assert second.startswith("claims/all.csv:9: property: 'revenu' is not known")


@pytest.mark.parametrize("name", TABLES)
def test_a_byte_order_mark_and_the_line_ends_of_windows_read_as_if_absent(tmp_path: Path, name: str) -> None:
    plain = load_facts([write_facts(tmp_path / "plain")])
    data = b"\xef\xbb\xbf" + table_bytes(TABLES[name]).replace(b"\n", b"\r\n")

    assert load_facts([write_facts(tmp_path / "windows", {name: data})]) == plain


def test_a_last_line_without_an_end_and_empty_lines_are_read(tmp_path: Path) -> None:
    plain = load_facts([write_facts(tmp_path / "plain")])
    data = table_bytes(CLAIMS).replace(b"\n", b"\n\n").rstrip(b"\n")

    assert load_facts([write_facts(tmp_path / "odd", {"claims/all.csv": data})]) == plain


def test_all_dangling_and_all_doubled_ids_come_at_once(tmp_path: Path) -> None:
    rows = [f"lost-{n},revenue,,5,CNY,exact,2023,,gone-{n},p. 5,,2026-02-01," for n in range(50)]
    claims = table_bytes((*CLAIMS, *rows, *CLAIMS[1:4]))
    entities = table_bytes((*ENTITIES, *ENTITIES[1:3]))
    found = problems_of(write_facts(tmp_path, {"claims/all.csv": claims, "entities.csv": entities}))

    assert len([line for line in found if "subject: entity 'lost-" in line]) == 50
    assert len([line for line in found if "source: 'gone-" in line]) == 50
    assert len([line for line in found if "the same source says the same already" in line]) == 3
    assert [line.partition(";")[0] for line in found if line.startswith("entities")] == [
        "entities.csv:6: id: alpha stands already at entities.csv:2",
        "entities.csv:7: id: beta stands already at entities.csv:3",
    ]
    assert len(found) == 105


def test_a_row_that_cannot_be_read_is_not_reported_again_by_the_rows_that_refer_to_it(tmp_path: Path) -> None:
    entities = table_bytes(ENTITIES).replace(b"Beta", b"B\xff")

    assert problems_of(write_facts(tmp_path, {"entities.csv": entities})) == [
        "entities.csv:3: name_en: byte 0xff is not UTF-8; save the table as UTF-8"
    ]


def test_reading_stops_when_nobody_would_read_on(tmp_path: Path) -> None:
    garbage = table_bytes((*CLAIMS, *["x"] * (MOST_PROBLEMS + 1_000)))
    found = problems_of(write_facts(tmp_path, {"claims/all.csv": garbage}))

    assert len(found) == MOST_PROBLEMS + 1
    assert found[0] == f"claims/all.csv: reading stopped at {MOST_PROBLEMS} problems; mend these, and check again"


def test_a_huge_table_is_refused_before_it_is_read(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    with (folder / "claims/all.csv").open("r+b") as table:
        table.truncate(200 * 2**20)
    before = time.monotonic()

    most = LARGEST_TABLE // 2**20
    assert problems_of(folder) == [
        f"claims/all.csv: holds 200 MB where a table holds {most}; split it into several tables"
    ]
    assert time.monotonic() - before < 1
