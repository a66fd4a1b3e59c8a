"""`python -m bot doctor`: is everything as it must be, and if not, what to do."""

import shutil
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot import wording
from bot.errors import BotError
from bot.quota import Quotas
from bot.settings import Secret, Settings
from bot.shelf import generations_folder, open_library
from bot.state import State
from index.errors import SearchError
from index.generation import verify

# Bytes that should be free, and seconds that the clock may be wrong.
_FREE = 500 * 1024 * 1024
_CLOCK_OFF = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: What it is.
        good: It is as it must be.
        text: How it is, or what to do.
    """

    name: str
    good: bool
    text: str

    def told(self) -> str:
        """The line for the operator."""
        return f"{'ok ' if self.good else 'LỖI'}  {self.name}: {self.text}"


def examine(settings: Settings) -> tuple[Check, ...]:
    """All checks, those of the channels that are set among them."""
    checks: list[Check] = []
    looks: Sequence[Callable[[Settings], list[Check]]] = (
        _library,
        _state,
        _disk,
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
            told = wording.DOCTOR_LIBRARY.format(count=count, path=library.path)
            return [Check(name="kho", good=count > 0, text=told)]
    except SearchError as error:
        return [Check(name="kho", good=False, text=str(error))]


def _state(settings: Settings) -> list[Check]:
    try:
        State(settings.data / "state.db").close()
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


def _port(settings: Settings) -> list[Check]:
    if settings.http_port is None:
        return []
    address = f"{settings.http_host}:{settings.http_port}"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.http_host, settings.http_port))
        except OSError as error:
            told = wording.DOCTOR_PORT_TAKEN.format(address=address, reason=error.strerror)
            return [Check(name="cổng", good=False, text=told)]
    return [Check(name="cổng", good=True, text=wording.DOCTOR_PORT_FREE.format(address=address))]


def _access(settings: Settings) -> list[Check]:
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
        from bot.channels.telegram_check import check_telegram

        checks += check_telegram(settings.telegram)
    if settings.zalo_oa is not None:
        from bot.channels.zalo_oa_check import check_zalo_oa

        checks += check_zalo_oa(settings)
    if settings.zalo_bot is not None:
        from bot.channels.zalo_bot_check import check_zalo_bot

        checks += check_zalo_bot(settings.zalo_bot)
    if not checks:
        checks = [Check(name="kênh", good=True, text=wording.NO_TOKEN)]
    return checks


def check_clock(stated: str | None) -> Check:
    """Whether the clock agrees with the date that a platform's answer bears."""
    if not stated:
        return Check(name="đồng hồ", good=True, text=wording.DOCTOR_NO_DATE)
    off = time.time() - parsedate_to_datetime(stated).timestamp()
    told = wording.DOCTOR_CLOCK.format(seconds=round(abs(off)))
    return Check(name="đồng hồ", good=abs(off) <= _CLOCK_OFF, text=told)


def check_proxy(name: str, proxy: Secret) -> Check:
    """Whether somebody listens at a proxy's address; its password is not shown."""
    parts = urlsplit(proxy.reveal())
    address = f"{parts.hostname}:{parts.port}"
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 1080), timeout=5):
            return Check(name=name, good=True, text=address)
    except OSError as error:
        told = wording.DOCTOR_PROXY.format(address=address, reason=error)
        return Check(name=name, good=False, text=told)
