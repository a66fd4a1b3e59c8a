"""What of a Word file is text, and how it is laid out."""

from making.docx import NAMESPACES, W, cell, docx, p, run, table

from knowledge.extract import CELL_BREAK
from knowledge.readers.word.word import read_word


def read(body, **parts):
    """The text of a file with this body."""
    return read_word(docx(body, **parts), "a.docx").text


def lines(body, **parts):
    """The lines of the text; white space within a line may be the end of a paragraph in a cell."""
    return read(body, **parts).rstrip("\n").split("\n")


def field(instruction, result):
    """A field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_tracked_changes_are_taken_as_accepted():
    """Insertions stay, deletions and what was moved away go, and the admin is told."""
    body = p(
        run("Giao ")
        + f'<w:ins w:id="1" w:author="A">{run("Sở A")}</w:ins>'
        + '<w:del w:id="2" w:author="A"><w:r><w:delText>Sở B</w:delText></w:r></w:del>'
        + f'<w:moveFrom w:id="3" w:author="A">{run(" đầu")}</w:moveFrom>'
        + run(" chủ trì.")
    )
    extract = read_word(docx(body), "a.docx")

    assert extract.text == "Giao Sở A chủ trì.\n"
    assert len(extract.warnings) == 1 and "chưa chấp nhận" in extract.warnings[0]


def test_a_deleted_mark_joins_two_paragraphs():
    """A paragraph whose end was deleted goes on in the next one."""
    gone = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'

    assert read(p("Sở Nội vụ ", properties=gone) + p("chủ trì.")) == "Sở Nội vụ chủ trì.\n"


def test_deleted_rows_go():
    """A row that was deleted is no task."""
    gone = '<w:trPr><w:del w:id="1" w:author="A"/></w:trPr>'
    rows = table(("a", "b", "c")) + table(("d", "e", "f"), properties=gone)

    assert read(rows) == "| a | b | c |\n"


def test_wrappers_are_seen_through():
    """Content controls, links and smart tags hold text like any other."""
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>"
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Bấm vào đây')}"
    body = p(
        run("Số: ") + control + f"<w:hyperlink>{run('/KH')}</w:hyperlink>"
        f"<w:smartTag>{run('-UBND')}</w:smartTag>{empty}</w:sdtContent></w:sdt>"
    )
    whole = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Điều 1.')}</w:sdtContent></w:sdt>"

    assert read(body + whole) == "Số: 12/KH-UBND\nĐiều 1.\n"


def test_fields_give_their_results():
    """Instructions and page numbers are no text, a table of contents is none either."""
    contents = p(field('TOC \\o "1-3"', run("I. MỤC ĐÍCH 1")))
    body = contents + p(
        run("theo mục ") + field("REF _a \\r", run("2.1")) + field("PAGE", run("7"))
    )

    assert read(body) == "theo mục 2.1\n"


def test_a_field_that_never_ends_swallows_nothing():
    """A damaged field costs its instructions, not the rest of the document."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>'

    assert read(p(begin + run("Điều 1.")) + p("Điều 2.")) == "Điều 1.\nĐiều 2.\n"


def test_text_boxes_are_read_once():
    """The same box stands in the file twice, for new and for old programs."""
    content = f"<w:txbxContent>{p('DỰ THẢO')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:txbx>"
        f"{content}</wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r>"
    )

    assert read(p(run("KẾ HOẠCH") + box)) == "KẾ HOẠCH\nDỰ THẢO\n"


def test_signs():
    """No-break hyphens are hyphens, soft ones nothing, a line break ends a line."""
    hyphen = "<w:r><w:t>149</w:t><w:noBreakHyphen/><w:t>KH/TU</w:t></w:r>"
    soft = "<w:r><w:t>thông</w:t><w:softHyphen/><w:t>tin</w:t></w:r>"
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    bullet = run("\uf0a7 mục", properties='<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')

    assert lines(p(hyphen) + p(soft) + p("a\nb\tc") + p(symbol + run(" 5")) + p(bullet)) == [
        "149-KH/TU", "thôngtin", "a", "b c", "≥ 5", "- mục",
    ]  # fmt: skip


def test_signs_of_symbol_fonts():
    """A sign is what its font draws; a tick stays one, and opens a bullet before text."""
    inequality = '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>'
    unequal = run("\uf0b9", properties='<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    flower = '<w:r><w:sym w:font="Wingdings" w:char="F07B"/></w:r>'

    assert lines(p(inequality + run(" 5")) + p(unequal + run(" 0")) + p(tick) + p(flower)) == [
        "≤ 5", "≠ 0", "✓",
    ]  # fmt: skip


def test_hidden_text_is_not_read_and_capitals_are_shown():
    """Hiding and capitals come from runs, from styles and from what these are based on."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hoa2"><w:basedOn w:val="Hoa"/></w:style>'
    )
    shown = run("hiện", properties='<w:vanish w:val="0"/>')
    body = p(run("ẩn") + shown, style="An") + p("ẩn", style="An")
    body += p(
        run("kế hoạch", properties='<w:rStyle w:val="Hoa2"/>') + run("ẩn", properties="<w:vanish/>")
    )

    assert read(body, styles=f"<w:styles {W}>{styles}</w:styles>") == "hiệnKẾ HOẠCH\n"


def test_merged_cells():
    """A cell over columns stands once, one over rows in each row, and rows are equally long."""
    body = table(
        (cell("TT", merge="restart"), cell("Đơn vị", span=2), "Hạn"),
        (cell(merge="continue"), "Chủ trì", "Phối hợp", "Hạn"),
        ("1", "Sở A", cell("Sở B", "Sở C"), "Quý I"),
    )

    assert lines(body) == [
        "| TT | Đơn vị | Hạn |  |",
        "| TT | Chủ trì | Phối hợp | Hạn |",
        f"| 1 | Sở A | Sở B{CELL_BREAK}Sở C | Quý I |",
    ]


def test_tables_that_only_arrange():
    """A table of one column is its paragraphs; an empty column between two is left out."""
    inner = table(("x", "y", "z"))
    body = table((cell(p("Điều 1."), p("Điều 2."), inner),)) + table(("UBND", cell(), "CỘNG HÒA"))

    assert lines(body) == [
        "Điều 1.", "Điều 2.", "| x | y | z |", "| UBND | CỘNG HÒA |",
    ]  # fmt: skip


def test_a_table_in_a_cell_is_text_of_the_cell():
    """Bars inside would part cells: rows of the inner table are paragraphs."""
    body = table(("1", cell(table(("a|b", "c"), ("d", "e"))), "Sở A"))

    assert read(body) == f"| 1 | a/b c{CELL_BREAK}d e | Sở A |\n"
    roles = table(("1", cell(table(("Chủ trì", "Phối hợp"), ("Sở A", "Sở B")))))
    assert read(roles) == f"| 1 | Chủ trì Sở A{CELL_BREAK}Phối hợp Sở B |\n"


def test_notes_follow_the_body():
    """Footnotes and endnotes are numbered as they are met; their mark is not left in the text."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("Văn bản")}{p("số 1")}</w:footnote>'
    ends = f'<w:endnotes {W}><w:endnote w:id="2">{p("Cuối")}</w:endnote></w:endnotes>'

    assert read(
        p(run("ban hành") + mark + run(";") + end),
        footnotes=f"{notes}</w:footnotes>",
        endnotes=ends,
    ) == ("ban hành;\n\n[1] Văn bản số 1\n[2] Cuối\n")


def test_comments_are_told():
    """A file with comments may not be the last version."""
    comments = f'<w:comments {W}><w:comment w:id="1">{p("Xem lại")}</w:comment></w:comments>'
    extract = read_word(docx(p("Điều 1."), comments=comments), "a.docx")

    assert extract.text == "Điều 1.\n" and "1 ghi chú" in extract.warnings[0]


def test_headers_are_left_out_unless_the_head_stands_there():
    """A page number is furniture; the national motto and the number of a plan are not."""
    reference = '<w:sectPr><w:headerReference w:type="first" r:id="header"/></w:sectPr>'
    head = (
        f"<w:hdr {NAMESPACES}>{p('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}{p('Số: 5/KH-SNV')}</w:hdr>"
    )
    furniture = f"<w:hdr {NAMESPACES}>{p(field('PAGE', run('2')))}</w:hdr>"
    body = p("KẾ HOẠCH")

    assert lines(body + reference, header=head) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 5/KH-SNV", "KẾ HOẠCH",
    ]  # fmt: skip
    assert read(body + reference, header=furniture) == "KẾ HOẠCH\n"


def test_heads_set_with_tabs_and_blanks_are_two_columns():
    """Left lines come before right ones, as in a table."""
    body = (
        p("UBND TỈNH GIA LAI\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + p("SỞ NỘI VỤ                            Độc lập - Tự do - Hạnh phúc")
        + p()
        + p("Số:         /KH-SNV\t\tGia Lai, ngày      tháng 6 năm 2026")
        + p()
        + p("KẾ HOẠCH")
        + p("\tCăn cứ Luật;")
        + p("Nơi nhận:\t\t\tGIÁM ĐỐC")
        + p("- Như trên;")
        + p("- Lưu: VT.\t\t\tLê Thu Hà")
    )

    assert lines(body) == [
        f"| UBND TỈNH GIA LAI{CELL_BREAK}SỞ NỘI VỤ{CELL_BREAK}Số: /KH-SNV "
        f"| CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM{CELL_BREAK}Độc lập - Tự do - Hạnh phúc{CELL_BREAK}"
        "Gia Lai, ngày tháng 6 năm 2026 |",
        "",
        "KẾ HOẠCH",
        "Căn cứ Luật;",
        f"| Nơi nhận:{CELL_BREAK}- Như trên;{CELL_BREAK}- Lưu: VT. "
        f"| GIÁM ĐỐC{CELL_BREAK}Lê Thu Hà |",
    ]


def test_a_break_inside_a_full_line_parts_nothing():
    """Breaks that keep a line in shape are blanks; those between short lines stay."""
    long = "Giao Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành, Ủy ban nhân dân"

    assert lines(p(f"{long}\nThành phố Huế.") + p("UBND TỈNH\nSỞ NỘI VỤ")) == [
        f"{long} Thành phố Huế.", "UBND TỈNH", "SỞ NỘI VỤ",
    ]  # fmt: skip
    assert lines(p(f"{long}:\n- Thành phố Huế")) == [f"{long}:", "- Thành phố Huế"]


def test_what_tabs_set_in_the_middle_is_no_column():
    """Below a head or a signature, the type of a document or an annex stands for itself."""
    body = (
        p("SỞ NỘI VỤ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("\tĐộc lập - Tự do - Hạnh phúc")
        + p("\t\t\tKẾ HOẠCH") + p("Nơi nhận:\t\tGIÁM ĐỐC") + p("\t- Lưu: VT.")
        + p("\t\tLê Thu Hà") + p() + p("\t\t\tPHỤ LỤC")
    )  # fmt: skip

    assert lines(body) == [
        f"| SỞ NỘI VỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM{CELL_BREAK}"
        "Độc lập - Tự do - Hạnh phúc |",
        "KẾ HOẠCH",
        f"| Nơi nhận:{CELL_BREAK}- Lưu: VT. | GIÁM ĐỐC{CELL_BREAK}Lê Thu Hà |",
        "",
        "PHỤ LỤC",
    ]


def test_a_title_is_parted_from_the_body():
    """Where centred lines end, a blank line stands."""
    centre = '<w:jc w:val="center"/>'
    body = p("KẾ HOẠCH", properties=centre) + p("Công tác năm", properties=centre) + p("Nay làm.")

    assert read(body) == "KẾ HOẠCH\nCông tác năm\n\nNay làm.\n"


def test_legacy_fonts_become_unicode():
    """TCVN3 and VNI runs are decoded by their fonts; a soft hyphen there is the letter ư."""
    small, capital = (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' for font in (".VnTime", ".VnTimeH")
    )
    vni = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    soft = f"<w:r><w:rPr>{small}</w:rPr><w:t>Bé tr</w:t><w:softHyphen/><w:t>ëng Bé Tµi</w:t></w:r>"
    body = p(run("ñy ban nh©n d©n", properties=capital)) + p(soft)
    body += p(run("Quyeát ñònh pheâ duyeät Keá hoa", properties=vni) + run("ïch", properties=vni))
    body += p("Sở Tài chính")
    extract = read_word(docx(body), "a.docx")

    assert extract.text == (
        "ỦY BAN NHÂN DÂN\nBộ trưởng Bộ Tài\nQuyết định phê duyệt Kế hoạch\nSở Tài chính\n"
    )
    assert len(extract.warnings) == 2 and "«Bé tr" in extract.warnings[0]


def test_a_few_words_in_a_legacy_font_are_told_by_its_name():
    """A letterhead of two words is too short a sample for any other proof."""
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'

    assert read(p(run("Hµ Néi", properties=old)) + p("Sở Tài chính")) == "Hà Nội\nSở Tài chính\n"


def test_unicode_beside_legacy_text_in_one_font_stays():
    """Whoever typed on in Unicode kept the font."""
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    body = p(run("Céng hoµ x· héi chñ nghÜa", properties=old)) + p(run("Và các bà", properties=old))

    assert read(body) == "Cộng hoà xã hội chủ nghĩa\nVà các bà\n"


def test_font_names_lie():
    """Unicode text in a .Vn font stays as it is."""
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    text = "Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì, phối hợp thực hiện kế hoạch."

    assert read(p(run(text, properties=old))) == f"{text}\n"
