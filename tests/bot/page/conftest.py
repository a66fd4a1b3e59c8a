"""Bots that serve their pages."""

import shutil

import pytest
from page_site import start_site
from telegram_server import TelegramServer


@pytest.fixture(scope="module")
def make_site(tmp_path_factory, cache):
    """Starts bots that serve pages; see `page_site.start_site`."""
    running = []

    def make(**options):
        running.append(start_site(tmp_path_factory.mktemp("site"), cache, **options))
        return running[-1]

    yield make
    for site in running:
        site.stop()


@pytest.fixture(scope="module")
def site_telegram():
    """A Telegram for the whole module."""
    server = TelegramServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def chromium():
    """One browser for all tests of a module, which skips where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        # Without its sandbox, since the tests may run as root.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
