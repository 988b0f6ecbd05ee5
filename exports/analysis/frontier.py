"""Who led a benchmark when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import GAP, bounds, ids, listed
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.exports.wording import label, number_text
from sinograph.graph.measures.amounts import middle
from sinograph.graph.measures.frontier import frontier, most_scored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sinograph.errors import Language
    from sinograph.graph.measures.frontier import Score
    from sinograph.graph.measures.view import View

_STANDINGS: Mapping[str, Text] = {
    "best": Text("new best", "新高"),
    "tied": Text("tied", "并列"),
    "below": Text("below", "未及"),
    "undated": Text("undated", "无日期"),
}
#: A model that its source only shows to have been there may have set its best before.
_BY_THEN = Text("best by then", "截至当时最高")
#: What marks a date that is not the model's release.
_SHARE = Text("share solved", "通过率")
_MARKS: Mapping[str, str] = {"release": "", "score": "*", "source": "†"}
_FIRST: Mapping[str, Text] = {
    "date": Text("date", "日期"),
    "model": Text("model", "模型"),
    "developer": Text("developer", "研发方"),
    "score": Text("score", "得分"),
    "standing": Text("standing", "地位"),
    "reporter": Text("reported by", "报告方"),
    "run": Text("setting", "设置"),
}


def frontier_table(view: View, lang: Language, benchmark: str, everything: bool = False) -> Table:
    """Return the models that set or tied a new best on *benchmark*, by day; with *everything* all that are scored.

    For programs: ``model_id``, ``developer_ids``, ``country``, ``lower``, ``upper``, ``unit``, ``edition``,
    ``scored_as``, ``standing_code``, ``others`` (claims on the model set aside).

    Raises:
        EmptyAnswerError: the benchmark has no scores, or none with a date and not *everything* is asked for.
    """
    found = frontier(view, benchmark)
    rows = [_row(view, lang, one) for one in found if everything or one.standing in {"best", "tied"}]
    if not rows:
        raise _empty(view, benchmark, found)
    several = {"series": Text("counted as", "计分口径")} if len({one.series for one in found}) > 1 else {}
    others = {"others": Text("other reports", "其他报告")} if any(row["others"] != "0" for row in rows) else {}
    return table_of(rows, {**several, **_FIRST, **others}, _notes(view, found))


def _empty(view: View, benchmark: str, found: Sequence[Score]) -> EmptyAnswerError:
    name = view.name(benchmark)
    if found:
        return EmptyAnswerError(
            f"none of the {len(found)} scores on {name.en} has a date, so none can be called a new best; add --all",
            f"{name.zh}的 {len(found)} 项得分均无日期，无从判断何者为新高；可要求列出全部",
        )
    most = [(view.name(one), count) for one, count in most_scored(view)]
    return EmptyAnswerError(
        f"no model has a score on {name.en}; most models are scored on: "
        + (", ".join(f"{one.en} ({count})" for one, count in most) or "none"),
        f"没有模型在{name.zh}上的得分；得分最多的评测：" + ("、".join(f"{one.zh}（{n}）" for one, n in most) or "无"),
    )


def _row(view: View, lang: Language, one: Score) -> dict[str, str]:
    lower, upper = bounds(one.interval)
    countries = list(dict.fromkeys(filter(None, (view.entities[name].country for name in one.developers))))
    makers = listed([view.name(name).say(lang) for name in one.developers], lang)
    reporter = label(one.reported_by).say(lang) if one.reported_by else GAP
    speaker = view.name(one.stated_by).say(lang) if one.stated_by in view.entities else one.stated_by
    return {
        "series": _series(one, lang),
        "unit": one.unit,
        "edition": one.edition,
        "scored_as": one.scored_as,
        "date": f"{one.date.text}{_MARKS[one.dated_by]}" if one.date else GAP,
        "dated_by": one.dated_by,
        "model": view.name(one.model).say(lang),
        "model_id": one.model,
        "developer": f"{makers}{f' ({ids(countries)})' if countries else ''}" if makers else GAP,
        "developer_ids": ids(one.developers),
        "country": ids(countries),
        "score": number_text(one.stated, lang),
        "lower": lower,
        "upper": upper,
        "standing": (_BY_THEN if one.standing == "best" and one.dated_by == "source" else _STANDINGS[one.standing]).say(
            lang
        ),
        "standing_code": one.standing,
        "reporter": f"{reporter}{f' ({speaker})' if speaker else ''}",
        "reported_by": one.reported_by,
        "run": listed(filter(None, (one.setting, one.harness)), lang) or GAP,
        "others": str(one.others),
        **receipts(one.claims, one.rivals),
    }


def _standing(one: Score) -> Text:
    return _BY_THEN if one.standing == "best" and one.dated_by == "source" else _STANDINGS[one.standing]


def _series(one: Score, lang: Language) -> str:
    unit = "" if one.unit == "ratio" else label(one.unit).say(lang)
    return ", ".join(filter(None, (one.edition, one.scored_as, unit))) or (
        _SHARE.say(lang) if one.unit == "ratio" else GAP
    )


def _notes(view: View, found: Sequence[Score]) -> tuple[Text, ...]:
    notes = [
        Text(
            "Date is when the model was released; * the period of the score, where the release is not known, and † the "
            "publication of the source, where neither is: the model is no younger. A coarse date counts from its last "
            "day. A score whose interval overlaps the best until then ties with it.",
            "日期为模型发布日；发布日未知时，* 为得分的期间，† 为来源的发布日（模型不晚于此）。粗略日期按其最后一日计。"
            "区间与此前最高分重叠者为并列，不算超越。",
        ),
        Text(
            "Only scores of one unit, edition and way of scoring are compared; settings, harnesses and reporters may "
            "differ. Of several reports on a model the best is shown, the others are counted.",
            "仅比较单位、版本与计分方式相同的得分；设置、框架与报告方可能不同。"
            "同一模型有多份报告时取最高者，其余计数。",
        ),
    ]
    undated = [one for one in found if one.standing == "undated"]
    if undated:
        notes.append(_undated(view, found, undated))
    return tuple(notes)


def _undated(view: View, found: Sequence[Score], undated: Sequence[Score]) -> Text:
    """Return how many models have no date, and which of them score above all that have one."""
    tops: dict[tuple[str, str, str], list[Score]] = {}
    for one in found:
        if one.standing != "undated":
            tops.setdefault(one.series, []).append(one)
    above = [
        one
        for one in sorted(undated, key=lambda o: (o.series, -middle(o.goodness), o.model))
        if one.series in tops and all(one.goodness.lower > other.goodness.upper for other in tops[one.series])
    ]
    en = ", ".join(f"{view.name(one.model).en} {one.stated}" for one in above)
    zh = "、".join(f"{view.name(one.model).zh} {one.stated}" for one in above)
    return Text(
        f"{len(undated)} scored models have no date and take no part"
        + (f"; above every dated one in its series: {en}." if above else "."),
        f"{len(undated)} 个有得分的模型无日期，不参与比较" + (f"；高于同口径所有有日期者：{zh}。" if above else "。"),
    )
