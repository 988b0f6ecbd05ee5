"""Two companies, two sources, three claims: tables that a test can read at a glance."""

from pathlib import Path

from pyoxigraph import Store

from sinograph.graph import build_store
from sinograph.loaders import load_facts

HEADER = "subject,property,object,value,unit,precision,period,qualifiers,source,locator,rank,recorded,note\n"
ENTITIES = "id,kind,name_zh,name_en,aliases,identifiers\na,company,甲,A,,\nb,company,乙,B,,\n"
SOURCES = (
    "id,kind,title,publisher,published,url,language,sha256\n"
    "s1,press,T,P,2026-01-02,https://example.org/1,en,\n"
    "s2,filing,T,P,2025-01-02,https://example.org/2,en,\n"
)
ROWS = (
    "a,invested_in,b,,,,,,s1,p1,,2026-02-01,\n"
    "a,revenue,,100,CNY,exact,2024,,s1,p1,,2026-02-01,\n"
    "a,revenue,,120,CNY,exact,2024,,s2,p1,,2026-02-01,\n"
)


def write_tables(
    folder: Path, rows: str = ROWS, *, header: str = HEADER, entities: str = ENTITIES, sources: str = SOURCES
) -> Path:
    """Write a folder of facts: two companies, a press article and a filing, and *rows* of claims."""
    (folder / "claims").mkdir(parents=True, exist_ok=True)
    (folder / "entities.csv").write_text(entities, "utf-8")
    (folder / "sources.csv").write_text(sources, "utf-8")
    (folder / "claims" / "c.csv").write_text(header + rows, "utf-8", newline="")
    return folder


def tiny_store(folder: Path, rows: str = ROWS, *, entities: str = ENTITIES, sources: str = SOURCES) -> Store:
    """Return a store of such tables."""
    return build_store(load_facts([write_tables(folder, rows, entities=entities, sources=sources)]))
