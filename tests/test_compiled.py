"""A compiled store is the store itself, and never the store of other tables."""

from pathlib import Path

import pytest

from sinograph.errors import FactError
from sinograph.exports.compiled import compiled_store
from sinograph.graph import build_store
from sinograph.loaders import load_facts
from sinograph.tests.two_companies import ROWS, write_tables


def test_it_holds_the_same_quads_the_first_time_and_the_second(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "facts")
    wanted = set(build_store(load_facts([folder])))

    assert [wanted, wanted] == [set(compiled_store([folder], tmp_path / "cache")) for _ in range(2)]
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_changed_table_is_another_store(tmp_path: Path) -> None:
    before = compiled_store([write_tables(tmp_path / "facts")], tmp_path / "cache")
    after = compiled_store([write_tables(tmp_path / "facts", ROWS.replace("120", "121"))], tmp_path / "cache")

    assert set(before) != set(after)


@pytest.mark.parametrize("harm", [lambda data: data[:-40], lambda data: data.replace(b"120", b"121"), lambda _: b""])
def test_a_file_that_was_cut_or_changed_is_built_anew(tmp_path: Path, harm: object) -> None:
    folder = write_tables(tmp_path / "facts")
    wanted = set(compiled_store([folder], tmp_path / "cache"))
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(harm(kept.read_bytes()))  # type: ignore[operator]

    assert wanted == set(compiled_store([folder], tmp_path / "cache"))


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "facts")
    (tmp_path / "cache").write_text("a file where the folder should be")

    assert set(build_store(load_facts([folder]))) == set(compiled_store([folder], tmp_path / "cache"))


def test_tables_with_problems_are_never_kept(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "facts", "a,sells,b,,,,,,s1,p,,2026-02-01,\n")

    with pytest.raises(FactError):
        compiled_store([folder], tmp_path / "cache")

    assert not (tmp_path / "cache").exists()


def test_only_the_newest_few_are_kept(tmp_path: Path) -> None:
    for number in range(7):
        rows = ROWS.replace("120", str(200 + number))
        compiled_store([write_tables(tmp_path / "facts", rows)], tmp_path / "cache")

    assert len(list((tmp_path / "cache").iterdir())) == 4
