"""Bodies that only the library's plans name."""

import pytest

from index.library.local_bodies import LocalBodies, local_bodies
from knowledge.names.agencies import find_bodies
from knowledge.reader import parse_document

NAMES = ("Phòng Kế hoạch - Tài chính", "Phòng Giáo dục", "Phòng Giáo dục Phổ thông", "Văn phòng Sở")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("phong ke hoach tai chinh lam gi", "Phòng Kế hoạch - Tài chính"),
        ("phòng kế hoạch - tài chính chủ trì mấy việc", "Phòng Kế hoạch - Tài chính"),
        ("Phòng KH-TC chủ trì việc gì", "Phòng Kế hoạch - Tài chính"),
        ("phong khtc lam gi", "Phòng Kế hoạch - Tài chính"),
        ("phòng giáo dục phổ thông làm gì", "Phòng Giáo dục Phổ thông"),
        ("van phong so lam gi", "Văn phòng Sở"),
    ],
)
def test_a_local_name_is_found_as_typed(question, name):
    """Without accents, without capitals, by its initials; the longest name wins."""
    bodies = LocalBodies(NAMES).join(find_bodies(question), question)

    assert [body.names for body in bodies] == [(name,)]


def test_letters_that_one_name_alone_has_stand_for_it():
    """«công ty EFY» is the company with these letters; «Sở EFY» is not."""
    names = ("Công ty Cổ phần Công nghệ Tin học EFY Việt Nam", "Công ty Điện lực Gia Lai")
    local = LocalBodies(names)

    assert [b.names for b in local.join((), "công ty EFY phải làm gì")] == [names[:1]]
    assert local.join((), "sở EFY phải làm gì") == ()


def test_known_bodies_stay():
    """A local name inside the name of another body does not hide it."""
    question = "Sở Giáo dục và Đào tạo làm gì"
    known = find_bodies(question)

    assert LocalBodies(("Giáo dục và Đào tạo",)).join(known, question) == tuple(known)


def test_only_names_that_lower_case_hides_are_kept():
    """What every question shows to be a body needs no list."""
    plan = (
        "KẾ HOẠCH\nI. NHIỆM VỤ\n"
        "1. Phòng Tổ chức cán bộ chủ trì, phối hợp với Văn phòng rà soát hồ sơ.\n"
        "2. Sở Tài chính chủ trì, phối hợp với các đơn vị liên quan bố trí kinh phí.\n"
    )

    assert local_bodies(parse_document(plan.encode(), "a.txt")) == ("Phòng Tổ chức cán bộ",)
