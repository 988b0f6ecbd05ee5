"""Where a question's logic is subtle: small tables in which the easy query would be wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest

from sinograph.graph.queries import ask
from sinograph.graph.questions import fill_question, find_question
from sinograph.ontology.iris import shorten
from sinograph.tests.two_companies import tiny_store

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import QuerySolutions, Store

ENTITIES = """id,kind,name_zh,name_en,aliases,identifiers
c,company,丙,C,,
c-ipo,offering,丙上市,C IPO,,
d,company,丁,D,,
d-ipo,offering,丁上市,D IPO,,
e,company,戊,E,,
fund,investor,基金,Fund,,
chip,chip,芯片,Chip,,
giant,company,巨头,Giant,,
home,place,本地,Home,,
list,sanction_list,清单,List,,
abroad,place,国外,Abroad,,
feat,milestone,首创,Feat,,
m1,model,甲型,M1,,
m2,model,乙型,M2,,
rank,benchmark,榜单,Ranking,,
seg,segment,板块,Segment,,
who,person,某人,Someone,,
"""
SOURCES = """id,kind,title,publisher,published,url,language,sha256
filing,filing,F,P,2025-01-02,https://example.org/1,en,
news,press,N,P,2026-01-02,https://example.org/2,en,
"""
#: So that every entity and source is used; none of it bears on an answer below.
FILLER = "fund,founder_of,{},,,,,,{},p0,,2026-02-01,"


def build(folder: Path, *rows: str) -> Store:
    """Return a store of *rows*; each gives all columns up to the source, and perhaps rank and note after a bar."""
    ids = [line.partition(",")[0] for line in ENTITIES.splitlines()[1:]]
    lines = [FILLER.format(name, "filing" if name == "home" else "news") for name in ids if name != "fund"]
    for row in rows:
        cells, _, note = row.partition("|")
        lines.append(f"{cells},p1,{'deprecated' if note else ''},2026-02-01,{note}")
    return tiny_store(folder, "".join(f"{line}\n" for line in lines), entities=ENTITIES, sources=SOURCES)


def answer(store: Store, name: str, columns: str, **values: str) -> list[tuple[str, ...]]:
    """Return the named columns of a question's answer, IRIs shortened, unbound as an empty text."""
    rows = cast("QuerySolutions", ask(store, fill_question(store, find_question(name), values)))
    return [tuple(shown(row[column]) for column in columns.split()) for row in rows]


def shown(term: object) -> str:
    value = str(getattr(term, "value", ""))
    return shorten(value) if value.startswith("https://w3id.org/sinograph/") else value


def test_a_backer_has_a_row_for_its_amount_and_its_shares_and_a_plan_is_no_backing(tmp_path: Path) -> None:
    store = build(
        tmp_path,
        "fund,invested_in,c,100,CNY,exact,,,filing",
        "fund,invested_in,c,5,share,exact,,,news",
        "giant,holds_stake_in,c,10%,ratio,about,,,news",
        "d,invested_in,c,,,,,outlook=planned,news",
    )

    assert answer(store, "backers", "who how measure value unit source", company="c") == [
        ("fund", "investedIn", "amount", "100", "CNY", "filing"),
        ("fund", "investedIn", "shares", "5", "share", "news"),
        ("giant", "holdsStakeIn", "stake", "0.1", "ratio", "news"),
    ]
    assert answer(store, "portfolio", "company how", investor="d") == []


def test_of_two_amounts_for_one_deal_the_accepted_one_is_shown(tmp_path: Path) -> None:
    store = build(tmp_path, "fund,invested_in,c,100,CNY,exact,,,filing", "fund,invested_in,c,300,CNY,exact,,,news")

    assert answer(store, "backers", "who value source", company="c") == [("fund", "100", "filing")]


def test_who_backs_both_stands_first_whatever_the_way(tmp_path: Path) -> None:
    store = build(
        tmp_path,
        "d-ipo,issued_by,d,,,,,,news",
        "fund,invested_in,c,,,,,,news",
        "fund,subscribed_to,d-ipo,,,,,,news",
        "e,invested_in,c,,,,,,news",
        "e,subscribed_to,d-ipo,,,,,outlook=planned,news",
    )

    assert answer(store, "common-backers", "both who company how through", company="c", other="d") == [
        ("true", "fund", "c", "investedIn", ""),
        ("true", "fund", "d", "subscribedTo", "d-ipo"),
        ("false", "e", "c", "investedIn", ""),
    ]


def test_a_subscriber_without_the_role_is_no_cornerstone(tmp_path: Path) -> None:
    store = build(
        tmp_path,
        "c-ipo,proceeds,,900,HKD,about,,tranche=cornerstone,filing",
        "fund,subscribed_to,c-ipo,400,HKD,exact,,role=cornerstone_investor,filing",
        "giant,subscribed_to,c-ipo,500,HKD,exact,,,filing",
    )

    assert answer(store, "cornerstones", "who measure value", offering="c-ipo") == [
        ("", "proceeds", "900"),
        ("fund", "amount", "400"),
    ]


def test_rivals_compare_whole_companies_in_one_period_and_show_gaps(tmp_path: Path) -> None:
    store = build(
        tmp_path,
        "d,competes_with,c,,,,,,news",
        "c,competes_with,e,,,,,segment=seg,news",
        "c,competes_with,giant,,,,,outlook=expected,news",
        "c,revenue,,7,USD,exact,2024,,news",
        "c,revenue,,50,CNY,exact,2024,,filing",
        "c,revenue,,20,CNY,exact,2024,segment=seg,filing",
        "c,gross_margin,,50%,ratio,about,,,news",
        "c,gross_margin,,60%,ratio,about,2024,,news",
        "d,revenue,,90,CNY,exact,2023,,news",
        "d,revenue,,99,CNY,exact,2024,outlook=expected,news",
        "d,gross_margin,,20%,ratio,about,,,news",
        "d,gross_margin,,25%,ratio,about,2024,segment=seg,news",
        "e,revenue,,8,USD,exact,2024,,news",
        "e,revenue,,9,CNY,exact,2024,segment=seg,news",
        "e,gross_margin,,30%,ratio,about,2023,,news",
        "d-ipo,issued_by,d,,,,,,news",
        "d-ipo,valuation,,8,USD,exact,,,news",
        "d-ipo,valuation,,60,HKD,exact,,,news",
        "d-ipo,valuation,,55,CNY,exact,,outlook=expected,news",
    )
    columns = "who segment revenue revenue_unit margin margin_period valuation valuation_unit"

    assert answer(store, "rivals", columns, company="c", period="2024") == [
        ("c", "", "50", "CNY", "0.6", "2024", "", ""),
        ("d", "", "", "", "0.2", "", "60", "HKD"),
        ("e", "seg", "8", "USD", "", "", "", ""),
    ]


def test_disputed_facts_come_first_then_those_set_aside_then_agreement(tmp_path: Path) -> None:
    store = build(
        tmp_path,
        "c,revenue,,100,CNY,exact,2024,,filing",
        "c,revenue,,300,CNY,exact,2024,,news",
        "d,revenue,,100,CNY,about,2024,,filing",
        "d,revenue,,101,CNY,about,2024,,news",
        "d,revenue,,102,CNY,exact,2024,,news|withdrawn by the paper",
    )

    assert answer(store, "disputed", "status about stated source accepted_stated accepted_source reason_en") == [
        (
            "Rival",
            "c",
            "300",
            "news",
            "100",
            "filing",
            "cannot be true beside the accepted claim, preferred by the kind of source",
        ),
        ("Deprecated", "d", "102", "news", "100", "filing", "withdrawn by the paper"),
        ("Agreeing", "d", "101", "news", "100", "filing", "overlaps the accepted claim, shown by the kind of source"),
    ]


def test_one_source_is_one_however_often_it_says_so_and_a_rival_is_no_support(tmp_path: Path) -> None:
    store = build(
        tmp_path,
        "c,revenue,,100,CNY,about,2022,,filing",
        "c,revenue,,100,CNY,exact,2022,,news",
        "c,revenue,,100,CNY,about,2023,,filing",
        "c,revenue,,100,CNY,exact,2023,,filing",
        "c,revenue,,100,CNY,exact,2024,,filing",
        "c,revenue,,300,CNY,exact,2024,,news",
    )

    shown_facts = answer(store, "one-source", "property stated period source", entity="c")
    assert [row for row in shown_facts if row[0] == "revenue"] == [
        ("revenue", "100", "2023", "filing"),
        ("revenue", "100", "2024", "filing"),
    ]


def test_sources_are_counted_by_what_became_of_their_claims(tmp_path: Path) -> None:
    store = build(
        tmp_path,
        "c,revenue,,100,CNY,about,2023,,filing",
        "c,revenue,,100,CNY,exact,2024,,filing",
        "c,revenue,,100,CNY,about,2023,,news",
        "c,revenue,,300,CNY,exact,2024,,news",
        "c,revenue,,301,CNY,exact,2024,,news|a misprint",
    )
    filler = len(ENTITIES.splitlines()) - 3

    assert answer(store, "sources", "source claims accepted agreeing disputed set_aside") == [
        ("news", str(filler + 3), str(filler), "1", "1", "1"),
        ("filing", "3", "3", "0", "0", "0"),
    ]


def test_a_planned_release_is_no_date_and_undated_models_come_last(tmp_path: Path) -> None:
    store = build(
        tmp_path,
        "c,develops,m1,,,,,,news",
        "c,develops,m2,,,,,,news",
        "m1,released,,2027,,,,outlook=planned,news",
        "m2,released,,2025-07,,,,,news",
    )

    assert answer(store, "models", "model released", company="c") == [("m2", "2025-07"), ("m1", "")]


def test_a_founder_has_the_time_and_a_leader_the_post(tmp_path: Path) -> None:
    store = build(
        tmp_path,
        "who,founder_of,c,,,,2019,,filing",
        "who,leads,c,,,,,role=chief_executive; since=2020,news",
    )

    rows = answer(store, "people", "who relation role period since", entity="c")
    assert [row for row in rows if row[0] == "who"] == [
        ("who", "founderOf", "", "2019", ""),
        ("who", "leads", "ChiefExecutive", "", "2020"),
    ]


@pytest.mark.parametrize(
    ("region", "expected"), [("abroad", [("c", "giant")]), ("home", [("d", "giant")])], ids=["abroad", "home"]
)
def test_a_foreign_cloud_is_told_by_its_region_and_a_planned_one_does_not_count(
    tmp_path: Path, region: str, expected: list[tuple[str, str]]
) -> None:
    store = build(
        tmp_path,
        "giant,supplies_compute_to,c,,,,,region=abroad,news",
        "giant,supplies_compute_to,d,,,,,region=home,news",
        "giant,supplies_compute_to,e,,,,,outlook=planned; region=abroad,news",
    )

    assert answer(store, "foreign-cloud", "who supplier", region=region) == expected
    assert answer(store, "compute", "on", organization="e") == []


def test_growth_of_a_plan_is_a_plan(tmp_path: Path) -> None:
    store = build(
        tmp_path,
        "c,growth,,10%,ratio,about,2024,of_metric=revenue,news",
        "c,growth,,50%,ratio,about,2027,of_metric=revenue; outlook=target,news",
    )

    assert answer(store, "growth", "of_metric period value", company="c") == [("revenue", "2024", "0.1")]
    assert answer(store, "plans", "outlook property stated period", entity="c") == [("Target", "growth", "50%", "2027")]


@pytest.mark.parametrize(
    ("row", "name", "values"),
    [
        ("c,barred_from,chip,,,,,outlook=planned; under=list,news", "barred", {"party": "c"}),
        ("m1,runs_on,chip,,,,,outlook=planned,news", "compute", {"organization": "c"}),
        ("c,runs_on,chip,,,,,outlook=planned,news", "chips", {}),
        ("c,on_list,list,,,,,outlook=planned,news", "designations", {}),
        ("m1,benchmark_rank,,1,rank,exact,,benchmark=rank; outlook=target,news", "feats", {"model": "m1"}),
        ("m1,first_to,feat,,,,,outlook=target,news", "feats", {"model": "m1"}),
        ("c,gross_margin,,50%,ratio,about,,outlook=target; segment=seg,news", "margins", {"company": "c"}),
        ("c,revenue,,50,CNY,about,,outlook=target; segment=seg,news", "segments", {"company": "c"}),
        ("c,develops,m2,,,,,outlook=planned,news", "models", {"company": "c"}),
        ("who,leads,d,,,,,outlook=planned,news", "people", {"entity": "d"}),
        ("c,operates_in,abroad,,,,,outlook=planned,news", "places", {"organization": "c"}),
        ("m1,token_price,,5,USD,exact,,outlook=planned; token_kind=input,news", "prices", {"company": "c"}),
    ],
)
def test_what_is_only_planned_is_no_answer(tmp_path: Path, row: str, name: str, values: dict[str, str]) -> None:
    fact = re.sub(r"; outlook=\w+|outlook=\w+(; )?", "", row)
    without, planned, done = (
        build(tmp_path / str(number), "c,develops,m1,,,,,,filing", *rows)
        for number, rows in enumerate([(), (row,), (fact,)])
    )

    assert answer(planned, name, "source", **values) == answer(without, name, "source", **values)
    assert len(answer(done, name, "source", **values)) == len(answer(without, name, "source", **values)) + 1
