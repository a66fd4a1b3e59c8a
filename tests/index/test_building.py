"""Building libraries from folders and files, good and bad, and judged-question files."""

import json
import os
from pathlib import Path

import pytest

from index.answerer import Answerer
from index.building import Built, NoDocumentsError, Source, build, folder_sources
from index.errors import LibraryError, SearchError
from index.evaluate import figures, judge, read_judged, report
from index.library.store import Library
from knowledge.shipped import shipped_documents

PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 7/KH-UBND\nLạng Sơn, ngày 02 tháng 5 năm 2024\n\n"
    "KẾ HOẠCH\nTuyên truyền năm 2024\n\nI. NỘI DUNG\n1. Sở Nội vụ chủ trì rà soát văn bản, phối "
    "hợp với Sở Tài chính, xong trước ngày 30/6/2024.\n2. Sở Tài chính bố trí kinh phí.\n\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"
)
NUMBERLESS = (
    "KẾ HOẠCH\nTuyên truyền năm 2024\n\nI. NỘI DUNG\n1. Sở Nội vụ chủ trì rà soát văn bản.\n"
)
ONE_LINE = "Sở Nội vụ chủ trì rà soát văn bản và báo cáo Ủy ban nhân dân tỉnh trước ngày 30/6/2024."
CHROME = "Trang chủ\nLiên hệ\nĐăng nhập\nVăn bản liên quan\nIn trang\nXem thêm\n" * 20

BAD = {
    "empty": (b"", "trống"),
    "blank": (b"\xef\xbb\xbf \r\n\t\r\n", "trống"),
    "binary": (bytes(range(256)) * 50, "nhị phân"),
    "pdf": (b"%PDF-1.7\n1 0 obj", "PDF"),
    "half-utf-16": (PLAN.encode("utf-16")[:-1], "bị cắt"),
    "chrome-only": (CHROME.encode(), "gần như không có nội dung"),
    "a-few-words": ("Kế hoạch năm 2024".encode(), "gần như không có nội dung"),
    "too-large": (b"a " * 5_000_000, "quá lớn"),
}
ODD = {
    "one-line": ONE_LINE.encode(),
    "one-line-plan": PLAN.replace("\n", " ").encode(),
    "numberless": NUMBERLESS.encode(),
    "utf-16": PLAN.encode("utf-16"),
    "crlf": PLAN.replace("\n", "\r\n").encode(),
    "only-a-table": (
        "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
        "| 1 | Rà soát văn bản | Sở Nội vụ | Quý I |\n| 2 | Bố trí kinh phí | Sở Tài chính | |\n"
    ).encode(),
    "text-among-chrome": (CHROME + PLAN + CHROME).encode(),
}


def sources_of(folder: Path, files: dict[str, bytes]) -> tuple[Source, ...]:
    """The files written into a folder, as sources."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder_sources(folder)


def build_in(folder: Path, files: dict[str, bytes]) -> tuple[Built, Path]:
    """What became of the files, and the library of them."""
    library = folder / "library.db"
    return build(sources_of(folder / "plans", files), library), library


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_by_name_and_the_good_are_built(tmp_path, name):
    """A file that cannot be read is named with its reason; the plan beside it is built."""
    data, reason = BAD[name]
    built, file = build_in(tmp_path, {f"{name}.txt": data, "tot.txt": PLAN.encode()})

    assert built.documents == 1
    (told,) = built.refused
    assert told.startswith(f"{name}.txt: ") and reason in told
    with Library.open(file) as library:
        assert [card.source_file for card in library.documents] == ["tot.txt"]


@pytest.mark.parametrize("name", ODD)
def test_odd_files_are_built_and_answered_from(tmp_path, name):
    """One line, no number, another encoding: built, and quoted letter for letter."""
    built, file = build_in(tmp_path, {f"{name}.txt": ODD[name]})

    assert (built.documents, built.refused) == (1, ())
    with Library.open(file) as library:
        answer = Answerer(library).answer("Sở Nội vụ chủ trì việc gì")
        text = library.document(library.documents[0].id).text
        assert answer.citations
        for cited in answer.citations:
            assert cited.excerpt == cited.span.of(text)
        assert "Nội vụ" in answer.citations[0].excerpt


def test_what_is_missing_is_told(tmp_path):
    """A plan without number or date is built with warnings that name the file."""
    built, _ = build_in(tmp_path, {"thieu.txt": NUMBERLESS.encode()})

    assert {name for name, _ in built.warnings} == {"thieu.txt"}
    told = " ".join(warning for _, warning in built.warnings)
    assert "số, ký hiệu" in told and "ngày ban hành" in told


def test_nothing_is_written_where_nothing_can_be_read(tmp_path):
    """Only bad files: an error that names each, and the old library stays."""
    built, file = build_in(tmp_path, {"tot.txt": PLAN.encode()})
    before = file.read_bytes()
    bad = sources_of(tmp_path / "bad", {f"{name}.txt": data for name, (data, _) in BAD.items()})

    with pytest.raises(NoDocumentsError) as raised:
        build(bad, file)
    assert all(f"{name}.txt" in str(raised.value) for name in BAD)
    assert file.read_bytes() == before


def test_copies_and_clashes_are_told(tmp_path):
    """The same bytes are kept once; another text with the same number is kept with a warning."""
    other = PLAN.replace("rà soát văn bản", "rà soát thủ tục")
    files = {"a.txt": PLAN.encode(), "b.txt": PLAN.encode(), "c.txt": other.encode()}
    built, file = build_in(tmp_path, files)

    assert built.documents == 2
    assert any("Trùng" in warning for name, warning in built.warnings if name == "b.txt")
    assert any("Cùng số" in warning for name, warning in built.warnings if name == "c.txt")
    with Library.open(file) as library:
        assert [card.source_file for card in library.documents] == ["a.txt", "c.txt"]


def test_plans_of_one_name_are_told(tmp_path):
    """Without a number the title is what tells a corrected plan from the first."""
    files = {
        "a (1).txt": NUMBERLESS.replace(
            "Sở Nội vụ chủ trì rà soát", "Sở Y tế chủ trì lập"
        ).encode(),
        "a.txt": NUMBERLESS.encode(),
        "b.txt": NUMBERLESS.replace("năm 2024", "năm 2025").encode(),
    }
    built, _ = build_in(tmp_path, files)
    told = [name for name, warning in built.warnings if "Cùng tên gọi với a (1).txt" in warning]

    assert built.documents == 3 and told == ["a.txt"]


def test_folders_give_all_that_lies_in_them_by_name(tmp_path):
    """Whatever the ending; only what programs leave behind stays out."""
    names = ("Ke hoach 90", "a.TXT", "b.txt", "c.rar", "d.exe")
    for name in (*names, ".hidden", "~$b.docx", "._a.TXT", "Thumbs.db", "desktop.ini"):
        (tmp_path / name).write_text(PLAN, encoding="utf-8")

    assert [source.source_file for source in folder_sources(tmp_path)] == [*names]


def test_nothing_in_a_folder_is_passed_over_in_silence(tmp_path):
    """Each file that is not read is named with its reason, the library itself left alone."""
    files = {
        "Kế hoạch 5": PLAN.encode(),
        "a.rar": b"Rar!\x1a\x07\x01\x00",
        "b.csv": "1,Sở Nội vụ".encode(),
        "c.msg": b"\xd0\xcf\x11\xe0" + bytes(99),
        "d.mp4": b"\x00\x00\x00\x18ftypmp42" + bytes(99),
        "e": bytes(99),
        "kho.db": b"SQLite format 3\x00",
        "~$f.docx": b"\x05Nguyen",
    }
    sources_of(tmp_path, files)
    (tmp_path / "2024").mkdir()
    (tmp_path / "mất.docx").symlink_to(tmp_path / "đâu.docx")
    os.mkfifo(tmp_path / "ống")
    (tmp_path / "plans.db.vectors").write_bytes(b"x")
    for again in range(2):
        built = build(folder_sources(tmp_path), tmp_path / "plans.db")

        named = [reason.partition(": ")[0] for reason in built.refused]
        assert built.documents == 1, again
        left = ["2024", *files, "mất.docx", "ống"]
        assert named == sorted(set(left) - {"Kế hoạch 5", "~$f.docx"})
        assert all(reason.endswith(".") for reason in built.refused)


def test_a_file_of_gigabytes_is_refused_unread(tmp_path):
    """It would not fit into memory."""
    film = tmp_path / "phim.mp4"
    with film.open("wb") as file:
        file.truncate(8 << 30)

    with pytest.raises(NoDocumentsError, match="phim.mp4: tệp quá lớn"):
        build([Source(path=film, source_file=film.name)], tmp_path / "plans.db")


@pytest.mark.parametrize("name", ["missing", "empty", "plan.txt"])
def test_folders_without_plans_are_errors(tmp_path, name):
    """A missing folder, an empty one, a file: the error names it and the way out."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")

    with pytest.raises(NoDocumentsError, match=rf"{name}: .*hãy"):
        folder_sources(tmp_path / name)


def test_a_place_that_takes_no_file_is_an_error(tmp_path):
    """A missing folder, or a file where a folder should be, is told before anything is read."""
    (source,) = sources_of(tmp_path / "plans", {"a.txt": PLAN.encode()})
    for place in (tmp_path / "missing", source.path):
        read: list[int] = []
        with pytest.raises(LibraryError, match="không ghi được"):
            build([source], place / "library.db", progress=read.append)
        assert read == []


def test_a_plan_file_is_never_replaced_by_a_library(tmp_path):
    """A library that is named like a plan file is refused, and the file stays as it is."""
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(PLAN, encoding="utf-8")

    with pytest.raises(LibraryError, match="ke-hoach.txt"):
        build([Source(path=plan, source_file=plan.name)], plan)

    assert plan.read_text(encoding="utf-8") == PLAN


def test_a_failed_build_leaves_no_file_behind(tmp_path):
    """Neither a probe nor an unfinished library stays in the folder."""
    bad = sources_of(tmp_path / "plans", {"a.txt": b""})
    with pytest.raises(NoDocumentsError):
        build(bad, tmp_path / "library.db")

    assert [path.name for path in tmp_path.iterdir()] == ["plans"]


def test_progress_counts_every_file(tmp_path):
    """Refused files count as well."""
    sources = sources_of(tmp_path / "plans", {"a.txt": b"", "b.txt": PLAN.encode()})
    read: list[int] = []
    build(sources, tmp_path / "library.db", progress=read.append)

    assert read == [1, 2]


def judged_line(**changed) -> str:
    """A line of judged questions with some of its values changed."""
    row = {
        "id": "q-1",
        "question": "ai chủ trì rà soát văn bản",
        "style": "chat",
        "intent": "lead_agency",
        "accept": [{"doc": "a.txt", "must_contain": ["Sở Nội vụ chủ trì"]}],
        "answer_keys": ["so noi vu"],
    }
    return json.dumps(row | changed, ensure_ascii=False)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "dòng 2"),
        ('"a"', "dòng 2"),
        ("[1]", "dòng 2"),
        ('{"id": "x"}', "dòng 2"),
        (judged_line(accept=None), "dòng 2"),
        (judged_line(accept=[{"doc": "a.txt"}]), "dòng 2"),
    ],
)
def test_bad_lines_of_judged_questions_are_named(tmp_path, line, told):
    """The error names file and line."""
    file = tmp_path / "questions.jsonl"
    file.write_text(f"{judged_line()}\n{line}\n", encoding="utf-8")

    with pytest.raises(SearchError, match=f"questions.jsonl.*{told}"):
        read_judged(file)


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xff\xfe\x00"])
def test_files_without_judged_questions_are_errors(tmp_path, data):
    """An empty file and one that is no UTF-8 give no figures."""
    file = tmp_path / "questions.jsonl"
    file.write_bytes(data)

    with pytest.raises(SearchError, match="questions.jsonl"):
        read_judged(file)


def test_questions_are_judged_as_their_readme_says(tmp_path):
    """White space and the accents of answer keys don't count; file, case and words do."""
    _, file = build_in(tmp_path, {"a.txt": PLAN.encode()})
    lines = {
        "right": judged_line(),
        "squashed": judged_line(accept=[{"doc": "a.txt", "must_contain": ["Nội  vụ\nchủ trì"]}]),
        "another file": judged_line(accept=[{"doc": "b.txt", "must_contain": ["Sở Nội vụ"]}]),
        "another case": judged_line(accept=[{"doc": "a.txt", "must_contain": ["SỞ NỘI VỤ"]}]),
        "another key": judged_line(answer_keys=["Sở Y tế"]),
        "no answer": judged_line(accept=[], answer_keys=[]),
    }
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(lines.values()), encoding="utf-8")
    with Library.open(file) as library:
        answerer = Answerer(library)
        outcomes = dict(
            zip(lines, (judge(q, answerer.answer) for q in read_judged(questions)), strict=True)
        )

    assert {name for name, o in outcomes.items() if o.first} == {"right", "squashed", "another key"}
    assert [name for name, o in outcomes.items() if o.is_miss] == list(lines)[2:]
    found = figures(list(outcomes.values()))
    assert (found.questions, found.abstained, found.unanswerable) == (6, 0, 1)
    assert found.first == pytest.approx(60.0) and found.statement == pytest.approx(80.0)
    assert report(list(outcomes.values())).count("q-1 [") == 4


def test_secret_files_are_refused(tmp_path):
    """A file with the stamp of a state secret is named and left out; the others are built."""
    folder = tmp_path / "plans"
    folder.mkdir()
    good = shipped_documents()[0].path
    (folder / "tốt.txt").write_bytes(good.read_bytes())
    (folder / "kín.txt").write_text(
        "TỐI MẬT\n" + good.read_text(encoding="utf-8"), encoding="utf-8"
    )
    built = build(folder_sources(folder), tmp_path / "plans.db")
    assert built.documents == 1
    assert built.refused[0].startswith("kín.txt: văn bản có dấu «TỐI MẬT»")
