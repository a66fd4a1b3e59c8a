"""ZIP files of plans."""

import io
import json
import random
import shutil
import struct
import zipfile

import pytest
from making.docx import plan_docx
from making.scan import pages_of, printed_plan
from making.sheet import data_of, task_sheet
from making.web import news_page, portal_page

from index.__main__ import main
from index.building import Source, build
from knowledge.errors import UnreadableFileError
from knowledge.reader import parse_document, read_document, read_documents
from knowledge.readers.archive import open_archive
from knowledge.shipped import shipped_documents
from knowledge.text import nfc

TEXTS = {each.path.stem: nfc(each.path.read_text(encoding="utf-8")) for each in shipped_documents()}


def zipped(members=(), **more):
    """An archive of the members by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**dict(members), **more}.items():
            archive.writestr(name, data)
    return packed.getvalue()


def plans():
    """Plans of several formats in one archive, with leftovers and an unreadable member."""
    return zipped(
        {
            "kế hoạch/lạng sơn.docx": plan_docx(TEXTS["lang-son-ke-hoach-61"]),
            "kế hoạch/bắc giang.html": portal_page(TEXTS["bac-giang-ke-hoach-ket-luan-57"]),
            "tin.html": news_page(TEXTS["nam-dinh-tin-ke-hoach-90"]),
            "bảng.xlsx": data_of(task_sheet()),
            "hỏng.docx": b"PK\x03\x04 cut",
            "__MACOSX/x": b"x",
            ".DS_Store": b"x",
        }
    )


def test_archive_gives_a_document_a_member(tmp_path):
    """Each plan is read under the archive's name and its own; what is not readable is named."""
    file = tmp_path / "nhieu.zip"
    file.write_bytes(plans())

    read = read_documents(file)

    assert [document.source_file for document in read.documents] == [
        "nhieu.zip/bảng.xlsx",
        "nhieu.zip/kế hoạch/bắc giang.html",
        "nhieu.zip/kế hoạch/lạng sơn.docx",
        "nhieu.zip/tin.html",
    ]
    assert len(read.refused) == 1 and "nhieu.zip/hỏng.docx" in read.refused[0]


def test_archive_is_built_and_inspected(tmp_path, capsys):
    """A library takes all plans of an archive, and the command shows each."""
    file = tmp_path / "nhieu.zip"
    file.write_bytes(plans())

    built = build([Source(path=file, source_file=file.name)], tmp_path / "plans.db")
    status = main(["inspect", str(file), "--json"])
    printed = capsys.readouterr()

    assert (built.documents, len(built.refused)) == (4, 1)
    assert status == 1 and "hỏng.docx" in printed.err
    assert [row["source_file"] for row in json.loads(printed.out)][0] == "nhieu.zip/bảng.xlsx"


def test_archive_of_one_plan_is_that_plan(tmp_path):
    """One plan in an archive is read as if it came alone; several ask to be sent alone."""
    plan = TEXTS["lang-son-ke-hoach-61"].encode()

    assert parse_document(zipped(a=plan), "mot.zip").identity.number.value == "61/KH-UBND"
    with pytest.raises(UnreadableFileError, match=r"2 tệp \(a, b\).*từng văn bản"):
        parse_document(zipped(a=plan, b=plan), "hai.zip")


def test_pictures_together_are_one_document(tmp_path):
    """The photos of one folder are the pages of one plan, page 2 before page 10."""
    if shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed; pictures are refused without it")
    pages = pages_of(printed_plan(TEXTS["lang-son-ke-hoach-61"]), dpi=120)[:2]
    images = []
    for page in pages:
        image = io.BytesIO()
        page.convert("L").save(image, "PNG")
        images.append(image.getvalue())
    file = tmp_path / "anh.zip"
    file.write_bytes(zipped({"trang 10.png": images[1], "trang 2.png": images[0]}))

    document = read_document(file)

    assert [member.name for member in open_archive(file.read_bytes(), "anh.zip")] == ["anh.zip"]
    assert document.identity.number.value == "61/KH-UBND"
    assert len(document.pages) == 2
    members = open_archive(
        zipped({"a/1.png": images[0], "a/2.png": images[1], "b.txt": "x" * 50}), "z.zip"
    )
    assert [member.name for member in members] == ["z.zip/a", "z.zip/b.txt"]


def test_names_of_members_lead_nowhere():
    """Paths out of the archive, control signs and old code pages come out as plain names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../etc/pass\x01wd", "x")
        archive.writestr("C:\\kế hoạch.txt", "x")
        entry = zipfile.ZipInfo("AAAA AAAA.txt")
        archive.writestr(entry, "x")
    data = packed.getvalue().replace(b"AAAA AAAA", "kế ho".encode().ljust(9, b"_"))

    assert sorted(member.name for member in open_archive(data, "a.zip")) == [
        "a.zip/C:/kế hoạch.txt",
        "a.zip/etc/passwd",
        "a.zip/kế ho__.txt",
    ]


def encrypted():
    """An archive whose member says that it is under a password."""
    data = bytearray(zipped(a=b"x" * 99))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    return bytes(data)


def unknown_method():
    """An archive packed by a method that no reader has."""
    data = bytearray(zipped(a=b"x" * 99))
    for sign, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.index(sign) + method, 97)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped(), "không có văn bản"),
        (zipped({"thư mục/": b""}), "không có văn bản"),
        (zipped({f"f{n}": b"" for n in range(301)}), "quá 300 tệp"),
        (zipped(bom=bytes(101 * 1024 * 1024)), "bung ra quá 100 MB"),
        (encrypted(), "mật khẩu"),
        (unknown_method(), "kiểu ZIP thông thường"),
        (zipped(a=b"x" * 99)[:-30], "hỏng"),
        (zipped(a=zipped(b=zipped(c=b"x" * 99))), "lồng"),
        (zipped(a=b"MZ\x00\x01\x02" * 500), "chương trình"),
    ],
    ids=["empty", "folder", "members", "bomb", "password", "method", "cut", "nested", "program"],
)
def test_bad_archives_are_refused(data, reason, tmp_path):
    """Each refusal names the archive and the reason, whether one or several plans are asked for."""
    file = tmp_path / "xau.zip"
    file.write_bytes(data)
    for read in (read_document, read_documents):
        with pytest.raises(UnreadableFileError, match=reason) as refused:
            read(file)
        assert "xau.zip" in str(refused.value)


def test_mutated_archives_are_opened_or_refused():
    """Damaged archives give members or a refusal, never another error."""
    source = random.Random(7)
    whole = zipped({"kế hoạch.txt": TEXTS["lang-son-ke-hoach-61"], "b.txt": "x" * 300})
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(source.randint(1, 8)):
            data[source.randrange(len(data))] = source.randrange(256)
        try:
            open_archive(bytes(data), "hong.zip")
        except UnreadableFileError as error:
            assert "hong.zip" in str(error)
