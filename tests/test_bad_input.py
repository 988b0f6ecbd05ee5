"""What the program does not understand in a row stops it: one line with place and remedy for each fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinograph.loaders import load_facts
from sinograph.tests.tiny import CLAIMS, ENTITIES, REFUSED, SOURCES, TABLES, problems_of, table_bytes, write_facts

if TYPE_CHECKING:
    from pathlib import Path


def cells_of(header: str, row: str) -> dict[str, str]:
    return dict(zip(header.split(","), row.split(","), strict=True))


CLAIM = cells_of(CLAIMS[0], "beta,revenue,,5,CNY,exact,2023,,news,p. 5,,2026-02-01,")
ENTITY = cells_of(ENTITIES[0], "beta-2,company,乙二,Beta Two,,")
SOURCE = cells_of(SOURCES[0], "blog,press,T,P,2026-01,https://e.org/,en,")
REFUSAL = cells_of(REFUSED[0], "beta,x,,1,,,,,news,p. 1,2026-02-01,no")
GOOD = {"claims/all.csv": CLAIM, "entities.csv": ENTITY, "sources.csv": SOURCE, "refused.csv": REFUSAL}

WHEN = "write 2024, 2025-H1, 2025-Q3, 2025-9M, 2025-11, 2026-01-08, or first/last"
NUMBER = "write 312400000, 3.12亿, 84.8% or 4.8 billion, with plain digits and no separators; a range as 4亿..5亿"
DAY = "is not a day of the calendar; write year-month-day, such as 2026-11-24"
ADDRESS = "give the page's address without name and password, or leave it empty and give its sha256"
QUALIFIERS = (
    "use one of basis, channel, ended, outlook, product, region, scope, segment, since, stated_by, until, within"
)
OUTLOOKS = (
    "considered, declined_offer, expected, forecast, hypothetical, in_talks, planned, proposed_only, rumoured, target"
)
UNITS = "CNY, EUR, HKD, KRW, MYR, SGD, USD"
LONG = "is longer than the 32767 characters that a cell holds; keep figures and names, and leave the text in the source"
LISTS = "lists something twice, or nothing between two semicolons; write each part once, as in: one; another"


# Each changes cells of one good row; the message names the first of them.
ROWS: dict[str, tuple[str, dict[str, str], str]] = {
    "unknown property": (
        "claims",
        {"property": "revenu"},
        "'revenu' is not known; did you mean revenue or revenue_share?",
    ),
    "inferred property": (
        "claims",
        {"property": "backs", "object": "alpha", "value": "", "unit": "", "precision": ""},
        "backs is only inferred by rule; state what it follows from",
    ),
    "no property": ("claims", {"property": ""}, "is empty; "),
    "unknown subject": (
        "claims",
        {"subject": "gamma"},
        "entity 'gamma' is not known; add a row for it to entities.csv",
    ),
    "misspelt subject": (
        "claims",
        {"subject": "betta"},
        "entity 'betta' is not known; did you mean beta? If not, add a row for it to entities.csv",
    ),
    "no subject": ("claims", {"subject": ""}, "is empty; fill it in"),
    "wrong kind of subject": (
        "claims",
        {"subject": "model-1.5", "property": "net_profit"},
        "model-1.5 is of kind model, and organization belongs here; name another entity, or use another property",
    ),
    "wrong kind of object": (
        "claims",
        {"object": "alpha", "property": "develops", "value": "", "unit": "", "precision": ""},
        "alpha is of kind company, and artifact belongs here; name another entity, or use another property",
    ),
    "object of a measure": (
        "claims",
        {"object": "alpha"},
        "'alpha' stands where nothing belongs: revenue is not a relation; leave it empty",
    ),
    "both ends the same": (
        "claims",
        {"object": "beta", "property": "competes_with", "value": "", "unit": "", "precision": ""},
        "stands on both ends; name another entity",
    ),
    "number of a bare relation": (
        "claims",
        {"value": "5", "property": "develops", "object": "model-1.5"},
        "'5' stands where nothing belongs: develops takes no number; leave it empty",
    ),
    "unknown unit": ("claims", {"unit": "RMB"}, f"'RMB' is not known; use one of {UNITS}"),
    "unit of something else": ("claims", {"unit": "ratio"}, f"ratio does not fit revenue; use {UNITS}"),
    "no unit": ("claims", {"unit": ""}, f"is empty; use one of {UNITS}"),
    "unknown precision": (
        "claims",
        {"precision": "roughly"},
        "'roughly' is not known; use one of about, at_least, at_most, exact, range",
    ),
    "unknown source": (
        "claims",
        {"source": "new"},
        "'new' is not known; did you mean news? If not, add a row for it to sources.csv",
    ),
    "no source": ("claims", {"source": ""}, "is empty; fill it in"),
    "no locator": ("claims", {"locator": ""}, "is empty; fill it in"),
    "no value": ("claims", {"value": ""}, "is empty; fill it in"),
    "qualifier not taken": (
        "claims",
        {"qualifiers": "tranche=international"},
        f"revenue takes no qualifier 'tranche'; {QUALIFIERS}",
    ),
    "unknown qualifier": ("claims", {"qualifiers": "colour=red"}, f"revenue takes no qualifier 'colour'; {QUALIFIERS}"),
    "unknown code": (
        "claims",
        {"qualifiers": "outlook=maybe"},
        f"value of outlook 'maybe' is not known; use one of {OUTLOOKS}",
    ),
    "no qualifier at all": (
        "claims",
        {"qualifiers": "outlook"},
        "'outlook' is not a qualifier; write name=value; name=value",
    ),
    "qualifier twice": ("claims", {"qualifiers": "outlook=planned; outlook=planned"}, LISTS),
    "qualifier with two values": (
        "claims",
        {"qualifiers": "outlook=planned; outlook=target"},
        "outlook has two values; keep one, or make two rows",
    ),
    "dangling qualifier": (
        "claims",
        {"qualifiers": "region=mars"},
        "entity 'mars' is not known; add a row for it to entities.csv",
    ),
    "impossible day in a qualifier": (
        "claims",
        {"qualifiers": "since=2025-02-30"},
        f"'2025-02-30' is not a period; {WHEN}",
    ),
    "duration in words": (
        "claims",
        {"qualifiers": "within=2 months"},
        "'2 months' is not a duration; write P3Y, P2M, P10D or PT48H",
    ),
    "until before since": (
        "claims",
        {"qualifiers": "since=2025; until=2024"},
        "ends before it starts; mend since or until",
    ),
    "impossible day": ("claims", {"period": "2025-02-30"}, f"'2025-02-30' is not a period; {WHEN}"),
    "basic format": ("claims", {"period": "20250101"}, f"'20250101' is not a period; {WHEN}"),
    "short month": ("claims", {"period": "2025-1"}, f"'2025-1' is not a period; {WHEN}"),
    "full-width year": ("claims", {"period": "２０２５"}, f"'２０２５' is not a period; {WHEN}"),
    "backwards": ("claims", {"period": "2025/2024"}, f"'2025/2024' is not a period; {WHEN}"),
    "impossible recording": ("claims", {"recorded": "2026-02-30"}, f"'2026-02-30' {DAY}"),
    "recorded in a month": ("claims", {"recorded": "2026-02"}, f"'2026-02' {DAY}"),
    "recorded in digits": ("claims", {"recorded": "20260201"}, f"'20260201' {DAY}"),
    "not recorded": ("claims", {"recorded": ""}, "is empty; fill it in"),
    "recorded too early": (
        "claims",
        {"recorded": "2025-12-31"},
        "is earlier than the publication of its source; mend the date here or in sources.csv",
    ),
    "unknown rank": ("claims", {"rank": "best"}, "'best' is not known; use one of deprecated, preferred"),
    "rank without reason": ("claims", {"note": "", "rank": "preferred"}, "a rank needs a reason; say why in the note"),
    "separators": ("claims", {"value": "1,000"}, f"'1,000' is not a number; {NUMBER}"),
    "underscore": ("claims", {"value": "1_000"}, f"'1_000' is not a number; {NUMBER}"),
    "full-width digits": ("claims", {"value": "１００"}, f"'１００' is not a number; {NUMBER}"),
    "exponent": ("claims", {"value": "1e5"}, f"'1e5' is not a number; {NUMBER}"),
    "NaN": ("claims", {"value": "NaN"}, f"'NaN' is not a number; {NUMBER}"),
    "infinity": ("claims", {"value": "Infinity"}, f"'Infinity' is not a number; {NUMBER}"),
    "formula": ("claims", {"value": "=1+1"}, f"'=1+1' is not a number; {NUMBER}"),
    "range backwards": (
        "claims",
        {"value": "5..4", "precision": "range"},
        f"'5..4' is not a range of two numbers, the smaller first; {NUMBER}",
    ),
    "NUL": ("claims", {"locator": "p\x00"}, "holds the invisible character U+0000; delete it"),
    "escape": ("claims", {"locator": "p\x1b[31m"}, "holds the invisible character U+001B; delete it"),
    "bidirectional mark": ("claims", {"locator": "p\u202e1"}, "holds the invisible character U+202E; delete it"),
    "zero width space": ("claims", {"locator": "p\u200b1"}, "holds the invisible character U+200B; delete it"),
    "carriage return": (
        "claims",
        {"locator": "p\r1"},
        "holds the invisible character U+000D; end each line with LF or CRLF",
    ),
    "space at the end": ("claims", {"locator": "p. 1 "}, "begins or ends with a space; delete the space"),
    "decomposed letter": (
        "claims",
        {"locator": "e\u0301"},
        "is not in Unicode normal form C; retype it, so that equal text has equal characters",
    ),
    "cell of 1 MB": ("claims", {"note": "x" * 1_000_000}, LONG),
    "cell of 40 kB": ("claims", {"note": "汉" * 40_000}, LONG),
    "same claim again": (
        "claims",
        {"": "", "subject": "alpha", "value": "100000000", "period": "2024", "source": "filing"},
        "the same source says the same already at claims/all.csv:6; keep one row; name both places in its locator",
    ),
    "refused before": (
        "claims",
        {
            "": "",
            "subject": "alpha",
            "property": "sells",
            "object": "beta",
            "value": "",
            "unit": "",
            "precision": "",
            "period": "",
        },
        "was refused at refused.csv:2: no such property; delete one of the two rows",
    ),
    "id in capitals": (
        "entities",
        {"id": "Beta-2"},
        "'Beta-2' is not an id; use small letters and digits joined by - or .",
    ),
    "no id": ("entities", {"id": ""}, "is empty; fill it in"),
    "id twice": (
        "entities",
        {"id": "alpha"},
        "alpha stands already at entities.csv:2; use that row, or give this one another id",
    ),
    "unknown kind": ("entities", {"kind": "companie"}, "'companie' is not known; did you mean company?"),
    "no Chinese name": ("entities", {"name_zh": ""}, "is empty; fill it in"),
    "no English name": ("entities", {"name_en": ""}, "is empty; fill it in"),
    "name of another": ("entities", {"name_zh": "甲"}, "'甲' belongs to alpha too; write the two apart, or merge them"),
    "alias of another": (
        "entities",
        {"aliases": "BETA"},
        "'BETA' belongs to beta too; write the two apart, or merge them",
    ),
    "empty alias": ("entities", {"aliases": "a;; b"}, LISTS),
    "identifier of another": (
        "entities",
        {"identifiers": "wikidata:Q1"},
        "'wikidata:Q1' belongs to alpha too; write the two apart, or merge them",
    ),
    "identifier without scheme": (
        "entities",
        {"identifiers": "Q42"},
        "'Q42' is not an identifier; write scheme:value, such as wikidata:Q42",
    ),
    "entity without a claim": ("entities", {"id": "gamma"}, "no claim touches gamma; add a claim, or remove the row"),
    "unknown kind of source": (
        "sources",
        {"kind": "blog"},
        "kind of source 'blog' is not known; use one of aggregator, data, encyclopedia, filing, official, press",
    ),
    "no title": ("sources", {"title": ""}, "is empty; fill it in"),
    "impossible publication": ("sources", {"published": "2026-13"}, f"'2026-13' is not a period; {WHEN}"),
    "no way to find it": (
        "sources",
        {"url": ""},
        "nobody could find this source again; give its url, or the sha256 of the document",
    ),
    "short digest": ("sources", {"sha256": "abc"}, "'abc' is not a SHA-256 digest; give 64 small hexadecimal digits"),
    "language in words": (
        "sources",
        {"language": "english"},
        "'english' is not a language; write two small letters, such as zh",
    ),
    "source twice": (
        "sources",
        {"id": "news"},
        "news stands already at sources.csv:3; use that row, or give this one another id",
    ),
    "source without a row": ("sources", {"id": "blog"}, "no row cites blog; add a claim, or remove the row"),
    "control character in an address": (
        "sources",
        {"url": "https://e.org/\x07"},
        "holds the invisible character U+0007; delete it",
    ),
    **{
        f"address {url}": ("sources", {"url": url}, f"'{url}' is not an http(s) address; {ADDRESS}")
        for url in (
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://example.org/",
            "data:text/html,x",
            "//example.org/",
            "example.org",
            "https://",
            "https:///path",
            "https://user:pw@example.org/",
            "https://user@example.org/",
            "https://exa mple.org",
            "https://example.org:99999/",
            "http://[::1",
            "https://example.org/<b>",
        )
    },
    "refusal of an unknown source": (
        "refused",
        {"source": "newz"},
        "'newz' is not known; did you mean news? If not, add a row for it to sources.csv",
    ),
    "refusal without a reason": ("refused", {"reason": ""}, "is empty; fill it in"),
    "refusal without a place": ("refused", {"locator": ""}, "is empty; fill it in"),
    "refusal of nobody": ("refused", {"subject": ""}, "is empty; fill it in"),
    "refusal of nothing": ("refused", {"property": ""}, "is empty; fill it in"),
    "refusal on an impossible day": ("refused", {"recorded": "2026-02-31"}, f"'2026-02-31' {DAY}"),
    "refusal twice": (
        "refused",
        {"": "", "subject": "alpha", "property": "sells", "object": "beta", "value": ""},
        "the same source says the same already at refused.csv:2; keep one row; name both places in its locator",
    ),
}


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if "," in cell or '"' in cell else cell


def with_row(sort: str, cells: dict[str, str]) -> tuple[str, int, bytes]:
    """Return the table of *sort* with one more row, a good one but for *cells*; its name, the row's line, its bytes."""
    name = "claims/all.csv" if sort == "claims" else f"{sort}.csv"
    row = {**GOOD[name], **{column: cell for column, cell in cells.items() if column}}
    lines = (*TABLES[name], ",".join(map(quoted, row.values())))
    return name, len(lines), table_bytes(lines)


def test_the_rows_that_the_faults_are_put_into_are_good(tmp_path: Path) -> None:
    changed = {}
    for sort in ("claims", "entities", "sources", "refused"):
        name, _, data = with_row(sort, {"subject": "beta-2", "source": "blog"} if sort == "claims" else {})
        changed[name] = data

    assert len(load_facts([write_facts(tmp_path, changed)]).claims) == len(CLAIMS)


@pytest.mark.parametrize(("sort", "cells", "message"), ROWS.values(), ids=list(ROWS))
def test_one_fault_in_a_row_is_one_line_with_its_place(
    tmp_path: Path, sort: str, cells: dict[str, str], message: str
) -> None:
    name, line, data = with_row(sort, cells)
    folder = write_facts(tmp_path, {name: data})
    column = next(iter(cells))
    if message.startswith(("no claim", "no row")):
        column = "id"

    (found,) = problems_of(folder)
    start = f"{name}:{line}: {column}: " if column else f"{name}:{line}: "
    assert found.startswith(start + message)
    assert found == start + message or message == "is empty; "
    (chinese,) = problems_of(folder, "zh")
    assert chinese.startswith(start)
    assert chinese != found
