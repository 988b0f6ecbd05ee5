"""Who led a benchmark when: comparable scores in order of date, judged by interval."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from sinograph.errors import EmptyAnswerError
from sinograph.exports.analysis.frontier import frontier_table
from sinograph.graph.intervals import Interval
from sinograph.graph.measures import View
from sinograph.graph.measures.frontier import Score, frontier, judged, most_scored
from sinograph.loaders.periods import Period
from sinograph.tests.field import claim, view_of


def scored(model: str, value: str, *, unit: str = "ratio", more: str = "", period: str = "", source: str = "s1") -> str:
    given = "; ".join(sorted(filter(None, ("benchmark=bench", "reported_by=by_developer", *more.split("; ")))))
    return claim(model, "score", value, unit, precision="about", given=given, period=period, source=source)


def released(model: str, day: str) -> str:
    return claim(model, "released", day)


def standings(folder: Path, *rows: str) -> list[tuple[str, str]]:
    return [(one.model, one.standing) for one in frontier(view_of(folder, rows), "bench")]


def test_a_later_and_better_model_sets_a_new_best_and_a_worse_one_stays_below(tmp_path: Path) -> None:
    rows = (
        *(released(model, f"2025-0{month}-01") for month, model in enumerate(("m1", "m2", "m3"), 1)),
        *(scored("m1", "50.0%"), scored("m2", "60.0%"), scored("m3", "55.0%")),
    )

    assert standings(tmp_path, *rows) == [("m1", "best"), ("m2", "best"), ("m3", "below")]


def test_an_interval_that_overlaps_the_best_ties_and_does_not_beat_it(tmp_path: Path) -> None:
    # About 60% is 59.5 to 60.5, about 60.3% is 60.25 to 60.35: one number can lie in both.
    rows = (released("m1", "2025-01-01"), released("m2", "2025-02-01"), scored("m1", "60%"), scored("m2", "60.3%"))

    assert standings(tmp_path, *rows) == [("m1", "best"), ("m2", "tied")]


def test_a_model_of_the_same_day_is_beaten_by_the_better_one(tmp_path: Path) -> None:
    rows = (released("m1", "2025-01-01"), released("m2", "2025-01-01"), scored("m1", "50.0%"), scored("m2", "60.0%"))

    assert standings(tmp_path, *rows) == [("m1", "below"), ("m2", "best")]


def test_a_coarse_date_counts_from_its_last_day(tmp_path: Path) -> None:
    rows = (released("m1", "2025-02"), released("m2", "2025-02-12"), scored("m1", "60.0%"), scored("m2", "50.0%"))

    assert standings(tmp_path, *rows) == [("m2", "best"), ("m1", "best")]


def test_an_undated_model_is_never_on_the_frontier(tmp_path: Path) -> None:
    rows = (released("m1", "2025-01-01"), scored("m1", "50.0%"), scored("m2", "90.0%", source="undated"))

    assert standings(tmp_path, *rows) == [("m1", "best"), ("m2", "undated")]


def test_a_score_that_was_published_before_is_no_longer_to_be_beaten_as_new(tmp_path: Path) -> None:
    # Nobody says when m2 came out, but a source of 2025-01-02 has its score: m1, released later, sets no new best.
    rows = (released("m1", "2025-03-01"), scored("m1", "50.0%"), scored("m2", "90.0%", source="s2"))

    assert standings(tmp_path, *rows) == [("m2", "best"), ("m1", "below")]


def test_the_period_of_the_score_dates_a_model_without_release(tmp_path: Path) -> None:
    (row,) = frontier_table(view_of(tmp_path, (scored("m1", "50.0%", period="2025-03"),)), "en", "bench").rows

    assert (row["date"], row["dated_by"]) == ("2025-03*", "score")


@pytest.mark.parametrize(
    ("unit", "value", "more"),
    [("point", "60", ""), ("ratio", "60.0%", "edition=v2"), ("ratio", "60.0%", "scored_as=pass@8")],
    ids=["unit", "edition", "way of scoring"],
)
def test_only_comparable_scores_stand_together(tmp_path: Path, unit: str, value: str, more: str) -> None:
    rows = (
        *(released("m1", "2025-01-01"), released("m2", "2025-02-01")),
        *(scored("m1", "50.0%"), scored("m2", value, unit=unit, more=more)),
    )

    found = frontier(view_of(tmp_path, rows), "bench")

    assert len({one.series for one in found}) == 2
    assert {one.standing for one in found} == {"best"}


def test_the_best_report_on_a_model_is_kept_and_the_others_counted(tmp_path: Path) -> None:
    rows = (
        released("m1", "2025-01-01"),
        *(scored("m1", "50.0%", more="setting=no tools"), scored("m1", "70.0%", more="setting=tools")),
    )

    (row,) = frontier_table(view_of(tmp_path, rows), "en", "bench").rows

    assert (row["score"], row["run"], row["others"]) == ("70.0%", "tools", "1")


def test_less_is_better_of_an_error_rate(tmp_path: Path) -> None:
    more = "scored_as=statement error rate"
    rows = (
        *(released("m1", "2025-01-01"), released("m2", "2025-02-01"), released("m3", "2025-03-01")),
        *(scored("m1", "20.0%", more=more), scored("m2", "10.0%", more=more), scored("m3", "15.0%", more=more)),
    )

    assert standings(tmp_path, *rows) == [("m1", "best"), ("m2", "best"), ("m3", "below")]


def test_the_developer_stands_with_its_country(tmp_path: Path) -> None:
    rows = (claim("a", "develops", target="m1"), released("m1", "2025-01-01"), scored("m1", "50.0%"))

    (row,) = frontier_table(view_of(tmp_path, rows), "en", "bench").rows

    assert (row["developer"], row["country"]) == ("A (CN)", "CN")


def test_a_note_names_the_undated_models_above_all_others(tmp_path: Path) -> None:
    rows = (
        released("m1", "2025-01-01"),
        scored("m1", "50.0%"),
        *(scored(m, v, source="undated") for m, v in (("m2", "90.0%"), ("m3", "10.0%"))),
    )

    notes = frontier_table(view_of(tmp_path, rows), "en", "bench").notes

    assert (
        notes[-1].en == "2 scored models have no date and take no part; above every dated one in its series: M2 90.0%."
    )


def test_everything_shows_those_below_too(tmp_path: Path) -> None:
    rows = (released("m1", "2025-01-01"), released("m2", "2025-02-01"), scored("m1", "60.0%"), scored("m2", "50.0%"))
    view = view_of(tmp_path, rows)

    assert [len(frontier_table(view, "en", "bench", everything).rows) for everything in (False, True)] == [1, 2]


def test_a_benchmark_without_scores_names_those_that_have_most(tmp_path: Path) -> None:
    rank = claim("m1", "benchmark_rank", "1", "rank", given="benchmark=other")

    with pytest.raises(EmptyAnswerError, match=r"on OTHER; most models are scored on: BENCH \(1\)"):
        frontier_table(view_of(tmp_path, (scored("m1", "50.0%"), rank)), "en", "other")


def test_a_benchmark_of_undated_scores_only_says_so(tmp_path: Path) -> None:
    with pytest.raises(EmptyAnswerError, match="none of the 1 scores"):
        frontier_table(view_of(tmp_path, (scored("m1", "50.0%", source="undated"),)), "en", "bench")


def test_claims_of_score_and_release_are_named(tmp_path: Path) -> None:
    view = view_of(tmp_path, (released("m1", "2025-01-01"), scored("m1", "50.0%")))

    (one,) = frontier(view, "bench")

    assert [view.receipts[claim_id].property for claim_id in one.claims] == ["score", "released"]


_BLANK = Score(
    "point", "", "", "", (), None, "", "", Interval.exactly(0), "", "by_developer", "", "", "", 0, ("c",), ()
)
_DAYS = st.none() | st.integers(0, 6)


@st.composite
def series(draw: st.DrawFn) -> list[Score]:
    """Draw scores with coarse days and wide intervals, so that ties of every kind occur."""
    found = []
    for place in range(draw(st.integers(1, 8))):
        low, width, day = draw(st.integers(0, 12)), draw(st.integers(0, 3)), draw(_DAYS)
        when = None if day is None else Period.parse((date(2025, 1, 1) + timedelta(days=day)).isoformat())
        interval = Interval(Decimal(low), Decimal(low + width))
        found.append(replace(_BLANK, model=f"m{place}", date=when, interval=interval))
    return found


def brute_force(one: Score, scores: list[Score]) -> str:
    """Return the standing by comparing with every other score."""
    if one.date is None:
        return "undated"
    dated = [(other, other.date) for other in scores if other.date and other is not one]
    by_then = [other for other, day in dated if day.start <= one.date.start]
    before = [other for other, day in dated if day.start < one.date.start]
    if any(other.interval.lower > one.interval.upper for other in by_then):
        return "below"
    return "best" if all(one.interval.lower > other.interval.upper for other in before) else "tied"


@given(series())
def test_standings_are_those_of_comparing_all_with_all(scores: list[Score]) -> None:
    expected = {one.model: brute_force(one, scores) for one in scores}

    assert {one.model: one.standing for one in judged(scores)} == expected


@given(series().flatmap(lambda scores: st.tuples(st.just(scores), st.permutations(scores))))
def test_the_order_of_the_scores_does_not_matter(drawn: tuple[list[Score], list[Score]]) -> None:
    assert list(judged(drawn[0])) == list(judged(drawn[1]))


def test_real_frontier_rises_in_every_series(store: Store) -> None:
    view = View.read(store)
    benchmark = most_scored(view)[0][0]

    best: dict[tuple[str, str, str], Interval] = {}
    for one in frontier(view, benchmark):
        if one.standing == "best":
            assert one.series not in best or one.goodness.lower > best[one.series].upper
            best[one.series] = one.goodness
    assert best
