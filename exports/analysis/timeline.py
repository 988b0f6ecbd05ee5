"""Events in order of their dates as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.exports.analysis.cells import listed, shortened
from sinograph.exports.analysis.tables import Table, cited, receipts, table_of
from sinograph.exports.wording import label, pairs_text, value_text
from sinograph.graph.measures.timeline import timeline

if TYPE_CHECKING:
    from datetime import date

    from sinograph.errors import Language
    from sinograph.graph.measures.timeline import Event, Timeline
    from sinograph.graph.measures.view import View

_COLUMNS = {
    "when": Text("when", "时间"),
    "event": Text("event", "事件"),
    "details": Text("details", "细节"),
    "outlook": Text("outlook", "性质"),
    "disputed": Text("disputed: also", "相左：另作"),
}
_MOMENTS = {"on": Text("", ""), "begins": Text("begins", "开始"), "ends": Text("ends", "结束")}
#: Relations that say of themselves that they begin.
_PLAIN = frozenset({"listed_on", "on_list"})
#: Qualifiers that the other columns tell.
_TOLD = frozenset({"since", "until", "outlook", "ended"})
#: Characters of details that are shown; ``qualifiers`` has all.
_WIDEST = 44
_ORDER = Text(
    "A coarse date sorts by its first day, after exact dates of that day; it may have been any day of it.",
    "较粗的日期按其首日排序，列于该日的确切日期之后；实际可能是其中任何一天。",
)
_OUTLOOK = Text(
    "A row with an outlook tells what was planned, expected or reported, not that it came about.",
    "“性质”一列有内容者为计划、预期或传闻，并不表示已经发生。",
)
_CIRCLE = Text(
    "Events of what it develops and of the deals that it issued are among them.", "包括其所开发产物及所发行交易的事件。"
)


def timeline_table(
    view: View, lang: Language, entity: str = "", since: date | None = None, until: date | None = None
) -> Table:
    """Return the events, oldest first; see :func:`sinograph.graph.measures.timeline.timeline`.

    Raises:
        EmptyAnswerError: no event of *entity* in that time is known.
    """
    found = timeline(view, entity, since, until)
    if not found.events:
        raise _none(view, entity, since, until)
    rows = [_row(view, event, lang) for event in found.events]
    planned = [_OUTLOOK] if any(row["outlook"] for row in rows) else []
    circle = [_CIRCLE] if entity else []
    return table_of(rows, _COLUMNS, [_ORDER, *planned, *circle, *_standing(found)])


def _row(view: View, event: Event, lang: Language) -> dict[str, str]:
    said = event.receipt
    return {
        "when": event.period.text,
        "event": event_text(view, event).say(lang),
        "details": shortened(_details(view, event).say(lang), _WIDEST),
        "outlook": label(event.outlook).say(lang) if event.outlook else "",
        "start": event.period.start.isoformat(),
        "end": event.period.end.isoformat(),
        "moment": event.moment,
        "subject": said.subject,
        "property": said.property,
        "object": said.object,
        "value": said.value,
        "unit": said.unit,
        "precision": said.precision,
        "qualifiers": "; ".join(f"{name}={text}" for name, text in said.qualifiers),
        "outlook_id": event.outlook,
        **receipts(event.claims, [rival.claim for rival in event.rivals]),
        "disputed": _disputed(event, lang),
    }


def _disputed(event: Event, lang: Language) -> str:
    """Return the other dates; where rivals give none, the first of their claims."""
    dates = sorted({rival.date for rival in event.rivals} - {"", event.period.text})
    return listed(dates, lang) if dates else cited([rival.claim for rival in event.rivals])


def event_text(view: View, event: Event) -> Text:
    """Return an event in words, of labels only: ``Zhipu AI · listed on · HKEX``, and whether it begins or ends."""
    said = event.receipt
    return event_words(event, view.name(said.subject), view.name(said.object) if said.object else None)


def event_words(event: Event, subject: Text, other: Text | None) -> Text:
    """Return the same with these names of its ends; *other* is None where it has but one."""
    said = event.receipt
    step = dict(said.qualifiers).get("step", "")
    parts = [subject, label(step or said.property), *([other] if other else [])]
    if not (event.moment == "begins" and said.property in _PLAIN):
        parts.append(_MOMENTS[event.moment])
    en, zh = (" · ".join(filter(None, (part.say(lang) for part in parts))) for lang in _LANGUAGES)
    return Text(en, zh)


_LANGUAGES: tuple[Language, Language] = ("en", "zh")


def _details(view: View, event: Event) -> Text:
    """Return the number that the claim carries and its qualifiers, without what other columns tell."""
    said = event.receipt
    number = value_text(said) if said.precision else Text("", "")
    rest = pairs_text(((name, text) for name, text in said.qualifiers if name not in {*_TOLD, "step"}), view.entities)
    return Text("; ".join(filter(None, (number.en, rest.en))), "；".join(filter(None, (number.zh, rest.zh))))


def _standing(found: Timeline) -> list[Text]:
    count = found.standing
    if not count:
        return []
    return [
        Text(
            f"Not shown: {count} claim{'' if count == 1 else 's'} that something held in a period, without a beginning "
            "or end.",
            f"未列出：{count} 条仅说明某期间内成立、未给出起止的主张。",
        )
    ]


def _none(view: View, entity: str, since: date | None, until: date | None) -> EmptyAnswerError:
    name = view.name(entity) if entity else Text("anything", "任何实体")
    en = f"{f' from {since}' if since else ''}{f' until {until}' if until else ''}"
    zh = f"{f'自 {since} 起' if since else ''}{f'至 {until} 止' if until else ''}"
    try_en = "widen the dates" if since or until else "show lists what is known without a date"
    try_zh = "请放宽日期" if since or until else "show 可列出无日期的事实"
    return EmptyAnswerError(
        f"no dated event of {name.en}{en} is known; {try_en}", f"{zh}没有{name.zh}的有日期事件；{try_zh}"
    )
