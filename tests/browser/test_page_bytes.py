"""The file itself: the same bytes every time, and UTF-8 whatever the locale."""

import os
import subprocess
import sys
from pathlib import Path

from sinograph.exports.page import render_page
from sinograph.tests.browser.by_hand import make_data

ATLAS = ["-m", "sinograph", "atlas", "-o"]


def write_atlas(folder: Path, **environment: str) -> bytes:
    """Return the page written by a process of its own."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    subprocess.run(  # noqa: S603
        [sys.executable, *ATLAS, str(folder)],
        check=True,
        capture_output=True,
        env={**plain, **environment},
        timeout=120,
    )
    return (folder / "index.html").read_bytes()


def test_two_builds_give_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    one = write_atlas(tmp_path / "1", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    other = write_atlas(tmp_path / "2", PYTHONHASHSEED="2", LC_ALL="C.UTF-8")

    assert one == other


def test_the_page_is_utf_8_under_the_c_locale(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    page = write_atlas(tmp_path / "c", **plain)

    assert page == write_atlas(tmp_path / "utf8", LC_ALL="C.UTF-8")
    assert "智谱香港IPO" in page.decode("utf-8")
    assert b'<meta charset="utf-8">' in page[:200]


def test_the_order_in_which_data_was_put_together_is_the_order_of_the_page() -> None:
    assert render_page(make_data()) == render_page(make_data())
