"""What entities are called, how that is spelled and read, and who is found by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinograph.exports.reading_tables import reading_table, variant_table
from sinograph.graph.search import search, spelled_so
from sinograph.graph.search_keys import Key, code_forms, read_keys
from sinograph.graph.spelling import (
    Spelling,
    fold_letter,
    is_han,
    read_syllables,
    spell,
    spell_aloud,
    traditional_forms,
)
from sinograph.tests.two_companies import tiny_store

if TYPE_CHECKING:
    from pyoxigraph import Store

    from sinograph.loaders import Facts

ENTITIES = """id,kind,name_zh,name_en,aliases,identifiers
zhipu,company,智谱,Zhipu AI,Z.ai; 智谱华章,
zhipu-ipo,offering,智谱香港IPO,Zhipu Hong Kong IPO,,
zhang-peng,person,张鹏,Zhang Peng,,
zeng-yan,person,曾妍,Zeng Yan,,
cxmt,company,长鑫存储,CXMT,,
peng,company,鹏城,Pengcheng,,wikidata:Q7
hkex,exchange,港交所,HKEX,,
zp-fund,venture_capital,某基金,The fund,,
"""
SOURCES = """id,kind,title,publisher,published,url,language,sha256
s1,press,T,P,2026-01-09,https://example.org/1,en,
"""
ROWS = """zhang-peng,leads,zhipu,,,,,,s1,p1,,2026-02-01,
zhipu,legal_name,,北京智谱,,,,,s1,p1,,2026-02-01,
zhipu,legal_name,,智谱华章,,,,,s1,p1,,2026-02-01,
zhipu,listed_on,hkex,,,,,since=2026-01-08; ticker=2513,s1,p1,,2026-02-01,
zhipu-ipo,issued_by,zhipu,,,,,,s1,p1,,2026-02-01,
cxmt,competes_with,peng,,,,,,s1,p1,,2026-02-01,
zeng-yan,leads,peng,,,,,,s1,p1,,2026-02-01,
zp-fund,invested_in,peng,,,,,,s1,p1,,2026-02-01,
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return tiny_store(tmp_path_factory.mktemp("facts"), ROWS, entities=ENTITIES, sources=SOURCES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Z.ai", "ＺＡＩ"),
        ("GLM-4.5", "glm 45"),
        ("Société Générale", "SOCIETE GENERALE"),
        ("智谱", "智譜"),
        ("华为", "華為"),
        ("华为", "華爲"),
        ("台积电", "臺積電"),
        ("台积电", "台積電"),
        ("昇腾", "升腾"),
        ("<img src=x>", "img src x"),
    ],
)
def test_two_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert spell(one).text == spell(other).text


def test_a_word_begins_after_a_sign_and_where_the_script_changes() -> None:
    assert spell("GLM-4 华为Atlas") == Spelling("glm4华为atlas", frozenset({0, 3, 4, 6}))


def test_signs_alone_spell_nothing() -> None:
    assert spell("<>.*?[\\ \u202e") == Spelling("", frozenset())


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("智谱", "zhi pu"),
        ("长鑫存储", "chang xin cun chu"),
        ("长安汽车", "chang an qi che"),
        ("中芯长电", "zhong xin chang dian"),
        ("海外增长天花板", "hai wai zeng zhang tian hua ban"),
        ("企查查", "qi cha cha"),
        ("南都", "nan du"),
        ("南方都市报", "nan fang du shi bao"),
        ("成都", "cheng du"),
        ("重庆", "chong qing"),
        ("权重", "quan zhong"),
        ("银行", "yin hang"),
        ("容诚会计师事务所", "rong cheng kuai ji shi shi wu suo"),
        ("实体清单", "shi ti qing dan"),
        ("尽职调查", "jin zhi diao cha"),
        ("独角兽", "du jiao shou"),
        ("开放参数", "kai fang can shu"),
    ],
)
def test_a_character_of_several_readings_is_read_as_the_name_is(name: str, reading: str) -> None:
    assert " ".join(read_syllables(name)) == reading


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("曾妍", "zeng yan"),
        ("翟晓光", "zhai xiao guang"),
        ("贠烨祎", "yun ye yi"),
        ("单伟建", "shan wei jian"),
        ("乐宗", "yue zong"),
        ("陈乐宗", "chen le zong"),
        ("比尔·赫伊曾加", "bi er  he yi zeng jia"),
        ("查理·芒格", "cha li  mang ge"),
    ],
)
def test_a_family_name_is_read_as_one_but_a_foreign_name_begins_with_none(name: str, reading: str) -> None:
    assert " ".join(read_syllables(name, of_person=True)) == reading


def test_every_chinese_person_is_read_as_the_id_spells_the_family_name(facts: Facts) -> None:
    """Ids of persons begin with the family name, except where it is spelled as in Hong Kong or abroad."""
    elsewhere = {"chan-gerald", "liaw-yih-shyan", "teo-nie-ching"}
    read = {
        name: read_syllables(entity.name.zh, of_person=True)
        for name, entity in facts.entities.items()
        if entity.kind == "person" and all(map(is_han, entity.name.zh)) and name not in elsewhere
    }

    assert [name for name, said in read.items() if not name.replace("-", "").startswith(said[0])] == []


def test_mixed_names_are_read_with_their_latin_parts() -> None:
    aloud = dict(spell_aloud("华为Atlas 350"))

    assert {way: spelling.text for way, spelling in aloud.items()} == {
        "pinyin": "huaweiatlas350",
        "initials": "hwatlas350",
    }
    assert aloud["pinyin"].starts == {0, 3, 6, 11}
    assert list(spell_aloud("Huawei")) == []


def test_a_u_with_dots_may_be_typed_as_v_or_u() -> None:
    assert [spelling.text for way, spelling in spell_aloud("律师") if way == "pinyin"] == ["lvshi", "lushi"]


def test_every_name_in_the_facts_is_found_by_each_of_its_traditional_forms(facts: Facts) -> None:
    names = [entity.name.zh for entity in facts.entities.values()]
    names += [alias for entity in facts.entities.values() for alias in entity.aliases]

    assert [(n, form) for n in names for form in traditional_forms(n) if spell(form).text != spell(n).text] == []


@pytest.mark.parametrize(
    ("scheme", "code", "forms"),
    [
        ("hkex", "2513", ["2513", "02513", "2513.HK", "02513.HK", "HK2513", "HK02513", "hkex:2513"]),
        (
            *("hkex", "0100"),
            ["0100", "100", "00100", "0100.HK", "100.HK", "00100.HK", "HK0100", "HK100", "HK00100", "hkex:0100"],
        ),
        ("szse", "002230", ["002230", "002230.SZ", "SZ002230", "szse:002230"]),
        ("sse-star", "688795", ["688795", "688795.SH", "688795.SS", "SH688795", "SS688795", "sse-star:688795"]),
        ("nyse", "BABA", ["BABA", "BABA.US", "BABA.N", "USBABA", "nyse:BABA"]),
        ("wikidata", "Q42", ["Q42", "wikidata:Q42"]),
    ],
)
def test_a_code_is_written_as_exchanges_vendors_and_brokers_do(scheme: str, code: str, forms: list[str]) -> None:
    assert code_forms(scheme, code) == forms


def test_keys_that_claims_state_carry_these_claims(tiny: Store) -> None:
    keys = [key for key in read_keys(tiny) if key.entity == "zhipu"]

    assert [(key.how, key.text) for key in keys if not key.claims] == [
        *(("name", "Zhipu AI"), ("name", "智谱"), ("alias", "Z.ai"), ("id", "zhipu")),
    ]
    assert [(key.how, key.text) for key in keys if key.claims][:3] == [
        *(("legal_name", "北京智谱"), ("legal_name", "智谱华章"), ("code", "2513")),
    ]
    assert Key("peng", "code", "wikidata:Q7") in read_keys(tiny)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zp", ["zhipu", "zhang-peng", "zhipu-ipo"]),
        ("智譜", ["zhipu", "zhipu-ipo"]),
        ("zhi pu", ["zhipu", "zhipu-ipo"]),
        ("peng", ["peng", "zhang-peng"]),
        ("pu", ["zhipu", "zhipu-ipo"]),
        ("changxin", ["cxmt"]),
        ("zengyan", ["zeng-yan"]),
        ("２５１３．ｈｋ", ["zhipu"]),
        ("北京智谱", ["zhipu"]),
        ("IPO 智谱", ["zhipu-ipo"]),
        ("hipu", ["zhipu", "zhipu-ipo"]),
        ("hi", []),
        ("zp-fund", ["zp-fund"]),
        ("<>.*", []),
        ("", []),
        ("智" * 10_000, []),
    ],
)
def test_the_likeliest_comes_first(tiny: Store, text: str, found: list[str]) -> None:
    assert [match.key.entity for match in search(tiny, text)] == found


def test_a_match_says_what_matched_how_and_where(tiny: Store) -> None:
    (first, *_) = search(tiny, "zphz")

    assert (first.key.text, first.way, first.place) == ("智谱华章", "initials", "whole")


def test_who_is_spelled_so_comes_before_who_is_read_so(tiny: Store) -> None:
    assert spelled_so(tiny, "張鵬") == ["zhang-peng"]
    assert spelled_so(tiny, "zp") == ["zhang-peng", "zhipu"]
    assert spelled_so(tiny, "zhip") == []


def test_the_page_reads_characters_one_by_one_and_whole_names_that_are_read_otherwise() -> None:
    table = reading_table({"长城": False, "长江": False, "增长": False, "曾": True, "曾经": False})

    assert table.pop("增长") == "zeng zhang"
    assert table == {"城": "cheng", "增": "zeng", "曾": "ceng", "江": "jiang", "经": "jing", "长": "chang"}


def test_the_page_knows_each_character_in_which_a_name_may_be_written() -> None:
    table = variant_table(["台积电", "华为"])

    assert table == {letter: fold_letter(letter) for letter in table}
    assert {"臺", "積", "電", "華", "為", "爲"} <= table.keys()
    assert variant_table(["Huawei"]) == {}
