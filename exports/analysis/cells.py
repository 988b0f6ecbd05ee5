"""What stands in the cells of a table: names, numbers and intervals, short, and never narrower than the facts."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING

from sinograph.exports.wording import label, number_text
from sinograph.loaders.quantities import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sinograph.errors import Language
    from sinograph.graph.intervals import Interval
    from sinograph.graph.measures.measured import Measured
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import EntityCard

#: What a cell shows where nothing is known.
GAP = "–"
#: Digits that a computed number is shown with.
_SHOWN = Context(prec=3, rounding=ROUND_HALF_EVEN)


def listed(words: Iterable[str], lang: Language, most: int = 3) -> str:
    """Return *words* as a list, of more than *most* the first ones and the number of the others; "" for none."""
    found = list(words)
    shown = found if len(found) <= most else [*found[:most], f"+{len(found) - most}"]
    return ("、" if lang == "zh" else ", ").join(shown)


def names(view: View, entities: Iterable[str], lang: Language, most: int = 3) -> str:
    """Return the names of *entities*, in their order, as a list; "" for none."""
    return listed([view.name(entity).say(lang) for entity in entities], lang, most)


def ids(found: Iterable[str]) -> str:
    """Return ids for programs, each once."""
    return " ".join(dict.fromkeys(found))


def shortened(text: str, most: int) -> str:
    """Return *text*, of more than *most* characters its beginning and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def rounded(number: Decimal | float) -> str:
    """Return a computed number with three digits, in its plain spelling."""
    return plain(_SHOWN.plus(Decimal(number)))


def percent(share: Decimal | float, places: int = 1) -> str:
    """Return a share of one as a percentage with that many *places*."""
    return f"{round(100 * float(share), places) + 0.0:.{places}f}%"  # nought has no sign


def span(interval: Interval, write: Callable[[Decimal], str]) -> str:
    """Return an interval with its ends as *write* gives them: one where both read the same, ``≥`` or ``≤`` if open."""
    ends = (interval.lower, interval.upper)
    low, high = (write(end) if end.is_finite() else "" for end in ends)
    both = low if low == high else f"{low}–{high}"
    return both if low and high else f"≥ {low}" if low else f"≤ {high}" if high else GAP


def short(interval: Interval, lang: Language) -> str:
    """Return an interval of numbers with three digits and words for the large: ``724 million``."""
    return span(interval, lambda number: number_text(rounded(number), lang))


def share(interval: Interval, places: int = 1) -> str:
    """Return an interval of shares as percentages with that many *places*."""
    return span(interval, lambda number: percent(number, places))


def money(interval: Interval, currency: str, lang: Language) -> str:
    """Return an interval of money in words with three digits: ``1.4 billion USD``."""
    unit = label(currency).say(lang)
    return f"{short(interval, lang)} {unit}" if lang == "en" else f"{short(interval, lang)}{unit}"


def bounds(interval: Interval | None) -> tuple[str, str]:
    """Return both ends as plain numbers, an open or unknown one as ""."""
    if interval is None:
        return "", ""
    low, high = (plain(end) if end.is_finite() else "" for end in (interval.lower, interval.upper))
    return low, high


def said(view: View, one: Measured, lang: Language) -> str:
    """Return a number in the digits in which its claim states it, without the unit."""
    receipt = view.receipts[one.claims[0]]
    return stated(receipt.value, receipt.precision, lang)


def stated(value: str, precision: str, lang: Language) -> str:
    """Return a number in the digits of its source: ``≥ 100 million``."""
    sign = {"at_least": "≥ ", "at_most": "≤ "}.get(precision, "")
    return f"{sign}{number_text(value, lang)}"


def counted(parts: str, lang: Language) -> str:
    """Return ``5/7`` so that no spreadsheet takes it for a day: ``5 of 7``."""
    part, _, whole = parts.partition("/")
    return f"{part}（共 {whole}）" if lang == "zh" else f"{part} of {whole}"


def term_words(text: str, entities: Mapping[str, EntityCard], lang: Language) -> str:
    """Return the value of a qualifier in words: an entity's name, a code's label, or the text as it is."""
    return (entities[text].name if text in entities else label(text)).say(lang)
