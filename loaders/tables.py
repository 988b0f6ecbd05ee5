"""The only module that knows CSV: lines in, rows of clean text out, every fault reported with its place.

A record is one line; no cell holds a line break. So an unterminated quote is a fault of one line and cannot
swallow the rest of the table, and all faults of a file come out in one run.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinograph.errors import Problem, Text, explain
from sinograph.loaders.characters import LONGEST_CELL, TOO_LONG, are_fit, unwanted, visible, why_unfit
from sinograph.loaders.lines import iter_lines, why_no_table
from sinograph.loaders.nearest import close, nearest
from sinograph.loaders.records import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    Report = Callable[[Problem], None]

_CELL = re.compile(r'(?:"[^"]*(?:""[^"]*)*"(?=,|$)|(?!")[^,]*)(?:,|$)')
_FIRST_LINE = Text("the first line does not name the columns", "首行不是列名")
_NO_ROWS = Text("the table has no rows", "表中没有数据行")
_NO_COLUMN = Text("the column is not known", "未知的列")
_DELETE_COLUMN = Text("delete the column", "请删除该列")
_LACKING = Text("the column is missing", "缺少该列")
_ADD_COLUMN = Text("add it to the first line", "请在首行添加该列")
_DOUBLED = Text("the column stands twice", "该列重复")
_KEEP_ONE = Text("keep one of them", "请只保留一列")
_ADD_ROWS = Text("add a row, or remove the file", "请添加数据行或删除该文件")
_QUOTES = Text("a quote is not closed, or text follows a closing quote", "引号未闭合，或闭合引号后还有文字")
_MEND_QUOTES = Text(
    'put "..." around the whole cell and double a quote inside it', '请用 "..." 括住整个单元格，内部引号写两次'
)


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its place and its cells by column."""

    place: Place
    cells: dict[str, str]


class Reader:
    """Reads one table of known *columns* and some *optional* ones; faults go to *report*."""

    def __init__(self, file: str, columns: Sequence[str], report: Report, optional: Sequence[str] = ()) -> None:
        """Keep the table's name as the user knows it."""
        self._file = file
        self._columns = tuple(columns)
        self._optional = tuple(optional)
        self._report = report
        self._longest_line = 4 * LONGEST_CELL * (len(columns) + len(optional))

    def read(self, path: Path) -> Iterator[Row]:
        """Yield the good rows of the file at *path*, in order; an empty line is passed over."""
        try:
            if fault := why_no_table(path):
                self._fault(0, "", *fault)
            else:
                yield from self._read(path)
        except OSError as error:
            self._fault(0, "", *explain(error))

    def _read(self, path: Path) -> Iterator[Row]:
        lines = iter_lines(path, self._longest_line)
        first, line = next(lines, (1, b""))
        if not line:
            self._fault(1, "", Text("the table is empty", "表格为空"), self._begin())
            return
        header = self._split(first, line, self._columns)
        if header is None or not self._check_header(first, header):
            return
        count = 0
        for count, (number, line) in enumerate(lines, start=1):  # noqa: B007 - used after the loop
            cells = self._split(number, line, header)
            if cells is not None and self._check_cells(number, header, cells):
                filled = dict.fromkeys(self._optional, "") | dict(zip(header, cells, strict=True))
                yield Row(Place(self._file, number), filled)
        if not count:
            self._fault(first, "", _NO_ROWS, _ADD_ROWS)

    def _begin(self) -> Text:
        names = ",".join(self._columns)
        return Text(f"begin with {names}", f"首行应为 {names}")

    def _fault(self, line: int, column: str, what: Text, remedy: Text) -> None:
        self._report(Problem(self._file, line, column, what, remedy))

    def _split(self, number: int, line: bytes, header: Sequence[str]) -> list[str] | None:
        """Return the cells of one line, or None when it cannot be told where they begin and end."""
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            self._no_utf8(number, line, error.start, header)
            return None
        if "\r" in text:  # csv would call it a line break
            self._fault(number, _column(header, _index(text.partition("\r")[0])), *unwanted("\r"))
            return None
        try:
            return next(csv.reader((text,), strict=True))
        except csv.Error:
            self._explain_split(number, text, header)
            return None

    def _no_utf8(self, number: int, line: bytes, start: int, header: Sequence[str]) -> None:
        column = _column(header, _index(line[:start].decode("utf-8")))
        if start + 4 > len(line) >= self._longest_line:  # cut in the middle of a character
            self._fault(number, column, *TOO_LONG)
            return
        byte = f"0x{line[start]:02x}"
        what = Text(f"byte {byte} is not UTF-8", f"字节 {byte} 不是 UTF-8")
        self._fault(number, column, what, Text("save the table as UTF-8", "请将表格另存为 UTF-8"))

    def _explain_split(self, number: int, text: str, header: Sequence[str]) -> None:
        """Report the first cell that is too long or wrongly quoted."""
        index = at = 0
        while at < len(text) and (match := _CELL.match(text, at)) and len(match[0]) <= LONGEST_CELL:
            index, at = index + 1, match.end()
        fault = TOO_LONG if len(text) - at > LONGEST_CELL else (_QUOTES, _MEND_QUOTES)
        self._fault(number, _column(header, index), *fault)

    def _check_header(self, number: int, header: list[str]) -> bool:
        counts = Counter(header)
        if not counts.keys() & set(self._columns):
            self._fault(number, "", _FIRST_LINE, self._begin())
            return False
        known = (*self._columns, *self._optional)
        unknown = [name for name in counts if name not in known]
        missing = [name for name in self._columns if name not in counts]
        twice = [name for name, count in counts.items() if count > 1 and name in known]
        misspelt = {name for wrong in unknown[: len(self._columns)] for name in close(wrong, missing)}
        for name in unknown:
            self._fault(number, visible(name), _NO_COLUMN, nearest(name, missing, _DELETE_COLUMN))
        for name in missing:
            if name not in misspelt:
                self._fault(number, name, _LACKING, _ADD_COLUMN)
        for name in twice:
            self._fault(number, name, _DOUBLED, _KEEP_ONE)
        return not (missing or unknown or twice)

    def _check_cells(self, number: int, header: list[str], cells: list[str]) -> bool:
        if len(cells) != len(header):
            what = Text(
                f"{len(cells)} cells under {len(header)} columns", f"共 {len(header)} 列，却有 {len(cells)} 个单元格"
            )
            remedy = Text(
                "give each column one cell; put quotes around a cell that holds a comma",
                "请使每列恰有一个单元格；含逗号的单元格请加引号",
            )
            self._fault(number, _column(header, len(cells)), what, remedy)
            return False
        if are_fit(cells):
            return True
        faults = [(column, fault) for column, cell in zip(header, cells, strict=True) if (fault := why_unfit(cell))]
        for column, fault in faults:
            self._fault(number, column, *fault)
        return not faults


def _index(beginning: str) -> int:
    """Return the index of the cell in which the *beginning* of a line ends: commas outside quotes."""
    return sum(part.count(",") for part in beginning.split('"')[::2])


def _column(header: Sequence[str], index: int) -> str:
    """Return the column of a cell; what stands beyond the last column counts as in it."""
    return header[min(index, len(header) - 1)]
