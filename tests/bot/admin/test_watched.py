"""A folder of files that admins are shown one by one."""

import pytest
from bot_thread import BotThread
from making.tea_plan import tea_plan

from bot.environment.variables import SettingsError
from bot.settings import Settings

ADMIN = 7


@pytest.fixture
def folders(tmp_path):
    """The folder of plans and that of new files."""
    made = tmp_path / "plans", tmp_path / "inbox"
    for folder in made:
        folder.mkdir()
    return made


def test_files_are_shown_and_published_from_the_chat(telegram, environ, folders):
    """Each as if an admin had sent it; what was taken is moved, what is no plan is told."""
    documents, inbox = folders
    bot = BotThread({**environ, "DOCUMENTS": str(documents), "INBOX": str(inbox)}).start()
    (inbox / "kế hoạch chè.txt").write_text(tea_plan(), encoding="utf-8")
    (inbox / "x.exe").write_bytes(b"MZ")
    (inbox / ".hidden").write_bytes(b"x")
    telegram.wait(lambda: len(telegram.sent) == 2, seconds=120)
    shown = {m["text"].split("\n")[0]: m for _, m in telegram.sent}
    refused = shown["Có tệp mới trong thư mục nhận tệp: “x.exe”."]
    preview = shown["Có tệp mới trong thư mục nhận tệp: “kế hoạch chè.txt”."]
    assert "không thuộc loại đọc được" in refused["text"]
    assert "✓ Số, ký hiệu: 77/KH-UBND" in preview["text"]
    telegram.press(preview, "Đưa vào kho")
    telegram.wait(lambda: any("Đã đưa vào kho" in m["text"] for _, m in telegram.sent), seconds=120)
    telegram.wait(lambda: not (inbox / "x.exe").exists())
    bot.stop()

    assert [path.name for path in documents.iterdir() if path.is_file()] == ["kế hoạch chè.txt"]
    assert sorted(p.name for p in (inbox / "da-nhan").iterdir()) == ["kế hoạch chè.txt", "x.exe"]


def test_the_folder_must_be_one_apart(folders, tmp_path):
    """It is there, files have a place to go to, and none is taken twice."""
    documents, inbox = folders
    for named, why in (
        ({"INBOX": str(tmp_path / "none"), "DOCUMENTS": str(documents)}, "không có thư mục"),
        ({"INBOX": str(inbox)}, "cần đặt DOCUMENTS"),
        ({"INBOX": str(documents), "DOCUMENTS": str(documents)}, "ngoài DOCUMENTS"),
    ):
        with pytest.raises(SettingsError, match=why):
            Settings.from_env(named)
    assert Settings.from_env({"INBOX": str(inbox), "DOCUMENTS": str(documents)}).inbox == inbox
