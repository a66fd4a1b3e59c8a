"""Questions at a steady rate through a platform's test server: latency, losses, repetitions.

python bench/channel_load.py telegram|zalo|zalo-webhook|zalo-oa [QUESTIONS_A_SECOND] [SECONDS]

Latency is the time from the update lying ready on the server until the reply is handed over.
Memory is printed at the start and after each further third of the questions.
"""

import os
import random
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import telegram_server  # noqa: E402
import zalo_bot_server  # noqa: E402
import zalo_oa_server  # noqa: E402
from platform_server import PlatformServer  # noqa: E402

from knowledge.shipped import shipped_documents  # noqa: E402

# What is asked, each with other words of the shipped plans: what was asked a moment ago is
# answered from memory.
QUESTIONS = ("ai chủ trì {}", "{} khi nào xong", "{} kinh phi o dau", "đơn vị nào phối hợp {}")
# Syllables of a plan in a question.
ASKED = 7
WEBHOOK = "https://bot.example.vn"

# A server, the variables of a bot on it, and the chat of a number on it.
Platform = tuple[PlatformServer, dict[str, str], Callable[[int], object]]


def telegram() -> Platform:
    """Telegram, polled."""
    server = telegram_server.TelegramServer().start()
    environ = {"TELEGRAM_TOKEN": telegram_server.TOKEN, "TELEGRAM_API_URL": server.url}
    return server, environ, int


def zalo() -> Platform:
    """The Zalo bot platform, polled."""
    server = zalo_bot_server.ZaloBotServer().start()
    server.quota = 1_000_000
    environ = {
        "ZALO_BOT_TOKEN": zalo_bot_server.TOKEN,
        "ZALO_BOT_API_URL": server.url,
        "ZALO_BOT_QUOTA": "999999",
    }
    return server, environ, zalo_bot_server.person


def zalo_webhook() -> Platform:
    """The Zalo bot platform, calling the bot."""
    server, environ, chat = zalo()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server.called_at = f"http://127.0.0.1:{port}"
    environ |= {
        "ZALO_BOT_WEBHOOK_URL": WEBHOOK,
        "ZALO_BOT_WEBHOOK_SECRET": "a-secret-of-the-bench",
        "HTTP_PORT": str(port),
    }
    return server, environ, chat


class _Account(zalo_oa_server.ZaloOaServer):
    """Calls the bot side by side, once it listens."""

    def __init__(self) -> None:
        super().__init__()
        self._callers = ThreadPoolExecutor(16)

    def say(self, text: str, chat: str = "1") -> Future[int]:
        """Have somebody write a message, without waiting for the bot's acknowledgement."""
        if not self.calls:
            self.wait_ready(60)
        event = self.event("user_send_text", chat, text=text)
        return self._callers.submit(self._repeat, event)

    def _repeat(self, event: dict[str, object]) -> int:
        """Hand an event over until it is acknowledged, at most as often as Zalo does."""
        status = 0
        for _ in range(6):
            with suppress(httpx.TransportError):
                status = self.hand_over(event)
            if status == 200:
                break
        return status


def zalo_oa() -> Platform:
    """A Zalo Official Account, calling the bot."""
    server = _Account()
    server.start()
    environ = server.environ(Path(tempfile.mkdtemp()))
    return server, environ, str


PLATFORMS = {
    "telegram": telegram,
    "zalo": zalo,
    "zalo-webhook": zalo_webhook,
    "zalo-oa": zalo_oa,
}


def main(name: str, rate: float, seconds: float) -> None:
    """Ask, wait for the last reply, and print the figures."""
    server, environ, chat_of = PLATFORMS[name]()
    handed: dict[str, float] = {}
    counts: Counter[str] = Counter()

    def note(method: str, parameters: dict[str, object]) -> None:
        if method == "sendMessage":
            chat = str(parameters["chat_id"])
            handed.setdefault(chat, time.perf_counter())
            counts[chat] += 1

    server.rules.append(note)
    with tempfile.TemporaryDirectory() as data:
        environ |= {"DATA": data, "ACCESS": "open"}
        bot = subprocess.Popen(
            [sys.executable, "-m", "bot"], env={**os.environ, **environ}, cwd=ROOT
        )
        try:
            server.say("KH61", chat=chat_of(1))
            server.wait_sent(1, 60)
            memory, cpu = [memory_of(bot.pid)], cpu_of(bot.pid)
            asked = ask(server, chat_of, rate, seconds, lambda: memory.append(memory_of(bot.pid)))
            with suppress(AssertionError):  # What does not come in a minute is lost.
                server.wait(lambda: len(counts) > len(asked), 60)
            memory.append(memory_of(bot.pid))
            cpu = cpu_of(bot.pid) - cpu
        finally:
            bot.terminate()
            bot.wait(30)
    server.stop()
    took = sorted(handed[chat] - at for chat, at in asked.items() if chat in handed)
    report(took, asked, counts, memory)
    print(f"processor {1e3 * cpu / len(asked):.1f} ms a question")


def ask(
    server: PlatformServer,
    chat_of: Callable[[int], object],
    rate: float,
    seconds: float,
    look: Callable[[], None],
) -> dict[str, float]:
    """Put questions at even distances, each from a person of its own; when each was put."""
    asked = {}
    count = int(rate * seconds)
    questions = questions_of_plans()
    began = time.perf_counter()
    for number in range(count):
        time.sleep(max(0.0, began + number / rate - time.perf_counter()))
        chat = chat_of(number + 2)
        asked[str(chat)] = time.perf_counter()
        server.say(questions[number % len(questions)], chat=chat)
        if number in (count // 3, 2 * count // 3):
            look()
        # What the server keeps for tests would weigh on its own speed.
        if number % 1_000 == 999:
            server.forget()
    return asked


def questions_of_plans() -> list[str]:
    """Questions of the shipped plans, each of other words, in an order of chance that stays."""
    words = [w for plan in shipped_documents() for w in plan.path.read_text("utf-8").split()]
    starts = range(0, len(words), ASKED)
    topics = [" ".join(words[start : start + ASKED]) for start in starts]
    random.Random(1).shuffle(topics)
    return [QUESTIONS[n % len(QUESTIONS)].format(topic) for n, topic in enumerate(topics)]


def cpu_of(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> float:
    """Resident memory in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def report(
    took: Sequence[float], asked: dict[str, float], counts: Counter[str], memory: Sequence[float]
) -> None:
    """Print the figures."""
    at = {share: took[min(len(took) - 1, int(share * len(took)))] for share in (0.5, 0.95, 0.99)}
    print(f"questions {len(asked)}, lost {len(asked) - len(took)}, ", end="")
    print(f"answered twice {sum(count > 1 for count in counts.values())}")
    print(*(f"p{share * 100:.0f} {1e3 * at[share]:.0f} ms" for share in at), sep=", ", end=", ")
    print(f"longest {1e3 * took[-1]:.0f} ms")
    print("memory", ", ".join(f"{each:.0f} MB" for each in memory))


if __name__ == "__main__":
    given = [float(each) for each in sys.argv[2:]] + [50.0, 60.0][len(sys.argv) - 2 :]
    main(sys.argv[1], given[0], given[1])
