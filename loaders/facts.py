"""From folders of tables to checked facts; all problems of all tables come together."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sinograph.errors import FactError, Problem, Text
from sinograph.loaders.checks import check_claims
from sinograph.loaders.records import Claim, Entity, Source
from sinograph.loaders.rows import ClaimReader, read_entity, read_source
from sinograph.loaders.tables import Reader, Row
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sinograph.loaders.records import Place
    from sinograph.ontology import Vocabulary

Record = TypeVar("Record", Entity, Source, Claim)

ENTITY_COLUMNS = ("id", "kind", "name_zh", "name_en", "aliases", "identifiers")
SOURCE_COLUMNS = ("id", "kind", "title", "publisher", "published", "url", "language", "sha256")
CLAIM_COLUMNS = (
    "subject",
    "property",
    "object",
    "value",
    "unit",
    "precision",
    "period",
    "qualifiers",
    "source",
    "locator",
    "rank",
    "recorded",
    "note",
)
REFUSED_COLUMNS = (
    "subject",
    "property",
    "object",
    "value",
    "unit",
    "precision",
    "period",
    "qualifiers",
    "source",
    "locator",
    "recorded",
    "reason",
)


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
    """Read the tables of *folders*, the later ones on top of the earlier.

    Args:
        folders: Each may hold ``entities.csv``, ``sources.csv``, ``refused.csv`` and ``claims/*.csv``; at least one.
        vocabulary: What may be said; the bundled ontology by default.

    Raises:
        FactError: anything at all is wrong; its ``problems`` name every place.
    """
    problems: list[Problem] = []
    loader = _Loader(vocabulary or load_vocabulary(), problems)
    facts = loader.load([_Folder(folder) for folder in folders])
    if problems:
        raise FactError(problems)
    return facts


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path

    def tables(self, name: str) -> list[Path]:
        """Return the files of one sort, by name; ``claims`` is a folder of them."""
        if name == "claims":
            return sorted((self.path / name).glob("*.csv"))
        table = self.path / f"{name}.csv"
        return [table] if table.exists() else []


class _Loader:
    def __init__(self, vocabulary: Vocabulary, problems: list[Problem]) -> None:
        self._vocabulary = vocabulary
        self._problems = problems

    def load(self, folders: list[_Folder]) -> Facts:
        for folder in folders:
            self._check_folder(folder)
        report = self._problems.append
        entities = self._unique(
            [read_entity(row, self._vocabulary, report) for row in self._rows(folders, "entities", ENTITY_COLUMNS)]
        )
        sources = self._unique(
            [read_source(row, self._vocabulary, report) for row in self._rows(folders, "sources", SOURCE_COLUMNS)]
        )
        self._rows(folders, "refused", REFUSED_COLUMNS)
        self._check_names(entities.values())
        reader = ClaimReader(self._vocabulary, entities, sources, report)
        rows = self._rows(folders, "claims", CLAIM_COLUMNS)
        claims = self._unique([claim for row in rows if (claim := reader.read(row)) is not None])
        ordered = tuple(claims[key] for key in sorted(claims))
        self._problems.extend(check_claims(ordered, entities, sources))
        return Facts(dict(sorted(entities.items())), dict(sorted(sources.items())), ordered)

    def _check_folder(self, folder: _Folder) -> None:
        tables = [path for name in ("entities", "sources", "claims") for path in folder.tables(name)]
        if not tables:
            self._problems.append(
                Problem(
                    str(folder.path),
                    0,
                    "",
                    Text("holds no fact tables", "没有事实表"),
                    Text(
                        "give a folder with entities.csv, sources.csv or claims/*.csv",
                        "请给出含 entities.csv、sources.csv 或 claims/*.csv 的文件夹",
                    ),
                )
            )

    def _rows(self, folders: list[_Folder], name: str, columns: Sequence[str]) -> list[Row]:
        return [
            row
            for folder in folders
            for path in folder.tables(name)
            for row in Reader(_shown(path, folder), columns, self._problems).read(path)
        ]

    def _unique(self, records: Iterable[Record]) -> dict[str, Record]:
        """Return *records* by id; a second record of one id is a problem."""
        found: dict[str, Record] = {}
        for record in records:
            first = found.setdefault(record.id, record)
            if first is not record:
                self._problems.append(_twice(record.place, first.place, record.id))
        return found

    def _check_names(self, entities: Iterable[Entity]) -> None:
        """One name of one kind leads to one entity, or people would look up the wrong one."""
        owners: dict[tuple[str, str], Entity] = {}
        for entity in entities:
            for name in {entity.name.en, entity.name.zh, *entity.aliases}:
                other = owners.setdefault((entity.kind, name.casefold()), entity)
                if other is not entity:
                    what = Text(f"the name {name!r} belongs to {other.id} too", f"名称 {name!r} 同时属于 {other.id}")
                    remedy = Text("tell the two apart in their names, or merge them", "请在名称上区分二者,或合并")
                    self._problems.append(Problem(entity.place.file, entity.place.line, "aliases", what, remedy))


def _shown(path: Path, folder: _Folder) -> str:
    """Return the table's path as the user gave it; a bundled one from the package's root on."""
    if folder.path == bundled_facts():
        return str(Path("facts") / path.relative_to(folder.path))
    return str(path)


def _twice(place: Place, first: Place, record_id: str) -> Problem:
    what = Text(
        f"{record_id} stands already at {first.file}:{first.line}", f"{record_id} 已出现在 {first.file}:{first.line}"
    )
    remedy = Text(
        "keep one of them; join two places of one source in its locator", "请只保留一条;同一来源的两处可并入 locator"
    )
    return Problem(place.file, place.line, "", what, remedy)
