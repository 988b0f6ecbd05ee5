"""Fills named questions: what the reader typed becomes an IRI or a literal in the question's SPARQL, checked first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sinograph.errors import Text, UnknownNameError
from sinograph.graph.lookup import find_entity, find_metric, find_name
from sinograph.loaders.characters import visible
from sinograph.loaders.periods import PERIOD_REMEDY, Period
from sinograph.ontology.iris import local_name
from sinograph.ontology.questions import read_questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

    from sinograph.ontology.questions import Parameter, Question

#: What would end the string is written out; other control characters may stand as they are.
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})
_BEFORE_U = re.compile(r"\\\\([uU])")


def find_question(name: str) -> Question:
    """Return the question of that *name*.

    Raises:
        UnknownNameError: there is none; the nearest are offered.
    """
    questions = read_questions()
    return questions[find_name(name, questions, Text("question", "问题"))]


def split_values(pairs: Iterable[str]) -> dict[str, str]:
    """Return values by parameter from *pairs* as typed, ``company=zhipu``.

    Raises:
        UnknownNameError: a pair has no ``=`` or no name, or a name stands twice.
    """
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UnknownNameError(
                f"{visible(pair)!r} names no parameter; write name=value",
                f"{visible(pair)!r} 未指明参数；请写作 名称=值",
            )
        if name in values:
            raise UnknownNameError(
                f"parameter {visible(name)!r} is given twice; give it once", f"参数 {visible(name)!r} 重复；请只给一次"
            )
        values[name] = value
    return values


def fill_question(store: Store, question: Question, values: Mapping[str, str]) -> str:
    """Return the SPARQL of *question* for *values* by parameter; what is not given takes its default.

    Raises:
        UnknownNameError: a parameter or the entity or metric it names is not known, is of another kind than the
            parameter takes, or is not a period.
    """
    names = [parameter.name for parameter in question.parameters]
    for name in values:
        find_name(name, names, Text(f"parameter of {question.name}", f"参数({question.name})"))
    chosen = ((parameter, values.get(parameter.name, parameter.default)) for parameter in question.parameters)
    return question.fill({parameter.name: _term(store, parameter, value) for parameter, value in chosen})


def _term(store: Store, parameter: Parameter, value: str) -> str:
    """Return *value* as SPARQL writes it: a term of the store, or a literal that nothing can break out of."""
    if parameter.type == "entity":
        return f"id:{find_entity(store, value, parameter.kind)}"
    if parameter.type == "metric":
        return f"sg:{local_name(find_metric(store, value))}"
    if parameter.type == "period":
        return _literal(_check_period(value))
    return _literal(value)


def _check_period(text: str) -> str:
    try:
        return Period.parse(text).text
    except ValueError:
        raise UnknownNameError(
            f"{visible(text)!r} is not a period; {PERIOD_REMEDY.en}",
            f"{visible(text)!r} 不是期间；{PERIOD_REMEDY.zh}",
        ) from None


def _literal(text: str) -> str:
    r"""Return *text* as a SPARQL string.

    Some engines turn ``\uXXXX`` into its character before they look for strings, an escaped backslash or not, and
    a quote written so would end the string. So a ``u`` after a backslash is itself written as an escape.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UnknownNameError(
            f"{visible(text)!a} is not text in UTF-8", f"{visible(text)!a} 不是 UTF-8 文本"
        ) from None
    escaped = _BEFORE_U.sub(lambda found: rf"\\\U{ord(found[1]):08X}", text.translate(_ESCAPES))
    return f'"{escaped}"'
