"""Tests of pictures of pages: drawn from the very file, kept, and no more than can be drawn."""

import asyncio
import io
import re
from html import unescape

import numpy as np
import pytest
from making.pdf import has_fonts, make_pdf, plan_of
from page_site import plan
from PIL import Image

from bot.page.pictures import Pictures
from knowledge.reader import read_document
from knowledge.shipped import shipped_documents

pytestmark = pytest.mark.skipif(not has_fonts(), reason="DejaVu fonts (fonts-dejavu) are absent")

MARKED = (255, 238, 110)


@pytest.fixture(scope="module")
def pdf():
    """A shipped plan as a PDF."""
    shipped = next(s for s in shipped_documents() if "61" in s.path.stem)
    return make_pdf(plan_of(read_document(shipped.path).text))


@pytest.fixture(scope="module")
def site(make_site, pdf):
    """A library of that PDF and of a text without pages."""
    return make_site(files={"kh61.pdf": pdf, "71.txt": plan(71, "Tuyên truyền", "Hội nghị")})


def test_the_page_of_a_citation_shows_it_marked(site):
    """The picture stands behind the section, with the words in a box; other pages without."""
    browser = site.browser()
    html = browser.get("/v/KH61-II.3.2").text
    address = unescape(re.search(r'<img loading="lazy"[^>]* src="([^"]+)"', html)[1])
    picture = browser.get(address)
    seen = np.asarray(Image.open(io.BytesIO(picture.content)).convert("RGB"))
    other = browser.get("/v/KH61-II.3.2/trang?trang=1")
    plain = np.asarray(Image.open(io.BytesIO(other.content)).convert("RGB"))

    assert picture.headers["content-type"] == "image/png"
    assert "private" in picture.headers["cache-control"]
    assert (seen == MARKED).all(axis=2).mean() > 0.01
    assert (plain == MARKED).all(axis=2).mean() == 0
    assert re.search(r'class="page"[^>]*><span>trang 2', html)


def test_there_is_no_picture_of_what_has_no_pages(site):
    """Nor of a page that the file lacks."""
    browser = site.browser()

    assert "<img" not in browser.get("/v/KH71-I.1").text
    assert browser.get("/v/KH71-I.1/trang").status_code == 404
    for number, status in (("999", 404), ("0", 200), ("-1", 200), ("99999999", 200), ("x", 200)):
        assert browser.get(f"/v/KH61/trang?trang={number}").status_code == status


async def test_a_file_that_was_changed_is_not_drawn(tmp_path, pdf):
    """Nor one that is gone; what was drawn is kept, and beyond the measure nothing is begun."""
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf)
    document = read_document(file)
    pictures = Pictures()
    first, second = await asyncio.gather(
        pictures.draw(file, document, 1, None), pictures.draw(file, document, 2, None)
    )
    asked = [pictures.draw(file, document, 1 + n % 2, None) for n in range(40)]

    assert first and second and first != second
    assert set(await asyncio.gather(*asked)) == {first, second}
    fresh = Pictures()
    many = await asyncio.gather(*(fresh.draw(file, document, 1, None) for _ in range(12)))
    assert many.count(None) == 4
    file.write_bytes(pdf + b"\n")
    assert await Pictures().draw(file, document, 1, None) is None
    assert await Pictures().draw(tmp_path / "none.pdf", document, 1, None) is None
    assert await Pictures().draw(None, document, 1, None) is None
