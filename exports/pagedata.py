"""All that the page shows, as plain data: entities, claims with receipts, sources, rules, words and maps.

The typedefs in ``viewer/data.js`` describe it field by field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps import MAPS
from sinograph.exports.maps.drawing import Scope, both
from sinograph.exports.wording import labels, value_text
from sinograph.graph.clocks import NOW
from sinograph.graph.measures import View
from sinograph.graph.network import read_edges
from sinograph.graph.receipts import rivals_of
from sinograph.graph.rules import rule_titles
from sinograph.ontology.iris import mint_entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

    from sinograph.errors import Language
    from sinograph.graph.clocks import Clocks
    from sinograph.graph.receipts import EntityCard, Receipt, SourceCard


def build_page_data(
    store: Store, lang: Language, maps: Iterable[str] = tuple(MAPS), clocks: Clocks = NOW
) -> dict[str, Any]:
    """Return the data of a page with the named *maps* that opens in *lang*; *clocks* are those of the *store*."""
    view = View.read(store)
    entities, receipts = view.entities, view.receipts
    rivals = rivals_of(receipts)
    scope = Scope(store, view, tuple(read_edges(store)), clocks)
    return {
        "lang": lang,
        "title": both(_title(clocks)),
        "licence": both(Text("Facts: CC BY 4.0", "事实数据：CC BY 4.0")),
        "as_of": str(clocks.known_on or max((receipt.recorded for receipt in receipts.values()), default="")),
        "entities": _entities(entities, receipts),
        "terms": {name: both(text) for name, text in labels().items()},
        "sources": {source.id: _source(source) for source in view.sources.values()},
        "claims": {claim: _claim(receipt, rivals[claim]) for claim, receipt in receipts.items()},
        "rules": {name: both(title) for name, title in rule_titles().items()},
        "maps": [MAPS[name](scope) for name in maps],
    }


def _title(clocks: Clocks) -> Text:
    words = clocks.words
    en, zh = "Sinograph: China's LLM industry", "Sinograph：中国大模型产业图谱"
    return Text(f"{en}, {words.en}", f"{zh}（{words.zh}）") if clocks else Text(en, zh)


def _entities(entities: Mapping[str, EntityCard], receipts: Mapping[str, Receipt]) -> dict[str, Any]:
    claims: dict[str, list[str]] = {entity: [] for entity in entities}
    for claim, receipt in receipts.items():
        for touched in receipt.touched() & claims.keys():
            claims[touched].append(claim)
    return {
        entity: {
            **both(card.name),
            "kind": card.kind,
            "aliases": list(card.aliases),
            "claims": claims[entity],
            "iri": mint_entity(entity),
            "search": [identifier.partition(":")[2] for identifier in card.identifiers],
        }
        for entity, card in entities.items()
    }


def _source(source: SourceCard) -> dict[str, str]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "kind": source.kind,
    }


def _claim(receipt: Receipt, rivals: Iterable[str]) -> dict[str, Any]:
    value = value_text(receipt)
    return {
        "subject": receipt.subject,
        "property": receipt.property,
        "object": receipt.object,
        "value": both(value) if value.en else None,
        "stated": receipt.value if receipt.precision else "",
        "period": receipt.period,
        "qualifiers": [list(pair) for pair in receipt.qualifiers],
        "source": receipt.source,
        "locator": receipt.locator,
        "status": receipt.status,
        "reason": both(receipt.reason),
        "rivals": list(rivals),
        "note": receipt.note,
        "recorded": receipt.recorded,
    }
