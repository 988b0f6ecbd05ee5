"""Fixtures that more than one file of tests asks for."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that others may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="sinograph-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)
