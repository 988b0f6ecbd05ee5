"""Which tables a folder holds. A file that looks like a table and would not be read is a problem, not a silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sinograph.errors import Problem, Text, explain
from sinograph.loaders.characters import visible
from sinograph.loaders.nearest import nearest

if TYPE_CHECKING:
    from pathlib import Path

    from sinograph.loaders.tables import Report

Sort = Literal["entities", "sources", "refused", "claims"]

_FILES: dict[str, Sort] = {"entities.csv": "entities", "sources.csv": "sources", "refused.csv": "refused"}
_AMONG_CLAIMS = Text("put a table of claims into the folder claims", "主张表请放入 claims 文件夹")
_NO_TABLES = Text("holds no fact tables", "没有事实表")
_GIVE_TABLES = Text(
    "give a folder with entities.csv, sources.csv or claims/*.csv",
    "请给出含 entities.csv、sources.csv 或 claims/*.csv 的文件夹",
)


def find_tables(folder: Path, shown: str, report: Report) -> list[tuple[Sort, Path]]:
    """Return the tables of *folder* with their sort, in order of name; messages call the folder *shown*.

    Hidden files, and what is no table beside the tables, are passed over; in ``claims`` everything must be one.
    """
    entries = _entries(folder, shown, report)
    if entries is None:
        return []
    found: list[tuple[Sort, Path]] = []
    for path in entries:
        if path.name in _FILES:
            found.append((_FILES[path.name], path))
        elif path.name == "claims":
            found += [("claims", table) for table in _claims(path, f"{shown}/claims", report)]
        elif path.suffix.lower() == ".csv":
            _not_a_table(path, shown, nearest(path.stem, _FILES.values(), _AMONG_CLAIMS), report)
    if not any(path.suffix.lower() == ".csv" or path.name == "claims" for path in entries):
        report(Problem(shown, 0, "", _NO_TABLES, _GIVE_TABLES))
    return found


def _claims(folder: Path, shown: str, report: Report) -> list[Path]:
    entries = _entries(folder, shown, report) or []
    for path in entries:
        if path.suffix != ".csv":
            _not_a_table(
                path, shown, Text("name it like capital.csv, or move it out", "请命名如 capital.csv，或移出"), report
            )
    return [path for path in entries if path.suffix == ".csv"]


def _entries(folder: Path, shown: str, report: Report) -> list[Path] | None:
    """Return what stands in *folder* in order of name, without what is hidden or an office program's lock."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    except OSError as error:
        report(Problem(shown, 0, "", *explain(error)))
        return None


def _not_a_table(path: Path, shown: str, remedy: Text, report: Report) -> None:
    what = Text("is not a table that is read here", "不是此处读取的表格")
    report(Problem(f"{shown}/{visible(path.name, longest=None)}", 0, "", what, remedy))
