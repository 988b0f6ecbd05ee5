"""The command line: a command parses, calls once, and prints. Heavy modules load inside the command that needs them."""

from __future__ import annotations

import os
import sys
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sinograph import __version__
from sinograph.errors import FactError, Text
from sinograph.terminal import Command, Day, Group, Option, print_rows, progress, spoken

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from pyoxigraph import Store

    from sinograph.errors import Language
    from sinograph.graph.clocks import Clocks
    from sinograph.loaders import Facts

QUERY_FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld")
ROW_FORMATS = ("table", "json", "csv")
EXPORT_FORMATS = ("graphml", "trig", "nquads", "turtle")
MAP_NAMES = ("capital", "competition")

_READING = Text("reading the tables", "读取表格")
_BUILDING = Text("building the graph", "构建图谱")
_CHECKING = Text("checking shapes", "校验形状")
_LINTING = Text("reading the literals", "检查值的写法")
_DRAWING = Text("drawing the maps", "绘制图谱")
_WRITING = Text("writing files", "写入文件")

facts_option = click.option(
    "--facts",
    "folders",
    cls=Option,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    text=Text("Own tables, on top of the bundled ones.", "自有事实表，叠加在内置表之上。"),
)
lang_option = click.option(
    "--lang",
    cls=Option,
    type=click.Choice(["en", "zh"]),
    expose_value=False,
    text=Text("Language of what is shown; the locale's by default.", "显示语言；默认取自区域设置。"),
)
rows_option = click.option(
    "--format",
    "format_",
    cls=Option,
    type=click.Choice(ROW_FORMATS),
    default="table",
    text=Text("A table for people, or rows for programs.", "供人阅读的表格，或供程序使用的行。"),
)


def clock_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a reading command ``--true-on`` and ``--known-on``; *function* gets both as ``clocks``."""

    @wraps(function)
    def with_clocks(*, true_on: date | None, known_on: date | None, **arguments: Any) -> None:
        from sinograph.graph.clocks import Clocks

        function(clocks=Clocks(true_on, known_on), **arguments)

    true = Text("Only what held on that day.", "仅保留当日成立的事实。")
    known = Text(
        "Only what had certainly been published by that day; an undated source counts from when it was recorded.",
        "仅保留截至该日确已发布者；来源无发布日期的，以录入日期为准。",
    )
    metavar = "YYYY-MM-DD"
    with_clocks = click.option("--known-on", cls=Option, type=Day(), metavar=metavar, text=known)(with_clocks)
    return click.option("--true-on", cls=Option, type=Day(), metavar=metavar, text=true)(with_clocks)


def output_option(text: Text, **attributes: Any) -> Callable[[Any], Any]:
    """Return ``-o``."""
    return click.option("-o", "output", cls=Option, type=click.Path(path_type=Path), text=text, **attributes)


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    text=Text(
        "An auditable knowledge graph of China's LLM industry: every fact carries its source.",
        "可审计的中国大模型产业知识图谱：每条事实都有出处。",
    ),
    example="sinograph atlas",
)
@lang_option
@click.version_option(__version__, cls=Option, text=Text("Show the version and leave.", "显示版本并退出。"))
def main() -> None:
    """Hold the commands together."""


def command(name: str, en: str, zh: str, example: str) -> Callable[[Callable[..., None]], click.Command]:
    """Return a decorator that makes a command of *main* with the options that all of them take."""

    def decorate(function: Callable[..., None]) -> click.Command:
        with_options = lang_option(facts_option(function))
        return main.command(name, cls=Command, text=Text(en, zh), example=example)(with_options)

    return decorate


def _language() -> Language:
    return spoken(click.get_current_context())


def _load(folders: tuple[Path, ...]) -> Facts:
    from sinograph.loaders import bundled_facts, load_facts

    return load_facts([bundled_facts(), *folders])


def _build(folders: tuple[Path, ...], clocks: Clocks) -> Store:
    """Return the store of the bundled tables and *folders* as of *clocks*, compiled before if nothing has changed."""
    from sinograph.exports.compiled import compiled_store
    from sinograph.loaders import bundled_facts

    _say_when(clocks)
    with progress(_language(), 1) as begin:
        begin(_BUILDING)
        return compiled_store([bundled_facts(), *folders], _cache_folder(), clocks)


def _say_when(clocks: Clocks) -> None:
    """Say on stderr as of when the answer is: a table or a file on stdout has no place for it."""
    if clocks:
        click.echo(clocks.words.say(_language()), err=True)


def _cache_folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "sinograph"


def _checked(folders: tuple[Path, ...], clocks: Clocks, begin: Callable[[Text], None]) -> tuple[Facts, Store]:
    """Return facts and store as of *clocks* after every rule on tables and every shape on the graph has passed."""
    from sinograph.graph import build_store
    from sinograph.graph.clocks import as_of
    from sinograph.graph.shapes import check_shapes

    begin(_READING)
    facts = as_of(_load(folders), clocks)
    begin(_BUILDING)
    store = build_store(facts)
    begin(_CHECKING)
    problems = check_shapes(store, facts)
    if problems:
        raise FactError(problems)
    return facts, store


@command(
    "atlas",
    "Check, build, and write the maps, GraphML and TriG.",
    "检查、构建，并写出图谱页面、GraphML 与 TriG。",
    "sinograph atlas -o atlas",
)
@output_option(Text("Folder to write to.", "输出文件夹。"), default=Path("atlas"), show_default=True)
@clock_options
def atlas(output: Path, folders: tuple[Path, ...], clocks: Clocks) -> None:
    """Do the main job."""
    from sinograph.exports.files import write_all
    from sinograph.exports.graphml import to_graphml
    from sinograph.exports.page import render_page
    from sinograph.exports.pagedata import build_page_data
    from sinograph.exports.rdf import to_trig
    from sinograph.graph import build_network

    language = _language()
    _say_when(clocks)
    with progress(language, 5) as begin:
        facts, store = _checked(folders, clocks, begin)
        begin(_DRAWING)
        data, network = build_page_data(store, language, clocks=clocks), build_network(store)
        begin(_WRITING)
        made = {
            "index.html": render_page(data).encode("utf-8"),
            "sinograph.graphml": to_graphml(network),
            "sinograph.trig": to_trig(store),
        }
        write_all(output, made)
    counts = (
        Text("{} maps, {} entities, {} claims", "{} 张图谱，{} 个实体，{} 项主张"),
        Text("{} nodes, {} edges", "{} 个节点，{} 条边"),
        Text("{} quads in {} claim graphs", "{} 个四元组，{} 个主张图"),
    )
    numbers = (
        (len(data["maps"]), len(facts.entities), len(facts.claims)),
        (network.number_of_nodes(), network.number_of_edges()),
        (len(store), len(facts.claims)),
    )
    for name, text, values in zip(made, counts, numbers, strict=True):
        click.echo(f"{output / name}: {text.say(language).format(*values)}")


@command(
    "check",
    "Run every rule on the fact tables and every shape on the graph, and lint what would be written.",
    "对事实表运行全部规则，对图谱运行全部形状校验，并检查将写出的文本。",
    "sinograph check --facts my-facts",
)
def check(folders: tuple[Path, ...]) -> None:
    """Print each problem as ``file:line: column: what; what to do``, or that there is none."""
    from sinograph.exports.rdf import lint_rdf
    from sinograph.graph.clocks import NOW

    with progress(_language(), 4) as begin:
        facts, store = _checked(folders, NOW, begin)
        begin(_LINTING)
        problems = lint_rdf(store)
    if problems:
        raise FactError(problems)
    text = Text("{} claims, {} entities, {} sources: no problem found", "{} 项主张，{} 个实体，{} 个来源：未发现问题")
    click.echo(text.say(_language()).format(len(facts.claims), len(facts.entities), len(facts.sources)))


@command(
    "query",
    "Answer a SPARQL 1.1 query, or a named question. The prefixes sg, id, claim, src, graph and others are declared.\n"
    "A terminal gets a table; a pipe gets JSON, or Turtle for CONSTRUCT and DESCRIBE.",
    "回答 SPARQL 1.1 查询或预设问题。已声明 sg、id、claim、src、graph 等前缀。\n"
    "终端显示表格；管道输出 JSON，CONSTRUCT 与 DESCRIBE 输出 Turtle。",
    'sinograph query "SELECT ?who WHERE { ?who sg:backs id:zhipu }"',
)
@click.argument("sparql", required=False)
@click.option("-f", "file", cls=Option, type=click.File("r", encoding="utf-8"), text=Text("Query file.", "查询文件。"))
@click.option("-n", "name", cls=Option, text=Text("Named question; see 'sinograph questions'.", "预设问题的名称。"))
@click.option(
    "-p", "pairs", cls=Option, multiple=True, metavar="KEY=VALUE", text=Text("Its parameter.", "问题的参数。")
)
@click.option(
    "--format", "format_", cls=Option, type=click.Choice(QUERY_FORMATS), text=Text("Of the answer.", "结果格式。")
)
@clock_options
def query(
    sparql: str | None,
    file: Any,
    name: str | None,
    pairs: tuple[str, ...],
    format_: str | None,
    folders: tuple[Path, ...],
    clocks: Clocks,
) -> None:
    """Answer one query."""
    from pyoxigraph import QuerySolutions

    from sinograph.exports.answers import print_form, table_rows, write_answer
    from sinograph.graph.queries import ask

    if sum(given is not None for given in (sparql, file, name)) != 1:
        raise click.UsageError(
            Text("give one of: a query, -f FILE, -n NAME", "请给出一项：查询、-f FILE 或 -n NAME").say(_language())
        )
    if pairs and name is None:
        raise click.UsageError(Text("-p goes with -n", "-p 须与 -n 同用").say(_language()))
    store = _build(folders, clocks)
    text = _named(store, name, pairs) if name else sparql or file.read()
    answer = ask(store, text)
    form = format_ or print_form(answer, to_terminal=sys.stdout.isatty())
    if form == "table" and isinstance(answer, QuerySolutions):
        names, rows = table_rows(answer)
        print_rows(rows, {name: name for name in names}, "table")
    else:
        write_answer(answer, form, sys.stdout.buffer)


def _named(store: Store, name: str, pairs: tuple[str, ...]) -> str:
    from sinograph.graph.questions import fill_question, find_question, split_values

    return fill_question(store, find_question(name), split_values(pairs))


@command(
    "questions",
    "List the named questions with their parameters; with a NAME, print that question as SPARQL, filled in.",
    "列出预设问题及其参数；给出 NAME 则输出该问题填好参数的 SPARQL。",
    "sinograph questions",
)
@click.argument("name", required=False)
@click.option("-p", "pairs", cls=Option, multiple=True, metavar="KEY=VALUE", text=Text("A parameter.", "问题的参数。"))
@rows_option
@clock_options
def questions(
    name: str | None, pairs: tuple[str, ...], format_: str, folders: tuple[Path, ...], clocks: Clocks
) -> None:
    """List the questions, or print one."""
    from sinograph.ontology.questions import read_questions

    if name:
        store = _build(folders, clocks)
        click.echo(_named(store, name, pairs))
        return
    language = _language()
    rows = [
        {
            "name": question.name,
            "title": question.title.say(language),
            "parameters": ", ".join(f"{p.name}={p.default}" for p in question.parameters),
        }
        for question in read_questions().values()
    ]
    headings = {
        "name": Text("question", "问题"),
        "title": Text("asks", "内容"),
        "parameters": Text("parameters with defaults", "参数及默认值"),
    }
    print_rows(rows, {key: text.say(language) for key, text in headings.items()}, format_)


@command(
    "show",
    "Show an entity's card: its names, what is said of it and by whom, and who says otherwise.\n"
    "ENTITY is an id, a name in either language, an alias or a stock code.",
    "显示实体卡片：名称、各方所述及其出处、不同说法。\nENTITY 可为 id、中英文名称、别名或股票代码。",
    "sinograph show zhipu",
)
@click.argument("entity")
@rows_option
@clock_options
def show(entity: str, format_: str, folders: tuple[Path, ...], clocks: Clocks) -> None:
    """Print one card."""
    from sinograph.exports.cards import COLUMNS, card_heading, read_card
    from sinograph.graph.lookup import find_entity

    language = _language()
    store = _build(folders, clocks)
    card, rows = read_card(store, find_entity(store, entity), language)
    if format_ == "table":
        click.echo(card_heading(card, language, clocks))
    print_rows(rows, COLUMNS[language], format_)


@command(
    "coverage",
    "Show what is known and what is missing, worst first: of all entities, of one KIND, or of one ENTITY by property.",
    "显示已知与缺失，最欠缺者在前：全部实体、某一类别，或某一实体的各属性。",
    "sinograph coverage --kind company",
)
@click.argument("entity", required=False)
@click.option("--kind", cls=Option, text=Text("Only this kind and its subkinds.", "仅此类别及其子类。"))
@click.option(
    "--limit",
    cls=Option,
    type=click.IntRange(min=1),
    default=40,
    show_default=True,
    text=Text("Rows of a table; json and csv hold all.", "表格行数；json 与 csv 为全部。"),
)
@rows_option
@clock_options
def coverage(
    entity: str | None, kind: str | None, limit: int, format_: str, folders: tuple[Path, ...], clocks: Clocks
) -> None:
    """Print coverage."""
    from sinograph.exports import coverage as written
    from sinograph.graph.coverage import of_kind, read_coverage
    from sinograph.graph.lookup import find_entity

    language = _language()
    store = _build(folders, clocks)
    found = read_coverage(store)
    if entity:
        wanted = find_entity(store, entity)
        rows = [row for item in found if item.entity.id == wanted for row in written.property_rows(item, language)]
        columns = written.PROPERTY_COLUMNS
    else:
        rows = list(written.entity_rows(of_kind(found, kind) if kind else found, language))
        columns = written.ENTITY_COLUMNS
    shown = rows[:limit] if format_ == "table" and not entity else rows
    print_rows(shown, {key: text.say(language) for key, text in columns.items()}, format_)
    if len(shown) < len(rows):
        more = Text("{} more; --limit shows them", "另有 {} 行；用 --limit 显示")
        click.echo(more.say(language).format(len(rows) - len(shown)), err=True)


@command(
    "map",
    "Write one map as an offline HTML file.",
    "将一张图谱写成可离线打开的 HTML 文件。",
    "sinograph map capital -o capital.html",
)
@click.argument("name", type=click.Choice(MAP_NAMES))
@output_option(Text("HTML file to write.", "输出的 HTML 文件。"), required=True)
@clock_options
def map_(name: str, output: Path, folders: tuple[Path, ...], clocks: Clocks) -> None:
    """Draw one map."""
    from sinograph.exports.files import write_whole
    from sinograph.exports.page import render_page
    from sinograph.exports.pagedata import build_page_data

    store = _build(folders, clocks)
    data = build_page_data(store, _language(), [name], clocks)
    write_whole(output, render_page(data).encode("utf-8"))
    (drawn,) = data["maps"]
    text = Text("{} nodes, {} edges", "{} 个节点，{} 条边").say(_language())
    click.echo(f"{output}: {text.format(len(drawn['nodes']), len(drawn['edges']))}")


@command(
    "export",
    "Write the graph to a file: graphml holds entities and relations, turtle the accepted view, trig and nquads all.",
    "将图谱写入文件：graphml 含实体与关系，turtle 为采信视图，trig 与 nquads 为全部数据。",
    "sinograph export graphml -o sinograph.graphml",
)
@click.argument("format_", metavar="FORMAT", type=click.Choice(EXPORT_FORMATS))
@output_option(Text("File to write.", "输出文件。"), required=True)
@clock_options
def export(format_: str, output: Path, folders: tuple[Path, ...], clocks: Clocks) -> None:
    """Write one format."""
    from sinograph.exports import WRITERS
    from sinograph.exports.files import write_whole

    store = _build(folders, clocks)
    content = WRITERS[format_](store)
    write_whole(output, content)
    click.echo(f"{output}: {Text('{} bytes', '{} 字节').say(_language()).format(len(content))}")


def _days(name: str, en: str, zh: str) -> Callable[[Any], Any]:
    """Return an option of two days."""
    attributes: Any = {"cls": Option, "type": Day(), "nargs": 2, "metavar": "A B", "text": Text(en, zh)}
    return click.option(name, **attributes)


@command(
    "diff",
    "Show what changed between two days: what is new, what was revised, what is gone, each with its sources.\n"
    "--known-on compares what had been published, --true-on what held. With an ENTITY, only what touches it.",
    "显示两日之间的变化：新增、修订、不再成立，并附出处。\n"
    "--known-on 比较已发布的内容，--true-on 比较成立的事实。给出 ENTITY 则只显示与其相关者。",
    "sinograph diff --known-on 2025-12-31 2026-01-31 zhipu",
)
@click.argument("entity", required=False)
@_days("--known-on", "What had certainly been published by day A, and by day B.", "截至 A 日与 B 日确已发布者。")
@_days("--true-on", "What held on day A, and on day B.", "A 日与 B 日成立者。")
@rows_option
def diff(
    entity: str | None,
    known_on: tuple[date, date] | None,
    true_on: tuple[date, date] | None,
    format_: str,
    folders: tuple[Path, ...],
) -> None:
    """Print what changed."""
    from sinograph.exports.changes import CHANGE_COLUMNS, change_rows, count_changes
    from sinograph.graph.changes import compare, touching
    from sinograph.graph.clocks import NOW, as_of
    from sinograph.graph.lookup import find_entity
    from sinograph.ontology import load_vocabulary

    language = _language()
    before, after = _two_clocks(known_on, true_on)
    wanted = find_entity(_build(folders, NOW), entity) if entity else ""
    facts, vocabulary = _load(folders), load_vocabulary()
    changes = compare(as_of(facts, before), as_of(facts, after), vocabulary)
    shown = touching(changes, wanted) if wanted else changes
    rows = list(change_rows(shown, facts, vocabulary, language))
    print_rows(rows, {key: text.say(language) for key, text in CHANGE_COLUMNS.items()}, format_)
    click.echo(count_changes(shown, language), err=True)


def _two_clocks(known: tuple[date, date] | None, true: tuple[date, date] | None) -> tuple[Clocks, Clocks]:
    """Return the clocks of both days, the earlier first."""
    from sinograph.graph.clocks import Clocks

    given = [days for days in (known, true) if days]
    if not given:
        sentence = Text("give --known-on A B or --true-on A B", "请给出 --known-on A B 或 --true-on A B")
        raise click.UsageError(sentence.say(_language()))
    if any(a > b for a, b in given) or all(a == b for a, b in given):
        sentence = Text("day A must be earlier than day B", "A 日须早于 B 日")
        raise click.UsageError(sentence.say(_language()))
    (known_a, known_b), (true_a, true_b) = known or (None, None), true or (None, None)
    return Clocks(true_a, known_a), Clocks(true_b, known_b)
