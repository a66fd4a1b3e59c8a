"""`python -m index`: build, answer, inspect, evaluate; what goes where and how they end."""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.__main__ import main
from index.answer.answer import Status
from index.building import build, folder_sources
from knowledge.document import Correction, Slot
from knowledge.force.corrections import corrected
from knowledge.shipped import shipped_documents

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests" / "data" / "dev_questions.jsonl"
LANG_SON = ROOT / "knowledge" / "documents" / "lang-son-ke-hoach-61.txt"

# What judges read; then what scripts get besides.
ANSWER = {"question", "status", "statement", "understood_as", "citations", "hits"} | {
    "choices",
    "notices",
}
CITATION = {
    "source_file", "document_number", "path", "page", "excerpt", "start", "end", "code",
} | {"document", "place", "quote", "remark", "also"}  # fmt: skip
HIT = {"rank", "score", "source_file", "path", "excerpt"}
INSPECTED = {"header", "outline", "assignments", "reporting", "cites", "warnings"}
HEADER = {"type", "number", "date", "issuer", "place", "title"}
SECTION = {"path", "kind", "label", "heading", "start", "end"}
ASSIGNMENT = {
    "path", "lead", "implement", "cooperate", "guided_by", "timing", "output", "verbatim",
}  # fmt: skip
REPORTING = {"path", "verbatim", "cadence", "by", "to_whom", "via", "trigger"}


@pytest.fixture(scope="module")
def plans(tmp_path_factory) -> Path:
    """A folder with the shipped plans under the names of the files received."""
    folder = tmp_path_factory.mktemp("plans")
    for each in shipped_documents():
        shutil.copyfile(each.path, folder / each.source_file)
    return folder


@pytest.fixture
def answer(shipped_answerer, monkeypatch, capsys):
    """Answers lines of bytes over the shipped plans and gives what is printed."""

    def ask(lines: bytes, *options: str) -> list[str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
        library = str(shipped_answerer.library.path)
        assert main(["answer", "--library", library, *options]) == 0
        printed = capsys.readouterr()
        assert printed.err == ""
        return printed.out.splitlines()

    return ask


def test_build_names_bad_files_and_builds_the_good(plans, tmp_path, capsys):
    """Exit 1 and the reason on standard error; the plans beside it are in the library."""
    folder = shutil.copytree(plans, tmp_path / "plans")
    (folder / "hong.txt").write_bytes(b"%PDF-1.7")
    library = str(tmp_path / "library.db")

    assert main(["build", "--documents", str(folder), "--library", library]) == 1
    printed = capsys.readouterr()
    assert printed.out == f"{library}: 5 văn bản\n"
    assert "hong.txt: " in printed.err
    (folder / "hong.txt").unlink()
    assert main(["build", "--documents", str(folder), "--library", library]) == 0
    assert "hong.txt" not in capsys.readouterr().err


def test_build_into_a_folder_makes_a_generation(plans, tmp_path, capsys, monkeypatch):
    """A library that is a folder gets the next generation, and is answered from."""
    command = ["build", "--documents", str(plans), "--library", str(tmp_path)]
    assert main(command) == 0 and main(command) == 0
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["g000001.db", "g000002.db"]
    capsys.readouterr()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ai ky KH 61\n")))

    assert main(["answer", "--library", str(tmp_path)]) == 0
    assert "Kế hoạch số 61/" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("documents", "library"),
    [("missing", "a.db"), ("empty", "a.db"), ("plans", "missing/a.db"), ("plans", "file/a.db")],
)
def test_build_that_cannot_be_done_says_why(plans, tmp_path, capsys, documents, library):
    """One line on standard error, exit 1, nothing written."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    folder = plans if documents == "plans" else tmp_path / documents

    assert main(["build", "--documents", str(folder), "--library", str(tmp_path / library)]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1 and "hãy" in printed.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file"]


@pytest.mark.parametrize("kind", ["missing", "not a library", "cut", "empty", "folder", "garbled"])
def test_bad_libraries_are_named(shipped_answerer, tmp_path, capsys, monkeypatch, kind):
    """A library that is missing, cut short or overwritten: one line with a way out, exit 1."""
    data = shipped_answerer.library.path.read_bytes()
    file = tmp_path / "library.db"
    middle = len(data) // 3
    contents = {
        "not a library": b"xin chao" * 1_000,
        "cut": data[: len(data) // 2],
        "empty": b"",
        "garbled": data[:middle] + b"\x5a" * middle + data[2 * middle :],
    }
    if kind in contents:
        file.write_bytes(contents[kind])
    elif kind == "folder":
        file.mkdir()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ai chu tri nhiem vu 3.2\n")))

    assert main(["answer", "--library", str(file)]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1
    assert "library.db" in printed.err and "python -m index build" in printed.err


def test_answers_as_json_have_the_keys_of_the_interface(answer):
    """One object a line in the order of the questions, with the keys that are announced."""
    questions = ["ai chủ trì nhiệm vụ 3.2 KH 61", "ai phoi hop nv 4.1 kh61", "giá vàng hôm nay"]
    lines = answer("\n".join(questions).encode(), "--json")
    rows = [json.loads(line) for line in lines]

    assert [row["question"] for row in rows] == questions
    for row in rows:
        assert row.keys() == ANSWER and row["status"] in set(Status)
        assert len(row["hits"]) <= 10
        assert all(citation.keys() == CITATION for citation in row["citations"])
        assert all(hit.keys() == HIT for hit in row["hits"])
    first = rows[0]["citations"][0]
    assert (first["document_number"], first["path"], first["page"]) == (
        "61/KH-UBND",
        "II.3.2",
        None,
    )
    text = LANG_SON.read_text(encoding="utf-8")
    assert text[first["start"] : first["end"]] == first["excerpt"]


def test_every_line_gets_an_answer(answer):
    """Blank lines, wrong bytes and Windows line ends are questions as well."""
    lines = answer("ai ký KH 61\r\n\n".encode() + b"\xff\xfe\x00 ch\xec\n" + b"?", "--json")

    assert [json.loads(line)["question"] for line in lines][:2] == ["ai ký KH 61", ""]
    assert len(lines) == 4


def test_no_lines_no_answers(answer):
    """Nothing asked, nothing printed."""
    assert answer(b"") == []


def test_answers_as_text_show_the_places(answer):
    """The statement, then a line for each citation."""
    lines = answer("ai chủ trì nhiệm vụ 3.2 KH 61".encode())

    assert lines[0].startswith("Chủ trì: Sở Văn hóa, Thể thao và Du lịch")
    assert any(line.startswith("  Mục II.3.2, Kế hoạch số 61/") for line in lines)
    assert not any("KH61-" in line for line in lines)


def test_inspect_prints_what_is_understood(capsys):
    """As JSON, with all keys that judges read, and spans into the file's text."""
    assert main(["inspect", str(LANG_SON), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    text = LANG_SON.read_text(encoding="utf-8")

    assert row.keys() >= INSPECTED and row["header"].keys() >= HEADER | {"signer"}
    assert row["header"]["signer"].keys() >= {"name", "title"}
    for field in [*(row["header"][name] for name in HEADER), *row["header"]["signer"].values()]:
        assert field.keys() >= {"value", "evidence"}
    assert row["header"]["date"]["value"] == "2024-03-18"
    assert all(each.keys() >= SECTION for each in row["outline"])
    assert all(each.keys() >= ASSIGNMENT for each in row["assignments"])
    assert all(each.keys() >= REPORTING for each in row["reporting"])
    starts = [each["start"] for each in row["outline"]]
    assert starts == sorted(starts)
    for each in row["outline"]:
        assert (each["heading"] or "")[:10] in " ".join(text[each["start"] : each["end"]].split())


def test_inspect_as_text_shows_header_and_outline(capsys):
    """The header fields, then the outline, then counts."""
    assert main(["inspect", str(LANG_SON)]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert "number   61/KH-UBND" in lines
    assert any(line.strip().startswith("II.3.2") for line in lines)
    assert any("nhiệm vụ" in line and "báo cáo" in line for line in lines)


@pytest.mark.parametrize("name", ["missing.txt", "folder", "empty.txt"])
def test_inspect_of_what_cannot_be_read_says_why(tmp_path, capsys, name):
    """One line with the name, exit 1."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").touch()

    assert main(["inspect", str(tmp_path / name), "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.startswith(f"{name}: ")
    assert printed.err.count("\n") == 1


def test_evaluate_prints_the_table_and_every_miss(plans, tmp_path, capsys):
    """Figures of all, by style and by intent; a question answered wrongly is shown with its id."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()[:5]
    wrong = json.loads(lines[0]) | {"id": "wrong-1", "answer_keys": ["không ai cả"]}
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join([*lines, json.dumps(wrong)]), encoding="utf-8")

    assert main(["evaluate", str(file), "--documents", str(plans)]) == 0
    printed = capsys.readouterr().out
    for word in ("first", "three", "stated", "refused", "abstained", "by style", "by intent"):
        assert word in printed
    assert "misses: 1" in printed and "wrong-1 [statement] ai chủ trì nhiệm vụ 3.2" in printed
    assert "ms" in printed and "  chat" in printed and "  lead_agency" in printed


@pytest.mark.parametrize("content", [None, b"", b"{}\n", b"\xff\xfe"])
def test_evaluate_without_judged_questions_says_why(plans, tmp_path, capsys, content):
    """A file that is missing, empty or no judged questions: one line with its name, exit 1."""
    file = tmp_path / "questions.jsonl"
    if content is not None:
        file.write_bytes(content)

    assert main(["evaluate", str(file), "--documents", str(plans)]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and "questions.jsonl" in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frob"],
        ["build"],
        ["build", "--documents", "x"],
        ["answer", "--library"],
        ["inspect"],
        ["inspect", "a", "b"],
        ["evaluate", "x"],
    ],
)
def test_wrong_usage_exits_with_two(arguments, capsys):
    """Wrong arguments print the usage and exit with 2."""
    with pytest.raises(SystemExit) as raised:
        main(arguments)

    assert raised.value.code == 2
    assert "usage: python -m index" in capsys.readouterr().err


def index_process(*arguments: str, **options) -> subprocess.CompletedProcess[bytes]:
    """`python -m index` run as a process of its own."""
    command = [sys.executable, "-m", "index", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, **options)


def test_output_is_utf8_whatever_the_locale(shipped_answerer):
    """A locale that knows no Vietnamese neither breaks nor changes what is printed."""
    done = index_process(
        "answer",
        "--library",
        str(shipped_answerer.library.path),
        input="ai chủ trì nhiệm vụ 3.2 KH 61\n".encode(),
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PATH": ""},
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8").startswith("Chủ trì: Sở Văn hóa, Thể thao và Du lịch")


@pytest.mark.skipif(sys.platform == "win32", reason="closed pipes end otherwise there")
def test_a_reader_that_has_enough_ends_the_command_quietly(shipped_answerer):
    """Output into a closed pipe ends with exit 1 and without a word."""
    library = shipped_answerer.library.path
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "answer", "--library", str(library)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, told = process.communicate(b"ai ky KH 61\n" * 20, timeout=60)

    assert (process.returncode, told) == (1, b"")


def test_building_says_what_of_admins_it_leaves_out(tmp_path, capsys):
    """Their corrections are the bot's to apply; whoever builds by hand is told how."""
    documents, library = tmp_path / "plans", tmp_path / "library"
    documents.mkdir()
    library.mkdir()
    shutil.copyfile(LANG_SON, documents / "a.txt")
    said = Correction(slot=Slot.NUMBER, value="62/KH-UBND")
    build(folder_sources(documents), library, amended=lambda each: corrected(each, [said]))
    command = ["build", "--documents", str(documents), "--library", str(library)]

    assert main([*command, "--encoder", "none"]) == 0
    assert "ở 1 văn bản" in (told := capsys.readouterr().err) and "python -m bot reload" in told
    assert main([*command, "--encoder", "none"]) == 0
    assert "quản trị viên" not in capsys.readouterr().err
