"""When a measure binds: from when to when it is in force, by what it was suspended, and what is only planned.

Read from dated steps (``event_date`` with ``step``) and from links (``linked_to`` with ``link=suspends``). A step with
a scope is about a part of the measure and says nothing of the whole. Nothing here asks what day it is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from sinograph.graph.measures.view import qualifier
from sinograph.loaders.periods import Period, period_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

State = Literal[
    "in_force", "suspended", "suspension_over", "not_yet", "unclear", "ended", "proposed", "planned", "no_date"
]
#: Steps by which a measure is given up for good.
_GIVEN_UP = ("rescinded", "withdrawn")
#: Steps of what is not binding yet; a measure that got no further is a proposal.
_PROPOSED = {"introduced", "advanced_by_committee", "passed_house", "consultation"}
#: Steps by which a measure is issued, without a word on when it binds.
_ISSUED = {"announced", "published", "adopted", "signed", "updated"}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or period, and the claims that give it."""

    period: Period
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time in which a measure is not applied; *by* is the measure that says so, "" where only its end is known."""

    by: str
    start: Period | None
    until: Period | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The life of one measure as far as the facts tell it.

    *begins* is when it takes effect, *ends* its last day, *given_up* when it was rescinded or withdrawn, *planned* when
    it was to take effect, by a plan that no later claim confirms, *resumes* when a suspension was to end or ended.
    *issued* and *proposed* are the first steps of that kind. *claims* are all that it rests on, *rivals* those who
    give another date.
    """

    measure: str
    begins: Dated | None
    ends: Dated | None
    given_up: Dated | None
    planned: Dated | None
    resumes: Dated | None
    resumed: bool
    issued: Dated | None
    proposed: Dated | None
    suspensions: tuple[Suspension, ...]
    claims: tuple[str, ...]
    rivals: tuple[str, ...]

    @property
    def dated(self) -> bool:
        """Say whether it tells when the measure binds, and not only when it was issued or proposed."""
        return any((self.begins, self.ends, self.given_up, self.planned, self.resumes, self.suspensions))


def courses(view: View) -> dict[str, Course]:
    """Return the course of every measure that has a dated step or was suspended, by id in order.

    Of a step that several accepted claims date, the first day counts. A measure without either is not there.
    """
    steps: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in view.receipts.values():
        if receipt.property == "event_date" and receipt.status == "accepted" and not qualifier(receipt, "scope"):
            steps[receipt.subject].append(receipt)
    pauses: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in view.accepted("linked_to"):
        if qualifier(receipt, "link") == "suspends":
            pauses[receipt.object].append(receipt)
    measures = sorted(name for name in {*steps, *pauses} if view.is_a(name, "policy_measure"))
    return {name: _course(view, name, steps[name], pauses[name]) for name in measures}


def state_on(course: Course, day: date) -> State:
    """Return where a measure stands on *day*.

    ``suspension_over``: the last suspension recorded has ended, and neither an extension nor a resumption that took
    place is recorded. ``planned``: it was to take effect by *day*, and no claim says that it did. ``unclear``: the day
    lies within the period that is all that is known of the date. ``no_date``: no claim says when it takes effect.
    """
    if _is_over(course, day):
        return "ended"
    pause = _pause(course, day)
    if pause:
        return pause
    if course.begins:
        return _begun(course.begins.period, day)
    if course.planned:
        return "planned" if course.planned.period.start <= day else "not_yet"
    return "proposed" if course.proposed and not course.issued else "no_date"


def begun_on(since: Period | None, until: Period | None, day: date) -> State:
    """Return where something with these two dates stands on *day*; without a beginning nothing is known of it."""
    if until and until.end <= day:
        return "ended"
    return _begun(since, day) if since else "no_date"


def _begun(start: Period, day: date) -> State:
    if start.start > day:
        return "not_yet"
    return "in_force" if start.end - _DAY <= day else "unclear"


def _is_over(course: Course, day: date) -> bool:
    given_up = course.given_up is not None and course.given_up.period.start <= day
    return given_up or (course.ends is not None and course.ends.period.end <= day)


def _pause(course: Course, day: date) -> State | None:
    """Return what the suspensions make of *day*: nothing before the first, and after a resumption that took place."""
    begun = [p for p in course.suspensions if _starts(p, day)]
    if any(p.until is None or day < p.until.end for p in begun):
        return "suspended"
    resumed = course.resumed and course.resumes is not None and course.resumes.period.start <= day
    return "suspension_over" if begun and not resumed else None


def _starts(pause: Suspension, day: date) -> bool:
    """Say whether a suspension has begun; of one whose beginning is unknown only its end says that it has."""
    if pause.start:
        return pause.start.start <= day
    return pause.until is not None and pause.until.end <= day


def _course(view: View, name: str, steps: Sequence[Receipt], pauses: Sequence[Receipt]) -> Course:
    done = [receipt for receipt in steps if not qualifier(receipt, "outlook")]
    ahead = [receipt for receipt in steps if qualifier(receipt, "outlook") in {"planned", "expected"}]
    begins, resumed = _first(view, done, "takes_effect"), _first(view, done, "resumes")
    parts = {
        "begins": begins,
        "ends": _first(view, done, "ends"),
        "given_up": _first(view, done, *_GIVEN_UP),
        "planned": None if begins else _first(view, ahead, "takes_effect"),
        "resumes": resumed or _first(view, ahead, "resumes"),
        "issued": _first(view, done, *_ISSUED),
        "proposed": _first(view, done, *_PROPOSED) or _proposed(view, name),
    }
    suspensions = tuple(sorted(_suspensions(view, done, pauses), key=lambda pause: (_start(pause), pause.by)))
    cited = [*(part.claims for part in parts.values() if part), *(pause.claims for pause in suspensions)]
    return Course(
        measure=name,
        **parts,
        resumed=resumed is not None,
        suspensions=suspensions,
        claims=tuple(dict.fromkeys(claim for claims in cited for claim in claims)),
        rivals=tuple(sorted({claim for receipt in (*done, *ahead, *pauses) for claim in view.rivals(receipt)})),
    )


def _first(view: View, receipts: Iterable[Receipt], *steps: str) -> Dated | None:
    """Return the earliest of these steps; what is rescinded today may be announced as rescinded again tomorrow."""
    found = [receipt for receipt in receipts if qualifier(receipt, "step") in steps]
    if not found:
        return None
    first = min(found, key=lambda receipt: (Period.parse(receipt.value).start, receipt.claim))
    return Dated(Period.parse(first.value), view.cited(first))


def _proposed(view: View, name: str) -> Dated | None:
    """Return when a claim called the measure a proposal, by the day of its source."""
    for receipt in view.accepted("legal_status"):
        day = receipt.period or view.sources[receipt.source].published
        if receipt.subject == name and receipt.value == "proposed" and day:
            return Dated(Period.parse(day), view.cited(receipt))
    return None


def _suspensions(view: View, steps: Iterable[Receipt], pauses: Sequence[Receipt]) -> list[Suspension]:
    found = [
        Suspension(r.subject, _period(r, "since"), _period(r, "until"), view.cited(r))
        for r in sorted(pauses, key=lambda r: r.claim)
    ]
    ends = {pause.until.end for pause in found if pause.until}
    until = [receipt for receipt in steps if qualifier(receipt, "step") == "suspended"]
    said = [(Period.parse(receipt.value), receipt) for receipt in sorted(until, key=lambda r: r.claim)]
    return found + [Suspension("", None, end, view.cited(r)) for end, r in said if end.end not in ends]


def _period(receipt: Receipt, name: str) -> Period | None:
    return period_of(qualifier(receipt, name))


def _start(pause: Suspension) -> tuple[bool, date | None]:
    day = pause.start or pause.until
    return day is None, day.start if day else None
