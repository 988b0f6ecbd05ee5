"""What checking documents found, in words, as a curator reads it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sinograph.errors import Problem, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinograph.loaders.evidence import Document, Evidence, Verdict

_COUNTS: dict[Verdict, Text] = {
    "verified": Text("{} verified", "已核实 {} 项"),
    "elsewhere": Text("{} found elsewhere", "见于他处 {} 项"),
    "contended": Text("{} contended", "争用 {} 项"),
    "not_found": Text("{} not found", "未找到 {} 项"),
}
_REMEDIES = {
    "elsewhere": Text("name these places in the locator, or mend the number", "请在 locator 中改写位置，或更正数字"),
    "contended": Text(
        "one of the claims that rest on this printed number is wrong: compare them with the document",
        "多项主张共用同一处数字，其中有误：请对照原文",
    ),
    "not_found": Text(
        "compare number, unit, period and entity with the document; where words alone say it, say so in the note",
        "请对照原文的数字、单位、期间与主体；若仅由文字得出，请在 note 中说明",
    ),
}


def stranger_text(name: str) -> Text:
    """Return that a file belongs to no source; *name* is the file and its digest."""
    return Text(
        f"{name}: no source records this digest or is named so; enter it in sources.csv, or name the file SOURCE.txt",
        f"{name}：没有来源登记此摘要，文件名也不是来源 id；请登记到 sources.csv，或将文件命名为 来源id.txt",
    )


def document_text(document: Document) -> Text:
    """Return which source a document was checked as, and whether it is the very one that was read."""
    head = f"{document.name} → {document.source}"
    if document.is_recorded:
        return Text(f"{head}, the document that was read", f"{head}，即所读文献")
    return Text(
        f"{head} by its name; sources.csv records another sha256 or none (this one: {document.sha256})",
        f"{head}（按文件名）；sources.csv 所记 sha256 不同或缺失（此文件：{document.sha256}）",
    )


def count_text(found: Sequence[Evidence]) -> Text:
    """Return how many claims have which verdict; claims without a number are not among them."""
    counts = Counter(evidence.verdict for evidence in found)
    pairs = [(text, counts[verdict]) for verdict, text in _COUNTS.items() if counts[verdict] or verdict == "verified"]
    return Text(
        f"{len(found)} claims with numbers: " + ", ".join(text.en.format(n) for text, n in pairs),
        f"{len(found)} 项含数字的主张：" + "，".join(text.zh.format(n) for text, n in pairs),
    )


def problem(evidence: Evidence, document: Document) -> Problem:
    """Return a claim that its document does not bear out, at its row; the document's words are never quoted."""
    claim = evidence.claim
    stated = f"{claim.value} {getattr(claim.value, 'unit', '')} {claim.period or ''}".strip()
    missing, places = ("; ".join(which) for which in (evidence.missing, evidence.places))
    whats = {
        "elsewhere": Text(
            f"{stated} is not at {missing} in {document.name}, but at {places}",
            f"{document.name} 的 {missing} 处没有 {stated}，而见于 {places}",
        ),
        "contended": Text(
            f"{stated} rests on a printed number of {document.name} that another claim rests on too, at {places}",
            f"{stated} 所据的数字（{document.name}，{places}）同为另一主张所据",
        ),
        "not_found": Text(
            f"{stated} is not found in {document.name}, nor at {missing}",
            f"{document.name} 中（含 {missing}）未找到 {stated}",
        ),
    }
    place = claim.place
    return Problem(place.file, place.line, "value", whats[evidence.verdict], _REMEDIES[evidence.verdict])
