"""Bytes of a table to lines. A byte order mark and the line ends of Windows read as if absent."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from sinograph.errors import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: A million claims fit; what is larger is hardly a table, and would fill the memory before it said so.
LARGEST_TABLE = 128 * 2**20

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def why_no_table(path: Path) -> tuple[Text, Text] | None:
    """Return why *path* cannot be read as a table and what to do, None where it can; opens nothing.

    Raises:
        OSError: the path leads nowhere or may not be looked at.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        # Opening a pipe would wait for a writer, perhaps for ever.
        return Text("is not a file", "不是普通文件"), Text("put a CSV file there", "请换成 CSV 文件")
    if found.st_size > LARGEST_TABLE:
        size, most = found.st_size // 2**20, LARGEST_TABLE // 2**20
        return (
            Text(f"holds {size} MB where a table holds {most}", f"文件大小 {size} MB，单个表格上限为 {most} MB"),
            Text("split it into several tables", "请拆分为多个表格"),
        )
    return None


def iter_lines(path: Path, longest: int) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not empty with their numbers, counted from 1; of a longer one its first *longest* bytes.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as table:
        if table.read(len(_BYTE_ORDER_MARK)) != _BYTE_ORDER_MARK:
            table.seek(0)
        number = 0
        while line := table.readline(longest):
            number += 1
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = table.readline(longest)
            if line := line.removesuffix(b"\n").removesuffix(b"\r"):
                yield number, line
