"""Saved web pages."""

import base64
import json
import random
from pathlib import Path

import pytest
from making.web import mhtml, news_page, portal_page

from knowledge.errors import UnreadableFileError
from knowledge.reader import parse_document, read_document
from knowledge.readers.web.web import read_web
from knowledge.shipped import shipped_documents
from knowledge.sniff import FileKind, file_kind
from knowledge.text import nfc, squash

SHARED = Path(__file__).parents[5] / "shared" / "files"
PLANS = shipped_documents()
NAMES = [each.path.stem for each in PLANS]


def page_of(shipped):
    """The page that a plan text, or a news item, would stand on."""
    text = nfc(shipped.path.read_text(encoding="utf-8"))
    return news_page(text) if "tin-" in shipped.path.stem else portal_page(text)


def numbered(document):
    """The numbered nodes of a document in order."""
    return [(s.path, s.label) for s in document.sections if s.label and s.label not in "-+"]


def duties(document):
    """Who leads what by when, and the clauses of reporting."""
    assigned = [
        (a.path, [m.text for m in a.leads], a.partners and squash(a.partners.text))
        for a in document.assignments
    ]
    timings = [a.timing and squash(a.timing.text) for a in document.assignments]
    reports = [
        (r.path, r.recipient and squash(r.recipient.text), r.cadence and squash(r.cadence.text))
        for r in document.reporting
    ]
    return assigned, timings, reports


def text_of(page):
    """The text read from the source of a page."""
    return read_web(page.encode(), "trang.html").text


@pytest.mark.parametrize("shipped", PLANS, ids=NAMES)
def test_saved_page_reads_like_the_text(shipped):
    """The page of a plan gives the outline and the duties of its text, and none of the site."""
    document = parse_document(page_of(shipped).encode(), "trang.html")
    reference = read_document(shipped.path)

    assert numbered(document) == numbered(reference)
    assert duties(document) == duties(reference)
    for name in ("type", "number", "date", "issuer", "place", "signer"):
        ours, theirs = (getattr(d.identity, name) for d in (document, reference))
        assert (ours and ours.value) == (theirs and theirs.value), name
    for alien in ("Công báo", "Đăng Nhập", "2031", "2030", "Điều 99", "bị ẩn", "lần 3"):
        assert alien not in document.text or alien in reference.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "mhtml"])
def test_encodings_of_one_page_give_one_text(encoding):
    """A page reads alike in every Unicode encoding and inside an .mhtml file."""
    page = page_of(PLANS[2])
    data = mhtml(page) if encoding == "mhtml" else page.encode(encoding)

    assert read_web(data, "trang").text == text_of(page)


def test_windows_1258_page():
    """A page in the old Vietnamese code page is read as it declares."""
    words = "K\u1ebf ho\u1ea1ch"
    source = '<html><meta charset="windows-1258"><body><p>Kê\u0301 hoa\u0323ch</p></body></html>'

    assert read_web(source.encode("cp1258"), "cu.html").text == words


def test_tcvn3_page_is_mended_with_a_warning():
    """A page typed in .VnTime letters comes back in Unicode."""
    page = "<body><p>Uû ban nh©n d©n tØnh chñ tr&#215;, phèi h&icirc;p v&iacute;i Së</p></body>"

    extract = read_web(page.encode(), "cu.html")

    assert extract.text == "Uỷ ban nhân dân tỉnh chủ trì, phối hợp với Sở"
    assert "TCVN3" in extract.warnings[0]


def test_headline_without_a_heading_of_its_own():
    """A headline that the markup doesn't call one is the line above the posting time."""
    text = nfc(PLANS[1].path.read_text(encoding="utf-8"))

    assert text_of(news_page(text, headline="div")) == text_of(news_page(text))


def test_page_saved_by_a_browser_with_its_frames():
    """The longest of the pages in an .mhtml file is the document, however long its subject is."""
    inner = page_of(PLANS[2])
    outer = "<html><body><p>Cổng thông tin</p><iframe src='cid:1'></iframe></body></html>"
    parts = "".join(
        f"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(page.encode()).decode()}\r\n"
        for page in (outer, inner)
    )
    subject = "\r\n ".join(["=?utf-8?Q?K=E1=BA=BF=20ho=E1=BA=A1ch?="] * 40)
    head = f"From: <Saved>\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
    data = f"{head}Content-Type: multipart/related; boundary=b\r\n\r\n{parts}--b--\r\n"

    assert file_kind(data.encode(), "x") is FileKind.WEB
    assert read_web(data.encode(), "x").text == text_of(inner)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Một<br>hai</p>ba<div>bốn <b>năm</b>\n sáu</div>bảy", "Một\nhai\nba\nbốn năm sáu\nbảy"),
        ("<ol><li>Một<li>Hai</ol><ol start=5 type=a><li>Năm</ol>", "1. Một\n2. Hai\ne. Năm"),
        ("<ol type=I start=4><li>Bốn<li value=9>Chín<li>Mười</ol>", "IV. Bốn\nIX. Chín\nX. Mười"),
        ("<ol><li>Một<ol type=a><li>Trong</ol><li>Hai</ol>", "1. Một\na. Trong\n2. Hai"),
        ("<ul><li>Một<li>- Hai<li><p>Ba</p></ul>", "- Một\n- Hai\n- Ba"),
        ("<ol><li>1.1. Đã đánh số<li>Chưa</ol>", "1.1. Đã đánh số\n2. Chưa"),
        ("<ul style='list-style: none'><li>Trơn</ul>", "Trơn"),
        ("<pre>I. MỘT\n\n1. Hai\n   ba</pre>", "I. MỘT\n1. Hai\nba"),
        ("<p>A &amp; B &#7853;&ecirc;&nbsp;C</p>", "A & B ậê C"),
        ("Thấy<b style='display:none'>ẩn</b> rồi<!-- ghi --><p hidden>x</p>", "Thấy rồi"),
        ("<table><tr><td>Một ô</td></tr><tr><td>Hai</td></tr></table>", "Một ô\nHai"),
        ("<table><tr><th>A<th>B<tr><td>1|2<td><p>x<p>y</table>", "| A | B |\n| 1/2 | x\vy |"),
        (
            "<table><tr><td rowspan=2>A<td colspan=2>B<tr><td>C<td>D<tr><td>E</table>",
            "| A | B |  |\n| A | C | D |\n| E |  |  |",
        ),
        (
            "<table><tr><td><table><tr><td>a<td>b</table><p>sau</p><td>cạnh</table>",
            "| a | b |\nsau\ncạnh",
        ),
    ],
)  # fmt: skip
def test_layout_of_markup(source, text):
    """Line breaks, lists, entities, hidden parts and tables come out as a browser shows them."""
    assert text_of(f"<body>{source}</body>") == text


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        "<html><body><script>fetch('/vanban')</script><div id=root></div></body></html>",
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n",
        "MIME-Version: 1.0\n"
        + "".join(
            f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2_000)
        ),
    ],
    ids=["nothing", "empty", "by a script", "no part", "nested without end"],
)
def test_page_without_text_is_refused(page):
    """A page that shows nothing is refused with advice."""
    with pytest.raises(UnreadableFileError, match=r"trang\.html.*lưu lại"):
        read_web(page.encode(), "trang.html")


def test_hostile_markup_ends():
    """Entity bombs, depth, giant spans and giant pictures inside a page do no harm."""
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(1, 12))
    deep = "<div>" * 50_000 + "sâu"
    spans = "<table>" + "<tr><td rowspan=99999 colspan=99999>x" * 50 + "</table>"
    picture = f'<p>Một</p><img src="data:image/png;base64,{"A" * 9_000_000}">'

    assert "lol" * 100 not in text_of(f'<!DOCTYPE html [<!ENTITY a0 "lol">{bomb}]><p>&a11; hết</p>')
    assert len(text_of(f"<p>nông</p>{deep}")) < 100
    assert len(text_of(spans)) < 20_000
    assert text_of(picture) == "Một"


def test_mutated_pages_are_read_or_refused():
    """Damaged pages give a text or a refusal, never another error."""
    source = random.Random(3)
    page = page_of(PLANS[2]).encode()
    for _ in range(60):
        data = bytearray(page)
        for _ in range(source.randint(1, 40)):
            at = source.randrange(len(data))
            data[at : at + source.randint(0, 30)] = source.randbytes(source.randint(0, 8))
        try:
            read_web(bytes(data), "hong.html")
        except UnreadableFileError as error:
            assert "hong.html" in str(error)


def test_originals():
    """Judged original pages give their number, date, issuer, labels and sentences."""
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not at hand; these files don't ship with the project")
    rows = [json.loads(line) for line in (SHARED / "truth.jsonl").open(encoding="utf-8")]
    judged = [row for row in rows if row["kind"] == "html"]
    assert judged
    for row in judged:
        document = read_document(SHARED / row["file"])
        header = document.identity
        assert (header.number.value, header.date.value) == (row["number"], row["date"])
        assert header.issuer.value == row["issuer"]
        assert set(row["numbered_paths"]) <= {s.path for s in document.sections}
        for sentence in row["must_contain"]:
            assert squash(nfc(sentence)) in squash(document.text)


def test_a_named_place_is_no_link():
    """Word marks headings with `<a name>`; a page of them is no menu."""
    lines = "".join(
        f'<p><a name="_Toc{n}">{n}. Sở Y tế kiểm tra đợt {n} tại các trạm y tế.</a></p>'
        for n in range(1, 9)
    )
    page = f"<html><body><p>KẾ HOẠCH</p><p>Kiểm tra năm 2026</p>{lines}</body></html>"
    text = read_web(page.encode(), "a.htm").text

    assert [f"{n}." for n in range(1, 9)] == [
        line.split()[0] for line in text.splitlines() if line[:1].isdigit()
    ]


def test_a_small_table_sets_out_the_entry_around_it():
    """Word writes "Chủ trì" beside a body as a table in a cell; a table of pages stays apart."""
    inner = (
        "<table><tr><td>Chủ trì</td><td>{}</td></tr><tr><td>Phối hợp</td><td>Sở B</td></tr></table>"
    )
    rows = "".join(
        f"<tr><td>{n}</td><td>Việc {n}</td><td>{inner.format(body)}</td></tr>"
        for n, body in enumerate(("Sở A", "Sở C"), start=1)
    )
    page = f"<table><tr><td>TT</td><td>Nhiệm vụ</td><td>Đơn vị</td></tr>{rows}</table>"
    assert "| 1 | Việc 1 | Chủ trì Sở A\x0bPhối hợp Sở B |" in text_of(page)

    heads = "<tr><td>Chủ trì</td><td>Phối hợp</td></tr><tr><td>Sở A</td><td>Sở B</td></tr>"
    by_columns = page.replace(inner.format("Sở A"), f"<table>{heads}</table>")
    assert "| 1 | Việc 1 | Chủ trì Sở A\x0bPhối hợp Sở B |" in text_of(by_columns)

    layout = f"<table><tr><td>{inner.format('Sở A')}</td><td>Bên lề</td></tr></table>"
    assert "| Chủ trì | Sở A |" in text_of(layout)
