"""Tests of files that are read after they were sent in, archives among them."""

import io
import zipfile

import pytest

from bot.files.pending import keep_file, noted_document, pending_file
from bot.files.reading import HowFar, read_pending
from knowledge.errors import UnreadableFileError
from knowledge.shipped import shipped_documents

FIRST, SECOND = (each.path.read_bytes() for each in shipped_documents()[:2])


def archive(**members):
    """An archive with files of those names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return packed.getvalue()


def waiting(documents):
    """The names of the files that wait, and whether what was read of them is noted."""
    found = [pending_file(documents, each.name) for each in (documents / ".pending").iterdir()]
    return sorted((each.name, noted_document(each).source_file) for each in found)


def test_each_plan_of_an_archive_waits_by_itself(tmp_path):
    """What cannot be read, or is there twice, is named with its reason; how far it is, is told."""
    told = []
    members = {"a/kh.txt": FIRST, "b/kh.txt": SECOND, "lap.txt": FIRST, "anh.exe": b"MZ\0\0" * 9}
    key = keep_file(tmp_path, "nam 2024.zip", archive(**members))

    read = read_pending(tmp_path, key, told.append)

    assert waiting(tmp_path) == [("kh.txt", "kh.txt")] * 2
    documents = [noted_document(pending_file(tmp_path, each)) for each in read.keys]
    assert [len(each.text) > 1_000 for each in documents] == [True, True]
    exe, twice = sorted(read.refused)
    assert exe.startswith("nam 2024.zip/anh.exe: ")
    assert twice == "nam 2024.zip/lap.txt: giống hệt nam 2024.zip/a/kh.txt, chỉ lấy một."
    assert told == [HowFar(files=(n, 4)) for n in range(4)]


def test_an_archive_of_one_plan_is_that_plan(tmp_path):
    """It is kept as it was sent."""
    key = keep_file(tmp_path, "mot.zip", archive(**{"kh.txt": FIRST}))

    assert read_pending(tmp_path, key, print).keys == (key,)
    assert waiting(tmp_path) == [("mot.zip", "mot.zip")]


def test_what_was_half_taken_up_does_not_wait_twice(tmp_path):
    """An archive that is read again after the program has ended on the way."""
    whole = archive(**{"kh.txt": FIRST, "kh 2.txt": SECOND})
    read = [read_pending(tmp_path, keep_file(tmp_path, "a.zip", whole), print) for _ in range(2)]

    assert read[0].keys == read[1].keys
    assert waiting(tmp_path) == [("kh 2.txt", "kh 2.txt"), ("kh.txt", "kh.txt")]


def test_nothing_of_an_archive_is_kept_where_nothing_can_be_read(tmp_path):
    """All reasons are told."""
    key = keep_file(tmp_path, "xau.zip", archive(**{"a.exe": b"MZ" * 20, "b.txt": b" "}))

    with pytest.raises(UnreadableFileError, match=r"a\.exe: .*\n.*b\.txt: "):
        read_pending(tmp_path, key, print)
