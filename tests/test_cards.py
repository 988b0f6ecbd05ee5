"""A card holds all that is said of an entity: as the subject, as the object, or as what a qualifier names."""

from pathlib import Path
from typing import Any

from sinograph.exports.cards import read_card
from sinograph.exports.maps import MAPS
from sinograph.exports.pagedata import build_page_data
from sinograph.graph.coverage import read_coverage
from sinograph.tests.two_companies import ENTITIES, tiny_store

NAMES = f"{ENTITIES}m,model,模型,M,,\nbench,benchmark,基准,Bench,,\nrater,company,评测,Rater,,\nc,company,丙,C,,\n"
ROWS = (
    "a,develops,m,,,,,,s1,p,,2026-02-01,\n"
    "a,invested_in,b,,,,,stated_by=rater,s1,p,,2026-02-01,\n"
    "m,score,,77.8%,ratio,exact,,benchmark=bench; reported_by=by_developer; stated_by=rater,s1,p,,2026-02-01,\n"
    "b,competes_with,c,,,,,,s2,p,,2026-02-01,\n"
)


def card(folder: Path, entity: str) -> list[tuple[str, str]]:
    _, rows = read_card(tiny_store(folder, ROWS, entities=NAMES), entity, "en")
    return [(row["says"], row["what"]) for row in rows if row["claim"]]


def test_a_benchmark_shows_the_scores_on_it(tmp_path: Path) -> None:
    assert card(tmp_path, "bench") == [("score", "M · 77.8%")]


def test_who_is_cited_for_a_relation_shows_both_its_ends_as_they_stand(tmp_path: Path) -> None:
    assert card(tmp_path, "rater") == [("invested in", "A → B"), ("score", "M · 77.8%")]


def test_a_relation_reads_the_other_way_from_its_object(tmp_path: Path) -> None:
    assert card(tmp_path, "m") == [("score", "77.8%"), ("developer", "A")]


def test_every_row_has_the_same_keys_where_rules_infer_all_there_is(tmp_path: Path) -> None:
    _, rows = read_card(tiny_store(tmp_path, ROWS, entities=NAMES), "c", "en")

    assert {row["status"] for row in rows} == {"accepted", "inferred"}
    assert len({tuple(row) for row in rows}) == 1


def names(said: dict[str, Any], entity: str) -> bool:
    """Say whether the page finds *entity* in a claim: its viewer looks at the same three fields."""
    return entity in {said["subject"], said["object"], *(text for _, text in said["qualifiers"])}


def test_card_page_and_coverage_name_the_same_claims(tmp_path: Path) -> None:
    store = tiny_store(tmp_path, ROWS, entities=NAMES)
    page = build_page_data(store, "en", tuple(MAPS))

    for item in read_coverage(store):
        _, rows = read_card(store, item.entity.id, "en")
        on_card = {row["claim"] for row in rows} - {""}
        assert (
            on_card
            == set(item.claims)
            == {claim for claim, said in page["claims"].items() if names(said, item.entity.id)}
        )
        assert on_card
