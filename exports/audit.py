"""The audit in words: contradicted figures and rivals with both sides, and how many of each there are."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.exports.wording import label, number_text, qualifier_text, value_text
from sinograph.graph.findings import GRAVEST_FIRST, read_findings
from sinograph.graph.receipts import read_entities, read_receipts, read_sources, rivals_of
from sinograph.loaders.quantities import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Store

    from sinograph.errors import Language
    from sinograph.graph.findings import FindingCard
    from sinograph.graph.receipts import Receipt

#: In the order in which a reader wants them.
VERDICTS = (GRAVEST_FIRST[0], "rival", *GRAVEST_FIRST[1:])

#: The columns that people see; a program gets every key of a row.
COLUMNS = {
    "verdict_text": Text("verdict", "结论"),
    "figure": Text("figure", "数字"),
    "stated": Text("stated", "所述"),
    "expected": Text("expected, or accepted instead", "应为，或另采信"),
    "why": Text("why", "原因"),
    "inputs": Text("from", "依据"),
    "source": Text("source", "来源"),
    "claim": Text("claim", "主张"),
}
_COUNTS = {
    "contradicted": Text("{} contradicted", "不符 {} 项"),
    "rival": Text("{} disputed", "相左 {} 项"),
    "confirmed": Text("{} confirmed", "相符 {} 项"),
    "not_checkable": Text("{} not checkable", "无法核实 {} 项"),
}
_UNDATED = Text("no date", "无日期")
#: Stands between the inputs of a figure; their own qualifiers have semicolons.
SEPARATOR = " · "
#: Of what is not exact six digits are shown, rounded outward.
_DOWN = Context(prec=6, rounding=ROUND_FLOOR)
_UP = Context(prec=6, rounding=ROUND_CEILING)
_EXACT = Context(prec=30)


def read_audit(store: Store, lang: Language, entity: str = "") -> list[dict[str, str]]:
    """Return a row for each finding and each rival, those of *entity* alone where one is given.

    Contradicted figures come first, then rivals, confirmed ones, and what cannot be checked; each by subject, property
    and period. Keys: ``verdict``, ``figure``, ``stated``, ``expected`` (of a rival: what was accepted), ``why`` and
    ``inputs`` in words; ``identity``, ``lower``, ``upper``, ``rates``, ``uses`` (claim ids), ``claim``, ``source`` and
    its date; the claim's own fields by their names in the tables.
    """
    return _Auditor(store, lang).rows(entity)


def summary(rows: Sequence[dict[str, str]], lang: Language) -> str:
    """Return how many rows there are of each verdict, in words."""
    found = Counter(row["verdict"] for row in rows)
    return ("；" if lang == "zh" else ", ").join(_COUNTS[v].say(lang).format(found[v]) for v in VERDICTS)


class _Auditor:
    def __init__(self, store: Store, lang: Language) -> None:
        self._lang = lang
        self._entities = read_entities(store)
        self._sources = read_sources(store)
        self._receipts = read_receipts(store)
        self._rivals = rivals_of(self._receipts)
        self._findings = read_findings(store)

    def rows(self, entity: str) -> list[dict[str, str]]:
        found = [*map(self._finding, self._findings), *self._disputes()]
        of_entity = [row for row in found if not entity or entity in self._receipts[row["claim"]].touched()]
        keys = ("subject", "property", "object", "period", "qualifiers", "identity", "claim")
        return sorted(of_entity, key=lambda row: (VERDICTS.index(row["verdict"]), *(row[key] for key in keys)))

    def _finding(self, finding: FindingCard) -> dict[str, str]:
        receipt = self._receipts[finding.claim]
        return {
            **self._claim(receipt, finding.verdict),
            "expected": self._expected(finding, receipt),
            "why": f"{finding.reason.say(self._lang)} ({finding.label.say(self._lang)})",
            "inputs": SEPARATOR.join([*map(self._input, finding.uses), *finding.rates]),
            "identity": finding.identity,
            "lower": finding.lower,
            "upper": finding.upper,
            "rates": "; ".join(finding.rates),
            "uses": " ".join(finding.uses),
        }

    def _disputes(self) -> Iterator[dict[str, str]]:
        for receipt in self._receipts.values():
            if receipt.status != "rival":
                continue
            others = (self._receipts[claim] for claim in self._rivals[receipt.claim])
            accepted = next(other for other in others if other.status == "accepted")
            yield {
                **self._claim(receipt, "rival"),
                "expected": self._what(accepted),
                "why": receipt.reason.say(self._lang),
                "inputs": self._input(accepted.claim),
                "identity": "",
                "lower": "",
                "upper": "",
                "rates": "",
                "uses": accepted.claim,
            }

    def _claim(self, receipt: Receipt, verdict: str) -> dict[str, str]:
        source = self._sources[receipt.source]
        word = Text("disputed", "相左") if verdict == "rival" else label(verdict)
        return {
            "verdict": verdict,
            "verdict_text": word.say(self._lang),
            "figure": self._figure(receipt),
            "stated": self._what(receipt),
            "source": receipt.source,
            "published": source.published,
            "locator": receipt.locator,
            "claim": receipt.claim,
            "subject": receipt.subject,
            "property": receipt.property,
            "object": receipt.object,
            "value": receipt.value,
            "unit": receipt.unit,
            "precision": receipt.precision,
            "period": receipt.period,
            "qualifiers": "; ".join(f"{name}={text}" for name, text in receipt.qualifiers),
            "status": receipt.status,
        }

    def _figure(self, receipt: Receipt) -> str:
        """Return what the figure is of: subject, property, other end, period, dimensions."""
        ends = [self._entities[end].name.say(self._lang) for end in (receipt.subject, receipt.object) if end]
        dimensions = qualifier_text(receipt, self._entities).say(self._lang)
        bracket = f"[{dimensions}]" if dimensions else ""
        return " ".join(
            filter(None, (ends[0], label(receipt.property).say(self._lang), *ends[1:], receipt.period, bracket))
        )

    def _what(self, receipt: Receipt) -> str:
        """Return the value; of a bare relation the period and qualifiers, in which alone two claims can differ."""
        told = qualifier_text(receipt, self._entities).say(self._lang)
        bare = " ".join(filter(None, (receipt.period, f"[{told}]" if told else "")))
        return value_text(receipt).say(self._lang) or bare or _UNDATED.say(self._lang)

    def _input(self, claim: str) -> str:
        receipt = self._receipts[claim]
        return f"{self._figure(receipt)} = {self._what(receipt)} <{receipt.source}>"

    def _expected(self, finding: FindingCard, receipt: Receipt) -> str:
        if not finding.lower and not finding.upper:
            return ""
        if finding.lower == finding.upper:
            return self._number(finding.lower, receipt, _EXACT)
        low, high = self._number(finding.lower, receipt, _DOWN), self._number(finding.upper, receipt, _UP)
        return f"{low or '-∞'}..{high or '∞'}"

    def _number(self, bound: str, receipt: Receipt, digits: Context) -> str:
        """Return a bound as a reader writes it, in per cent where the claim is; "" where open."""
        if not bound:
            return ""
        percent = receipt.value.endswith("%")
        number = plain(digits.plus(Decimal(bound) * (100 if percent else 1)))
        return f"{number}%" if percent else number_text(number, self._lang)
