"""The real tables: names, refusals, and the counts and columns that facts/README.md states."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from sinograph.loaders import bundled_facts, load_facts
from sinograph.loaders.quantities import PRECISIONS

if TYPE_CHECKING:
    from pathlib import Path

    from sinograph.loaders import Facts

FOLDER = bundled_facts()
TABLES = sorted([*FOLDER.glob("*.csv"), *FOLDER.glob("claims/*.csv")])


@cache
def facts() -> Facts:
    return load_facts([FOLDER])


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def test_the_loader_finds_nothing_wrong_and_every_entity_is_touched() -> None:
    ends = {end for claim in facts().claims for end in (claim.subject, claim.object)}
    ends |= {text for claim in facts().claims for _, text in claim.qualifiers}

    assert sorted(set(facts().entities) - ends) == [], "give each of these a claim, or remove it from entities.csv"


def test_every_chinese_name_is_chinese_or_a_brand_that_has_no_other() -> None:
    latin = [e.id for e in facts().entities.values() if not re.search(r"[\u4e00-\u9fff]", e.name.zh)]
    brands = [e.id for e in facts().entities.values() if e.name.zh == e.name.en]

    assert latin == brands, "name_zh holds no Chinese: write the Chinese name, or repeat the brand in both columns"


def test_no_english_name_holds_chinese() -> None:
    wrong = [e.id for e in facts().entities.values() if re.search(r"[\u4e00-\u9fff]", e.name.en)]

    assert wrong == [], "name_en is what English readers look for; Chinese belongs in name_zh and aliases"


def test_a_refused_row_has_a_reason_and_is_no_claim() -> None:
    key = ("subject", "property", "object", "value", "unit", "period", "qualifiers", "source")
    accepted = {tuple(row[c] for c in key) for path in FOLDER.glob("claims/*.csv") for row in rows_of(path)}
    for row in rows_of(FOLDER / "refused.csv"):
        assert row["reason"], f"refused.csv: say why {row} was refused, or it comes back"
        assert tuple(row[c] for c in key) not in accepted, f"both refused and accepted: {row}"


def test_the_readme_states_the_true_counts() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    stated = re.findall(r"^\| `([\w/]+\.csv)` \| (\d+) \|", readme, re.MULTILINE)
    true = {p.relative_to(FOLDER).as_posix(): len(rows_of(p)) for p in TABLES}

    assert true == {name: int(count) for name, count in stated}, "mend the table of counts in facts/README.md"
    assert f"{len(facts().claims)} claims" in readme, "mend the number of claims in facts/README.md"


def test_the_readme_names_every_column_and_every_precision() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    columns = {column for path in TABLES for column in rows_of(path)[0]}

    assert sorted(c for c in columns if f"`{c}`" not in readme) == [], "facts/README.md explains each column"
    assert [p for p in PRECISIONS if f"`{p}`" not in readme] == [], "facts/README.md explains each word of precision"


def test_the_licence_is_the_whole_text_of_cc_by_4() -> None:
    text = (FOLDER / "LICENSE").read_text("utf-8")

    assert "Attribution 4.0 International Public License" in text
    assert re.findall(r"^Section (\d) -- ", text, re.MULTILINE) == list("12345678")


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_the_numbers_that_the_project_tells_are_the_true_ones(name: str) -> None:
    text = (FOLDER.parent / name).read_text("utf-8")
    counts = [len(facts().claims), len(facts().sources), len(facts().entities)]

    told = "{:,} claims of {:,} sources about {:,} entities".format(*counts)
    assert told in text, f"write into {name}: {told}"
