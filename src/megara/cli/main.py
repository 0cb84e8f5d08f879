"""The command ``megara``: its subcommands, and the one place where errors become exit codes.

0 done, 1 failed with a one-line reason, 2 wrong usage. Results go to stdout, progress to stderr.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from megara import __version__
from megara.cli import coalition as coalition_command
from megara.cli import dossier, scenario, world
from megara.cli import read as read_command
from megara.cli import run as run_command
from megara.cli import sensitivity as sensitivity_command
from megara.errors import MegaraError

app = typer.Typer(
    name="megara",
    help="Plan, price and compare coalition sanctions on a model of the world economy.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("read")(read_command.read)
app.command("run")(run_command.run)
app.command("coalition")(coalition_command.coalition)
app.command("sensitivity")(sensitivity_command.sensitivity)
app.add_typer(dossier.app, name="dossier")
app.add_typer(scenario.app, name="scenario")
app.add_typer(world.app, name="world")


def _version(show: bool) -> None:
    if show:
        typer.echo(f"megara {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Plan, price and compare coalition sanctions on a model of the world economy."""


def run() -> None:
    """Run the command line; errors made for people become one line and an exit code."""
    try:
        app()
    except MegaraError as error:
        print(f"megara: {' '.join(str(error).split())}", file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        # The reader of a pipe has left; without this, the interpreter complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
