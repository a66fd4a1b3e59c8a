"""The same plan in several files."""

import random
import re
from pathlib import Path

import pytest
from making.docx import plan_docx
from making.web import portal_page

from index.library.duplicates import Collection, likeness, sketch
from knowledge.reader import parse_document, read_documents
from knowledge.shipped import shipped_documents
from knowledge.text import nfc

TEXTS = {each.path.stem: nfc(each.path.read_text(encoding="utf-8")) for each in shipped_documents()}
PLAN = TEXTS["lang-son-ke-hoach-61"]


def collected(*files):
    """What is kept of (name, bytes) pairs, in this order."""
    collection = Collection()
    for name, data in files:
        collection.add(parse_document(data, name))
    return collection


def kept(collection):
    """The names of the files kept."""
    return [document.source_file for document in collection.documents]


FORMATS = {
    "a.txt": PLAN.encode(),
    "b.html": portal_page(PLAN).encode(),
    "c.docx": plan_docx(PLAN),
}


@pytest.mark.parametrize("order", [("a.txt", "b.html", "c.docx"), ("c.docx", "a.txt", "b.html")])
def test_one_plan_in_three_formats_is_kept_once(order):
    """Whatever comes first, the Word file stays and the others are told."""
    collection = collected(*((name, FORMATS[name]) for name in order))

    assert kept(collection) == ["c.docx"]
    told = [name for name, warning in collection.warnings if "chỉ giữ c.docx" in warning]
    assert "b.html" in told or "a.txt" in told
    assert sum("Cùng nội dung" in warning for _, warning in collection.warnings) == 2


def test_plans_that_differ_are_all_kept():
    """The shipped plans, and a plan of another number made from the same model, stay."""
    other = PLAN.replace("61/KH-UBND", "75/KH-UBND")
    files = [(f"{name}.txt", text.encode()) for name, text in TEXTS.items()]

    assert len(kept(collected(*files))) == len(files)
    assert len(kept(collected(("a.txt", PLAN.encode()), ("b.txt", other.encode())))) == 2


def test_same_number_with_another_text_is_told_and_kept():
    """A clash of numbers alone takes no plan out of the library."""
    cut = PLAN[: len(PLAN) // 3]
    collection = collected(("a.txt", PLAN.encode()), ("b.txt", cut.encode()))

    assert kept(collection) == ["a.txt", "b.txt"]
    assert any("Cùng số" in warning for name, warning in collection.warnings if name == "b.txt")


def test_recognised_twin_gives_way():
    """A scan with misread words is the same plan as its digital original, which stays."""
    source = random.Random(1)
    words = re.split(r"(\s+)", PLAN)
    misread = "".join(
        f"{word[:-1]}¡" if len(word) > 4 and source.random() < 0.03 else word for word in words
    )
    collection = collected(("quet.txt", misread.encode()), ("so.txt", PLAN.encode()))

    assert kept(collection) == ["so.txt"]


NUMBERLESS = PLAN[PLAN.index("KẾ HOẠCH") :]


@pytest.mark.parametrize("plan", [PLAN, NUMBERLESS], ids=["numbered", "numberless"])
@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("Sở Văn hóa, Thể thao và Du lịch chủ trì", "Sở Khoa học và Công nghệ chủ trì"),
        ("Kết luận số 57-KL/TW", "Kết luận số 75-KL/TW"),
    ],
)
def test_a_corrected_plan_is_not_lost_beside_the_first(plan, printed, mended):
    """Of nearly the same words, but with another lead or day: both stay, and it is told."""
    assert printed in plan
    corrected = plan.replace(printed, mended)
    for order in (("a.txt", "b.txt"), ("b.txt", "a.txt")):
        files = {"a.txt": plan.encode(), "b.txt": corrected.encode()}
        collection = collected(*((name, files[name]) for name in order))

        assert sorted(kept(collection)) == ["a.txt", "b.txt"]
        assert any(f"Gần giống {order[0]}" in each for _, each in collection.warnings)


def test_a_slip_alone_makes_no_other_plan():
    """A word that is spelt otherwise keeps one file of the two."""
    collection = collected(
        ("a.txt", NUMBERLESS.encode()),
        ("b.txt", NUMBERLESS.replace("kịp thời", "kip thời").encode()),
    )

    assert kept(collection) == ["a.txt"]


def test_likeness_is_about_the_share_of_common_shingles():
    """The sketches tell how much two texts share, as the whole texts do."""
    whole = parse_document(PLAN.encode(), "a.txt")
    half = parse_document(PLAN[: len(PLAN) // 2].encode(), "b.txt")

    assert likeness(sketch(whole), sketch(whole)) == 1
    assert 0.35 < likeness(sketch(whole), sketch(half)) < 0.65


def test_further_plans_are_no_twins():
    """Texts of other plans, where they are at hand, are told apart from each other."""
    folder = Path(__file__).parents[4] / "shared" / "plans-more"
    if not folder.exists():
        pytest.skip(f"{folder} is not at hand; these texts don't ship with the project")
    collection = Collection()
    texts = sorted(folder.glob("*.txt"))
    for text in texts:
        for document in read_documents(text).documents:
            collection.add(document)

    assert len(collection.documents) == len(texts)
