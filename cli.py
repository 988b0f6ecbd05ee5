"""The command line: a command parses, calls once, and prints. Heavy modules load inside the command that needs them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sinograph import __version__
from sinograph.analyze import add_to
from sinograph.errors import FactError, Text
from sinograph.options import (
    BUILDING,
    clock_options,
    command,
    current_language,
    lang_option,
    limit_option,
    load,
    open_store,
    output_option,
    print_limited,
    rows_option,
    say_when,
)
from sinograph.terminal import Day, Group, Option, print_rows, progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from pyoxigraph import Store

    from sinograph.graph.clocks import Clocks
    from sinograph.loaders import Facts

QUERY_FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld")
EXPORT_FORMATS = ("graphml", "trig", "nquads", "turtle")
MAP_NAMES = ("capital", "competition", "models", "controls", "compute", "timeline")

_READING = Text("reading the tables", "读取表格")
_CHECKING = Text("checking shapes", "校验形状")
_LINTING = Text("reading literals", "检查字面量")
_DRAWING = Text("drawing the maps", "绘制图谱")
_WRITING = Text("writing files", "写入文件")


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


def _checked(folders: tuple[Path, ...], clocks: Clocks, begin: Callable[[Text], None]) -> tuple[Facts, Store]:
    """Return facts and store as of *clocks* after every rule on tables and every shape on the graph has passed."""
    from sinograph.graph import build_store
    from sinograph.graph.clocks import as_of
    from sinograph.graph.shapes import check_shapes

    begin(_READING)
    facts = as_of(load(folders), clocks)
    begin(BUILDING)
    store = build_store(facts)
    begin(_CHECKING)
    problems = check_shapes(store, facts)
    if problems:
        raise FactError(problems)
    return facts, store


@command(
    main,
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

    language = current_language()
    say_when(clocks)
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
    main,
    "check",
    "Run every rule on the fact tables, then every shape on the graph, then look at the text of every literal.",
    "先对事实表运行全部规则，再对图谱运行全部形状校验，最后检查每个字面量的写法。",
    "sinograph check --facts my-facts",
)
@click.option(
    "--evidence",
    "documents",
    cls=Option,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    text=Text(
        "Folder of local copies of sources: look up each number at its place.",
        "来源本地副本所在文件夹：逐一核对出处数字。",
    ),
)
def check(documents: Path | None, folders: tuple[Path, ...]) -> None:
    """Print each problem as ``file:line: column: what; what to do``, or that there is none."""
    from sinograph.exports.lexical import lint_all, texts_of
    from sinograph.graph.clocks import NOW

    with progress(current_language(), 4) as begin:
        facts, store = _checked(folders, NOW, begin)
        begin(_LINTING)
        problems = list(lint_all(texts_of(store)))
    if problems:
        raise FactError(problems)
    text = Text("{} claims, {} entities, {} sources: no problem found", "{} 项主张，{} 个实体，{} 个来源：未发现问题")
    click.echo(text.say(current_language()).format(len(facts.claims), len(facts.entities), len(facts.sources)))
    if documents:
        _check_evidence(documents, facts)


def _check_evidence(folder: Path, facts: Facts) -> None:
    """Print what each document of *folder* says of its source's numbers; raise what it does not bear out."""
    from sinograph.loaders.evidence import check_evidence, read_documents
    from sinograph.loaders.evidence_words import count_text, document_text, problem, stranger_text

    language = current_language()
    documents, strangers = read_documents(folder, facts.sources)
    problems = []
    for name in strangers:
        click.echo(stranger_text(name).say(language))
    for document in documents:
        found = check_evidence(document, facts)
        click.echo(document_text(document).say(language))
        click.echo(count_text(found).say(language))
        problems += [problem(evidence, document) for evidence in found if evidence.verdict != "verified"]
    if problems:
        raise FactError(problems)


@command(
    main,
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
            Text("give one of: a query, -f FILE, -n NAME", "请给出一项：查询、-f FILE 或 -n NAME").say(
                current_language()
            )
        )
    if pairs and name is None:
        raise click.UsageError(Text("-p goes with -n", "-p 须与 -n 同用").say(current_language()))
    store = open_store(folders, clocks)
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
    main,
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
        store = open_store(folders, clocks)
        click.echo(_named(store, name, pairs))
        return
    language = current_language()
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
    main,
    "show",
    "Show an entity's card: its names, what is said of it and by whom, and who says otherwise.\n"
    "ENTITY is an id, a name in either language, an alias, a stock code or pinyin; 'sinograph find' shows what fits.",
    "显示实体卡片：名称、各方所述及其出处、不同说法。\n"
    "ENTITY 可为 id、中英文名称、别名、证券代码或拼音；'sinograph find' 列出所有匹配者。",
    "sinograph show zhipu",
)
@click.argument("entity")
@rows_option
@clock_options
def show(entity: str, format_: str, folders: tuple[Path, ...], clocks: Clocks) -> None:
    """Print one card."""
    from sinograph.exports.cards import COLUMNS, card_heading, read_card
    from sinograph.graph.lookup import find_entity

    language = current_language()
    store = open_store(folders, clocks)
    card, rows = read_card(store, find_entity(store, entity), language)
    if format_ == "table":
        click.echo(card_heading(card, language, clocks))
    print_rows(rows, COLUMNS[language], format_)


@command(
    main,
    "find",
    "Find entities by any name: Chinese in simplified or traditional characters, pinyin or its initials, English,\n"
    "alias, stock code, id. The likeliest comes first.",
    "按任一名称查找实体：简体或繁体中文、拼音或拼音首字母、英文、别名、证券代码、id。最可能者在前。",
    "sinograph find zp",
)
@click.argument("text")
@limit_option
@rows_option
@clock_options
def find(text: str, limit: int, format_: str, folders: tuple[Path, ...], clocks: Clocks) -> None:
    """Print what is called so."""
    from sinograph.exports.matches import COLUMNS, match_rows
    from sinograph.graph.lookup import unknown_entity

    store = open_store(folders, clocks)
    rows = match_rows(store, text, current_language())
    if not rows:
        raise unknown_entity(store, text)
    print_limited(rows, COLUMNS, format_, limit)


@command(
    main,
    "audit",
    "Recompute every figure that follows from others; list contradicted and disputed ones, with both sides.\n"
    "Of all entities, or of one ENTITY. json and csv also hold what was confirmed and what cannot be checked.",
    "重新计算每个可由他数得出的数字，列出不符与相左者及双方依据。\n"
    "全部实体，或某一实体；json 与 csv 另含相符与无法核实者。",
    "sinograph audit zhipu",
)
@click.argument("entity", required=False)
@click.option(
    "--all",
    "everything",
    cls=Option,
    is_flag=True,
    text=Text("Confirmed and uncheckable figures in the table too.", "表格亦列出相符与无法核实者。"),
)
@rows_option
@clock_options
def audit(entity: str | None, everything: bool, format_: str, folders: tuple[Path, ...], clocks: Clocks) -> None:
    """Print the audit, and how many figures there are of each verdict."""
    from sinograph.exports.audit import COLUMNS, read_audit, summary
    from sinograph.graph.lookup import find_entity

    language = current_language()
    store = open_store(folders, clocks)
    rows = read_audit(store, language, find_entity(store, entity) if entity else "")
    wanted = {"contradicted", "rival"}
    shown = [row for row in rows if everything or format_ != "table" or row["verdict"] in wanted]
    print_rows(shown, {key: text.say(language) for key, text in COLUMNS.items()}, format_)
    click.echo(summary(rows, language), err=True)


@command(
    main,
    "coverage",
    "Show what is known and what is missing, worst first: of all entities, of one KIND, or of one ENTITY by property.",
    "显示已知与缺失，最欠缺者在前：全部实体、某一类别，或某一实体的各属性。",
    "sinograph coverage --kind company",
)
@click.argument("entity", required=False)
@click.option("--kind", cls=Option, text=Text("Only this kind and its subkinds.", "仅此类别及其子类。"))
@limit_option
@rows_option
@clock_options
def coverage(
    entity: str | None, kind: str | None, limit: int, format_: str, folders: tuple[Path, ...], clocks: Clocks
) -> None:
    """Print coverage."""
    from sinograph.exports import coverage as written
    from sinograph.graph.coverage import of_kind, read_coverage
    from sinograph.graph.lookup import find_entity

    language = current_language()
    store = open_store(folders, clocks)
    found = read_coverage(store)
    if entity:
        wanted = find_entity(store, entity)
        rows = [row for item in found if item.entity.id == wanted for row in written.property_rows(item, language)]
        columns = written.PROPERTY_COLUMNS
    else:
        rows = list(written.entity_rows(of_kind(found, kind) if kind else found, language))
        columns = written.ENTITY_COLUMNS
    print_limited(rows, columns, format_, len(rows) if entity else limit)


@command(
    main,
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

    store = open_store(folders, clocks)
    data = build_page_data(store, current_language(), [name], clocks)
    write_whole(output, render_page(data).encode("utf-8"))
    (drawn,) = data["maps"]
    text = Text("{} nodes, {} edges", "{} 个节点，{} 条边").say(current_language())
    click.echo(f"{output}: {text.format(len(drawn['nodes']), len(drawn['edges']))}")


@command(
    main,
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

    store = open_store(folders, clocks)
    content = WRITERS[format_](store)
    write_whole(output, content)
    click.echo(f"{output}: {Text('{} bytes', '{} 字节').say(current_language()).format(len(content))}")


def _days(name: str, en: str, zh: str) -> Callable[[Any], Any]:
    """Return an option of two days."""
    attributes: Any = {"cls": Option, "type": Day(), "nargs": 2, "metavar": "A B", "text": Text(en, zh)}
    return click.option(name, **attributes)


@command(
    main,
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

    language = current_language()
    before, after = _two_clocks(known_on, true_on)
    wanted = find_entity(open_store(folders, NOW), entity) if entity else ""
    facts, vocabulary = load(folders), load_vocabulary()
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
        raise click.UsageError(sentence.say(current_language()))
    if any(a > b for a, b in given) or all(a == b for a, b in given):
        sentence = Text("day A must be earlier than day B", "A 日须早于 B 日")
        raise click.UsageError(sentence.say(current_language()))
    (known_a, known_b), (true_a, true_b) = known or (None, None), true or (None, None)
    return Clocks(true_a, known_a), Clocks(true_b, known_b)


add_to(main)
