"""Questions without a matter of their own: any plan may be asked them."""

import re

from index.question.intents import Intent
from index.question.question import Question

# What any plan has, as it stands in topics: folded, without words of asking. Whole words, since
# syllables alone make others: "thực" and "phạm" are no food.
_PARTS = (
    "che do bao cao", "bao cao", "gui bao cao", "nop bao cao", "tong hop", "dinh ky", "ket qua",
    "lan", "gui", "nop", "nhan", "dot xuat",
    "gap kho khan", "gap vuong mac", "kho khan", "vuong mac", "gap vuong", "vuong", "phat sinh",
    "kinh phi", "nguon kinh phi", "nguon von", "nguon luc", "nguon", "ngan sach", "du toan",
    "chi phi", "tien", "lay",
    "muc dich", "muc tieu", "yeu cau", "muc tieu chung", "muc tieu cu the", "chung", "cu the",
    "can cu", "phap ly", "ban hanh", "pham vi", "doi tuong", "ap dung", "hieu luc",
    "noi nhan", "nguoi ky", "ky", "so hieu", "so ky hieu", "ky hieu", "so",
    "giai phap", "chu yeu", "san pham", "dau ra", "noi dung",
    "doi don doc", "doi", "don doc", "giam sat", "kiem tra don doc", "kiem tra giam sat",
    "so ket", "tong ket",
    "to chuc thuc hien", "thuc hien", "trien khai", "to chuc", "phoi hop", "hoan thanh", "xong",
    "bat dau", "ket thuc", "han",
    # Of English questions, what has no Vietnamese word in their place.
    "come", "comes", "get", "it", "end", "ends", "they", "we", "there",
)  # fmt: skip
_ANY_PLAN = re.compile(rf"(?:(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))})(?: |$))*")


def is_without_matter(question: Question) -> bool:
    """Whether a question names nothing that tells one plan from another.

    It asks for something that any plan has, and no body, place, year, number, numbered part or
    word of a matter stands in it.
    """
    named = (
        question.bodies, question.places, question.years, question.documents, question.labels
    )  # fmt: skip
    if any(named) or question.annex or question.comparison:
        return False
    asks = bool(question.topic) or question.intents != (Intent.FREE,)
    return asks and _ANY_PLAN.fullmatch(" ".join(question.topic)) is not None
