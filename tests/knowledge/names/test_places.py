"""Provinces in texts and questions."""

import pytest

from knowledge.names.places import PROVINCES, find_places, formed_from, full_name, merged_into


def names(text):
    """The provinces named in a text, in order."""
    return [mention.name for mention in find_places(text)]


def test_there_are_63_provinces_of_which_34_remain():
    """The table holds the 63 provinces until June 2025 and marks the 34 that remain."""
    assert len({p.name for p in PROVINCES}) == 63
    assert sum(p.remains for p in PROVINCES) == 34
    assert {p.part_of for p in PROVINCES} == {p.name for p in PROVINCES if p.remains}
    assert sum(p.kind == "thành phố" for p in PROVINCES) == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KH90 nam dinh", ["Nam Định"]),
        ("muc tieu KH tỉnh ủy BẮC GIANG", ["Bắc Giang"]),
        ("bac giang va an giang", ["Bắc Giang", "An Giang"]),
        ("cơ quan nào lo quảng bá xứ Lạng", ["Lạng Sơn"]),
        ("Tự hào đất Tổ", ["Phú Thọ"]),
        ("UBND tỉnh LS", ["Lạng Sơn"]),
        ("so noi vu tphcm", ["Hồ Chí Minh"]),
        ("UBND TP.HCM", ["Hồ Chí Minh"]),
        ("thành phố Hồ Chí Minh", ["Hồ Chí Minh"]),
        ("Đăk Lăk, dak nong", ["Đắk Lắk", "Đắk Nông"]),
        ("tỉnh Thừa Thiên - Huế", ["Huế"]),
        ("Bà Rịa - Vũng Tàu", ["Bà Rịa - Vũng Tàu"]),
        ("tinh hoa binh", ["Hòa Bình"]),
        ("tỉnh Hoà Bình", ["Hòa Bình"]),
    ],
)
def test_places_are_found_however_they_are_typed(text, expected):
    """Accents, case and common other names make no difference."""
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "một Việt Nam hoà bình, hữu nghị",
        "giu gin hoa binh",
        "Phó Thủ tướng Nguyễn Hòa Bình",
        "Việt Nam định hướng",
        "Thái Bình Dương",
        "Chủ tịch Hồ Chí Minh",
        "nhà đa năng",
        "ngành hải dương học",
        "HN quán triệt",
    ],
)
def test_words_that_only_look_like_a_province_are_left(text):
    """Peace, the Pacific and persons are no provinces."""
    assert names(text) == []


def test_offsets_cover_the_printed_name():
    """A mention stands where it says."""
    text = "Kế hoạch của UBND tỉnh Lạng Sơn năm 2024"
    (mention,) = find_places(text)
    assert text[mention.start : mention.end] == "Lạng Sơn"


def test_a_year_does_not_make_a_province_of_the_word_before_it():
    """The word for "year" belongs to the date, not to Quảng Nam."""
    assert names("ke hoach tuyen quang nam 2025") == ["Tuyên Quang"]


@pytest.mark.parametrize(
    ("name", "into"),
    [("Bắc Giang", "Bắc Ninh"), ("Hòa Bình", "Phú Thọ"), ("Nam Định", "Ninh Bình")],
)
def test_a_dissolved_province_names_its_successor(name, into):
    """Dissolved provinces know what they are part of."""
    assert merged_into(name) == into
    assert name in formed_from(into)


def test_a_remaining_province_has_no_successor():
    """A province that kept its name was merged into nothing, nor was an unknown place."""
    assert merged_into("Lạng Sơn") is None
    assert merged_into("Phú Thọ") is None
    assert merged_into("Atlantis") is None
    assert formed_from("Lạng Sơn") == ("Lạng Sơn",)


def test_full_names_carry_their_kind():
    """A province is named with its kind."""
    assert full_name("Lạng Sơn") == "tỉnh Lạng Sơn"
    assert full_name("Cần Thơ") == "thành phố Cần Thơ"
