"""Finding what a person means, on tiny tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinograph.errors import UnknownNameError
from sinograph.graph.lookup import find_entity
from sinograph.tests.two_companies import tiny_store

if TYPE_CHECKING:
    from pyoxigraph import Store

ENTITIES = """id,kind,name_zh,name_en,aliases,identifiers
zhipu,company,智谱,Zhipu AI,Z.ai; Straße,wikidata:Q42
zhipu-ipo,offering,智谱上市,Zhipu IPO,,
glm,model_family,GLM系列,GLM,,
glm-4,model,GLM,GLM-4,,
minimax,company,稀宇,MiniMax,,sse:700
tencent,company,腾讯,Tencent,,hkex:700
hkex,exchange,港交所,HKEX,,
"""
SOURCES = """id,kind,title,publisher,published,url,language,sha256
s1,press,T,P,2026-01-09,https://example.org/1,en,
"""
ROWS = """glm-4,in_family,glm,,,,,,s1,p1,,2026-02-01,
minimax,competes_with,zhipu,,,,,,s1,p1,,2026-02-01,
tencent,invested_in,zhipu,,,,,,s1,p1,,2026-02-01,
zhipu,listed_on,hkex,,,,,since=2026-01-08; ticker=2513,s1,p1,,2026-02-01,
zhipu-ipo,issued_by,zhipu,,,,,,s1,p1,,2026-02-01,
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return tiny_store(tmp_path_factory.mktemp("facts"), ROWS, entities=ENTITIES, sources=SOURCES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zhipu", "zhipu"),
        ("ZHIPU", "zhipu"),
        ("智谱", "zhipu"),
        ("  zhipu   ai ", "zhipu"),
        ("ＺＨＩＰＵ　ＡＩ", "zhipu"),
        ("STRASSE", "zhipu"),
        ("2513", "zhipu"),
        ("２５１３", "zhipu"),
        ("hkex:2513", "zhipu"),
        ("HKEX:2513", "zhipu"),
        ("Q42", "zhipu"),
        ("wikidata:Q42", "zhipu"),
        ("hkex:700", "tencent"),
        ("glm", "glm"),
        ("hkex", "hkex"),
        ("2513.HK", "zhipu"),
        ("02513", "zhipu"),
        ("智譜", "zhipu"),
        ("zhi pu", "zhipu"),
        ("騰訊", "tencent"),
        ("tengxun", "tencent"),
        ("TX", "tencent"),
        ("xi'yu", "minimax"),
    ],
)
def test_an_entity_goes_by_id_name_alias_identifier_stock_code_or_another_spelling(
    store: Store, text: str, found: str
) -> None:
    assert found == find_entity(store, text)


def test_an_exact_id_comes_before_names_that_others_share(store: Store) -> None:
    """GLM is the label of a family and of a model; ``glm`` is the id of the family."""
    assert (find_entity(store, "glm"), find_entity(store, "GLM", "model")) == ("glm", "glm-4")


@pytest.mark.parametrize("kind", ["company", "organization", "agent", "entity"])
def test_a_kind_takes_in_its_subclasses(store: Store, kind: str) -> None:
    assert find_entity(store, "zhipu", kind) == "zhipu"


def test_whoever_backs_a_company_is_found_as_an_investor(store: Store) -> None:
    assert find_entity(store, "腾讯", "investor") == "tencent"


@pytest.mark.parametrize(
    ("text", "kind", "en", "zh"),
    [
        (
            "700",
            "",
            "'700' may be minimax (MiniMax) or tencent (Tencent); give the id",
            "'700' 可指minimax(稀宇)或tencent(腾讯);请给出 id",
        ),
        (
            "tencnet",
            "",
            "no entity is called 'tencnet'; nearest: tencent (Tencent)",
            "没有名为 'tencnet' 的实体；相近者：tencent(腾讯)",
        ),
        ("量子计算", "", "no entity is called '量子计算'", "没有名为 '量子计算' 的实体"),
        (
            "zhipu",
            "offering",
            "zhipu is of kind company; of kind offering is asked for; nearest: zhipu-ipo (Zhipu IPO)",
            "zhipu 属于公司类，此处需要公开发售类；相近者：zhipu-ipo(智谱上市)",
        ),
        ("", "", "no entity is called ''", "没有名为 '' 的实体"),
        ("x> } #\u202e", "", "no entity is called 'x> } #<U+202E>'", "没有名为 'x> } #<U+202E>' 的实体"),
    ],
    ids=["ambiguous", "nearest", "nothing near", "wrong kind", "empty", "hostile"],
)
def test_what_is_not_found_is_said_in_both_languages(store: Store, text: str, kind: str, en: str, zh: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_entity(store, text, kind)

    assert (en, zh) == tuple(caught.value.text)
