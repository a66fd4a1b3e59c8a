"""Files put in force from the machine."""

import shutil
import zipfile
from contextlib import closing

import pytest
from making.tea_plan import tea_plan

from bot.__main__ import main
from bot.library import declaring
from bot.library.reload import reload_library
from bot.settings import Settings
from bot.state.state import State
from index.library.store import Library
from knowledge.document import Correction, Slot
from knowledge.shipped import shipped_documents


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A library of two plans, by the variables."""
    (tmp_path / "plans").mkdir()
    for shipped in shipped_documents()[:2]:
        shutil.copy(shipped.path, tmp_path / "plans")
    named = {"DOCUMENTS": str(tmp_path / "plans"), "DATA": str(tmp_path / "data")}
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_env(named)
    reload_library(settings)
    return settings


def held(settings):
    """The numbers of the plans in force, and the files among the plans."""
    with Library.open(settings.data / "library") as library:
        numbers = [c.identity.number.value for c in library.documents if c.identity.number]
    return numbers, sorted(p.name for p in settings.documents.iterdir() if p.is_file())


def test_files_are_put_in_force_and_told(settings, tmp_path, capsys):
    """Each with what was understood; a new version takes the place of the old, by the operator."""
    (tmp_path / "che.txt").write_text(tea_plan(), encoding="utf-8")
    (tmp_path / "che 2.txt").write_text(
        tea_plan().replace("một trăm", "hai trăm"), encoding="utf-8"
    )

    assert main(["add", "che.txt", "che 2.txt"]) == 0
    printed = capsys.readouterr().out
    assert "✓ Số, ký hiệu: 77/KH-UBND" in printed and "Kho có 3 văn bản" in printed
    assert "thay bản đang có: che.txt" in printed
    numbers, files = held(settings)
    assert numbers.count("77/KH-UBND") == 1
    assert "che 2.txt" in files and "che.txt" not in files
    assert (tmp_path / "che.txt").exists()
    assert not list((settings.documents / ".pending").iterdir())
    state = State(settings.data / "state.db")
    assert [(e.deed, e.by) for e in state.audit.entries()] == [("published", None)] * 2
    state.close()


def test_what_is_not_put_in_force_is_named(settings, tmp_path, capsys):
    """The others are; the command fails."""
    (tmp_path / "a.exe").write_bytes(b"MZ")
    (tmp_path / "b.txt").write_text(tea_plan() + "\nLưu hành nội bộ\n", encoding="utf-8")
    shutil.copy(shipped_documents()[0].path, tmp_path / "c.txt")
    (tmp_path / "d.txt").write_text(tea_plan(), encoding="utf-8")
    before = held(settings)[0]

    assert main(["add", "a.exe", "b.txt", "c.txt", "none.txt", "d.txt"]) == 1
    errors = capsys.readouterr().err
    for name, why in (("a.exe", "không thuộc loại"), ("b.txt", "nội bộ"), ("c.txt", "đã có")):
        assert any(line.startswith(name) and why in line for line in errors.splitlines())
    assert "none.txt" in errors
    assert held(settings)[0] == [*before, "77/KH-UBND"]
    assert not list((settings.documents / ".pending").iterdir())


def test_each_plan_of_an_archive_is_put_in_force(settings, tmp_path, capsys):
    """The others are named with their reasons, and the command fails."""
    with zipfile.ZipFile(tmp_path / "nam.zip", "w") as made:
        made.writestr("a.txt", tea_plan())
        made.writestr("b.txt", tea_plan().replace("77/KH", "78/KH") + "\nLưu hành nội bộ\n")
        made.writestr("c.exe", b"MZ\0\0" * 9)
    before, files = held(settings)

    assert main(["add", "nam.zip"]) == 1
    printed = capsys.readouterr()
    assert "Đã đưa vào kho: Kế hoạch số 77/KH-UBND" in printed.out
    assert "nam.zip/c.exe: " in printed.err and "“b.txt” ghi “lưu hành nội bộ”" in printed.err
    assert held(settings) == ([*before, "77/KH-UBND"], sorted([*files, "a.txt"]))
    assert not list((settings.documents / ".pending").iterdir())


def test_what_the_program_has_under_way_is_left_to_it(settings, tmp_path, monkeypatch):
    """What it publishes stays due, and so does what is corrected while a file is added."""
    (tmp_path / "che.txt").write_text(tea_plan(), encoding="utf-8")
    begun, place = "f" * 64, Correction(slot=Slot.PLACE, value="Hà Giang")
    with Library.open(settings.data / "library") as library:
        first = library.documents[0].sha256
    with closing(State(settings.data / "state.db")) as state:
        state.declared.begin(begun, "x.txt")
        state.declared.correct(first, place, "telegram:7", 1.0)

        def put_in_force(settings, due):
            assert due == {first: ""}
            changed = declaring.put_in_force(settings, due)
            state.declared.take_back(first, Slot.PLACE)
            return changed

        monkeypatch.setattr("bot.upkeep.adding.put_in_force", put_in_force)
        assert main(["add", "che.txt"]) == 0
        assert state.declared.due() == {first: "", begun: "x.txt"}
