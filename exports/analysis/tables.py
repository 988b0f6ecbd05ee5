"""What every analysis prints: a table whose rows cite their claims, and the sentences that must be read with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinograph.errors import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_RECEIPTS = {"receipt": Text("claims", "主张"), "disputed": Text("disputed by", "相左主张")}


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of one analysis.

    A row has every key as text: names and words for people; for programs ``X_id`` is the id of what ``X`` names, plain
    numbers end in ``lower`` and ``upper`` or have a unit of their own, and several ids (``claim_ids``) are joined by
    spaces. *columns* are the keys that people see, with their headings. *notes* say what the numbers leave out; they
    are printed beside the table, never in it.
    """

    rows: Sequence[Mapping[str, str]]
    columns: Mapping[str, Text]
    notes: Sequence[Text] = ()


def table_of(rows: Sequence[Mapping[str, str]], columns: Mapping[str, Text], notes: Sequence[Text] = ()) -> Table:
    """Return the table of *rows*, whose last columns are their :func:`receipts`; an empty column is not shown."""
    shown = {**columns, **{key: heading for key, heading in _RECEIPTS.items() if key not in columns}}
    return Table(rows, {key: heading for key, heading in shown.items() if any(row[key] for row in rows)}, notes)


def receipts(claims: Iterable[str], rivals: Iterable[str] = ()) -> dict[str, str]:
    """Return the keys of a row that cite: ``receipt`` and ``disputed`` for people, ``claim_ids`` and ``rival_ids``."""
    said, against = list(dict.fromkeys(claims)), list(dict.fromkeys(rivals))
    return {
        "receipt": cited(said),
        "disputed": cited(against),
        "claim_ids": " ".join(said),
        "rival_ids": " ".join(against),
    }


def cited(claims: Sequence[str]) -> str:
    """Return claims as a table shows them: the first, and how many more there are; "" for none."""
    return "" if not claims else claims[0] if len(claims) == 1 else f"{claims[0]} +{len(claims) - 1}"
