"""Which questions have no matter of their own, so that any plan may be asked them."""

import pytest

from index.question.any_plan import is_without_matter


@pytest.mark.parametrize(
    "asked",
    [
        "chế độ báo cáo thế nào",
        "che do bao cao",
        "kinh phí lấy từ đâu",
        "what is the reporting cadence",
        "where does the money come from",
        "mục đích, yêu cầu là gì",
        "ai theo dõi, đôn đốc",
        "ai kiểm tra, đôn đốc",
        "gặp khó khăn vướng mắc thì báo cáo ai",
        "căn cứ ban hành",
        "bao lâu báo cáo một lần",
        "ai chủ trì",
        "có mấy nhiệm vụ",
    ],
)
def test_parts_that_any_plan_has_are_no_matter(asked, shipped_answerer):
    """What any plan has tells none of them from another."""
    assert is_without_matter(shipped_answerer.understand(asked))


@pytest.mark.parametrize(
    "asked",
    [
        "kinh phí tuyên truyền lấy từ đâu",
        "báo cáo kết quả giảm nghèo gửi ai",
        "chế độ báo cáo của Sở Nội vụ",
        "kinh phí KH 61",
        "chế độ báo cáo tỉnh Lạng Sơn",
        "mục tiêu năm 2025",
        "mục III.2 ai chủ trì",
        "kinh phí thực phẩm",
        "kế hoạch kiểm tra thì ai ban hành",
        "báo cáo viên là ai",
        "gì vậy",
    ],
)
def test_a_name_or_another_word_is_a_matter(asked, shipped_answerer):
    """A body, a place, a year, a number, a part or a word of a matter makes it a question."""
    assert not is_without_matter(shipped_answerer.understand(asked))
