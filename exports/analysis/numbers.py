"""Intervals in the cells of a table: short, and never narrower than the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.exports.analysis.tables import percent, rounded
from sinograph.exports.wording import label, number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal

    from sinograph.errors import Language
    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.measured import Measured
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import EntityCard

#: What a cell shows where nothing is known.
GAP = "–"
CLAIMS = Text("claims", "主张")
DISPUTED = Text("disputed by", "异议主张")


def span(interval: Interval, write: Callable[[Decimal], str]) -> str:
    """Return an interval with its ends as *write* gives them: one where both read the same, ``≥`` or ``≤`` if open."""
    ends = (interval.lower, interval.upper)
    low, high = (write(end) if end.is_finite() else "" for end in ends)
    both = low if low == high else f"{low}–{high}"
    return both if low and high else f"≥ {low}" if low else f"≤ {high}" if high else GAP


def short(interval: Interval, lang: Language) -> str:
    """Return an interval of numbers with three digits and words for the large: ``724 million``."""
    return span(interval, lambda number: number_text(rounded(number), lang))


def share(interval: Interval) -> str:
    """Return an interval of shares as percentages with one place."""
    return span(interval, percent)


def said(view: View, one: Measured, lang: Language) -> str:
    """Return a number in the digits in which its claim states it, without the unit."""
    receipt = view.receipts[one.claims[0]]
    return stated(receipt.value, receipt.precision, lang)


def stated(value: str, precision: str, lang: Language) -> str:
    """Return a number in the digits of its source: ``≥ 100 million``."""
    sign = {"at_least": "≥ ", "at_most": "≤ "}.get(precision, "")
    return f"{sign}{number_text(value, lang)}"


def names(view: View, entities: Iterable[str], lang: Language) -> str:
    """Return the names of *entities* in the order given, a gap for none."""
    return ", ".join(view.name(entity).say(lang) for entity in entities) or GAP


def counted(parts: str, lang: Language) -> str:
    """Return ``5/7`` so that no spreadsheet takes it for a day: ``5 of 7``."""
    part, _, whole = parts.partition("/")
    return f"{part}（共 {whole}）" if lang == "zh" else f"{part} of {whole}"


def term_words(text: str, entities: Mapping[str, EntityCard], lang: Language) -> str:
    """Return the value of a qualifier in words: an entity's name, a code's label, or the text as it is."""
    return (entities[text].name if text in entities else label(text)).say(lang)


def listed(items: Iterable[str], lang: Language, most: int = 3) -> str:
    """Return the first *most* of *items*, and how many more there are; "" for none."""
    found = list(items)
    text = ("、" if lang == "zh" else ", ").join(found[:most])
    return f"{text} +{len(found) - most}" if len(found) > most else text


def joined(ids: Iterable[str]) -> str:
    """Return ids for programs, each once."""
    return " ".join(dict.fromkeys(ids))
