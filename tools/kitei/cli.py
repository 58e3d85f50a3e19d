"""The command `kitei`: the table of commands and the error boundary. Nothing heavy is imported."""

import gc
import importlib
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

import click

from kitei import __version__
from kitei.errors import ExitCode, KiteiError

# Command, module and function, and the line that `kitei --help` shows without importing it.
COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("kitei.commands.check:check", "文書の構造・表記・参照を検査する"),
    "list": ("kitei.commands.list_:list_", "文書を一覧する"),
    "format": ("kitei.commands.format_:format_", "原稿の書き方を整える（語句は変えない）"),
    "ids": ("kitei.commands.ids:ids", "idのない見出しにidを補う"),
    "renumber": ("kitei.commands.renumber:renumber", "規定の増減の後に、符号と引用を改める"),
    "import": ("kitei.commands.import_:import_command", "テキストの規程を文書として取り込む"),
    "history": ("kitei.commands.history:history", "改正の履歴を示す"),
    "show": ("kitei.commands.show:show", "ある版又はある日の本文を示す"),
    "revise": ("kitei.commands.revise:revise", "改正の記録を起こす"),
    "decide": ("kitei.commands.decide:decide", "決裁を記録する"),
    "compare": ("kitei.commands.compare:compare", "二つの版の新旧対照表を作る"),
    "build": ("kitei.commands.build:build", "公開区分ごとのサイトとWordを作る"),
    "preview": ("kitei.commands.preview:preview", "手元で案を見ながら直す"),
}

_WORDS = {
    "Options": "オプション",
    "Commands": "コマンド",
    "Show this message and exit.": "この説明を示して終わる。",
    "Show the version and exit.": "版を示して終わる。",
}


class JapaneseFormatter(click.HelpFormatter):
    """Help with Japanese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        super().write_usage(prog, args, prefix or "使い方: ")

    def write_heading(self, heading: str) -> None:
        """Write a heading in Japanese."""
        super().write_heading(_WORDS.get(heading, heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of options or commands."""
        translated = [(name, _WORDS.get(text, text)) for name, text in rows]
        super().write_dl(translated, col_max, col_spacing)


click.Context.formatter_class = JapaneseFormatter


class CommandTable(click.Group):
    """A group that imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kitei")
def kitei() -> None:
    """規程を構造化したMarkdownで管理し、検査し、サイトとWordにして公開する。"""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code; the only place that catches errors."""
    # Documents are trees without cycles: looking for some all the time takes a fifth of a check.
    gc.set_threshold(100_000, 20, 20)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of a command, see ExitCode; every error is told, none escapes."""
    output = sys.stdout
    try:
        code = kitei.main(args=arguments, prog_name="kitei", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the boundary
        return next(tell(error) for kind, tell in _TELLERS if isinstance(error, kind))
    except SystemExit as error:
        # click leaves by itself after completing a word, and, with the output put aside, where
        # nobody reads it.
        return int(error.code or 0) if sys.stdout is output else _tell_broken_pipe(error)
    return code if isinstance(code, int) else ExitCode.OK


def _tell_interrupted(_: Any) -> int:
    click.echo("中断しました。", err=True)
    return ExitCode.INTERRUPTED


def _tell_broken_pipe(_: Any) -> int:
    """Nobody reads the output any more: what was asked for is done."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.OK


def _tell_bug(error: Any) -> int:
    traceback.print_exception(error)
    click.echo("kiteiの不具合です。上の表示を添えて知らせてください。", err=True)
    return ExitCode.BUG


def _report(message: str, hint: str) -> int:
    click.secho(f"誤り: {message}", fg="red", err=True)
    if hint:
        click.echo(f"直し方: {hint}", err=True)
    return ExitCode.USER_ERROR


def _report_usage(error: Any) -> int:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "kitei"
    return _report(_explain_usage(error), f"使い方は {path} --help で見られます。")


def _explain_usage(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"オプション「{error.option_name}」はありません。"
    if isinstance(error, click.BadParameter):
        return _explain_value(error)
    for pattern, message in _USAGE:
        if match := pattern.match(error.format_message()):
            return message.format(match.group(1))
    return error.format_message()


def _explain_value(error: click.BadParameter) -> str:
    name = _name_parameter(error.param) if error.param else ""
    if isinstance(error, click.MissingParameter):
        return f"「{name}」の指定が要ります。"
    if error.param and isinstance(error.param.type, click.Choice):
        options = "、".join(map(str, error.param.type.choices))
        return f"「{name}」の値が正しくありません。使える値: {options}"
    return f"「{name}」の値が正しくありません: {error.message}"


def _name_parameter(parameter: click.Parameter) -> str:
    """Return an option as it is typed, an argument by the first word that the usage has for it."""
    metavar = getattr(parameter, "metavar", None)
    is_argument = isinstance(parameter, click.Argument)
    return str(metavar).split()[0].strip("[].") if is_argument and metavar else parameter.opts[0]


# What click says of a wrong call, and what is said instead.
_USAGE = (
    (re.compile("No such command '(.*)'"), "コマンド「{}」はありません。"),
    (re.compile(r"Got unexpected extra arguments? \((.*)\)"), "余分な引数があります: {}"),
    (re.compile("Option '(.*)' requires an argument"), "「{}」に値が要ります。"),
)


def _show_help(error: Any) -> int:
    """Show the help where nothing was asked for."""
    click.echo(error.format_message(), err=True)
    return ExitCode.USER_ERROR


# Kinds of error and what is told of them; the first that fits.
_TELLERS: tuple[tuple[type[BaseException], Callable[[Any], int]], ...] = (
    (KiteiError, lambda error: _report(error.message, error.hint)),
    (click.exceptions.Exit, lambda error: int(error.exit_code)),
    (click.Abort, _tell_interrupted),
    (KeyboardInterrupt, _tell_interrupted),
    (click.exceptions.NoArgsIsHelpError, _show_help),
    (click.ClickException, _report_usage),
    (BrokenPipeError, _tell_broken_pipe),
    (Exception, _tell_bug),
)
