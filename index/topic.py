"""The topic words of a question: what is left when asking words and references are taken out."""

import re

from knowledge.text import fold

# Words of asking, with accents; they say nothing about the matter.
_ASKING = frozenset(
    "ai là gì nào mấy nhiêu lâu khi ở đâu thế thì mà và của cho với để được phải các những một này đó có không "
    "trong theo tại từ đến về ạ vậy ra sao như hay hoặc bị bởi vào lên đã sẽ đang rồi nhé ơi em anh chị mình tôi "
    "xin hỏi biết cần muốn đi gồm việc bên chuyện ngay cùng do người thuộc trên dưới nếu còn cũng nữa lại nhất "
    "bao giờ hôm lúc gồm những mỗi bn z v dc cái thứ nhưng đấy kia chứ à ừ vui lòng giúp xem tìm hiểu liên quan "
    "số văn bản kế hoạch hướng dẫn quyết định công văn công điện thông báo chỉ thị nghị nhiệm vụ mục nv kh hd qd "
    "làm nói giao ngày tháng năm quý trước sau hằng hàng cuối hạn gửi thực hiện lấy phụ lục".split()
)
_WORD = re.compile(r"\w+")
# Words that the asker uses for words of the plans; folded phrase → folded words searched as well.
_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{phrase}\b"), words)
    for phrase, words in (
        ("tien( dau)?|kinh phi|ngan sach", "kinh phí"),
        ("gom (ket qua|so lieu)|gom", "tổng hợp"),
        ("trinh", "báo cáo"),
        ("lo (chuyen|viec|tien)?", "chủ trì"),
        ("keu|phan anh|bao ai|gap kho", "vướng mắc phản ánh báo cáo"),
        ("online|truc tuyen", "trực tuyến"),
        ("nang tay nghe|tay nghe", "nâng cao năng lực"),
        ("soan thao", "xây dựng"),
        ("xu lang", "Lạng Sơn"),
        ("gan ma", "mã định danh"),
        ("len tieng", "phát ngôn cung cấp thông tin"),
        ("chuyen lon", "sự kiện vấn đề quan trọng"),
        ("cham nhat", "chậm nhất"),
        ("hop|sinh hoat", "sinh hoạt"),
        ("sua nha", "sửa chữa nhà cửa"),
        ("xay moi", "xây mới"),
        ("nha nuoc ho tro|ho tro tien", "hỗ trợ"),
        ("san bay", "cảng hàng không"),
        ("gd ?1|giai doan 1", "giai đoạn 1"),
        ("bien ban", "biên bản"),
        ("don thu", "đơn thư khiếu nại tố cáo"),
        ("wifi|mang", "internet"),
        ("luong|thu lao|phu cap", "chế độ thù lao"),
        ("dao tao|tap huan|boi duong", "đào tạo tập huấn bồi dưỡng"),
        ("can bo", "cán bộ công chức"),
        ("dan|nguoi dan|ba con", "người dân Nhân dân"),
        ("khen|thuong", "khen thưởng biểu dương"),
        ("phat|xu phat", "xử lý vi phạm"),
        ("may moc|thiet bi", "trang thiết bị"),
        ("bao chi|nha bao", "báo chí"),
        ("hop bao", "họp báo"),
        ("mang xa hoi|facebook|fb", "mạng xã hội"),
        ("cds|chuyen doi so", "chuyển đổi số"),
        ("cntt", "công nghệ thông tin"),
        ("tthc", "thủ tục hành chính"),
        ("csdl", "cơ sở dữ liệu"),
        ("cbccvc", "cán bộ, công chức, viên chức"),
        ("cb", "cán bộ"),
        ("bvdlcn", "bảo vệ dữ liệu cá nhân"),
        ("dlcn", "dữ liệu cá nhân"),
        ("ttdn|tt doi ngoai", "thông tin đối ngoại"),
        ("hdba lhq", "Hội đồng Bảo an Liên hợp quốc"),
        ("lhq", "Liên hợp quốc"),
        ("dn", "doanh nghiệp"),
        ("dnnvv", "doanh nghiệp nhỏ và vừa"),
        ("htx", "hợp tác xã"),
        ("hkd", "hộ kinh doanh"),
        ("cns", "công nghệ số"),
        ("ttqg", "thông tin quốc gia"),
        ("gpmb", "giải phóng mặt bằng"),
        ("vbqppl", "văn bản quy phạm pháp luật"),
        ("ktxh|kt xh|kt-xh", "kinh tế xã hội"),
        ("atgt", "an toàn giao thông"),
        ("pccc", "phòng cháy chữa cháy"),
        ("ntm", "nông thôn mới"),
        ("attt", "an toàn thông tin"),
        ("cchc", "cải cách hành chính"),
        ("ubnd", "Ủy ban nhân dân"),
        ("hdnd", "Hội đồng nhân dân"),
        ("kktt|kiem ke", "kiểm kê"),
        ("vn", "Việt Nam"),
    )
)  # fmt: skip


def topic_words(restored: str) -> tuple[str, ...]:
    """The folded topic syllables of a restored question, in its order."""
    return tuple(
        fold(word)
        for word in _WORD.findall(restored.lower())
        if word not in _ASKING and not word.isdigit() or (word.isdigit() and len(word) == 4)
    )


def same_words(folded: str) -> tuple[str, ...]:
    """Folded syllables that the plans use for words of a folded question."""
    found: list[str] = []
    for pattern, words in _SAME:
        if pattern.search(folded):
            found += [w for w in _WORD.findall(fold(words)) if w not in found]
    return tuple(found)
