"""What many tests share: the bundled facts, and the store built of them, once a session."""

import pytest
from pyoxigraph import Store

from sinograph.graph import build_store
from sinograph.loaders import Facts, bundled_facts, load_facts


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load_facts([bundled_facts()])


@pytest.fixture(scope="session")
def store(facts: Facts) -> Store:
    return build_store(facts)
