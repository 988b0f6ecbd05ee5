"""What the page needs to know of Chinese characters to search its own names as :mod:`sinograph.graph.spelling` does."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sinograph.graph.spelling import fold_letter, is_han, read_syllables, traditional_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def reading_table(names: Mapping[str, bool]) -> dict[str, str]:
    """Return how the characters of *names* (true for a person's) are read: each alone, and whole names read otherwise.

    ``{"智": "zhi", "长": "chang", "增长": "zeng zhang"}``: a name's syllables are those of its Chinese characters.
    """
    spoken = {name: _spoken(name, of_person=of_person) for name, of_person in sorted(names.items())}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pairs in spoken.values():
        for letter, syllable in pairs:
            counts[letter][syllable] += 1
    alone = {letter: min(said, key=lambda syllable: (-said[syllable], syllable)) for letter, said in counts.items()}
    otherwise = {
        name: " ".join(syllable for _, syllable in pairs)
        for name, pairs in spoken.items()
        if len(name) > 1 and any(alone[letter] != syllable for letter, syllable in pairs)
    }
    return {**dict(sorted(alone.items())), **otherwise}


def variant_table(names: Iterable[str]) -> dict[str, str]:
    """Return which characters count as others: each in which *names* may be written to the simplified one."""
    written = "\n".join(sorted(set(names)))
    letters = "\n".join(sorted(set(written)))  # alone a character may turn into another than in its word
    forms = {written, *traditional_forms(written), *traditional_forms(letters)}
    found = sorted({letter for form in forms for letter in form if is_han(letter)})
    return {letter: fold_letter(letter) for letter in found if fold_letter(letter) != letter}


def _spoken(name: str, *, of_person: bool) -> list[tuple[str, str]]:
    syllables = read_syllables(name, of_person=of_person)
    return [(letter, syllable) for letter, syllable in zip(name, syllables, strict=True) if syllable]
