"""The course of a measure in words: its spans, or where it stands on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.graph.measures.rules_in_force import begun_on, state_on
from sinograph.loaders.periods import period_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sinograph.graph.measures.rules_in_force import Course, State, Suspension
    from sinograph.graph.measures.view import View

NO_DATE = Text("no date known", "日期不详")
_STATES: Mapping[State, Text] = {
    "in_force": Text("in force", "有效"),
    "suspended": Text("suspended", "已暂停"),
    "suspension_over": Text("recorded suspension over", "所记录的暂停已届满"),
    "not_yet": Text("not yet in force", "尚未生效"),
    "unclear": Text("date too coarse to say", "日期过粗，无法判断"),
    "ended": Text("ended", "已终止"),
    "proposed": Text("proposed only", "仅为提案"),
    "planned": Text("was planned to take effect; not recorded whether it did", "曾计划生效，未记录是否生效"),
    "no_date": NO_DATE,
}


def spans_text(view: View, course: Course) -> Text:
    """Return when a measure is in force and suspended, of no day: ``in force from 2025-09-29; suspended from ...``."""
    parts = [*_spans(view, course)]
    if not parts and course.issued:
        day = course.issued.period
        parts = [Text(f"issued {day}, no date of effect known", f"{day} 发布，生效日期不详")]
    if not parts and course.proposed:
        parts = [_STATES["proposed"]]
    return Text("; ".join(part.en for part in parts), "；".join(part.zh for part in parts)) if parts else NO_DATE


def standing_text(view: View, course: Course, day: date) -> Text:
    """Return where a measure stands on *day*, with the dates that make it so."""
    state = state_on(course, day)
    if state == "suspended":
        pause = next(p for p in reversed(course.suspensions) if p.until is None or day < p.until.end)
        return _suspension(view, pause)
    if state == "suspension_over":
        return _suspension_over(course, day)
    if state == "ended":
        over = next(part for part in (course.given_up, course.ends) if part)
        return _with(_STATES[state], str(over.period))
    dated = course.begins or course.planned
    return (
        _with(_STATES[state], str(dated.period))
        if dated and state in {"not_yet", "unclear", "planned"}
        else _STATES[state]
    )


def dates_text(since: str, until: str) -> Text:
    """Return two dates in words: ``since 2025-01-16``, ``until 2025-12-30``; "" for neither."""
    en = [f"since {since}"] * bool(since) + [f"until {until}"] * bool(until)
    zh = [f"自 {since}"] * bool(since) + [f"至 {until}"] * bool(until)
    return Text(" ".join(en), "".join(zh))


def dates_on(since: str, until: str, day: date) -> Text:
    """Return where something with these two dates stands on *day*."""
    begin, end = period_of(since), period_of(until)
    if end and not begin and day < end.end:
        return Text("not ended, beginning unknown", "未终止，起始日期不详")
    return _STATES[begun_on(begin, end, day)]


def state_text(course: Course, day: date) -> Text:
    """Return where a measure stands on *day*, in a word or two."""
    return _STATES[state_on(course, day)]


def _spans(view: View, course: Course) -> Iterator[Text]:
    if course.begins:
        yield Text(f"in force from {course.begins.period}", f"自 {course.begins.period} 生效")
    if course.planned:
        yield Text(f"planned to take effect {course.planned.period}", f"计划于 {course.planned.period} 生效")
    for pause in course.suspensions:
        yield _suspension(view, pause)
    if course.resumes:
        day = course.resumes.period
        planned = Text(f"planned to resume {day}", f"计划于 {day} 恢复")
        yield Text(f"resumed {day}", f"{day} 恢复") if course.resumed else planned
    if course.ends:
        yield Text(f"last day {course.ends.period}", f"末日 {course.ends.period}")
    if course.given_up:
        yield Text(f"withdrawn or rescinded {course.given_up.period}", f"{course.given_up.period} 撤回或废止")


def _suspension(view: View, pause: Suspension) -> Text:
    en = [
        "suspended",
        *([f"from {pause.start}"] if pause.start else []),
        *([f"to {pause.until}"] if pause.until else []),
    ]
    zh = [*([f"自 {pause.start} "] if pause.start else []), *([f"至 {pause.until} "] if pause.until else []), "暂停"]
    by = view.name(pause.by) if pause.by else Text("", "")
    return Text(" ".join(en) + (f" by {by.en}" if by.en else ""), "".join(zh) + (f"(依据{by.zh})" if by.zh else ""))


def _suspension_over(course: Course, day: date) -> Text:
    ended = [pause.until for pause in course.suspensions if pause.until and pause.until.end <= day]
    last = max(ended, key=lambda period: period.end)
    en = f"the recorded suspension is over (to {last}) and no extension is recorded"
    zh = f"所记录的暂停已届满(至 {last})，未见延期记录"
    if course.resumes:
        en += f"; resumption was planned for {course.resumes.period}"
        zh += f"；原计划于 {course.resumes.period} 恢复"
    return Text(en, zh)


def _with(text: Text, date_: str) -> Text:
    return Text(f"{text.en} ({date_})", f"{text.zh}({date_})")
