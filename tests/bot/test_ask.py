"""`python -m bot`: one question, a conversation in the terminal, and the cache they read."""

import contextlib
import io
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot.__main__ import as_command, main
from bot.page.front import USUAL_PORT
from bot.settings import Settings
from index.answer.answer import Status

ROOT = Path(__file__).parents[2]
ASKED = "ai chủ trì nhiệm vụ 3.2 KH 61"
LEADS = "Chủ trì: Sở Văn hóa, Thể thao và Du lịch"


@pytest.fixture
def settings(cache, tmp_path, monkeypatch) -> Path:
    """An empty folder to stand in, no settings but the cache; the folder of the cached library."""
    for name in [*os.environ]:
        if name in ("LIBRARY", "DOCUMENTS", "DATA") or name.startswith(("TELEGRAM_", "HTTP_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.chdir(tmp_path)
    return Settings.from_env({"XDG_CACHE_HOME": str(cache)}).cache


@pytest.fixture
def talk(settings, monkeypatch, capsys):
    """Types lines into `python -m bot chat` and gives the reply to each."""

    def chat(*lines: str) -> list[str]:
        typed = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
        assert main(["chat"]) == 0
        replies = capsys.readouterr().out.split("\n> ")
        assert len(replies) == len(lines) + 2 and "Chào anh/chị" in replies[-1]
        return replies[1:-1]

    return chat


def test_ask_shows_statement_quotation_and_place(settings, capsys):
    """The first line answers, a quotation proves it, the last line says where it stands."""
    assert main(["ask", ASKED]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()

    assert printed.err == ""
    assert lines[0] == LEADS
    # Its field lines each stand on a line.
    opening = next(n for n, line in enumerate(lines) if line.startswith("“"))
    assert any(line.endswith("”") for line in lines[opening:])
    assert any(line.startswith("Mục II.3.2, Kế hoạch số 61/KH-UBND") for line in lines)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (ASKED, "found"),
        ("giá vàng hôm nay bao nhiêu", None),
        ("xin chào", "small_talk"),
        ("", "help"),
    ],
)
def test_ask_as_json_is_the_row_of_the_interface(settings, capsys, question, status):
    """The object that `index answer` prints, for any question."""
    assert main(["ask", "--json", question]) == 0
    row = json.loads(capsys.readouterr().out)

    assert row["question"] == question and row["statement"]
    assert row["status"] in set(Status) and (status is None or row["status"] == status)
    assert {"understood_as", "citations", "hits"} <= row.keys()


@pytest.mark.parametrize("damage", ["cut", "overwritten", "emptied", "deleted"])
def test_a_damaged_cache_is_built_again(settings, capsys, damage):
    """Whatever happened to the cached library, the next question is answered."""
    assert main(["ask", ASKED]) == 0
    before = capsys.readouterr().out
    (file,) = settings.glob("shipped-*.db")
    data = file.read_bytes()
    if damage == "deleted":
        file.unlink()
    else:
        kept = {"cut": data[:5_000], "overwritten": b"xin chao" * 999, "emptied": b""}[damage]
        file.write_bytes(kept)

    assert main(["ask", ASKED]) == 0
    assert capsys.readouterr().out == before
    assert file.read_bytes() == data


def test_a_cache_that_takes_no_file_is_told(settings, tmp_path, monkeypatch, capsys):
    """One line that names the folder and the variable, exit 1."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    assert main(["ask", ASKED]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1
    assert str(tmp_path / "file") in printed.err and "XDG_CACHE_HOME" in printed.err


def test_a_library_that_is_set_is_not_replaced(settings, tmp_path, monkeypatch, capsys):
    """A damaged library that was named is told, and left as it is."""
    file = tmp_path / "library.db"
    file.write_bytes(b"xin chao" * 999)
    monkeypatch.setenv("LIBRARY", str(file))

    assert main(["ask", ASKED]) == 1
    assert "library.db" in capsys.readouterr().err
    assert file.read_bytes() == b"xin chao" * 999


def test_settings_of_the_folder_are_read(settings, tmp_path, capsys):
    """A .env file where the command is started counts, and a wrong line in it is told."""
    (tmp_path / ".env").write_text("LIBRARY=khong-co.db\n", encoding="utf-8")

    assert main(["ask", ASKED]) == 78
    assert "LIBRARY=khong-co.db" in capsys.readouterr().err
    (tmp_path / ".env").write_text("DATA='x\nLIBRARY=\n", encoding="utf-8")

    assert main(["ask", ASKED]) == 78
    assert ".env, dòng 1" in capsys.readouterr().err


def test_the_environment_wins_over_the_folder(settings, tmp_path, monkeypatch, capsys):
    """A variable of the environment replaces the one of the .env file."""
    (tmp_path / ".env").write_text("LIBRARY=khong-co.db\n", encoding="utf-8")
    monkeypatch.setenv("LIBRARY", "cung-khong.db")

    assert main(["ask", ASKED]) == 78
    assert "LIBRARY=cung-khong.db" in capsys.readouterr().err


def test_documents_of_the_office_replace_the_shipped(settings, tmp_path, monkeypatch, capsys):
    """With DOCUMENTS set, answers come from its plans alone."""
    plan = "KẾ HOẠCH\nTrồng cây năm 2024\n\nI. NỘI DUNG\n1. Sở Xây dựng chủ trì trồng cây.\n"
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "trong-cay.txt").write_text(plan, encoding="utf-8")
    monkeypatch.setenv("DOCUMENTS", str(tmp_path / "plans"))

    assert main(["ask", "--json", "ai chủ trì trồng cây"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert "Sở Xây dựng" in row["statement"]
    assert {hit["source_file"] for hit in row["hits"]} == {"trong-cay.txt"}


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["ai chủ trì"], ["ask", "--", "ai chủ trì"]),
        (["--json", "kinh phi KH 61"], ["ask", "--json", "--", "kinh phi KH 61"]),
        (["kinh", "phí", "KH", "61"], ["ask", "--", "kinh phí KH 61"]),
        (["KH61"], ["ask", "--", "KH61"]),
        ([""], ["ask", "--", ""]),
        (["ask", "ai chủ trì"], ["ask", "ai chủ trì"]),
        (["docter", "--json"], ["docter", "--json"]),
        (["aks", "ai chủ trì"], ["aks", "ai chủ trì"]),
        (["frob"], ["frob"]),
        (["--version"], ["--version"]),
        ([], []),
    ],
)
def test_a_question_needs_no_command(arguments, meant):
    """A slip in a command is no question."""
    assert as_command(arguments) == meant


def test_a_question_without_a_command_is_answered(settings, capsys):
    """As `ask` does."""
    assert main([ASKED]) == 0
    assert capsys.readouterr().out.startswith(LEADS)


def test_the_version_is_told(capsys):
    """Of what is installed."""
    with pytest.raises(SystemExit) as raised:
        main(["--version"])

    assert raised.value.code == 0
    assert capsys.readouterr().out.startswith("guidance-lookup ")


@pytest.mark.parametrize("command", [[], ["invite"], ["reload"], ["doctor"]])
def test_a_data_folder_that_takes_no_file_is_told(settings, tmp_path, monkeypatch, capsys, command):
    """One line that names the place, no traceback, exit 1."""
    (tmp_path / "file").touch()
    (tmp_path / "plans").mkdir()
    monkeypatch.setenv("DATA", str(tmp_path / "file" / "data"))
    monkeypatch.setenv("DOCUMENTS", str(tmp_path / "plans"))
    monkeypatch.setenv("TELEGRAM_TOKEN", "123456:TEST-token-of-the-tests")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")

    assert main(command) == 1
    printed = capsys.readouterr()
    assert str(tmp_path / "file") in printed.err + printed.out
    assert command == ["doctor"] or printed.err.count("\n") == 1


def test_a_misspelt_setting_of_the_folder_is_told(settings, tmp_path, capsys):
    """It stops the program; a name that is like none is remarked."""
    (tmp_path / ".env").write_text("TELEGRAM_TOKN=1\n", encoding="utf-8")
    assert main(["ask", ASKED]) == 78
    assert "TELEGRAM_TOKN (có phải TELEGRAM_TOKEN?)" in capsys.readouterr().err

    (tmp_path / ".env").write_text("TZ=Asia/Ho_Chi_Minh\n", encoding="utf-8")
    assert main(["ask", ASKED]) == 0
    printed = capsys.readouterr()
    assert "bỏ qua TZ" in printed.err and printed.out.startswith(LEADS)


@pytest.mark.parametrize("arguments", [["ask"], ["frob"], ["ask", "a", "b"], ["chat", "x"]])
def test_wrong_usage_exits_with_two(arguments, capsys):
    """Wrong arguments print the usage and exit with 2."""
    with pytest.raises(SystemExit) as raised:
        main(arguments)

    assert raised.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err


def test_chat_follows_up(talk):
    """A question that names no plan or part leans on the one before it."""
    first, partners, other = talk(ASKED, "ai phối hợp", "còn 4.1 thì sao")

    assert first.startswith(LEADS) and "Mục II.3.2, Kế hoạch số 61/" in first
    assert partners.startswith("Phối hợp: Sở Thông tin và Truyền thông")
    assert "Mục II.3.2, Kế hoạch số 61/" in partners and "Mục II.4.1, Kế hoạch số 61/" in other


def test_chat_takes_a_number_for_a_choice(talk):
    """A number picks what was shown under it; one that was not shown is told."""
    first, full, beyond = talk(ASKED, "1", "99")

    assert "1. Toàn văn mục" in first
    assert full.startswith("│ 3.2. Đẩy mạnh") and "Mục II.3.2, Kế hoạch số 61/" in full
    assert "99" in beyond


def test_chat_survives_whatever_is_typed(talk):
    """Blank lines, marks, commands that are none and endless lines each get a reply."""
    typed = ["", " ", "?", "/", "/khongco", "0", "-1", "٣", "1" * 30, "x" * 20_000, "'; --", '"*"']

    assert all(reply.strip() for reply in talk(*typed))


def test_without_a_channel_a_page_is_opened(settings, cache, tmp_path):
    """`python -m bot` alone says where; it answers there, also where the usual port is taken."""
    with socket.socket() as taken:
        # Somebody else's test may hold it already.
        with contextlib.suppress(OSError):
            taken.bind(("127.0.0.1", USUAL_PORT))
        running = subprocess.Popen(
            [sys.executable, "-m", "bot"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "ENCODER": "none"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        try:
            told = running.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", told)[0]
            own = {"Sec-Fetch-Site": "same-origin", "X-Piece": "1"}
            answer = httpx.post(f"{address}hoi", data={"q": ASKED}, headers=own, timeout=60)
        finally:
            running.terminate()
            running.wait(30)
            running.stdout.close()

    assert LEADS in answer.text and f":{USUAL_PORT}/" not in address
    assert running.returncode == 0


def test_ask_runs_from_any_folder(settings, tmp_path):
    """As a process of its own, in another folder, with nothing but the packages."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", ASKED],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        timeout=60,
        encoding="utf-8",
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(LEADS)
