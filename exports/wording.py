"""Claims in words: labels of terms, and values with their unit and precision, in both languages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinograph.graph.receipts import EntityCard, Receipt


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


def value_text(receipt: Receipt) -> Text:
    """Return a claim's value as stated, with precision and unit in words; empty for a bare relation."""
    if not receipt.precision:
        return label(receipt.value)
    precision = Text("", "") if receipt.precision == "exact" else label(receipt.precision)
    unit = Text("", "") if receipt.unit in {"ratio", "count"} else label(receipt.unit)
    return Text(
        " ".join(filter(None, (precision.en, receipt.value, unit.en))),
        precision.zh + receipt.value + unit.zh,
    )


def qualifier_text(receipt: Receipt, entities: Mapping[str, EntityCard]) -> Text:
    """Return a claim's qualifiers in words, each as ``name: value``, joined by semicolons."""
    pairs = [(label(name), _named(text, entities)) for name, text in receipt.qualifiers]
    return Text(
        "; ".join(f"{name.en}: {text.en}" for name, text in pairs),
        ";".join(f"{name.zh}:{text.zh}" for name, text in pairs),
    )


def _named(text: str, entities: Mapping[str, EntityCard]) -> Text:
    return entities[text].name if text in entities else label(text)
