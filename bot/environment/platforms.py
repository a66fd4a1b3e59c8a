"""How each platform is reached."""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.environment.variables import Secret, Variables

# The variables that are read here.
NAMES = (
    *("TELEGRAM_TOKEN", "TELEGRAM_API_URL", "TELEGRAM_PROXY"),
    *("TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET"),
    *("ZALO_BOT_TOKEN", "ZALO_BOT_API_URL", "ZALO_BOT_QUOTA"),
    *("ZALO_BOT_WEBHOOK_URL", "ZALO_BOT_WEBHOOK_SECRET"),
    *("ZALO_OA_APP_ID", "ZALO_OA_APP_SECRET", "ZALO_OA_SECRET", "ZALO_OA_GRANT"),
    *("ZALO_OA_API_URL", "ZALO_OA_OAUTH_URL"),
)
# The file in DATA of the access that an Official Account has given.
GRANT = "zalo-oa.json"
# Any of the terms a proxy address may begin with.
_PROXY = re.compile(r"(https?|socks5h?)://\S+")


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


# Where a channel is set.
Platform = TelegramSettings | ZaloBotSettings | ZaloOaSettings


def read_telegram(read: Variables) -> TelegramSettings | None:
    """The settings of Telegram; None without a token."""
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


def read_zalo_bot(read: Variables) -> ZaloBotSettings | None:
    """The settings of the Zalo bot; None without a token."""
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


def read_zalo_oa(read: Variables, data: Path) -> ZaloOaSettings | None:
    """The settings of the Official Account; None without an application."""
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
        grant=read.path("ZALO_OA_GRANT") or data / GRANT,
        api_url=(read.text("ZALO_OA_API_URL") or "https://openapi.zalo.me").rstrip("/"),
        oauth_url=(read.text("ZALO_OA_OAUTH_URL") or "https://oauth.zaloapp.com").rstrip("/"),
    )


def _webhook(read: Variables, name: str, url: str | None, secret: str | None) -> Webhook | None:
    if url is None:
        return None
    if not url.startswith("https://"):
        read.wrong(f"{name}_URL: phải bắt đầu bằng https://")
    if not re.fullmatch(r"[\w-]{16,256}", secret or "", re.ASCII):
        read.wrong(f"{name}_SECRET: cần 16 đến 256 ký tự A-Z a-z 0-9 _ -")
    if read.text("HTTP_PORT") is None:
        read.wrong(f"HTTP_PORT: cần có để nhận {name}_URL")
    return Webhook(url=url.rstrip("/"), secret=Secret(secret or ""))
