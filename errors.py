"""Text in two languages, and the errors that carry it.

Every sentence that a user may read is a :class:`Text`; the command line chooses the language at the very end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Language = Literal["en", "zh"]


class Text(NamedTuple):
    """One sentence or label in English and in Chinese."""

    en: str
    zh: str

    def say(self, lang: Language) -> str:
        """Return the text in *lang*."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong in one table: where, what, and what to do. Orders by place."""

    file: str
    line: int
    column: str
    what: Text
    remedy: Text

    def say(self, lang: Language = "en") -> str:
        """Return ``file:line: column: what; what to do`` on one line."""
        column = f" {self.column}:" if self.column else ""
        stop = ";" if lang == "zh" else "; "
        sentence = f"{self.what.say(lang)}{stop}{self.remedy.say(lang)}"
        return f"{self.file}:{self.line}:{column} {sentence}"


class SinographError(Exception):
    """Base of all errors that are the user's to mend; never a bug of ours."""

    def __init__(self, en: str, zh: str) -> None:
        """Keep the sentence in both languages; ``str()`` gives the English one."""
        super().__init__(en)
        self.text = Text(en, zh)

    def say(self, lang: Language = "en") -> str:
        """Return the whole message in *lang*; it may have several lines."""
        return self.text.say(lang)


class FactError(SinographError):
    """The tables hold problems; all of them are in :attr:`problems`, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort *problems* and drop repeats."""
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        super().__init__(f"{count} problem(s) in the fact tables", f"事实表中有 {count} 处问题")

    def say(self, lang: Language = "en") -> str:
        """Return one line for each problem, then the count."""
        return "\n".join([*(problem.say(lang) for problem in self.problems), self.text.say(lang)])


class UnknownNameError(SinographError):
    """A name that the user gave (entity, question, format, parameter) is not known."""


class QueryError(SinographError):
    """A query cannot be parsed, is not allowed, or cannot be written in the format asked for."""


class ExportError(SinographError):
    """An output cannot be written."""
