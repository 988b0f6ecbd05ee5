"""Two clocks: what held on a day, and what had been published by then.

Both choose among claims before anything is built of them, so that settling, rules, maps and exports follow without
knowing of it. Where a date is coarse the two err to opposite sides: what is *known* must certainly have been published,
what is *dropped as untrue* must certainly not hold. ``docs/clocks.md`` says the same for readers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sinograph.errors import Text
from sinograph.loaders.periods import Period, period_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sinograph.loaders import Facts
    from sinograph.loaders.records import Claim, Source

#: Outlooks that speak of what lies ahead of their source; the others (talks, offers, rumours) tell of something dated.
_AHEAD = {"planned", "expected", "forecast", "target", "hypothetical"}
#: Says when something is to happen, not that it did.
_EXPECTATION = "ipo_expected"
_DAY = timedelta(days=1)
#: A thing by its id, or a relation by its ends and name.
Key = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The day of which the facts are true, and the day by which they were published; None is no limit."""

    true_on: date | None = None
    known_on: date | None = None

    def __bool__(self) -> bool:
        """Say whether either is set."""
        return self.true_on is not None or self.known_on is not None

    @property
    def words(self) -> Text:
        """Both in words, "" where neither is set: ``as known on 2025-12-31, true on 2026-01-08``."""
        known, true = self.known_on, self.true_on
        en = [f"known on {known}"] * bool(known) + [f"true on {true}"] * bool(true)
        zh = [f"截至 {known} 已知"] * bool(known) + [f"{true} 当日成立"] * bool(true)
        return Text(f"as {', '.join(en)}" if en else "", "、".join(zh))


#: Everything that the tables hold.
NOW = Clocks()


def as_of(facts: Facts, clocks: Clocks) -> Facts:
    """Return what of *facts* was known by one day and held on the other; *facts* itself where no clock is set.

    Known on K is a claim whose source was certainly published by K: on the last day of its ``published`` (of
    ``2026-06`` the 30th of June), or on the day on which the claim was recorded, whichever is earlier; a source without
    a date counts from the recording alone.

    Of what is known, these do not hold on T:

    - what began after T: the first day of ``since``, without it that of ``period``, is later (a figure goes by both);
      and an event (founded, released, ...) whose own first day is later;
    - what had ended: the last day of ``until`` is before T;
    - what its source speaks of as over (``ended``), once that source was certainly published by T;
    - a claim without a date of its own, on a thing that did not exist yet (every account that is known of when it was
      founded, released or took place is later than T), or on a relation that others date (all of them later than T).

    A figure of a period that is over stays: it is a statement on that period. Plans, forecasts, targets and the like
    stay whatever day they speak of, for they are held before it. A claim without any date stays otherwise.

    Entities that only dropped claims mention go, as do sources left without a claim; an entity that no claim mentioned
    to begin with stays. The order of everything is kept.
    """
    if not clocks:
        return facts
    kept = _known(facts, clocks.known_on) if clocks.known_on else facts.claims
    if clocks.true_on:
        kept = _true(kept, facts.sources, clocks.true_on)
    gone = _mentioned(facts.claims) - _mentioned(kept)
    used = {claim.source for claim in kept}
    return replace(
        facts,
        entities={name: entity for name, entity in facts.entities.items() if name not in gone},
        sources={name: source for name, source in facts.sources.items() if name in used},
        claims=kept,
    )


@dataclass(frozen=True, slots=True)
class Moments:
    """All that the two clocks ask of one claim, so that another program can set them: the page does.

    It is *known* from that day on. It does not hold before *last*, the latest of its beginnings, nor from *over* on.
    *first* is the earliest day that it gives as a beginning of what it *dates*: ``subject``, a thing, or ``relation``,
    a subject, property and object together; both are empty where it dates neither. *is_bound* marks a claim without a
    date of its own, which does not hold before everything that dates its subject, its object or its relation.
    """

    known: date
    last: date | None
    over: date | None
    first: date | None
    dates: str
    is_bound: bool


def moments_of(claim: Claim, sources: Mapping[str, Source]) -> Moments:
    """Return the days on which *claim* begins and ceases to be known and to hold, by the rules of :func:`as_of`."""
    beginnings = _beginnings(claim)
    published, until = _published_by(claim, sources), period_of(_qualifier(claim, "until"))
    ends = ([until.end] if until else []) + [published] * (_qualifier(claim, "ended") == "true")
    ahead = _outlook(claim) in _AHEAD
    dates = bool(_dated_by(claim))
    return Moments(
        known=published,
        last=None if ahead else max(beginnings, default=None),
        over=min(ends, default=None),
        first=min(beginnings, default=None) if dates else None,
        dates=("subject" if _event(claim) else "relation") if dates and beginnings else "",
        is_bound=_is_undated(claim),
    )


def _known(facts: Facts, day: date) -> tuple[Claim, ...]:
    return tuple(claim for claim in facts.claims if _published_by(claim, facts.sources) <= day)


def _published_by(claim: Claim, sources: Mapping[str, Source]) -> date:
    """Return the first day on which the claim's source was certainly out: nobody records what is not."""
    published = sources[claim.source].published
    return min(published.end - _DAY, claim.recorded) if published else claim.recorded


def _true(claims: tuple[Claim, ...], sources: Mapping[str, Source], day: date) -> tuple[Claim, ...]:
    later = {key for key, first in _first_days(claims).items() if first > day}
    return tuple(
        claim
        for claim in claims
        if not _begins_after(claim, day)
        and not _ended_by(claim, sources, day)
        and not (_is_undated(claim) and later & {claim.subject, claim.object, _relation(claim)})
    )


def _first_days(claims: Iterable[Claim]) -> Mapping[Key, date]:
    """Return the earliest day that any account gives of a thing's beginning, and of a relation between two."""
    found: dict[Key, date] = defaultdict(lambda: date.max)
    for claim in claims:
        key = _dated_by(claim)
        if key:
            found[key] = min([found[key], *_beginnings(claim)])
    return {key: first for key, first in found.items() if first < date.max}


def _dated_by(claim: Claim) -> Key:
    """Return the thing or relation whose beginning the claim would date; "" for none."""
    if claim.rank == "deprecated" or _outlook(claim):
        return ""
    return claim.subject if _event(claim) else _relation(claim) if claim.object else ""


def _relation(claim: Claim) -> tuple[str, ...]:
    return claim.subject, claim.property.name, claim.object


def _begins_after(claim: Claim, day: date) -> bool:
    return _outlook(claim) not in _AHEAD and any(start > day for start in _beginnings(claim))


def _beginnings(claim: Claim) -> list[date]:
    """Return the first days of what dates a claim; ``since`` goes before the period in which a relation was seen."""
    begins = [Period.parse(since).start for since in [_qualifier(claim, "since")] if since]
    if claim.period and (not begins or claim.property.form == "measure"):
        begins.append(claim.period.start)
    event = _event(claim)
    return [*begins, event.start] if event else begins


def _ended_by(claim: Claim, sources: Mapping[str, Source], day: date) -> bool:
    until = _qualifier(claim, "until")
    if until and Period.parse(until).end <= day:
        return True
    return _qualifier(claim, "ended") == "true" and _published_by(claim, sources) <= day


def _is_undated(claim: Claim) -> bool:
    """Say whether a claim is bound to its thing's own time; a plan or rumour may come before the thing."""
    return not (claim.period or _event(claim) or _qualifier(claim, "since") or _outlook(claim))


def _event(claim: Claim) -> Period | None:
    if isinstance(claim.value, Period) and claim.property.name != _EXPECTATION:
        return claim.value
    return None


def _outlook(claim: Claim) -> str:
    return _qualifier(claim, "outlook")


def _qualifier(claim: Claim, wanted: str) -> str:
    return next((text for name, text in claim.qualifiers if name == wanted), "")


def _mentioned(claims: Iterable[Claim]) -> set[str]:
    return {end for claim in claims for end in mentioned_by(claim)}


def mentioned_by(claim: Claim) -> frozenset[str]:
    """Return what a claim may be about: its ends and the texts of its qualifiers, entities among them."""
    return frozenset((claim.subject, claim.object, *(text for _, text in claim.qualifiers))) - {""}
