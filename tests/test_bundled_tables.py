"""The tables that come with the package have one form, so that a change shows as the lines that it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinograph.loaders import bundled_facts

if TYPE_CHECKING:
    from pathlib import Path

TABLES = sorted(bundled_facts().rglob("*.csv"))


def canonical(data: bytes) -> bytes:
    """Return a table in its one form: UTF-8 without a mark, LF, no empty line, rows in order of their bytes."""
    head, *rows = data.decode("utf-8-sig").splitlines()
    lines = [head, *sorted(filter(None, rows), key=str.encode)]
    return "".join(f"{line}\n" for line in lines).encode()


@pytest.mark.parametrize("path", TABLES, ids=[path.name for path in TABLES])
def test_a_bundled_table_is_in_its_one_form(path: Path) -> None:
    data, name = path.read_bytes(), path.relative_to(bundled_facts().parent)

    assert data == canonical(data), f"sort {name}: (head -n1 {name}; tail -n+2 {name} | LC_ALL=C sort) >t; mv t {name}"


def test_the_one_form_is_what_a_windows_editor_does_not_leave() -> None:
    assert canonical("\ufeffid,name\r\nb,乙\r\n\r\na,甲\r\n".encode()) == "id,name\na,甲\nb,乙\n".encode()
