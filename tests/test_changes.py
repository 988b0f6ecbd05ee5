"""diff: what changed between two accepted views, in words."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sinograph.cli import main
from sinograph.graph.changes import compare, touching
from sinograph.graph.clocks import Clocks, as_of
from sinograph.loaders import load_facts
from sinograph.ontology import load_vocabulary
from sinograph.tests.one_article import article_facts
from sinograph.tests.two_companies import write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from sinograph.graph.changes import Change
    from sinograph.loaders import Facts


ENTITIES = (
    "id,kind,name_zh,name_en,aliases,identifiers\na,company,甲,A,,\nb,company,乙,B,,\n"
    "h,exchange,所,Exchange,,\nm,model,模型,Model,,\n"
)
SOURCES = """id,kind,title,publisher,published,url,language,sha256
early,press,T,P,2025-01-02,https://example.org/1,en,
late,filing,T,P,2026-01-02,https://example.org/3,en,
"""


def facts_of(folder: Path, *rows: str) -> Facts:
    """Return facts with *rows*, each ``subject,property,object,value,unit,precision,period,qualifiers,source``."""
    text = "".join(f"{row},p1,,2026-02-01,\n" for row in rows)
    header, *entities = ENTITIES.splitlines(keepends=True)
    head, *sources = SOURCES.splitlines(keepends=True)
    entities = [e for e in entities if any(e.split(",")[0] in row.split(",") for row in rows)]
    sources = [s for s in sources if any(row.endswith(f",{s.split(',')[0]}") for row in rows)]
    tables = {"entities": header + "".join(entities), "sources": head + "".join(sources)}
    return load_facts([write_tables(folder, text, **tables)])


def changes(facts: Facts, before: str, after: str) -> list[Change]:
    old, new = (as_of(facts, Clocks(known_on=date.fromisoformat(day))) for day in (before, after))
    return compare(old, new, load_vocabulary())


@pytest.mark.parametrize(
    ("early", "late", "kind", "bearing"),
    [
        ("100,CNY,exact", "120,CNY,exact", "revised", "contradicts"),
        ("1.2亿,CNY,about", "120100000,CNY,exact", "revised", "narrows"),
        ("100,CNY,at_least", "90..120,CNY,range", "revised", "agrees"),
    ],
)
def test_a_figure_is_revised_when_a_better_source_says_otherwise(
    early: str, late: str, kind: str, bearing: str, tmp_path: Path
) -> None:
    rows = (f"a,revenue,,{early},2024,,early", f"a,revenue,,{late},2024,,late")
    (change,) = changes(facts_of(tmp_path, *rows), "2025-02-01", "2026-02-01")

    assert (change.kind, change.bearing) == (kind, bearing)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.source, change.after.source) == ("early", "late")


def test_another_source_for_the_same_value_is_no_change(tmp_path: Path) -> None:
    rows = ("a,revenue,,100,CNY,exact,2024,,early", "a,revenue,,100,CNY,exact,2024,,late")

    assert changes(facts_of(tmp_path, *rows), "2025-02-01", "2026-02-01") == []


def test_what_is_first_said_is_new_and_the_other_way_round_gone(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, "a,competes_with,b,,,,,,early", "a,listed_on,h,,,,,,late")

    assert [(c.kind, c.claim.property.name) for c in changes(facts, "2025-02-01", "2026-02-01")] == [
        ("new", "listed_on")
    ]
    assert [(c.kind, c.claim.property.name) for c in changes(facts, "2026-02-01", "2025-02-01")] == [
        ("gone", "listed_on")
    ]


def test_a_view_does_not_differ_from_itself() -> None:
    facts = article_facts()

    assert compare(facts, facts, load_vocabulary()) == []


def test_the_changes_of_one_entity_are_those_that_touch_it(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, "a,competes_with,b,,,,,,late", "a,listed_on,h,,,,,,late")
    found = changes(facts, "2025-02-01", "2026-02-01")

    assert [c.claim.property.name for c in touching(found, "b")] == ["competes_with"]


def test_the_command_gives_rows_with_both_sides_and_claim_ids() -> None:
    done = CliRunner().invoke(main, ["diff", "--known-on", "2025-12-31", "2026-04-30", "zhipu", "--format", "json"])
    rows = json.loads(done.stdout)
    revised = [row for row in rows if row["change"] == "revised"]

    assert done.exit_code == 0
    assert revised
    assert all(row["old_claim"] and row["new_claim"] and row["old_source"] != row["new_source"] for row in revised)
    assert {row["change"] for row in rows} <= {"revised", "new", "gone"}


@pytest.mark.parametrize(("lang", "word"), [("en", "new"), ("zh", "新增")])
def test_the_command_says_what_changed_in_words(lang: str, word: str) -> None:
    done = CliRunner().invoke(main, ["diff", "--known-on", "2025-12-31", "2026-01-31", "minimax", "--lang", lang])

    assert done.exit_code == 0
    assert any(line.startswith(word) for line in done.stdout.splitlines())


@pytest.mark.parametrize("days", [("2025-12-31", "2025-12-31"), ("2026-01-01", "2025-12-31")])
def test_days_in_the_wrong_order_are_a_sentence(days: tuple[str, str]) -> None:
    done = CliRunner().invoke(main, ["diff", "--known-on", *days, "--lang", "en"])

    assert done.exit_code == 2
    assert "must be earlier" in done.stderr
