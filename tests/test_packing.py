"""Places on a plane: halves, fans, rows, free spots and the axes of charts."""

from math import dist, hypot

from hypothesis import given
from hypothesis import strategies as st

from sinograph.exports.maps.packing import Box, Extent, Rows, fan, free_spots, halves
from sinograph.exports.maps.scales import FACTORS, ONE_TWO_FIVE, scale

SMALL = Extent(10, 5, 5)
AREA = Box(0, 0, 100, 100)


def test_halves_are_as_even_as_can_be_and_keep_their_order() -> None:
    assert halves({"a": 5, "b": 3, "c": 2, "d": 4}) == (["a", "c"], ["b", "d"])
    assert halves({"a": 5}) == (["a"], [])
    assert halves({}) == ([], [])


def test_up_to_three_stand_below_and_of_more_half_above() -> None:
    assert [y > 0 for _, y in fan(3, 10, 20)] == [True] * 3
    assert sorted(y > 0 for _, y in fan(7, 10, 20)) == [False] * 3 + [True] * 4
    assert fan(1, 10, 20) == [(0.0, 20.0)]


@given(st.integers(0, 12))
def test_of_a_fan_nobody_is_nearer_to_another_than_a_step(count: int) -> None:
    points = fan(count, 10, 20)

    assert len(points) == count
    assert all(dist(a, b) >= 10 for a in points for b in points if a != b)


def test_the_first_names_are_dealt_to_the_middle() -> None:
    rows = Rows(AREA, dict.fromkeys("abcde", SMALL))

    assert rows.deal("abcd", 3) == [["b"], ["a", "d"], ["c"]]


def test_names_are_untangled_until_each_stands_where_it_costs_least() -> None:
    rows = Rows(AREA, dict.fromkeys("abcd", SMALL))
    wanted = {"a": (0.0, 0.0), "b": (100.0, 0.0), "c": (0.0, 100.0), "d": (100.0, 100.0)}

    order = rows.untangle(
        [["d", "a"], ["b", "c"]], lambda name, at: hypot(at[0] - wanted[name][0], at[1] - wanted[name][1])
    )

    assert order == [["a", "b"], ["c", "d"]]


def test_no_row_is_filled_beyond_its_room_for_the_sake_of_short_lines() -> None:
    rows = Rows(AREA, dict.fromkeys("abcd", Extent(40, 5, 5)))

    order = rows.untangle([["a", "b"], ["c", "d"]], lambda _, at: at[1])

    assert [len(row) for row in order] == [2, 2]


def test_a_free_spot_is_the_wanted_one_or_as_near_as_distance_allows() -> None:
    points = free_spots([("a", (0.0, 0.0)), ("b", (0.0, 0.0)), ("c", (50.0, 0.0))], [(50.0, 9.0)], 10)

    assert points["a"] == (0.0, 0.0)
    assert 10 <= dist(points["a"], points["b"]) < 15
    assert dist(points["c"], (50.0, 0.0)) < 10 <= dist(points["c"], (50.0, 9.0))


def test_an_axis_begins_and_ends_at_the_round_numbers_around_its_figures() -> None:
    axis = scale([3e8, 7e9], ONE_TWO_FIVE, 0, 900)

    assert axis.ticks == (2e8, 5e8, 1e9, 2e9, 5e9, 1e10)
    assert (axis.at(2e8), axis.at(1e10)) == (0, 900)
    assert axis.at(1e9) - axis.at(5e8) == axis.at(1e10) - axis.at(5e9)


@given(st.lists(st.floats(0.02, 1e5), min_size=1))
def test_all_figures_stand_on_the_axis(factors: list[float]) -> None:
    axis = scale(factors, FACTORS, 560, 0)

    assert axis.ticks[0] <= min(factors)
    assert max(factors) <= axis.ticks[-1]
