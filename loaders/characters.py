"""Which text fits into a cell: characters that no reader sees do not; and how a message shows them."""

from __future__ import annotations

import re
import unicodedata

from sinograph.errors import Text

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


#: A spreadsheet cell holds no more.
LONGEST_CELL = 32_767
TOO_LONG = (
    Text(f"is longer than the {LONGEST_CELL} characters that a cell holds", f"超过单元格上限 {LONGEST_CELL} 个字符"),
    Text("keep figures and names, and leave the text in the source", "请只保留数字与名称，原文留在来源中"),
)


def are_fit(cells: list[str]) -> bool:
    """Say whether nothing is wrong with any of *cells*: ``why_unfit`` of all at once, for the many good rows."""
    text = ",".join(cells)
    if max(map(len, cells)) > LONGEST_CELL or UNWANTED.search(text) or not unicodedata.is_normalized("NFC", text):
        return False
    return cells == [cell.strip() for cell in cells]


def why_unfit(cell: str) -> tuple[Text, Text] | None:
    """Return what is wrong with the text of a cell and what to do, None for nothing."""
    if len(cell) > LONGEST_CELL:
        return TOO_LONG
    if found := UNWANTED.search(cell):
        return unwanted(found[0])
    if cell != cell.strip():
        return Text("begins or ends with a space", "首尾有空格"), Text("delete the space", "请删除空格")
    if not unicodedata.is_normalized("NFC", cell):
        remedy = Text("retype it, so that equal text has equal characters", "请重新输入，使相同文字的编码一致")
        return Text("is not in Unicode normal form C", "不是 Unicode NFC 规范形式"), remedy
    return None


def unwanted(character: str) -> tuple[Text, Text]:
    """Return how to say that a cell holds *character*, and what to do."""
    name = f"U+{ord(character):04X}"
    lines = Text("end each line with LF or CRLF", "请只用 LF 或 CRLF 换行")
    remedy = lines if character == "\r" else Text("delete it", "请删除")
    return Text(f"holds the invisible character {name}", f"含有不可见字符 {name}"), remedy
