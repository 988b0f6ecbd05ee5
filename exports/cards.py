"""An entity's card: what is said of it, each row with its receipt, what rules infer last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.exports.rows import shown
from sinograph.exports.wording import inverse_label, label, qualifier_text, value_text
from sinograph.graph.clocks import NOW
from sinograph.graph.findings import GRAVEST_FIRST, verdicts_by_claim
from sinograph.graph.network import read_edges
from sinograph.graph.receipts import about, read_entities, read_receipts, read_sources, rivals_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

    from sinograph.errors import Language
    from sinograph.graph.clocks import Clocks
    from sinograph.graph.network import Edge
    from sinograph.graph.receipts import EntityCard, Receipt, SourceCard

#: The columns that people see; a program gets every key of a row.
COLUMNS = {
    "en": {
        "says": "fact",
        "what": "value",
        "period": "period",
        "with": "with",
        "standing": "standing",
        "audit": "audit",
        "title": "source",
        "published": "published",
        "locator": "where",
        "claim": "claim",
    },
    "zh": {
        "says": "事实",
        "what": "内容",
        "period": "期间",
        "with": "限定",
        "standing": "状态",
        "audit": "核查",
        "title": "来源",
        "published": "发布",
        "locator": "出处",
        "claim": "主张",
    },
}

_KEYS = (
    *(
        "says",
        "what",
        "period",
        "with",
        "standing",
        "why",
        "audit",
        "title",
        "publisher",
        "published",
        "url",
        "locator",
    ),
    *("claim", "subject", "property", "object", "value", "unit", "precision", "qualifiers", "status", "rank"),
    *("source", "recorded", "note", "rivals"),
)
_INFERRED = Text("inferred", "推断")
_ALSO = Text("also: ", "又名：")


def card_heading(card: EntityCard, lang: Language, clocks: Clocks = NOW) -> str:
    """Return the lines above a card: both names, kind, id and *clocks*; then other names and identifiers, if any."""
    first, second = card.name.say(lang), card.name.say("en" if lang == "zh" else "zh")
    names = first if first == second else f"{first} · {second}"
    others = ", ".join((*card.aliases, *card.identifiers))
    when = f", {clocks.words.say(lang)}" if clocks else ""
    heading = f"{shown(names)} ({label(card.kind).say(lang)}, id:{card.id}){when}"
    return f"{heading}\n{_ALSO.say(lang)}{shown(others)}\n" if others else f"{heading}\n"


def read_card(store: Store, entity: str, lang: Language) -> tuple[EntityCard, list[dict[str, str]]]:
    """Return the entity and the rows of its card in *lang*: claims of it, on it, mentioning it, then what rules infer.

    Keys of a row: the claim's own fields by their names in the tables, and in words ``says`` (the relation as read from
    this entity), ``what``, ``with``, ``standing``, ``why``, ``audit``, and of the source ``title``, ``publisher``,
    ``published``, ``url``. ``rivals`` are ids of the other claims on the fact. An inferred row has a rule's name for
    its source.
    """
    writer = _Writer(store, entity, lang)
    return writer.entities[entity], [*writer.claims(), *writer.inferred()]


class _Writer:
    def __init__(self, store: Store, entity: str, lang: Language) -> None:
        self.entities = read_entities(store)
        self._sources: Mapping[str, SourceCard] = read_sources(store)
        self._receipts = read_receipts(store)
        self._rivals = rivals_of(self._receipts)
        self._edges = read_edges(store)
        self._verdicts = verdicts_by_claim(store)
        self._entity, self._lang = entity, lang

    def claims(self) -> Iterator[dict[str, str]]:
        for receipt in about(self._receipts, self._entity):
            yield self._row(receipt)

    def inferred(self) -> Iterator[dict[str, str]]:
        for edge in self._edges:
            if edge.rules and self._entity in {edge.source, edge.target}:
                yield self._inferred(edge)

    def _row(self, receipt: Receipt) -> dict[str, str]:
        source = self._sources[receipt.source]
        return {
            "says": self._says(receipt.property, receipt.object),
            "what": self._what(receipt),
            "period": receipt.period,
            "with": qualifier_text(receipt, self.entities).say(self._lang),
            "standing": label(receipt.status).say(self._lang),
            "why": receipt.reason.say(self._lang),
            "audit": self._audit(receipt.claim),
            "title": source.title,
            "publisher": source.publisher,
            "published": source.published,
            "url": source.url,
            "locator": receipt.locator,
            "claim": receipt.claim,
            "subject": receipt.subject,
            "property": receipt.property,
            "object": receipt.object,
            "value": receipt.value,
            "unit": receipt.unit,
            "precision": receipt.precision,
            "qualifiers": "; ".join(f"{name}={text}" for name, text in receipt.qualifiers),
            "status": receipt.status,
            "rank": receipt.rank,
            "source": receipt.source,
            "recorded": receipt.recorded,
            "note": receipt.note,
            "rivals": " ".join(self._rivals[receipt.claim]),
        }

    def _inferred(self, edge: Edge) -> dict[str, str]:
        other = edge.target if edge.source == self._entity else edge.source
        return {
            **dict.fromkeys(_KEYS, ""),
            "says": self._says(edge.relation, edge.target),
            "what": self.entities[other].name.say(self._lang),
            "standing": _INFERRED.say(self._lang),
            "title": " ".join(f"rule:{rule}" for rule in edge.rules),
            "subject": edge.source,
            "property": edge.relation,
            "object": edge.target,
            "status": "inferred",
            "source": " ".join(f"rule:{rule}" for rule in edge.rules),
        }

    def _audit(self, claim: str) -> str:
        """Return the gravest verdict on the claim's figure, "" where no identity speaks of it."""
        found = self._verdicts.get(claim, frozenset())
        return next((label(verdict).say(self._lang) for verdict in GRAVEST_FIRST if verdict in found), "")

    def _says(self, relation: str, target: str) -> str:
        """Return the relation as read from this entity; a claim that only mentions it reads as it stands."""
        term = inverse_label(relation) if target == self._entity else label(relation)
        return term.say(self._lang)

    def _what(self, receipt: Receipt) -> str:
        others = [end for end in (receipt.subject, receipt.object) if end in self.entities and end != self._entity]
        names = " → ".join(self.entities[end].name.say(self._lang) for end in others)
        return " · ".join(filter(None, (names, value_text(receipt).say(self._lang))))
