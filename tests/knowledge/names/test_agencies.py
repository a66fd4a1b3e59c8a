"""Names of bodies: equality, mentions, lists and headings."""

import pytest

from knowledge.names.agencies import (
    canonical,
    find_bodies,
    is_body,
    same_body,
    split_bodies,
    starts_with_body,
)

VHTTDL = "Sở Văn hóa, Thể thao và Du lịch"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("UBND tỉnh Lạng Sơn", "UBND tỉnh"),
        ("Tỉnh uỷ", "Tỉnh ủy Bắc Giang"),
        ("Bộ trưởng Bộ Tài chính", "Bộ Tài chính"),
        ("Giám đốc Sở Nội vụ", "Sở Nội vụ"),
        ("Chủ tịch UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("BTGTU", "Ban Tuyên giáo Tỉnh ủy"),
        ("BTG", "Ban Tuyên giáo Đảng ủy"),
        ("ĐUK", "Đảng ủy Khối các cơ quan tỉnh"),
        ("STTTT", "Sở TT&TT"),
        ("so van hoa the thao va du lich", "Sở VHTTDL"),
        ("Sở Khoa học - Công nghệ", "Sở KH&CN"),
        ("MTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("các sở, ban, ngành", "Các sở, ban, ngành tỉnh"),
        ("BTC", "Bộ Tài chính"),
        ("BTC", "Ban Tổ chức Tỉnh ủy"),
        ("TVTU", "Ban Thường vụ Tỉnh ủy"),
        ("UBND TP.HCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("Thủ tướng", "TTg"),
        ("UBND cấp xã", "Ủy ban nhân dân các xã, phường, đặc khu"),
    ],
)
def test_a_body_is_recognised_under_its_other_names(left, right):
    """Abbreviations, titles and a place that only one names make no difference."""
    assert same_body(left, right)
    assert same_body(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("UBND tỉnh Lạng Sơn", "UBND tỉnh Bắc Giang"),
        ("UBND huyện", "UBND tỉnh"),
        ("UBND tỉnh", "UBND thành phố Cần Thơ"),
        ("Công an tỉnh", "Bộ Công an"),
        ("Sở Nội vụ", "Bộ Nội vụ"),
        ("Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("Ban Tuyên giáo", "Ban Tuyên giáo và Dân vận"),
        ("Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Trung ương"),
        ("Chính phủ", "Thủ tướng Chính phủ"),
    ],
)
def test_different_bodies_stay_apart(left, right):
    """Another place, level or owner is another body."""
    assert not same_body(left, right)
    assert not same_body(right, left)


def test_a_name_without_a_place_is_of_the_place_given():
    """The document's place decides where only one name has one."""
    assert same_body("UBND tỉnh", "UBND tỉnh Bắc Giang", place="Bắc Giang")
    assert not same_body("UBND tỉnh", "UBND tỉnh Bắc Giang", place="Lạng Sơn")


def test_the_canonical_form_is_folded_and_written_out():
    """Abbreviations are expanded, marks dropped, the quantifier kept."""
    assert canonical("Sở GD&ĐT.") == "so giao duc va dao tao"
    assert canonical("Các sở,  ban,  ngành") == "cac so ban nganh"
    assert canonical("BTGTƯ") == "ban tuyen giao trung uong"


@pytest.mark.parametrize(
    ("question", "printed", "name"),
    [
        ("so vhttdl chu tri gi", "so vhttdl", VHTTDL),
        ("Sở VH,TT&DL", "Sở VH,TT&DL", VHTTDL),
        ("sở văn hóa thể thao và du lịch", "sở văn hóa thể thao và du lịch", VHTTDL),
        (
            "So Thong tin va Truyen thong lam gi",
            "So Thong tin va Truyen thong",
            "Sở Thông tin và Truyền thông",
        ),
        ("bo cong an phai lam gi", "bo cong an", "Bộ Công an"),
        ("duk gui bao cao cho ai", "duk", "Đảng ủy Khối"),
        ("văn phòng chính phủ", "văn phòng chính phủ", "Văn phòng Chính phủ"),
        ("vướng mắc báo sở nn&mt à", "sở nn&mt", "Sở Nông nghiệp và Môi trường"),
        ("UBMTTQ tỉnh", "UBMTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("BCHQS tỉnh", "BCHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("các huyện ủy phải làm gì", "các huyện ủy", "Các huyện ủy"),
        (
            "ban cán sự đảng UBND tỉnh làm gì",
            "ban cán sự đảng UBND tỉnh",
            "Ban cán sự đảng Ủy ban nhân dân tỉnh",
        ),
        ("Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Y tế"),
        ("Cục Thú y kiểm soát", "Cục Thú y", "Cục Thú y"),
        ("ubnd cac xa phuong", "ubnd cac xa phuong", "Ủy ban nhân dân các xã, phường"),
        ("btv tinh uy", "btv tinh uy", "Ban Thường vụ Tỉnh ủy"),
        ("sở giáo dục nói gì", "sở giáo dục", "Sở Giáo dục và Đào tạo"),
        ("ubnd tinh lang son", "ubnd tinh lang son", "Ủy ban nhân dân tỉnh Lạng Sơn"),
    ],
)
def test_bodies_are_found_in_questions(question, printed, name):
    """One body is found, as printed and with its full name."""
    (mention,) = find_bodies(question)
    assert mention.printed == printed == question[mention.start : mention.end]
    assert mention.names[0] == name


def test_an_ambiguous_abbreviation_keeps_all_its_readings():
    """BTG and BTC may each stand for several bodies."""
    assert set(find_bodies("BTG")[0].names) >= {"Ban Tuyên giáo", "Ban Tôn giáo"}
    assert set(find_bodies("BTC")[0].names) >= {"Ban Tổ chức", "Bộ Tài chính"}


@pytest.mark.parametrize(
    "question",
    [
        "ai chủ trì nhiệm vụ 3.2",
        "Cơ quan nào theo dõi, đôn đốc",
        "nv 3.2 phoi hop voi nhung so nao",
        "so hieu ke hoach la gi",
        "kinh phi lay tu dau",
        "ban hành ngày nào",
    ],
)
def test_questions_that_name_no_body_have_none(question):
    """Asking for a body is not naming one."""
    assert find_bodies(question) == ()


def parts(text):
    """The parts of a list as printed, None where it is not split."""
    spans = split_bodies(text)
    return None if spans is None else [text[start:end] for start, end in spans]


def test_a_list_splits_where_bodies_end():
    """Commas inside names and classes do not split."""
    assert parts(
        f"{VHTTDL}, Sở Nội vụ; UBND các huyện, thành phố và các cơ quan báo chí trên địa bàn tỉnh"
    ) == [
        VHTTDL,
        "Sở Nội vụ",
        "UBND các huyện, thành phố",
        "các cơ quan báo chí trên địa bàn tỉnh",
    ]
    assert parts(
        "các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ; Ủy ban nhân dân các tỉnh, thành phố "
        "trực thuộc trung ương và cơ quan, tổ chức khác có liên quan"
    ) == [
        "các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
        "cơ quan, tổ chức khác có liên quan",
    ]


@pytest.mark.parametrize(
    "expected",
    [
        ["Ủy ban MTTQ Việt Nam tỉnh", "Tỉnh đoàn", "Hội Nông dân", "Hội Cựu chiến binh"],
        ["các phòng, ban, đơn vị thuộc huyện", "UBND các xã, thị trấn"],
        ["Ban Quản lý dự án đầu tư xây dựng tỉnh", "các đơn vị trực thuộc UBND tỉnh"],
        ["Đảng ủy", "Công an", "Ban Chỉ huy Quân sự xã"],
        ["Trường Đại học Bắc Giang", "Trường Cao đẳng Việt - Hàn", "Bưu điện tỉnh"],
        ["Trung tâm Khuyến nông và Phát triển nông thôn", "Trung tâm Kiểm soát bệnh tật tỉnh"],
        ["Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh", "Ban Chỉ đạo 35 tỉnh"],
        ["Giám đốc các sở", "Thủ trưởng các ban, ngành", "Chủ tịch UBND các huyện, thành phố"],
        ["Vụ Pháp chế", "Cục Bổ trợ tư pháp", "Vụ Tổ chức cán bộ", "Thanh tra Bộ"],
        ["Sở Ngoại vụ (cơ quan thường trực)", "Sở Nông nghiệp và PTNT"],
        ["UBND huyện Lục Ngạn", "UBND thị xã Việt Yên", "UBND phường Đa Mai"],
        ["Ban Thường vụ các huyện ủy, thành ủy", "Quân khu 5", "Tổ Công tác Đề án 06 tỉnh"],
    ],
)
def test_lists_split_alike_whatever_separates(expected):
    """Commas and semicolons separate; names unknown to the table are formed clearly enough."""
    assert parts(", ".join(expected)) == expected
    assert parts("; ".join(expected) + ".") == expected


def test_a_shared_head_is_not_split_but_measured():
    """Ministries named by their sectors only are one subject and no list of names."""
    text = "Các bộ: Công an, Quốc phòng, Tài chính"
    assert split_bodies(text) is None
    assert starts_with_body(text + " khẩn trương rà soát") == len(text)


@pytest.mark.parametrize(
    "name",
    [
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Trung tâm Kiểm soát vệ sinh thực phẩm",
        "Ban Phong trào Tỉnh đoàn",
        "Công ty Cổ phần Thép Sao Mai",
    ],
)
def test_a_name_no_table_holds_is_read_whole(name):
    """With the commas of a list closed by "và", its common nouns and its owner, to the verb."""
    assert starts_with_body(f"{name} ứng trước kinh phí") == len(name)


@pytest.mark.parametrize("number", ["61/KH-UBND", "06 - HD/ĐUK", "QĐ-TTg", "4240/UBND-VX"])
def test_a_document_number_names_no_body(number):
    """The issuer's abbreviation in a number is a part of the number."""
    assert find_bodies(f"văn bản {number} nói gì") == ()


def test_lists_of_any_length_are_read_in_time():
    """Long repetitive texts take no more than linear time."""
    text = "các sở, " * 6000
    assert starts_with_body(text) > 0
    assert split_bodies(text) is None
    assert find_bodies(text)


@pytest.mark.parametrize(
    "text",
    ["Sở Nội vụ, tăng cường kiểm tra", "nâng cao nhận thức", "Sở Nội vụ và các nội dung", ""],
)
def test_what_is_not_a_list_of_bodies_is_not_split(text):
    """One part that is no body is enough to leave the text whole."""
    assert split_bodies(text) is None


@pytest.mark.parametrize(
    "heading",
    [
        "1. Sở Khoa học và Công nghệ",
        "3. Các chi, đảng ủy trực thuộc",
        "5. Ủy ban nhân dân các xã, phường",
        "1.2. Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo",
        "Thủ trưởng các sở, ban, ngành tỉnh; Chủ tịch UBND các xã, phường",
        "Giao Sở Nội vụ",
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố và các Đoàn thể",
        "Đề nghị: Hiệp hội Doanh nghiệp tỉnh, Hội Nông dân tỉnh, Liên minh Hợp tác xã Tỉnh",
        "Trưởng Ban Chỉ đạo",
        "Trách nhiệm của các cơ quan quản lý cấp trên",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    ],
)
def test_a_heading_that_names_bodies_is_one(heading):
    """Bodies, classes of bodies and their heads make a heading of bodies."""
    assert is_body(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Nâng cao nhận thức",
        "1. Mục đích",
        "Tổ chức thực hiện",
        "Chế độ báo cáo",
        "Yêu cầu",
        "Ban hành văn bản",
        "Bộ tiêu chí",
        "BAN HÀNH KẾ HOẠCH",
    ],
)
def test_a_heading_about_something_else_is_no_body(heading):
    """Words that bodies begin with do not make a body."""
    assert not is_body(heading)


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("Ban Tuyên giáo Tỉnh ủy", " chủ trì, phối hợp với Văn phòng Tỉnh ủy"),
        (
            "Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy, Mặt trận Tổ quốc và các tổ chức "
            "chính trị - xã hội tỉnh",
            " tổ chức phổ biến, quán triệt",
        ),
        (
            "Các sở, ban, ngành, UBND các huyện, thành phố, các cơ quan báo chí trên địa bàn tỉnh",
            " căn cứ chức năng",
        ),
        (
            "Bí thư tỉnh ủy và Chủ tịch Ủy ban nhân dân các tỉnh: Đắk Lắk, Khánh Hòa, Gia Lai "
            "và Lâm Đồng",
            " tiếp tục phân công",
        ),
        ("các cơ quan liên quan ngoài tỉnh", " chủ trì tham mưu"),
        ("các cơ quan liên quan bên ngoài và Sở Nội vụ", " tham mưu"),
        ("các cơ quan liên quan", " bên cạnh việc tham mưu"),
        ("Thống đốc Ngân hàng Nhà nước Việt Nam", " chỉ đạo các ngân hàng"),
        ("Cấp ủy các cơ quan, đơn vị trong lĩnh vực", ", chủ động tham mưu"),
        ("", "Tổ chức quán triệt, học tập"),
        ("", "Báo cáo UBND tỉnh"),
    ],
)
def test_the_body_at_the_start_ends_before_the_verb(body, rest):
    """The subject of a sentence is measured, and a sentence without a body has none."""
    assert starts_with_body(body + rest) == len(body)


def test_regional_offices_are_named_with_their_number():
    """The number of its region tells an office from the others of its kind."""
    (found,) = find_bodies("phối hợp với Kho bạc Nhà nước khu vực XIV rút ngắn thời gian")
    assert found.printed == "Kho bạc Nhà nước khu vực XIV"


@pytest.mark.parametrize(
    "name",
    [
        "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh",
        "Văn phòng Thường trực Ban Chỉ huy Phòng thủ dân sự tỉnh",
        "Bộ phận Tiếp nhận và Trả kết quả",
        "Văn phòng điều phối nông thôn mới tỉnh",
        "Ban Tổng Giám đốc",
        "Thủ trưởng các đơn vị thuộc, trực thuộc Bộ",
        "đại biểu Hội đồng nhân dân xã",
        "các tổ chức thành viên",
    ],
)
def test_long_names_are_read_whole(name):
    """A name that goes on with another body's or a verb's words is not cut there."""
    assert starts_with_body(f"{name} theo dõi, đôn đốc việc thực hiện.") == len(name)


@pytest.mark.parametrize(
    "text",
    [
        "a\u0301\U00012fbe\u030c",
        "e\u0302\u0301",
        "\u0958 Sở",
        "\u1100\u1161",
        "Sở Y te\u0302\u0301",
    ],
)
def test_text_that_is_not_in_form_c_is_read_without_a_fault(text):
    """Marks that stand apart from their letters shift no offset."""
    for each in (text, f"{text} {text}", f"Sở Tài chính {text}"):
        for mention in find_bodies(each):
            assert each[mention.start : mention.end] == mention.printed
