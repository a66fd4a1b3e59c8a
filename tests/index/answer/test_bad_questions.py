"""What people paste, mistype and try: every message gets an answer, soon, and no exception."""

import random
import unicodedata

import pytest

from index.answer.answer import Status
from knowledge.shipped import shipped_documents
from knowledge.text import nfc

BAD = {
    "empty": "",
    "blank": " \t\n\u00a0\u3000 ",
    "one letter": "a",
    "one accented letter": "ở",
    "one mark": "?",
    "marks": "?!… –—«»“”/\\|~`@#$%^&()[]{}<>",
    "one digit": "7",
    "digits": "1234567890" * 50,
    "zero": "mục 0 kế hoạch 0",
    "10,000 characters": "ai chủ trì nhiệm vụ 3.2 " * 417,
    "10,000 letters": "x" * 10_000,
    "5,000 syllables": "kinh phí " * 2_500,
    "many numbers": "61/KH-UBND " * 900,
    "many labels": "II.3.2 " * 1_400,
    "deep label": ".".join(["1"] * 400),
    "emoji": "😀🇻🇳👍🏽 ai chủ trì 👩‍👩‍👧‍👦 nhiệm vụ 3.2 🙏",
    "only emoji": "😀😀😀",
    "control characters": "ai\x00 chủ\x07 trì\x1b[31m nhiệm\x7f vụ\x9f 3.2\r\n\x0b",
    "only control characters": "\x00\x01\x02\x1b",
    "direction marks": "\u202eai chủ trì nhiệm vụ 3.2\u202c\u200f\u2066",
    "zero width": "ai\u200b chủ\u200d trì\ufeff nhiệm vụ 3.2",
    "right to left": "من يقود المهمة 3.2 في الخطة؟",
    "hebrew": "מי אחראי על המשימה",
    "chinese": "谁负责任务三点二",
    "lone surrogate": "ai chủ trì \ud800 nhiệm vụ",
    "piled accents": "a" + "\u0301" * 500 + " chủ trì",
    "decomposed": unicodedata.normalize("NFD", "đơn vị nào chủ trì nhiệm vụ 3.2"),
    "full width": "Ｋ Ｈ ６１ ai chủ trì ３.２",
    "other digits": "mục ٣٫٢ và ²³ ½ Ⅲ",
    "sql": "'; DROP TABLE passage; --",
    "sql or": "61/KH-UBND' OR '1'='1",
    "sql comment": "kinh phí /* x */ -- y",
    "fts near": '"kinh phí" NEAR báo cáo',
    "fts near group": 'NEAR("kinh" "phí", 3)',
    "fts star": "*",
    "fts prefix": "kinh* AND phí*",
    "fts column": "body:kinh OR head : phí",
    "fts operators": "AND OR NOT ^kinh + phí - báo",
    "fts quotes": '"kinh phí " báo "" cáo "',
    "fts command": "passage_words:optimize rank MATCH 'bm25(10)'",
    "format string": "%s %d {0} {name} %(x)s $HOME ${x}",
    "html": "<script>alert('x')</script> <b>kinh phí</b>",
    "markdown": "**ai** _chủ trì_ `3.2` [x](tg://user?id=1)",
    "regex": "(((((a+)+)+)+)+)$ [^a-z]* \\d{1,99999} (?P<x>",
    "path": "../../etc/passwd",
    "json": '{"question": null}',
    "only stop words": "và của thì là mà ở cho với các những",
    "only words of asking": "ai gì nào đâu khi nào bao nhiêu thế nào",
    "only agreement": "vâng dạ ừ ok ạ",
    "english": "what is the meaning of life",
    "unknown plan": "ai chủ trì kế hoạch 99999/KH-UBND",
    "unknown part": "mục XLII.99.zz nói gì",
    "wrong roman": "phần IIIIIIII, mục VX",
    "year": "năm 99999 và năm 0000",
    "date": "ngày 99/99/9999",
    "lines": "ai chủ trì\n\n\nnhiệm vụ 3.2?\nai phối hợp?\nbao giờ xong?",
    "capitals": "AI CHỦ TRÌ NHIỆM VỤ 3.2 KẾ HOẠCH 61",
    "no blanks": "aichủtrìnhiệmvụ3.2kếhoạch61",
    "letters apart": "a i c h ủ t r ì n h i ệ m v ụ",
    "telex": "ai chur trif nhieemj vuj 3.2",
}


def check(answerer, text: str) -> None:
    """Fail where a message gets no answer, or a broken one."""
    answer = answerer.answer(text)

    assert answer.status in Status
    assert answer.statement.strip()
    assert (answer.status in (Status.FOUND, Status.CHOOSE)) <= bool(answer.citations)
    for citation in answer.citations:
        document = answerer.library.document(citation.document_id)
        assert citation.excerpt == citation.span.of(document.text) != ""


@pytest.mark.parametrize("name", BAD)
def test_every_message_gets_an_answer(whole_answerer, name):
    """Whatever is typed, there is a status, a sentence and only true quotations."""
    check(whole_answerer, BAD[name])


@pytest.mark.parametrize("name", ["empty", "blank", "marks", "only emoji", "fts star"])
def test_messages_without_words_get_help(whole_answerer, name):
    """Where nothing could be looked up, the reply says how to ask and cites nothing."""
    answer = whole_answerer.answer(BAD[name])

    assert answer.status is Status.HELP
    assert not answer.citations and "ví dụ" in answer.statement


@pytest.mark.parametrize(
    "name",
    ["chinese", "hebrew", "english", "10,000 letters", "path", "unknown plan"],
)
def test_what_no_plan_speaks_of_is_no_answer(whole_answerer, name):
    """Foreign scripts, noise and plans that are not there claim no answer."""
    assert whole_answerer.answer(BAD[name]).status in (
        Status.RELATED,
        Status.NOT_FOUND,
        Status.NOT_STATED,
        Status.HELP,
    )


@pytest.mark.parametrize(
    "name",
    ["control characters", "direction marks", "zero width", "emoji", "decomposed", "markdown"],
)
def test_marks_between_the_words_change_nothing(whole_answerer, name):
    """A question means the same whatever a phone or an editor put between its words."""
    plain = whole_answerer.answer("ai chủ trì nhiệm vụ 3.2")

    assert whole_answerer.answer(BAD[name]).citations == plain.citations


def test_only_the_beginning_of_a_long_message_is_read(whole_answerer):
    """What stands behind the first thousand characters does not change the answer."""
    text = "ai chủ trì nhiệm vụ 3.2 kế hoạch 61" + " " * 10 + "x" * 2_000
    assert whole_answerer.answer(text) == whole_answerer.answer(text + " kinh phí" * 1_000)


@pytest.mark.parametrize("seed", range(40))
def test_shreds_of_plans_get_an_answer(whole_answerer, seed):
    """Stretches of the plans, cut and mixed anywhere, are questions like any other."""
    chance = random.Random(seed)
    text = nfc(chance.choice(shipped_documents()).path.read_text(encoding="utf-8"))
    shreds = []
    for _ in range(chance.randrange(1, 5)):
        start = chance.randrange(len(text))
        shreds.append(text[start : start + chance.randrange(1, 120)])

    check(whole_answerer, chance.choice(["", " ", "\n", "? "]).join(shreds))


@pytest.mark.parametrize("seed", range(40))
def test_random_characters_get_an_answer(whole_answerer, seed):
    """Characters of any script in any order are answered, too."""
    chance = random.Random(seed)
    ranges = [(0x20, 0x7F), (0xC0, 0x250), (0x300, 0x370), (0x1E00, 0x1F00), (0x0, 0x10000)]
    text = ""
    for _ in range(chance.randrange(1, 300)):
        low, high = chance.choice(ranges)
        text += chr(chance.randrange(low, high)) + " " * (chance.random() < 0.2)

    check(whole_answerer, text)
