"""What of a Word file is struck out, seen by nobody, or the mark of a note."""

import pytest
from making.docx import W, cell, docx, p, run, table

from knowledge.readers.word.word import read_word

WHITE = '<w:color w:val="FFFFFF"/>'


def read(body, **parts):
    """What is read of a file with this body."""
    return read_word(docx(body, **parts), "a.docx")


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Bo"/>'])
def test_struck_words_are_not_read(look):
    """Whatever strikes them out, they are left out and the admin is told which they were."""
    styles = (
        f'<w:styles {W}><w:style w:type="character" w:styleId="Bo"><w:rPr><w:strike/></w:rPr>'
        "</w:style></w:styles>"
    )
    line = run("Chủ trì: ") + run("Sở Nội vụ ", properties=look) + run("Sở Y tế.")
    extract = read(p(line), styles=styles)

    assert extract.text == "Chủ trì: Sở Y tế.\n"
    assert any("«Sở Nội vụ»" in warning for warning in extract.warnings)


def test_a_strike_that_is_off_or_draws_a_line_strikes_nothing():
    """Blanks are struck to draw a line, and a run may switch the strike of its style off."""
    line = run("Số: ") + run("    ", properties="<w:strike/>")
    line += run("15/KH", properties='<w:strike w:val="0"/>')
    extract = read(p(line))

    assert extract.text == "Số:     15/KH\n"
    assert not extract.warnings


def test_of_a_struck_item_or_row_no_number_stays():
    """What is struck out but for its number or dash is gone whole."""
    gone = "<w:strike/>"
    item = p(run("2. ") + run("Sở Tư pháp chủ trì.", properties=gone))
    dash = p(run("- ") + run("Sở Xây dựng.", properties=gone))
    row = ("2", cell(p(run("Số hóa", properties=gone))), cell(p(run("Sở B", properties=gone))))
    rows = table(("1", "Tập huấn", "Sở A"), row)

    assert read(p("1. Một.") + item + dash + rows).text.split() == (
        "1. Một. | 1 | Tập huấn | Sở A |".split()
    )


@pytest.mark.parametrize(
    "look",
    [
        WHITE,
        '<w:color w:val="FDFDFD"/>',
        '<w:sz w:val="2"/>',
        '<w:highlight w:val="black"/>',
        '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
        '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
    ],
)
def test_what_nobody_sees_is_not_read(look):
    """White, tiny and blacked-out words are left out; the warning does not quote them."""
    extract = read(p(run("Chủ trì: ") + run("Sở Nội vụ ", properties=look) + run("Sở Y tế.")))

    assert extract.text == "Chủ trì: Sở Y tế.\n"
    assert len(extract.warnings) == 1 and "Nội vụ" not in extract.warnings[0]


@pytest.mark.parametrize(
    "body",
    [
        p(run("Chủ trì", properties=WHITE + '<w:shd w:val="clear" w:fill="1F4E79"/>')),
        p(run("Chủ trì", properties=WHITE), properties='<w:shd w:val="clear" w:fill="000080"/>'),
        p(run("Chủ trì", properties='<w:shd w:val="clear" w:fill="000000"/>')),
        p(run("Chủ trì", properties=WHITE + '<w:highlight w:val="darkBlue"/>')),
        p(run("Chủ trì", properties='<w:color w:val="C0C0C0"/>')),
        p(run("Chủ trì", properties='<w:sz w:val="12"/>')),
    ],
)
def test_light_letters_on_a_dark_ground_are_seen(body):
    """The head of a table is often white on blue."""
    extract = read(body)

    assert extract.text == "Chủ trì\n"
    assert not extract.warnings


def test_white_letters_in_shaded_cells_and_tables_are_seen():
    """The ground may be that of the cell, the table, or of a style that is not worked out."""
    shade = '<w:shd w:val="clear" w:fill="1F4E79"/>'
    head = p(run("Chủ trì", properties=WHITE))
    shaded = f"<w:tc><w:tcPr>{shade}</w:tcPr>{head}</w:tc>"
    styles = (
        f'<w:styles {W}><w:style w:type="table" w:styleId="Dam"><w:tblStylePr w:type="firstRow">'
        f"<w:tcPr>{shade}</w:tcPr></w:tblStylePr></w:style></w:styles>"
    )
    plain = f"<w:tc>{head}</w:tc>"
    style = '<w:tblPr><w:tblStyle w:val="Dam"/></w:tblPr>'
    body = f"<w:tbl><w:tr>{shaded}{shaded}</w:tr></w:tbl>"
    body += f"<w:tbl>{style}<w:tr>{plain}{plain}</w:tr></w:tbl>"

    assert read(body, styles=styles).text == "| Chủ trì | Chủ trì |\n" * 2
    assert "Chủ trì" not in read(f"<w:tbl><w:tr>{plain}<w:tc>{p('A')}</w:tc></w:tr></w:tbl>").text


@pytest.mark.parametrize(
    ("before", "raised", "behind", "read_as"),
    [
        ("Hỗ trợ 150", "1", " triệu đồng", "Hỗ trợ 150 triệu đồng"),
        ("trước ngày 15/12/2024", "3", ".", "trước ngày 15/12/2024."),
        ("Sở Tài chính", "(2)", ".", "Sở Tài chính."),
        ("Sở Tài chính", "[12]", ".", "Sở Tài chính."),
        ("Sở Tài chính", "1,2", ".", "Sở Tài chính."),
        ("Sở Y tế", "*", ".", "Sở Y tế."),
        ("diện tích 20 m", "2", " đất", "diện tích 20 m2 đất"),
        ("1.000 km", "2", "", "1.000 km2"),
        ("lưu lượng 5 m", "3", "/ngày", "lưu lượng 5 m3/ngày"),
        ("dung tích 10⁶m", "3", "", "dung tích 10⁶m3"),
        ("3 x 10", "6", " đồng", "3 x 10⁶ đồng"),
        ("30", "o", "C", "30oC"),
        ("N", "o", " 15", "No 15"),
        ("", "1", " Theo báo cáo.", "[1] Theo báo cáo."),
    ],
)
def test_marks_of_notes_are_no_digits(before, raised, behind, read_as):
    """A raised mark is no part of the number before it; a power is one of its unit."""
    up = run(raised, properties='<w:vertAlign w:val="superscript"/>')

    assert " ".join(read(p(run(before) + up + run(behind))).text.split()) == read_as
