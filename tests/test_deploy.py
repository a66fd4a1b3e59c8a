"""The systemd unit and the container file fit the program."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import CRASHED, HELD, NO_CHANNEL, WRONG_SETTINGS
from bot.settings import NAMES
from bot.wording import upkeep as wording_upkeep

ROOT = Path(__file__).parents[1]
UNIT = (ROOT / "deploy" / "guidance-lookup.service").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "van-hanh.vi.md").read_text(encoding="utf-8")
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_takes_the_unit(tmp_path):
    """Without a remark, where the program is in its place."""
    unit = tmp_path / "guidance-lookup.service"
    unit.write_text(UNIT.replace("/opt/guidance-lookup/bin/python", sys.executable))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, encoding="utf-8"
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_unit_starts_again_only_where_that_may_help():
    """The statuses that a start mends nothing of are those of the program."""
    (listed,) = re.findall(r"^RestartPreventExitStatus=(.+)$", UNIT, re.MULTILINE)

    assert {int(each) for each in listed.split()} == {NO_CHANNEL, HELD, WRONG_SETTINGS}


def test_both_set_what_there_is_to_set():
    """The names that they set are settings, or Python's own, or the clock's."""
    named = set(re.findall(r"^Environment=(\w+)=", UNIT, re.MULTILINE))
    (line,) = re.findall(r"^ENV (.+)$", CONTAINER, re.MULTILINE)
    named |= set(re.findall(r"(\w+)=", line))

    assert named - NAMES == {"PYTHONUTF8", "TZ"}


def test_what_the_container_copies_is_enough_to_install():
    """The files that the project's description names are not left out."""
    passed = (ROOT / ".dockerignore").read_text().split()

    assert ".env" in passed
    assert not {"README.md", "LICENSE", "requirements.lock", "pyproject.toml"} & set(passed)
    assert not {"bot", "index", "knowledge"} & set(passed)


def test_the_guide_shows_what_is_printed():
    """The reports of both commands, and a row for each exit status."""
    path = "/var/backups/guidance-lookup/kho-2026-11-24.zip"
    told = wording_upkeep.BACKUP_MADE.format(path=path, files=9, megabytes=1)
    assert f"```text\n{told}\n```" in GUIDE
    told = wording_upkeep.RESTORED.format(made="2026-11-24 08:15", files=9, count=6)
    assert f"```text\n{told}\n```" in GUIDE
    rows = re.findall(r"^\| (\d+) \|", GUIDE, re.MULTILINE)
    assert {int(row) for row in rows} == {NO_CHANNEL, HELD, WRONG_SETTINGS, CRASHED, 1}


def test_the_guide_names_what_is_there():
    """Its commands are those of the program, its paths those of the unit."""
    (run,) = re.findall(r"^ExecStart=(\S+)", UNIT, re.MULTILINE)
    assert run in GUIDE and "/etc/guidance-lookup" in UNIT
    named = re.findall(r"^Environment=(\w+=\S+)$", UNIT, re.MULTILINE)
    assert all(each in GUIDE for each in named)
