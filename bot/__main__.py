"""`python -m bot`: run the channels; ask one question, or chat in the terminal."""

import argparse
import asyncio
import gc
import json
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from bot.admin.entrance import link_url
from bot.channels.terminal import chat
from bot.environment.env_file import check_names, read_env_file
from bot.environment.variables import SettingsError
from bot.errors import BotError, ChannelError, HeldError
from bot.library.opening import open_library
from bot.library.reload import reload_library
from bot.library.shelf import answerer_of
from bot.page.admin.address import address_of
from bot.redact import configure
from bot.rights.access import Role, invite
from bot.rights.entry import OPERATOR, new_link
from bot.settings import NAMES, Settings
from bot.state.audit import Deed
from bot.state.state import State
from bot.talk.render import render
from bot.upkeep.adding import add_file
from bot.upkeep.backup import back_up
from bot.upkeep.doctor import examine, is_running
from bot.upkeep.restore import restore
from bot.wording import admin_page as wording_admin
from bot.wording import general as wording
from bot.wording import page as wording_page
from bot.wording import upkeep as wording_upkeep
from index.errors import SearchError
from index.interface import answer_row
from index.output import write_utf8
from index.version import program_version
from knowledge.errors import KnowledgeError

logger = logging.getLogger(__name__)

_COMMANDS = (
    "ask",
    "chat",
    "reload",
    "invite",
    "grant",
    "doctor",
    "backup",
    "restore",
    "add",
    "admin",
)


# What a supervisor can tell apart, as in sysexits.h: no channel is left, a fault of ours, somebody
# else is at it, wrong settings. Any other error that is told is 1, wrong usage 2.
NO_CHANNEL, CRASHED, HELD, WRONG_SETTINGS = 69, 70, 75, 78


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, or one of those above."""
    write_utf8()
    # What is written is for those who may see it in the chats, not for all users of the machine.
    os.umask(0o077)
    parser = _parser()
    parsed = parser.parse_args(as_command(sys.argv[1:] if arguments is None else arguments))
    try:
        file = Path(".env")
        written = read_env_file(file)
        remark = check_names(file, written, NAMES)
        if remark is not None:
            print(remark, file=sys.stderr)
        settings = Settings.from_env({**written, **os.environ})
        run: Callable[[argparse.Namespace, Settings], int] = parsed.run
        return run(parsed, settings)
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> int:
    """Tell what went wrong in one line, or with its traceback where nobody foresaw it."""
    if isinstance(error, OSError) and error.filename is not None:
        told = wording.NO_FILE_ACCESS.format(path=error.filename, reason=error.strerror)
        print(told, file=sys.stderr)
        return 1
    if not isinstance(error, (SearchError, KnowledgeError, SettingsError, BotError)):
        # Not the interpreter's own traceback: that would show secrets.
        logger.critical("the program has crashed", exc_info=error)
        return CRASHED
    print(error, file=sys.stderr)
    kinds = ((SettingsError, WRONG_SETTINGS), (HeldError, HELD), (ChannelError, NO_CHANNEL))
    return next((status for kind, status in kinds if isinstance(error, kind)), 1)


def as_command(arguments: Sequence[str]) -> list[str]:
    """The arguments, with `ask` in front of a question that was typed without it.

    One plain word that is no command is a slip, and told; so is a slip in front of a question.
    """
    words = [each for each in arguments if not each.startswith("-")]
    if not words or words[0] in _COMMANDS:
        return [*arguments]
    is_question = len(words) > 1 or not re.fullmatch(r"[a-z-]+", words[0])
    if get_close_matches(words[0], _COMMANDS) or not is_question:
        return [*arguments]
    options = [each for each in arguments if each.startswith("-")]
    return ["ask", *options, "--", " ".join(words)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.set_defaults(run=_run)
    told = f"guidance-lookup {program_version()}"
    parser.add_argument("--version", action="version", version=told)
    commands = parser.add_subparsers(metavar="COMMAND")
    command = commands.add_parser("ask", help="answer one question; the word may be left out")
    command.add_argument("question")
    command.add_argument("--json", action="store_true", help="the answer as JSON")
    command.set_defaults(run=_ask)
    commands.add_parser("chat", help="a conversation in the terminal").set_defaults(run=_chat)
    told = "a link to the admin pages, for thirty minutes"
    commands.add_parser("admin", help=told).set_defaults(run=_admin)
    command = commands.add_parser("reload", help="read the documents folder again")
    command.add_argument("--yes", action="store_true", help="also if there are far fewer plans")
    command.set_defaults(run=_reload)
    command = commands.add_parser("invite", help="a code that admits one person, for ten minutes")
    command.add_argument("--admin", action="store_true", help="as an admin")
    command.set_defaults(run=_invite)
    command = commands.add_parser("grant", help="access to a Zalo Official Account, by its admin")
    command.add_argument("--redirect", required=True, metavar="URL", help="as set at Zalo")
    command.set_defaults(run=_grant)
    command = commands.add_parser("add", help="files put in force beside the others")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    told = "also if questions that an admin has judged are answered worse"
    command.add_argument("--yes", action="store_true", help=told)
    command.set_defaults(run=_add)
    for name, run, told in (
        ("backup", _backup, "all that must be kept in one new file, also while the bot runs"),
        ("restore", _restore, "a backup onto a machine where there is nothing yet"),
    ):
        command = commands.add_parser(name, help=told)
        command.add_argument("file", type=Path)
        command.set_defaults(run=run)
    command = commands.add_parser(
        "doctor", help="check settings, library, disk and channels; exits with 1 on any fault"
    )
    command.add_argument("--json", action="store_true", help="the checks as one JSON object")
    command.set_defaults(run=_doctor)
    return parser


def _on_build() -> None:
    if sys.stderr.isatty():
        print(wording.BUILDING, file=sys.stderr)


def _ask(parsed: argparse.Namespace, settings: Settings) -> int:
    with open_library(settings, on_build=_on_build) as library:
        answer = answerer_of(library, settings).answer(parsed.question)
        if parsed.json:
            print(
                json.dumps(
                    answer_row(parsed.question, answer, library), ensure_ascii=False, indent=1
                )
            )
        else:
            print(render(answer))
    return 0


def _run(_: argparse.Namespace, settings: Settings) -> int:
    # The platforms' libraries take long to load, and `ask` needs none of them.
    from bot.serve import serve

    configure(settings.secrets, settings.log_level)
    alone = not settings.platforms
    tell = partial(_tell_address, settings) if alone else None
    asyncio.run(serve(settings, on_listening=tell))
    return 0


def _tell_address(settings: Settings, host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    print(wording_page.OPENED.format(address=f"http://{shown}:{port}/"), flush=True)
    if sys.stdout.isatty():
        # Seen by whoever started the program, and kept in no log.
        print(_link_to_admin_pages(settings), flush=True)


def _reload(parsed: argparse.Namespace, settings: Settings) -> int:
    report = reload_library(settings, insist=parsed.yes)
    print(report.told())
    if report.published:
        with closing(State(settings.data / "state.db")) as state:
            state.audit.record(None, Deed.RELOADED, report.counts(), time.time())
    return 1 if report.needs_yes else 0


def _invite(parsed: argparse.Namespace, settings: Settings) -> int:
    role = Role.ADMIN if parsed.admin else Role.READER
    called, now = wording.ROLES[role.value], time.time()
    with closing(State(settings.data / "state.db")) as state:
        code = invite(state, role, now)
        state.audit.record(None, Deed.INVITED, called, now)
    print(wording.INVITATION.format(role=called, code=code))
    return 0


def _admin(_: argparse.Namespace, settings: Settings) -> int:
    print(_link_to_admin_pages(settings))
    return 0


def _link_to_admin_pages(settings: Settings) -> str:
    address = address_of(settings)
    with closing(State(settings.data / "state.db")) as state:
        secret = new_link(state, OPERATOR, time.time())
    return wording_admin.LINK_AT_MACHINE.format(url=link_url(address, secret))


def _grant(parsed: argparse.Namespace, settings: Settings) -> int:
    if settings.zalo_oa is None:
        raise SettingsError(wording.OA_NOT_SET)
    from bot.channels.zalo_oa.permit import ask_for_grant

    asyncio.run(ask_for_grant(settings.zalo_oa, parsed.redirect, input))
    print(wording.OA_GRANTED.format(path=settings.zalo_oa.grant))
    return 0


def _add(parsed: argparse.Namespace, settings: Settings) -> int:
    failed = False
    for file in parsed.files:
        try:
            for told in add_file(settings, file, insist=parsed.yes):
                print(told)
        except (SearchError, KnowledgeError, BotError) as error:
            failed = True
            print(f"{file}: {error}", file=sys.stderr)
    return 1 if failed else 0


def _backup(parsed: argparse.Namespace, settings: Settings) -> int:
    manifest = back_up(settings, parsed.file)
    megabytes = -(-parsed.file.stat().st_size // 1024**2)
    files = len(manifest.entries)
    told = wording_upkeep.BACKUP_MADE
    print(told.format(path=parsed.file, files=files, megabytes=megabytes))
    return 0


def _restore(parsed: argparse.Namespace, settings: Settings) -> int:
    print(restore(settings, parsed.file).told())
    return 0


def _doctor(parsed: argparse.Namespace, settings: Settings) -> int:
    checks = examine(settings)
    good = all(check.good for check in checks)
    if parsed.json:
        rows = [{"name": each.name, "ok": each.good, "text": each.text} for each in checks]
        found = {
            "ok": good,
            "running": is_running(settings),
            "version": program_version(),
            "checks": rows,
        }
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for check in checks:
            print(check.told())
    return 0 if good else 1


def _chat(_: argparse.Namespace, settings: Settings) -> int:
    with open_library(settings, on_build=_on_build) as library:
        chat(answerer_of(library, settings), input, print)
    return 0


if __name__ == "__main__":
    status = main()
    # All is written and closed: what is left in memory is not worth seconds of looking through it.
    gc.freeze()
    sys.exit(status)
