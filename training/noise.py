"""Questions as people type them: without accents, with slips, in small letters, abbreviated."""

import random
import re

from knowledge.text import fold

# What officials write short; the long form is what plans print.
_SHORT = {
    "ủy ban nhân dân": "ubnd", "hội đồng nhân dân": "hđnd", "kế hoạch": "kh", "quyết định": "qđ",
    "nhiệm vụ": "nv", "thủ tục hành chính": "tthc", "chuyển đổi số": "cđs", "báo cáo": "bc",
    "thành phố": "tp", "doanh nghiệp": "dn", "cán bộ": "cb", "đơn vị": "đv", "ngân sách": "ns",
    "không": "ko", "được": "đc", "người lao động": "nlđ", "công nghệ thông tin": "cntt",
    "an toàn thực phẩm": "attp", "giáo dục và đào tạo": "gdđt", "khoa học và công nghệ": "khcn",
    "ban chỉ đạo": "bcđ", "thanh tra": "ttra", "chủ tịch": "ct", "tỷ lệ": "tl",
}  # fmt: skip
_TELEX = {"á": "as", "à": "af", "ê": "ee", "ô": "oo", "đ": "dd", "ơ": "ow", "ư": "uw", "ạ": "aj"}


def vary(question: str, chance: random.Random) -> str:
    """A question as somebody else may have typed it; often as it is."""
    if chance.random() < 0.5:
        question = question.lower()
    if chance.random() < 0.4:
        question = question.rstrip(" ?.")
    if chance.random() < 0.15:
        question = abbreviate(question, chance)
    if chance.random() < 0.15:
        question = fold(question)
    if chance.random() < 0.12:
        question = slip(question, chance)
    return question


def abbreviate(question: str, chance: random.Random) -> str:
    """Some long words short."""
    for long, short in _SHORT.items():
        if chance.random() < 0.6:
            question = re.sub(rf"\b{long}\b", short, question, flags=re.IGNORECASE)
    return question


def slip(question: str, chance: random.Random) -> str:
    """One word with two letters swapped, one left out, one doubled, or in Telex."""
    words = question.split()
    at = chance.randrange(len(words)) if words else 0
    if not words or len(words[at]) < 3 or any(c.isdigit() for c in words[at]):
        return question
    word, place, kind = words[at], chance.randrange(len(words[at]) - 1), chance.random()
    if kind < 0.35:
        word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    elif kind < 0.6:
        word = word[:place] + word[place + 1 :]
    elif kind < 0.75:
        word = word[: place + 1] + word[place:]
    else:
        word = "".join(_TELEX.get(c, c) for c in word)
    return " ".join([*words[:at], word, *words[at + 1 :]])
