"""Assignments in whole plans."""

import pytest

from knowledge.document import Assignment, Basis
from knowledge.reader import parse_document


def read(body: str) -> tuple[Assignment, ...]:
    """The assignments of a plan with `body`."""
    text = f"KẾ HOẠCH\nCông tác năm 2026\n\n{body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    return parse_document(text.encode(), "a.txt").assignments


def names(assignment: Assignment) -> tuple[list[str], list[str]]:
    """Leads and implementers."""
    return [m.text for m in assignment.leads], [m.text for m in assignment.implementers]


@pytest.mark.parametrize(
    "fields",
    [
        "- Đơn vị chủ trì: Sở Nội vụ.\n- Đơn vị phối hợp: Sở Tài chính.\n- Thời gian: Quý I/2026.",
        "Đơn vị chủ trì: Sở Nội vụ.\nĐơn vị phối hợp: Sở Tài chính.\nThời gian: Quý I/2026.",
        "Đơn vị chủ trì: Sở Nội vụ; Đơn vị phối hợp: Sở Tài chính; Thời gian: Quý I/2026.",
        "- Đơn vị thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Tài chính.\n"
        "- Thời gian: Quý I/2026.",
    ],
)
def test_field_lines_make_one_assignment(fields):
    """Fields on lines of their own, as bullets or in one line belong to the task above."""
    (assignment,) = read(f"I. NHIỆM VỤ\n1. Rà soát văn bản.\n{fields}\n2. Tuyên truyền.")

    assert assignment.path == "I.1"
    assert names(assignment) == (["Sở Nội vụ"], [])
    assert assignment.partners is not None and assignment.partners.text == "Sở Tài chính"
    assert assignment.timing is not None and assignment.timing.text == "Quý I/2026"


def test_every_task_has_its_own_fields():
    """A repeated field name begins the next task."""
    body = (
        "I. NHIỆM VỤ\n- Rà soát.\nĐơn vị chủ trì: Sở Nội vụ.\n"
        "- In ấn.\nĐơn vị chủ trì: Công an tỉnh."
    )

    assert [(a.path, names(a)[0]) for a in read(body)] == [
        ("I/b1", ["Sở Nội vụ"]),
        ("I/b2", ["Công an tỉnh"]),
    ]


def test_items_under_a_body_are_its_tasks():
    """What stands under a heading that names a body is given to it."""
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\na) Chủ trì, phối hợp với Sở Tài chính lập dự toán.\n"
        "b) Hướng dẫn các xã trước ngày 15/3/2026.\n2. Công an tỉnh\n- Bảo đảm an ninh.\n"
        "- Tuần tra.\nThời gian thực hiện: Thường xuyên."
    )
    found = {a.path: a for a in read(body)}

    assert names(found["I.1.a"]) == (["Sở Nội vụ"], [])
    assert names(found["I.1.b"]) == ([], ["Sở Nội vụ"])
    assert found["I.1.b"].timing is not None
    assert found["I.1.b"].timing.text == "trước ngày 15/3/2026"
    assert names(found["I.2"]) == ([], ["Công an tỉnh"])
    assert names(found["I.2/b2"]) == ([], ["Công an tỉnh"])


def test_helping_a_named_body_is_no_task_of_ones_own():
    """Under a heading, "phối hợp với Sở X" makes the heading's body a partner only."""
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh\nPhối hợp với Sở Nội vụ kiểm tra hồ sơ.\n"
        "2. Sở Tài chính\nPhối hợp với các đơn vị liên quan bố trí kinh phí."
    )
    helping, own = read(body)

    assert (helping.basis, names(helping)) == (Basis.NONE, ([], []))
    assert [m.text for m in helping.partner_names] == ["Công an tỉnh"]
    assert names(own) == ([], ["Sở Tài chính"])


def test_clauses_have_their_own_deadlines():
    """A deadline counts for the clause that it stands in."""
    body = (
        "I. NHIỆM VỤ\n1. Giao Sở Nội vụ chủ trì rà soát trước ngày 15/3/2026. "
        "Giao Công an tỉnh chủ trì kiểm tra trong Quý II/2026."
    )

    assert [(names(a)[0], a.timing and a.timing.text) for a in read(body)] == [
        (["Sở Nội vụ"], "trước ngày 15/3/2026"),
        (["Công an tỉnh"], "trong Quý II/2026"),
    ]


def test_those_described_or_listed_are_given_nothing():
    """Under "Đánh giá" and "Đối tượng" bodies are only spoken of."""
    body = (
        "I. ĐÁNH GIÁ CHUNG\n1. Các sở, ban, ngành tích cực triển khai nhiệm vụ.\n"
        "II. ĐỐI TƯỢNG\n1. Các cơ quan, đơn vị thuộc tỉnh tham gia thực hiện."
    )

    assert read(body) == ()


def test_the_time_of_the_whole_plan_is_no_task():
    """A heading "Thời gian thực hiện" assigns nothing."""
    assert read("I. PHẠM VI\n1. Thời gian thực hiện:\nTừ nay đến hết năm 2026.") == ()


def test_supervisor_and_output_are_read():
    """Fields named "Lãnh đạo phụ trách" and "Sản phẩm" are read too."""
    (assignment,) = read(
        "I. NHIỆM VỤ\n1. Lập đề án.\n- Đơn vị chủ trì: Sở Nội vụ.\n- Sản phẩm: Đề án.\n"
        "- Lãnh đạo phụ trách: Phó Chủ tịch Nguyễn Văn Hùng."
    )

    assert assignment.output is not None and assignment.output.text == "Đề án"
    assert assignment.supervisor is not None
    assert assignment.supervisor.text == "Phó Chủ tịch Nguyễn Văn Hùng"


def test_a_letter_without_numbers_gives_duties():
    """The paragraphs of a letter assign and ask for reports, though no label parts them."""
    text = (
        "UBND TỈNH GIA LAI\nSố: 8/UBND-NC\nV/v rà soát văn bản\n\nKính gửi: Sở Nội vụ\n\n"
        "Xét đề nghị của Sở Nội vụ, Chủ tịch UBND tỉnh có ý kiến như sau:\n\n"
        "Giao Sở Nội vụ rà soát văn bản, báo cáo UBND tỉnh trước ngày 30/4/2026.\n\n"
        "Văn phòng UBND tỉnh xin thông báo để Sở Nội vụ biết, thực hiện./.\n"
    )
    document = parse_document(text.encode(), "a.txt")
    (assignment,) = document.assignments
    (report,) = document.reporting

    assert names(assignment) == ([], ["Sở Nội vụ"])
    assert assignment.timing is not None and assignment.timing.text == "trước ngày 30/4/2026"
    assert report.recipient is not None and report.recipient.text == "UBND tỉnh"


@pytest.mark.parametrize(
    "fields",
    [
        "a) Đơn vị chủ trì:\n- Sở Nội vụ;\n- Sở Tài chính.\nb) Đơn vị phối hợp: Sở Tư pháp.\n"
        "c) Thời gian thực hiện: Quý I/2026.\n",
        "a) Cơ quan chủ trì\n- Sở Nội vụ; Sở Tài chính.\nb) Cơ quan phối hợp\n- Sở Tư pháp.\n"
        "c) Thời gian: Quý I/2026.\n",
        "- Đơn vị chủ trì:\n+ Sở Nội vụ;\n+ Sở Tài chính.\n- Phối hợp: Sở Tư pháp.\n"
        "- Thời gian: Quý I/2026.\n",
    ],
)
def test_bodies_may_stand_in_the_lines_below_their_field(fields):
    """The lists below a field name bodies, no tasks of their own; labels part no task."""
    (assignment,) = read(f"II. A\n1. Rà soát văn bản.\n{fields}2. Lập danh mục.")

    assert assignment.path == "II.1"
    assert names(assignment) == (["Sở Nội vụ", "Sở Tài chính"], [])
    assert assignment.partners is not None and assignment.partners.text.startswith("Sở Tư pháp")
    assert assignment.timing is not None


def test_small_offices_name_people_before_a_colon():
    """Under a heading that gives out parts, whoever stands before a colon has one; a list none."""
    body = (
        "I. THÀNH PHẦN\n1. Trưởng ban: Ông Lê Văn An.\nII. TỔ CHỨC THỰC HIỆN\n"
        "1. Ban giám hiệu: Chỉ đạo chung.\n"
        "2. Giáo viên chủ nhiệm: Phổ biến đến học sinh trước ngày 15/9/2026.\n"
        "3. Kinh phí: Từ nguồn xã hội hóa.\n4. Tổ trưởng: Đồng chí Lê Thị Bình.\n"
        "5. Đoàn - Đội: Phối hợp tổ chức trò chơi.\n"
        "6. Đổi mới công tác: Bám sát cơ sở.\n7. Hội nghị sơ kết: Tổ chức vào cuối năm học."
    )

    assert [(a.path, names(a)[1]) for a in read(body)] == [
        ("II.1", ["Ban giám hiệu"]),
        ("II.2", ["Giáo viên chủ nhiệm"]),
        ("II.5", ["Đoàn - Đội"]),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "Phòng thi: Bố trí 24 thí sinh, có đồng hồ.",
        "Lớp tập huấn: Mở 02 lớp tại trung tâm.",
        "Đội thi: Gồm 5 thành viên chính thức.",
        "Đoàn công tác kiểm tra: Gồm lãnh đạo các phòng.",
        "Học sinh đạt giải: Được tặng giấy khen.",
        "Tổ trọng tài: Do ban giám hiệu chọn.",
    ],
)
def test_things_before_a_colon_carry_nothing_out(item):
    """Rooms, courses, and whoever is only described before a colon are given no task."""
    assert read(f"I. TỔ CHỨC THỰC HIỆN\n1. {item}\n2. Kinh phí: Từ ngân sách.") == ()


def test_the_rhythm_of_a_closing_report_is_not_that_of_the_task():
    """A report told after a semicolon keeps its rhythm; a task that is a report has it."""
    other, report = read(
        "I. NHIỆM VỤ\n"
        "1. Sở Nội vụ phối hợp với Sở Tài chính mở hội thi; định kỳ hằng quý báo cáo cấp trên.\n"
        "2. Sở Y tế định kỳ hằng quý báo cáo cấp trên."
    )

    assert other.timing is None
    assert report.timing is not None and report.timing.text == "định kỳ hằng quý"


def test_members_of_a_board_are_told_nothing():
    """Who holds an office, and who else sits on a board, is named, not told anything."""
    body = (
        "Điều 1. Thành lập Ban Chỉ đạo, gồm:\n1. Trưởng ban: Ông Lê Văn An, Chủ tịch xã.\n"
        "2. Các thành viên:\n- Ông Lê Văn Ba;\n- Bà Rơ Mah Lan.\nĐiều 2. Sở Nội vụ thi hành."
    )

    assert [a.path for a in read(body)] == ["Điều 2"]


@pytest.mark.parametrize(
    ("task", "timing"),
    [
        ("Sở Xây dựng chủ trì lập Quy hoạch đến năm 2030, tầm nhìn đến năm 2050.", None),
        ("Sở Y tế chủ trì triển khai Đề án đến năm 2025, định hướng đến năm 2030.", None),
        (
            "Sở Y tế chủ trì lập Kế hoạch giai đoạn đến năm 2030, trình trước ngày 30/6/2026.",
            "trước ngày 30/6/2026",
        ),
        ("Sở Y tế chủ trì bảo đảm đến năm 2030 có đủ trạm.", "đến năm 2030"),
        ("Định kỳ (trước ngày 15 tháng 12), Sở Y tế chủ trì rà soát.", "trước ngày 15 tháng 12"),
    ],
)
def test_an_outlook_is_no_deadline(task, timing):
    """How far a plan looks ahead is not by when a task is due."""
    (assignment,) = read(f"I. NHIỆM VỤ\n1. {task}")

    assert (assignment.timing.text if assignment.timing else None) == timing


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ông. Đỗ Văn An - Phó Trưởng đoàn: Chủ trì kiểm tra hồ sơ;", (["Ông. Đỗ Văn An"], [])),
        ("Bà Vũ Thị Linh, Thành viên: chủ trì kiểm tra kho.", (["Bà Vũ Thị Linh"], [])),
        ("Đồng chí Bùi Văn Cường trực tiếp chủ trì.", (["Đồng chí Bùi Văn Cường"], [])),
        ("Ông Lê Văn Hùng: Ghi biên bản làm việc.", ([], ["Ông Lê Văn Hùng"])),
        ("Ông Lê Văn Hùng: Phó Giám đốc Sở.", None),
    ],
)
def test_persons_are_told_their_parts(line, expected):
    """A person before a colon leads or carries out; one whose office is told does neither."""
    found = read(f"IV. PHÂN CÔNG\n4.1. {line}\n4.2. Lập biên bản.")

    assert [names(a) for a in found] == ([expected] if expected is not None else [])


def test_powers_of_an_agency_are_no_tasks():
    """Under "Chức năng" and "Cơ cấu tổ chức" bodies are described."""
    body = (
        "I. VỊ TRÍ, CHỨC NĂNG\n1. Sở Nội vụ tham mưu, giúp UBND tỉnh quản lý nhà nước.\n"
        "II. CƠ CẤU TỔ CHỨC\n1. Phòng Kiểm tra văn bản;\n2. Lãnh đạo Sở có Giám đốc."
    )

    assert read(body) == ()


def test_a_report_gives_no_tasks_by_what_it_tells():
    """What bodies did is no task of theirs; what is proposed for them is."""
    text = (
        "BÁO CÁO\nKết quả công tác năm 2026\n\nI. KẾT QUẢ THỰC HIỆN\n"
        "1. Sở Nội vụ tổ chức 03 lớp tập huấn cho cán bộ xã.\n"
        "2. Thanh tra tỉnh (trước hợp nhất) tổ chức 02 cuộc thanh tra.\n"
        "II. NHIỆM VỤ THỜI GIAN TỚI\n1. Sở Tài chính bố trí kinh phí trước ngày 15/3/2027.\n"
        "2. Đề nghị Bộ Nội vụ xem xét.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )

    assert [(a.path, names(a)[1]) for a in parse_document(text.encode(), "a.txt").assignments] == [
        ("II.1", ["Sở Tài chính"]),
        ("II.2", ["Bộ Nội vụ"]),
    ]


def test_a_field_without_a_value_is_no_task():
    """A form leaves it blank, or it introduces what follows."""
    body = (
        "I. NHIỆM VỤ\n1. Cơ quan thực hiện đánh dấu ở bảng sau:\n2. Họp Ban Chỉ đạo\n"
        "Thời gian: ........................\n3. Sở Y tế chủ trì tập huấn."
    )

    assert [a.path for a in read(body)] == ["I.3"]


def test_a_letter_before_other_texts_has_its_tasks():
    """What is attached to a letter, or bound with it, is numbered; the letter is not."""
    text = (
        "UBND TỈNH A\nSố: 5/UBND-NC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nA, ngày 05 tháng 3 năm 2026\n\nKính gửi: Sở Y tế.\n\n"
        "Thực hiện Nghị quyết số 3/NQ-CP, UBND tỉnh có ý kiến như sau:\n"
        "Giao Sở Y tế xây dựng kế hoạch rà soát thủ tục, trước ngày 05/4/2026./.\n\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Thu Hà\n\n"
        "PHỤ LỤC\nDANH SÁCH ĐƠN VỊ\n1. Bệnh viện A.\n2. Bệnh viện B.\n"
    )
    (task,) = parse_document(text.encode(), "a.txt").assignments

    assert names(task) == ([], ["Sở Y tế"])


@pytest.mark.parametrize(
    ("field", "timing"),
    [
        (". Hoàn thành: quý II/2026.", "quý II/2026"),
        (" (Sở Y tế chủ trì; hoàn thành quý II/2026).", "hoàn thành quý II/2026"),
        (". Thời gian: 02 ngày làm việc; kèm theo Phụ lục I.", "02 ngày làm việc"),
        (
            ".\n- Thời gian: Chia làm các đợt như sau:\n+ Đợt 1: trước 30/3/2026.\n"
            "+ Đợt 2: trước 30/9/2026.",
            "Đợt 1: trước 30/3/2026. + Đợt 2: trước 30/9/2026",
        ),
        (". Thời gian: Căn cứ tình hình thực tế, tổ chức như sau:\n- Họp cán bộ.", None),
    ],
)
def test_times_of_tasks(field, timing):
    """What is attached to a time, and what only leads to a list, is no part of it."""
    found = read(f"I. NHIỆM VỤ\n1. Rà soát văn bản{field}\n2. Sở Y tế chủ trì tập huấn.")
    times = [a.timing.text.rstrip(".") for a in found if a.timing]

    assert times == ([timing] if timing else [])


def test_of_a_person_no_diploma_is_told():
    """Behind who leads, what else is told of them ends the name."""
    (task,) = read(
        "I. NHIỆM VỤ\n1. Khảo sát địa hình.\n- Chủ trì: Ông Đỗ Văn An, Kỹ sư trắc địa; Chứng chỉ "
        "hành nghề số 15 có thời hạn đến ngày 27/4/2026."
    )

    assert names(task)[0] == ["Ông Đỗ Văn An, Kỹ sư trắc địa"]


@pytest.mark.parametrize(
    ("value", "leads"),
    [
        (
            "Ông Nguyễn Văn An; bà Trần Thị Bình; Phòng Hành chính",
            ["Ông Nguyễn Văn An", "bà Trần Thị Bình", "Phòng Hành chính"],
        ),
        (
            "Đồng chí Nguyễn Văn An, Phó Giám đốc; Phòng Hành chính; Sở Y tế",
            ["Đồng chí Nguyễn Văn An, Phó Giám đốc", "Phòng Hành chính", "Sở Y tế"],
        ),
        (
            "Ông Nguyễn Văn An; người phụ việc của ông; Sở Y tế",
            ["Ông Nguyễn Văn An; người phụ việc của ông", "Sở Y tế"],
        ),
    ],
)
def test_who_stands_behind_a_person_is_told(value, leads):
    """A list that opens with a person is told to its end."""
    (task,) = read(f"I. NHIỆM VỤ\n1. Khảo sát địa hình.\n- Chủ trì: {value}.")

    assert names(task)[0] == leads
