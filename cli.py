"""The command line: a command parses, calls once, and prints. Heavy modules load inside the command that needs them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sinograph import __version__
from sinograph.errors import SinographError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from sinograph.errors import Language
    from sinograph.loaders import Facts

QUERY_FORMATS = ("json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld")
EXPORT_FORMATS = ("graphml", "trig", "nquads", "turtle")

facts_option = click.option(
    "--facts",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="Own tables, on top of the bundled ones.",
)


def _default_language() -> Language:
    return "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"


lang_option = click.option(
    "--lang", type=click.Choice(["en", "zh"]), default=_default_language, help="Language of what is shown."
)


class _Group(click.Group):
    """Turns our own errors into sentences on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SinographError as error:
            chosen: Language = "zh" if "zh" in sys.argv else "en"
            click.echo(error.say(chosen if "--lang" in sys.argv else _default_language()), err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """An auditable knowledge graph of China's LLM industry.

    Begin with: sinograph atlas
    """


def _load(folder: tuple[Path, ...]) -> Facts:
    from sinograph.loaders import bundled_facts, load_facts

    return load_facts([bundled_facts(), *folder])


def _build(folder: tuple[Path, ...]) -> tuple[Facts, Store]:
    from sinograph.graph import build_store

    facts = _load(folder)
    return facts, build_store(facts)


@main.command()
@click.option("-o", "output", type=click.Path(path_type=Path), default=Path("atlas"), help="Folder to write to.")
@facts_option
@lang_option
def atlas(output: Path, folder: tuple[Path, ...], lang: Language) -> None:
    """Check, build, and write the maps, GraphML and TriG.

    Example: sinograph atlas -o atlas
    """
    from sinograph.exports.files import write_whole
    from sinograph.exports.graphml import to_graphml
    from sinograph.exports.maps import build_page_data
    from sinograph.exports.page import render_page
    from sinograph.exports.rdf import to_trig
    from sinograph.graph import build_network

    facts, store = _build(folder)
    network = build_network(store)
    data = build_page_data(facts, store, lang)
    made = {
        "index.html": render_page(data).encode("utf-8"),
        "sinograph.graphml": to_graphml(network),
        "sinograph.trig": to_trig(store),
    }
    for name, content in made.items():
        write_whole(output / name, content)
    click.echo(
        f"{output / 'index.html'}: {len(data['maps'])} maps, {len(facts.entities)} entities, {len(facts.claims)} claims"
    )
    click.echo(f"{output / 'sinograph.graphml'}: {network.number_of_nodes()} nodes, {network.number_of_edges()} edges")
    click.echo(f"{output / 'sinograph.trig'}: {len(store)} quads in {len(facts.claims)} claim graphs")


@main.command()
@facts_option
@lang_option
def check(folder: tuple[Path, ...], lang: Language) -> None:
    """Run every rule on the fact tables.

    Example: sinograph check --facts my-facts
    """
    facts = _load(folder)
    counts = (len(facts.claims), len(facts.entities), len(facts.sources))
    text = "{} claims, {} entities, {} sources: no problem found"
    click.echo((text if lang == "en" else "{} 项主张,{} 个实体,{} 个来源:未发现问题").format(*counts))


@main.command()
@click.argument("sparql", required=False)
@click.option("-f", "file", type=click.File("r", encoding="utf-8"), help="Read the query from a file.")
@click.option("--format", "format_", type=click.Choice(QUERY_FORMATS), default="json", help="Format of the answer.")
@facts_option
def query(sparql: str | None, file: Any, format_: str, folder: tuple[Path, ...]) -> None:
    """Answer a SPARQL 1.1 query; our prefixes are declared.

    Example: sinograph query "SELECT ?who WHERE { ?who sg:backs id:zhipu }"
    """
    from sinograph.graph.queries import ask, serialize

    text = file.read() if file else sparql
    if not text:
        raise click.UsageError("give a query, or -f FILE")
    _, store = _build(folder)
    sys.stdout.buffer.write(serialize(ask(store, text), format_))


@main.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice(EXPORT_FORMATS))
@click.option("-o", "output", type=click.Path(path_type=Path), required=True, help="File to write.")
@facts_option
def export(format_: str, output: Path, folder: tuple[Path, ...]) -> None:
    """Write the graph to a file.

    Example: sinograph export graphml -o sinograph.graphml
    """
    from sinograph.exports import rdf
    from sinograph.exports.files import write_whole
    from sinograph.exports.graphml import to_graphml
    from sinograph.graph import build_network

    _, store = _build(folder)
    writers = {"trig": rdf.to_trig, "nquads": rdf.to_nquads, "turtle": rdf.to_turtle}
    content = to_graphml(build_network(store)) if format_ == "graphml" else writers[format_](store)
    write_whole(output, content)
    click.echo(f"{output}: {len(content)} bytes")


@main.command("map")
@click.argument("name", type=click.Choice(["capital", "competition"]))
@click.option("-o", "output", type=click.Path(path_type=Path), required=True, help="HTML file to write.")
@facts_option
@lang_option
def map_(name: str, output: Path, folder: tuple[Path, ...], lang: Language) -> None:
    """Write one map as an offline HTML file.

    Example: sinograph map capital -o capital.html
    """
    from sinograph.exports.files import write_whole
    from sinograph.exports.maps import build_page_data
    from sinograph.exports.page import render_page

    facts, store = _build(folder)
    data = build_page_data(facts, store, lang, only=name)
    write_whole(output, render_page(data).encode("utf-8"))
    shown = data["maps"][0]
    click.echo(f"{output}: {len(shown['nodes'])} nodes, {len(shown['edges'])} edges")
