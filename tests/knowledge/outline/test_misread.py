"""Labels that recognition misread."""

import pytest

from knowledge.extract import Extract, Method
from knowledge.outline.blocks import Block
from knowledge.outline.labels import Style, parse_label
from knowledge.outline.misread import mend_signs
from knowledge.outline.node import Paths, Tree
from knowledge.outline.outline import OutlineBuilder
from knowledge.outline.proved import proved_labels
from knowledge.reader import parse_extract
from knowledge.text import Span


def paths_of(lines: list[str], *, recognised: bool = True) -> list[str]:
    """The paths of the labelled nodes that the lines grow into."""
    tree = Tree("", Paths())
    builder = OutlineBuilder(tree, recognised=recognised)
    blocks = [Block(span=Span(start=n, end=n + 1), text=line) for n, line in enumerate(lines)]
    proved = proved_labels(lines if recognised else [])
    for n, (here, after) in enumerate(zip(blocks, [*blocks[1:], None], strict=True)):
        builder.add(here, after, proved=proved.get(n))
    return [node.path for node in tree.nodes if node.label]


PLAN = ["I. MỤC ĐÍCH", "1. Mục đích", "2. Yêu cầu", "II. NỘI DUNG", "1. Rà soát", "1.1. Cấp tỉnh"]
ITEMS = ["2. Báo cáo", "III. KINH PHÍ", "IV. TỔ CHỨC THỰC HIỆN", "1. Sở Nội vụ", "2. Sở Tài chính"]
PATHS = ["I", "I.1", "I.2", "II", "II.1", "II.1.1", "II.2", "III", "IV", "IV.1", "IV.2"]


def test_a_plan_read_well_is_left_alone():
    """Nothing is mended where the sequence is whole."""
    assert paths_of(PLAN + ITEMS) == PATHS


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("III. KINH PHÍ", "II. KINH PHÍ"),
        ("III. KINH PHÍ", "HI. KINH PHÍ"),
        ("III. KINH PHÍ", "IlI. KINH PHÍ"),
        ("III. KINH PHÍ", "III, KINH PHÍ"),
        ("III. KINH PHÍ", "IIL. KINH PHÍ"),
        ("1. Mục đích", "II. Mục đích"),
        ("II. NỘI DUNG", "I. NỘI DUNG"),
        ("II. NỘI DUNG", "11. NỘI DUNG"),
        ("II. NỘI DUNG", "Il. NỘI DUNG"),
        ("II. NỘI DUNG", "H. NỘI DUNG"),
        ("II. NỘI DUNG", "II NỘI DUNG"),
        ("III. KINH PHÍ", "IH. KINH PHÍ"),
        ("IV. TỔ CHỨC THỰC HIỆN", "1V. TỔ CHỨC THỰC HIỆN"),
        ("I. MỤC ĐÍCH", "1. MỤC ĐÍCH"),
        ("I. MỤC ĐÍCH", "l. MỤC ĐÍCH"),
        ("1. Mục đích", "l. Mục đích"),
        ("1. Mục đích", "I. Mục đích"),
        ("1.1. Cấp tỉnh", "1.l. Cấp tỉnh"),
        ("1.1. Cấp tỉnh", "I.1. Cấp tỉnh"),
        ("2. Báo cáo", "2, Báo cáo"),
    ],
)
def test_a_misread_label_takes_the_place_of_the_printed_one(printed, read):
    """Strokes lost and gained, and I, l and 1, are told apart by what must come."""
    lines = [read if line == printed else line for line in PLAN + ITEMS]

    assert lines != PLAN + ITEMS
    assert paths_of(lines) == PATHS


def test_digits_alike_are_told_by_the_sequence():
    """8 after 2 is 3, and 5 after 5 is 6."""
    numbers = ["1", "2", "8", "4", "5", "5", "7"]

    assert paths_of([f"{n}. Rà soát" for n in numbers]) == list("1234567")


def test_what_was_typed_is_never_mended():
    """An author who prints II twice is quoted so."""
    lines = ["I. MỤC ĐÍCH", "II. NỘI DUNG", "II. KINH PHÍ", "IV. TỔ CHỨC"]

    assert paths_of(lines, recognised=False) == ["I", "II", "II(2)", "IV"]


@pytest.mark.parametrize("text", ["Hội nghị. Ban", "11 huyện", "I. L", "1O năm", "lll"])
def test_words_are_no_misread_labels(text):
    """Prose that opens with the letters of numerals opens no part."""
    label = parse_label(text, recognised=True)

    assert label is None or label.style is not Style.DECIMAL and label.printed == "I."


SMALL = [
    "I. Mục tiêu", "1. Chung", "2. Cụ thể", "II. Nội dung", "III. Kinh phí", "IV. Lộ trình",
    "V. Tổ chức", "VI. Giám sát", "VII. Khen thưởng", "VIII. Thi hành", "1. Sở Y tế",
]  # fmt: skip
SMALL_PATHS = ["I", "I.1", "I.2", *"II III IV V VI VII VIII VIII.1".split()]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("I. Mục tiêu", "1. Mục tiêu"),
        ("II. Nội dung", "Il. Nội dung"),
        ("II. Nội dung", "H. Nội dung"),
        ("III. Kinh phí", "IIL Kinh phí"),
        ("V. Tổ chức", "V, Tổ chức"),
        ("VII. Khen thưởng", "VII: Khen thưởng"),
        ("VIII. Thi hành", "VIIL Thi hành"),
        ("VIII. Thi hành", "VIll. Thi hành"),
    ],
)
def test_a_small_heading_is_proved_by_its_neighbours(printed, read):
    """Without capitals only the numbers before and after tell what was printed."""
    assert paths_of([read if line == printed else line for line in SMALL]) == SMALL_PATHS


def test_two_lists_that_open_twice_are_two_parts():
    """«1. 1. 2.» and «1. 1. 2.» before III are I and II with their items."""
    lines = ["1. Mục tiêu", "1. Chung", "2. Riêng", "1. Nội dung", "1. Rà soát", "2. In ấn"]

    assert paths_of([*lines, "III. Kinh phí"]) == [
        "I", "I.1", "I.2", "II", "II.1", "II.2", "III",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Chung", "2. Riêng", "1. Rà soát", "2. In ấn"],
        ["1. Mục tiêu", "1. Chung", "2. Riêng", "IV. Kinh phí"],
        ["I. Mục tiêu", "V, Tổ chức", "II. Nội dung"],
    ],
)
def test_what_is_not_proved_stays_as_it_is_read(lines):
    """Too few or too many candidates prove nothing."""
    assert proved_labels(lines) == {}


@pytest.mark.parametrize(("first", "third"), [("II", "3"), ("1", "lãi"), ("l", "B"), ("1", "38")])
def test_numbers_of_rows_are_proved_by_those_above_and_below(first, third):
    """A cell over two rows, read in both, is one number; what no neighbour proves is left."""
    rows = [
        ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"),
        (first, "Rà soát cấp tỉnh", "Sở Nội vụ", "Quý I"),
        (first, "Rà soát cấp xã", "Sở Nội vụ", "Quý II"),
        ("2", "In ấn", "Sở Y tế", "Quý III"),
        (third, "Tập huấn", "Sở Tư pháp", "Quý IV"),
        ("4", "Tổng kết", "Sở Tài chính", "Quý IV"),
    ]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    text = f"KẾ HOẠCH\nRà soát văn bản năm 2026\nI. NHIỆM VỤ\n{table}\n"
    extract = Extract(text=text, method=Method.OCR, recognised=True)
    document = parse_extract(extract, b"", "a.pdf")

    last = third if third == "38" else "3"
    assert [s.path for s in document.sections if s.kind.value == "row"] == [
        "I/1", "I/1(2)", "I/2", f"I/{last}", "I/4",
    ]  # fmt: skip


def test_a_number_is_mended_by_its_like():
    """«§94/VP-KTTH» is 894 where the text prints that number in another place, and only there."""
    both = "Căn cứ Công văn số §94/VP-KTTH.\nTheo Công văn số 894/VP-KTTH.\n"
    assert mend_signs(both) == both.replace("§", "8")
    assert (
        mend_signs("Công văn số §94/VP-KTTH, §95/VP-KTTH") == "Công văn số §94/VP-KTTH, §95/VP-KTTH"
    )
