"""When models came out, as far as the sources say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinograph.graph.measures.measured import dimensions
from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinograph.graph.measures.view import View


@dataclass(frozen=True, slots=True)
class Release:
    """The period in which a model was released; *claims* say so, *rivals* give another date."""

    period: Period
    claims: tuple[str, ...]
    rivals: tuple[str, ...]


def releases(view: View) -> Mapping[str, Release]:
    """Return the release of each model that has a date.

    A release as such goes before one on a reseller's channel or of a preview; among equals the earliest counts, by its
    last possible day.
    """
    found: dict[str, tuple[tuple[bool, int, str], Release]] = {}
    for receipt in view.accepted("released"):
        period = Period.parse(receipt.value)
        key = (bool(dimensions(receipt)), period.end.toordinal(), receipt.claim)
        release = Release(period, view.cited(receipt), view.rivals(receipt))
        found[receipt.subject] = min(found.get(receipt.subject, (key, release)), (key, release), key=lambda o: o[0])
    return {model: release for model, (_, release) in found.items()}
