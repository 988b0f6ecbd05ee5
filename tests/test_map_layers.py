"""Columns: lines that need not cross do not, bands run straight across, bundles stand where their members would."""

from sinograph.errors import Text
from sinograph.exports.maps.layers import Bundle, Field, Layers, layered

HEADING = Text("heading", "标题")


def column(number: int, *members: str, band: str = "") -> Field:
    return Field(number, HEADING, members, band=band)


def down(layers: Layers, *names: str) -> list[str]:
    return sorted(names, key=lambda name: layers.points[name][1])


def test_what_is_tied_crosswise_is_put_side_by_side() -> None:
    layers = layered([column(0, "a", "b", "c"), column(1, "x", "y", "z")], [], [("a", "z"), ("b", "y"), ("c", "x")])

    pairs = dict(zip(down(layers, "a", "b", "c"), down(layers, "x", "y", "z"), strict=True))
    assert pairs == {"a": "z", "b": "y", "c": "x"}


def test_what_could_as_well_stand_elsewhere_keeps_its_order() -> None:
    layers = layered([column(0, "a", "b", "c"), column(1, "x")], [], [])

    assert down(layers, "c", "b", "a") == ["a", "b", "c"]


def test_columns_stand_from_left_to_right_and_are_as_high_as_one_another() -> None:
    layers = layered([column(0, "a"), column(1, "b", "c", "d"), column(2, "e")], [], [])

    assert [layers.points[name][0] for name in ("a", "b", "e")] == sorted(layers.points[n][0] for n in ("a", "b", "e"))
    assert len({region["height"] for region in layers.regions}) == 1


def test_a_band_runs_straight_across_columns_also_where_one_holds_nothing() -> None:
    fields = [
        column(0, "a", band="one"),
        column(0, "b", band="two"),
        column(1, "c", "d", "e", band="one"),
        column(1, band="two"),
    ]

    layers = layered(fields, [], [])

    left, lower, right = layers.regions
    assert (left["y"], left["height"]) == (right["y"], right["height"])
    assert lower["y"] > left["y"]


def test_members_stay_in_their_field_whatever_pulls_them() -> None:
    fields = [column(0, "up"), column(0, "low"), column(1, "x", "y")]

    layers = layered(fields, [], [("up", "y"), ("low", "x")])

    assert down(layers, "low", "up") == ["up", "low"]
    assert down(layers, "x", "y") == ["y", "x"]


def test_a_tall_member_takes_two_rows() -> None:
    tall = Field(0, HEADING, ("a", "b", "c"), frozenset({"b"}))

    layers = layered([tall, column(1, "x")], [], [])

    first, second, third = (layers.points[name][1] for name in "abc")
    row = (third - first) / 3
    assert round(second - first, 6) == round(third - second, 6) == round(1.5 * row, 6)


def test_a_bundle_stands_in_its_members_field_and_these_near_it_apart_and_on_the_map() -> None:
    members = tuple(f"m{number}" for number in range(40))
    bundle = Bundle("bundle", Text("{n} more", "另有 {n}"), "cluster", members)

    layers = layered([column(0, "a"), column(1, "b", *members, "c")], [bundle], [("a", "m7")])

    (cluster,) = layers.clusters
    assert (cluster["id"], cluster["x"]) == ("bundle", round(layers.points["b"][0], 1))
    places = {layers.points[member] for member in members}
    edges = {region["x"] + region["width"] for region in layers.regions}
    assert len(places) == len(members)
    assert all(0 <= x <= max(edges) for x, _ in places)
    assert {layers.hosts[member] for member in members} == {"bundle"}
