"""English questions: fixed wording in English, the words of documents as they are printed."""

import re

import pytest

from index.answer.answer import Status
from index.answer.wording import names_english as names
from index.answer.wording import statements
from index.answer.wording.statements_english import statement_in_english
from index.question.labels import LabelReference
from index.question.language import Language, language_of
from index.question.named_places import NamedPlaces
from index.question.place_words import all_places
from knowledge.text import clean

LEADS = "Who leads task 3.2 of plan 61?"
ASKED = (LEADS, "what is the reporting cadence", "where does the money come from", "who signed it")
# Letters that no English sentence has.
_VIETNAMESE = re.compile(r"[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        (LEADS, Language.ENGLISH),
        ("what is the reporting cadence", Language.ENGLISH),
        ("ai chủ trì nhiệm vụ 3.2", Language.VIETNAMESE),
        ("ai chu tri nhiem vu 3.2 kh 61", Language.VIETNAMESE),
        ("who leads nhiệm vụ 3.2", Language.VIETNAMESE),
        ("deadline KH 61", Language.VIETNAMESE),
    ],
)
def test_only_clearly_english_questions_are_told_in_english(asked, language, shipped_answerer):
    """Mixed questions, and those in doubt, are told in Vietnamese."""
    assert language_of(shipped_answerer.understand(asked)) is language
    assert shipped_answerer.answer(asked).language is language


def test_who_leads_is_told_in_english(shipped_answerer):
    """Labels, times and known kinds of bodies in English; names as they are printed."""
    answer = shipped_answerer.answer(LEADS)

    assert answer.statement.splitlines()[0] == (
        "Lead: Sở Văn hóa, Thể thao và Du lịch (Department of Culture, Sports and Tourism)"
    )
    assert answer.statement.splitlines()[1].startswith("Section II.3.2: Đẩy mạnh việc giới thiệu")
    assert answer.citations[0].line == (
        "Section II.3.2, Plan (Kế hoạch) No. 61/KH-UBND of 18 March 2024, "
        "People's Committee of Lang Son Province"
    )


@pytest.mark.parametrize("asked", ASKED)
def test_quotations_are_untouched(asked, shipped_answerer):
    """What is quoted and cited stands letter for letter in its document."""
    answer = shipped_answerer.answer(asked)
    library = shipped_answerer.library
    texts = {card.id: library.document(card.id).text for card in library.documents}

    assert answer.citations
    for citation in answer.citations:
        assert citation.excerpt == citation.span.of(texts[citation.document_id])
    everything = " ".join(clean(text) for text in texts.values())
    for words in re.findall("“([^”]*)”", answer.statement):
        assert all(part.strip() in everything for part in words.split("…"))


def test_each_side_of_a_comparison_is_told_in_english(shipped_answerer):
    """The name of its document stands before the first line of each."""
    asked = "compare the reporting cadence of plan 61 and guidance 06"
    lines = shipped_answerer.answer(asked).statement.splitlines()

    assert "HD 06: How often: báo cáo 6 tháng, báo cáo tổng kết năm" in lines


def test_choices_are_called_the_same_in_lines_and_on_buttons(shipped_answerer):
    """A choice is called on its button as in its line."""
    answer = shipped_answerer.answer("what is the reporting cadence")

    assert answer.status is Status.CHOOSE
    assert answer.statement.startswith("4 documents speak of this. Which one do you mean?")
    for number, choice in enumerate(answer.choices, start=1):
        assert f"{number}. {choice.label}" in answer.statement.splitlines()


@pytest.mark.parametrize(
    "told",
    [
        statements.choose(["a"] * 5, goes_on=True),
        statements.choose(["a"], what="chế độ báo cáo"),
        statements.more_documents(7),
        statements.more_documents(None),
        statements.ask_at_once("x", "KH 61"),
        statements.see_also(["mục II.1"]),
        statements.report_at_once("Đơn vị báo cáo: X\nKỳ báo cáo: Y (không nêu kỳ cụ thể)"),
        statements.report_at_once("Nơi nhận báo cáo: X (qua Y)\nThời hạn gửi: 15/6"),
        statements.choose_place(["a", "b"]).splitlines()[0],
        statements.related(""),
        statements.related("", "2030"),
        statements.not_stated("chế độ báo cáo", "KH 61"),
        statements.not_stated("số điện thoại", "KH 90", is_news=True),
        f"{statements.no_cadence('KH 61')}",
        statements.not_written("đơn vị phối hợp", "mục II.1"),
        statements.not_in_file("người ký, ngày ban hành"),
        statements.not_seen("giao nhiệm vụ cho X", "KH 61") + ".",
        statements.not_seen("giao X chủ trì nhiệm vụ nào", "KH 61") + ".",
        statements.no_label(LabelReference(path="9.9"), "KH 61", []),
        statements.no_label_anywhere(LabelReference(path="9.9"), 5),
        statements.missing_documents(["KH 61"], 5, "21/6/2024", ["KH 61"], same=True),
        statements.not_found(5, "21/6/2024", []),
        statements.not_found(5, None, ["KH 61"]),
        statements.more_parts(4),
        statements.only_this("x"),
        statements.cited("no. 5", "KH 61", "x"),
        statements.empty_cell("x", "mục II.1"),
    ],
)
def test_every_sentence_has_an_english_one(told):
    """No fixed sentence is left in Vietnamese."""
    assert not _VIETNAMESE.search(statement_in_english(told))


@pytest.mark.parametrize(
    "line",
    [
        "“Chủ trì: Sở Y tế”",
        "- Thường trực Tỉnh ủy;",
        "Nơi nhận:",
        "“Một dòng\nChủ trì: Sở Y tế\nhết”",
    ],
)
def test_lines_of_a_document_stay(line):
    """What a document says is no fixed wording, even where it is spelt like that."""
    assert statement_in_english(line) == line


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("Sở Y tế", "Sở Y tế (Department of Health)"),
        ("UBND tỉnh", "UBND tỉnh (Provincial People's Committee)"),
        ("Sở Xây dựng và Giao thông", "Sở Xây dựng và Giao thông"),
        ("Sở Quy hoạch - Kiến trúc", "Sở Quy hoạch - Kiến trúc"),
        ("Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
        ("UBND tỉnh Lạng Sơn", "UBND tỉnh Lạng Sơn (People's Committee of Lang Son Province)"),
        (
            "Ủy ban nhân dân huyện Đông Anh",
            "Ủy ban nhân dân huyện Đông Anh (People's Committee of Dong Anh District)",
        ),
        ("UBND các huyện, thành phố", "UBND các huyện, thành phố"),
        ("Bộ Ngoại giao", "Bộ Ngoại giao (Ministry of Foreign Affairs)"),
        ("Sở Ngoại vụ", "Sở Ngoại vụ (Department of External Relations)"),
    ],
)
def test_bodies_are_glossed_from_the_table_alone(printed, told):
    """A name that goes on behind what the table has is another body: no gloss."""
    assert names.bodies(printed) == told


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("trước ngày 30/11", "trước ngày 30/11 (before 30 November)"),
        ("ngày 03/9/2024", "ngày 03/9/2024 (3 September 2024)"),
        ("hằng quý", "hằng quý (quarterly)"),
        ("Quý III năm 2023", "Quý III năm 2023"),
    ],
)
def test_times_are_glossed_from_the_table_alone(printed, told):
    """Months stand in letters, and nothing is guessed."""
    assert names.time(printed) == told


def test_each_place_has_an_english_name_that_leads_back(shipped_answerer):
    """The English name of a place may be typed, as the Vietnamese one."""
    library = shipped_answerer.library
    places = NamedPlaces(library)
    for card in library.documents:
        for path, words in all_places(library.document(card.id)).items():
            english = names.place(words)
            short = library.short_name(card.id)
            assert not _VIETNAMESE.search(re.sub("“[^”]*”", "", english)), words
            ours, theirs = (places.named(f"{short}, {w}", None) for w in (words, english))
            assert ours == theirs, (path, english)
