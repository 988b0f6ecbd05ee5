"""What many tests share: the bundled facts, the store built of them once a session, a folder that others may enter."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from sinograph.graph import build_store
from sinograph.graph.measures import View
from sinograph.loaders import Facts, bundled_facts, load_facts


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load_facts([bundled_facts()])


@pytest.fixture(scope="session")
def store(facts: Facts) -> Store:
    return build_store(facts)


@pytest.fixture(scope="session")
def view(store: Store) -> View:
    return View.read(store)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that others may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="sinograph-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)
