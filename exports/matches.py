"""What a search found as rows: the entity, what of it matched, how that is spelled, and the claims that say so."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.exports.wording import label
from sinograph.graph.receipts import read_entities
from sinograph.graph.search import search
from sinograph.graph.spelling import fold_letter, is_han

if TYPE_CHECKING:
    from pyoxigraph import Store

    from sinograph.errors import Language
    from sinograph.graph.search import Match

#: The columns that people see; a program gets every key of a row.
COLUMNS = {
    "id": Text("id", "id"),
    "kind_label": Text("kind", "类别"),
    "name": Text("name", "名称"),
    "other_name": Text("Chinese name", "英文名"),
    "matched": Text("matched", "匹配内容"),
    "how": Text("as", "匹配方式"),
}

_HOW = {
    "name": Text("name", "名称"),
    "alias": Text("alias", "别名"),
    "code": Text("code", "代码"),
    "id": Text("id", "id"),
}
_WAYS = {
    "pinyin": Text("pinyin", "拼音"),
    "initials": Text("pinyin initials", "拼音首字母"),
    "traditional": Text("in traditional or variant characters", "繁体或异体字"),
}


def match_rows(store: Store, text: str, lang: Language) -> list[dict[str, str]]:
    """Return a row for each entity that *text* may mean, likeliest first.

    ``matched`` is the name or code as the facts have it; ``how`` is in words; ``place`` is whole, beginning, word or
    inside; ``claims`` are the ids of those that state a code or a registered name, of other names there are none.
    """
    entities = read_entities(store)
    other: Language = "en" if lang == "zh" else "zh"
    rows = []
    for match in search(store, text):
        card = entities[match.key.entity]
        rows.append(
            {
                "id": card.id,
                "kind": card.kind,
                "kind_label": label(card.kind).say(lang),
                "name": card.name.say(lang),
                "other_name": card.name.say(other) if card.name.en != card.name.zh else "",
                "name_en": card.name.en,
                "name_zh": card.name.zh,
                "matched": match.key.text,
                "how": _how(match, text).say(lang),
                "place": match.place,
                "claims": " ".join(match.key.claims),
            }
        )
    return rows


def _how(match: Match, text: str) -> Text:
    kind = _HOW.get(match.key.how) or label(match.key.how)
    way = _WAYS["traditional"] if _respelled(match.key.text, text) else _WAYS.get(match.way)
    return Text(f"{kind.en}, {way.en}", f"{kind.zh}，{way.zh}") if way else kind


def _respelled(key: str, text: str) -> bool:
    """Return whether *text* has a Chinese character that *key* writes otherwise."""
    letters = unicodedata.normalize("NFKC", text)
    return any(is_han(letter) and letter not in key and fold_letter(letter) != letter for letter in letters)
