"""Writing a library file and reading it back."""

import hashlib
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace

import pytest
from rapidfuzz.distance import OSA

from index.errors import (
    LibraryDamagedError,
    LibraryMissingError,
    LibraryVersionError,
    SearchError,
)
from index.library.generation import rollback
from index.library.schema import VERSION
from index.library.store import Library, build_library, change_library
from index.library.store_syllables import StoredSyllables
from index.search.lexical import LexicalIndex
from knowledge.document import Field, Header
from knowledge.text import Span, fold, syllables


@pytest.fixture
def library(line_library):
    """The five shipped texts, open."""
    with Library.open(line_library) as library:
        yield library


def test_documents_and_passages_come_back_equal(library, shipped_entries):
    """A library gives back every document and passage as it was written, in its order."""
    assert [card.id for card in library.documents] == [each.id for each, _ in shipped_entries]
    assert library.passage_count == sum(len(passages) for _, passages in shipped_entries)
    for document, passages in shipped_entries:
        assert library.document(document.id) == document
        assert list(library.passages_of(document.id)) == passages
        for passage in passages:
            assert library.slice(document.id, passage.span) == passage.span.of(document.text)


def test_cards_say_what_is_known_without_the_text(library, shipped_entries):
    """A card carries the header and the number of warnings, and the identity of the plan meant."""
    card, (document, _) = library.documents[0], shipped_entries[0]

    assert (card.source_file, card.sha256) == (document.source_file, document.sha256)
    assert card.header == card.identity == document.header
    assert card.warnings == 1


def test_identity_of_a_card_is_the_described_plan(make_entry, tmp_path):
    """A news item's card names the plan that it tells of."""
    document, passages = make_entry("Một dòng tin.", "tin.txt")
    described = Header(number=Field(value="90/KH-UBND", span=Span(start=0, end=3)))
    build_library(tmp_path / "a.db", [(replace(document, describes=described), passages)])

    with Library.open(tmp_path / "a.db") as library:
        assert library.documents[0].identity == described


def test_passages_are_found_by_id(library, shipped_entries):
    """Ids that exist come back in the order asked for, others are left out."""
    ids = [passages[2].id for _, passages in shipped_entries][::-1]

    assert list(library.passages([*ids, "none#1", "'; DROP TABLE passage; --"])) == ids
    assert library.passage(ids[0]).id == ids[0]
    with pytest.raises(KeyError):
        library.passage("none#1")
    with pytest.raises(KeyError):
        library.document("none")
    with pytest.raises(KeyError):
        library.passages_of("none")


def test_an_empty_library_can_be_asked(tmp_path):
    """No documents is a library too."""
    build_library(tmp_path / "empty.db", [])

    with Library.open(tmp_path / "empty.db") as library:
        assert library.documents == ()
        assert library.df(["ke"]) == {}
        assert StoredSyllables(library).neighbours("ke") == []


def test_texts_with_odd_characters_are_kept(make_entry, tmp_path):
    """Emoji, control characters, quotes and letters beyond the basic plane come back unchanged."""
    entry = make_entry("😀 \x01\x07 \"'%;-- 𝒌𝒆 𠀋 \u200b\u202e ßİ", "lạ.txt")
    build_library(tmp_path / "odd.db", [entry])

    with Library.open(tmp_path / "odd.db") as library:
        assert library.document(entry[0].id) == entry[0]
        assert list(library.passages_of(entry[0].id)) == entry[1]


def test_building_twice_gives_the_same_bytes(shipped_entries, tmp_path):
    """A library depends on its documents alone, so its checksum names its content."""
    for name in ("a.db", "b.db"):
        build_library(tmp_path / name, shipped_entries)

    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_progress_counts_documents(shipped_entries, tmp_path):
    """The builder is told after each document how many are written."""
    counts: list[int] = []
    build_library(tmp_path / "a.db", shipped_entries, progress=counts.append)

    assert counts == [1, 2, 3, 4, 5]


def test_the_same_document_twice_is_refused(make_entry, tmp_path):
    """A repeated id is named, and what stood at the path stays."""
    path = tmp_path / "a.db"
    first = make_entry("Kế hoạch thứ nhất", "a.txt")
    build_library(path, [first])
    before = path.read_bytes()

    with pytest.raises(ValueError, match=r"a\.txt"):
        build_library(path, [first, first])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_failing_source_leaves_the_old_library(shipped_entries, tmp_path):
    """An error while documents are read leaves the old file and no rubbish."""
    path = tmp_path / "a.db"
    build_library(path, shipped_entries[:1])

    def entries():
        yield shipped_entries[1]
        raise RuntimeError("reader died")

    with pytest.raises(RuntimeError, match="reader died"):
        build_library(path, entries())
    with Library.open(path) as library:
        assert len(library.documents) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_readers_keep_the_file_they_opened(shipped_entries, tmp_path):
    """Replacing a library does not disturb who reads the old one."""
    path = tmp_path / "a.db"
    build_library(path, shipped_entries[:1])
    with Library.open(path) as old:
        build_library(path, shipped_entries)
        with Library.open(path) as new:
            assert (len(old.documents), len(new.documents)) == (1, 5)
        assert old.document(shipped_entries[0][0].id) == shipped_entries[0][0]


def test_a_library_works_in_its_own_thread_only(library):
    """Another thread's use is an error, not a race."""
    errors: list[Exception] = []

    def read() -> None:
        try:
            library.df(["ke"])
        except sqlite3.ProgrammingError as error:
            errors.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert len(errors) == 1


def test_a_missing_library_names_the_way_out(tmp_path):
    """The message has the path and the command that makes a library."""
    with pytest.raises(LibraryMissingError, match=r"none\.db.*python -m index build"):
        Library.open(tmp_path / "none.db")
    (tmp_path / "file").touch()
    with pytest.raises(LibraryMissingError):
        Library.open(tmp_path / "file" / "below.db")


@pytest.mark.parametrize("size", [0, 10, 99, 100, 4096, 50_000, -1, -4096])
def test_a_file_cut_short_is_refused(line_library, tmp_path, size):
    """A library copied halfway is found out on opening."""
    path = tmp_path / "short.db"
    path.write_bytes(line_library.read_bytes()[:size])

    with pytest.raises(LibraryDamagedError, match="python -m index build"):
        Library.open(path)


def test_other_files_are_refused(line_library, tmp_path):
    """A text, and a database of another program, are no libraries."""
    text = tmp_path / "plan.txt"
    text.write_text("KẾ HOẠCH\n" * 100, encoding="utf-8")
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    connection.close()

    for path in (text, other):
        with pytest.raises(LibraryDamagedError):
            Library.open(path)


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA user_version = 99",
        "UPDATE meta SET value = 'x' WHERE key = 'document_shape'",
        "DELETE FROM meta WHERE key = 'terms_shape'",
    ],
)
def test_a_library_of_another_version_is_refused(line_library, tmp_path, change):
    """Tables or fields of another version of the program are not guessed at."""
    path = tmp_path / "other.db"
    path.write_bytes(line_library.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute(change)
    connection.commit()
    connection.close()

    with pytest.raises(LibraryVersionError, match="python -m index build"):
        Library.open(path)


def test_other_tables_have_another_version(line_library):
    """Whoever changes a table or its index raises the version of the file."""
    with closing(sqlite3.connect(line_library)) as connection:
        tables = "SELECT name, iif(sql LIKE '%fts5%', sql, '') FROM sqlite_master"
        shapes = [
            (
                name,
                virtual,
                connection.execute("SELECT * FROM pragma_table_info(?)", (name,)).fetchall(),
                connection.execute("SELECT * FROM pragma_index_list(?)", (name,)).fetchall(),
            )
            for name, virtual in connection.execute(f"{tables} WHERE type = 'table' ORDER BY name")
            if not name.startswith("passage_words_")  # FTS5's own
        ]

    shape = hashlib.sha256(repr(shapes).encode()).hexdigest()[:16]
    assert (VERSION, shape) == (1, "2d4bfb1ae2bc8f30")


@pytest.mark.parametrize("fill", [b"\xff", b"\x00", b"a"])
def test_overwritten_pages_raise_a_library_error(line_library, tmp_path, shipped_entries, fill):
    """Whichever page is overwritten, documents are read as written or refused."""
    good = line_library.read_bytes()
    page = 4096
    path = tmp_path / "damaged.db"
    refused = 0
    for start in range(0, len(good), page * 3):
        path.write_bytes(good[:start] + fill * page + good[start + page :])
        try:
            with Library.open(path) as library:
                for document, _ in shipped_entries:
                    assert library.document(document.id) == document
                    library.passages_of(document.id)
                library.df(["ke_hoach"])
        except SearchError:
            refused += 1
    assert refused > 0


def contents(path):
    """All that can be asked of a library, whatever the order and numbers of its rows."""
    tables = {
        "term_df": "SELECT * FROM term_df",
        "syllable": "SELECT * FROM syllable",
        "syllable_pair": "SELECT * FROM syllable_pair",
        "size": "SELECT * FROM size",
        "passage": 'SELECT id, path, start, "end", breadcrumb, text FROM passage',
    }
    with Library.open(path) as library:
        ranking = LexicalIndex(library)
        return {
            **{name: sorted(library.query(sql)) for name, sql in tables.items()},
            "documents": {card.id: library.document(card.id) for card in library.documents},
            "hits": {
                question: dict(ranking.search(question.split(), k=10_000))
                for question in ("ke hoach", "so van hoa the thao", "lang son bao cao")
            },
        }


def test_changing_a_library_equals_building_it_anew(shipped_entries, tmp_path):
    """Withdrawing and adding leave what a build of the remaining documents makes."""
    build_library(tmp_path / "changed.db", shipped_entries[:4])
    change_library(
        tmp_path / "changed.db",
        add=[shipped_entries[4], shipped_entries[0]],
        withdraw=[shipped_entries[0][0].id, shipped_entries[2][0].id],
    )
    build_library(tmp_path / "new.db", [shipped_entries[n] for n in (1, 3, 4, 0)])

    assert contents(tmp_path / "changed.db") == contents(tmp_path / "new.db")


def test_a_library_can_be_emptied_and_filled_again(shipped_entries, tmp_path):
    """Withdrawing everything leaves an empty library that takes documents again."""
    path = tmp_path / "a.db"
    build_library(path, shipped_entries)
    before = contents(path)

    change_library(path, withdraw=[document.id for document, _ in shipped_entries])
    with Library.open(path) as library:
        assert (library.documents, library.passage_count) == ((), 0)
        assert library.df(["ke", "ke_hoach"]) == {}
        assert LexicalIndex(library).search(["ke", "hoach"]) == []
    change_library(path, add=shipped_entries)
    assert contents(path) == before


def test_changing_a_folder_publishes_a_generation(shipped_entries, tmp_path):
    """In a folder of generations a change is the next one, and can be rolled back."""
    build_library(tmp_path, shipped_entries[:1])
    change_library(tmp_path, add=shipped_entries[1:2])

    with Library.open(tmp_path) as library:
        assert len(library.documents) == 2
    rollback(tmp_path)
    with Library.open(tmp_path) as library:
        assert len(library.documents) == 1


def test_impossible_changes_leave_the_library(shipped_entries, tmp_path):
    """Adding what is there and withdrawing what is not are errors, and change nothing."""
    path = tmp_path / "a.db"
    with pytest.raises(LibraryMissingError):
        change_library(path, add=shipped_entries)
    build_library(path, shipped_entries[:2])
    before = path.read_bytes()

    with pytest.raises(ValueError, match="twice"):
        change_library(path, add=shipped_entries[:1])
    with pytest.raises(ValueError, match="no document"):
        change_library(path, withdraw=[shipped_entries[3][0].id])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_forms_and_pairs_count_the_indexed_text(library, shipped_entries):
    """The counts of syllables and neighbours are those of passages and distinct breadcrumbs."""
    stored = StoredSyllables(library)
    texts = [passage.text for _, passages in shipped_entries for passage in passages]
    texts += [passages[0].breadcrumb for _, passages in shipped_entries]
    words = [syllables(text) for text in texts]

    forms = stored.forms("ke")
    assert sum(forms.values()) == sum(fold(each) == "ke" for line in words for each in line)
    assert list(forms) == sorted(forms, key=lambda form: (-forms[form], form))
    assert stored.pairs("kế", "hoạch") == sum(
        pair == ("kế", "hoạch") for line in words for pair in zip(line, line[1:], strict=False)
    )
    assert stored.forms("xyz") == {}
    assert stored.pairs("hoạch", "zzz") == 0


@pytest.mark.parametrize("folded", ["hoahc", "hoach", "hoch", "hoaach", "truong", "57", "", "đ"])
def test_neighbours_are_all_known_syllables_one_slip_away(library, folded):
    """The deletion index finds exactly what comparing with every syllable finds."""
    stored = StoredSyllables(library)
    known = {row[0] for row in library.query("SELECT folded FROM syllable") if row[0].isalpha()}

    assert set(stored.neighbours(folded)) == {
        each for each in known if OSA.distance(folded, each) == 1
    }
