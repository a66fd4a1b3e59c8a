"""Who leads, carries out, helps and guides."""

import pytest

from knowledge.document import Basis
from knowledge.duties.headings import heading_bodies
from knowledge.duties.roles import find_roles
from knowledge.duties.sentences import sentences
from knowledge.text import Span, View, view


def look(text: str) -> View:
    """The view of a whole text."""
    return view(text, [Span(start=0, end=len(text))])


@pytest.mark.parametrize(
    ("text", "basis", "leads", "implementers", "partners"),
    [
        ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu Ủy ban nhân dân tỉnh.",
         Basis.LEADS, ["Sở Nội vụ"], [], "Sở Tài chính"),
        ("Giao Sở Văn hóa, Thể thao và Du lịch chủ trì tổ chức thực hiện.",
         Basis.LEADS, ["Sở Văn hóa, Thể thao và Du lịch"], [], None),
        ("Tổ Quy hoạch, kiến trúc chủ trì, phối hợp với Sở Tài chính rà soát.",
         Basis.LEADS, ["Tổ Quy hoạch, kiến trúc"], [], "Sở Tài chính"),
        ("Đội Thanh niên xung kích bảo vệ bờ biển là đầu mối tiếp nhận tin báo.",
         Basis.LEADS, ["Đội Thanh niên xung kích bảo vệ bờ biển"], [], None),
        ("Sở Tài chính lập dự toán, tổ giúp việc chủ trì thẩm tra.",
         Basis.LEADS, ["tổ giúp việc"], [], None),
        ("Hỗ trợ vốn vay cho hợp tác xã (Sở Tài chính chủ trì, trong quý II).",
         Basis.LEADS, ["Sở Tài chính"], [], None),
        ("Sở Tài chính được giao chủ trì thẩm định hồ sơ.",
         Basis.LEADS, ["Sở Tài chính"], [], None),
        ("Văn phòng UBND tỉnh chuyển Văn bản nêu trên đến Sở Công Thương để chủ trì, phối hợp với "
         "cơ quan liên quan xem xét.",
         Basis.LEADS, ["Sở Công Thương"], [], "cơ quan liên quan"),
        ("Sở Y tế chủ trì, phối hợp với các đơn vị liên quan nâng cấp trung tâm dữ liệu.",
         Basis.LEADS, ["Sở Y tế"], [], "các đơn vị liên quan"),
        ("Các đơn vị tự kiểm tra, đánh giá trong tháng 11.",
         Basis.SUBJECT, [], ["Các đơn vị"], None),
        ("Giao Công an tỉnh phối hợp với Sở Nội vụ rà soát.",
         Basis.ASSIGNED, ["Công an tỉnh"], [], "Sở Nội vụ"),
        ("Giao Công an tỉnh rà soát các trường hợp vi phạm.",
         Basis.ASSIGNED, [], ["Công an tỉnh"], None),
        ("Đề nghị Ban Tuyên giáo Tỉnh ủy chỉ đạo các cơ quan báo chí.",
         Basis.REQUESTED, [], ["Ban Tuyên giáo Tỉnh ủy"], None),
        ("Yêu cầu các sở, ban, ngành nghiêm túc thực hiện.",
         Basis.DEMANDED, [], ["các sở, ban, ngành"], None),
        ("Sở Tài chính bố trí kinh phí thực hiện.",
         Basis.SUBJECT, [], ["Sở Tài chính"], None),
        ("Sở Tài chính chủ động phối hợp với Sở Nội vụ bố trí kinh phí.",
         Basis.SUBJECT, [], ["Sở Tài chính"], "Sở Nội vụ"),
        ("Sở Tài chính: Phối hợp với Sở Nội vụ bố trí kinh phí.",
         Basis.SUBJECT, [], ["Sở Tài chính"], "Sở Nội vụ"),
        ("Công an tỉnh chịu trách nhiệm chính, phối hợp cùng Sở Xây dựng bảo đảm an toàn.",
         Basis.SUBJECT, [], ["Công an tỉnh"], "Sở Xây dựng"),
        ("Sở Tài chính phối hợp xây dựng cơ chế, chính sách.",
         Basis.SUBJECT, [], ["Sở Tài chính"], None),
        ("Đề nghị Công đoàn tỉnh vận động đoàn viên; Tỉnh đoàn tổ chức ra quân.",
         Basis.REQUESTED, [], ["Công đoàn tỉnh", "Tỉnh đoàn"], None),
        ("Hằng năm, trước ngày 15 tháng 11, Sở Tài chính lập dự toán.",
         Basis.SUBJECT, [], ["Sở Tài chính"], None),
        ("Phòng Tài chính kế toán: Bố trí kinh phí.",
         Basis.SUBJECT, [], ["Phòng Tài chính kế toán"], None),
        ("Sở Y tế khám sức khỏe thí sinh: trước ngày 5 hằng tháng.",
         Basis.SUBJECT, [], ["Sở Y tế"], None),
        ("UBND các xã lắp đặt camera an ninh: mỗi thôn một điểm.",
         Basis.SUBJECT, [], ["UBND các xã"], None),
        ("Trung tâm Y tế khám sức khỏe thí sinh: trước ngày thi.",
         Basis.SUBJECT, [], ["Trung tâm Y tế"], None),
        ("Phòng Khảo thí và kiểm định chất lượng: Ra đề thi.",
         Basis.SUBJECT, [], ["Phòng Khảo thí và kiểm định chất lượng"], None),
        ("Phòng Nội vụ cân đối nguồn vốn: ưu tiên trả nợ.",
         Basis.SUBJECT, [], ["Phòng Nội vụ"], None),
        ("Sở Y tế giúp Hội Chữ thập đỏ chủ trì hiến máu.",
         Basis.LEADS, ["Hội Chữ thập đỏ"], [], None),
        ("Đối với các trung tâm y tế: tổ chức tiêm chủng.",
         Basis.SUBJECT, [], ["các trung tâm y tế"], None),
        ("Trong đó, Sở Tài chính bố trí kinh phí.",
         Basis.SUBJECT, [], ["Sở Tài chính"], None),
        ("Trong thời hạn 15 ngày, Sở Tài chính bố trí kinh phí.",
         Basis.SUBJECT, [], ["Sở Tài chính"], None),
        ("Chỉ đạo Sở Y tế khẩn trương chủ trì, phối hợp với UBND xã Tân Lập rà soát.",
         Basis.LEADS, ["Sở Y tế"], [], "UBND xã Tân Lập"),
        ("Yêu cầu Sở Tài chính chủ động chủ trì, phối hợp cùng với Sở Xây dựng lập dự toán.",
         Basis.LEADS, ["Sở Tài chính"], [], "Sở Xây dựng"),
        ("Đề nghị UBND tỉnh chỉ đạo Sở Công Thương chủ trì lập danh mục.",
         Basis.LEADS, ["Sở Công Thương"], [], None),
        ("Sở Y tế chủ trì phối hợp các Sở, ngành liên quan tổ chức.",
         Basis.LEADS, ["Sở Y tế"], [], "các Sở, ngành liên quan"),
        ("Căn cứ kế hoạch, giao phòng Kế hoạch - Tài chính chủ trì lập dự toán.",
         Basis.LEADS, ["phòng Kế hoạch - Tài chính"], [], None),
        ("Phòng Kế hoạch - Tổng hợp chủ trì, phối hợp với Phòng Tổ chức - Hành chính rà soát.",
         Basis.LEADS, ["Phòng Kế hoạch - Tổng hợp"], [], "Phòng Tổ chức - Hành chính"),
        ("Tổ Công nghệ số cộng đồng thôn Nà Pù chủ trì hướng dẫn người dân.",
         Basis.LEADS, ["Tổ Công nghệ số cộng đồng thôn Nà Pù"], [], None),
        ("Giao đồng chí Lê Văn An, Phó Chủ tịch UBND xã chủ trì, hoàn thành trước ngày 5/5/2026.",
         Basis.LEADS, ["đồng chí Lê Văn An, Phó Chủ tịch UBND xã"], [], None),
        ("Đề nghị đồng chí Chủ tịch Ủy ban nhân dân tỉnh xem xét.",
         Basis.REQUESTED, [], ["Chủ tịch Ủy ban nhân dân tỉnh"], None),
        ("Phân công ông Trần Văn Bình phụ trách.",
         Basis.ASSIGNED, [], ["ông Trần Văn Bình"], None),
        ("Sở Y tế (chủ trì), Sở Tài chính (phối hợp) lập dự toán.",
         Basis.LEADS, ["Sở Y tế"], [], "Sở Tài chính"),
        ("Sở Y tế chủ trì, cùng phối hợp với Sở Nội vụ triển khai.",
         Basis.LEADS, ["Sở Y tế"], [], "Sở Nội vụ"),
        ("Sở Y tế chịu trách nhiệm chủ trì, có sự phối hợp của Sở Nội vụ.",
         Basis.LEADS, ["Sở Y tế"], [], "Sở Nội vụ"),
    ],
)  # fmt: skip
def test_one_clause(text, basis, leads, implementers, partners):
    """The usual words of assigning are told apart."""
    (roles,) = find_roles(look(text))

    assert roles.basis is basis
    assert [m.text for m in roles.leads] == leads
    assert [m.text for m in roles.implementers] == implementers
    assert (roles.partners.text if roles.partners else None) == partners


@pytest.mark.parametrize(
    "text",
    [
        "Tuyên truyền sâu rộng trong các tầng lớp Nhân dân.",
        "Sở Tài chính đã bố trí kinh phí thực hiện.",
        "Ủy ban nhân dân tỉnh, Sở Nội vụ, các cơ quan liên quan.",
        "Nâng cao vai trò chủ trì trong công tác phối hợp.",
        "Theo các dự án thành phần do sở, ngành chủ trì quản lý.",
        "Ủy ban nhân dân tỉnh Lào Cai, Yên Bái đã ban hành nhiều văn bản chỉ đạo.",
        "Ủy ban nhân dân Thành phố được quyết định bố trí vốn từ ngân sách địa phương.",
        "Cơ quan, tổ chức, cá nhân có quyền sử dụng tài liệu lưu trữ.",
        "Đại diện các đoàn thể: ………………",
        "ĐẢNG BỘ TỈNH THÁI BÌNH",
        "Cá nhân chuyển bản thảo, cho ý kiến rồi chuyển cho người soạn thảo chủ trì sửa.",
        "Sở Tài chính có thể mời chuyên gia tham gia ý kiến.",
    ],
)
def test_no_role(text):
    """What is told of bodies, or lists them, assigns nothing."""
    assert find_roles(look(text)) == ()


def test_a_body_that_may_do_something_has_the_duty_that_follows():
    """Being allowed or chosen describes it; what it must do is its task."""
    (roles,) = find_roles(look("Sở Y tế được sử dụng kinh phí phải quyết toán."))

    assert [m.text for m in roles.implementers] == ["Sở Y tế"]


def test_a_class_is_a_generic_lead():
    """Whoever is charged with a task leads it: no name is made of that."""
    (roles,) = find_roles(look("Cơ quan được giao chủ trì lập dự toán kinh phí."))

    assert roles.generic
    assert [m.text for m in roles.leads] == ["Cơ quan được giao chủ trì"]


def test_guidance_is_a_role_of_its_own():
    """Who guides does not carry out."""
    text = "Căn cứ hướng dẫn của Ban Tuyên giáo Tỉnh ủy, các sở, ban, ngành tổ chức thực hiện."
    (roles,) = find_roles(look(text))

    assert [m.text for m in roles.guided_by] == ["Ban Tuyên giáo Tỉnh ủy"]
    assert [m.text for m in roles.implementers] == ["các sở, ban, ngành"]


def test_a_verb_without_a_body_waits_for_the_heading():
    """A clause that opens with "Chủ trì" is said of the body in the heading."""
    (roles,) = find_roles(look("Chủ trì, phối hợp với Sở Tài chính lập dự toán."))

    assert roles.subjectless and roles.leads == ()


@pytest.mark.parametrize(
    ("heading", "basis", "names"),
    [
        ("Sở Nội vụ", Basis.HEADING, ["Sở Nội vụ"]),
        ("Giao Sở Xây dựng", Basis.ASSIGNED, ["Sở Xây dựng"]),
        ("Đề nghị Công an tỉnh:", Basis.REQUESTED, ["Công an tỉnh"]),
        ("Sở Nội vụ có nhiệm vụ:", Basis.HEADING, ["Sở Nội vụ"]),
        ("Ủy ban nhân dân các xã trên:", Basis.HEADING, ["Ủy ban nhân dân các xã"]),
        ("Ban xây dựng Đảng các đảng ủy trực thuộc Tỉnh ủy", Basis.HEADING,
         ["Ban xây dựng Đảng các đảng ủy trực thuộc Tỉnh ủy"]),
        ("Trách nhiệm của Sở Nội vụ", Basis.HEADING, ["Sở Nội vụ"]),
        ("Ban Tổ chức Tỉnh ủy/Văn phòng Tỉnh ủy", Basis.HEADING,
         ["Ban Tổ chức Tỉnh ủy", "Văn phòng Tỉnh ủy"]),
    ],
)  # fmt: skip
def test_heading_bodies(heading, basis, names):
    """A heading may be a body's name, alone or with a word before it."""
    found = heading_bodies(look(heading))

    assert found is not None
    assert (found[0], [m.text for m in found[1]]) == (basis, names)


@pytest.mark.parametrize("heading", ["Mục đích", "Tăng cường vai trò của Sở Nội vụ", "", "1."])
def test_other_headings_name_no_body(heading):
    """A heading about a task names nobody."""
    assert heading_bodies(look(heading)) is None


def test_sentences_cover_a_paragraph():
    """Abbreviations and numbers end no sentence."""
    text = "Số 57-KL/TW. Giao Sở Nội vụ. trong quý I. Hết./."

    assert [text[a:b] for a, b in sentences(text)] == [
        "Số 57-KL/TW.", "Giao Sở Nội vụ. trong quý I.", "Hết./.",
    ]  # fmt: skip


def test_all_who_carry_a_decision_out_are_its_subject():
    """An office that no list of bodies knows does not cut the list short."""
    clause = (
        "Chánh Văn phòng Bộ, Vụ trưởng Vụ Khoa học công nghệ, môi trường và Vật liệu xây dựng, "
        "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố"
    )
    text = f"{clause} chịu trách nhiệm thi hành Quyết định này./."
    (roles,) = find_roles(look(text))

    assert [mention.text for mention in roles.implementers] == [clause]


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh đã giao Sở Xây dựng chủ trì lập dự án trước ngày 30/6/2025.",
        "Ngày 05/02/2026, Sở Y tế có Văn bản yêu cầu các đơn vị báo cáo trước ngày 10/02/2026.",
        "Sở Nội vụ chịu sự chỉ đạo, quản lý của UBND tỉnh.",
        "Sở Nội vụ có tư cách pháp nhân, có con dấu và tài khoản riêng.",
    ],
)
def test_stories_and_powers_give_no_roles(text):
    """What was ordered once, and what a body is, tells nobody to do anything."""
    assert find_roles(look(text)) == ()
