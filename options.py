"""What the commands share: options in two languages, opening the graph, and printing rows that may be many."""

from __future__ import annotations

import os
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sinograph.errors import Text
from sinograph.terminal import Command, Day, Option, print_rows, progress, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from pyoxigraph import Store

    from sinograph.errors import Language
    from sinograph.graph.clocks import Clocks
    from sinograph.loaders import Facts

ROW_FORMATS = ("table", "json", "csv")

BUILDING = Text("building the graph", "构建图谱")
_MORE = Text("{} more; --limit shows them", "另有 {} 行；用 --limit 显示")

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

limit_option = click.option(
    "--limit",
    cls=Option,
    type=click.IntRange(min=1),
    default=40,
    show_default=True,
    text=Text("Rows of a table; json and csv hold all.", "表格行数；json 与 csv 为全部。"),
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


def command(
    group: click.Group, name: str, en: str, zh: str, example: str
) -> Callable[[Callable[..., None]], click.Command]:
    """Return a decorator that makes a command of *group* with the options that all of them take."""

    def decorate(function: Callable[..., None]) -> click.Command:
        with_options = lang_option(facts_option(function))
        return group.command(name, cls=Command, text=Text(en, zh), example=example)(with_options)

    return decorate


def current_language() -> Language:
    """Return the language in which the running command speaks."""
    return spoken(click.get_current_context())


def load(folders: tuple[Path, ...]) -> Facts:
    """Return the bundled tables and *folders* on top of them."""
    from sinograph.loaders import bundled_facts, load_facts

    return load_facts([bundled_facts(), *folders])


def open_store(folders: tuple[Path, ...], clocks: Clocks) -> Store:
    """Return the store of the bundled tables and *folders* as of *clocks*, compiled before if nothing has changed."""
    from sinograph.exports.compiled import compiled_store
    from sinograph.loaders import bundled_facts

    say_when(clocks)
    with progress(current_language(), 1) as begin:
        begin(BUILDING)
        return compiled_store([bundled_facts(), *folders], _cache_folder(), clocks)


def say_when(clocks: Clocks) -> None:
    """Say on stderr as of when the answer is: a table or a file on stdout has no place for it."""
    if clocks:
        click.echo(clocks.words.say(current_language()), err=True)


def _cache_folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "sinograph"


def print_limited(rows: Sequence[Mapping[str, str]], columns: Mapping[str, Text], format_: str, limit: int) -> None:
    """Print *rows*, of a table only the first *limit*; how many more there are goes to stderr."""
    spoken_here = current_language()
    shown = rows[:limit] if format_ == "table" else rows
    print_rows(shown, {key: text.say(spoken_here) for key, text in columns.items()}, format_)
    if len(shown) < len(rows):
        click.echo(_MORE.say(spoken_here).format(len(rows) - len(shown)), err=True)
