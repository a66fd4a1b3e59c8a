"""Two readings of one page."""

from knowledge.readers.scan.tesseract import PixelBox, Word
from knowledge.readers.scan.vote import merge_readings


def words(*read: tuple[str, float], top: int = 100) -> list[Word]:
    """Words of one line, side by side, each with its confidence."""
    return [
        Word(
            text=text,
            box=PixelBox(left=100 * n, top=top, right=100 * n + 80, bottom=top + 40),
            confidence=confidence,
            line=(1, 1, top),
        )
        for n, (text, confidence) in enumerate(read)
    ]


def test_the_surer_reading_of_a_word_wins():
    """What is no syllable is less likely to be a word than one recognised with less confidence."""
    first = words(("Kiêm", 80.0), ("soát", 95.0), ("thủ", 90.0), ("tụk", 90.0))
    second = words(("Kiểm", 95.0), ("soat", 60.0), ("thủ", 70.0), ("tục", 80.0))

    assert [w.text for w in merge_readings(first, second)] == ["Kiểm", "soát", "thủ", "tục"]


def test_digits_on_which_the_readings_differ_are_doubtful():
    """A number is never made surer by one of two readings."""
    merged = merge_readings(words(("4532/UBND", 92.0)), words(("4582/UBND", 90.0)))

    assert [(w.text, w.confidence < 60) for w in merged] == [("4532/UBND", True)]


def test_a_line_that_one_reading_lost_is_kept():
    """Lines of the second reading are added where the first has nothing and they are sure."""
    first = words(("Nơi", 95.0), ("nhận:", 95.0))
    second = first + words(("Lưu:", 90.0), ("VT", 92.0), top=200) + words(("ẵ", 30.0), top=300)

    assert [w.text for w in merge_readings(first, second)] == ["Nơi", "nhận:", "Lưu:", "VT"]
