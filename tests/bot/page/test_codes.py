"""Tests of the codes of plans and places."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.page.codes import assign_codes, place_at, place_slugs, plan_key, split_code
from bot.state.state import State
from index.library.card import DocumentCard
from index.library.passages import LETTERHEAD
from knowledge.document import Field, Known, SourceKind
from knowledge.reader import parse_document
from knowledge.shipped import shipped_documents

DOCUMENTS = [parse_document(s.path.read_bytes(), s.source_file) for s in shipped_documents()]
CARDS = [DocumentCard.of(document) for document in DOCUMENTS]


def card_of(name, **fields):
    """The card of a plan 61/KH-UBND of Lạng Sơn, with other fields in its head."""
    card = next(c for c in CARDS if c.identity.number and c.identity.number.value[:2] == "61")
    held = {
        key: None if value is None else Field(value=value, span=None, known=Known.ADMIN)
        for key, value in fields.items()
    }
    return replace(
        card, id=name, source_file=name, sha256=name, header=replace(card.header, **held)
    )


LANG_SON = card_of("a")
CAO_BANG = card_of("b", place="tỉnh Cao Bằng", issuer="Ủy ban nhân dân tỉnh Cao Bằng")


def test_shipped_plans_have_codes_that_say_what_they_are():
    """Type and number; of a news item that it is one; issuer's place where there is no number."""
    codes = assign_codes(CARDS, ()).of_document

    assert sorted(codes.values()) == ["HD06", "KH.BacGiang", "KH170.tin", "KH61", "KH90.tin"]


def test_two_plans_of_one_number_are_told_apart():
    """Neither has the short code, which then names both."""
    codes = assign_codes([LANG_SON, CAO_BANG], ())

    assert codes.of_document == {"a": "KH61.LangSon", "b": "KH61.CaoBang"}
    assert codes.named("kh61", [LANG_SON, CAO_BANG]) == (LANG_SON, CAO_BANG)
    assert codes.named("KH61.caobang", [LANG_SON, CAO_BANG]) == (CAO_BANG,)
    assert codes.named("KH62", [LANG_SON, CAO_BANG]) == ()


def test_a_code_once_given_stays():
    """Whoever had the short code keeps it when another plan of that number comes, or it leaves."""
    first = assign_codes([LANG_SON], ())
    second = assign_codes([CAO_BANG, LANG_SON], tuple(first.noted.values()))
    third = assign_codes([CAO_BANG], tuple(second.noted.values()))

    assert second.of_document == {"a": "KH61", "b": "KH61.CaoBang"}
    assert third.of_document == {"b": "KH61.CaoBang"}
    assert third.named("KH61", [CAO_BANG]) == ()
    assert third.withdrawn("kh61") == LANG_SON


@pytest.mark.parametrize(
    "version",
    [
        replace(LANG_SON, id="new", sha256="new"),
        replace(LANG_SON, id="new", sha256="new", source_file="other.docx"),
        replace(card_of("a", date="2024-03-19"), id="new", sha256="new"),
    ],
    ids=["same file name", "same head", "head corrected"],
)
def test_a_new_version_has_the_code_of_the_old_one(version):
    """A plan is known again by its head, or by the name of its file and its number."""
    first = assign_codes([LANG_SON], ())

    assert assign_codes([version], tuple(first.noted.values())).of_document == {"new": "KH61"}


def test_plans_alike_in_every_respect_have_codes_of_their_own():
    """Copies and news items of one plan are numbered."""
    copies = [replace(LANG_SON, id=str(n), sha256=str(n), source_file=str(n)) for n in range(4)]
    news = replace(LANG_SON, id="n", sha256="n", source_file="n", source=SourceKind.NEWS)
    codes = assign_codes([*copies, news], ()).of_document

    assert len({code.casefold() for code in codes.values()}) == 5
    assert codes["n"] == "KH61.tin"
    again = assign_codes(copies[::-1], tuple(assign_codes(copies, ()).noted.values()))
    assert again.of_document == assign_codes(copies, ()).of_document


@pytest.mark.parametrize("seed", range(20))
def test_whatever_comes_and_goes_no_code_ever_means_another_plan(seed):
    """Over reloads in any order, a code stays with its plan, and no two plans share one."""
    chance = random.Random(seed)
    places = ("tỉnh Lạng Sơn", "tỉnh Cao Bằng", None)
    numbers = ("61/KH-UBND", "61/QĐ-UBND", "62/KH-UBND", None)
    cards = [
        card_of(
            str(n),
            number=chance.choice(numbers),
            place=chance.choice(places),
            date=chance.choice(("2023-01-02", "2024-01-02", None)),
            title=f"về việc {chance.choice('abc')}",
        )
        for n in range(12)
    ]
    noted, meaning = (), {}
    for _ in range(6):
        library = chance.sample(cards, chance.randint(0, 12))
        codes = assign_codes(library, noted)
        noted = tuple(codes.noted.values())
        assert set(codes.of_document) == {card.id for card in library}
        assert len({c.casefold() for c in codes.of_document.values()}) == len(library)
        for card in library:
            code = codes.of_document[card.id]
            assert split_code(code) == (code, None)
            assert meaning.setdefault(code, plan_key(card)) == plan_key(card)
            assert codes.named(code, library) == (card,)


def test_codes_outlive_the_process(tmp_path):
    """The state keeps what was given, with what the plan looked like."""
    codes = assign_codes(CARDS, ())
    state = State(tmp_path / "state.db")
    state.plan_codes.keep(codes, 1.0)
    state.close()
    state = State(tmp_path / "state.db")
    noted = state.plan_codes.all()
    state.close()

    assert {each.code: each for each in noted} == {e.code: e for e in codes.noted.values()}
    assert assign_codes(CARDS[::-1], noted).of_document == codes.of_document


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.source_file)
def test_each_place_has_a_code_that_leads_back_to_it(document):
    """In whatever case it is typed."""
    slugs = place_slugs(document)

    assert slugs[LETTERHEAD] == "PhanDau"
    for path, slug in slugs.items():
        assert split_code(f"KH61-{slug}") == ("KH61", slug)
        assert place_at(slugs, slug.upper()) == place_at(slugs, slug.lower()) == path


def test_places_read_as_they_are_printed():
    """Numbers stay, points that an accent tells apart stay apart, words lose their accents."""
    text = (
        "KẾ HOẠCH\nthử mã\n\nI. NỘI DUNG\n1. Việc một:\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\n"
        "đ) Năm.\n"
        "- Việc nhỏ.\n2. Việc hai.\nGiao Sở Nội vụ theo dõi./.\n"
    )
    slugs = place_slugs(parse_document(text.encode(), "a.txt"))

    assert slugs["I.1.d"] == "I.1.d" and slugs["I.1.đ"] == "I.1.dd"
    assert "I.2" in slugs.values() and "MoDau" not in slugs


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_codes(text):
    """It is a code of plain signs, or none."""
    parts = split_code(text)

    assert parts is None or "-".join(filter(None, parts)) == text


@pytest.mark.parametrize(
    "text", ["", "-", "KH61-", "../etc", "KH61/../x", "KH61-II.3%00", "KH 61", "a" * 500, "KH61-\n"]
)
def test_what_is_no_code_is_told(text):
    """Paths, blanks and controls are no part of one."""
    assert split_code(text) is None
