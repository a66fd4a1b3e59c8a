"""Automatic numbers, as Word prints them."""

import pytest
from making.docx import W, cell, docx, level, numbering, p, run, starting, table

from knowledge.readers.word.numerals import numeral
from knowledge.readers.word.word import read_word

FORMS = (
    level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%1.%2.")
    + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "-")
    + level(4, "bullet", "\uf0b7")
)


def read(body, *, levels=FORMS, lists=None, styles=""):
    """The lines of a file whose lists stand on one definition."""
    data = docx(
        body,
        numbering=numbering({"0": levels}, lists or {"1": ("0", "")}),
        styles=f"<w:styles {W}>{styles}</w:styles>",
    )
    return read_word(data, "a.docx").text.splitlines()


def items(*levels, list_id="1"):
    """A paragraph «x» at each of these levels of a list."""
    return "".join(p("x", number=(list_id, at)) for at in levels)


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (9, "decimal", "9"),
        (9, "decimalZero", "09"),
        (14, "upperRoman", "XIV"),
        (49, "lowerRoman", "xlix"),
        (5, "lowerLetter", "e"),
        (28, "upperLetter", "BB"),
        (3, "none", ""),
        (3, "decimalEnclosedParen", "(3)"),
        (3, "somethingNew", "3"),
        (10**9, "upperRoman", "M" * 32 + "DCCLXVII"),
    ],
)
def test_forms(value, form, printed):
    """Letters run a b c d e, without đ; what is unknown is a decimal; nothing grows endless."""
    assert numeral(value, form) == printed


def test_levels_count_and_restart():
    """A level restarts below each item above it; labels may show the levels above."""
    body = items(0, 1, 1, 2, 2, 1, 0, 1, 2)

    assert read(body, levels=FORMS.replace("%1.%2.", "%2.")) == [
        "I. x", "1. x", "2. x", "a) x", "b) x", "3. x", "II. x", "1. x", "a) x",
    ]  # fmt: skip
    assert read(body)[:4] == ["I. x", "I.1. x", "I.2. x", "a) x"]


def test_legal_numbers_are_decimals():
    """With `isLgl` a Roman level above prints as a decimal: 1.1, not I.1."""
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", more="<w:isLgl/>")

    assert read(items(0, 1, 0, 1), levels=levels) == ["I. x", "1.1. x", "II. x", "2.1. x"]


def test_a_level_may_run_through():
    """`lvlRestart` of 0 never restarts: Điều 1, 2, 3 over all chapters."""
    levels = level(0, "upperRoman", "Chương %1") + level(
        1, "decimal", "Điều %2.", more='<w:lvlRestart w:val="0"/>'
    )

    assert read(items(0, 1, 1, 0, 1), levels=levels) == [
        "Chương I x", "Điều 1. x", "Điều 2. x", "Chương II x", "Điều 3. x",
    ]  # fmt: skip


def test_lists_on_one_definition_go_on_unless_they_start_themselves():
    """Word counts by definition; a start of its own counts once, and again after a restart."""
    lists = {"1": ("0", ""), "2": ("0", ""), "3": ("0", starting(1, 5))}
    body = items(0, 1) + items(1, list_id="2") + items(1, 1, 0, 1, list_id="3")

    assert read(body, lists=lists) == [
        "I. x", "I.1. x", "I.2. x", "I.5. x", "I.6. x", "II. x", "II.5. x",
    ]  # fmt: skip


def test_a_list_may_replace_a_level():
    """An override with a level of its own changes the form and goes on counting."""
    lists = {
        "1": ("0", ""),
        "2": ("0", f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1/")}</w:lvlOverride>'),
    }

    assert read(items(0) + items(0, list_id="2"), lists=lists) == ["I. x", "2/ x"]


def test_a_sub_item_before_any_item_shows_the_start():
    """Nothing is counted above it."""
    assert read(items(1, 0)) == ["I.1. x", "I. x"]


def test_bullets_are_hyphens_and_plus_signs():
    """A typed hyphen stays; a symbol is told by its depth among bullets."""
    levels = level(0, "bullet", "\uf0b7") + level(1, "bullet", "o") + level(2, "bullet", "–")

    assert read(items(0, 1, 2), levels=levels) == ["- x", "+ x", "- x"]
    assert read(items(3, 4)) == ["- x", "+ x"]


def test_styles_number_through_what_they_are_based_on():
    """The level is that to which the style is tied; a paragraph's own number goes before."""
    levels = level(0, "decimal", "%1.", more='<w:pStyle w:val="A"/>') + level(
        1, "decimal", "%1.%2.", more='<w:pStyle w:val="B"/>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="D"><w:basedOn w:val="D"/></w:style>'
    )
    body = p("x", style="A") + p("x", style="C") + p("x", style="A") + p("x", style="D")
    body += p("x", style="C", number=("0", 0)) + p("x", style="A", number=("1", 1))

    assert read(body, levels=levels, styles=styles) == [
        "1. x", "1.1. x", "2. x", "x", "x", "2.1. x",
    ]  # fmt: skip


def test_a_list_style_leads_to_its_definition():
    """`numStyleLink` names a style, the style a list, the list the levels."""
    linked = '<w:numStyleLink w:val="L"/>'
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    data = docx(
        items(0, 1),
        numbering=numbering({"0": linked, "1": FORMS}, {"1": ("0", ""), "2": ("1", "")}),
        styles=f"<w:styles {W}>{styles}</w:styles>",
    )

    assert read_word(data, "a.docx").text.splitlines() == ["I. x", "I.1. x"]


def test_a_number_column_without_text_is_numbered():
    """Cells that hold only a number print it; an empty numbered line in the body prints none."""
    levels = level(0, "decimal", "%1")
    number = p(number=("1", 0))
    body = table(("TT", "Nhiệm vụ", "Chủ trì"), (cell(number), "Viết bài", "Sở A")) + number
    body += table((cell(number), "Mở mục", "Sở B"))

    assert read(body, levels=levels) == [
        "| TT | Nhiệm vụ | Chủ trì |", "| 1 | Viết bài | Sở A |", "", "| 3 | Mở mục | Sở B |",
    ]  # fmt: skip


def test_a_label_of_words_stands_without_text():
    """«Chương I» is a line of its own above the title."""
    levels = level(0, "upperRoman", "Chương %1")

    assert read(p(number=("1", 0)) + p("QUY ĐỊNH CHUNG"), levels=levels) == [
        "Chương I", "QUY ĐỊNH CHUNG",
    ]  # fmt: skip


def test_deleted_and_hidden_items_are_not_counted():
    """What Word does not print takes no number."""
    gone = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    deleted = f'<w:del w:id="2" w:author="A">{run("x")}</w:del>'
    body = items(0) + p(deleted, number=("1", 0), properties=gone)
    body += p(run("x", properties="<w:vanish/>"), number=("1", 0), properties=hidden) + items(0)

    assert read(body) == ["I. x", "II. x"]


def test_a_label_without_a_blank_is_glued():
    """`suff` says what follows the number."""
    levels = level(0, "decimal", "%1.", more='<w:suff w:val="nothing"/>')

    assert read(items(0), levels=levels) == ["1.x"]


@pytest.mark.parametrize("number", [("9", 0), ("1", 99), ("x", 0), ("1", "y")])
def test_a_list_that_is_missing_numbers_nothing(number):
    """A damaged reference leaves the paragraph as typed, or on the first level."""
    assert read(p("x", number=number)) in (["x"], ["I. x"])


def test_a_label_in_a_legacy_font_is_unicode():
    """The font of a number is that of its level, else that of the mark of its paragraph."""
    font = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    legacy = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    words = run("ph¹m vi ®iÒu chØnh", properties=legacy)
    levels = level(0, "decimal", "§iÒu %1.", more=font) + level(1, "lowerLetter", "®iÓm %2)")
    body = p(words, number=("1", 0)) + p(words, number=("1", 1), properties=font)

    assert read(body, levels=levels) == [
        "Điều 1. phạm vi điều chỉnh", "điểm a) phạm vi điều chỉnh",
    ]  # fmt: skip
