"""Tests of a plan as the reading page shows it."""

import re
from dataclasses import replace

import pytest

from bot.page.codes import assign_codes, place_slugs
from bot.page.plan.duties import chosen, duties_of
from bot.page.plan.layout import Layout
from bot.page.plan.parts import MOST_AT_ONCE, Table, parts_of, window
from bot.page.plan.reading import find_words, reach_of, words_code
from bot.page.plan.reading import read_plan as read_laid_out
from index.library.passages import LETTERHEAD, cut_passages
from index.library.store import Library, build_library
from knowledge.document import Correction, Slot
from knowledge.force.corrections import corrected, words_of
from knowledge.reader import parse_document
from knowledge.text import Span, clean

TABLE = (
    "KẾ HOẠCH\nthử bảng\n\nI. NHIỆM VỤ\n| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n"
    "| 1 | Lập danh mục | Sở Nội vụ | Quý I |\n| 2 | Kiểm tra | Sở Tài chính | Quý II |\n"
    "II. KINH PHÍ\nTừ ngân sách.\n"
)


@pytest.fixture(scope="module")
def library(shipped_answerer):
    """The shipped plans."""
    return shipped_answerer.library


def read_plan(library, card, code, **asked):
    """What is shown of a plan."""
    return read_laid_out(library, card, code, Layout.of(library.document(card.id)), **asked)


def whole(document):
    """All parts of a document, nothing cited."""
    return parts_of(document, Layout.of(document).cuts)


def card_of(library, number):
    """The plan of that number."""
    numbered = [c for c in library.documents if c.identity.number is not None]
    return next(c for c in numbered if c.identity.number.value.startswith(number))


def shown_text(parts):
    """All that parts show, in order."""
    told = []
    for part in parts:
        for piece in part.pieces:
            for each in piece.rows if isinstance(piece, Table) else (piece,):
                lines = [line for cell in each.cells for line in cell] or each.lines
                told += ["".join(run.text for run in line) for line in lines]
    return " ".join(told)


def marked(parts):
    """What is marked in parts, and how many places the page opens at."""
    runs = [
        run
        for part in parts
        for piece in part.pieces
        for each in (piece.rows if isinstance(piece, Table) else (piece,))
        for line in (*each.lines, *(line for cell in each.cells for line in cell))
        for run in line
        if run.marked
    ]
    return " ".join(run.text for run in runs), sum(run.first for run in runs)


def letters(text):
    """The letters and digits of a text."""
    return "".join(re.findall(r"\w", clean(text)))


def test_nothing_of_a_plan_is_left_out(library):
    """Whatever stands in the text is shown, in its order, and nothing else."""
    for card in library.documents:
        document = library.document(card.id)

        assert letters(shown_text(whole(document))) == letters(document.text)


def test_nothing_of_a_table_is_left_out():
    """Rows stand below their headings, also where words follow that are no row."""
    document = parse_document(TABLE.encode(), "a.txt")
    found = whole(document)

    assert letters(shown_text(found)) == letters(document.text.replace("|", ""))
    tables = [piece for part in found for piece in part.pieces if isinstance(piece, Table)]
    assert [len(table.rows) for table in tables] == [3]
    assert tables[0].head == ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")


def test_exactly_the_cited_words_are_marked(library):
    """Whatever words of whatever section: they alone, and the page opens at the first."""
    card = card_of(library, "61")
    document = library.document(card.id)
    slugs = place_slugs(document)
    for section in document.sections:
        span = section.span
        words = Span(start=span.start + len(span.of(document.text)) // 3, end=span.end)
        if not words.of(document.text).strip():
            continue
        code = words_code(document, section.path, words)
        assert find_words(document, section.path, code) == words
        read = read_plan(library, card, "KH61", slug=slugs[section.path], words=code)
        told, openings = marked(read.parts)
        assert letters(told) == letters(words.of(document.text)) and openings == 1
        assert read.words == code and not read.lost


def test_words_that_changed_are_not_marked(library):
    """The page opens at the section and says that the words are not there any more."""
    card = card_of(library, "61")
    read = read_plan(library, card, "KH61", slug="II.3.2", words="577-260-0000")

    assert read.lost and read.words is None and read.place == "Mục II.3.2"
    assert marked(read.parts) == ("", 0)
    for broken in ("", "577", "-1-2-aaaa", "577-99999-8d99", "9" * 40, "577-260-8d99\n"):
        assert find_words(library.document(card.id), "II.3.2", broken) is None


def test_a_place_that_is_gone_shows_the_plan(library):
    """And says so."""
    read = read_plan(library, card_of(library, "61"), "KH61", slug="IX.9")

    assert read.lost and read.place is None and read.at == "KH61" and read.before is None


def test_a_section_is_read_within_its_plan(library):
    """Outline, neighbours and what is above, by their codes."""
    read = read_plan(library, card_of(library, "61"), "KH61", slug="ii.3.2")

    assert read.at == "KH61-II.3.2"
    assert (read.before.code, read.above.code, read.behind) == ("KH61-II.3.1", "KH61-II.3", None)
    here = [entry for entry in read.outline if entry.path == read.at_path]
    assert [(entry.anchor, entry.label) for entry in here] == [("II.3.2", "3.2.")]
    assert dict(read.facts)["Số, ký hiệu"] == "61/KH-UBND"
    opened = [p for part in read.parts for p in part.pieces if getattr(p, "opens", False)]
    assert [each.anchor for each in opened] == ["II.3.2"]


def test_what_must_be_said_of_a_plan_is_said(library):
    """News items, and provinces that are part of another one since."""
    read = read_plan(library, card_of(library, "90"), "KH90.tin")

    assert read.notices == (
        "Theo bản tin của Báo Nam Định điện tử; kho chưa có bản gốc.",
        "Tỉnh Nam Định nay thuộc tỉnh Ninh Bình (từ 01/7/2025). Chữ trong văn bản được giữ nguyên.",
    )


def test_the_letterhead_can_be_cited(library):
    """Number and date stand there."""
    document = library.document(card_of(library, "61").id)
    number = document.header.number.span

    assert find_words(document, LETTERHEAD, words_code(document, LETTERHEAD, number)) == number
    assert reach_of(document, "IX") is None


def test_tasks_are_filtered_and_sorted(library):
    """By a body in any spelling, by who leads, by when."""
    duties = duties_of(library.document(card_of(library, "61").id))
    held = chosen(duties, "so van hoa", "muc")

    assert len(duties) == 12 and 0 < len(held) < 12
    assert any(each.place == "Mục II.3.2" for each in held)
    by_body = [each.leads or each.doers for each in chosen(duties, "", "don-vi")]
    assert sorted(by_body, key=lambda name: not name) == by_body and len(by_body) == 12
    assert chosen(duties, "sở giao thông", "thoi-gian") == ()


def test_what_an_admin_corrected_says_what_is_printed(library):
    """Lead, partners and time each by itself; other tasks have no remark."""
    document = library.document(card_of(library, "61").id)
    task = next(each for each in document.assignments if each.leads and each.timing)
    said = (Correction(slot=slot, value=value, path=task.path, words=words_of(document, task))
            for slot, value in ((Slot.LEADS, "Sở Y tế"), (Slot.TIMING, None)))  # fmt: skip
    duties = {each.path: each for each in duties_of(corrected(document, said))}
    first = duties.pop(task.path)

    printed = "; ".join(each.text for each in task.leads)
    assert first.leads == "Sở Y tế" and first.timing == ""
    assert first.printed == {
        "leads": f"(theo quản trị viên; văn bản ghi: {printed})",
        "timing": f"(theo quản trị viên; văn bản ghi: {task.timing.text})",
    }
    assert not any(each.printed for each in duties.values())


@pytest.fixture(scope="module")
def long_library(tmp_path_factory):
    """A plan of some 300 pages."""
    lines = ["KẾ HOẠCH", "dài ba trăm trang", ""]
    for part in ("I", "II", "III", "IV", "V"):
        lines.append(f"{part}. PHẦN {part}")
        for item in range(1, 61):
            lines.append(
                f"{item}. Nhiệm vụ {part}.{item} " + "thực hiện việc được giao " * 95 + "."
            )
    document = parse_document("\n".join(lines).encode(), "long.txt")
    file = tmp_path_factory.mktemp("long") / "library.db"
    build_library(file, [(document, cut_passages(document))])
    with Library.open(file) as library:
        yield library


def test_of_a_long_plan_what_is_around_the_place_comes_first(long_library):
    """Not all of 300 pages at once; the rest is a link away, and nothing is lost between."""
    card = long_library.documents[0]
    length = len(long_library.document(card.id).text)
    read = read_plan(long_library, card, "KH", slug="III.30")

    assert length > 700_000
    assert 0 < read.first and read.first + len(read.parts) < read.count
    assert "III.30" in read.anchors
    assert len(shown_text(read.parts)) <= MOST_AT_ONCE
    assert len(read.outline) <= 160
    told, part = "", 0
    while part < read.count:
        piece = read_plan(long_library, card, "KH", part=part)
        told += shown_text(piece.parts)
        part += len(piece.parts)
    assert letters(told) == letters(long_library.document(card.id).text)


def test_a_window_holds_what_it_is_around():
    """Also where that alone is more than is sent at once."""
    document = parse_document(TABLE.encode(), "a.txt")
    part = Layout.of(document).cuts[0]
    huge, small = replace(part, size=MOST_AT_ONCE * 2), replace(part, size=10)

    assert window([small, huge, small], 1) == (1, 2)
    assert window([small] * 5, 2) == (0, 5)
    assert window([huge, small, small], 2)[1] == 3


def test_codes_of_a_library_open_its_plans(library):
    """Each code that is given reads its plan."""
    codes = assign_codes(library.documents, ()).of_document
    for card in library.documents:
        assert read_plan(library, card, codes[card.id]).document_id == card.id
