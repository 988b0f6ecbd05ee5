"""How names are spelled: what two spellings of one name share, and how Chinese names are read.

Case, width, accents, signs, spaces, and simplified or traditional characters do not count: ``Ｚ.AI`` and ``z ai`` are
both ``zai``, 智譜 is 智谱. The page does the same by the tables of :mod:`sinograph.exports.reading_tables`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from opencc import OpenCC

#: Where pypinyin takes the commoner reading and a name has the other.
_READINGS = {
    "南都": "nan du",  # the newspaper 南方都市报
    "曾加": "zeng jia",  # in names from abroad, as 赫伊曾加
    "查查": "cha cha",  # the registry 企查查
    "长电": "chang dian",  # of 长江, as in 中芯长电
    "长鑫": "chang xin",  # the memory maker 长鑫存储
}
#: Characters that are read otherwise where they are a family name.
_FAMILY_NAMES = {
    "乐": "yue",
    "仇": "qiu",
    "单": "shan",
    "卜": "bu",
    "区": "ou",
    "员": "yun",
    "折": "she",
    "曾": "zeng",
    "朴": "piao",
    "查": "zha",
    "洗": "xian",
    "盖": "ge",
    "种": "chong",
    "缪": "miao",
    "翟": "zhai",
    "解": "xie",
    "贠": "yun",
}
_CORRECTED = re.compile(f"({'|'.join(_READINGS)})")
_FOREIGN = re.compile("[·•‧・]")
_SMALL = 4  # a Chinese name of a person has two to four characters


class Spelling(NamedTuple):
    """A name as it is compared, and where in it words begin."""

    text: str
    starts: frozenset[int]


def spell(name: str) -> Spelling:
    """Return what *name* shares with all its spellings; the text is empty where it has neither letter nor digit."""
    return _joined((letter, fold_letter(letter)) for letter in name)


@cache
def fold_letter(letter: str) -> str:
    """Return what one character counts as: small, narrow, bare of accents, simplified; "" for a sign or a space."""
    plain = unicodedata.normalize("NFKD", letter).lower()
    kept = "".join(part for part in plain if unicodedata.category(part)[0] in "LN")
    return "".join(_converter("hk2s").convert(part) if is_han(part) else part for part in kept)


def is_han(letter: str) -> bool:
    """Return whether *letter* is a Chinese character."""
    return "\u3400" <= letter <= "\u9fff" or "\U00020000" <= letter <= "\U0003ffff"


def read_syllables(name: str, *, of_person: bool = False) -> list[str]:
    """Return for each character of *name* its syllable without tone, ü written v; "" where it has none."""
    if of_person and name[:1] in _FAMILY_NAMES and len(name) <= _SMALL and not _FOREIGN.search(name):
        return [_FAMILY_NAMES[name[0]], *_syllables(name[1:])]
    return [syllable for part in _CORRECTED.split(name) for syllable in _syllables(part)]


def spell_aloud(name: str, *, of_person: bool = False) -> Iterator[tuple[str, Spelling]]:
    """Yield ``pinyin`` and ``initials`` of *name*, each with its spelling; nothing where no character is Chinese.

    Of 律 both lv and lu count, since keyboards know both.
    """
    syllables = read_syllables(name, of_person=of_person)
    if not any(syllables):
        return
    pairs = list(zip(name, syllables, strict=True))
    yield "pinyin", _joined((letter, said or fold_letter(letter)) for letter, said in pairs)
    if any("v" in said for said in syllables):
        yield "pinyin", _joined((letter, said.replace("v", "u") or fold_letter(letter)) for letter, said in pairs)
    yield "initials", _joined((letter, said[:1] or fold_letter(letter)) for letter, said in pairs)


def traditional_forms(text: str) -> set[str]:
    """Return *text* in traditional characters: as OpenCC's standard, Hong Kong and Taiwan write it."""
    return {_converter(config).convert(text) for config in ("s2t", "s2hk", "s2tw")}


@cache
def _converter(config: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(config)


def _syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    if text in _READINGS:
        return _READINGS[text].split()
    # A list is as good as a text here, says pypinyin's documentation; its types do not.
    return lazy_pinyin(text, errors=lambda unread: [""] * len(unread))  # type: ignore[arg-type,return-value]


def _joined(parts: Iterable[tuple[str, str]]) -> Spelling:
    """Join the parts that *(character, part)* pairs give; a word begins after a sign and where the script changes."""
    text, starts, before = "", set(), ""
    for letter, part in parts:
        if unicodedata.category(letter)[0] == "M":
            continue
        script = _script(letter) if part else ""
        if part and (script != before or part != fold_letter(letter)):
            starts.add(len(text))
        text, before = text + part, script
    return Spelling(text, frozenset(starts))


def _script(letter: str) -> str:
    if is_han(letter):
        return "han"
    return "digit" if unicodedata.category(letter)[0] == "N" else "letter"
