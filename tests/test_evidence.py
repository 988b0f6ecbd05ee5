"""Evidence: a claim is verified where its document has the number, in its unit, its period and of its entity."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sinograph.cli import main
from sinograph.errors import FactError
from sinograph.loaders import bundled_facts, load_facts
from sinograph.loaders.evidence import Document, check_evidence, read_documents
from sinograph.loaders.quantities import Quantity
from sinograph.tests.one_article import ARTICLE, article_facts
from sinograph.tests.test_facts_against_article import find_sources
from sinograph.tests.two_companies import write_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinograph.loaders import Facts
    from sinograph.loaders.records import Claim

ENTITIES = (
    "id,kind,name_zh,name_en,aliases,identifiers\na,company,智谱,Zhipu,,\nb,company,稀宇,MiniMax,,\n"
    "cloud,segment,云端,Cloud,,\n"
)
SOURCES = "id,kind,title,publisher,published,url,language,sha256\ns1,press,T,P,2026-01-02,https://example.org/1,zh,{}\n"
TEXT = (
    "智谱2024年营收3.12亿元,高于MiniMax的2.2亿元。\n收入结构\n2025年上半年,智谱云端收入0.29亿元,占比15.2%。\n"
    "智谱估值66亿美元。\n"
)
KEPT = "b,revenue,,2.2亿,CNY,about,2024,,s1,导语 ¶1,,2026-02-01,\ncloud,part_of,a,,,,,,s1,page,,2026-02-01,\n"
HEAD = "a,revenue,,3.12亿,CNY,about,2024,,s1,导语 ¶1,,2026-02-01,\n"


def facts_of(folder: Path, row: str) -> Facts:
    rows = row + "b,revenue,,2.2亿,CNY,about,2024,,s1,导语 ¶1,,2026-02-01,\n"
    rows += "a,revenue_share,,15.2%,ratio,about,2025-H1,segment=cloud,s1,收入结构 ¶1,,2026-02-01,\n"
    return load_facts([write_tables(folder, rows, entities=ENTITIES, sources=SOURCES.format(""))])


def verdict(folder: Path, row: str, text: str = TEXT) -> str:
    facts = facts_of(folder, f"{row},,2026-02-01,\n")
    found = check_evidence(Document("d.txt", "", "s1", is_recorded=False, text=text), facts)
    return next(e.verdict for e in found if e.claim.place.line == 2)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("a,revenue,,3.12亿,CNY,about,2024,,s1,导语 ¶1", "verified"),
        ("a,revenue,,0.29亿,CNY,about,2025-H1,segment=cloud,s1,收入结构 ¶1", "verified"),
        ("a,valuation,,66亿,USD,about,,,s1,收入结构 ¶2", "verified"),
        ("a,valuation,,66亿,USD,about,,,s1,page", "verified"),
        ("a,valuation,,66亿,USD,about,,,s1,导语 ¶1", "elsewhere"),
        ("a,revenue,,3.13亿,CNY,about,2024,,s1,导语 ¶1", "not_found"),
        ("a,revenue,,3.12亿,HKD,about,2024,,s1,导语 ¶1", "not_found"),
        ("a,valuation,,66亿,HKD,about,,,s1,收入结构 ¶2", "not_found"),
        ("a,revenue,,3.12亿,CNY,about,2023,,s1,导语 ¶1", "not_found"),
        ("a,revenue,,2.2亿,CNY,about,2024,,s1,导语 ¶1", "not_found"),
        ("a,gross_margin,,15.2%,ratio,about,2025-H1,segment=cloud,s1,收入结构 ¶1", "contended"),
    ],
    ids=[
        *("there", "of a half year", "undated", "no place named", "another place", "wrong digit", "wrong currency"),
        *("other currency", "wrong year", "the other company's number", "another claim's number"),
    ],
)
def test_a_claim_is_verified_only_by_its_own_number(row: str, expected: str, tmp_path: Path) -> None:
    assert verdict(tmp_path, row) == expected


def test_both_of_two_joined_names_have_the_number(tmp_path: Path) -> None:
    row = "a,revenue,,3.12亿,CNY,about,2024,,s1,导语 ¶1"

    assert verdict(tmp_path, row, "2024年,智谱与MiniMax营收均为3.12亿元。\n") == "verified"


def test_a_document_is_known_by_its_digest_or_by_its_name(tmp_path: Path) -> None:
    facts = facts_of(tmp_path / "facts", HEAD)
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "s1.txt").write_text("﻿" + TEXT.replace("\n", "\r\n"), "utf-8")
    (documents / "stranger.txt").write_text("x", "utf-8")
    found, strangers = read_documents(documents, facts.sources)

    assert [(d.source, d.is_recorded) for d in found] == [("s1", False)]
    assert [name.split()[0] for name in strangers] == ["stranger.txt"]
    assert {e.verdict for e in check_evidence(found[0], facts)} == {"verified"}


def test_unreadable_documents_are_named_together(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "2.txt").write_bytes(b"ok \xc3")
    with pytest.raises(FactError) as caught:
        read_documents(tmp_path, {})

    assert [Path(problem.file).name for problem in caught.value.problems] == ["1.txt", "2.txt"]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(FactError, match="holds no file"):
        read_documents(tmp_path, {})


def test_the_command_names_row_place_and_remedy_and_keeps_nothing_of_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / f"{ARTICLE}.txt").write_text("一句只在此文件中出现的话。\n", "utf-8")
    done = CliRunner().invoke(main, ["check", "--evidence", str(documents), "--lang", "en"])

    assert done.exit_code == 1
    assert f"{ARTICLE}.txt → {ARTICLE} by its name" in done.stdout
    assert "3.12亿 CNY 2024 is not found in" in done.stderr
    assert "一句只在此文件" not in done.output
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != documents]
    assert [path for path in kept if "一句只在此文件" in path.read_text("utf-8", "replace")] == []


# ------------------------------------------------------------------------------------------------------- the article


@pytest.fixture(scope="module")
def article() -> tuple[Document, Facts]:
    folder = find_sources()
    facts = load_facts([bundled_facts()])
    found = [d for d in read_documents(folder, facts.sources)[0] if d.source == ARTICLE] if folder else []
    if not found:
        pytest.skip("no copy of the article: put it into shared/sources, or name its folder in SINOGRAPH_SOURCES")
    return found[0], article_facts()


def test_at_least_ninety_five_per_cent_of_the_articles_numbers_are_verified(article: tuple[Document, Facts]) -> None:
    found = check_evidence(*article)
    counts = Counter(evidence.verdict for evidence in found)

    assert counts["verified"] / len(found) >= 0.95, counts  # 113 of 116; the rest is said in words


def test_every_planted_wrong_digit_is_caught(article: tuple[Document, Facts]) -> None:
    """Each digit of each verified number becomes another one, alone in the tables; none is verified."""
    document, facts = article
    sound = [e.claim for e in check_evidence(document, facts) if e.verdict == "verified"]
    missed = [
        f"{claim.property.name} {claim.value} as {wrong.value}"
        for claim in sound
        for wrong in _wrong(claim)
        if _verdict_with(document, facts, claim, wrong) == "verified"
    ]
    assert missed == []


def _wrong(claim: Claim) -> Iterator[Claim]:
    """Yield *claim* with its first, and with its last, digit one higher, and ten times as large."""
    quantity = claim.value
    assert isinstance(quantity, Quantity)
    places = [n for n, digit in enumerate(quantity.text) if digit.isdigit()]
    for place in {places[0], places[-1]}:
        digit = str((int(quantity.text[place]) + 1) % 10)
        text = quantity.text[:place] + digit + quantity.text[place + 1 :]
        try:
            yield replace(claim, value=Quantity.parse(text, quantity.unit, quantity.precision))
        except ValueError:  # a leading nought, or a range that runs backwards
            continue


def _verdict_with(document: Document, facts: Facts, claim: Claim, wrong: Claim) -> str:
    claims = tuple(wrong if c is claim else c for c in facts.claims)
    found = check_evidence(document, replace(facts, claims=claims))
    return next(e.verdict for e in found if e.claim is wrong)
