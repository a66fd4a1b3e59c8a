"""`python -m bot doctor`: is everything as it must be, and if not, what to do."""

import shutil
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx

from bot.channels.server import read_token
from bot.delivery.quota import Quotas
from bot.errors import BotError
from bot.library.opening import generations_folder, open_library
from bot.lock import is_held, running_lock
from bot.settings import Settings
from bot.state.state import State
from bot.upkeep.check import Check
from bot.upkeep.private import check_private
from bot.wording import general as wording
from index.answer.scoring.http_chooser import HttpChooser
from index.errors import ChooserError, SearchError
from index.library.generation import verify
from knowledge.readers.office import find_office
from knowledge.readers.scan.tesseract import missing_recogniser

# Seconds for the program's answer about itself.
_HEALTH_SECONDS = 15.0
# Bytes that should be free.
_FREE = 500 * 1024 * 1024


def examine(settings: Settings) -> tuple[Check, ...]:
    """All checks, those of the channels that are set among them."""
    checks: list[Check] = []
    looks: Sequence[Callable[[Settings], list[Check]]] = (
        _library,
        _running,
        _state,
        check_private,
        _disk,
        _programs,
        _reader,
        _port,
        _access,
        _channels,
        _quotas,
    )
    for look in looks:
        checks += look(settings)
    return tuple(checks)


def _library(settings: Settings) -> list[Check]:
    try:
        folder = generations_folder(settings)
        if folder is not None and folder.is_dir():
            verify(folder)
        with open_library(settings) as library:
            count = len(library.documents)
            told = wording.DOCTOR_LIBRARY if count else wording.DOCTOR_NO_PLANS
            told = told.format(count=count, path=library.path)
            return [Check(name="kho", good=count > 0, text=told)]
    except SearchError as error:
        return [Check(name="kho", good=False, text=str(error))]


def _state(settings: Settings) -> list[Check]:
    try:
        with closing(State(settings.data / "state.db")) as state:
            state.require_whole()
    except BotError as error:
        return [Check(name="trạng thái", good=False, text=str(error))]
    return [Check(name="trạng thái", good=True, text=str(settings.data / "state.db"))]


def _disk(settings: Settings) -> list[Check]:
    folder: Path = settings.data
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    told = wording.DOCTOR_DISK.format(megabytes=free // 1024**2)
    return [Check(name="đĩa", good=free >= _FREE, text=told)]


def _programs(_: Settings) -> list[Check]:
    """Which kinds of files cannot be read for want of a program; the others are, so no fault."""
    lacking = []
    if find_office() is None:
        lacking.append(wording.DOCTOR_NO_OFFICE)
    missing = missing_recogniser()
    if missing is not None:
        lacking.append(wording.DOCTOR_NO_RECOGNISER.format(packages=missing))
    if find_spec("pillow_heif") is None:
        lacking.append(wording.DOCTOR_NO_HEIC)
    told = " ".join(lacking) or wording.DOCTOR_PROGRAMS
    return [Check(name="đọc tệp", good=True, text=told)]


def _reader(settings: Settings) -> list[Check]:
    """Whether the language model answers, where one is set."""
    reader = settings.reader
    if reader is None:
        return []
    key = reader.key.reveal() if reader.key is not None else None
    try:
        HttpChooser(reader.url, reader.model, key, reader.timeout).probe()
    except ChooserError as error:
        return [Check(name="mô hình ngôn ngữ", good=False, text=str(error))]
    return [Check(name="mô hình ngôn ngữ", good=True, text=f"{reader.model} ({reader.url})")]


def _port(settings: Settings) -> list[Check]:
    if settings.http_port is None:
        return []
    address = f"{settings.http_host}:{settings.http_port}"
    if is_running(settings):
        return [_health(settings.http_host, settings.http_port, settings.data)]
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.http_host, settings.http_port))
        except OSError as error:
            told = wording.DOCTOR_PORT_TAKEN.format(address=address, reason=error.strerror)
            return [Check(name="cổng", good=False, text=told)]
    return [Check(name="cổng", good=True, text=wording.DOCTOR_PORT_FREE.format(address=address))]


def _health(host: str, port: int, data: Path) -> Check:
    """What the program that runs says of itself."""
    # Where it listens on every address, this machine's own is one.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/healthz"
    try:
        known = {"Authorization": f"Bearer {read_token(data).reveal()}"}
        answer = httpx.get(address, headers=known, timeout=_HEALTH_SECONDS, trust_env=False)
        told: dict[str, Any] = answer.json()
        reasons = [
            f"{wording.CHANNELS.get(name, name)}: {channel['reason']}"
            for name, channel in told["channels"].items()
            if not channel["reachable"]
        ] + told["troubles"]
    except BotError as error:
        return Check(name="cổng", good=False, text=str(error))
    except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
        said = wording.DOCTOR_SILENT.format(address=address, reason=type(error).__name__)
        return Check(name="cổng", good=False, text=said)
    if answer.is_success:
        return Check(name="cổng", good=True, text=wording.DOCTOR_HEALTHY.format(address=address))
    said = wording.DOCTOR_UNHEALTHY.format(address=address, reason="; ".join(reasons))
    return Check(name="cổng", good=False, text=said)


def _running(settings: Settings) -> list[Check]:
    """Whether the program runs; no fault if it does not: somebody may be about to start it."""
    if not is_running(settings):
        return []
    told = wording.DOCTOR_RUNNING.format(path=running_lock(settings.data))
    return [Check(name="chương trình", good=True, text=told)]


def is_running(settings: Settings) -> bool:
    """Whether a program with these settings answers on the channels."""
    return is_held(running_lock(settings.data))


def _access(settings: Settings) -> list[Check]:
    if not settings.platforms:  # Whoever sits at this terminal may ask.
        return []
    if settings.open_access:
        return [Check(name="quyền", good=True, text=wording.DOCTOR_OPEN)]
    try:
        state = State(settings.data / "state.db")
    except BotError:
        return []
    try:
        people = state.people.everyone()
    finally:
        state.close()
    admins = len(settings.admins) + sum(role == "admin" for _, role in people)
    told = wording.DOCTOR_PEOPLE.format(people=len(people), admins=admins)
    if not admins:
        told = wording.DOCTOR_NO_ADMIN
    return [Check(name="quyền", good=admins > 0, text=told)]


def _quotas(settings: Settings) -> list[Check]:
    if not settings.quotas:
        return []
    try:
        state = State(settings.data / "state.db")
    except BotError:
        return []
    try:
        usage = Quotas(settings.quotas).usage(state, time.time())
    finally:
        state.close()
    return [Check(name="hạn mức", good=not each.is_short, text=each.told()) for each in usage]


def _channels(settings: Settings) -> list[Check]:
    # The platforms' libraries are loaded only where a platform is set.
    checks = []
    if settings.telegram is not None:
        from bot.channels.telegram.check import check_telegram

        checks += check_telegram(settings.telegram)
    if settings.zalo_oa is not None:
        from bot.channels.zalo_oa.check import check_zalo_oa

        checks += check_zalo_oa(settings)
    if settings.zalo_bot is not None:
        from bot.channels.zalo_bot.check import check_zalo_bot

        checks += check_zalo_bot(settings.zalo_bot)
    if not checks:
        checks = [Check(name="kênh", good=True, text=wording.NO_TOKEN)]
    return checks
