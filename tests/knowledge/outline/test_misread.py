"""Labels that recognition misread."""

import pytest

from knowledge.outline.blocks import Block
from knowledge.outline.labels import Style, parse_label
from knowledge.outline.node import Paths, Tree
from knowledge.outline.outline import OutlineBuilder
from knowledge.text import Span


def paths_of(lines: list[str], *, recognised: bool = True) -> list[str]:
    """The paths of the labelled nodes that the lines grow into."""
    tree = Tree("", Paths())
    builder = OutlineBuilder(tree, recognised=recognised)
    blocks = [Block(span=Span(start=n, end=n + 1), text=line) for n, line in enumerate(lines)]
    for here, after in zip(blocks, [*blocks[1:], None], strict=True):
        builder.add(here, after)
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
