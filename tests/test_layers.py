"""Data flows one way, and the command line starts without the heavy libraries."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import sinograph

RANKS = {
    "errors": 0,
    "ontology": 1,
    "loaders": 2,
    "graph": 3,
    "exports": 4,
    "terminal": 5,
    "options": 6,
    "analyze": 7,
    "cli": 8,
}
ROOT = Path(sinograph.__file__).parent


def imported_layers(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "sinograph" else [f"sinograph.{n.name}" for n in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        parts = [name.split(".") for name in names if name.startswith("sinograph.")]
        yield from (part[1] for part in parts if part[1] in RANKS)


def test_imports_point_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {layer}"
        for name, rank in RANKS.items()
        for path in ([ROOT / f"{name}.py"] if (ROOT / f"{name}.py").exists() else sorted((ROOT / name).rglob("*.py")))
        for layer in imported_layers(path)
        if RANKS[layer] > rank
    ]

    assert wrong == []


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    heavy = ("rdflib", "networkx", "pyvis", "pyoxigraph", "rich", "jinja2", "IPython", "pypinyin", "opencc")
    code = (
        "import sys, sinograph.cli\n"
        "try: sinograph.cli.main(['--help'])\n"
        f"except SystemExit: print([m for m in {heavy} if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout.splitlines()[-1] == "[]"
