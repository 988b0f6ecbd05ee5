"""Pairs of competitors, with the kinds of evidence for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import GAP, ids, listed
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.graph.measures.rivalry import rivalry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sinograph.errors import Language
    from sinograph.graph.measures.rivalry import Rivalry
    from sinograph.graph.measures.view import View

_COLUMNS: Mapping[str, Text] = {
    "company": Text("company", "公司"),
    "rival": Text("competitor", "竞争方"),
    "strength": Text("kinds", "类数"),
    "named_by": Text("named as competitors by", "称其竞争者"),
    "markets": Text("ranked in one market", "同一市场"),
    "benchmarks": Text("models on one benchmark", "模型同一评测"),
}
_NOTES = (
    Text(
        "Kinds: how many of the three kinds of evidence there are. A shared market or benchmark shows that both are "
        "measured in one place, not that either calls the other a competitor.",
        "类数：三类依据中具备几类。同列一个市场或评测，只说明两者在同一处被衡量，不代表互称竞争对手。",
    ),
    Text(
        "Ranks, shares and scores of models and products count for their developers as sources name them; models "
        "without one take no part, and a subsidiary is not added to its parent. Periods may differ.",
        "模型与产品的名次、份额和得分计入来源所指的研发方；未指明研发方的模型不计，子公司不并入母公司。各项期间可能不同。",
    ),
    Text(
        "Benchmarks count whatever edition, setting or reporter; 'analyze competition BENCHMARK --by benchmark' "
        "compares like with like.",
        "评测不分版本、设置与报告方；可比的成绩见 analyze competition BENCHMARK --by benchmark。",
    ),
)


def rivalry_table(view: View, lang: Language, entity: str = "") -> Table:
    """Return a row a pair, the best evidenced first; with *entity* its pairs only, it in the first column.

    For programs: ``company_id``, ``competitor_id``, ``evidence`` (kinds), ``market_ids``, ``benchmark_ids``.

    Raises:
        EmptyAnswerError: there is no evidence of any competitor.
    """
    found = rivalry(view, entity)
    if not found:
        raise _nobody(view, entity)
    rows = [_row(view, lang, one, entity) for one in found]
    return table_of(rows, _COLUMNS, _NOTES)


def _nobody(view: View, entity: str) -> EmptyAnswerError:
    en, zh = view.name(entity) if entity else ("anybody", "任何一方")
    known = sorted({end for one in rivalry(view) for end in (one.one, one.other)})
    some = [view.name(end) for end in known[:8]]
    return EmptyAnswerError(
        f"no source names a competitor of {en}, and no market or benchmark has it beside another; known are those of: "
        + (", ".join(one.en for one in some) or "nobody"),
        f"没有来源指出{zh}的竞争者，也没有市场或评测将其与他者并列；有依据者："
        + ("、".join(one.zh for one in some) or "无"),
    )


def _row(view: View, lang: Language, found: Rivalry, entity: str) -> dict[str, str]:
    one, other = (found.other, found.one) if entity == found.other else (found.one, found.other)
    speakers = [view.name(n.speaker).say(lang) if n.speaker else n.publisher or GAP for n in found.named_by]
    benchmarks = [view.name(name).say(lang) for name in found.benchmarks]
    count = f"{len(benchmarks)}: " if benchmarks else ""
    return {
        "company": view.name(one).say(lang),
        "rival": view.name(other).say(lang),
        "company_id": one,
        "competitor_id": other,
        "strength": str(found.strength),
        "evidence": ids(found.evidence),
        "named_by": listed(speakers, lang) or GAP,
        "markets": listed([view.name(name).say(lang) for name in found.markets], lang, 2) or GAP,
        "market_ids": ids(found.markets),
        "benchmarks": count + listed(benchmarks, lang, 2) if benchmarks else GAP,
        "benchmark_ids": ids(found.benchmarks),
        **receipts(found.claims, found.rivals),
    }
