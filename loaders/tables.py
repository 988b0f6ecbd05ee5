"""The only module that reads CSV: bytes in, rows of clean text out, every fault reported with its place.

A record is one line; no cell holds a line break. So an unterminated quote is a fault of one line and cannot
swallow the rest of the table, and all faults of a file come out in one run.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinograph.errors import Problem, Text
from sinograph.loaders.records import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: A spreadsheet cell holds no more.
LONGEST_CELL = 32_767

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SEPARATORS = "\u2028\u2029\ufeff"
#: Control characters, bidirectional marks, line separators and non-characters: invisible, and some cannot be
#: written to XML at all.
UNWANTED = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f{_BIDIRECTIONAL}{_SEPARATORS}\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its place and its cells by column."""

    place: Place
    cells: dict[str, str]


class Reader:
    """Reads one table of known *columns*; faults go to *problems*."""

    def __init__(self, file: str, columns: Sequence[str], problems: list[Problem]) -> None:
        """Keep the table's name as the user knows it."""
        self._file = file
        self._columns = tuple(columns)
        self._problems = problems

    def read(self, path: Path) -> list[Row]:
        """Return the good rows of the file at *path*, in order; an empty line is passed over."""
        before = len(self._problems)
        lines = self._lines(path.read_bytes())
        records = [(number, self._split(number, line)) for number, line in lines if line]
        if not records or records[0][1] is None:
            self._report(
                1, "", _EMPTY_FILE, Text(f"begin with {','.join(self._columns)}", f"首行应为 {','.join(self._columns)}")
            )
            return []
        header = records[0][1]
        if not self._check_header(records[0][0], header):
            return []
        if len(records) == 1 and len(self._problems) == before:
            self._report(
                records[0][0],
                "",
                Text("the table has no rows", "表中没有数据行"),
                Text("add a row, or remove the file", "请添加数据行或删除该文件"),
            )
        rows = (self._row(number, header, cells) for number, cells in records[1:] if cells is not None)
        return [row for row in rows if row is not None]

    def _report(self, line: int, column: str, what: Text, remedy: Text) -> None:
        self._problems.append(Problem(self._file, line, column, what, remedy))

    def _lines(self, data: bytes) -> list[tuple[int, str]]:
        """Decode line by line, so that a bad byte names its line; CRLF and a byte order mark read as if absent."""
        found = []
        for number, raw in enumerate(data.removeprefix(_BYTE_ORDER_MARK).split(b"\n"), start=1):
            try:
                found.append((number, raw.removesuffix(b"\r").decode("utf-8")))
            except UnicodeDecodeError as error:
                byte = raw[error.start]
                self._report(
                    number,
                    "",
                    Text(f"byte 0x{byte:02x} is not UTF-8", f"字节 0x{byte:02x} 不是 UTF-8"),
                    Text("save the table as UTF-8", "请将表格另存为 UTF-8"),
                )
        return found

    def _split(self, number: int, line: str) -> list[str] | None:
        if len(line) > LONGEST_CELL * len(self._columns):
            self._too_long(number, "", len(line))
            return None
        try:
            return next(csv.reader((line,), strict=True))
        except csv.Error as error:
            if "field larger" in str(error):
                self._too_long(number, "", len(line))
            else:
                self._report(
                    number,
                    "",
                    Text("a quote is not closed, or text follows a closing quote", "引号未闭合,或闭合引号后还有文字"),
                    Text(
                        'put "..." around the whole cell and double a quote inside it',
                        "请用引号括住整个单元格,内部引号写两次",
                    ),
                )
            return None

    def _check_header(self, number: int, header: list[str]) -> bool:
        counts = Counter(header)
        before = len(self._problems)
        for name in self._columns:
            if not counts[name]:
                self._report(
                    number,
                    name,
                    Text("the column is missing", "缺少该列"),
                    Text("add it to the first line", "请在首行添加该列"),
                )
        for name, count in counts.items():
            if name not in self._columns:
                self._report(
                    number,
                    visible(name),
                    Text("the column is not known", "未知的列"),
                    Text(f"use only {', '.join(self._columns)}", f"只能使用 {', '.join(self._columns)}"),
                )
            elif count > 1:
                self._report(
                    number, name, Text("the column stands twice", "该列重复"), Text("keep one of them", "请只保留一列")
                )
        return len(self._problems) == before

    def _row(self, number: int, header: list[str], cells: list[str]) -> Row | None:
        if len(cells) != len(header):
            self._report(
                number,
                "",
                Text(
                    f"{len(cells)} cells under {len(header)} columns", f"{len(header)} 列之下有 {len(cells)} 个单元格"
                ),
                Text("put quotes around a cell that holds a comma", "含逗号的单元格请加引号"),
            )
            return None
        row = dict(zip(header, cells, strict=True))
        good = [self._check_cell(number, column, cell) for column, cell in row.items()]
        return Row(Place(self._file, number), row) if all(good) else None

    def _check_cell(self, number: int, column: str, cell: str) -> bool:
        if len(cell) > LONGEST_CELL:
            self._too_long(number, column, len(cell))
            return False
        unwanted = UNWANTED.search(cell)
        if unwanted:
            name = f"U+{ord(unwanted[0]):04X}"
            self._report(
                number,
                column,
                Text(f"holds the invisible character {name}", f"含有不可见字符 {name}"),
                Text("delete it", "请删除"),
            )
            return False
        if cell != cell.strip():
            self._report(
                number,
                column,
                Text("begins or ends with a space", "首尾有空格"),
                Text("delete the space", "请删除空格"),
            )
            return False
        if not unicodedata.is_normalized("NFC", cell):
            self._report(
                number,
                column,
                Text("is not in Unicode normal form C", "不是 Unicode NFC 规范形式"),
                Text("retype it, so that equal text has equal characters", "请重新输入,使相同文字的编码一致"),
            )
            return False
        return True

    def _too_long(self, number: int, column: str, length: int) -> None:
        self._report(
            number,
            column,
            Text(
                f"{length} characters where a cell holds {LONGEST_CELL}",
                f"共 {length} 个字符,单元格上限为 {LONGEST_CELL}",
            ),
            Text("keep figures and names, and leave the text in the source", "请只保留数字与名称,原文留在来源中"),
        )


_EMPTY_FILE = Text("the table is empty", "表格为空")


def visible(text: str) -> str:
    """Return *text* fit for a message: cut to 40 characters, unwanted characters shown by their number."""
    shown = text if len(text) <= 40 else text[:39] + "…"
    return UNWANTED.sub(lambda found: f"<U+{ord(found[0]):04X}>", shown)
