"""Text in two languages, and the errors that carry it.

Every sentence that a user may read is a :class:`Text`; the command line chooses the language at the very end.
"""

from __future__ import annotations

import errno
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
        """Return ``file:line: column: what; what to do`` on one line; line 0 is the whole file or folder."""
        line = f":{self.line}" if self.line else ""
        column = f" {self.column}:" if self.column else ""
        stop = "；" if lang == "zh" else "; "
        sentence = f"{self.what.say(lang)}{stop}{self.remedy.say(lang)}"
        return f"{self.file}{line}:{column} {sentence}"


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

    def __str__(self) -> str:
        """Return the same in English: a traceback or a notebook shows nothing else."""
        return self.say("en")


class ShapeError(SinographError):
    """A shape says what the checks do not understand, so that checking it would mean less than it says."""


class UnknownNameError(SinographError):
    """A name that the user gave (entity, question, format, parameter) is not known."""


class EmptyAnswerError(SinographError):
    """The facts hold nothing that the question asks for; the message says what there is instead."""


class QueryError(SinographError):
    """A query cannot be parsed, is not allowed, or cannot be written in the format asked for."""


class ExportError(SinographError):
    """An output cannot be written."""


def explain(error: OSError) -> tuple[Text, Text]:
    """Return why a file or folder could not be used, and what to do, in words that name no system call."""
    reason = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, (Text(reason, reason), _ELSEWHERE))


_ELSEWHERE = Text("name another place", "请换一个位置")
_ALLOW = Text("change its permissions, or name another place", "请修改权限，或换一个位置")
_FREE = Text("free some space, or name another place", "请腾出空间，或换一个位置")
_FORBIDDEN = Text("you have no permission for it", "没有权限")
_REASONS = {
    errno.ENOENT: (Text("there is no such file or folder", "没有这个文件或文件夹"), _ELSEWHERE),
    errno.ENOTDIR: (Text("a part of its path is a file, not a folder", "路径中有一段是文件而非文件夹"), _ELSEWHERE),
    errno.EEXIST: (Text("a part of its path is a file, not a folder", "路径中有一段是文件而非文件夹"), _ELSEWHERE),
    errno.EISDIR: (Text("it is a folder", "它是文件夹"), _ELSEWHERE),
    errno.EACCES: (_FORBIDDEN, _ALLOW),
    errno.EPERM: (_FORBIDDEN, _ALLOW),
    errno.EROFS: (Text("the disk is read-only", "磁盘为只读"), _ELSEWHERE),
    errno.ENOSPC: (Text("the disk is full", "磁盘已满"), _FREE),
    errno.EDQUOT: (Text("your share of the disk is full", "磁盘配额已满"), _FREE),
    errno.EFBIG: (Text("the file is larger than is allowed here", "文件超过此处允许的大小"), _ELSEWHERE),
    errno.ENAMETOOLONG: (Text("the name is too long", "名称过长"), Text("give a shorter name", "请用较短的名称")),
    errno.ELOOP: (Text("its symbolic links lead in a circle", "其符号链接成环"), Text("mend the links", "请修正链接")),
    errno.EPIPE: (Text("nobody reads the other end", "另一端无人读取"), _ELSEWHERE),
}
