"""What a wrong name may have been meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.loaders.characters import visible

if TYPE_CHECKING:
    from collections.abc import Collection

#: Among more names the search would take longer than reading the tables.
_MOST = 2_000
_SHOWN = 12


def nearest(name: str, known: Collection[str], otherwise: Text | None = None) -> Text:
    """Return a remedy that offers the known names most like *name*, then *otherwise* or else what there is."""
    found = close(name, known)
    if found:
        offer = Text(f"did you mean {' or '.join(found)}?", f"是否指 {' 或 '.join(found)}？")
        return Text(f"{offer.en} If not, {otherwise.en}", f"{offer.zh}否则{otherwise.zh}") if otherwise else offer
    if otherwise:
        return otherwise
    if not known:
        return Text("leave it empty", "请留空")
    few = ", ".join(sorted(known)[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    return Text(f"use one of {few}", f"可用 {few}")


def close(name: str, known: Collection[str]) -> list[str]:
    """Return up to three *known* names that look like *name*, the most like it first."""
    from difflib import get_close_matches

    return get_close_matches(visible(name), sorted(known), n=3) if len(known) <= _MOST else []
