"""Tests of `python -m bot doctor`."""

import json
import socket

from bot.__main__ import main
from bot.settings import Settings
from bot.upkeep.doctor import examine


def lines(environ):
    """The check lines by name."""
    return {check.name: check for check in examine(Settings.from_env(environ))}


def test_all_is_well(telegram, environ):
    """Each line says ok where everything is as it must be."""
    checks = lines(environ)

    assert all(check.good for check in checks.values())
    assert "5 văn bản" in checks["kho"].text and checks["Telegram"].text == "@tra_cuu_bot"
    assert checks["kho"].told().startswith("ok")


def test_a_wrong_token_is_named_without_showing_it(telegram, environ):
    """A token that Telegram refuses is told apart from an unreachable server."""
    wrong = lines({**environ, "TELEGRAM_TOKEN": "99999:wrong-token-of-tests"})["Telegram"]
    away = lines({**environ, "TELEGRAM_API_URL": "http://127.0.0.1:9"})["Telegram"]

    assert not wrong.good and "TELEGRAM_TOKEN" in wrong.text
    assert not away.good and "127.0.0.1:9" in away.text and "TELEGRAM_PROXY" in away.text
    assert "wrong-token" not in wrong.text and environ["TELEGRAM_TOKEN"] not in away.text


def test_the_zalo_token_and_what_may_be_sent(zalo_bot, zalo_bot_environ):
    """The account of the token and the month's messages; a wrong token is not shown."""
    checks = lines(zalo_bot_environ)
    wrong = lines({**zalo_bot_environ, "ZALO_BOT_TOKEN": "99999:wrong-token-of-tests"})["Zalo bot"]
    away = lines({**zalo_bot_environ, "ZALO_BOT_API_URL": "http://127.0.0.1:9"})["Zalo bot"]
    zalo_bot.webhook = {"url": "https://other.example", "secret_token": "x" * 8}

    assert all(check.good for check in checks.values()) and "webhook" not in checks
    assert checks["Zalo bot"].text == "bot.VDKyGxQvc"
    assert "0/3.000 tin" in checks["hạn mức"].text
    assert "webhook" in lines(zalo_bot_environ)
    assert not wrong.good and "ZALO_BOT_TOKEN" in wrong.text
    assert not away.good and "127.0.0.1:9" in away.text and "ZALO_BOT_API_URL" in away.text
    assert "wrong-token" not in wrong.text


def test_what_is_missing_comes_with_a_way_out(environ):
    """No admin, a taken port and a dead proxy each say what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        more = {
            "ACCESS": "closed",
            "ADMINS": "",
            "HTTP_PORT": str(taken.getsockname()[1]),
            "TELEGRAM_PROXY": "http://me:password@127.0.0.1:9",
        }
        checks = lines({**environ, **more})

    assert "invite --admin" in checks["quyền"].text and not checks["quyền"].good
    assert "HTTP_PORT" in checks["cổng"].text and not checks["cổng"].good
    assert not checks["proxy Telegram"].good
    assert "password" not in checks["proxy Telegram"].text


def test_a_terminal_alone_needs_no_admin(any_environ):
    """Nobody is asked who they are there."""
    checks = lines({**any_environ, "ACCESS": "closed"})

    assert "quyền" not in checks and all(check.good for check in checks.values())


def test_what_a_doctor_found_is_told_to_programs(any_environ, monkeypatch, tmp_path, capsys):
    """As one JSON object, with the exit status that says the same."""
    monkeypatch.chdir(tmp_path)
    for name, value in any_environ.items():
        monkeypatch.setenv(name, value)

    assert main(["doctor", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] and not found["running"] and found["version"]
    assert {"name", "ok", "text"} == found["checks"][0].keys()
