"""The command `rounds`: its words, each loaded only when it is said."""

from __future__ import annotations

import errno
import importlib
import os
import sys

import click

from bot import __version__
from bot.errors import RoundsError

_WORDS = {
    "chat": ("adapters.cli.chat", "practise in the terminal"),
    "serve": ("adapters.cli.serve", "run the bot on every platform that is set"),
    "group": ("adapters.cli.group", "set up a group without the chat; list the groups"),
    "post": ("adapters.cli.post", "post a group's prompt at once"),
    "grade": ("adapters.cli.grade", "grade one reply or a file of replies"),
    "eval": ("adapters.cli.eval", "measure how well replies are graded"),
    "regrade": ("adapters.cli.regrade", "grade stored answers again after a rubric changed"),
    "bank": ("adapters.cli.bank", "take in many prompts; write out suggested questions"),
    "content": ("adapters.cli.content", "check the prompts and rubrics of a folder"),
    "db": ("adapters.cli.db", "upgrade, back up, restore, recompute, export"),
    "discord": ("adapters.cli.discord", "invite the bot to a Discord server"),
    "slack": ("adapters.cli.slack", "print the manifest of the app for Slack"),
    "doctor": ("adapters.cli.doctor", "look whether everything is in place"),
}


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are used, so that a chat starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The words, in the order of their declaration."""
        del ctx
        return list(_WORDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a word, imported now."""
        del ctx
        if cmd_name not in _WORDS:
            return None
        command = importlib.import_module(_WORDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The words with their lines, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(word, line) for word, (_, line) in _WORDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rounds")
def cli() -> None:
    """Practise for healthcare product-manager interviews, alone or in a study group."""


def main() -> None:
    """Run the command; an error that Rounds foresees is one sentence and exit status 2."""
    _take_any_character()
    try:
        cli.main(standalone_mode=False)
        # Here rather than at the interpreter's end, where a full disk could not be told of.
        sys.stdout.flush()
    except RoundsError as error:
        _fail(error.sentence)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output left, as `head` does.
        _drop_output()
        sys.exit(0)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _drop_output()
        _fail(f"The disk is full: {error.filename or 'the output'} could not be written.")


def _take_any_character() -> None:
    """Print a question mark rather than break where the output's encoding lacks a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _drop_output() -> None:
    """Point standard output nowhere, so that the interpreter's last flush cannot fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(sentence: str) -> None:
    sys.stderr.write(f"rounds: {sentence}\n")
    sys.exit(2)
