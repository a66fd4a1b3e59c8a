"""Where the pages of the running program are reached, for commands beside it."""

from pathlib import Path

from bot.environment.variables import SettingsError
from bot.errors import StateError
from bot.settings import Settings
from bot.wording import admin_page as wording_admin
from bot.wording import general as wording
from index.library.durable import open_private

# What a server listens at that is called by any address of the machine.
_ANY = ("0.0.0.0", "::")


def _file(data: Path) -> Path:
    return data / "page.port"


def note_port(data: Path, port: int) -> None:
    """Note the port of the pages, which may be any where the usual one is taken.

    Raises:
        StateError: The file cannot be written.
    """
    path = _file(data)
    try:
        with open_private(path) as file:
            file.write(f"{port}\n".encode())
    except OSError as error:
        told = wording.UNWRITABLE.format(path=path, reason=error.strerror)
        raise StateError(told) from error


def address_of(settings: Settings) -> str:
    """Where the pages are reached: the public address, else the machine itself.

    Raises:
        SettingsError: No port is set, or the program, which would choose one, has not run yet.
    """
    if settings.public_url is not None:
        return settings.public_url
    port = settings.http_port
    if port is None and not settings.platforms:
        try:
            port = int(_file(settings.data).read_text(encoding="ascii"))
        except (OSError, ValueError) as error:
            raise SettingsError(wording_admin.NOT_STARTED) from error
    if port is None:
        raise SettingsError(wording_admin.NO_PORT)
    host = settings.http_host
    if host in _ANY:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
