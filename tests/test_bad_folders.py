"""Folders of tables: what stands in the place of a table, what would not be read, one folder on top of another."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from sinograph.errors import FactError
from sinograph.loaders import bundled_facts, load_facts
from sinograph.tests.privileges import as_nobody
from sinograph.tests.tiny import CLAIMS, ENTITIES, SOURCES, TABLES, problems_of, table_bytes, write_facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AMONG_CLAIMS = "put a table of claims into the folder claims"


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def make_dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def make_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


PLACES: dict[str, tuple[Callable[[Path], None], str]] = {
    "folder": (make_folder, "is not a file; put a CSV file there"),
    "pipe": (make_fifo, "is not a file; put a CSV file there"),
    "dangling link": (make_dangling, "there is no such file or folder; name another place"),
    "link to itself": (make_circle, "its symbolic links lead in a circle; mend the links"),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("make", "message"), PLACES.values(), ids=list(PLACES))
def test_what_stands_in_the_place_of_a_table_is_one_line(
    tmp_path: Path, name: str, make: Callable[[Path], None], message: str
) -> None:
    folder = write_facts(tmp_path)
    make(folder / name)

    assert problems_of(folder) == [f"{name}: {message}"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("claims/more.CSV", "is not a table that is read here; name it like capital.csv, or move it out"),
        ("claims/more.xlsx", "is not a table that is read here; name it like capital.csv, or move it out"),
        (
            "entites.csv",
            "is not a table that is read here; did you mean entities? If not, " + AMONG_CLAIMS,
        ),
        ("funding.csv", "is not a table that is read here; " + AMONG_CLAIMS),
    ],
)
def test_a_table_that_would_not_be_read_is_a_problem(tmp_path: Path, name: str, message: str) -> None:
    folder = write_facts(tmp_path, {name: table_bytes(CLAIMS)})

    assert problems_of(folder) == [f"{name}: {message}"]


def test_texts_hidden_files_and_the_locks_of_office_programs_are_passed_over(tmp_path: Path) -> None:
    strangers = ("LICENSE", "README.md", ".DS_Store", "claims/.~lock.all.csv#", "claims/~$all.xlsx")
    folder = write_facts(tmp_path, dict.fromkeys(strangers, b"x"))

    assert len(load_facts([folder]).claims) == len(CLAIMS) - 1


def test_a_folder_without_tables_without_existence_or_without_being_one_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_bytes(b"")

    give = "give a folder with entities.csv, sources.csv or claims/*.csv"
    assert problems_of(tmp_path / "empty") == [f"{tmp_path}/empty: holds no fact tables; {give}"]
    assert problems_of(tmp_path / "none") == [f"{tmp_path}/none: there is no such file or folder; name another place"]
    assert problems_of(tmp_path / "file") == [
        f"{tmp_path}/file: a part of its path is a file, not a folder; name another place"
    ]


def test_the_claims_may_not_be_a_file(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    shutil.rmtree(folder / "claims")
    (folder / "claims").write_bytes(table_bytes(CLAIMS))

    assert problems_of(folder)[0] == "claims: a part of its path is a file, not a folder; name another place"


def test_a_strange_name_stays_on_one_line(tmp_path: Path) -> None:
    folder = write_facts(tmp_path / "a\nb\x1b[0m\u202e\udcff", {"claims/x\ny.csv": b""})
    with pytest.raises(FactError) as caught:
        load_facts([folder])

    *lines, _ = caught.value.say().split("\n")
    assert [line.isprintable() for line in lines] == [True]


def test_own_tables_may_speak_of_bundled_entities(tmp_path: Path) -> None:
    entity, other = sorted(e.id for e in load_facts([bundled_facts()]).entities.values() if e.kind == "company")[:2]
    (tmp_path / "claims").mkdir()
    (tmp_path / "sources.csv").write_bytes(table_bytes((SOURCES[0], SOURCES[2])))
    row = f"{entity},competes_with,{other},,,,,,news,p. 1,,2026-02-01,"
    (tmp_path / "claims" / "own.csv").write_bytes(table_bytes((CLAIMS[0], row)))
    alone, both = load_facts([bundled_facts()]), load_facts([bundled_facts(), tmp_path])

    new = set(both.claims) - set(alone.claims)
    assert [(claim.subject, claim.object, claim.source) for claim in new] == [(entity, other, "news")]
    assert set(alone.claims) < set(both.claims)


def test_an_own_row_with_a_bundled_id_names_both_places(tmp_path: Path) -> None:
    entity = next(iter(load_facts([bundled_facts()]).entities.values()))
    (tmp_path / "entities.csv").write_bytes(table_bytes((ENTITIES[0], f"{entity.id},company,新,New,,")))
    with pytest.raises(FactError) as caught:
        load_facts([bundled_facts(), tmp_path])

    place = f"{entity.place.file}:{entity.place.line}"
    assert entity.place.file == "facts/entities.csv"
    remedy = "use that row, or give this one another id"
    start = f"{tmp_path}/entities.csv:2: id: {entity.id} stands already at {place}"
    assert caught.value.say().splitlines()[:-1] == [f"{start}; {remedy}"]


def test_a_folder_given_twice_counts_once(tmp_path: Path) -> None:
    folder = write_facts(tmp_path / "facts")
    (tmp_path / "link").symlink_to(folder)

    assert load_facts([folder, folder, tmp_path / "link"]) == load_facts([folder])


def test_a_folder_or_table_without_permission_is_one_line(open_folder: Path) -> None:
    facts = write_facts(open_folder / "facts")
    (facts / "entities.csv").chmod(0o600)
    with as_nobody():
        table = problems_of(facts)
    facts.chmod(0o700)
    with as_nobody():
        folder = problems_of(facts)

    refusal = "you have no permission for it; change its permissions, or name another place"
    assert (table, folder) == ([f"entities.csv: {refusal}"], [f"{facts}: {refusal}"])


def test_a_traceback_and_a_notebook_show_every_problem(tmp_path: Path) -> None:
    folder = write_facts(tmp_path, {"entities.csv": table_bytes((*ENTITIES, "Zeta,company,,Zeta,,"))})

    with pytest.raises(FactError) as caught:
        load_facts([folder])

    assert str(caught.value) == caught.value.say("en")
    assert "entities.csv:6: id: 'Zeta' is not an id" in str(caught.value)
