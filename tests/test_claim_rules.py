"""Mistakes that were found in the tables once, each refused with its column ever since."""

from pathlib import Path

import pytest

from sinograph.errors import FactError
from sinograph.loaders import load_facts
from sinograph.tests.two_companies import write_tables

ENTITIES = (
    "id,kind,name_zh,name_en,aliases,identifiers\n"
    "a,company,甲,A,,\nb,company,乙,B,,\nm,model,模,M,,\nbench,benchmark,测,Bench,,\nmk,market,市,Mk,,\n"
)
#: Every entity and source is used by these, and nothing is wrong with them.
GOOD = (
    "a,develops,m,,,,,,s1,p,,2026-02-01,\n"
    "a,founded,,2019-06,,,,,s2,p,,2026-02-01,\n"
    "b,market_share,,12%,ratio,about,2024,market=mk,s1,p,,2026-02-01,\n"
    "m,score,,80.5,point,exact,,benchmark=bench; reported_by=by_developer,s1,p,,2026-02-01,\n"
)


def problems(folder: Path, row: str) -> list[tuple[str, str]]:
    try:
        load_facts([write_tables(folder, GOOD + row + "\n", entities=ENTITIES)])
    except FactError as error:
        return [(problem.column, problem.what.en) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("a,revenue,,5,CNY,exact,2027,,s1,p,,2026-02-01,", "period", "happens after its source was published"),
        ("a,invested_in,b,,,,,since=2026-03,s1,p,,2026-02-01,", "qualifiers", "happens after its source"),
        ("m,score,,80,point,exact,,benchmark=bench,s1,p,,2026-02-01,", "qualifiers", "score needs reported_by"),
        ("a,growth,,80%,ratio,about,2024,,s1,p,,2026-02-01,", "qualifiers", "growth needs of_metric"),
        ("a,market_cap,,5亿,HKD,exact,2025-11,,s1,p,,2026-02-01,", "period", "market_cap changes from day to day"),
        ("b,market_share,,112%,ratio,about,2023,market=mk,s1,p,,2026-02-01,", "value", "112% is no part of a whole"),
        ("b,holds_stake_in,a,1.2,ratio,exact,,,s1,p,,2026-02-01,", "value", "1.2 is no part of a whole"),
        ("m,token_price,,2,USD,exact,,channel=b; token_kind=input,s1,p,,2026-02-01,", "precision", "reseller (b)"),
        ("m,released,,2018,,,,,s1,p,,2026-02-01,", "value", "released before its developer was founded"),
    ],
)
def test_a_known_mistake_is_refused(tmp_path: Path, row: str, column: str, words: str) -> None:
    ((found, what),) = problems(tmp_path, row)

    assert column == found
    assert words in what


@pytest.mark.parametrize(
    "row",
    [
        "a,revenue,,5,CNY,exact,2027,outlook=expected,s1,p,,2026-02-01,",
        "a,revenue,,5,CNY,exact,2026,,s1,p,,2026-02-01,",
        "a,market_cap,,5亿,HKD,about,2025-11,,s1,p,,2026-02-01,",
        "a,market_cap,,5亿,HKD,exact,2025-11-03,,s1,p,,2026-02-01,",
        "m,token_price,,2,USD,about,,channel=b; token_kind=input,s1,p,,2026-02-01,",
        "m,token_price,,2,USD,exact,,channel=a; token_kind=input,s1,p,,2026-02-01,",
        "m,released,,2019,,,,,s1,p,,2026-02-01,",
    ],
)
def test_what_only_looks_like_it_passes(tmp_path: Path, row: str) -> None:
    assert problems(tmp_path, row) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("s3,filing,T,P,,https://example.org/3,en,,Paper", "comes by way of Paper"),
        ("s3,press,T,P,,https://www1.hkexnews.hk/3.pdf,en,,", "holds filings"),
    ],
)
def test_a_copy_is_no_filing_and_a_filing_is_one(tmp_path: Path, source: str, words: str) -> None:
    head = "id,kind,title,publisher,published,url,language,sha256,via\n"
    rows = "s1,press,T,P,2026-01-02,https://example.org/1,en,,\ns2,filing,T,P,2025-01-02,https://example.org/2,en,,\n"
    used = GOOD + "a,founded,,2019-06,,,,,s3,p,,2026-02-01,\n"

    with pytest.raises(FactError) as caught:
        load_facts([write_tables(tmp_path, used, entities=ENTITIES, sources=f"{head}{rows}{source}\n")])

    assert words in " ".join(problem.what.en for problem in caught.value.problems)
