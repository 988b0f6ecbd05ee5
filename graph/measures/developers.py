"""Who develops which model, product or family, and the claims that say so."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinograph.graph.measures.view import View

#: Of one artefact: its developers in order of id, each with the claims that name it.
Developers = dict[str, tuple[str, ...]]


def developers(view: View) -> Mapping[str, Developers]:
    """Return the developers of every artefact that has one.

    A model of which no source names the developer has that of its family; the claims then name both steps.
    """
    found: dict[str, Developers] = defaultdict(dict)
    for receipt in sorted(view.current("develops"), key=lambda r: (r.object, r.subject, r.claim)):
        before = found[receipt.object].get(receipt.subject, ())
        found[receipt.object][receipt.subject] = (*before, *view.cited(receipt))
    said = {artefact: dict(names) for artefact, names in found.items()}
    for receipt in view.accepted("in_family"):
        if receipt.subject not in said:
            family = said.get(receipt.object, {})
            found[receipt.subject] |= {name: (*claims, *view.cited(receipt)) for name, claims in family.items()}
    return {artefact: names for artefact, names in found.items() if names}


def developed_by(view: View) -> Mapping[str, Developers]:
    """Return the same the other way: of each developer its artefacts, in order of id."""
    found: dict[str, Developers] = defaultdict(dict)
    for artefact, names in sorted(developers(view).items()):
        for name, claims in names.items():
            found[name][artefact] = claims
    return found


def members(view: View, family: str) -> tuple[str, ...]:
    """Return *family*, its models, the models of families within it and so on, in order of id."""
    inside: dict[str, set[str]] = defaultdict(set)
    for receipt in view.accepted("in_family"):
        inside[receipt.object].add(receipt.subject)
    found, waiting = {family}, [family]
    while waiting:
        new = inside[waiting.pop()] - found
        found |= new
        waiting += new
    return tuple(sorted(found))
