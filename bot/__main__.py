"""`python -m bot`: ask one question, or chat in the terminal."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence

from bot import wording
from bot.channels.terminal import chat
from bot.render import render
from bot.settings import Settings, SettingsError
from bot.shelf import open_library
from index.answerer import Answerer
from index.errors import SearchError
from index.interface import answer_row
from knowledge.errors import KnowledgeError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 for an error, 2 for wrong usage."""
    parsed = _parser().parse_args(arguments)
    try:
        settings = Settings.from_env(os.environ)
        run: Callable[[argparse.Namespace, Settings], int] = parsed.run
        return run(parsed, settings)
    except (SearchError, KnowledgeError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("ask", help="answer one question")
    command.add_argument("question")
    command.add_argument("--json", action="store_true", help="the answer as JSON")
    command.set_defaults(run=_ask)
    command = commands.add_parser("chat", help="a conversation in the terminal")
    command.set_defaults(run=_chat)
    return parser


def _on_build() -> None:
    if sys.stderr.isatty():
        print(wording.BUILDING, file=sys.stderr)


def _ask(parsed: argparse.Namespace, settings: Settings) -> int:
    with open_library(settings, on_build=_on_build) as library:
        answer = Answerer(library).answer(parsed.question)
        if parsed.json:
            print(
                json.dumps(
                    answer_row(parsed.question, answer, library), ensure_ascii=False, indent=1
                )
            )
        else:
            print(render(answer))
    return 0


def _chat(_: argparse.Namespace, settings: Settings) -> int:
    with open_library(settings, on_build=_on_build) as library:
        chat(Answerer(library), input, print)
    return 0


if __name__ == "__main__":
    sys.exit(main())
