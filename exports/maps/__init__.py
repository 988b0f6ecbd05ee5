"""The maps: what each one answers, what stands on it and where.

Positions are computed here from what the map means, never by chance, so the same facts give the same picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sinograph.exports.maps.capital import capital_map
from sinograph.exports.maps.competition import competition_map
from sinograph.exports.maps.compute import compute_map
from sinograph.exports.maps.controls import controls_map
from sinograph.exports.maps.models import models_map
from sinograph.exports.maps.timeline import timeline_map

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sinograph.exports.maps.drawing import Scope

#: Name of a map to the function that lays it out.
MAPS: Mapping[str, Callable[[Scope], dict[str, Any]]] = {
    "capital": capital_map,
    "competition": competition_map,
    "models": models_map,
    "controls": controls_map,
    "compute": compute_map,
    "timeline": timeline_map,
}
