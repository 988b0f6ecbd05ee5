"""How the command line speaks: click in two languages, tables of rows, progress on long work.

Nothing here knows the subject. The language is found before the arguments are parsed, because help and wrong usage
speak too: ``--lang`` where it stands, else the locale.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from sinograph.errors import SinographError, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sinograph.errors import Language

_LANGUAGE = "sinograph.language"

_HEADINGS = {"Usage": "用法", "Options": "选项", "Commands": "命令"}
_EXAMPLE = Text("Example", "示例")
_HELP_OPTION = Text("Show this message and leave.", "显示此说明并退出。")
_NO_DAY = Text("{} is not a day; write it like 2025-12-31.", "{} 不是日期；请写作 2025-12-31。")
_TRY_HELP = Text("Try '{} --help'.", "请参阅 '{} --help'。")


def language_in(arguments: Sequence[str]) -> Language:
    """Return the language that *arguments* ask for, else that of the locale, else English."""
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else "".join(arguments[place + 1 : place + 2])
            return "zh" if value == "zh" else "en"
    locale = next(filter(None, (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if locale.startswith("zh") else "en"


def spoken(ctx: click.Context) -> Language:
    """Return the language of the running command."""
    language: Language = ctx.find_root().meta.get(_LANGUAGE, "en")
    return language


class _Formatter(click.HelpFormatter):
    language: Language = "en"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        word = _HEADINGS["Usage"] if self.language == "zh" else "Usage"
        super().write_usage(prog, args, f"{word}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading) if self.language == "zh" else heading)


class _Context(click.Context):
    def make_formatter(self) -> click.HelpFormatter:
        formatter = _Formatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.language = spoken(self)
        return formatter


class Option(click.Option):
    """An option with its help in both languages."""

    def __init__(self, *args: Any, text: Text, **attributes: Any) -> None:
        """Take *text* in place of click's ``help``."""
        super().__init__(*args, **attributes)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help in the language spoken."""
        self.help = self.text.say(spoken(ctx))
        return super().get_help_record(ctx)


if TYPE_CHECKING:
    _DayType = click.ParamType[date]  # click before 8.5 knows no type arguments when it runs
else:
    _DayType = click.ParamType


class Day(_DayType):
    """A day as ``2025-12-31`` and in no other spelling."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or say in the language spoken what is wrong with it."""
        # Python reads 20251231 and 2025-W01-1 too, and digits of every script.
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            with suppress(ValueError):
                return date.fromisoformat(value)
        return self.fail(_NO_DAY.say(spoken(ctx) if ctx else "en").format(repr(value)), param, ctx)


class _Spoken(click.Command):
    """What a command and the group of all share: help in both languages, ended by one example."""

    context_class = _Context

    def __init__(self, *args: Any, text: Text, example: str, **attributes: Any) -> None:
        """Take *text* in place of click's ``help``, and the *example* that ends it."""
        super().__init__(*args, **{**attributes, "help": text.en})
        self.text, self.example = text, example

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help and the example."""
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in self.text.say(spoken(ctx)).split("\n"):
                formatter.write_text(paragraph)
            formatter.write_paragraph()
            formatter.write(f"  {_EXAMPLE.say(spoken(ctx))}: {self.example}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its help in the language spoken."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP_OPTION.say(spoken(ctx))
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence, whole."""
        ctx = click.get_current_context(silent=True)
        return self.text.say(spoken(ctx) if ctx else "en").splitlines()[0]


class Command(_Spoken):
    """A command with its help and one example in both languages."""


class Group(_Spoken, click.Group):
    """The program: finds the language, and says every error of the user's as a sentence.

    Exit code 0 is fine, 1 a problem of data or answer, 2 wrong usage.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the language before anything can go wrong."""
        if ctx.parent is None or any(arg.partition("=")[0] == "--lang" for arg in args):
            ctx.meta[_LANGUAGE] = language_in(args)
        return super().parse_args(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command and end the process with its exit code; *standalone_mode* makes no difference."""
        arguments = list(sys.argv[1:] if args is None else args)
        language = language_in(arguments)
        try:
            done = super().main(arguments, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            click.echo(say_usage(error, language), err=True)
            sys.exit(error.exit_code)
        except SinographError as error:
            click.echo(error.say(language), err=True)
            sys.exit(1)
        except click.Abort:
            sys.exit(130)
        sys.exit(done if isinstance(done, int) else 0)


def say_usage(error: click.ClickException, language: Language) -> str:
    """Return what is wrong with the command as typed, and where to read on."""
    lines = [error.format_message() if language == "en" else _in_chinese(error)]
    if isinstance(error, click.UsageError) and error.ctx is not None:
        lines.append(_TRY_HELP.say(language).format(error.ctx.command_path))
    return "\n".join(lines)


def _in_chinese(error: click.ClickException) -> str:
    match error:
        case click.MissingParameter(param=param) if param is not None:
            return f"缺少 {_parameter(param)}"
        case click.NoSuchOption(option_name=name):
            return f"没有选项 {name}"
        case click.BadParameter(param=param) if param is not None and isinstance(param.type, click.Choice):
            choices = "、".join(map(str, param.type.choices))
            return f"{_parameter(param)} 的取值无效；可用 {choices}"
        case click.BadParameter(param=param) if param is not None:
            return f"{_parameter(param)} 的取值无效：{error.message}"
        case _:
            return f"用法有误：{error.format_message()}"


def _parameter(param: click.Parameter) -> str:
    return param.human_readable_name if param.param_type_name == "argument" else param.opts[-1]


def print_rows(rows: Sequence[Mapping[str, str]], columns: Mapping[str, str], format_: str) -> None:
    """Print *rows* to stdout: ``table`` for people (*columns*: key to heading), ``json`` or ``csv`` for programs.

    A program gets every key of a row; people see the columns named.
    """
    from sinograph.exports import rows as written

    writers: dict[str, Callable[[], str]] = {
        "json": lambda: written.to_json(rows),
        "csv": lambda: written.to_csv(rows),
        "table": lambda: written.to_text(rows, columns),
    }
    if format_ == "table" and sys.stdout.isatty():
        _print_table(rows, columns)
    else:
        click.echo(writers[format_](), nl=False)


def _print_table(rows: Sequence[Mapping[str, str]], columns: Mapping[str, str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Cell

    from sinograph.exports.rows import shown

    # A terminal is narrow: a column that is empty in every row takes no place.
    columns = {key: heading for key, heading in columns.items() if not rows or any(row[key] for row in rows)}
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for heading in columns.values():
        table.add_column(Cell(heading), overflow="fold")
    for row in rows:
        table.add_row(*(Cell(shown(row[key])) for key in columns))
    Console().print(table)


@contextmanager
def progress(language: Language, steps: int) -> Iterator[Callable[[Text], None]]:
    """Give a function that names the step now begun; a bar on stderr where that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=steps)
        done = iter(range(steps))

        def begin(step: Text) -> None:
            bar.update(task, completed=next(done), description=step.say(language))

        yield begin
