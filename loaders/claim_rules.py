"""Rules on claims, beyond what one row shows: beside its source, in time, in what it leaves unsaid.

A mistake that was found in the tables becomes a rule here before it is mended there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.errors import Problem, Text
from sinograph.loaders.characters import visible
from sinograph.loaders.periods import Period
from sinograph.loaders.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sinograph.loaders.records import Claim, Source


def check_claims(claims: Sequence[Claim], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield what is wrong with a claim beside its source, in what it says of time, or in what it leaves unsaid."""
    developers = _developers(claims)
    for claim in claims:
        yield from _ends_after_start(claim)
        yield from _recorded_after_published(claim, sources)
        yield from _known_before_it_happened(claim, sources)
        yield from _lacks_a_qualifier(claim)
        yield from _of_no_day(claim)
        yield from _more_than_the_whole(claim)
        yield from _resold_price_is_exact(claim, developers)
    yield from check_releases(claims, developers)


def check_releases(claims: Sequence[Claim], developers: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Nothing is released before whoever develops it was founded, by any account of either."""
    founded: dict[str, date] = {}
    for claim, when in _dated(claims, "founded"):
        founded[claim.subject] = min(when.start, founded.get(claim.subject, when.start))
    for claim, when in _dated(claims, "released"):
        makers = [founded[maker] for maker in developers.get(claim.subject, ()) if maker in founded]
        if makers and when.end <= min(makers):
            what = Text("is released before its developer was founded", "发布早于其研发方成立")
            yield _problem(claim, "value", what, Text("mend one of the two dates", "请更正两个日期之一"))


def _dated(claims: Iterable[Claim], name: str) -> Iterator[tuple[Claim, Period]]:
    for claim in claims:
        if claim.property.name == name and isinstance(claim.value, Period) and claim.rank != "deprecated":
            yield claim, claim.value


def _developers(claims: Iterable[Claim]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for claim in claims:
        if claim.property.name == "develops":
            found.setdefault(claim.object, set()).add(claim.subject)
    return found


def _problem(claim: Claim, column: str, what: Text, remedy: Text) -> Problem:
    return Problem(claim.place.file, claim.place.line, column, what, remedy)


def _known_before_it_happened(claim: Claim, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A source cannot report as a fact what lies after its publication."""
    published, qualifiers = sources[claim.source].published, dict(claim.qualifiers)
    begins = Period.parse(qualifiers["since"]) if "since" in qualifiers else claim.period
    if published and begins and begins.start >= published.end and not {"outlook", "step"} & qualifiers.keys():
        what = Text(f"happens after its source was published ({published})", f"发生在来源发布（{published}）之后")
        remedy = Text(
            "say with outlook that it is planned or expected, or mend the date",
            "请用 outlook 标明计划或预期，或更正日期",
        )
        yield _problem(claim, "qualifiers" if "since" in qualifiers else "period", what, remedy)


def _lacks_a_qualifier(claim: Claim) -> Iterator[Problem]:
    lacking = sorted(claim.property.needs - dict(claim.qualifiers).keys())
    if lacking:
        names = ", ".join(lacking)
        what = Text(f"{claim.property.name} needs {names}", f"{claim.property.name} 需要限定 {names}")
        yield _problem(claim, "qualifiers", what, Text(f"add {lacking[0]}=...", f"请添加 {lacking[0]}=…"))


def _of_no_day(claim: Claim) -> Iterator[Problem]:
    """What changes from day to day is exact on its day only."""
    days = (claim.period.end - claim.period.start).days if claim.period else 0
    if claim.property.of_a_day and days != 1 and _is_exact(claim):
        what = Text(f"{claim.property.name} changes from day to day", f"{claim.property.name} 逐日变化")
        yield _problem(
            claim, "period", what, Text("give the day, or make it about", "请写明日期，或将精确度改为 about")
        )


def _more_than_the_whole(claim: Claim) -> Iterator[Problem]:
    value = claim.value
    if claim.property.is_part and isinstance(value, Quantity) and value.unit == "ratio" and not 0 <= value.value <= 1:
        what = Text(f"{visible(value.text)} is no part of a whole", f"{visible(value.text)} 不是整体的一部分")
        yield _problem(claim, "value", what, Text("write 12.5% or 0.125", "请写作 12.5% 或 0.125"))


def _resold_price_is_exact(claim: Claim, developers: Mapping[str, set[str]]) -> Iterator[Problem]:
    """A seller's price says little of the maker's: it is about, unless the seller is the maker's own shop."""
    channel = dict(claim.qualifiers).get("channel")
    if channel and claim.property.name in {"token_price", "unit_price"} and _is_exact(claim):
        makers = developers.get(claim.subject, set())
        if channel not in makers and not makers & developers.get(channel, set()):
            what = Text(f"the price of a reseller ({channel}) is exact", f"转售方（{channel}）的价格标为精确")
            yield _problem(claim, "precision", what, Text("make it about", "请改为 about"))


def _is_exact(claim: Claim) -> bool:
    return isinstance(claim.value, Quantity) and claim.value.precision == "exact" and claim.rank != "deprecated"


def _ends_after_start(claim: Claim) -> Iterator[Problem]:
    qualifiers = dict(claim.qualifiers)
    if "since" in qualifiers and "until" in qualifiers:
        since, until = Period.parse(qualifiers["since"]), Period.parse(qualifiers["until"])
        if until.end <= since.start:
            what = Text("ends before it starts", "结束早于开始")
            yield _problem(claim, "qualifiers", what, Text("mend since or until", "请更正 since 或 until"))


def _recorded_after_published(claim: Claim, sources: Mapping[str, Source]) -> Iterator[Problem]:
    published = sources[claim.source].published
    if published is not None and claim.recorded < published.start:
        what = Text("is earlier than the publication of its source", "早于来源的发布")
        remedy = Text("mend the date here or in sources.csv", "请更正此处或 sources.csv 中的日期")
        yield _problem(claim, "recorded", what, remedy)
