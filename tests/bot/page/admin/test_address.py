"""Tests of where the command beside the program sends its operator."""

import pytest

from bot.__main__ import main
from bot.environment.variables import SettingsError
from bot.page.admin.address import address_of, note_port
from bot.settings import Settings


@pytest.mark.parametrize(
    ("more", "address"),
    [
        ({}, "http://127.0.0.1:40123"),
        ({"HTTP_PORT": "8080"}, "http://127.0.0.1:8080"),
        ({"HTTP_PORT": "8080", "HTTP_HOST": "0.0.0.0"}, "http://127.0.0.1:8080"),
        ({"HTTP_PORT": "8080", "HTTP_HOST": "::1"}, "http://[::1]:8080"),
        ({"HTTP_PORT": "8080", "PUBLIC_URL": "https://a.example.vn/"}, "https://a.example.vn"),
    ],
)
def test_the_address_is_that_of_the_settings_or_of_the_program(tmp_path, more, address):
    """The port that the program took stands in for one that is not set."""
    note_port(tmp_path, 40123)

    assert address_of(Settings.from_env({"DATA": str(tmp_path), **more})) == address


def test_without_pages_there_is_no_address(tmp_path):
    """And why is said."""
    with pytest.raises(SettingsError, match="python -m bot"):
        address_of(Settings.from_env({"DATA": str(tmp_path)}))
    with_telegram = {"DATA": str(tmp_path), "TELEGRAM_TOKEN": "123456:TEST-token_of-the-tests"}
    with pytest.raises(SettingsError, match="HTTP_PORT"):
        address_of(Settings.from_env(with_telegram))


def test_the_command_prints_a_link(tmp_path, monkeypatch, capsys):
    """Which the state knows."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA", str(tmp_path))
    monkeypatch.setenv("HTTP_PORT", "8080")

    assert main(["admin"]) == 0
    assert "http://127.0.0.1:8080/quanly/vao?k=" in capsys.readouterr().out
