"""What a test needs from outside: a missing program skips it here, and fails it where everything is installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


def needed(name: str | Path, how: str) -> str:
    """Return where the program or file *name* is.

    Where it is missing, the test that asks is skipped with *how* to get it; with CI set in the environment it fails.
    """
    found = shutil.which(name) or (str(name) if Path(name).exists() else None)
    if found is None:
        sentence = f"{name} is not here; {how}"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found
