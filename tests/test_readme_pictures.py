"""The README shows every map, in pictures that are there."""

from pathlib import Path

import sinograph
from sinograph.tests.browser.screenshots import FOLDER, name_of, pictures, rows

TOP = Path(sinograph.__file__).parent
AGAIN = "take the pictures anew: python tests/browser/screenshots.py"


def test_the_readme_shows_each_map_in_both_languages() -> None:
    assert rows() in (TOP / "README.md").read_text("utf-8"), AGAIN


def test_no_picture_is_missing_or_left_over_and_each_is_small() -> None:
    found = {path.name: path.stat().st_size for path in (TOP / FOLDER).iterdir()}

    assert set(found) == {name_of(*picture) for picture in pictures()}, AGAIN
    assert max(found.values()) < 200_000
