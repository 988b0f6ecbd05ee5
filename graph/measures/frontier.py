"""The frontier of a benchmark: which model set a new best when, among scores that can be compared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from sinograph.graph.intervals import Interval
from sinograph.graph.measures.amounts import interval_of, middle
from sinograph.graph.measures.developers import developers
from sinograph.graph.measures.releases import releases
from sinograph.graph.measures.view import qualifier
from sinograph.loaders.periods import period_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sinograph.graph.measures.developers import Developers
    from sinograph.graph.measures.releases import Release
    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt
    from sinograph.loaders.periods import Period

#: How a score is counted when less is better; ``scored_as`` is free text, so the ontology cannot say it.
_LESS_IS_BETTER = ("error rate", "hallucination rate")
_NOTHING = Decimal("-Infinity")


@dataclass(frozen=True, slots=True)
class Score:
    """The best that is reported of one model in one series (unit, edition and way of scoring).

    *date* is when the model was released, else (*dated_by* ``score``) the period of the score, else (``source``) when
    the source was published, by which day the model was there; None where none is
    known. *standing* is ``best`` for a new best, ``tied`` where the interval overlaps the best until then, ``below``,
    or ``undated``. *others* counts the other claims on the model in the series that were left aside; *rivals* cannot be
    true beside the one shown or give another day of release.
    """

    unit: str
    edition: str
    scored_as: str
    model: str
    developers: tuple[str, ...]
    date: Period | None
    dated_by: str
    stated: str
    interval: Interval
    standing: str
    reported_by: str
    stated_by: str
    setting: str
    harness: str
    others: int
    claims: tuple[str, ...]
    rivals: tuple[str, ...]

    @property
    def series(self) -> tuple[str, str, str]:
        """What two scores must share to be compared."""
        return self.unit, self.edition, self.scored_as

    @property
    def goodness(self) -> Interval:
        """The interval turned so that more is better."""
        if self.scored_as.endswith(_LESS_IS_BETTER):
            return Interval(-self.interval.upper, -self.interval.lower)
        return self.interval


def frontier(view: View, benchmark: str) -> list[Score]:
    """Return the scores on *benchmark*, one of each model in each series; empty where it has none.

    The series with most models comes first, ties by unit, edition and way of scoring. Within one, models are in order
    of the last day on which they can have come out (a model of ``2026-02`` counts from the 29th at the latest), those
    of one day by id; undated ones are last and take no part. A model beats another when its interval lies wholly above
    the other's. It is on the frontier when none that came out by its day beats it, and sets a new best when it also
    beats all that came out before.
    """
    makers, dates = developers(view), releases(view)
    found: dict[tuple[str, ...], list[Score]] = defaultdict(list)
    for receipt in view.accepted("score"):
        if qualifier(receipt, "benchmark") == benchmark:
            score = _score(view, receipt, makers, dates)
            found[(*score.series, score.model)].append(score)
    series: dict[tuple[str, str, str], list[Score]] = defaultdict(list)
    for scores in found.values():
        series[scores[0].series].append(_best_reported(scores))
    ordered = sorted(series.values(), key=lambda scores: (-len(scores), scores[0].series))
    return [score for scores in ordered for score in judged(scores)]


def judged(scores: Iterable[Score]) -> Iterator[Score]:
    """Yield scores of one series with their standing, in order of day and model, undated ones last."""
    scores = sorted(scores, key=lambda one: (_day(one), one.model))
    reached = passed = _NOTHING  # what some earlier model has certainly reached, and what none can have passed
    for day, group in groupby(scores, key=_day):
        together = list(group)
        floor = max(reached, *(one.goodness.lower for one in together))
        for one in together:
            yield replace(one, standing="undated" if day[0] else _standing(one.goodness, floor, passed))
        reached, passed = floor, max(passed, *(one.goodness.upper for one in together))


def _standing(goodness: Interval, floor: Decimal, passed: Decimal) -> str:
    if goodness.upper < floor:
        return "below"
    return "best" if goodness.lower > passed else "tied"


def _day(score: Score) -> tuple[bool, int]:
    return score.date is None, score.date.end.toordinal() if score.date else 0


def _best_reported(scores: Sequence[Score]) -> Score:
    best = min(scores, key=lambda one: (-middle(one.goodness), one.claims))
    return replace(best, others=len(scores) - 1)


def _score(view: View, receipt: Receipt, makers: Mapping[str, Developers], dates: Mapping[str, Release]) -> Score:
    release = dates.get(receipt.subject)
    published = view.sources[receipt.source].published
    own = period_of(receipt.period)
    seen = period_of(published)
    interval = interval_of(receipt)
    assert interval is not None  # noqa: S101 - the loader lets no measure in without a number
    texts = {key: qualifier(receipt, key) for key in _QUALIFIERS}
    return Score(
        unit=receipt.unit,
        model=receipt.subject,
        developers=tuple(makers.get(receipt.subject, ())),
        date=release.period if release else own or seen,
        dated_by="release" if release else "score" if own else "source" if seen else "",
        stated=receipt.value,
        interval=interval,
        standing="",
        others=0,
        claims=view.cited(receipt) + (release.claims if release else ()),
        rivals=view.rivals(receipt) + (release.rivals if release else ()),
        **texts,
    )


_QUALIFIERS = ("edition", "scored_as", "reported_by", "stated_by", "setting", "harness")


def most_scored(view: View, count: int = 5) -> list[tuple[str, int]]:
    """Return the benchmarks on which most models are scored, with how many; ties by id."""
    models: dict[str, set[str]] = defaultdict(set)
    for receipt in view.accepted("score"):
        models[qualifier(receipt, "benchmark")].add(receipt.subject)
    found = sorted(((name, len(scored)) for name, scored in models.items()), key=lambda one: (-one[1], one[0]))
    return found[:count]
