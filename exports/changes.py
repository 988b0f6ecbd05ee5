"""Changes between two views as rows, in words: what changed, from what to what, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.exports.wording import label, pairs_text, quantity_text
from sinograph.loaders.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sinograph.errors import Language
    from sinograph.graph.changes import Bearing, Change, Kind
    from sinograph.loaders import Facts
    from sinograph.loaders.records import Claim
    from sinograph.ontology import Vocabulary

#: The columns that people see; a program gets every key of a row.
CHANGE_COLUMNS: Mapping[str, Text] = {
    "said": Text("change", "变化"),
    "name": Text("of", "对象"),
    "what": Text("fact", "事实"),
    "value": Text("value", "内容"),
    "receipt": Text("said by", "出处"),
    "claim": Text("claim", "主张"),
}
_KINDS: Mapping[Kind, Text] = {
    "new": Text("new", "新增"),
    "revised": Text("revised", "修订"),
    "gone": Text("gone", "不再成立"),
}
_BEARINGS: Mapping[Bearing, Text] = {
    "contradicts": Text("revised: contradicts the old", "修订：与旧说相左"),
    "narrows": Text("revised: more precise", "修订：更精确"),
    "agrees": Text("revised: fits the old", "修订：与旧说相容"),
}
_COUNTS = Text("{revised} revised, {gone} gone, {new} new", "修订 {revised} 项，不再成立 {gone} 项，新增 {new} 项")
_NO_DATE = Text("undated", "无日期")
#: Details of a relation that say when it held; of a figure they are part of the fact.
_VALIDITY = ("since", "until", "ended")


def change_rows(
    changes: Iterable[Change], facts: Facts, vocabulary: Vocabulary, lang: Language
) -> Iterator[dict[str, str]]:
    """Yield a row for each of *changes*, in their order; *facts* hold the names and sources of all of them.

    Keys: ``change`` (new, revised, gone), ``bearing`` (of a revised one: contradicts, narrows, agrees), ``subject`` and
    ``property`` by id; in words ``said``, ``name``, ``what`` (property, dimensions, and of a figure its period),
    ``value``, ``receipt`` and ``claim`` (old → new where it was revised); then ``old`` and ``new`` apart, each in words
    and with ``_receipt`` in words, ``_value``, ``_unit``, ``_object``, ``_period`` as stated, ``_source``,
    ``_published``, ``_claim``. What a row lacks is "".
    """
    writer = _Writer(facts, vocabulary, lang)
    return (writer.row(change) for change in changes)


def count_changes(changes: Iterable[Change], lang: Language) -> str:
    """Return how many of each there are, in words."""
    counts: dict[str, int] = dict.fromkeys(_KINDS, 0)
    for change in changes:
        counts[change.kind] += 1
    return _COUNTS.say(lang).format(**counts)


def _arrow(old: str, new: str) -> str:
    return " → ".join(filter(None, (old, new)))


class _Writer:
    def __init__(self, facts: Facts, vocabulary: Vocabulary, lang: Language) -> None:
        self._facts, self._vocabulary, self._lang = facts, vocabulary, lang

    def row(self, change: Change) -> dict[str, str]:
        claim = change.claim
        sides = {**self._side("old", change.before), **self._side("new", change.after)}
        return {
            "change": change.kind,
            "bearing": change.bearing,
            "said": (_BEARINGS[change.bearing] if change.bearing else _KINDS[change.kind]).say(self._lang),
            "name": self._name(claim.subject),
            "what": self._what(claim),
            "value": _arrow(sides["old"], sides["new"]),
            "receipt": _arrow(sides["old_receipt"], sides["new_receipt"]),
            "claim": _arrow(sides["old_claim"], sides["new_claim"]),
            **sides,
            "subject": claim.subject,
            "property": claim.property.name,
            "fact": change.fact,
        }

    def _name(self, entity: str) -> str:
        return self._facts.entities[entity].name.say(self._lang)

    def _what(self, claim: Claim) -> str:
        """Return what the fact is: the property, the period of a figure, the dimensions."""
        is_measure = claim.property.form == "measure"
        asked = [pair for pair in claim.qualifiers if self._is_asked(pair[0], is_measure=is_measure)]
        words = [claim.property.label.say(self._lang)]
        if is_measure and claim.period:
            words.append(claim.period.text)
        words.append(pairs_text(asked, self._facts.entities).say(self._lang))
        return " · ".join(filter(None, words))

    def _is_asked(self, qualifier: str, *, is_measure: bool) -> bool:
        return self._vocabulary.qualifiers[qualifier].is_dimension or (is_measure and qualifier in {"since", "until"})

    def _side(self, side: str, claim: Claim | None) -> dict[str, str]:
        keys = ("", "_receipt", "_value", "_unit", "_object", "_period", "_source", "_published", "_claim")
        return dict(zip([side + key for key in keys], self._cells(claim) if claim else [""] * len(keys), strict=True))

    def _cells(self, claim: Claim) -> list[str]:
        source = self._facts.sources[claim.source]
        published = str(source.published or "")
        return [
            self._said(claim),
            f"{source.title} ({published or _NO_DATE.say(self._lang)})",
            "" if claim.value is None else str(claim.value),
            claim.value.unit if isinstance(claim.value, Quantity) else "",
            claim.object,
            str(claim.period or ""),
            claim.source,
            published,
            claim.id,
        ]

    def _said(self, claim: Claim) -> str:
        """Return what the claim says of its fact: the other end, the value, and of a relation when it held."""
        value, words = claim.value, [self._name(claim.object)] if claim.object else []
        if isinstance(value, Quantity):
            words.append(quantity_text(value.text, value.unit, value.precision).say(self._lang))
        elif value is not None:
            words.append(label(str(value)).say(self._lang))
        if claim.property.form != "measure":
            held = [pair for pair in claim.qualifiers if pair[0] in _VALIDITY]
            words += [str(claim.period or ""), pairs_text(held, self._facts.entities).say(self._lang)]
        return " · ".join(filter(None, words))
