"""The offline page: maps and receipts as plain data in, one self-contained HTML text out.

The data holds entities, terms, sources, claims, rules and maps, every string of the interface in
both languages; the typedefs in ``viewer/data.js`` describe it field by field. The page asks for
nothing when it is opened: its own scripts, the vis-network library out of the installed pyvis
and the style stand in it, and its content security policy allows exactly these by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sinograph.errors import ExportError
from sinograph.exports.columns import to_columns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

# Read first to last inside one function: constants come before what uses them at start.
SCRIPTS = (
    "columns.js",
    "data.js",
    "clocks.js",
    "settling.js",
    "periods.js",
    "ways.js",
    "clusters.js",
    "state.js",
    "shown.js",
    "words.js",
    "elements.js",
    "palette.js",
    "text.js",
    "layout.js",
    "plot.js",
    "curves.js",
    "scene.js",
    "hands.js",
    "looks.js",
    "view.js",
    "places.js",
    "labels.js",
    "whiskers.js",
    "plate.js",
    "axes.js",
    "topics.js",
    "series.js",
    "scales.js",
    "charts.js",
    "figures.js",
    "cards.js",
    "groups.js",
    "actions.js",
    "gatherings.js",
    "entitypage.js",
    "panel.js",
    "tablecolumns.js",
    "tables.js",
    "receipts.js",
    "csv.js",
    "pen.js",
    "imprint.js",
    "picture.js",
    "print.js",
    "takeout.js",
    "spelling.js",
    "search.js",
    "results.js",
    "sheets.js",
    "help.js",
    "filters.js",
    "days.js",
    "frame.js",
    "main.js",
)

# Each part of the page may have a sheet of its own; the first holds what all share.
STYLES = ("style.css", "charts.css", "entitypage.css", "search.css", "tables.css", "takeout.css", "print.css")

LIBRARY = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")

# Read by the page when they are first asked for, so that they do not keep the first map waiting.
_RECEIPTS = ("sources", "claims")

# What could end the script element, or a line of it, or could not be written as UTF-8.
_UNSAFE_IN_JSON = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def render_page(data: Mapping[str, Any]) -> str:
    """Return the page for *data* as one HTML document; the same data gives the same text.

    Raises ValueError for a number that JSON does not know, and ExportError if the installed
    pyvis does not hold the vis-network library.
    """
    from jinja2 import Environment, StrictUndefined

    strings = json.loads(_viewer_text("strings.json"))
    style, program, library = _style(), _program(), _library()
    receipts = {table: to_columns(data[table]) for table in _RECEIPTS}
    rest = {name: part for name, part in data.items() if name not in _RECEIPTS}
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_viewer_text("template.html")).render(
        lang=data["lang"],
        title=data["title"][data["lang"]],
        strings=strings,
        policy=_policy(scripts=[library, program], styles=[style]),
        style=style,
        payload=_json_text({**rest, "entities": to_columns(data["entities"]), "strings": strings}),
        receipts=_json_text(receipts),
        library=library,
        program=program,
    )


def _viewer_text(name: str) -> str:
    folder: Traversable = resources.files(__package__) / "viewer"
    return (folder / name).read_text(encoding="utf-8")


def _style() -> str:
    return "".join(_viewer_text(name) for name in STYLES)


def _program() -> str:
    parts = "\n".join(_viewer_text(name) for name in SCRIPTS)
    return _script_text(f'(function () {{\n"use strict";\n{parts}}})();\n')


def _library() -> str:
    # Found without importing pyvis, which would bring IPython along.
    spec = find_spec("pyvis")
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / LIBRARY
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            return _script_text(re.sub(r"(?m)^//# sourceMappingURL=.*$", "", text))
    name = LIBRARY.as_posix()
    raise ExportError(
        f"the installed pyvis holds no {name}; install pyvis 0.3.2",
        f"已安装的 pyvis 中没有 {name}；请安装 pyvis 0.3.2",
    )


def _script_text(text: str) -> str:
    """Keep a script from ending its element, or from opening a comment in it."""
    return re.sub(r"<(?=/script|!--)", r"\\x3C", text, flags=re.IGNORECASE)


def _json_text(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _policy(*, scripts: list[str], styles: list[str]) -> str:
    return (
        "default-src 'none'; "
        f"script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashes(texts: list[str]) -> str:
    digests = (hashlib.sha256(text.encode("utf-8")).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)
