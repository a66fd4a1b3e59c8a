"""Field lines of tasks."""

import pytest

from knowledge.duties.fields import FieldKind, field_kind, find_fields


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Đơn vị chủ trì", FieldKind.LEAD),
        ("Cơ quan chủ trì, phối hợp", FieldKind.LEAD),
        ("Đơn vị đầu mối", FieldKind.LEAD),
        ("Đơn vị phối hợp thực hiện", FieldKind.PARTNER),
        ("Đơn vị thực hiện", FieldKind.IMPLEMENTER),
        ("Trách nhiệm thực hiện", FieldKind.IMPLEMENTER),
        ("Thời gian thực hiện", FieldKind.TIMING),
        ("Tiến độ", FieldKind.TIMING),
        ("Thời hạn hoàn thành", FieldKind.TIMING),
        ("Sản phẩm", FieldKind.OUTPUT),
        ("Kết quả đầu ra", FieldKind.OUTPUT),
        ("Lãnh đạo phụ trách", FieldKind.SUPERVISOR),
        ("Kết quả đạt được trong năm qua", None),
        ("Mục tiêu", None),
    ],
)
def test_field_kind(name, kind):
    """Each usual field name is told."""
    assert field_kind(name) is kind


def test_several_fields_on_one_line():
    """Each value reaches to the next field name."""
    text = "- Đơn vị chủ trì: Sở Nội vụ; đơn vị phối hợp: các sở, ngành. Thời gian: Quý I/2026."

    assert [(f.kind, text[f.start : f.end].strip()) for f in find_fields(text)] == [
        (FieldKind.LEAD, "Sở Nội vụ;"),
        (FieldKind.PARTNER, "các sở, ngành."),
        (FieldKind.TIMING, "Quý I/2026."),
    ]


def test_prose_has_no_fields():
    """A colon in a sentence makes no field."""
    assert find_fields("Các cơ quan báo chí tuyên truyền những nội dung sau: chủ quyền biển") == ()


@pytest.mark.parametrize(
    "value", ["trước 30/6/2026", "30/6/2026", "6/2026", "30-6-2026", "quý II/2026"]
)
def test_a_time_behind_done_is_one(value):
    """«Hoàn thành: …» is a field of time where a time follows."""
    (field,) = find_fields(f"Hoàn thành: {value}")

    assert field.kind is FieldKind.TIMING


@pytest.mark.parametrize(
    "value",
    [
        "15 km đường giao thông trước năm 2027",
        "100% xã đạt chuẩn",
        "1.500 căn nhà",
        "2.5 km đường",
        "10-15 km đường",
        "Trước mắt tập trung rà soát",
    ],
)
def test_what_is_done_is_no_time(value):
    """Behind «Hoàn thành:» a figure may be told, or what comes first."""
    assert find_fields(f"Hoàn thành: {value}") == ()
