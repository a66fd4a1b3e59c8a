"""Bots in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def start():
    """Starts a bot in a process of its own, which ends with the test at the latest."""
    started = []

    def start(environ, **pipes):
        process = subprocess.Popen(
            [sys.executable, "-m", "bot"],
            env={**os.environ, **environ},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            **{"stderr": subprocess.DEVNULL, **pipes},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
