"""The audit: what holds is confirmed, what does not is contradicted with both sides, and nothing else is called so."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinograph.exports.audit import read_audit
from sinograph.graph import build_store
from sinograph.graph.audit import audit
from sinograph.graph.queries import ask
from sinograph.graph.settling import settle
from sinograph.loaders import load_facts
from sinograph.ontology import load_vocabulary
from sinograph.ontology.identities import FUNCTIONS, load_identities
from sinograph.tests.one_article import article_facts
from sinograph.tests.two_companies import write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from sinograph.graph.audit import Finding
    from sinograph.loaders import Facts

ENTITIES = """id,kind,name_zh,name_en,aliases,identifiers
a,company,甲,A,,
b,company,乙,B,,
fund,investor,丁,Fund,,
cloud,segment,云,Cloud,,
on-premise,segment,本地,On-premise,,
china,place,中国,China,,
ipo,offering,发售,IPO,,
rnd,purpose,研发,R&D,,
m,market,市场,Market,,
"""
SOURCES = """id,kind,title,publisher,published,url,language,sha256
s1,press,T,P,2026-01-02,https://example.org/1,en,
s2,filing,T,P,2026-01-02,https://example.org/2,en,
s3,filing,T,P,,https://example.org/3,en,
"""
VOCABULARY = load_vocabulary()


def facts_of(folder: Path, *rows: str) -> Facts:
    """Return facts with *rows*, each ``subject,property,object,value,unit,precision,period,qualifiers,source``."""
    text = "".join(f"{row},p1,,2026-02-01,\n" for row in rows)
    words = set(re.findall(r"[\w-]+", text))
    entities, sources = (_mentioned(table, words) for table in (ENTITIES, SOURCES))
    return load_facts([write_tables(folder, text, entities=entities, sources=sources)])


def _mentioned(table: str, words: set[str]) -> str:
    """Return the header of *table* and the lines whose id is among *words*; an idle row would be refused."""
    header, *lines = table.splitlines(keepends=True)
    return header + "".join(line for line in lines if line.split(",")[0] in words)


def findings(facts: Facts) -> list[Finding]:
    return audit(settle(facts, VOCABULARY), facts, VOCABULARY)


def verdicts(facts: Facts) -> dict[str, str]:
    """Return the verdict of each identity; every test here gives an identity one figure to speak of."""
    return {finding.identity.name: finding.verdict for finding in findings(facts)}


REVENUE = "a,revenue,,100,CNY,exact,2024,,s1"
CASES = {
    "ratio-to-revenue": ("a,ratio_to_revenue,,{},ratio,about,2024,of_metric=rnd_expense,s1", "250%", "251%",
                         "a,rnd_expense,,250,CNY,exact,2024,,s1"),
    "gross-margin": ("a,gross_margin,,{},ratio,about,2024,,s1", "54.6%", "55.6%",
                     "a,gross_profit,,54.6,CNY,exact,2024,,s1"),
    "gross-profit": ("a,gross_profit,,{},CNY,exact,2024,,s1", "40", "41", "a,cost_of_sales,,60,CNY,exact,2024,,s1"),
    "growth-on-year": ("a,growth,,{},ratio,about,2024,of_metric=revenue,s1", "25%", "26%",
                       "a,revenue,,80,CNY,exact,2023,,s1"),
    "compound-growth": ("a,cagr,,{},ratio,about,2022/2024,of_metric=revenue,s1", "100%", "110%",
                        "a,revenue,,25,CNY,exact,2022,,s1"),
    "growth-multiple": ("a,growth_multiple,,{},ratio,exact,2022/2024,of_metric=revenue,s1", "4", "5",
                        "a,revenue,,25,CNY,exact,2022,,s1"),
    "multiple": ("b,multiple,,{},ratio,about,2024,of_metric=revenue; compared_with=a,s1", "159", "158",
                 "b,revenue,,15900,CNY,exact,2024,,s1"),
    "market-share": ("a,market_share,,{},ratio,about,2024,market=m,s1", "5.9%", "6.6%",
                     "m,market_size,,1700,CNY,about,2024,,s1"),
    "share-of-revenue": ("a,revenue_share,,{},ratio,about,2024,segment=cloud,s1", "15.2%", "15.3%",
                         "a,revenue,,15.2,CNY,exact,2024,segment=cloud,s1"),
    "research-share-of-staff": ("a,rnd_staff_share,,{},ratio,about,2024-12-31,,s1", "74%", "76%",
                                "a,employees,,74,count,exact,2024-12-31,staff_kind=rnd_staff,s1",
                                "a,employees,,100,count,exact,2024-12-31,,s1"),
    "price-times-shares": ("ipo,proceeds,,{},HKD,about,,,s1", "43亿", "44亿",
                           "ipo,offer_price,,116.20,HKD,exact,,,s1",
                           "ipo,shares_offered,,3741.95万,share,exact,,,s1"),
    "sum-of-tranches": ("ipo,shares_offered,,{},share,exact,,,s1", "30", "31",
                        "ipo,shares_offered,,10,share,exact,,tranche=hong_kong_public,s1",
                        "ipo,shares_offered,,20,share,exact,,tranche=international,s1"),
    "sum-of-periods": ("a,net_loss,,{},CNY,about,2022/2024-H1,,s1", "6.2亿", "6.3亿",
                       "a,net_loss,,1亿,CNY,exact,2022,,s1", "a,net_loss,,2亿,CNY,exact,2023,,s1",
                       "a,net_loss,,3.2亿,CNY,exact,2024-H1,,s1"),
    "allocation": ("ipo,proceeds_allocated,,{},HKD,about,,outlook=planned; purpose=rnd,s1", "30亿", "33亿",
                   "ipo,proceeds,,43亿,HKD,exact,,,s1",
                   "ipo,proceeds_share,,70%,ratio,exact,,outlook=planned; purpose=rnd,s1"),
    "currency-twin": ("a,revenue,,{},USD,about,2024,,s1", "13.9", "13.1"),
    "stake": ("fund,holds_stake_in,a,{},ratio,about,2025-01-01,,s1", "5.0%", "5.2%",
              "fund,holds_stake_in,a,50,share,exact,2025-01-01,,s1",
              "a,shares_issued,,1000,share,exact,2025-01-01,,s1"),
}  # fmt: skip


@pytest.mark.parametrize("identity", CASES)
def test_a_figure_that_follows_from_others_is_confirmed_and_a_planted_error_is_contradicted(
    identity: str, tmp_path: Path
) -> None:
    row, right, wrong, *inputs = CASES[identity]

    found = [
        verdicts(facts_of(tmp_path / value, REVENUE, *inputs, row.format(value)))[identity] for value in (right, wrong)
    ]

    assert found == ["confirmed", "contradicted"]


def test_rounding_is_no_contradiction(tmp_path: Path) -> None:
    """5.9 % is 3.12 of 53, though 3.12 / 53 is 5.887 %; and a source that writes 70 % may have seen 70.7 %."""
    share = "a,market_share,,5.9%,ratio,about,2024,market=m,s1"
    rounded = "a,revenue_share,,70%,ratio,about,2024,segment=cloud,s1"
    inputs = (
        *("a,revenue,,3.12亿,CNY,about,2024,,s1", "m,market_size,,53亿,CNY,about,2024,,s1"),
        "a,revenue,,2.206亿,CNY,about,2024,segment=cloud,s1",
    )
    found = verdicts(facts_of(tmp_path, *inputs, share, rounded))

    assert (found["market-share"], found["share-of-revenue"]) == ("confirmed", "confirmed")


def test_a_source_is_held_to_its_own_figures_before_anyone_elses(tmp_path: Path) -> None:
    own = ("a,revenue,,100,CNY,exact,2024,,s1", "a,gross_profit,,50,CNY,exact,2024,,s1")
    filing = ("a,revenue,,200,CNY,exact,2024,,s2", "a,gross_margin,,25%,ratio,exact,2024,,s2")
    facts = facts_of(tmp_path, *own, *filing, "a,gross_margin,,50%,ratio,exact,2024,,s1")
    sources = {claim.id: claim.source for claim in facts.claims}
    found = {sources[f.claim]: f.verdict for f in findings(facts) if f.identity.name == "gross-margin"}

    assert found == {"s1": "confirmed", "s2": "confirmed"}


def test_what_has_no_input_says_which(tmp_path: Path) -> None:
    (found,) = findings(facts_of(tmp_path, "a,growth,,25%,ratio,about,2024,of_metric=revenue,s1", REVENUE))

    assert (found.verdict, found.expected) == ("not_checkable", None)
    assert found.reason.en == "no revenue of a 2023-01-01/2023-12-31"
    assert found.reason.zh == "缺 a 2023-01-01/2023-12-31 的营业收入"


def test_a_bound_confirms_only_what_it_implies(tmp_path: Path) -> None:
    inputs = ("a,gross_profit,,50,CNY,at_least,2024,,s1", REVENUE)
    at_least, exact = (
        verdicts(facts_of(tmp_path / p, *inputs, f"a,gross_margin,,{value},ratio,{p},2024,,s1"))["gross-margin"]
        for value, p in (("40%", "at_least"), ("60%", "exact"))
    )
    assert (at_least, exact) == ("confirmed", "not_checkable")


def test_a_plan_is_no_input_of_a_fact_of_another_source(tmp_path: Path) -> None:
    planned = "a,gross_profit,,10,CNY,exact,2024,outlook=target,s2"
    found = verdicts(facts_of(tmp_path, REVENUE, planned, "a,gross_margin,,50%,ratio,exact,2024,,s1"))

    assert found["gross-margin"] == "not_checkable"


def test_segments_are_added_up_only_where_they_make_the_whole(tmp_path: Path) -> None:
    parts = ("a,revenue,,85,CNY,exact,2024,segment=on-premise,s1", "a,revenue,,15,CNY,exact,2024,segment=cloud,s1")
    whole = verdicts(facts_of(tmp_path / "1", REVENUE, *parts))
    one_missing = verdicts(facts_of(tmp_path / "2", REVENUE, parts[0]))

    assert whole["sum-of-segments"] == "confirmed"
    assert "sum-of-segments" not in one_missing


def test_margins_of_segments_are_weighted_by_their_revenue(tmp_path: Path) -> None:
    rows = [
        *("a,revenue,,80,CNY,exact,2024,segment=on-premise,s1", "a,revenue,,20,CNY,exact,2024,segment=cloud,s1"),
        "a,gross_margin,,60%,ratio,exact,2024,segment=on-premise,s1",
        "a,gross_margin,,10%,ratio,exact,2024,segment=cloud,s1",
    ]
    right, wrong = (
        verdicts_of_whole(facts_of(tmp_path / m, REVENUE, *rows, f"a,gross_margin,,{m},ratio,exact,2024,,s1"))
        for m in ("50%", "55%")
    )
    assert (right, wrong) == ("confirmed", "contradicted")


def verdicts_of_whole(facts: Facts) -> str:
    return next(f.verdict for f in findings(facts) if f.identity.name == "gross-margin-of-parts")


def test_a_converted_figure_shows_the_rate_and_its_days(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, "a,revenue,,100,CNY,exact,2024,,s1", "a,revenue,,13.9,USD,about,2024,,s1")
    rates = [rate for finding in findings(facts) for rate in finding.rates]

    assert {(rate.base, rate.quote, rate.days) for rate in rates} == {
        ("CNY", "USD", "2024 mean, 2024-12-31, 2026-01-02"),
        ("USD", "CNY", "2024 mean, 2024-12-31, 2026-01-02"),
    }


def test_a_day_that_the_bank_gives_no_rate_for_is_said(tmp_path: Path) -> None:
    """Its yuan rates begin in 2005; the source tells no date of its own."""
    facts = facts_of(tmp_path, "a,revenue,,100,CNY,exact,2003,,s3", "a,revenue,,12.1,USD,about,2003,,s3")

    assert {f.reason.en for f in findings(facts)} == {
        "the European Central Bank gives no CNY/USD rate for it",
        "the European Central Bank gives no USD/CNY rate for it",
    }


def test_a_market_capitalisation_of_a_month_is_not_compared_with_another_sources(tmp_path: Path) -> None:
    """It changes from day to day; two sources that name only the month need not mean one day."""
    rows = ("a,market_cap,,73亿,USD,about,2026-01,,s1", "a,market_cap,,1100亿,HKD,about,2026-01,,s2")

    assert "currency-twin" not in verdicts(facts_of(tmp_path, *rows))


# -------------------------------------------------------------------------------------------------------- the article


def test_the_articles_own_contradictions_are_found() -> None:
    facts = article_facts()
    claims = {claim.id: claim for claim in facts.claims}
    found = {
        (claims[f.claim].subject, claims[f.claim].property.name, str(claims[f.claim].value))
        for f in findings(facts)
        if f.verdict == "contradicted"
    }
    assert found == {
        ("zhipu", "market_share", "6.6%"),  # 3.12 of 53 is 5.9 %
        ("zhipu", "cagr", "130%"),  # from 57.4 to 312.4 million in two years is 133 %
        ("zhipu-ipo", "price_to_sales", "21"),  # 6.6 billion dollars are not 21 times 400 to 500 million yuan
    }


def test_the_articles_consistent_figures_are_confirmed() -> None:
    facts = article_facts()
    claims = {claim.id: claim for claim in facts.claims}
    found = Counter(
        f"{claims[f.claim].property.name} {claims[f.claim].value}" for f in findings(facts) if f.verdict == "confirmed"
    )
    wanted = """growth 117%, growth 151%, growth 275%, ratio_to_revenue 147%, ratio_to_revenue 425%,
        ratio_to_revenue 703%, ratio_to_revenue 835%, ratio_to_revenue 12.3, revenue_share 84.8%, revenue_share 15.2%,
        revenue_share 11.1%, net_loss 62亿, multiple 159, multiple 125, proceeds 43亿, proceeds 5.6亿,
        proceeds_allocated 30亿, proceeds_allocated 13亿, shares_offered 3741.95万, revenue 1.91亿, revenue 2700万,
        valuation 461亿, valuation 59亿, market_share 6.6%"""
    assert [figure for figure in map(str.strip, wanted.split(",")) if figure not in found] == []


# ------------------------------------------------------------------------------------------------------- what is kept


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(seed: object) -> None:
    facts = article_facts()
    claims = list(facts.claims)
    seed.shuffle(claims)  # type: ignore[attr-defined]

    assert findings(replace(facts, claims=tuple(claims))) == findings(facts)


def test_sparql_can_ask_which_accepted_figures_are_contradicted(tmp_path: Path) -> None:
    rows = ("a,gross_profit,,50,CNY,exact,2024,,s1", "a,gross_margin,,40%,ratio,exact,2024,,s1")
    store = build_store(facts_of(tmp_path, REVENUE, *rows))
    answer = ask(
        store,
        """SELECT ?about ?metric ?lower ?input WHERE {
          GRAPH graph:findings { ?f a sg:Finding ; sg:verdict sg:Contradicted ; sg:onClaim ?claim ;
            sg:expectedLower ?lower ; sg:usesClaim ?used ; sg:identity identity:gross-margin }
          GRAPH graph:provenance { ?claim sg:status sg:Accepted ; rdf:subject ?about ; rdf:predicate ?metric .
            ?used sg:statedValue ?input }
        } ORDER BY ?input""",
    )
    found = [tuple(row[name].value for name in ("about", "metric", "lower", "input")) for row in answer]  # type: ignore[union-attr]

    about, metric = "https://w3id.org/sinograph/id/a", "https://w3id.org/sinograph/ns#grossMargin"
    assert found == [(about, metric, "0.5", "100"), (about, metric, "0.5", "50")]


def test_a_rival_shows_what_was_accepted_and_why(tmp_path: Path) -> None:
    store = build_store(facts_of(tmp_path, "a,revenue,,120,CNY,exact,2024,,s2", REVENUE))
    (row,) = read_audit(store, "en")

    assert (row["verdict"], row["stated"], row["expected"]) == ("rival", "100 CNY", "120 CNY")
    assert row["why"] == "cannot be true beside the accepted claim, preferred by the kind of source"


# ----------------------------------------------------------------------------------------------------- the identities


def test_every_identity_names_known_metrics_qualifiers_and_functions() -> None:
    known = {*VOCABULARY.properties, *VOCABULARY.qualifiers, *FUNCTIONS, "of_metric", "itself"}
    told = {"year_before", "quarter_before", "month_before", "first", "last", "any", "none"}
    wrong = [
        (identity.name, name)
        for identity in load_identities()
        for name in _names(identity.formula)
        if name not in known | told
    ]
    assert wrong == []
    assert {c.name for i in load_identities() for c in i.conditions} <= {*VOCABULARY.qualifiers, "kind"}


def _names(node: object) -> set[str]:
    import ast

    assert isinstance(node, ast.AST)
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def test_every_identity_speaks_of_some_bundled_figure(bundled_findings: set[str]) -> None:
    """An identity that nothing meets is either wrong or not needed."""
    assert {identity.name for identity in load_identities()} - bundled_findings == set()


@pytest.fixture(scope="module")
def bundled_findings() -> set[str]:
    from sinograph.loaders import bundled_facts

    facts = load_facts([bundled_facts()])
    return {finding.identity.name for finding in findings(facts)}
