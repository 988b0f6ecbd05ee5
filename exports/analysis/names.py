"""Names of entities in a cell: the first few, and how many more there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinograph.errors import Language
    from sinograph.graph.measures.view import View


def joined(words: Sequence[str], lang: Language, most: int = 3) -> str:
    """Return *words* as a list, of more than *most* the first ones and the number of the others."""
    shown = list(words) if len(words) <= most else [*words[:most], f"+{len(words) - most}"]
    return ("、" if lang == "zh" else ", ").join(shown)


def names(view: View, entities: Sequence[str], lang: Language, most: int = 3) -> str:
    """Return the names of *entities*, in their order, as a list."""
    return joined([view.name(entity).say(lang) for entity in entities], lang, most)


def shortened(text: str, most: int) -> str:
    """Return *text*, of more than *most* characters its beginning and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
