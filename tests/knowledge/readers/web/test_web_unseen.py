"""What of a page is struck out, seen by nobody, or the mark of a note."""

import pytest

from knowledge.readers.web.web import read_web

HEAD = "<html><head><meta charset='utf-8'>{style}</head><body>"


def read(body, style=""):
    """What is read of a page with this body."""
    return read_web((HEAD.format(style=style) + body + "</body></html>").encode(), "a.html")


@pytest.mark.parametrize(
    "struck",
    [
        "<s>Sở Nội vụ</s>",
        "<strike>Sở Nội vụ</strike>",
        "<del>Sở Nội vụ</del>",
        "<span style='text-decoration:line-through'>Sở Nội vụ</span>",
        "<span style='color:red; text-decoration: underline line-through red'>Sở Nội vụ</span>",
        "<span style='text-decoration-line:line-through'>Sở Nội vụ</span>",
        "<span class='bo x'>Sở Nội vụ</span>",
    ],
)
def test_struck_words_are_not_read(struck):
    """Whatever strikes them out, they are left out and the admin is told which they were."""
    style = "<style>p.y, .bo { color:red; text-decoration:line-through }</style>"
    extract = read(f"<p>Chủ trì: {struck} Sở Y tế.</p>", style)

    assert extract.text == "Chủ trì: Sở Y tế."
    assert any("«Sở Nội vụ»" in warning for warning in extract.warnings)


@pytest.mark.parametrize(
    "look",
    [
        "color:white",
        "color:#FFF;",
        "color: rgb(255, 255, 255)",
        "font-size:0",
        "font-size: 1px",
        "opacity: 0;",
        "position:absolute; left:-9999px",
        "background:black; color:black",
        "background-color:#000",
    ],
)
def test_what_nobody_sees_is_not_read(look):
    """It is left out; the warning does not quote it."""
    extract = read(f"<p>Chủ trì: <span style='{look}'>Sở Nội vụ</span> Sở Y tế.</p>")

    assert extract.text == "Chủ trì: Sở Y tế."
    assert len(extract.warnings) == 1 and "Nội vụ" not in extract.warnings[0]


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ("<p style='color:white;background:#035'>Chủ trì</p>", ""),
        ("<div bgcolor='#003366'><p><font color='white'>Chủ trì</font></p></div>", ""),
        ("<p class='t'><font color='#ffffff'>Chủ trì</font></p>", ".t{background:#035}"),
        ("<p class='t'><font color='#fff'>Chủ trì</font></p>", "</style><link rel=stylesheet>"),
        ("<p style='color:#888;font-size:11px;opacity:0.9'>Chủ trì</p>", ""),
        ("<p style='font-size:0.9em;text-decoration:underline'>Chủ trì</p>", ""),
        ("<p class='y'>Chủ trì</p>", "@media print{.y{text-decoration:line-through}}"),
        ("<p class='a b'>Chủ trì</p>", ".a .b, .c {text-decoration:line-through}"),
    ],
)
def test_what_is_seen_is_read(body, style):
    """White on a dark ground is seen, and rules that hold elsewhere hide nothing."""
    extract = read(body, f"<style>{style}</style>")

    assert extract.text == "Chủ trì"
    assert not extract.warnings


@pytest.mark.parametrize(
    ("body", "read_as"),
    [
        ("Hỗ trợ 150<sup>1</sup> triệu đồng", "Hỗ trợ 150 triệu đồng"),
        ("Sở Y tế<sup>[<a href='#n'>2</a>]</sup>.", "Sở Y tế."),
        ("năm 2024<a href='#_ftn1'>[1]</a>.", "năm 2024."),
        ("năm 2024<span style='vertical-align:super'>3</span>.", "năm 2024."),
        ("20 m<sup>2</sup> đất", "20 m2 đất"),
        ("<b>5</b> x 10<sup>6</sup> đồng", "5 x 10⁶ đồng"),
        ("<a href='#_ftnref1'><sup>[1]</sup></a> Theo báo cáo.", "[1] Theo báo cáo."),
        ("thực hiện như tại <a href='#d5'>Điều 5</a>", "thực hiện như tại Điều 5"),
    ],
)
def test_marks_of_notes_are_no_digits(body, read_as):
    """A raised mark is no part of the number before it; a power is one of its unit."""
    assert read(f"<p>{body}</p>").text == read_as
