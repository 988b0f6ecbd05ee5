"""Whatever a table holds, it is read or refused in sentences; there is no third way."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sinograph.errors import FactError
from sinograph.loaders import load_facts
from sinograph.loaders.characters import UNWANTED
from sinograph.tests.tiny import TABLES, table_bytes, write_facts


@st.composite
def broken_tables(draw: st.DrawFn) -> dict[str, bytes]:
    """Return one table with one to three random changes: bytes put in or taken out, cells and lines swapped."""
    name = draw(st.sampled_from(list(TABLES)))
    data = table_bytes(TABLES[name])
    for _ in range(draw(st.integers(1, 3))):
        data = draw(st.sampled_from([insert_bytes, cut_bytes, swap_cells, swap_lines, drop_column]))(draw, data)
    return {name: data}


def insert_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    likely = st.sampled_from(
        [b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b"=", b";", b"..", "亿".encode(), b"\xef\xbb\xbf"]
    )
    return data[:at] + draw(likely | st.binary(min_size=1, max_size=4) | st.text(max_size=4).map(encoded)) + data[at:]


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def cut_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    return data[:at] + data[at + draw(st.integers(1, 30)) :]


def swap_cells(draw: st.DrawFn, data: bytes) -> bytes:
    cells = data.split(b",")
    one, other = draw(st.integers(0, len(cells) - 1)), draw(st.integers(0, len(cells) - 1))
    cells[one], cells[other] = cells[other], cells[one]
    return b",".join(cells)


def swap_lines(draw: st.DrawFn, data: bytes) -> bytes:
    return b"\n".join(draw(st.permutations(data.split(b"\n"))))


def drop_column(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, 12))
    rows = [line.split(b",") for line in data.split(b"\n")]
    return b"\n".join(b",".join(row[:at] + row[at + 1 :]) for row in rows)


@settings(deadline=None, max_examples=200)
@given(broken_tables())
def test_any_table_is_read_or_refused_in_whole_lines_of_both_languages(changed: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = write_facts(Path(name), changed)
        try:
            load_facts([folder])
        except FactError as error:
            for problem in error.problems:
                assert problem.file.startswith(f"{folder}/")
                assert [problem.say(lang) for lang in ("en", "zh") if UNWANTED.search(problem.say(lang))] == []
                assert all((problem.what.en, problem.what.zh, problem.remedy.en, problem.remedy.zh))
