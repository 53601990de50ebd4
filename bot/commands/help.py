"""Help, derived from the declarations alone."""

from __future__ import annotations

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.domain.member import Role
from bot.views import help as help_views
from bot.views.model import Reply


async def _help(ask: Ask) -> Reply:
    wanted = ask.values.get("command")
    if wanted:
        command, _ = ask.registry.split(wanted.removeprefix("/"))
        return help_views.one_command(
            command.words,
            command.usage,
            command.summary,
            [(option.name, _takes(ask, option)) for option in command.open_options],
            command.examples,
        )
    host = ask.visitor.role is Role.HOST
    for_all = [(c.usage, c.summary) for c in ask.registry.commands() if not c.hosts_only]
    for_hosts = [(c.usage, c.summary) for c in ask.registry.commands() if c.hosts_only and host]
    return help_views.all_commands(for_all, for_hosts)


def _takes(ask: Ask, option: Option) -> str:
    if option.kind is OptionKind.CHOICE:
        return f"{option.summary}: {', '.join(option.choices)}"
    if option.kind is OptionKind.TOPIC:
        return f"{option.summary}: {', '.join(ask.topics)}"
    return option.summary


HELP = (
    Command(
        "help",
        "what you can say; with a command, what it takes",
        _help,
        (Option("command", "a command", OptionKind.TEXT),),
        hosts_only=False,
    ),
)
