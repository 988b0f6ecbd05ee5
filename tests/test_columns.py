"""Tables by column: the same records come back, in their order, in fewer bytes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinograph.exports.columns import to_columns

CELLS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text(), max_size=3))
RECORDS = st.dictionaries(st.text(), st.fixed_dictionaries({"one": CELLS, "other": CELLS}), max_size=20)


def from_columns(table: dict[str, Any]) -> dict[str, Any]:
    """Read a table back; ``viewer/columns.js`` does the same, and the browser tests compare it."""
    columns = {
        field: [column["of"][at] for at in column["at"]] if "at" in column else column["of"]
        for field, column in table["columns"].items()
    }
    return {name: {f: c[row] for f, c in columns.items()} for row, name in enumerate(table["ids"])}


@given(RECORDS)
def test_the_records_come_back_in_their_order(records: dict[str, Any]) -> None:
    table = json.loads(json.dumps(to_columns(records)))

    assert list(from_columns(table).items()) == list(records.items())


def test_what_repeats_is_written_once() -> None:
    records = {str(number): {"source": f"a long name of a source {number % 2}"} for number in range(100)}

    table = to_columns(records)

    assert table["columns"]["source"]["of"] == ["a long name of a source 0", "a long name of a source 1"]
    assert len(json.dumps(table)) < len(json.dumps(records)) / 4


def test_records_of_different_fields_are_refused() -> None:
    with pytest.raises(ValueError, match="b has"):
        to_columns({"a": {"x": 1}, "b": {"y": 1}})
