"""Tests of the settings and their example file."""

import re
from pathlib import Path

import pytest

from bot.environment.env_file import check_names, read_env_file
from bot.environment.variables import SettingsError
from bot.settings import NAMES, Settings

ROOT = Path(__file__).parents[2]
TOKEN = "123456:TEST-token-of-the-tests"


def test_the_example_names_every_variable():
    """Each variable that is read has a line in .env.example, and no other has."""
    files = (ROOT / "bot" / "settings.py", ROOT / "bot" / "environment" / "platforms.py")
    source = "".join(file.read_text(encoding="utf-8") for file in files)
    read = set(re.findall(r'read\.\w+\(\s*"([A-Z_]+)"', source))
    example = set(read_env_file(ROOT / ".env.example"))

    assert read == NAMES
    assert example == {name for name in read if not name.startswith("XDG_")}


def test_the_example_is_valid():
    """The example as it stands gives the defaults."""
    example = Settings.from_env(read_env_file(ROOT / ".env.example"))

    assert example == Settings.from_env({})
    assert example.telegram is None and not example.open_access


def test_every_mistake_is_named():
    """One error names all that is wrong."""
    environ = {
        "ACCESS": "everyone",
        "HTTP_PORT": "99999",
        "RETENTION_DAYS": "0",
        "ADMINS": "12345",
        "DOCUMENTS": "/no/such/folder",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_PROXY": "proxy",
        "TELEGRAM_WEBHOOK_URL": "http://x",
        "ZALO_BOT_TOKEN": "secret value",
        "ZALO_BOT_WEBHOOK_URL": "http://x",
        "ZALO_BOT_QUOTA": "many",
    }
    with pytest.raises(SettingsError) as raised:
        Settings.from_env(environ)

    for name in ("ACCESS", "HTTP_PORT", "RETENTION_DAYS", "ADMINS", "DOCUMENTS"):
        assert name in str(raised.value)
    for name in ("PROXY", "WEBHOOK_URL", "WEBHOOK_SECRET"):
        assert f"TELEGRAM_{name}" in str(raised.value)
    for name in ("TOKEN", "QUOTA", "WEBHOOK_URL", "WEBHOOK_SECRET"):
        assert f"ZALO_BOT_{name}" in str(raised.value)
    assert TOKEN not in str(raised.value)


def test_a_language_model_is_set_whole():
    """Each mistake about it is named, the key is shown nowhere, and without address it is off."""
    mistakes = {"READER_TIMEOUT": "0", "READER_RESTRICTED": "maybe", "READER_KEY": "kín đáo"}
    with pytest.raises(SettingsError) as raised:
        Settings.from_env({"READER_URL": "http://me:pass@model/v1", **mistakes})
    for name in ("READER_URL", "READER_MODEL", *mistakes):
        assert name in str(raised.value)
    assert "kín đáo" not in str(raised.value) and "pass@" not in str(raised.value)

    environ = {"READER_URL": "http://[::1]:8000/v1/", "READER_MODEL": "qwen", "READER_KEY": "sk-me"}
    settings = Settings.from_env(environ)
    assert settings.reader.url == "http://[::1]:8000/v1" and settings.reader.timeout == 8.0
    assert not settings.reader.restricted
    assert settings.secrets == ("sk-me",) and "sk-me" not in repr(settings)
    assert settings.without_channels().reader is None
    assert Settings.from_env({"READER_MODEL": "qwen"}).reader is None


def test_secrets_are_not_shown():
    """Neither the token nor a proxy's password is in the repr of the settings."""
    environ = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_PROXY": "http://me:pass@proxy:3128"}
    settings = Settings.from_env(environ)

    assert TOKEN not in repr(settings) and "pass" not in repr(settings)
    assert settings.telegram.token.reveal() == TOKEN


def test_a_malformed_token_is_not_repeated():
    """A token with a typing error is a secret, too."""
    with pytest.raises(SettingsError) as raised:
        Settings.from_env({"TELEGRAM_TOKEN": "secret value"})
    assert "secret value" not in str(raised.value)


def test_env_files_are_read_as_people_write_them(tmp_path):
    """Remarks, quotes, blanks, `export` and a byte-order mark are understood."""
    file = tmp_path / ".env"
    file.write_text("\ufeff# x=1\nexport A = 'b c'\n\nB=\"d=e\"\nnothing\n", encoding="utf-8")

    assert read_env_file(file) == {"A": "b c", "B": "d=e"}
    assert read_env_file(tmp_path / "missing") == {}
    file.write_text("A=1\n", encoding="utf-16")
    with pytest.raises(SettingsError, match="UTF-8"):
        read_env_file(file)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=1 # mine", "1"),
        ("A= # nothing yet", ""),
        ("A=a#b", "a#b"),
        ("A='1 # mine' # yours", "1 # mine"),
        ("A=socks5://me:p$HOME${X}@host", "socks5://me:p$HOME${X}@host"),
        (r"A=C:\new folder\plans", r"C:\new folder\plans"),
        (r"A='C:\new folder\plans'", r"C:\new folder\plans"),
        ("A=it's", "it's"),
        ("A=0\r\nA=1\r", "1"),
    ],
)
def test_a_value_of_an_env_file(tmp_path, line, value):
    """Remarks behind a value are none of it; a dollar sign and a backslash stand for themselves."""
    file = tmp_path / ".env"
    file.write_bytes(f"{line}\n".encode())

    assert read_env_file(file) == {"A": value}


def test_lines_that_cannot_be_read_are_named(tmp_path):
    """Each wrong line of an .env file is named by its number, without what stands in it."""
    file = tmp_path / ".env"
    file.write_text("A=1\n\n  \nB='secret\n# C\nD E=secret\nF=2\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=r"\.env, dòng 4, 6: ") as raised:
        read_env_file(file)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("TELEGRAM_TOKN", "TELEGRAM_TOKEN"),
        ("TELEGRAM_BOT_TOKEN", "TELEGRAM_TOKEN"),
        ("telegram_token", "TELEGRAM_TOKEN"),
        ("ADMIN", "ADMINS"),
        ("HTTP_PRT", "HTTP_PORT"),
        ("ZALO_TOKEN", "ZALO_BOT_TOKEN"),
        ("DOCUMENT", "DOCUMENTS"),
    ],
)
def test_a_misspelt_setting_is_named(name, meant):
    """With what is meant; nothing begins as if it were not there."""
    with pytest.raises(SettingsError, match=rf"\.env: .*{name} \(có phải {meant}\?\)"):
        check_names(Path(".env"), ["LIBRARY", name], NAMES)


def test_settings_of_other_programs_are_remarked():
    """They may share the file; a long one may be a value that slipped before its name."""
    assert check_names(Path(".env"), NAMES, NAMES) is None
    told = check_names(Path(".env"), ["TZ", "HTTP_PROXY", "DATABASE_URL", "x" * 99], NAMES)

    assert "TZ, HTTP_PROXY, DATABASE_URL" in told and "x" * 41 not in told


def test_an_official_account_needs_its_secrets_and_a_port():
    """Each missing variable is named; none of the secrets is shown."""
    with pytest.raises(SettingsError) as raised:
        Settings.from_env({"ZALO_OA_APP_ID": "12 3"})
    for name in ("ZALO_OA_APP_ID", "ZALO_OA_APP_SECRET", "ZALO_OA_SECRET", "HTTP_PORT"):
        assert name in str(raised.value)

    names = {"ZALO_OA_APP_SECRET": "app-secret", "ZALO_OA_SECRET": "oa-secret"}
    settings = Settings.from_env({"ZALO_OA_APP_ID": "12", "HTTP_PORT": "8", "DATA": "/d", **names})
    assert "app-secret" not in repr(settings) and "oa-secret" not in repr(settings)
    assert set(settings.secrets) == {"app-secret", "oa-secret"}
    assert settings.zalo_oa.grant == Path("/d/zalo-oa.json")
    assert settings.without_channels().zalo_oa is None


def test_the_log_level_is_one_of_four():
    """Info where none is said; another word is named."""
    assert Settings.from_env({}).log_level == 20
    assert Settings.from_env({"LOG_LEVEL": "WARNING"}).log_level == 30
    with pytest.raises(SettingsError, match="LOG_LEVEL=loud"):
        Settings.from_env({"LOG_LEVEL": "loud"})


def test_proxies_on_other_machines_are_named_one_by_one():
    """Addresses and networks; whoever calls is not a proxy for that."""
    read = Settings.from_env({"TRUSTED_PROXIES": "10.0.0.5, 10.1.0.0/16 ::5"})
    assert read.trusted_proxies == ("10.0.0.5/32", "10.1.0.0/16", "::5/128")
    for wrong in ("proxy.vn", "10.0.0.5:80", "0.0.0.0/0", "*"):
        with pytest.raises(SettingsError, match="TRUSTED_PROXIES"):
            Settings.from_env({"TRUSTED_PROXIES": wrong})


@pytest.mark.parametrize(
    "url",
    ["http://x.vn", "https://x.vn/a", "https://a:b@x.vn", "x.vn", "https://", "https://x.vn?q"],
)
def test_the_public_address_is_an_https_address_alone(url):
    """Without a path, a password or a query; and it needs a port."""
    for environ in ({"PUBLIC_URL": url, "HTTP_PORT": "1"}, {"PUBLIC_URL": "https://x.vn"}):
        with pytest.raises(SettingsError, match="PUBLIC_URL"):
            Settings.from_env(environ)
    good = Settings.from_env({"PUBLIC_URL": "https://x.vn:8443/", "HTTP_PORT": "1"})
    assert good.public_url == "https://x.vn:8443"
