"""A whole bot that serves its pages, and how tests call it."""

import socket
import time
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import httpx
from bot_thread import BotThread
from telegram_server import TOKEN

from bot.page.signed import Signer, read_key
from bot.rights.audience import Restriction
from bot.state.state import State
from index.library.card import DocumentCard
from knowledge.reader import parse_document

# Where the public reaches a site, and what browsers that do say.
ADDRESS = "https://tracuu.example.vn"
HOST = {"Host": "tracuu.example.vn"}

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: {number}/KH-UBND
Lạng Sơn, ngày {day} tháng 5 năm 2024

KẾ HOẠCH
{title}

I. NỘI DUNG
1. {task}
Đơn vị thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Tài chính. Thời gian: quý {quarter}/2024.
2. Kiểm tra việc thực hiện.
II. KINH PHÍ
Kinh phí từ ngân sách tỉnh.
Nơi nhận:
- Như trên.
"""


def plan(number, title, task, day=10, quarter="II"):
    """The bytes of a plan with two tasks."""
    told = PLAN.format(number=number, title=title, task=task, day=day, quarter=quarter)
    return told.encode()


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Site:
    """A running bot and how to call it."""

    environ: dict
    port: int
    bot: BotThread
    closing: list = field(default_factory=list)

    @property
    def url(self):
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def data(self):
        """Its folder of state."""
        return Path(self.environ["DATA"])

    def browser(self, **headers):
        """A new browser without cookies, that follows no redirect."""
        client = httpx.Client(base_url=self.url, headers=headers, timeout=30)
        self.closing.append(client)
        return client

    def ask(self, client, text, **fields):
        """What is said to a question, as the page gets it."""
        sent = {"Sec-Fetch-Site": "same-origin", "X-Piece": "1"}
        return client.post("/hoi", data={"q": text, **fields}, headers=sent)

    def signer(self):
        """The signer of its links."""
        return Signer(read_key(self.data))

    def stop(self):
        """End it."""
        for client in self.closing:
            client.close()
        self.bot.stop()

    def state(self, job):
        """What a job does with its state."""
        state = State(self.data / "state.db")
        try:
            return job(state)
        finally:
            state.close()


def on_telegram(telegram):
    """The options of `start_site` for a bot on a Telegram of ours, at a public address.

    Plan 72 is for its board alone; person 7 is its admin.
    """
    return {
        "restricted": [("72.txt", "Ban lãnh đạo")],
        "environ": {
            "PUBLIC_URL": ADDRESS,
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            "ADMINS": "telegram:7",
        },
    }


def start_site(folder, cache, files=None, restricted=(), environ=()):
    """Start a bot that serves pages.

    Args:
        folder: An empty folder for all that it keeps.
        cache: Where the shipped plans are built.
        files: Plan files by name; the shipped plans for none.
        restricted: Names of files, each with the circle that it is shown to.
        environ: More variables.
    """
    variables = {
        "DATA": str(folder / "data"),
        "XDG_CACHE_HOME": str(cache),
        "ENCODER": "none",
        "HTTP_PORT": str(free_port()),
        **dict(environ),
    }
    if files is not None:
        documents = folder / "documents"
        documents.mkdir()
        for name, data in files.items():
            (documents / name).write_bytes(data)
        variables["DOCUMENTS"] = str(documents)
    (folder / "data").mkdir(mode=0o700)
    site = Site(variables, int(variables["HTTP_PORT"]), BotThread(variables))
    for name, circle in restricted:
        card = DocumentCard.of(parse_document(files[name], name))
        # The plans of a test have nearly the same words; none is a version of another.
        apart = tuple(sha256(data).hexdigest() for each, data in files.items() if each != name)

        def restrict(state, card=card, circle=circle, apart=apart):
            restriction = Restriction.of(card, [state.audiences.found(circle)])
            state.audiences.restrict(replace(restriction, others=apart))

        site.state(restrict)
    site.bot.start()
    until = time.monotonic() + 60
    while True:
        try:
            httpx.get(f"{site.url}/healthz")
            return site
        except httpx.TransportError:
            assert time.monotonic() < until and site.bot.error is None, site.bot.error
            time.sleep(0.05)
