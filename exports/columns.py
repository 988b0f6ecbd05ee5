"""Tables of like records in few bytes: column by column, each distinct value once.

A page holds thousands of claims whose sources, properties and dates repeat. What :func:`to_columns` writes,
``viewer/columns.js`` reads back; it stays plain JSON that a person can search for a name.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def to_columns(records: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return *records* by column; all must have the fields of the first.

    ``{"ids": [...], "columns": {field: {"of": [...]}}}``: one value for each id, in their order; where values repeat,
    ``{"of": [...], "at": [...]}``: the distinct ones, and for each id the position of its own. No records, no columns.

    Raises:
        ValueError: a record has other fields than the first.
    """
    fields = list(next(iter(records.values()), {}))
    for name, record in records.items():
        if record.keys() != set(fields):
            raise ValueError(f"{name} has {sorted(record)}, not {sorted(fields)}")
    columns = {field: _column([record[field] for record in records.values()]) for field in fields}
    return {"ids": list(records), "columns": columns}


def _column(values: Sequence[Any]) -> dict[str, Any]:
    texts = [json.dumps(value, ensure_ascii=False) for value in values]
    # Sorted, since the data of a page is: what stands first has no meaning.
    distinct = {text: place for place, text in enumerate(sorted(set(texts)))}
    shared = {"of": [json.loads(text) for text in distinct], "at": [distinct[text] for text in texts]}
    whole = {"of": list(values)}
    return min(whole, shared, key=lambda column: len(json.dumps(column, ensure_ascii=False)))
