"""No stage of reading takes more than linear time in its text, however hostile that is."""

import gc
import math
import time

import pytest

from index.library.duplicates import sketch
from index.library.passages import cut_passages
from knowledge.extract import Extract, Method
from knowledge.head.secrecy import find_secrecy
from knowledge.reader import parse_extract

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 61/KH-UBND
Lạng Sơn, ngày 18 tháng 3 năm 2024

KẾ HOẠCH
Triển khai công tác năm 2024

I. MỤC ĐÍCH
1. Nội dung mở đầu của kế hoạch này là như sau
"""
# What patterns look for, again and again: openings without ends, ends without openings, lists.
SEEDS = (
    "báo cáo ", "Đơn vị thực hiện:\n", "báo cáo UBND tỉnh trước ngày 15 ", "chủ trì ", "- ",
    "Sở Y tế; ", "Sở Y tế, ", "Giao Sở Tài chính chủ trì, phối hợp với ", "| a | b |\n", "(", "“",
    "Kế hoạch số 61/KH-UBND ngày 1/1/2024 của UBND tỉnh ", "(ABC) ", "a b c (ABC) ", "KẾ HOẠCH\n",
    "Nơi nhận:\n", "Kính gửi:\n", "TM. ỦY BAN NHÂN DÂN\n", "Điều 1. Giao Sở Tài chính\n", "[1] a\n",
    "1. a\n", "I.\nA\n", " \n", "a", "1", "ngày 1 tháng 1 năm ", "trước ngày 15 hằng tháng ",
    "Phụ lục I\n", "5.937\n", "Chi\n5.937\n", "7\nSở Y tế\n",
    "| 1 | Nội dung | Sở Y tế | 2024 |\n", "Căn cứ Luật số 1/2024/QH15;\n", "a) b\n", "* _ # ",
    "Sở Tài chính chủ trì, phối hợp với các sở báo cáo UBND tỉnh trước ngày 15/12.\n",
)  # fmt: skip
# Where they are all that there is, and so its head.
ALONE = ("(", "“", "[", "/", "1/", "a|", "<", "…", "(dự thảo ", "Số: ", "V/v ",
         "báo cáo ", "KẾ HOẠCH\n", "ngày 1/1/2024 ", "Lạng Sơn, ngày 1/1/2024 ",
         "Kế hoạch số 61/KH-UBND ngày 1/1/2024 của UBND tỉnh ",
         "thay thế Kế hoạch số 61/KH-UBND kể từ ngày 1/1/2024, ")  # fmt: skip
# Characters; the larger text is four times the smaller.
_SMALL, _TIMES = 5_000, 4
# The power of the length with which time may grow: more than busy machines make of 1, less than 2.
# And seconds below which it is not looked at: starting costs are.
_MOST_POWER, _LEAST_SECONDS = 1.6, 0.15


def repeated(seed, length):
    """One phrase again and again."""
    return (seed * (length // len(seed) + 1))[:length]


def read(middle, head=HEAD):
    """Seconds of processor that all stages take for a text."""
    text = f"{head}{middle}\nII. TỔ CHỨC\n1. Sở Tài chính chủ trì thực hiện.\n"
    # What other tests left in memory is not to be looked through meanwhile.
    gc.collect()
    gc.disable()
    began = time.process_time()
    document = parse_extract(Extract(text=text, method=Method.TEXT), b"", "a.txt")
    cut_passages(document)
    sketch(document)
    find_secrecy(document.text)
    gc.enable()
    return time.process_time() - began


@pytest.fixture(scope="module", autouse=True)
def warm():
    """What is loaded and remembered once is no part of the growth."""
    read(repeated("Sở Y tế chủ trì. ", 500))


@pytest.mark.parametrize(
    ("seed", "head"), [*((seed, HEAD) for seed in SEEDS), *((seed, "") for seed in ALONE)]
)
def test_time_grows_with_the_text_and_no_faster(seed, head):
    """Four times the text takes four times as long, or little more."""
    require_linear(lambda length: read(repeated(seed, length), head))


# Half of it is one long section, half are many short ones below that.
BELOW = ("- báo cáo {n}\n", "a) làm việc {n};\n")


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("above", ["tổng hợp ", "Sở Y tế, Sở Tài chính ", "("])
def test_what_stands_above_many_is_read_once(above, below):
    """However long it is, and however many they are."""

    def middle(length):
        many = "".join(below.format(n=n) for n in range(length // 2 // len(below)))
        return f"2. Các đơn vị sau đây {repeated(above, length // 2)}:\n{many}"

    require_linear(lambda length: read(middle(3 * length)))


def require_linear(seconds):
    """Require that what takes these seconds for a length grows with it and no faster."""
    large = seconds(_SMALL * _TIMES)
    if large < _LEAST_SECONDS:
        return
    small = min(seconds(_SMALL) for _ in range(2))
    # Only what seems slow is worth a second look: the better of two can but be quicker.
    if math.log(large / small, _TIMES) >= _MOST_POWER:
        large = min(large, seconds(_SMALL * _TIMES))

    assert math.log(large / small, _TIMES) < _MOST_POWER
