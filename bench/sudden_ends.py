"""SIGKILL at many random moments of intake, correcting, publishing and withdrawing.

    python bench/sudden_ends.py [ROUNDS] [SEED]

After each the library must be whole and serve, and no draft, original or correction be lost; the
first that is ends the bench with what was expected. Prints how many ends of which work came and the
seconds that a restart took until all that was said was in force.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import telegram_server  # noqa: E402
from sudden_ends import Trial  # noqa: E402


def main() -> None:
    """Run the rounds."""
    rounds, seed = (int(each) for each in (*sys.argv[1:], *("50", "1")[len(sys.argv) - 1 :]))
    server = telegram_server.TelegramServer().start()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "plans").mkdir()
        environ = {
            "TELEGRAM_TOKEN": telegram_server.TOKEN,
            "TELEGRAM_API_URL": server.url,
            "ADMINS": "telegram:7",
            "DATA": str(home / "data"),
            "DOCUMENTS": str(home / "plans"),
            "ENCODER": "none",
        }
        os.environ.pop("LIBRARY", None)
        trial = Trial(server, environ, seed)
        began = time.monotonic()
        try:
            for number in range(1, rounds + 1):
                trial.round()
                print(f"{number}/{rounds} {time.monotonic() - began:.0f} s", flush=True)
        finally:
            trial.end()
            print(", ".join(f"{name}: {count}" for name, count in sorted(trial.ended.items())))
    server.stop()


if __name__ == "__main__":
    main()
