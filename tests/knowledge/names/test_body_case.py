"""Names of bodies printed in capitals."""

import pytest

from knowledge.names.body_case import cased


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("LIÊN ĐOÀN LAO ĐỘNG HUYỆN ĐỨC CƠ", "Liên đoàn Lao động huyện Đức Cơ"),
        ("TỔNG CỤC DỰ TRỮ NHÀ NƯỚC", "Tổng cục Dự trữ Nhà nước"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH THỪA THIÊN HUẾ", "Hội đồng nhân dân tỉnh Thừa Thiên Huế"),
        ("UỶ BAN NHÂN DÂN XÃ TÂN LẬP", "Ủy ban nhân dân xã Tân Lập"),
        ("Y BAN NHÂN DÂN TỈNH KON TUM", "Ủy ban nhân dân tỉnh Kon Tum"),
        ("BẢO HIỂM XÃ HỘI TP.HỒ CHÍ MINH", "Bảo hiểm xã hội TP.Hồ Chí Minh"),
        ("BỘ TÀI CHÍNH – BỘ Y TẾ", "Bộ Tài chính - Bộ Y tế"),
        ("BAN CHẤP HÀNH ĐOÀN TNCS HỒ CHÍ MINH", "Ban Chấp hành Đoàn TNCS Hồ Chí Minh"),
        ("ĐẢNG ỦY PHƯỜNG HỘI PHÚ", "Đảng ủy phường Hội Phú"),
        ("NGÂN HÀNG CHÍNH SÁCH XÃ HỘI", "Ngân hàng Chính sách xã hội"),
        ("TỔNG CÔNG TY ĐIỆN LỰC MIỀN TRUNG", "Tổng công ty Điện lực miền Trung"),
        ("TRƯỜNG THCS LÊ LỢI", "Trường THCS Lê Lợi"),
        ("TRƯỜNG TIỂU HỌC VÀ THCS BẾN TRE XÃ IA PA", "Trường Tiểu học và THCS Bến Tre xã Ia Pa"),
        ("TRƯỜNG TH-THCS LIÊN VIỆT", "Trường TH-THCS Liên Việt"),
        ("PHÒNG GIÁO DỤC TIỂU HỌC", "Phòng Giáo dục tiểu học"),
        ("BAN QUẢN LÝ DỰ ÁN PCCC", "Ban Quản lý dự án PCCC"),
    ],
)
def test_capitals_become_usual_spelling(printed, name):
    """Kinds, places and abbreviations are spelt as in a sentence; no body is renamed."""
    assert cased("", printed) == name


def test_the_spelling_of_the_text_goes_first():
    """The whole name, or its proper end, is taken over from where the text spells it."""
    text = "Hội thi do Trường TH Kim Đồng tổ chức cùng Trạm Khuyến nông Ia Pa."

    assert cased(text, "TRẠM KHUYẾN NÔNG IA PA") == "Trạm Khuyến nông Ia Pa"
    assert cased(text, "TRƯỜNG TIỂU HỌC KIM ĐỒNG") == "Trường Tiểu học Kim Đồng"
