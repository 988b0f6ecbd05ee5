"""Rows that were looked at and not accepted, and the rule that keeps them from coming back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinograph.errors import Problem, Text
from sinograph.loaders.cells import Cells
from sinograph.loaders.characters import visible
from sinograph.loaders.values import check_receipt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinograph.loaders.records import Place, Source
    from sinograph.loaders.tables import Report, Row
    from sinograph.loaders.values import Known

_SAID = ("subject", "property", "object", "value", "unit", "precision", "period", "qualifiers", "source")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row of refused.csv: the cells that say something, who says it, and why it was not accepted."""

    said: tuple[str, ...]
    source: str
    reason: str
    place: Place

    @property
    def id(self) -> str:
        """What it says, in one text; two rows that say the same have one id."""
        return "\n".join(self.said)


def read_refusal(row: Row, sources: Known[Source], report: Report) -> Refusal:
    """Return the refusal of *row*; what is wrong with it goes to *report*.

    Subject, property and value are free: that the ontology or the entities do not know them may be the reason.
    """
    cells = Cells(row, report)
    cells.need("subject")
    cells.need("property")
    check_receipt(cells, sources)
    cells.day("recorded")
    cells.need("reason")
    return Refusal(said_by(row), cells["source"], cells["reason"], row.place)


def said_by(row: Row) -> tuple[str, ...]:
    """Return what a row of claims or of refusals says and who says it, as written."""
    return tuple(row.cells[column] for column in _SAID)


def why_refused(row: Row, refused: Mapping[str, Refusal]) -> Problem | None:
    """Return the problem that *row*, of claims, was refused before, or None."""
    refusal = refused.get("\n".join(said_by(row))) if refused else None
    if refusal is None:
        return None
    where = f"{refusal.place.file}:{refusal.place.line}"
    why = visible(refusal.reason, longest=200)
    what = Text(f"was refused at {where}: {why}", f"已在 {where} 被拒绝：{why}")
    return Problem(row.place.file, row.place.line, "", what, Text("delete one of the two rows", "请删除两行之一"))
