"""Tests of work in a process of its own."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from bot.delivery.errand import (
    ProcessLostError,
    heard_from_other_process,
    in_other_process,
)
from bot.errors import StateError


def refuse():
    """A job that fails."""
    raise StateError("hỏng")


def count(tell):
    """A job that says how far it is."""
    for number in range(3):
        tell(number)
    return "xong"


def note_and_sleep(file):
    """A job that says which process it is and does not end."""
    Path(file).write_text(str(os.getpid()))
    time.sleep(60)


def interrupted():
    """A job in a terminal where somebody presses Ctrl+C."""
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.1)
    return "xong"


def lives(pid):
    """Whether a process is there and at work."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
    except OSError:
        return False


def wait_for(condition, seconds=60.0):
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_what_is_said_on_the_way_is_heard():
    """In its order, and before the result."""
    heard = []

    assert asyncio.run(heard_from_other_process(count, heard.append)) == "xong"
    assert heard == [0, 1, 2]


def test_the_result_or_the_error_comes_back():
    """Another process, the same outcome."""
    assert asyncio.run(in_other_process(os.getpid)) != os.getpid()
    with pytest.raises(StateError, match="hỏng"):
        asyncio.run(in_other_process(refuse))
    with pytest.raises(ProcessLostError):
        asyncio.run(in_other_process(partial(os._exit, 3)))


def test_an_interrupt_is_for_the_program_alone():
    """What its job was about is not taken for what has broken it."""
    assert asyncio.run(in_other_process(interrupted)) == "xong"


def test_nobody_waits_for_a_job_that_is_given_up(tmp_path):
    """A stop cancels it, and its process is gone at once."""
    file = tmp_path / "pid"

    async def give_up():
        task = asyncio.create_task(in_other_process(partial(note_and_sleep, file)))
        while not file.exists() or not file.read_text():
            await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(give_up())
    wait_for(lambda: not lives(file.read_text()))


def test_a_killed_program_leaves_no_job(tmp_path):
    """The job ends with the program that wanted it."""
    file = tmp_path / "pid"
    code = (
        "import asyncio, functools, bot.delivery.errand, test_errand\n"
        "if __name__ == '__main__':\n"
        f"    job = functools.partial(test_errand.note_and_sleep, {str(file)!r})\n"
        "    asyncio.run(bot.delivery.errand.in_other_process(job))\n"
    )
    script = tmp_path / "program.py"
    script.write_text(code)
    path = os.pathsep.join([str(Path(__file__).parents[3]), str(Path(__file__).parent)])
    program = subprocess.Popen([sys.executable, script], env={**os.environ, "PYTHONPATH": path})
    wait_for(lambda: file.exists() and file.read_text())
    program.send_signal(signal.SIGKILL)
    program.wait()
    wait_for(lambda: not lives(file.read_text()))
