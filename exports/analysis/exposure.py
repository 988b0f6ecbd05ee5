"""What touches a list or a rule, as a table: the party, how, by which measure and authority, and how that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import bounds, percent
from sinograph.exports.analysis.courses import (
    NO_DATE,
    dates_on,
    dates_text,
    spans_text,
    standing_text,
    state_text,
)
from sinograph.exports.analysis.ownership import share_text
from sinograph.exports.analysis.tables import Table, receipts, table_of
from sinograph.graph.measures.exposure import exposure
from sinograph.graph.measures.rules_in_force import begun_on, state_on
from sinograph.loaders.periods import period_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sinograph.errors import Language
    from sinograph.graph.measures.exposure import Exposure
    from sinograph.graph.measures.rules_in_force import Course
    from sinograph.graph.measures.touches import How, Reach, Reached, Touch
    from sinograph.graph.measures.view import View

COLUMNS = {
    "party": Text("party", "主体"),
    "touch": Text("touch", "关联方式"),
    "measure": Text("list or rule", "清单或规则"),
    "authority": Text("issued by", "发布方"),
    "chain": Text("through", "经由"),
    "standing": Text("list or rule stands", "清单或规则的状态"),
    "rule": Text("rule on owners", "股权规则"),
}
_HOW: Mapping[How, Text] = {
    "listed": Text("named on the list", "列于清单"),
    "permitted": Text("on a list of permits", "列于许可名单"),
    "named": Text("named in the document", "文件中列名"),
    "barred": Text("barred from obtaining an item", "被禁止获取的物项"),
    "subject": Text("subject to the rule", "受规则约束"),
    "restricted": Text("restricted by the rule", "受规则限制"),
    "banned": Text("its use banned", "被禁用"),
    "product_restricted": Text("its product restricted", "其产品受限"),
    "product_banned": Text("its product banned", "其产品被禁用"),
    "majority": Text("majority-owned by a named party", "由列名方持有多数"),
    "control": Text("controlled by a named party, as the source says", "由列名方控制(来源所称)"),
    "minority": Text("minority-held by a named party", "由列名方少数持股"),
    "held": Text("held by a named party, size open", "由列名方持股(比例未定)"),
    "vehicle": Text("holds shares for a named party", "代列名方持股"),
    "associate": Text("named as associate of a named party", "被称为列名方的关联方"),
    "supplied": Text("supplied by, or ordering from, a named party", "由列名方供应或向其订购"),
    "uses": Text("uses or orders a restricted item", "使用或订购受限物项"),
}
#: Touches by way of another party that is named.
_DERIVED = frozenset({"majority", "control", "minority", "held", "vehicle", "associate", "supplied"})
_REACHED: Mapping[Reached, Text] = {
    "reached": Text("stake reaches {}", "持股达到 {}"),
    "below": Text("stake below {}", "持股低于 {}"),
    "open": Text("whether the stake reaches {} is open", "持股是否达到 {} 未定"),
}


def exposure_table(view: View, lang: Language, entity: str = "", day: date | None = None) -> Table:
    """Return what touches a list or a rule, of *entity* or of every organisation; of a measure, whom it touches.

    With *day* the standing is that of the day; without it the spans are told and no day is judged. Keys for programs:
    ``party_id``, ``how``, ``measure_id``, ``authority_ids``, ``chain_ids``, ``since``, ``until``, ``under_id``,
    ``state`` (of the day, "" without one), ``share_lower``, ``share_upper``, ``rule_ids``, ``rule_standing``,
    ``reached``. In the order of :func:`sinograph.graph.measures.exposure.exposure`.

    Raises:
        EmptyAnswerError: no claim ties *entity*, or any organisation, to a list or rule.
    """
    found = exposure(view)
    touches = [t for t in found.touches if not entity or entity in {t.party, t.measure}]
    if not touches:
        raise _nothing(view, entity)
    writer = _Writer(view, lang, found.courses, day)
    rows = [writer.row(touch) for touch in touches]
    return table_of(rows, COLUMNS, [*_notes(view, found, touches, day), *([] if entity else _unmade(view))])


def _nothing(view: View, entity: str) -> EmptyAnswerError:
    if not entity:
        return EmptyAnswerError(
            "no claim ties an organisation to a list or a rule; add rows with on_list, applies_to or restricts",
            "没有主张将任何组织与清单或规则相关联；请添加 on_list、applies_to 或 restricts 行",
        )
    name = view.name(entity)
    return EmptyAnswerError(
        f"no claim ties {name.en} to a list or a rule; that is what these facts hold, not a finding that none does. "
        "`sinograph analyze ownership` tells who owns it",
        f"没有主张将{name.zh}与清单或规则相关联；这仅反映本库所载，不表示确无关联。"
        "`sinograph analyze ownership` 可查其持有方",
    )


class _Writer:
    def __init__(self, view: View, lang: Language, courses: Mapping[str, Course], day: date | None) -> None:
        self._view, self._lang, self._courses, self._day = view, lang, courses, day
        self._authorities: dict[str, dict[str, str]] = {}
        for receipt in view.accepted("maintained_by", "enacted_by"):
            self._authorities.setdefault(receipt.subject, {}).setdefault(receipt.object, receipt.claim)

    def row(self, touch: Touch) -> dict[str, str]:
        authorities = self._authorities.get(touch.measure, {})
        lower, upper = bounds(touch.share)
        rules = [claim for reach in touch.reach for claim in self._rule_claims(reach)]
        course = self._course(touch)
        said = course.claims if course else ()
        claims = tuple(dict.fromkeys((*touch.claims, *said, *rules, *authorities.values())))
        return {
            "party": self._name(touch.party),
            "touch": _HOW[touch.how].say(self._lang),
            "measure": self._name(touch.measure),
            "authority": ", ".join(map(self._name, authorities)),
            "chain": self._chain(touch),
            "standing": self._whose(touch) + self._standing(touch).say(self._lang),
            "rule": "; ".join(map(self._rule, touch.reach)),
            "party_id": touch.party,
            "how": touch.how,
            "measure_id": touch.measure,
            "authority_ids": " ".join(authorities),
            "chain_ids": " ".join(touch.chain),
            "since": touch.since,
            "until": touch.until,
            "scope": touch.scope,
            "under_id": touch.under,
            "state": self._state(touch),
            "share_lower": lower,
            "share_upper": upper,
            "rule_ids": " ".join(reach.rule.rule for reach in touch.reach),
            "rule_standing": "; ".join(map(self._rule_standing, touch.reach)),
            "reached": " ".join(reach.reached for reach in touch.reach),
            **receipts(claims, touch.rivals),
        }

    def _name(self, entity: str) -> str:
        return self._view.name(entity).say(self._lang) if entity in self._view.entities else entity

    def _chain(self, touch: Touch) -> str:
        text = " → ".join(map(self._name, touch.chain[1:]))
        details = ", ".join(filter(None, (share_text(touch.share), touch.scope)))
        return f"{text} ({details})".strip() if details else text

    def _whose(self, touch: Touch) -> str:
        """Return whose listing the standing is, where that is not the party's own."""
        if touch.how not in _DERIVED:
            return ""
        return f"{self._name(touch.chain[-1])}{Text(': ', '：').say(self._lang)}"

    def _course(self, touch: Touch) -> Course | None:
        """Return the course of the measure where it says when that binds; else the touch's own dates must."""
        course = self._courses.get(touch.measure)
        return course if course and (course.dated or not touch.since) else None

    def _standing(self, touch: Touch) -> Text:
        course = self._course(touch)
        dates = dates_text(touch.since, touch.until)
        if self._day is None:
            if course is None:
                return dates if dates.en else NO_DATE
            spans = spans_text(self._view, course)
            return Text(f"{spans.en}; until {touch.until}", f"{spans.zh}；至 {touch.until}") if touch.until else spans
        if course is None or self._is_over(touch):
            state = dates_on(touch.since, touch.until, self._day)
            return Text(f"{state.en} ({dates.en})", f"{state.zh}({dates.zh})") if dates.en else state
        return standing_text(self._view, course, self._day)

    def _is_over(self, touch: Touch) -> bool:
        until = period_of(touch.until)
        return until is not None and self._day is not None and until.end <= self._day

    def _state(self, touch: Touch) -> str:
        if self._day is None:
            return ""
        course = self._course(touch)
        if course is None or self._is_over(touch):
            return begun_on(period_of(touch.since), period_of(touch.until), self._day)
        return state_on(course, self._day)

    def _rule(self, reach: Reach) -> str:
        threshold = percent(reach.rule.threshold.lower, 0)
        words = _REACHED[reach.reached].say(self._lang).format(threshold)
        course = self._courses.get(reach.rule.rule)
        state = state_text(course, self._day).say(self._lang) if course and self._day else ""
        colon, comma = ("：", "，") if self._lang == "zh" else (": ", ", ")
        return self._name(reach.rule.rule) + colon + comma.join(filter(None, (words, state)))

    def _rule_standing(self, reach: Reach) -> str:
        course = self._courses.get(reach.rule.rule)
        return rule_standing(self._view, course, self._day).say(self._lang) if course else NO_DATE.say(self._lang)

    def _rule_claims(self, reach: Reach) -> tuple[str, ...]:
        course = self._courses.get(reach.rule.rule)
        return (*reach.rule.claims, *(course.claims if course else ()))


def rule_standing(view: View, course: Course, day: date | None) -> Text:
    """Return where a rule stands on *day*, its spans where no day is named."""
    return standing_text(view, course, day) if day else spans_text(view, course)


def _notes(view: View, found: Exposure, touches: Sequence[Touch], day: date | None) -> Iterator[Text]:
    hows = {touch.how for touch in touches}
    yield Text(
        "A row is what the facts say, no finding of law; a company without a row is one of whom the facts say nothing.",
        "每行仅为事实所述，不构成法律判断；未列出的公司表示本库没有相关记载。",
    )
    if "permitted" in hows:
        yield Text(
            "A list of permits grants and does not restrict; its rows are told apart, nothing is derived from them.",
            "许可名单为授权而非限制；单独列出，不据以推断其他关联。",
        )
    if hows & {"minority", "held", "majority", "control", "vehicle"}:
        yield Text(
            "Stakes of several named parties in one company are not added up, though a rule may count them together.",
            "多个列名方对同一公司的持股未相加，尽管规则可能合并计算。",
        )
    if hows & {"uses", "supplied"}:
        yield Text(
            "Use and supply are not tied to a day: what was bought or trained before a restriction is shown too. A "
            "claim may speak of an order, of validation or of a part: 'analyze compute' shows what limits it.",
            "使用与供应未与日期对应：限制之前的采购或训练亦列出。"
            "主张可能只涉及订单、验证或部分使用：见 analyze compute 的限定。",
        )
    yield from _rule_notes(view, found, touches, day)
    if day is None:
        yield Text(
            "Spans are told as recorded; add --true-on DAY to learn how a rule stands on it.",
            "期间按记载列出；加 --true-on 日期可得当日状态。",
        )
    else:
        yield Text(
            f"The standing of lists and rules is that of {day}; what no claim dates is shown whenever it began.",
            f"清单与规则的状态为 {day} 当日；未注明日期者不论何时开始均列出。",
        )
    yield from _left_out(view)


def _rule_notes(view: View, found: Exposure, touches: Sequence[Touch], day: date | None) -> Iterator[Text]:
    """Yield where each rule on ownership stands that a row names."""
    for rule in sorted({reach.rule.rule for touch in touches for reach in touch.reach}):
        course = found.courses.get(rule)
        if course:
            name, standing = view.name(rule), rule_standing(view, course, day)
            yield Text(f"{name.en}: {standing.en}.", f"{name.zh}：{standing.zh}。")


def _left_out(view: View) -> Iterator[Text]:
    speaking = ("on_list", "applies_to", "restricts", "bans", "named_in", "barred_from")
    accepted = [r for r in view.receipts.values() if r.property in speaking and r.status == "accepted"]
    ahead = len(accepted) - len(view.accepted(*speaking))
    if ahead:
        yield Text(
            f"{ahead} claim(s) on proposals, recommendations and plans are left out.",
            f"有 {ahead} 项关于提案、建议与计划的主张未计入。",
        )
    places = {r.subject for r in view.accepted("applies_to") if view.is_a(r.object, "place")}
    if places:
        yield Text(
            f"{len(places)} measure(s) that apply to a whole country are not told again for its companies.",
            f"有 {len(places)} 项适用于整个国家或地区的措施，未逐一列于其公司。",
        )


def _unmade(view: View) -> Iterator[Text]:
    """Yield which bans of products reach nobody, as no claim names who develops them."""
    made = {receipt.object for receipt in view.accepted("develops")}
    banned = {r.object for r in view.accepted("bans") if view.is_a(r.object, "artifact")} - made
    if banned:
        en, zh = (", ".join(sorted(view.name(name).say(lang) for name in banned)) for lang in ("en", "zh"))
        yield Text(
            f"Bans of products whose developer no claim names touch nobody here: {en}.",
            f"下列被禁产品无主张说明其研发方，故此处未关联任何主体：{zh}。",
        )
