"""Characters that no reader sees: which they are, and how a message shows them."""

from __future__ import annotations

import re

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SEPARATORS = "\u2028\u2029\ufeff"
_ZERO_WIDTH = "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e0fff"
_NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
#: Control characters, bidirectional marks, line separators, zero-width characters (but for the two joiners, which
#: scripts and emoji need), and what is no character: two names with and without them look the same, some reorder
#: the text around them, and some cannot be written to XML at all.
UNWANTED = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f{_BIDIRECTIONAL}{_SEPARATORS}{_ZERO_WIDTH}{_NO_CHARACTERS}]")


def visible(text: str, longest: int | None = 40) -> str:
    """Return *text* fit for a message of one line: cut to *longest*, unwanted characters shown by their number."""
    shown = text if longest is None or len(text) <= longest else text[: longest - 1] + "…"
    return UNWANTED.sub(lambda found: f"<U+{ord(found[0]):04X}>", shown)
