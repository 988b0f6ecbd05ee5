"""The cells of one row, and the ways to say what is wrong with one: shared by all that turn rows into records."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from sinograph.errors import Problem, Text
from sinograph.loaders.characters import visible
from sinograph.loaders.nearest import nearest
from sinograph.loaders.periods import PERIOD_REMEDY, Period

if TYPE_CHECKING:
    from collections.abc import Collection

    from sinograph.loaders.tables import Report, Row

_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_DAY = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]")
_EMPTY = Text("is empty", "为空")
_FILL_IN = Text("fill it in", "请填写")
_DAY_REMEDY = Text("write year-month-day, such as 2026-11-24", "请写作 年-月-日，如 2026-11-24")


class Cells:
    """The cells of *row* by column; a fault goes to *report* and makes the row unsound."""

    def __init__(self, row: Row, report: Report) -> None:
        self.row = row
        self.sound = True
        self._report = report

    def __getitem__(self, column: str) -> str:
        return self.row.cells[column]

    def fault(self, column: str, what: Text, remedy: Text) -> None:
        """Report one thing wrong with one cell."""
        self.sound = False
        self._report(Problem(self.row.place.file, self.row.place.line, column, what, remedy))

    def malformed(self, column: str, noun: Text, remedy: Text, text: str | None = None) -> None:
        """Report that the cell, or *text* from it, is not a *noun*."""
        shown = repr(visible(self[column] if text is None else text))
        self.fault(column, Text(f"{shown} is not {noun.en}", f"{shown} 不是{noun.zh}"), remedy)

    def unknown(
        self, column: str, noun: Text, known: Collection[str], text: str | None = None, otherwise: Text | None = None
    ) -> None:
        """Report a name that is not among *known*, with the nearest that is, or what to do *otherwise*."""
        name = self[column] if text is None else text
        if not name:
            self.fault(column, _EMPTY, _FILL_IN if otherwise else nearest(name, known))
            return
        shown = repr(visible(name))
        said = shown if noun.en == column else f"{noun.en} {shown}"
        what = Text(f"{said} is not known", f"未知的{noun.zh} {shown}")
        self.fault(column, what, nearest(name, known, otherwise))

    def need(self, column: str) -> bool:
        """Report an empty cell, and return whether it is filled."""
        if not self[column]:
            self.fault(column, _EMPTY, _FILL_IN)
        return bool(self[column])

    def must_be_empty(self, column: str, why: Text) -> None:
        """Report a cell that is filled where *why* leaves nothing to say."""
        if self[column]:
            shown = repr(visible(self[column]))
            what = Text(f"{shown} stands where nothing belongs: {why.en}", f"此处不应有 {shown}：{why.zh}")
            self.fault(column, what, Text("leave it empty", "请留空"))

    def period(self, column: str, text: str) -> Period | None:
        """Return *text* from the cell as a period, or report that it is none."""
        try:
            return Period.parse(text)
        except ValueError:
            self.malformed(column, Text("a period", "期间"), PERIOD_REMEDY, text)
            return None

    def identifier(self) -> str:
        """Return the row's id, having reported one that could not stand in an IRI or a GraphML file."""
        if self.need("id") and not _ID.fullmatch(self["id"]):
            remedy = Text("use small letters and digits joined by - or .", "请用小写字母与数字，以 - 或 . 相连")
            self.malformed("id", Text("an id", "合格的 id"), remedy)
        return self["id"]

    def day(self, column: str) -> date:
        """Return the cell as a day; one that is none is reported and read as the first of all days."""
        if self.need(column):
            try:
                if _DAY.fullmatch(self[column]):
                    return date.fromisoformat(self[column])
            except ValueError:
                pass
            self.malformed(column, Text("a day of the calendar", "历法中的日期"), _DAY_REMEDY)
        return date.min

    def parts(self, column: str) -> tuple[str, ...]:
        """Return what the cell lists between semicolons; an empty or repeated part is reported."""
        if not self[column]:
            return ()
        parts = tuple(part.strip() for part in self[column].split(";"))
        if "" in parts or len(set(parts)) < len(parts):
            what = Text("lists something twice, or nothing between two semicolons", "有重复项，或两个分号之间为空")
            self.fault(column, what, Text("write each part once, as in: one; another", "每项只写一次，如：甲; 乙"))
        return parts
