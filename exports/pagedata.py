"""All that the page shows, as plain data: entities, claims with receipts, sources, rules, words and maps.

The typedefs in ``viewer/data.js`` describe it field by field.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps import MAPS
from sinograph.exports.maps.communities import gathered
from sinograph.exports.maps.drawing import Scope, both
from sinograph.exports.reading_tables import reading_table, variant_table
from sinograph.exports.wording import labels, value_text
from sinograph.graph.clocks import NOW, moments_of
from sinograph.graph.measures import View
from sinograph.graph.measures.amounts import interval_of
from sinograph.graph.network import read_edges
from sinograph.graph.receipts import claim_of, source_of
from sinograph.graph.rules import rule_titles
from sinograph.graph.search_keys import read_keys
from sinograph.graph.settling import CRITERIA, REASONS, standings
from sinograph.graph.spelling import spell
from sinograph.ontology import load_vocabulary
from sinograph.ontology.iris import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from pyoxigraph import Store

    from sinograph.errors import Language
    from sinograph.graph.clocks import Clocks, Moments
    from sinograph.graph.receipts import EntityCard, Receipt, SourceCard
    from sinograph.graph.search_keys import Key
    from sinograph.graph.settling import Standing
    from sinograph.loaders.records import Claim


def build_page_data(
    store: Store, lang: Language, maps: Iterable[str] = tuple(MAPS), clocks: Clocks = NOW
) -> dict[str, Any]:
    """Return the data of a page with the named *maps* that opens in *lang*; *clocks* are those of the *store*."""
    view = View.read(store)
    scope = Scope(store, view, tuple(read_edges(store)), clocks)
    keys = read_keys(store)
    return {
        "lang": lang,
        "title": both(_title(clocks)),
        "licence": both(Text("Facts: CC BY 4.0", "事实数据：CC BY 4.0")),
        "as_of": str(clocks.known_on or max((receipt.recorded for receipt in view.receipts.values()), default="")),
        "base": ID,
        "entities": _entities(view.entities, _other_keys(keys, view.entities)),
        "readings": reading_table({key.text: view.entities[key.entity].kind == "person" for key in keys}),
        "variants": variant_table(key.text for key in keys),
        "terms": {name: both(text) for name, text in labels().items()},
        **_reading(),
        "sources": {source.id: _source(source) for source in view.sources.values()},
        "claims": _claims(view),
        "settling": {
            "reasons": {name: both(text) for name, text in REASONS.items()},
            "criteria": [both(text) for text in CRITERIA],
        },
        "rules": {name: both(title) for name, title in rule_titles().items()},
        "maps": [gathered(scope, MAPS[name](scope)) for name in maps],
    }


def _title(clocks: Clocks) -> Text:
    words = clocks.words
    en, zh = "Sinograph: China's LLM industry", "Sinograph：中国大模型产业图谱"
    return Text(f"{en}, {words.en}", f"{zh}（{words.zh}）") if clocks else Text(en, zh)


def _entities(entities: Mapping[str, EntityCard], others: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        entity: {
            **both(card.name),
            "kind": card.kind,
            "aliases": list(card.aliases),
            "identifiers": list(card.identifiers),
            "search": others[entity],
        }
        for entity, card in entities.items()
    }


def _reading() -> dict[str, Any]:
    """Return how facts are laid out: topics in order, what belongs to each, which qualifiers set facts apart."""
    vocabulary = load_vocabulary()
    topics = sorted(vocabulary.codes["topic"].values(), key=lambda topic: topic.order)
    return {
        "topics": [topic.name for topic in topics],
        "properties": {
            name: {"topic": prop.topic, "order": prop.order, "of_a_period": prop.of_a_period}
            for name, prop in vocabulary.properties.items()
        },
        "dimensions": [name for name, qualifier in vocabulary.qualifiers.items() if qualifier.is_dimension],
    }


def _other_keys(keys: Iterable[Key], entities: Mapping[str, EntityCard]) -> dict[str, list[str]]:
    """Return what else each entity goes by: what is not spelled like a name or id that the page has anyway."""
    spelled = {
        entity: {spell(name).text for name in (entity, *card.name, *card.aliases)} for entity, card in entities.items()
    }
    found: dict[str, list[str]] = {entity: [] for entity in entities}
    for key in keys:
        spelling = spell(key.text).text
        if spelling not in spelled[key.entity]:
            spelled[key.entity].add(spelling)
            found[key.entity].append(key.text)
    return found


def _source(source: SourceCard) -> dict[str, str]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "kind": source.kind,
    }


def _claims(view: View) -> dict[str, Any]:
    """Return every claim with what the page needs to settle it again when its clocks are set."""
    sources = {name: source_of(card) for name, card in view.sources.items()}
    read = {name: claim_of(receipt) for name, receipt in view.receipts.items()}
    facts: dict[str, list[Claim]] = defaultdict(list)
    for name, receipt in view.receipts.items():
        facts[receipt.fact].append(read[name])
    shared = [claims for claims in facts.values() if len(claims) > 1]
    numbers = {claim.id: number for number, claims in enumerate(shared, 1) for claim in claims}
    stand = {name: one for claims in shared for name, one in standings(claims, sources, load_vocabulary()).items()}
    return {
        name: {
            **_said(receipt),
            **_standing(numbers.get(name, 0), stand.get(name)),
            **_moments(moments_of(read[name], sources)),
        }
        for name, receipt in view.receipts.items()
    }


def _said(receipt: Receipt) -> dict[str, Any]:
    value = value_text(receipt)
    return {
        "subject": receipt.subject,
        "property": receipt.property,
        "object": receipt.object,
        "value": both(value) if value.en else None,
        "stated": receipt.value if receipt.precision else "",
        **_interval(receipt),
        "period": receipt.period,
        "qualifiers": [list(pair) for pair in receipt.qualifiers],
        "source": receipt.source,
        "locator": receipt.locator,
        "rank": receipt.rank,
        "note": receipt.note,
        "recorded": receipt.recorded,
    }


def _interval(receipt: Receipt) -> dict[str, Any]:
    """Return the unit and the ends of a number, None where it has no end: to draw by, so binary fractions will do."""
    interval = interval_of(receipt)
    lower, upper = (_number(interval.lower), _number(interval.upper)) if interval else (None, None)
    return {"unit": receipt.unit, "lower": lower, "upper": upper}


def _number(end: Decimal) -> float | None:
    if not end.is_finite():
        return None
    return int(end) if end == int(end) else float(end)


def _standing(fact: int, standing: Standing | None) -> dict[str, Any]:
    """Return the number of a fact that several claims share, 0 for one's own, and how they are settled."""
    return {
        "fact": fact,
        "key": list(standing.key) if standing else [],
        "clashes": list(standing.clashes) if standing else [],
    }


def _moments(moments: Moments) -> dict[str, Any]:
    days = {"known": moments.known, "last": moments.last, "over": moments.over, "first": moments.first}
    return {
        **{name: day.isoformat() if day else "" for name, day in days.items()},
        "dates": moments.dates,
        "bound": moments.is_bound,
    }
