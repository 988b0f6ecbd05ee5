"""What a reader types for a parameter: looked up, checked, and unable to break out of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from sinograph.errors import UnknownNameError
from sinograph.graph import build_store
from sinograph.graph.questions import fill_question, find_question, split_values
from sinograph.loaders import bundled_facts, load_facts
from sinograph.ontology.questions import parse_question, read_questions

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

ECHO = parse_question(
    "echo", "# en: Says it.\n# zh: 照说。\n# param said: text = x ; en: S. ; zh: 言。\nSELECT ($said AS ?it) {}"
)


@pytest.fixture(scope="module")
def store() -> Store:
    return build_store(load_facts([bundled_facts()]))


def echo(said: str) -> str:
    text = fill_question(Store(), ECHO, {"said": said})
    (row,) = cast("QuerySolutions", Store().query(text))
    return cast("str", row["it"].value)


@given(st.text())
def test_a_text_comes_out_as_it_went_in(said: str) -> None:
    assert said == echo(said)


@pytest.mark.parametrize(
    "said",
    [
        '") } DELETE WHERE { ?s ?p ?o } #',
        "x\n} UNION { ?s ?p ?o",
        "\\",
        '\\" } #',
        "\\u0022 AS ?it) } #",
        "\\U00000022 AS ?it) } #",
        "\\\\u0022",
        "$said ?it",
        "'''\"\"\"",
        "tab\tand\r\nline",
        "智谱",
    ],
)
def test_a_hostile_text_stays_text_in_two_engines(said: str) -> None:
    (row,) = rdflib.Graph().query(fill_question(Store(), ECHO, {"said": said}))

    assert (said, said) == (echo(said), str(row[0]))  # type: ignore[index]


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="is not text in UTF-8"):
        echo("\udc80")


@pytest.mark.parametrize("typed", ["minimax", "MINIMAX", "ＭｉｎｉＭａｘ"])
def test_a_name_typed_becomes_the_entity(store: Store, typed: str) -> None:
    question = find_question("backers")

    assert fill_question(store, question, {"company": "minimax"}) == fill_question(store, question, {"company": typed})
    assert "rdf:object id:minimax ." in fill_question(store, question, {"company": typed})


@pytest.mark.parametrize("typed", ["gross_margin", "grossMargin", "毛利率", "Gross Margin"])
def test_a_metric_goes_by_its_table_name_or_its_label(store: Store, typed: str) -> None:
    assert "sg:metric sg:grossMargin ;" in fill_question(store, find_question("history"), {"metric": typed})


@pytest.mark.parametrize(
    ("name", "values", "en", "zh"),
    [
        (
            "backers",
            {"compny": "zhipu"},
            "no parameter of backers is called 'compny'; nearest: company",
            "没有名为 'compny' 的参数(backers)；相近者：company",
        ),
        (
            "backers",
            {"company": "minimx"},
            "no entity is called 'minimx'; nearest: minimax (MiniMax)",
            "没有名为 'minimx' 的实体；相近者：minimax(MiniMax)",
        ),
        (
            "offering",
            {"offering": "zhipu"},
            "zhipu is of kind company; of kind offering is asked for; nearest: zhipu-ipo (Zhipu Hong Kong IPO)",
            "zhipu 属于公司类，此处需要公开发售类；相近者：zhipu-ipo(智谱香港IPO)",
        ),
        (
            "history",
            {"metric": "gross_margn"},
            "no metric is called 'gross_margn'; nearest: gross_margin, gross_profit",
            "没有名为 'gross_margn' 的指标；相近者：gross_margin、gross_profit",
        ),
        (
            "rivals",
            {"period": "2024年"},
            "'2024年' is not a period; write 2024, 2025-H1, 2025-Q3, 2025-9M, 2025-11, 2026-01-08, or first/last",
            "'2024年' 不是期间；请写作 2024、2025-H1、2025-Q3、2025-9M、2025-11、2026-01-08 或 起/止",
        ),
        (
            "designations",
            {"list": "x"},
            "no parameter of designations is called 'list'",
            "没有名为 'list' 的参数(designations)",
        ),
    ],
    ids=["parameter", "entity", "kind", "metric", "period", "no parameters"],
)
def test_what_is_not_known_is_said_in_both_languages(
    store: Store, name: str, values: dict[str, str], en: str, zh: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        fill_question(store, read_questions()[name], values)

    assert (en, zh) == tuple(caught.value.text)


def test_an_unknown_question_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_question("backer")

    assert caught.value.text.en == "no question is called 'backer'; nearest: backers, common-backers"


def test_pairs_are_split_at_the_first_equals_sign() -> None:
    assert split_values(["section=a=b", "source="]) == {"section": "a=b", "source": ""}


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (["zhipu"], "'zhipu' names no parameter; write name=value"),
        (["=x"], "names no"),
        (["a=1", "a=2"], "'a' is given twice"),
    ],
)
def test_a_pair_that_names_no_parameter_or_repeats_one_is_refused(pairs: list[str], words: str) -> None:
    with pytest.raises(UnknownNameError, match=words):
        split_values(pairs)
