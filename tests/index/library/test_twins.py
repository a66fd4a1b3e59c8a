"""Passages that several plans have word for word are shown once, with all their places."""

import pytest

from bot.talk.render import render
from index.answerer import Answerer
from index.interface import answer_row
from index.library.store import Library, build_library
from index.library.twins import wording_of

SAID = "1. Đơn vị quản lý trụ sở kiểm tra bình chữa cháy, lối thoát hiểm trước ngày 15/10/2025."
QUESTION = "kiểm tra bình chữa cháy, lối thoát hiểm trước ngày nào"


def ask(question, make_entry, tmp_path, *texts):
    """The answer from a library with one document for each text, and as JSON-able dict."""
    path = tmp_path / "plans.db"
    fill = "\n".join(f"Nội dung khác số {n} về công tác văn thư lưu trữ." for n in range(20))
    build_library(path, [make_entry(f"{t}\n{fill} {n}", f"{n}.txt") for n, t in enumerate(texts)])
    with Library.open(path) as library:
        answer = Answerer(library).answer(question)
        return answer, answer_row(question, answer, library)


def test_the_same_wording_is_shown_once_with_all_places(make_entry, tmp_path):
    """What three plans say word for word is one hit, and the citation names the others."""
    retold = SAID.replace("1. ", "a) ").replace("Đơn vị", "Các đơn vị").replace("thoát", "thóat")

    answer, row = ask(QUESTION, make_entry, tmp_path, SAID, SAID, retold)

    first = answer.citations[0]
    assert {first.source_file, *(c.source_file for c in first.also)} == {"0.txt", "1.txt", "2.txt"}
    assert all("bình chữa cháy" in c.excerpt for c in first.also)
    assert "Cũng có trong: " in render(answer)
    assert len(row["citations"][0]["also"]) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("15/10", "16/10"),
        ("Đơn vị", "Sở Nội vụ"),
        ("kiểm tra", "không kiểm tra"),
        ("bình", "ba bình"),
    ],
)
def test_another_number_body_or_word_is_another_statement(old, new, make_entry, tmp_path):
    """A passage with another date, body or meaning stays a hit of its own."""
    answer, _ = ask(QUESTION, make_entry, tmp_path, SAID, SAID.replace(old, new))

    assert len([hit for hit in answer.hits if "chữa cháy" in hit.passage.text]) == 2
    assert not any(c.also for c in answer.citations)


def test_what_one_document_says_twice_stays_apart(make_entry, tmp_path):
    """The same words at two places of one document are two hits."""
    answer, _ = ask(QUESTION, make_entry, tmp_path, f"{SAID}\n{SAID}")

    assert len([hit for hit in answer.hits if "chữa cháy" in hit.passage.text]) == 2


@pytest.mark.parametrize("label", ["", "1. ", "II. ", "a) ", "- ", "3.2. ", "1.1) "])
def test_labels_do_not_count_as_wording(label):
    """A paragraph says the same under another label."""
    assert wording_of(f"{label}Giao 2 đơn vị") == ("giao", "2", "don", "vi")
