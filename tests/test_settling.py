"""Which of several claims on one fact is accepted, and that the others stay."""

from pathlib import Path

import pytest

from sinograph.graph import open_dataset
from sinograph.graph.receipts import read_receipts
from sinograph.tests.two_companies import ROWS, tiny_store

#: Two claims on one fact, the one to be accepted first, and the words in the reason.
PAIRS = {
    "the curator's rank, whatever the source": (
        "a,revenue,,100,CNY,exact,2024,,s1,p,preferred,2026-02-01,restated since",
        "a,revenue,,120,CNY,exact,2024,,s2,p,,2026-02-01,",
    ),
    "the kind of source": (
        "a,revenue,,120,CNY,exact,2024,,s2,p,,2026-02-01,",
        "a,revenue,,100,CNY,exact,2024,,s1,p,,2026-02-01,",
    ),
    "the narrower interval": (
        "a,revenue,,12.00亿,CNY,about,2024,,s1,p,,2026-02-01,",
        "a,revenue,,13亿,CNY,about,2024,,s1,p,,2026-02-01,",
    ),
    "the later publication": (
        "a,revenue,,120,CNY,exact,2024,,s1,p,,2026-02-01,",
        "a,revenue,,100,CNY,exact,2024,,s3,p,,2026-02-01,",
    ),
}
SOURCES = (
    "id,kind,title,publisher,published,url,language,sha256\n"
    "s1,press,T,P,2026-01-02,https://example.org/1,en,\n"
    "s2,filing,T,P,2025-01-02,https://example.org/2,en,\n"
    "s3,press,T,P,2025-12-31,https://example.org/3,en,\n"
)
EVERY_SOURCE = "".join(f"b,founded,,2019,,,,,{s},p,,2026-02-01,\n" for s in ("s1", "s2", "s3"))


def values_by_status(folder: Path, rows: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for receipt in read_receipts(tiny_store(folder, rows, sources=SOURCES)).values():
        if receipt.property == "revenue":
            found.setdefault(receipt.status, []).append(receipt.value)
    return {status: sorted(values) for status, values in found.items()}


@pytest.mark.parametrize("criterion", PAIRS)
def test_rivals_are_settled_by(tmp_path: Path, criterion: str) -> None:
    winner, other = PAIRS[criterion]
    rows = f"{other}\n{winner}\n{EVERY_SOURCE}"

    expected = {"accepted": [winner.split(",")[3]], "rival": [other.split(",")[3]]}

    assert expected == values_by_status(tmp_path, rows)


def test_the_reason_is_stored_on_both_sides(tmp_path: Path) -> None:
    reasons = {r.value: r.reason.en for r in read_receipts(tiny_store(tmp_path)).values() if r.property == "revenue"}

    assert reasons == {
        "120": "1 disputed; preferred by the kind of source",
        "100": "cannot be true beside the accepted claim, preferred by the kind of source",
    }


def test_overlapping_figures_agree(tmp_path: Path) -> None:
    rows = (
        "a,revenue,,3.12亿,CNY,about,2024,,s1,p,,2026-02-01,\n"
        "a,revenue,,312.4 million,CNY,about,2024,,s2,p,,2026-02-01,\n"
    )

    assert values_by_status(tmp_path, rows + EVERY_SOURCE) == {"accepted": ["312.4 million"], "agreeing": ["3.12亿"]}


def test_a_deprecated_claim_is_kept_but_never_accepted(tmp_path: Path) -> None:
    row = "a,revenue,,100,CNY,exact,2024,,s2,p,deprecated,2026-02-01,ten times too small\n"

    assert values_by_status(tmp_path, row + EVERY_SOURCE) == {"deprecated": ["100"]}


def test_figures_in_two_currencies_are_two_facts(tmp_path: Path) -> None:
    rows = "a,revenue,,100,CNY,exact,2024,,s1,p,,2026-02-01,\na,revenue,,20,USD,exact,2024,,s1,p,,2026-02-01,\n"

    assert values_by_status(tmp_path, rows + EVERY_SOURCE) == {"accepted": ["100", "20"]}


def test_the_view_holds_the_accepted_figure_only(tmp_path: Path) -> None:
    dataset = open_dataset(tiny_store(tmp_path))

    found = dataset.query("SELECT ?v WHERE { ?o sg:about id:a ; sg:metric sg:revenue ; sg:value ?v }")

    assert [str(value) for (value,) in found] == ["120"]  # type: ignore[misc]


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    backwards = "".join(reversed(ROWS.splitlines(keepends=True)))

    assert set(tiny_store(tmp_path / "1", ROWS)) == set(tiny_store(tmp_path / "2", backwards))


def test_a_price_that_followed_another_is_not_its_rival(tmp_path: Path) -> None:
    entities = "id,kind,name_zh,name_en,aliases,identifiers\na,company,甲,A,,\nm,model,模,M,,\n"
    rows = (
        "a,develops,m,,,,,,s1,p,,2026-02-01,\na,founded,,2019,,,,,s2,p,,2026-02-01,\n"
        "m,token_price,,2,USD,exact,,token_kind=input; until=2025-06-30,s1,p,,2026-02-01,\n"
        "m,token_price,,1,USD,exact,,since=2025-07-01; token_kind=input,s1,p,,2026-02-01,\n"
    )

    receipts = read_receipts(tiny_store(tmp_path, rows, entities=entities)).values()

    assert {"accepted"} == {receipt.status for receipt in receipts}
