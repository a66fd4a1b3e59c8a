"""Questions at a steady rate through the Telegram test server: latency, losses, repetitions.

python bench/telegram_load.py [QUESTIONS_A_SECOND] [SECONDS]

Latency is the time from the update lying ready on the server until the reply is handed over.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from telegram_server import TOKEN, TelegramServer  # noqa: E402

QUESTIONS = (
    "ai chủ trì nhiệm vụ 3.2 KH 61",
    "kinh phi thuc hien KH 61",
    "KH61",
    "báo cáo định kỳ thế nào",
    "II.3.2",
    "nhiệm vụ của Sở Nội vụ",
)


def main(rate: float, seconds: float) -> None:
    """Ask, wait for the last reply, and print the figures."""
    server = TelegramServer().start()
    handed: dict[int, float] = {}
    counts: Counter[int] = Counter()

    def note(method: str, parameters: dict[str, object]) -> None:
        if method == "sendMessage":
            chat = int(str(parameters["chat_id"]))
            handed.setdefault(chat, time.perf_counter())
            counts[chat] += 1

    server.rules.append(note)
    with tempfile.TemporaryDirectory() as data:
        bot = start_bot(server.url, data)
        try:
            server.say("KH61", chat=1)
            server.wait_sent(1, 30)
            before = memory_of(bot.pid)
            asked = ask(server, rate, seconds)
            last = len(asked) + 1
            server.wait(lambda: len(server.sent) >= last, 60)
            after = memory_of(bot.pid)
        finally:
            bot.terminate()
            bot.wait(30)
    server.stop()
    took = sorted(handed[chat] - at for chat, at in asked.items() if chat in handed)
    report(took, asked, counts, (before, after))


def start_bot(url: str, data: str) -> subprocess.Popen[bytes]:
    """A bot in a process of its own."""
    environ = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": url, "DATA": data, "ACCESS": "open"}
    return subprocess.Popen([sys.executable, "-m", "bot"], env={**os.environ, **environ}, cwd=ROOT)


def ask(server: TelegramServer, rate: float, seconds: float) -> dict[int, float]:
    """Put questions at even distances, each from a person of its own; when each was put."""
    asked = {}
    began = time.perf_counter()
    for number in range(int(rate * seconds)):
        time.sleep(max(0.0, began + number / rate - time.perf_counter()))
        chat = number + 2
        asked[chat] = time.perf_counter()
        server.say(QUESTIONS[number % len(QUESTIONS)], chat=chat)
    return asked


def memory_of(pid: int) -> float:
    """Resident memory in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def report(
    took: list[float],
    asked: dict[int, float],
    counts: Counter[int],
    memory: tuple[float, float],
) -> None:
    """Print the figures."""
    at = {share: took[min(len(took) - 1, int(share * len(took)))] for share in (0.5, 0.95, 0.99)}
    print(f"questions {len(asked)}, lost {len(asked) - len(took)}, ", end="")
    print(f"answered twice {sum(count > 1 for count in counts.values())}")
    print(*(f"p{share * 100:.0f} {1e3 * at[share]:.0f} ms" for share in at), sep=", ", end=", ")
    print(f"longest {1e3 * took[-1]:.0f} ms")
    print(f"memory {memory[0]:.0f} MB before, {memory[1]:.0f} MB after")


if __name__ == "__main__":
    given = [float(each) for each in sys.argv[1:]] + [50.0, 60.0][len(sys.argv) - 1 :]
    main(given[0], given[1])
