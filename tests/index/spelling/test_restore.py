"""Tests of restoring badly typed questions."""

import random
from pathlib import Path

import pytest

from index.spelling.misread import mend_numbers
from index.spelling.restore import CountedSyllables, restore
from index.spelling.syllable_counts import BlendedSyllables, one_edit_away
from knowledge.text import fold, nfc

PLANS = Path(__file__).parents[4] / "shared" / "plans"

LIBRARY = """
Sở Thông tin và Truyền thông chủ trì, phối hợp với các sở, ban, ngành thực hiện nhiệm vụ.
Kinh phí thực hiện Kế hoạch lấy từ ngân sách nhà nước. Kinh phí thực hiện theo quy định.
Chương trình quốc gia về bảo vệ dữ liệu cá nhân. Khôi phục hệ thống viễn thông.
Cơ quan chủ trì báo cáo Ủy ban nhân dân thành phố Cần Thơ. Phản ánh vướng mắc về Sở Nội vụ.
Đề án chuyển đổi số kết cấu hạ tầng xây dựng; thành phố Cần Thơ; chuyển đổi số; chuyên môn.
Người làm công tác xây dựng pháp luật được hưởng chính sách đặc thù. UBND tỉnh, UBND tỉnh.
Đảng ủy Khối ban hành Hướng dẫn 06-HD/ĐUK. ĐUK gửi báo cáo. ĐUK họp. Xây dựng kế hoạch.
"""


@pytest.fixture(scope="module")
def counts():
    """The counts of a small library."""
    return CountedSyllables.from_texts([LIBRARY])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ai chu tri nv 3.2", "ai chủ trì nv 3.2"),
        ("kinh phi thuc hien ke hoach 61 lay tu dau", "kinh phí thực hiện kế hoạch 61 lấy từ đâu"),
        ("kinh phis thuwcj hieenj keess hoachj 61", "kinh phí thực hiện kế hoạch 61"),
        (
            "chính sach đặc thù cho ngươif làm công tác xaay dựng",
            "chính sách đặc thù cho người làm công tác xây dựng",
        ),
        ("Kê hoach 61/KH-UBND ai chu tri", "Kế hoạch 61/KH-UBND ai chủ trì"),
        ("truwowngf", "trường"),
        ("kehoach61 ai ky", "kế hoạch 61 ai ký"),
        ("baocao gui ve dau", "báo cáo gửi về đâu"),
        ("ai chủ chì nhiêm vụ 4.2", "ai chủ trì nhiệm vụ 4.2"),
        (
            "hệ thông viễn thông la Bô nào , tru0c ngày",
            "hệ thống viễn thông là Bộ nào , trước ngày",
        ),
        ("vuong mắc khi thuc hiện KH 160 Câan Thơ", "vướng mắc khi thực hiện KH 160 Cần Thơ"),
        ("thì baos cáo ai", "thì báo cáo ai"),
        ("chuyen đổi số ket cấu hạ tầng", "chuyển đổi số kết cấu hạ tầng"),
        ("chuowng trình quóc gia ve bao vê dữ lieju", "chương trình quốc gia về bảo vệ dữ liệu"),
        ("tien dau ma lam", "tiền đâu mà làm"),
        ("nguoi ki huong dan 06 la ai", "người ký hướng dẫn 06 là ai"),
        ("co ko", "có không"),
        ("dc bn tiền", "được bao nhiêu tiền"),
        ("hạn là ngày j", "hạn là ngày gì"),
        ("fai lam gi", "phải làm gì"),
        ("tie61n d9o65 thu7c5 hie65n", "tiến độ thực hiện"),
        ("KE HOACH 61 AI KY", "KẾ HOẠCH 61 AI KÝ"),
        ("Nguoi ky la ai", "Người ký là ai"),
        ("xử lí vướng mắt", "xử lý vướng mắc"),
        ("thực hiệm nhiệm vụ", "thực hiện nhiệm vụ"),
    ],
)
def test_badly_typed_questions_are_restored(counts, typed, meant):
    """Missing accents, input method remains, missing blanks and typing slips are mended."""
    assert restore(typed, counts).text == meant


@pytest.mark.parametrize(
    "question",
    [
        "lấy tiền ở xứ Lạng",
        "Ủy ban nhân dân và Uỷ ban nhân dân",
        "mục 3.2 II.3 61/KH-UBND 170-KH/ĐUK KL57 QĐ UBND TTĐN 18/3/2024",
        "61/kh-ubnd 06-hd/đuk",
        "viết về abc@gmail.com hoặc https://baochinhphu.vn/ke-hoach",
        "who leads task 3.2 in Lang Son plan 61/KH-UBND?",
        "What is the reporting cadence in guidance 06-HD/DUK?",
        "deadline của KH 61, điểm k khoản 2",
        "nghị định 13 về dữ liệu cá nhân",
        "ai ký z",
        "123 ... ?!",
        "",
    ],
)
def test_what_is_right_stays(counts, question):
    """Accents, document numbers, abbreviations, addresses and English are not touched."""
    restored = restore(question, counts)

    assert restored.text == question
    assert not restored.changed


def test_numbers_mended_first_go_together(counts):
    """The two steps give a clean question."""
    text = mend_numbers("Kê hoach 6l/KH-UBND ngày l8/3/2024 ai chu tri")

    assert restore(text, counts).text == "Kế hoạch 61/KH-UBND ngày 18/3/2024 ai chủ trì"


def test_tokens_pair_what_was_typed_with_what_is_meant(counts):
    """Every word without digits has its pair, in reading order."""
    restored = restore("KeHoach? bn nv 3.2 kehoach61", counts)

    assert restored.tokens[-3:] == (("bn", "bao nhiêu"), ("nv", "nv"), ("kehoach", "kế hoạch"))


def test_certainty_is_low_only_where_something_is_open(counts):
    """Nothing to decide is certain; a syllable without context is less so than a known pair."""
    assert restore("61/KH-UBND", counts).certainty == 1.0
    known = restore("chu tri", counts).certainty
    assert restore("so", counts).certainty < known <= 1.0


def test_decomposed_input_is_composed(counts):
    """Letters with combining marks give the same as composed ones."""
    assert restore("ke\u0302\u0301 hoach", counts).text == "kế hoạch"


def test_general_vietnamese_needs_no_library():
    """Questions in everyday words are restored with nothing counted."""
    empty = CountedSyllables.from_texts([])

    assert restore("han bao cao la khi nao", empty).text == "hạn báo cáo là khi nào"
    assert restore("ai ky, gui ve dau", empty).text == "ai ký, gửi về đâu"


def test_the_library_outweighs_the_everyday_list():
    """A pair that a library has often wins over everyday words."""
    library = CountedSyllables.from_texts(["Quỹ Hạn Bão. " * 40])

    assert restore("han bao", library).text == "hạn bão"


def test_neighbours_are_one_edit_away(counts):
    """Inserted, deleted, replaced and swapped letters are one edit, two of them are not."""
    assert {"hoach", "hoac"} <= one_edit_away("hoac") | one_edit_away("hoach")
    assert "hoahc" in one_edit_away("hoach")
    assert "hach" in one_edit_away("hoach")
    assert "hoach" not in one_edit_away("hoach")
    assert "hoach" in counts.neighbours("haoch")
    assert list(counts.neighbours("xyzxyz")) == []


def test_both_places_of_a_tone_are_one_spelling():
    """Counts of "hòa" and "hoà" are taken together, under the more frequent one."""
    blended = BlendedSyllables(CountedSyllables.from_texts(["hoà bình, hoà bình, hoà nhập " * 9]))

    assert blended.count("hòa") == blended.count("hoà") >= 27
    assert blended.pairs("hòa", "bình") == blended.pairs("hoà", "bình") >= 18


@pytest.mark.parametrize(
    "text", ["bao cao ket qua " * 1300, "a" * 9000, "kehoach" * 900, "aow" * 3000, "a1/" * 3000]
)
def test_long_texts_are_restored(counts, text):
    """Texts far longer than a question come back whole, whatever comes in."""
    restored = restore(text, counts)

    assert fold(restored.text.strip())[-4:] == fold(text.strip())[-4:]


def test_random_texts_keep_what_is_no_word(counts):
    """Digits and signs come through whatever stands between them; the same gives the same."""
    rng = random.Random(9)
    letters = "aăâđeêộiuyưkhcngtlsfrxjwzAĐK  .,:/-()"
    for _ in range(300):
        text = nfc("".join(rng.choice(letters) for _ in range(rng.randrange(40))))
        first = restore(text, counts)
        assert first == restore(text, counts)
        assert 0.0 <= first.certainty <= 1.0
        assert [c for c in first.text if c in ".,:/-()"] == [c for c in text if c in ".,:/-()"]


@pytest.mark.skipif(not PLANS.is_dir(), reason="the plans are not beside the repository")
def test_sentences_of_a_plan_left_out_are_restored():
    """Most accents of a plan that was not counted come back, and accents typed are not damaged."""
    paths = sorted(PLANS.glob("*.txt"))
    texts = [nfc(path.read_text(encoding="utf-8")) for path in paths]
    counts = CountedSyllables.from_texts(texts[1:])
    lines = [line for line in texts[0].splitlines() if 6 <= len(line.split()) <= 30][:40]
    bare, kept, total = 0, 0, 0
    for line in lines:
        words = line.split()
        total += len(words)
        back = restore(" ".join(fold(word) for word in words), counts).text.split()
        bare += sum(a.lower() == b.lower() for a, b in zip(words, back, strict=False))
        kept += sum(a == b for a, b in zip(words, restore(line, counts).text.split(), strict=False))

    assert bare > 0.9 * total
    assert kept > 0.99 * total


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ai chủ trì niệm vụ 3.2", "ai chủ trì nhiệm vụ 3.2"),
        ("ke hach 61 ai ky", "kế hoạch 61 ai ký"),
        ("ai thoe dõi kế hoạch 61", "ai theo dõi kế hoạch 61"),
        ("trong tời gian nào", "trong thời gian nào"),
    ],
)
def test_slips_that_make_another_syllable_are_mended(typed, meant, shipped_answerer):
    """A rare syllable that nobody knows beside its neighbours is a slip for one that is."""
    assert shipped_answerer.understand(typed).restored.text == meant


@pytest.mark.parametrize(
    "typed",
    ["công thức tính diện tích", "sếp có ở phòng không", "tác giả truyện kiều", "giá lợn 60 kg"],
)
def test_everyday_words_that_the_library_lacks_stay(typed, shipped_answerer):
    """A well-known syllable is never taken for one that the library happens to have."""
    assert shipped_answerer.understand(typed).restored.text == typed
