"""Claims in words: labels of terms, and values with their unit and precision, in both languages."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.loaders.quantities import Quantity, plain
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sinograph.errors import Language
    from sinograph.graph.receipts import EntityCard, Receipt
    from sinograph.loaders.records import Entity


@cache
def labels() -> Mapping[str, Text]:
    """Return the label of every term by its table name.

    A qualifier and a kind may share a name (``segment``); the kind's label serves both.
    """
    vocabulary = load_vocabulary()
    terms = [*vocabulary.qualifiers.values(), *vocabulary.terms()]
    last = [*vocabulary.kinds.values(), *vocabulary.properties.values()]
    return {term.name: term.label for term in (*terms, *last)}


def label(name: str) -> Text:
    """Return the label of a term, or the name itself where the ontology has none."""
    return labels().get(name) or Text(name, name)


def inverse_label(relation: str) -> Text:
    """Return how a relation reads from its other end."""
    prop = load_vocabulary().properties[relation]
    return prop.inverse_label if prop.inverse_label.en else prop.label


#: Powers of ten that have a word, the largest first.
_WORDS: Mapping[Language, Sequence[tuple[int, str]]] = {
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
}


def number_text(stated: str, lang: Language) -> str:
    """Return a number as a reader of *lang* writes it, digit for digit: ``3.12亿`` is ``312 million``.

    Percentages stay as stated; of a range both ends are written.
    """
    if ".." in stated:
        return ("–" if lang == "en" else "至").join(number_text(end, lang) for end in stated.split(".."))
    if stated.endswith("%"):
        return stated
    value = Quantity.parse(stated, "", "exact").value
    for power, word in _WORDS[lang]:
        if abs(value) >= Decimal(10) ** power:
            return f"{plain(value.scaleb(-power))}{word}"
    digits = stated if stated.isascii() and " " not in stated else plain(value)
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.isdecimal() else digits


def value_text(receipt: Receipt) -> Text:
    """Return a claim's value with precision and unit in words; empty for a bare relation."""
    if not receipt.precision:
        return label(receipt.value)
    return quantity_text(receipt.value, receipt.unit, receipt.precision)


def quantity_text(stated: str, unit: str, precision: str) -> Text:
    """Return a number in words with its precision (unless exact) and its unit (unless a ratio or a count)."""
    en, zh = (number_text(stated, lang) for lang in ("en", "zh"))
    how = Text("", "") if precision == "exact" else label(precision)
    of = Text("", "") if unit in {"ratio", "count"} else label(unit)
    return Text(" ".join(filter(None, (how.en, en, of.en))), how.zh + zh + of.zh)


def qualifier_text(receipt: Receipt, entities: Mapping[str, EntityCard]) -> Text:
    """Return a claim's qualifiers in words, each as ``name: value``, joined by semicolons."""
    return pairs_text(receipt.qualifiers, entities)


def pairs_text(
    qualifiers: Iterable[tuple[str, str]], entities: Mapping[str, EntityCard] | Mapping[str, Entity]
) -> Text:
    """Return pairs of qualifier and text in words, each as ``name: value``, joined by semicolons; "" for none."""
    pairs = [(label(name), _named(text, entities)) for name, text in qualifiers]
    return Text(
        "; ".join(f"{name.en}: {text.en}" for name, text in pairs),
        "；".join(f"{name.zh}：{text.zh}" for name, text in pairs),
    )


def _named(text: str, entities: Mapping[str, EntityCard] | Mapping[str, Entity]) -> Text:
    return entities[text].name if text in entities else label(text)
