"""Two clocks: what had been published by a day, and what held on it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from sinograph import cli
from sinograph.exports.compiled import compiled_store
from sinograph.exports.rdf import to_nquads, to_trig
from sinograph.graph import build_store
from sinograph.graph.clocks import Clocks, as_of
from sinograph.graph.settling import settle
from sinograph.loaders import Facts, load_facts
from sinograph.ontology import load_vocabulary
from sinograph.tests.two_companies import write_tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ENTITIES = (
    "id,kind,name_zh,name_en,aliases,identifiers\n"
    "a,company,甲,A,,\nb,company,乙,B,,\nm,model,模,M,,\np,person,人,P,,\nx,exchange,所,X,,\n"
)
SOURCES = (
    "id,kind,title,publisher,published,url,language,sha256\n"
    "day,press,T,P,2026-01-02,https://example.org/1,en,\n"
    "month,filing,T,P,2026-06,https://example.org/2,en,\n"
    "old,press,T,P,2020,https://example.org/3,en,\n"
    "undated,data,T,P,,https://example.org/4,en,\n"
)
#: Rows by what is odd about their dates.
ROWS = {
    "relation": "a,competes_with,b,,,,,,day,p,,2026-02-01,",
    "month": "a,partner_of,b,,,,,,month,p,,2026-11-01,",
    "recorded": "a,supplies,b,,,,,,month,p,,2026-06-10,",
    "undated": "a,invested_in,b,,,,,,undated,p,,2026-03-05,",
    "since": "p,works_for,a,,,,,since=2024-03,day,p,,2026-02-01,",
    "until": "p,leads,a,,,,,since=2019; until=2025-06-30,day,p,,2026-02-01,",
    "ended": "p,works_for,b,,,,,ended=true,old,p,,2026-02-01,",
    "listed": "a,listed_on,x,,,,2026-01-02,ticker=1,day,p,,2026-02-01,",
    "planned": "b,listed_on,x,,,,2027,outlook=planned,day,p,,2026-02-01,",
    "forecast": "a,revenue,,900,CNY,exact,2027,outlook=forecast,day,p,,2026-02-01,",
    "figure": "a,revenue,,100,CNY,exact,2024,,day,p,,2026-02-01,",
    "rival": "a,revenue,,120,CNY,exact,2024,,month,p,,2026-11-01,",
    "price": "m,token_price,,2,USD,exact,,token_kind=input; until=2025-12-31,day,p,,2026-02-01,",
    "next price": "m,token_price,,1,USD,exact,,since=2026-01-01; token_kind=input,day,p,,2026-02-01,",
    "founded": "a,founded,,2019-06,,,,,old,p,,2026-02-01,",
    "released": "m,released,,2025-05,,,,,day,p,,2026-02-01,",
    "develops": "a,develops,m,,,,,,day,p,,2026-02-01,",
    "expected": "b,ipo_expected,,2027,,,,,day,p,,2026-02-01,",
}
DAYS = st.dates(date(2018, 1, 1), date(2028, 12, 31))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return load(tmp_path_factory.mktemp("clocks"), ROWS.values())


def load(folder: Path, rows: Iterable[str]) -> Facts:
    text = "".join(f"{row}\n" for row in rows)
    return load_facts([write_tables(folder, text, entities=ENTITIES, sources=SOURCES)])


def kept(facts: Facts, *, true: str | None = None, known: str | None = None) -> set[str]:
    """Return the names in ROWS of what is left."""
    days = (date.fromisoformat(day) if day else None for day in (true, known))
    view = as_of(facts, Clocks(*days))
    lines = dict(enumerate(ROWS, start=2))
    return {lines[claim.place.line] for claim in view.claims}


@pytest.mark.parametrize(
    ("row", "last_day_without", "first_day_with"),
    [
        ("relation", "2026-01-01", "2026-01-02"),
        ("month", "2026-06-29", "2026-06-30"),
        ("recorded", "2026-06-09", "2026-06-10"),
        ("undated", "2026-03-04", "2026-03-05"),
        ("ended", "2020-12-30", "2020-12-31"),
    ],
)
def test_a_claim_is_known_once_its_source_was_certainly_out(
    tables: Facts, row: str, last_day_without: str, first_day_with: str
) -> None:
    assert row not in kept(tables, known=last_day_without)
    assert row in kept(tables, known=first_day_with)


@pytest.mark.parametrize(
    ("row", "last_day_without", "first_day_with"),
    [
        ("since", "2024-02-29", "2024-03-01"),
        ("until", "2018-12-31", "2019-01-01"),
        ("listed", "2026-01-01", "2026-01-02"),
        ("figure", "2023-12-31", "2024-01-01"),
        ("next price", "2025-12-31", "2026-01-01"),
        ("founded", "2019-05-31", "2019-06-01"),
        ("released", "2025-04-30", "2025-05-01"),
        ("develops", "2025-04-30", "2025-05-01"),
        ("relation", "2019-05-31", "2019-06-01"),
    ],
)
def test_a_claim_holds_from_its_first_day(tables: Facts, row: str, last_day_without: str, first_day_with: str) -> None:
    assert row not in kept(tables, true=last_day_without)
    assert row in kept(tables, true=first_day_with)


@pytest.mark.parametrize(
    ("row", "last_day", "day_after"),
    [
        ("until", "2025-06-30", "2025-07-01"),
        ("price", "2025-12-31", "2026-01-01"),
        ("ended", "2020-12-30", "2020-12-31"),
    ],
)
def test_a_claim_holds_to_its_last_day(tables: Facts, row: str, last_day: str, day_after: str) -> None:
    assert row in kept(tables, true=last_day)
    assert row not in kept(tables, true=day_after)


@pytest.mark.parametrize("day", ["2020-01-01", "2028-12-31"])
def test_plans_forecasts_and_expectations_stay_whatever_day_they_speak_of(tables: Facts, day: str) -> None:
    assert {"planned", "forecast", "expected"} <= kept(tables, true=day)


def test_a_figure_of_a_period_that_is_over_stays(tables: Facts) -> None:
    assert "figure" in kept(tables, true="2028-12-31")


def test_an_undated_claim_on_what_did_not_exist_yet_goes_only_once_that_is_known(tables: Facts) -> None:
    assert "develops" not in kept(tables, true="2024-01-01")
    without = replace(tables, claims=tuple(c for c in tables.claims if c.property.name != "released"))
    assert "develops" in kept(without, true="2024-01-01")


def test_an_undated_relation_goes_by_the_date_that_another_account_gives_it(tmp_path: Path) -> None:
    rows = (ROWS["listed"], ROWS["listed"].replace("2026-01-02,", ",", 1).replace(",day,", ",undated,"))
    facts = load(tmp_path, [*ROWS.values(), rows[1]])
    days = [Clocks(true_on=date(2026, 1, day)) for day in (1, 2)]

    listed = [sum(c.property.name == "listed_on" and c.subject == "a" for c in as_of(facts, d).claims) for d in days]

    assert listed == [0, 2]


def test_without_clocks_the_facts_are_the_facts(tables: Facts) -> None:
    assert as_of(tables, Clocks()) is tables
    assert not Clocks()
    assert Clocks().words == ("", "")


def test_entities_and_sources_go_with_their_last_claim_and_others_stay(tables: Facts) -> None:
    alone = replace(tables.entities["x"], id="alone")
    facts = replace(tables, entities={**tables.entities, "alone": alone})

    view = as_of(facts, Clocks(known_on=date(2021, 1, 1)))

    assert (list(view.entities), list(view.sources)) == (["a", "b", "p", "alone"], ["old"])


def test_a_day_before_the_first_publication_leaves_nothing(tables: Facts) -> None:
    assert as_of(tables, Clocks(known_on=date(2018, 1, 1))) == Facts({}, {}, ())


def test_settling_follows_what_was_known(tables: Facts) -> None:
    figures = [
        {str(s.claim.value): s.status for s in settle(as_of(tables, Clocks(known_on=day)), load_vocabulary())}
        for day in (date(2026, 1, 2), date(2026, 6, 30))
    ]

    assert (figures[0]["100"], "120" in figures[0]) == ("accepted", False)
    assert (figures[1]["100"], figures[1]["120"]) == ("rival", "accepted")


@given(one=DAYS, other=DAYS)
def test_what_was_known_stays_known(tables: Facts, one: date, other: date) -> None:
    earlier, later = sorted((one, other))

    assert set(as_of(tables, Clocks(known_on=earlier)).claims) <= set(as_of(tables, Clocks(known_on=later)).claims)


@settings(max_examples=15, deadline=None)
@given(one=DAYS, other=DAYS)
def test_what_was_known_of_the_industry_stays_known(facts: Facts, one: date, other: date) -> None:
    earlier, later = (as_of(facts, Clocks(known_on=day)) for day in sorted((one, other)))

    assert set(earlier.claims) <= set(later.claims)
    assert earlier.entities.keys() <= later.entities.keys()
    assert earlier.sources.keys() <= later.sources.keys()


@given(true=st.none() | DAYS, known=st.none() | DAYS)
def test_looking_twice_shows_the_same(tables: Facts, true: date | None, known: date | None) -> None:
    clocks = Clocks(true, known)

    assert as_of(as_of(tables, clocks), clocks) == as_of(tables, clocks)


@given(data=st.data(), true=st.none() | DAYS, known=st.none() | DAYS)
def test_neither_the_clocks_nor_settling_ask_for_the_order_of_rows(
    tables: Facts, data: st.DataObject, true: date | None, known: date | None
) -> None:
    shuffled = replace(tables, claims=tuple(data.draw(st.permutations(tables.claims))))
    clocks, vocabulary = Clocks(true, known), load_vocabulary()

    view, other = as_of(tables, clocks), as_of(shuffled, clocks)

    assert (view.entities, view.sources, set(view.claims)) == (other.entities, other.sources, set(other.claims))
    assert settle(view, vocabulary) == settle(other, vocabulary)


@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_a_claim_added_and_removed_leaves_every_byte(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    rows = data.draw(st.permutations(list(ROWS.values())))
    extra = data.draw(st.sampled_from(["a,revenue,,130,CNY,exact,2024,,undated,p,,2026-02-01,", "b,acquired,a,,,,,,day,p,,2026-02-01,"]))  # fmt: skip  # noqa: E501
    stores = [build_store(load(folder, chosen)) for chosen in (rows, [extra, *rows], rows)]

    before, between, after = [(to_nquads(store), to_trig(store)) for store in stores]

    assert before == after
    assert before != between


def test_a_kept_store_is_that_of_its_days(tmp_path: Path) -> None:
    load(tmp_path / "facts", ROWS.values())
    views = [Clocks(), Clocks(known_on=date(2021, 1, 1)), Clocks(true_on=date(2021, 1, 1))]

    first, second = (
        [set(compiled_store([tmp_path / "facts"], tmp_path / "cache", clocks)) for clocks in views] for _ in range(2)
    )

    assert first == second
    assert len({frozenset(quads) for quads in first}) == 3


def test_days_tried_do_not_push_out_the_store_of_today_nor_fill_the_disk(tmp_path: Path) -> None:
    load(tmp_path / "facts", ROWS.values())
    for clocks in [Clocks(), *(Clocks(known_on=date(2021, 1, day)) for day in range(1, 8))]:
        compiled_store([tmp_path / "facts"], tmp_path / "cache", clocks)

    assert len(list((tmp_path / "cache").glob("*.nq"))) == 1
    assert len(list((tmp_path / "cache").rglob("*.nq"))) == 5


def test_the_days_are_said_in_both_languages() -> None:
    assert Clocks(date(2026, 1, 8), date(2025, 12, 31)).words == (
        "as known on 2025-12-31, true on 2026-01-08",
        "截至 2025-12-31 已知、2026-01-08 当日成立",
    )


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, list(arguments))


READING = {
    "query": ("query", "SELECT ?who WHERE { ?who sg:listedOn ?where }"),
    "questions": ("questions", "backers", "-p", "company=zhipu"),
    "show": ("show", "zhipu"),
    "coverage": ("coverage", "zhipu"),
    "map": ("map", "capital", "-o", "{}/m.html"),
    "export": ("export", "turtle", "-o", "{}/view.ttl"),
    "atlas": ("atlas", "-o", "{}/atlas"),
}


@pytest.mark.parametrize("name", READING)
def test_every_reading_command_takes_both_clocks_and_says_so(tmp_path: Path, name: str) -> None:
    arguments = [argument.format(tmp_path) if "{}/" in argument else argument for argument in READING[name]]
    result = run(*arguments, "--known-on", "2024-12-31", "--true-on", "2024-11-30")

    assert (result.exit_code, result.stderr) == (0, "as known on 2024-12-31, true on 2024-11-30\n")


@pytest.mark.parametrize("option", ["--known-on", "--true-on"])
@pytest.mark.parametrize(
    "day", ["2025", "2025-12", "20251231", "2025-02-30", "２０２５-12-31", "2025-W01-1", "today", ""]
)
def test_what_is_no_day_is_wrong_usage_in_both_languages(option: str, day: str) -> None:
    for lang, words in {"en": "is not a day; write it like 2025-12-31", "zh": "不是日期；请写作 2025-12-31"}.items():
        result = run("show", "zhipu", option, day, "--lang", lang)

        assert (result.exit_code, result.stdout) == (2, "")
        assert option in result.stderr
        assert words in result.stderr


def test_before_its_ipo_zhipu_is_not_listed() -> None:
    listed = "ASK { id:zhipu sg:listedOn id:hkex }"

    answers = [
        json.loads(run("query", listed, *clock).stdout)["boolean"]
        for clock in ((), ("--true-on", "2026-01-07"), ("--true-on", "2026-01-08"), ("--known-on", "2025-12-31"))
    ]

    assert answers == [True, False, True, False]


def test_a_card_and_a_page_say_as_of_when(tmp_path: Path) -> None:
    card = run("show", "zhipu", "--known-on", "2024-12-31", "--lang", "zh")
    run("map", "capital", "-o", str(tmp_path / "m.html"), "--known-on", "2024-12-31")
    page = (tmp_path / "m.html").read_text("utf-8")

    assert card.stdout.splitlines()[0] == "智谱 · Zhipu AI (公司, id:zhipu), 截至 2024-12-31 已知"
    assert "China&#39;s LLM industry, as known on 2024-12-31</title>" in page
    assert "Sinograph：中国大模型产业图谱（截至 2024-12-31 已知）" in page
    assert '"as_of":"2024-12-31"' in page


def test_a_card_tells_the_price_of_the_day(tables: Facts) -> None:
    """The model's price fell with the new year: each day has one of the two."""
    for day, price in (("2025-12-31", "price"), ("2026-01-01", "next price")):
        assert {"price", "next price"} & kept(tables, true=day) == {price}
