"""From folders of tables to checked facts; all problems of all tables come together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, TypeVar

from sinograph.errors import FactError, Problem, Text
from sinograph.loaders.characters import visible
from sinograph.loaders.checks import check_names, check_sources, check_used
from sinograph.loaders.claim_rules import check_claims
from sinograph.loaders.claims import ClaimReader
from sinograph.loaders.folders import find_tables
from sinograph.loaders.records import Claim, Entity, Source
from sinograph.loaders.refusals import Refusal, read_refusal, why_refused
from sinograph.loaders.tables import Reader
from sinograph.loaders.things import read_entity, read_source
from sinograph.loaders.values import Known, Thing
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sinograph.loaders.folders import Sort
    from sinograph.loaders.records import Place
    from sinograph.loaders.tables import Report, Row
    from sinograph.ontology import Vocabulary

Record = TypeVar("Record", Entity, Source, Claim, Refusal)

_SAID = "subject,property,object,value,unit,precision,period,qualifiers,source,locator"
COLUMNS: Mapping[Sort, tuple[str, ...]] = {
    "entities": ("id", "kind", "name_zh", "name_en", "aliases", "identifiers"),
    "sources": ("id", "kind", "title", "publisher", "published", "url", "language", "sha256"),
    "claims": (*_SAID.split(","), "rank", "recorded", "note"),
    "refused": (*_SAID.split(","), "recorded", "reason"),
}
#: Columns that a table may leave out; then their cells are empty.
OPTIONAL: Mapping[Sort, tuple[str, ...]] = {"entities": ("country",), "sources": ("via",)}
#: Nobody reads more at once, and a folder of garbage must not fill the memory.
MOST_PROBLEMS = 10_000


@dataclass(frozen=True, slots=True)
class Facts:
    """All entities, sources and claims, in order of id; references between them resolve."""

    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    claims: tuple[Claim, ...]


def bundled_facts() -> Path:
    """Return the folder of the tables that come with the package."""
    with as_file(files("sinograph").joinpath("facts")) as folder:
        return folder


def load_facts(folders: Sequence[Path], vocabulary: Vocabulary | None = None) -> Facts:
    """Read the tables of *folders*, the later ones on top of the earlier; a folder given twice counts once.

    Args:
        folders: Each may hold ``entities.csv``, ``sources.csv``, ``refused.csv`` and ``claims/*.csv``; at least one.
        vocabulary: What may be said; the bundled ontology by default.

    Raises:
        FactError: anything at all is wrong; its ``problems`` name every place.
    """
    different = {os.path.realpath(folder): folder for folder in reversed(folders)}
    loader = _Loader(vocabulary or load_vocabulary())
    facts = loader.load(list(reversed(different.values())))
    if loader.problems:
        raise FactError(loader.problems)
    return facts


class _Loader:
    """Reads everything once, and keeps the problems."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.problems: list[Problem] = []
        self._vocabulary = vocabulary
        self._tables: dict[Sort, list[tuple[str, Path]]] = {sort: [] for sort in COLUMNS}

    def load(self, folders: Iterable[Path]) -> Facts:
        for folder in folders:
            self._find(folder)
        entities = self._known("entities", read_entity, check_names)
        sources = self._known("sources", read_source, check_sources)
        refused = self._unique(read_refusal(row, sources, self._report) for row in self._rows("refused"))
        reader = ClaimReader(self._vocabulary, entities, sources, self._report)
        claims = self._unique(claim for row in self._claim_rows(refused) if (claim := reader.read(row)) is not None)
        ordered = tuple(claims[key] for key in sorted(claims))
        for problem in check_claims(ordered, sources.records):
            self._report(problem)
        if not self.problems:  # a row that was not understood may be the one that uses them
            cited = {refusal.source for refusal in refused.values()}
            self.problems.extend(check_used(ordered, cited, entities.records.values(), sources.records.values()))
        return Facts(dict(sorted(entities.records.items())), dict(sorted(sources.records.items())), ordered)

    def _report(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            what = Text(f"reading stopped at {MOST_PROBLEMS} problems", f"发现 {MOST_PROBLEMS} 处问题后停止读取")
            remedy = Text("mend these, and check again", "请先更正这些问题，再重新检查")
            raise FactError([*self.problems, Problem(problem.file, 0, "", what, remedy)])

    def _find(self, folder: Path) -> None:
        bundled = folder == bundled_facts()
        shown = "facts" if bundled else visible(str(folder), longest=None)
        for sort, path in find_tables(folder, shown, self._report):
            self._tables[sort].append((f"{shown}/{visible(path.relative_to(folder).as_posix(), longest=None)}", path))

    def _rows(self, sort: Sort) -> Iterator[Row]:
        for shown, path in self._tables[sort]:
            yield from Reader(shown, COLUMNS[sort], self._report, OPTIONAL.get(sort, ())).read(path)

    def _known(
        self,
        sort: Sort,
        read: Callable[[Row, Vocabulary, Report], Thing],
        check: Callable[[Iterable[Thing]], Iterator[Problem]],
    ) -> Known[Thing]:
        """Return what the tables of one sort hold, each row read and all of them checked together."""
        before = len(self.problems)
        rows = list(self._rows(sort))
        whole = len(self.problems) == before
        found = self._unique(read(row, self._vocabulary, self._report) for row in rows)
        for problem in check(found.values()):
            self._report(problem)
        return Known(found, whole)

    def _claim_rows(self, refused: Mapping[str, Refusal]) -> Iterator[Row]:
        for row in self._rows("claims"):
            if problem := why_refused(row, refused):
                self._report(problem)
            else:
                yield row

    def _unique(self, records: Iterable[Record]) -> dict[str, Record]:
        """Return *records* by id; a second record of one id is a problem."""
        found: dict[str, Record] = {}
        for record in records:
            first = found.setdefault(record.id, record)
            if first is not record:
                self._report(_twice(record, first.place))
        return found


def _twice(record: Entity | Source | Claim | Refusal, first: Place) -> Problem:
    where = f"{first.file}:{first.line}"
    if isinstance(record, Entity | Source):
        name = visible(record.id)
        what = Text(f"{name} stands already at {where}", f"{name} 已出现在 {where}")
        remedy = Text("use that row, or give this one another id", "请使用该行，或为此行另取 id")
        return Problem(record.place.file, record.place.line, "id", what, remedy)
    what = Text(f"the same source says the same already at {where}", f"同一来源的同一内容已出现在 {where}")
    remedy = Text("keep one row; name both places in its locator", "请只保留一行，并在 locator 中写明两处")
    return Problem(record.place.file, record.place.line, "", what, remedy)
