"""Places by name: what a source line prints, typed back, leads to the place it is from."""

import random

import pytest

from index.answer.turn import Talk
from index.library.document_names import document_code
from index.library.passages import LETTERHEAD
from index.question.named_places import NamedPlaces
from index.question.place_words import all_places
from knowledge.text import fold

# Sections of a document that are asked for in full; of the others the place is looked up alone.
_ASKED = 12


def sections_of(answerer, card):
    """The paths of a document that may be cited."""
    return [section.path for section in answerer.library.document(card.id).sections]


def test_no_two_places_have_one_name(whole_answerer):
    """Within a document no words name two places, and no short name two documents."""
    library = whole_answerer.library
    shorts = [fold(library.short_name(card.id)) for card in library.documents]

    assert len(set(shorts)) == len(shorts)
    for card in library.documents:
        named = list(all_places(library.document(card.id)).values())
        assert len({name.lower() for name in named}) == len(named), card.source_file


@pytest.mark.parametrize("spell", [str, fold, lambda name: name.replace(",", ""), str.upper])
def test_a_printed_place_leads_back(shipped_answerer, spell):
    """Each printed name of the five plans, typed back, cites the place it came from first."""
    library = shipped_answerer.library
    chance = random.Random(61)
    for card in library.documents:
        named = all_places(library.document(card.id))
        paths = sections_of(shipped_answerer, card)
        for path in paths if spell is str else chance.sample(paths, min(_ASKED, len(paths))):
            typed = spell(f"{library.short_name(card.id)}, {named[path]}")
            answer = shipped_answerer.answer(typed)
            assert answer.citations, typed
            assert (answer.citations[0].document_id, answer.citations[0].path) == (card.id, path)


def test_the_line_of_a_source_leads_back(shipped_answerer):
    """So does a whole source line, whatever plan is in view."""
    library = shipped_answerer.library
    other = library.documents[0].id
    for card in library.documents[1:]:
        for path in sections_of(shipped_answerer, card)[::5]:
            first = shipped_answerer.answer(
                f"{library.short_name(card.id)}, {all_places(library.document(card.id))[path]}"
            ).citations[0]
            question = shipped_answerer.understand(first.line)
            heard = shipped_answerer.hear(question, Talk(documents=(other,)))
            assert heard.answer.citations[0].path == path, first.line


def test_old_codes_lead_back(shipped_answerer):
    """The codes that older replies printed stay understood, whatever plan is in view."""
    library = shipped_answerer.library
    other = library.documents[-1].id
    for card in library.documents:
        for path in sections_of(shipped_answerer, card):
            code = f"{document_code(card)}-{path.lstrip('/')}"
            heard = shipped_answerer.hear(
                shipped_answerer.understand(code), Talk(documents=(other,))
            )
            first = heard.answer.citations[0]
            assert (first.document_id, first.path) == (card.id, path), code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("cuoi phan 3 hd06", "HD06-III/kết"),
        ("đoạn cuối phần III HD 06", "HD06-III/kết"),
        ("ý 2 mục I.2 HD 06", "HD06-I.2/b2"),
        ("gạch 2 mục I.2 HD 06", "HD06-I.2/b2"),
        ("đoạn thứ 4 KH 90", "KH90-p4"),
        ("KH 61, trích yếu", "KH61-tên gọi"),
        ("tên kế hoạch KH 61", "KH61-tên gọi"),
        ("KH 61, đầu văn bản", "KH61-phần đầu"),
        ("chữ ký KH 61", "KH61-chữ ký"),
        ("KH Bắc Giang, cuối phần III", "KH.1fd7-III/kết"),
        ("xem đoạn 2 mục I.1 của KH 61", "KH61-I.1/p2"),
    ],
)
def test_other_spellings_of_a_place(shipped_answerer, typed, code):
    """What people say for a printed name means the same place."""
    assert shipped_answerer.answer(typed).citations[0].code == code


def test_a_place_is_of_the_plan_in_view(shipped_answerer):
    """«đoạn 4» without a plan is that of the plan in view."""
    news = next(c for c in shipped_answerer.library.documents if "90" in document_code(c))
    question = shipped_answerer.understand("đoạn 4")

    heard = shipped_answerer.hear(question, Talk(documents=(news.id,)))

    assert heard.answer.citations[0].path == "/p4"


def test_an_end_of_several_paragraphs_is_offered(shipped_answerer):
    """«đoạn cuối KH 170» has two paragraphs; each is a choice that leads to it."""
    answer = shipped_answerer.answer("đoạn cuối KH 170")

    assert [c.path for c in answer.citations] == ["/kết1", "/kết2"]
    for choice, cited in zip(answer.choices, answer.citations, strict=True):
        assert shipped_answerer.answer(choice.question).citations[0].path == cited.path


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        (
            "Điều 1. Phạm vi\n1. Một.\n2. Hai:\na) Điểm a.\nb) Điểm b.\n",
            "Điều 1.2.b",
            "điểm b khoản 2 Điều 1",
        ),
    ],
)
def test_legal_parts_are_named_from_the_inside(answerer_of, text, path, name):
    """Points, clauses and articles stand in the order of a law."""
    head = "QUYẾT ĐỊNH\nSố: 12/QĐ-UBND\nBan hành quy định\n"
    answerer = answerer_of(head + text)
    card = answerer.library.documents[0]
    named = all_places(answerer.library.document(card.id))

    assert named[path] == name
    assert NamedPlaces(answerer.library).named("đầu văn bản", (card.id,)) == [(card.id, LETTERHEAD)]
