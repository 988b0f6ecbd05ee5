"""When a measure is in force, suspended or over: from all the facts and a day, and from the facts of that day."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from sinograph.exports.analysis.courses import spans_text, standing_text
from sinograph.graph import build_store
from sinograph.graph.clocks import Clocks, as_of
from sinograph.graph.measures import View
from sinograph.graph.measures.rules_in_force import courses, state_on
from sinograph.loaders import Facts
from sinograph.tests import tiny_view
from sinograph.tests.tiny_view import entities_of

ENTITIES = entities_of({"rule": "regulation", "halt": "regulation", "x": "company"})
SOURCES = "id,kind,title,publisher,published,url,language,sha256\ns1,press,T,P,2026-12-01,https://example.org/1,en,\n"


def view_of(folder: Path, *rows: str) -> View:
    lines = "".join(f"{row},s1,page,,2026-12-01,\n" for row in rows)
    return tiny_view.view_of(folder, lines, ENTITIES, SOURCES)


def step(name: str, day: str, qualifiers: str = "") -> str:
    return f"rule,event_date,,{day},,,,{qualifiers}{'; ' * bool(qualifiers)}step={name}"


def state(folder: Path, day: date, *rows: str) -> str:
    return state_on(courses(view_of(folder, *rows))["rule"], day)


EFFECT = step("takes_effect", "2025-09-29")
HALT = "halt,linked_to,rule,,,,,link=suspends; since=2025-11-10; until=2026-11-09"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 9, 28), "not_yet"),
        (date(2025, 9, 29), "in_force"),
        (date(2025, 11, 9), "in_force"),
        (date(2025, 11, 10), "suspended"),
        (date(2026, 11, 9), "suspended"),
        (date(2026, 11, 10), "suspension_over"),
    ],
)
def test_a_suspension_holds_from_its_first_day_to_its_last(tmp_path: Path, day: date, expected: str) -> None:
    assert state(tmp_path, day, EFFECT, HALT) == expected


def test_a_planned_resumption_is_no_resumption(tmp_path: Path) -> None:
    planned = step("resumes", "2026-11-10", "outlook=planned")

    assert state(tmp_path, date(2026, 11, 24), EFFECT, HALT, planned) == "suspension_over"


def test_a_resumption_that_took_place_puts_it_in_force(tmp_path: Path) -> None:
    assert state(tmp_path, date(2026, 11, 24), EFFECT, HALT, step("resumes", "2026-11-10")) == "in_force"


@pytest.mark.parametrize("name", ["rescinded", "withdrawn"])
def test_what_is_given_up_has_ended(tmp_path: Path, name: str) -> None:
    rows = EFFECT, step(name, "2025-12-01")

    assert (state(tmp_path / "1", date(2025, 11, 30), *rows), state(tmp_path / "2", date(2025, 12, 1), *rows)) == (
        "in_force",
        "ended",
    )


def test_the_last_day_still_counts(tmp_path: Path) -> None:
    rows = EFFECT, step("ends", "2025-12-01")

    assert (state(tmp_path / "1", date(2025, 12, 1), *rows), state(tmp_path / "2", date(2025, 12, 2), *rows)) == (
        "in_force",
        "ended",
    )


def test_a_step_of_a_part_says_nothing_of_the_whole(tmp_path: Path) -> None:
    assert state(tmp_path, date(2026, 1, 1), EFFECT, step("ends", "2025-12-01", "scope=savings clause")) == "in_force"


def test_within_a_coarse_date_it_is_left_open(tmp_path: Path) -> None:
    rows = [step("takes_effect", "2025-11")]

    assert [state(tmp_path / str(day), date(2025, *day), *rows) for day in ((10, 31), (11, 15), (11, 30))] == [
        "not_yet",
        "unclear",
        "in_force",
    ]


def test_a_bill_is_a_proposal_and_a_publication_no_date_of_effect(tmp_path: Path) -> None:
    day = date(2026, 1, 1)

    assert state(tmp_path / "1", day, step("introduced", "2025-02-01")) == "proposed"
    assert state(tmp_path / "2", day, step("published", "2025-02-01")) == "no_date"


def test_a_plan_to_take_effect_is_not_taken_for_the_fact(tmp_path: Path) -> None:
    rows = [step("takes_effect", "2025-11-08", "outlook=planned")]

    assert state(tmp_path / "1", date(2025, 11, 7), *rows) == "not_yet"
    assert state(tmp_path / "2", date(2025, 11, 9), *rows) == "planned"


def test_the_spans_name_who_suspends_and_rest_on_claims(tmp_path: Path) -> None:
    view = view_of(tmp_path, EFFECT, HALT)
    course = courses(view)["rule"]

    assert spans_text(view, course).en == ("in force from 2025-09-29; suspended from 2025-11-10 to 2026-11-09 by Halt")
    assert len(course.claims) == 2


def test_two_dates_of_effect_are_rivals(tmp_path: Path) -> None:
    course = courses(view_of(tmp_path, EFFECT, step("takes_effect", "2025-09-30")))["rule"]

    assert (len(course.claims), len(course.rivals)) == (1, 1)


def test_what_is_no_measure_has_no_course(tmp_path: Path) -> None:
    assert list(courses(view_of(tmp_path, "x,event_date,,2025-01-01,,,,step=launched", EFFECT))) == ["rule"]


def test_on_every_day_a_halted_rule_has_one_place(tmp_path: Path) -> None:
    # not yet before 2025-09-29, in force to 2025-11-09, suspended to 2026-11-09, then nobody says
    course = courses(view_of(tmp_path, EFFECT, HALT))["rule"]
    expected = ("not_yet", "in_force", "suspended", "suspension_over")
    turns = date(2025, 9, 29), date(2025, 11, 10), date(2026, 11, 10)

    @given(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
    def holds(day: date) -> None:
        assert state_on(course, day) == expected[sum(day >= turn for turn in turns)]

    holds()


# ------------------------------------------------------------------------------------------------------ the real facts


DAYS = [
    (date(2025, 10, 15), "in_force", "in force"),
    (date(2026, 1, 1), "suspended", "suspended from 2025-11-10 to 2026-11-09 by"),
    (
        date(2026, 11, 24),
        "suspension_over",
        "the recorded suspension is over (to 2026-11-09) and no extension is recorded",
    ),
]


@pytest.mark.parametrize(("day", "expected", "words"), DAYS)
def test_the_affiliates_rule_stands_alike_by_a_day_and_by_the_facts_of_that_day(
    store: Store, facts: Facts, day: date, expected: str, words: str
) -> None:
    for view in (View.read(store), View.read(build_store(as_of(facts, Clocks(true_on=day))))):
        course = courses(view)["bis-affiliates-rule"]
        assert state_on(course, day) == expected
        assert standing_text(view, course, day).en.startswith(words)


def test_of_the_real_measures_every_date_rests_on_claims(view: View) -> None:

    found = courses(view)
    assert all(course.claims and set(course.claims) <= set(view.receipts) for course in found.values() if course.dated)
    assert list(found) == sorted(found)
