"""Reads the named questions of ontology/questions: SPARQL with a title and parameters, in both languages.

A file begins with comments, one to a line, and goes on as plain SPARQL 1.1 in which ``$company`` stands for a
parameter::

    # en: Who backs the company, how, and who says so?
    # zh: 谁在支持该公司？以何种方式？出处何在?
    # param company: entity(company) = zhipu ; en: The company that is backed. ; zh: 被支持的公司。
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast

from sinograph.errors import Text
from sinograph.ontology.iris import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

ParameterType = Literal["entity", "metric", "period", "text"]

_TITLE = re.compile(r"# (en|zh): (\S.*)")
_PARAMETER = re.compile(
    r"# param (?P<name>[a-z_]+): (?:entity\((?P<kind>[a-z_]+)\)|(?P<type>metric|period|text))"
    r" = (?P<default>\S.*?) ; en: (?P<en>\S.*?) ; zh: (?P<zh>\S.*)"
)
_PLACE = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked for; *kind* is the kind of entity it takes, "" where it takes none."""

    name: str
    type: ParameterType
    kind: str
    default: str
    label: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A named question; *text* is its SPARQL without the header, the parameters written ``$name``."""

    name: str
    title: Text
    parameters: tuple[Parameter, ...]
    text: str

    def fill(self, terms: Mapping[str, str]) -> str:
        """Return SPARQL that any engine runs: *terms* (an IRI or literal each) in place, prefixes declared.

        One pass over the text, so that a term which itself holds ``$name`` stays as it is.
        """
        filled = _PLACE.sub(lambda place: terms[place[1]], self.text)
        used = (
            prefix for prefix in PREFIXES if re.search(rf"(?<![\w-]){prefix}:", self.text + " ".join(terms.values()))
        )
        declared = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used)
        return declared + filled


@cache
def read_questions() -> Mapping[str, Question]:
    """Return the bundled questions by name, in order of name."""
    folder = files("sinograph.ontology").joinpath("questions")
    found = {f.name.removesuffix(".rq"): f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".rq")}
    return {name: parse_question(name, found[name]) for name in sorted(found)}


def parse_question(name: str, text: str) -> Question:
    """Read one file.

    Raises:
        ValueError: a header line is not as described above, or a title is missing.
    """
    lines = text.splitlines(keepends=True)
    length = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    titles: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in lines[:length]:
        if title := _TITLE.fullmatch(line.rstrip("\n")):
            titles[title[1]] = title[2]
        else:
            parameters.append(_parse_parameter(name, line.rstrip("\n")))
    if set(titles) != {"en", "zh"}:
        raise ValueError(f"{name}.rq: give a title in en and in zh")
    return Question(name, Text(titles["en"], titles["zh"]), tuple(parameters), "".join(lines[length:]))


def _parse_parameter(name: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise ValueError(f"{name}.rq: not a header line: {line}")
    kind = found["kind"] or ""
    type_ = cast("ParameterType", found["type"] or "entity")
    return Parameter(found["name"], type_, kind, found["default"], Text(found["en"], found["zh"]))
