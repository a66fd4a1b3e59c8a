"""What a reader that has been taken over can do: nothing beyond its folder."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge.readers.wire import OFFICE

ROOT = Path(__file__).parents[3]
# A reader whose work is what a test says.
HOSTILE = """
import os, sys
from knowledge.readers import child

def operate(operation, data, name, arguments):
    exec(operation)
    return b"done"

child._operate = operate
child.main()
"""


def run(code, *arguments, limit=30.0, data=b"x"):
    """What the program of the sandbox prints when its reader runs `code`: head and result."""
    head = {"operation": code, "name": "a", "arguments": arguments, "limit": limit,
            "size": len(data)}  # fmt: skip
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", HOSTILE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environ,
    ) as program:
        program.stdin.write(json.dumps(head).encode() + b"\n" + data)
        program.stdin.flush()
        told = json.loads(program.stdout.readline())
        return told, program.stdout.read(told["size"])


def landlock():
    """Whether this kernel confines files."""
    import ctypes

    return ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1) > 0


def alive(mark):
    """Whether a process runs whose arguments hold a mark."""
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark.encode() in each.read_bytes():
                return True
        except OSError:
            continue
    return False


@pytest.mark.skipif(not landlock(), reason="this kernel has no Landlock")
@pytest.mark.parametrize("arguments", [(), (OFFICE,)], ids=["reader", "office"])
def test_no_other_file_is_read_or_written(tmp_path, arguments):
    """Secrets beside the bot are closed, by name and through /proc; its own folder is open.

    What LibreOffice opens is as confined; /tmp may be its own folder by another name.
    """
    secret = tmp_path / "token.json"
    secret.write_text("secret")
    told, _ = run(
        f"""
for path, mode in [({str(secret)!r}, "r"), ({str(tmp_path / "new")!r}, "w"),
                   ("/etc/shadow", "r"), ("/proc/1/environ", "rb"),
                   ({str(Path.home() / "left")!r}, "w"),
                   ("/proc/{os.getpid()}/environ", "rb")]:
    try:
        open(path, mode).read()
    except OSError:
        continue
    raise SystemExit(path)
open("here", "w").write("x")
""",
        *arguments,
    )

    assert told["code"] == 0, told
    assert sorted(p.name for p in tmp_path.iterdir()) == ["token.json"]


def test_what_is_started_does_not_outlive_the_reader():
    """Sessions of their own, orphans and all."""
    mark = f"left-{os.getpid()}-{time.monotonic_ns()}"
    told, _ = run(
        f"""
import subprocess
for n in range(5):
    subprocess.Popen(["sh", "-c", "sleep 60; : {mark}"], start_new_session=True)
"""
    )

    assert told["code"] == 0 and not alive(mark)


def test_time_and_output_are_bounded():
    """A reader that never ends is ended; one that prints without end is cut off."""
    began = time.monotonic()
    assert run("while True: pass", limit=1.0)[0]["code"] is None
    assert time.monotonic() - began < 30
    told, result = run("while True: os.write(1, b'x' * 1024**2)")
    assert told["code"] != 0 and len(result) <= 256 * 1024**2


def test_the_folder_is_small():
    """A reader cannot fill the disk."""
    told, _ = run(
        """
try:
    for n in range(700):
        open(f"{n}", "wb").write(bytes(1024**2))
except OSError:
    os._exit(9)
"""
    )

    assert told["code"] == 9


def test_all_end_with_the_program_that_asked():
    """Killed without warning, it leaves no reader at work."""
    mark = f"deep-{os.getpid()}-{time.monotonic_ns()}"
    code = f"import subprocess; subprocess.run(['sh', '-c', 'sleep 60; : {mark}'])"
    asking = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"""
import subprocess, sys, json
child = subprocess.Popen([sys.executable, "-c", {HOSTILE!r}], stdin=subprocess.PIPE,
                         start_new_session=True)
head = dict(operation={code!r}, name="a", arguments=[], limit=60, size=0)
child.stdin.write(json.dumps(head).encode() + b"\\n"); child.stdin.flush()
child.wait()
""",
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    wait_for(lambda: alive(mark))
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    wait_for(lambda: not alive(mark))


def wait_for(condition, seconds=60.0):
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)
