"""Tests of the pages of Word files: made once, behind, kept on disk, shown beside the words."""

import asyncio
import io
import os
import re
import stat
import time
from html import unescape

import numpy as np
import pytest
from admin_browser import AdminBrowser
from making.docx import docx, p
from page_site import plan
from PIL import Image

from bot.page.prints import FOLDER, Prints, drop_prints
from bot.wording import admin_page as wording_admin
from bot.wording import page as wording_page
from knowledge.pages import can_print
from knowledge.reader import parse_document, read_document

needs_office = pytest.mark.skipif(not can_print(), reason="LibreOffice is absent")

MARKED = (255, 238, 110)


def word(number=61, title="Chuyển đổi số", task="Lập kho dữ liệu dùng chung"):
    """A plan as a Word file, whose tasks stand on its second page."""
    lines = plan(number, title, task).decode().replace("I. NỘI DUNG", "\f\nI. NỘI DUNG", 1)
    paragraphs = [
        "<w:p><w:r><w:br w:type='page'/></w:r></w:p>" if line == "\f" else p(line)
        for line in lines.split("\n")
    ]
    return docx("".join(paragraphs))


@pytest.fixture
def file(tmp_path):
    """A Word file."""
    path = tmp_path / "kh61.docx"
    path.write_bytes(word())
    return path


async def made(prints, file, document):
    """The print of a file, at last."""
    return await prints.wait(file, document, 120)


@needs_office
async def test_a_word_file_is_printed_once_and_kept(tmp_path, file):
    """Whoever asks first gets nothing yet; later the words are found, after a restart, too."""
    document = read_document(file)
    folder = tmp_path / "prints"
    prints = Prints(folder)

    assert prints.is_expected(file, document)
    assert prints.at_hand(file, document) is None
    first = await made(prints, file, document)
    assert prints.at_hand(file, document) is first
    assert first.text.pages == 2
    assert {box.page for box in first.text.boxes("Lập kho dữ liệu dùng chung")} == {2}
    assert [each.name for each in folder.iterdir()] == [f"{document.sha256}.pdf"]
    assert stat.S_IMODE(first.pdf.stat().st_mode) == 0o600
    before = first.pdf.read_bytes()
    again = await made(Prints(folder), file, document)
    assert again == first and first.pdf.read_bytes() == before


@needs_office
async def test_what_cannot_be_printed_is_not_tried_again(tmp_path, file):
    """A file that was changed, and one that is called as Word's and is none."""
    document = read_document(file)
    file.write_bytes(file.read_bytes() + b"\n")
    text = tmp_path / "71.docx"
    text.write_bytes(plan(71, "Tuyên truyền", "Hội nghị"))
    for path, read in ((file, document), (text, read_document(text))):
        prints = Prints(tmp_path / "prints", lambda: 0.0)

        assert await made(prints, path, read) is None
        assert not prints.is_expected(path, read)
        assert prints.at_hand(path, read) is None
    assert not (tmp_path / "prints").exists()


@needs_office
async def test_what_failed_is_tried_again_after_an_hour(tmp_path, file):
    """It may have been for want of time or memory."""
    document, data, now = read_document(file), file.read_bytes(), 0.0
    prints = Prints(tmp_path / "prints", lambda: now)
    file.write_bytes(b"broken")
    assert await made(prints, file, document) is None
    file.write_bytes(data)
    assert await made(prints, file, document) is None
    now = 3_601.0

    assert prints.is_expected(file, document)
    assert await made(prints, file, document) is not None


@needs_office
async def test_a_print_whose_file_is_gone_is_made_again(tmp_path, file):
    """And one that is used is noted as such, so that others make room."""
    document = read_document(file)
    prints = Prints(tmp_path / "prints")
    first = await made(prints, file, document)
    os.utime(first.pdf, (1, 1))
    assert prints.at_hand(file, document) is first and first.pdf.stat().st_mtime > 1
    first.pdf.unlink()

    assert prints.at_hand(file, document) is None
    again = await made(prints, file, document)
    assert again is not None and again.pdf.is_file()


async def test_without_libreoffice_there_are_no_pages(tmp_path, file, monkeypatch):
    """And nothing is begun."""
    document = read_document(file)
    monkeypatch.setenv("PATH", str(tmp_path))
    prints = Prints(tmp_path / "prints")

    assert not prints.is_expected(file, document)
    assert await prints.wait(file, document, 5) is None


@needs_office
async def test_who_is_ended_leaves_nothing_running(tmp_path, file):
    """What was not printed to the end is begun anew the next time."""
    document = read_document(file)
    prints = Prints(tmp_path / "prints")
    prints.at_hand(file, document)
    await asyncio.sleep(0)
    (making,) = prints._making.values()
    making.cancel()
    await asyncio.wait({making})
    await asyncio.sleep(0)

    assert prints.is_expected(file, document)
    assert await made(prints, file, document) is not None


def picture_in(html):
    """The address of the picture on a page that shows one of a Word file."""
    return unescape(re.search(r'<img loading="lazy"[^>]* src="([^"]+)"', html)[1])


def once_made(browser, address):
    """A picture, once the pages of its file are made."""
    until, picture = time.monotonic() + 120, browser.get(address)
    while picture.status_code != 200 and time.monotonic() < until:
        picture = browser.get(address)
    return picture


def marked(picture):
    """The share of a picture that is marked."""
    pixels = np.asarray(Image.open(io.BytesIO(picture.content)).convert("RGB"))
    return (pixels == MARKED).all(axis=2).mean()


@needs_office
def test_the_page_of_a_citation_in_a_word_file(make_site):
    """It is shown beside the words, marked, and its number is told once it is known."""
    site = make_site(files={"kh61.docx": word()})
    browser = site.browser()
    html = browser.get("/v/KH61-I.1").text
    picture = once_made(browser, picture_in(html))

    assert wording_page.PRINT_PICTURE in html
    assert marked(picture) > 0.001
    assert marked(browser.get("/v/KH61-I.1/trang?trang=1")) == 0
    assert "Xem trang gốc (trang 2)" in browser.get("/v/KH61-I.1").text
    assert browser.get("/v/KH61-I.1/trang?trang=3").status_code == 404


@needs_office
def test_an_admin_sees_the_pages_of_a_word_file_that_waits(make_site):
    """Beside what was understood of it, the words that are meant marked; nobody else does."""
    site = make_site(files={"71.txt": plan(71, "Tuyên truyền", "Tổ chức hội nghị")})
    admin, data = AdminBrowser(site), word()
    admin.upload(("kh61.docx", data))
    path = admin.path
    assert wording_page.PRINT_PICTURE in admin.words and wording_admin.AS_READ in admin.words
    assert once_made(admin.http, picture_in(admin.page.text)).status_code == 200

    document = parse_document(data, "kh61.docx")
    at = document.text.index("Lập kho dữ liệu dùng chung")
    admin.open(f"{path}?o={at}-{at + 26}")
    assert wording_admin.PAGE_OF.format(page=2, count=2) in admin.words
    assert wording_admin.AS_READ not in admin.words
    assert marked(admin.http.get(f"{path}/trang?o={at}-{at + 26}")) > 0.001
    assert marked(admin.http.get(f"{path}/trang?trang=1&o={at}-{at + 26}")) == 0
    assert admin.http.get(f"{path}/trang?trang=3").status_code == 404
    assert site.browser().get(f"{path}/trang").status_code == 403


def test_pages_of_files_that_are_held_no_more_are_dropped(tmp_path):
    """Of what was discarded or withdrawn nothing stays; without any there is nothing to do."""
    drop_prints(tmp_path, {"a"})
    (tmp_path / FOLDER).mkdir()
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / FOLDER / name).touch()
    drop_prints(tmp_path, {"a"})

    assert [each.name for each in (tmp_path / FOLDER).iterdir()] == ["a.pdf"]
