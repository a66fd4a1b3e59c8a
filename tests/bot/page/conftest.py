"""Bots that serve their pages."""

import pytest
from page_site import start_site


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
