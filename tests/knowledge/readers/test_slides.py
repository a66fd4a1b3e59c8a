"""PowerPoint files."""

import re

import pytest
from making.docx import zipped

from knowledge.errors import UnreadableFileError
from knowledge.extract import Method
from knowledge.readers.sandbox import extract_apart

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def para(text, properties="", look=""):
    """A paragraph of one run."""
    return f"<a:p><a:pPr {properties}</a:pPr><a:r><a:rPr {look}/><a:t>{text}</a:t></a:r></a:p>"


def number(form, more=""):
    """The properties of a paragraph with an automatic number."""
    return f'lvl="0"><a:buAutoNum type="{form}" {more}/>'


def shape(*paragraphs, role="", hidden=0):
    """A text box, or what fills a place of the layout."""
    place = f'<p:ph type="{role}"/>' if role else ""
    inside = "".join(each if each.startswith("<") else para(each, ">") for each in paragraphs)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" hidden="{hidden}"/><p:nvPr>{place}</p:nvPr></p:nvSpPr>'
        f"<p:txBody>{inside}</p:txBody></p:sp>"
    )


def tc(text, more=""):
    """A cell of a table."""
    return f"<a:tc {more}><a:txBody>{para(text, '>') if text else '<a:p/>'}</a:txBody></a:tc>"


def table(*rows):
    """A table of cells."""
    inside = "".join(f"<a:tr>{''.join(row)}</a:tr>" for row in rows)
    return f"<p:graphicFrame><a:graphic><a:tbl>{inside}</a:tbl></a:graphic></p:graphicFrame>"


def pptx(*slides, order=None, shown=()):
    """The bytes of a presentation; `shown` has the attribute of slides that are hidden."""
    order = order or range(1, len(slides) + 1)
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{R}/slide" Target="slides/slide{n}.xml"/>' for n in order
    )
    ids = "".join(f'<p:sldId id="{n}" r:id="r{n}"/>' for n in order)
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r1" '
        f'Type="{R}/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst>{ids}'
        "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{RELATIONSHIPS}">{relations}'
        "</Relationships>",
    }
    for n, slide in enumerate(slides, start=1):
        show = 'show="0"' if n in shown else ""
        members[f"ppt/slides/slide{n}.xml"] = (
            f'<p:sld xmlns:p="{P}" xmlns:a="{A}" {show}><p:cSld><p:spTree>{slide}'
            "</p:spTree></p:cSld></p:sld>"
        )
    return zipped(members)


def read(*slides, **more):
    """The lines of a presentation."""
    return extract_apart(pptx(*slides, **more), "a.pptx").text.splitlines()


def test_slides_are_read_in_the_order_in_which_they_are_shown():
    """The title first, then the other shapes, groups opened; dates and page numbers left out."""
    first = shape("Sở Y tế chủ trì") + shape("3", role="sldNum") + shape("KẾ HOẠCH", role="title")
    second = f"<p:grpSp>{shape('Mở đầu')}</p:grpSp>{shape('ẩn', hidden=1)}"

    assert read(first, second, order=(2, 1)) == ["Mở đầu", "KẾ HOẠCH", "Sở Y tế chủ trì"]


def test_numbers_and_bullets_are_printed():
    """As PowerPoint counts them: anew behind another paragraph, from where the list begins."""
    box = shape(
        *(para(text, number("arabicPeriod")) for text in ("Một", "Hai")),
        para("sâu", 'lvl="1"><a:buAutoNum type="alphaLcParenR"/>'),
        para("Ba", number("arabicPeriod")),
        para("gạch", '><a:buChar char="•"/>'),
        para("Năm", number("romanUcPeriod", 'startAt="5"')),
    )
    assert read(box) == ["1. Một", "2. Hai", "a) sâu", "3. Ba", "- gạch", "V. Năm"]


def test_rows_of_tables_are_rows():
    """A cell over two rows stands in both."""
    rows = table(
        [tc("Nhiệm vụ"), tc("Chủ trì")],
        [tc("Trồng cây"), tc("Sở Xây dựng", 'rowSpan="2"')],
        [tc("Chăm sóc"), tc("", 'vMerge="1"')],
    )
    assert read(rows) == [
        "| Nhiệm vụ | Chủ trì |",
        "| Trồng cây | Sở Xây dựng |",
        "| Chăm sóc | Sở Xây dựng |",
    ]


def test_what_is_not_read_of_slides_is_named():
    """Hidden slides, pictures, diagrams and struck words, each by the number of the slide."""
    picture = "<p:pic><p:nvPicPr/></p:pic>"
    chart = "<p:graphicFrame><a:graphic/></p:graphicFrame>"
    struck = shape(para("Sở Cũ", ">", 'strike="sngStrike"') + para("Sở Mới chủ trì", ">"))
    made = extract_apart(pptx(struck + picture, shape("ẩn"), chart, shown=(2,)), "a.pptx")

    assert made.text == "Sở Mới chủ trì\n" and made.method is Method.SLIDES
    said = "\n".join(made.warnings)
    assert "không phải văn bản ban hành" in said
    for words, slide in (("gạch bỏ", 1), ("hình ảnh", 1), ("ẩn", 2), ("biểu đồ", 3)):
        assert re.search(rf"Trang trình chiếu {slide} .*{words}", said)


@pytest.mark.parametrize("slides", [(), ("<p:pic><p:nvPicPr/></p:pic>",)])
def test_slides_without_words_are_refused(slides):
    """A presentation of pictures is told to be one."""
    with pytest.raises(UnreadableFileError, match=r"^a\.pptx: .*không có chữ"):
        read(*slides)
