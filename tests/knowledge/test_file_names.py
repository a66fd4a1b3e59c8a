"""What names of files tell."""

import pytest

from knowledge.file_names import ending_of, is_leftover, is_leftover_path


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.DOCX", ".docx"),
        ("kế hoạch.v2.pdf", ".pdf"),
        ("x.7z", ".7z"),
        ("Kế hoạch 90", None),
        ("Kế hoạch 90.2024", None),
        ("KH 15.KH-UBND", None),
        (".htaccess", None),
        ("a.", None),
    ],
)
def test_the_ending_of_a_name(name, ending):
    """Years and codes behind a full stop are none."""
    assert ending_of(name) == ending


@pytest.mark.parametrize(
    "name",
    [
        *("~$ hoach 15.docx", "~$a.xlsx", ".~lock.a.odt#", "._a.docx", ".DS_Store", "~WRL0001.tmp"),
        *("Thumbs.db", "ehthumbs.db", "desktop.ini", "Icon\r", "__MACOSX", "$RECYCLE.BIN"),
    ],
)
def test_what_programs_leave_behind(name):
    """Files beside an open one, and those of operating systems; in a folder of an archive, too."""
    assert is_leftover(name) and is_leftover_path(f"a/{name}")


@pytest.mark.parametrize(
    "name", ["a~$.docx", "~a.docx", "Thumbs.docx", "desktop.ini.docx", "a.tmp"]
)
def test_what_only_looks_like_that(name):
    """Such a file is a document, or is named as not read."""
    assert not is_leftover(name) and not is_leftover_path(f"a/{name}")
