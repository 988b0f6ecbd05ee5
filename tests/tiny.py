"""The smallest facts that hold a relation, a measure, a rival and an attribute; tests change one thing in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinograph.errors import FactError
from sinograph.loaders import load_facts

if TYPE_CHECKING:
    from pathlib import Path

    from sinograph.errors import Language

ENTITIES = (
    "id,kind,name_zh,name_en,aliases,identifiers",
    "alpha,company,甲,Alpha,甲公司; Alpha AI,wikidata:Q1",
    "beta,company,乙,Beta,,",
    "delta-fund,investor,丁,Delta Fund,,",
    "model-1.5,model,模型一,Model 1.5,,",
)
SOURCES = (
    "id,kind,title,publisher,published,url,language,sha256",
    "filing,filing,招股书,Exchange,2025-01-02,https://example.org/filing,zh,",
    "news,press,Report,Paper,2026-01-02,https://example.org/news?a=1&b=2,en,",
)
CLAIMS = (
    "subject,property,object,value,unit,precision,period,qualifiers,source,locator,rank,recorded,note",
    "alpha,competes_with,beta,,,,,,news,p. 1,,2026-02-01,",
    "alpha,develops,model-1.5,,,,,,filing,p. 3,,2026-02-01,",
    "alpha,founded,,2019-06,,,,,filing,p. 2,,2026-02-01,",
    "alpha,revenue,,1.2亿,CNY,about,2024,,news,p. 1,,2026-02-01,",
    "alpha,revenue,,100000000,CNY,exact,2024,,filing,p. 9,,2026-02-01,",
    "delta-fund,invested_in,alpha,3亿..4亿,CNY,range,,since=2021; until=2025,news,p. 2,,2026-02-01,",
)
REFUSED = (
    "subject,property,object,value,unit,precision,period,qualifiers,source,locator,recorded,reason",
    "alpha,sells,beta,,,,,,news,p. 4,2026-02-01,no such property",
)
TABLES = {"entities.csv": ENTITIES, "sources.csv": SOURCES, "claims/all.csv": CLAIMS, "refused.csv": REFUSED}


def write_facts(folder: Path, changed: dict[str, bytes] | None = None) -> Path:
    """Write the tiny tables to *folder*, with the bytes of some *changed*, and return the folder."""
    (folder / "claims").mkdir(parents=True, exist_ok=True)
    for name, lines in TABLES.items():
        (folder / name).write_bytes(table_bytes(lines))
    for name, data in (changed or {}).items():
        (folder / name).write_bytes(data)
    return folder


def table_bytes(lines: tuple[str, ...]) -> bytes:
    """Return the table whose lines are *lines*."""
    return "".join(f"{line}\n" for line in lines).encode()


def problems_of(folder: Path, lang: Language = "en") -> list[str]:
    """Return the problems of *folder*, each without the folder's name."""
    with pytest.raises(FactError) as caught:
        load_facts([folder])
    *lines, count = caught.value.say(lang).splitlines()
    assert str(len(lines)) in count
    return [line.replace(f"{folder}/", "") for line in lines]
