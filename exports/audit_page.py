"""The audit as a Markdown page: today's contradictions, both sides of each, for people who read the repository."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sinograph.exports.audit import SEPARATOR, read_audit, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

_HEAD = """# The audit

`sinograph audit` recomputes each figure that follows from others and says whether it holds. The identities are lines of
[`ontology/identities.ttl`](../ontology/identities.ttl); how rounding, exchange rates and days are dealt with stands in
[`decisions/0004-audit.md`](decisions/0004-audit.md).

- **confirmed**: what the inputs allow meets what is stated.
- **contradicted**: no reading of the inputs gives what is stated. Either the figure or an input is wrong, or they are
  counted in different ways; the audit shows both sides and does not choose.
- **disputed**: two sources on one fact cannot both be right; one is accepted, and the reason is given.
- **not checkable**: an input is missing, ambiguous or too coarse; the reason says which.

A figure that no identity speaks of is not in these counts. SPARQL finds the findings in `graph:findings`:

```sh
sinograph audit                        # contradicted and disputed figures
sinograph audit zhipu --all            # of one entity, with what is confirmed and what cannot be checked
sinograph query -n contradicted        # accepted figures that are contradicted
```
"""


def to_markdown(store: Store) -> str:
    """Return the page, in English: how the audit judges, what it finds on *store* by identity, each contradiction."""
    rows = read_audit(store, "en")
    contradicted = [row for row in rows if row["verdict"] == "contradicted"]
    parts = [
        _HEAD,
        f"## Today: {summary(rows, 'en')}\n",
        "".join(_table(rows)),
        f"## The {len(contradicted)} contradictions\n",
        *map(_entry, contradicted),
    ]
    return "\n".join(parts)


def _table(rows: list[dict[str, str]]) -> Iterator[str]:
    verdicts = ("confirmed", "contradicted", "not_checkable")
    found = Counter((row["identity"], row["verdict"]) for row in rows if row["identity"])
    yield "| identity | confirmed | contradicted | not checkable |\n| --- | ---: | ---: | ---: |\n"
    for identity in sorted({name for name, _ in found}):
        yield f"| {identity} | " + " | ".join(str(found[identity, verdict]) for verdict in verdicts) + " |\n"


def _entry(row: dict[str, str]) -> str:
    inputs = "".join(f"\n  - {_escaped(text)}" for text in row["inputs"].split(SEPARATOR))
    said = f"by `{row['source']}` ({row['published'] or 'undated'}), {_escaped(row['locator'])}"
    return (
        f"### {_escaped(row['figure'])}\n\n"
        f"- stated: **{row['stated']}** {said}\n"
        f"- expected: **{row['expected']}**, {_escaped(row['why'])}\n"
        f"- from:{inputs}\n"
    )


def _escaped(text: str) -> str:
    """Return *text* so that Markdown shows it as it is."""
    return text.replace("\\", "\\\\").replace("<", "\\<").replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")
