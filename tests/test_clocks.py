"""Two clocks: the facts as they had been published by one day, and as they held on another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode

from sinograph.cli import main
from sinograph.exports.rdf import to_nquads, to_trig
from sinograph.graph import build_store
from sinograph.graph.clocks import NOW, Clocks, as_of
from sinograph.loaders import load_facts
from sinograph.ontology.iris import SG
from sinograph.tests.one_article import article_facts
from sinograph.tests.two_companies import write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from sinograph.loaders import Facts

ENTITIES = (
    "id,kind,name_zh,name_en,aliases,identifiers\na,company,甲,A,,\nb,company,乙,B,,\n"
    "h,exchange,所,Exchange,,\nm,model,模型,Model,,\n"
)
SOURCES = """id,kind,title,publisher,published,url,language,sha256
early,press,T,P,2025-01-02,https://example.org/1,en,
month,press,T,P,2025-06,https://example.org/2,en,
late,filing,T,P,2026-01-02,https://example.org/3,en,
undated,press,T,P,,https://example.org/4,en,
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


def kept(facts: Facts, **days: str) -> list[str]:
    """Return the properties of the claims that stand as of *days*, in order."""
    clocks = Clocks(**{name: date.fromisoformat(day) for name, day in days.items()})
    return sorted(claim.property.name for claim in as_of(facts, clocks).claims)


@pytest.mark.parametrize(
    ("source", "day", "known"),
    [
        ("early", "2025-01-01", False),
        ("early", "2025-01-02", True),
        ("month", "2025-06-15", False),
        ("month", "2025-06-30", True),
        ("undated", "2026-01-31", False),
        ("undated", "2026-02-01", True),
    ],
    ids=["the day before", "the day", "within the month", "its last day", "before we wrote it", "when we wrote it"],
)
def test_a_claim_is_known_once_its_source_was_certainly_out(
    source: str,
    day: str,
    known: bool,
    tmp_path: Path,
) -> None:
    facts = facts_of(tmp_path, f"a,competes_with,b,,,,,,{source}")

    assert bool(kept(facts, known_on=day)) is known


@pytest.mark.parametrize(
    ("row", "day", "holds"),
    [
        ("a,listed_on,h,,,,,since=2025-01-08", "2025-01-07", False),
        ("a,listed_on,h,,,,,since=2025-01-08", "2025-01-08", True),
        ("a,brand_name,,Old,,,,until=2025-07", "2025-07-31", True),
        ("a,brand_name,,Old,,,,until=2025-07", "2025-08-01", False),
        ("m,released,,2025-07,,,,", "2025-06-30", False),
        ("m,released,,2025-07,,,,", "2025-07-01", True),
        ("a,revenue,,1,CNY,exact,2024,", "2023-12-31", False),
        ("a,revenue,,1,CNY,exact,2024,", "2026-01-01", True),
        ("a,revenue,,1,CNY,exact,2030,outlook=forecast", "2026-01-01", True),
        ("a,ipo_expected,,2026-H2,,,,outlook=expected", "2026-01-01", True),
        ("a,competes_with,b,,,,,", "2000-01-01", True),
    ],
)
def test_what_began_later_or_was_over_does_not_hold(row: str, day: str, holds: bool, tmp_path: Path) -> None:
    facts = facts_of(tmp_path, f"{row},late")

    assert bool(kept(facts, true_on=day)) is holds


def test_an_undated_account_of_a_relation_begins_with_the_dated_ones(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, "a,listed_on,h,,,,,since=2025-01-08,late", "a,listed_on,h,,,,,ticker=1,late")

    assert kept(facts, true_on="2025-01-07") == []
    assert kept(facts, true_on="2025-01-08") == ["listed_on", "listed_on"]


def test_an_earlier_view_accepts_what_was_best_known_then(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, "a,revenue,,100,CNY,exact,2024,,early", "a,revenue,,120,CNY,exact,2024,,late")
    store = build_store(as_of(facts, Clocks(known_on=date(2025, 12, 31))))
    view = store.quads_for_pattern(None, NamedNode(f"{SG}value"), None, DefaultGraph())
    (value,) = (quad.object.value for quad in view)

    assert value == "100"


def test_entities_and_sources_that_nothing_mentions_then_go(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, "a,competes_with,b,,,,,,early", "a,develops,m,,,,,,late")
    then = as_of(facts, Clocks(known_on=date(2025, 12, 31)))

    assert (sorted(then.entities), sorted(then.sources)) == (["a", "b"], ["early"])


def test_without_a_clock_nothing_changes() -> None:
    facts = article_facts()

    assert as_of(facts, NOW) is facts


days = st.dates(date(2018, 1, 1), date(2031, 1, 1))


@settings(deadline=None)
@given(days, days)
def test_what_is_known_stays_known(one: date, other: date) -> None:
    earlier, later = (set(as_of(article_facts_once, Clocks(known_on=d)).claims) for d in sorted((one, other)))

    assert earlier <= later


@settings(deadline=None)
@given(days, days)
def test_the_clocks_set_twice_are_the_clocks_set_once(true: date, known: date) -> None:
    clocks = Clocks(true, known)
    once = as_of(article_facts_once, clocks)

    assert as_of(once, clocks) == once


article_facts_once = article_facts()


# ---------------------------------------------------------------------------------- what leaves the facts as they are


def test_a_claim_added_and_removed_leaves_the_dataset_byte_for_byte(tmp_path: Path) -> None:
    rows = ("a,revenue,,100,CNY,exact,2024,,early", "a,competes_with,b,,,,,,early")
    more = (*rows, "a,revenue,,120,CNY,exact,2024,,late", "a,gross_margin,,50%,ratio,exact,2024,,late")
    before, with_more, after = (facts_of(tmp_path / str(n), *r) for n, r in enumerate((rows, more, rows)))
    first, second, third = (build_store(facts) for facts in (before, with_more, after))

    assert to_nquads(first) == to_nquads(third) != to_nquads(second)
    assert to_trig(first) == to_trig(third)


@settings(deadline=None, max_examples=10)
@given(seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_leaves_the_dataset_byte_for_byte(seed: object) -> None:
    claims = list(article_facts_once.claims)
    seed.shuffle(claims)  # type: ignore[attr-defined]

    assert to_nquads(build_store(replace(article_facts_once, claims=tuple(claims)))) == article_bytes


article_bytes = to_nquads(build_store(article_facts_once))


# ------------------------------------------------------------------------------------------------------- the commands


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "zhipu"),
        ("query", "SELECT ?x WHERE { id:zhipu sg:listedOn ?x }", "--format", "csv"),
        ("coverage", "--kind", "company"),
        ("audit", "zhipu"),
        ("questions", "listings"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_reading_command_says_as_of_when(arguments: tuple[str, ...]) -> None:
    done = CliRunner().invoke(main, [*arguments, "--lang", "en", "--known-on", "2026-06-30", "--true-on", "2026-01-07"])

    assert done.exit_code == 0, done.output
    assert "as known on 2026-06-30, true on 2026-01-07" in done.output


def test_zhipu_was_not_listed_the_day_before_it_was() -> None:
    query = "SELECT ?x WHERE { id:zhipu sg:listedOn ?x }"
    before, after = (
        CliRunner().invoke(main, ["query", query, "--format", "csv", "--true-on", day]).stdout.split()
        for day in ("2026-01-07", "2026-01-08")
    )
    assert (before, after) == (["x"], ["x", "https://w3id.org/sinograph/id/hkex"])


@pytest.mark.parametrize("day", ["2026", "2026-1-1", "20260101", "2026-02-30", "yesterday", "２０２６-01-01"])
@pytest.mark.parametrize(("lang", "said"), [("en", "write it like 2025-12-31"), ("zh", "2025-12-31")])
def test_a_wrong_day_is_a_sentence(day: str, lang: str, said: str) -> None:
    done = CliRunner().invoke(main, ["show", "zhipu", "--lang", lang, "--known-on", day])

    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output
