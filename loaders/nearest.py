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
    close = _close(name, known) if len(known) <= _MOST else []
    if close:
        offer = Text(f"did you mean {' or '.join(close)}?", f"是否指 {' 或 '.join(close)}?")
        return Text(f"{offer.en} If not, {otherwise.en}", f"{offer.zh}否则{otherwise.zh}") if otherwise else offer
    if otherwise:
        return otherwise
    if not known:
        return Text("leave it empty", "请留空")
    few = ", ".join(sorted(known)[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    return Text(f"use one of {few}", f"可用 {few}")


def _close(name: str, known: Collection[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(visible(name), sorted(known), n=3)
