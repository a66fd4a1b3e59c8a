"""English questions put into the Vietnamese words of the plans, phrase by phrase."""

import re

from index.english import is_english

# English phrase → Vietnamese; longer phrases win. Only words that office questions use.
_PHRASES: dict[str, str] = {
    "who leads": "ai chủ trì", "which ministry leads": "bộ nào chủ trì", "who is in charge of": "ai chủ trì",
    "which department": "sở nào", "which ministry": "bộ nào", "which agency": "cơ quan nào", "which body": "cơ quan nào",
    "who": "ai", "when": "khi nào", "deadline": "thời hạn", "how often": "bao lâu một lần", "how many": "bao nhiêu",
    "how much": "bao nhiêu tiền", "where": "ở đâu", "what is": "là gì", "which": "nào", "why": "vì sao",
    "task": "nhiệm vụ", "tasks": "nhiệm vụ", "section": "mục", "part": "phần", "article": "Điều", "annex": "phụ lục",
    "plan": "kế hoạch", "guidance": "hướng dẫn", "decision": "quyết định", "directive": "chỉ thị",
    "conclusion": "kết luận", "notice": "thông báo", "official letter": "công văn", "dispatch": "công điện",
    "telegram": "công điện", "decree": "nghị định", "resolution": "nghị quyết", "circular": "thông tư",
    "programme": "chương trình", "program": "chương trình", "scheme": "đề án", "project": "dự án", "document": "văn bản",
    "reporting cadence": "định kỳ báo cáo", "reporting": "báo cáo", "report to": "báo cáo cho ai", "report": "báo cáo",
    "cadence": "định kỳ", "submit": "gửi", "send": "gửi", "leads": "chủ trì", "lead": "chủ trì", "led by": "chủ trì",
    "cooperates with": "phối hợp với", "cooperate with": "phối hợp với", "cooperate": "phối hợp", "coordinates": "phối hợp",
    "coordinate": "phối hợp", "partners": "phối hợp", "implement": "thực hiện", "implements": "thực hiện",
    "implementation": "thực hiện", "carry out": "thực hiện", "responsible": "chịu trách nhiệm", "monitors": "theo dõi",
    "monitor": "theo dõi", "supervises": "giám sát", "supervise": "giám sát", "guides": "hướng dẫn", "guide": "hướng dẫn",
    "inspects": "kiểm tra, giám sát", "inspect": "kiểm tra, giám sát", "appraises": "thẩm định", "appraise": "thẩm định",
    "approves": "phê duyệt", "approve": "phê duyệt", "signed": "ký", "signs": "ký", "sign": "ký", "signer": "người ký",
    "issued": "ban hành", "issue": "ban hành", "issuing": "ban hành", "issues": "ban hành", "date": "ngày",
    "number": "số", "recipients": "nơi nhận", "purpose": "mục đích", "objective": "mục tiêu", "goal": "mục tiêu",
    "goals": "mục tiêu", "target": "chỉ tiêu", "requirements": "yêu cầu", "funding": "kinh phí", "budget": "dự toán kinh phí",
    "extra": "phát sinh ngoài", "money": "kinh phí", "cost": "kinh phí", "source of funds": "nguồn kinh phí",
    "conference": "hội nghị", "meeting": "hội nghị", "finished": "hoàn thành", "finish": "hoàn thành",
    "completed": "hoàn thành", "complete": "hoàn thành", "start": "bắt đầu", "effective": "có hiệu lực",
    "ministry of public security": "Bộ Công an", "ministry of finance": "Bộ Tài chính", "ministry of justice": "Bộ Tư pháp",
    "ministry of construction": "Bộ Xây dựng", "ministry of health": "Bộ Y tế", "ministry of national defence": "Bộ Quốc phòng",
    "ministry of education and training": "Bộ Giáo dục và Đào tạo", "ministry of home affairs": "Bộ Nội vụ",
    "ministry of science and technology": "Bộ Khoa học và Công nghệ", "ministry of industry and trade": "Bộ Công Thương",
    "ministry of agriculture and environment": "Bộ Nông nghiệp và Môi trường",
    "ministry of culture, sports and tourism": "Bộ Văn hóa, Thể thao và Du lịch", "government office": "Văn phòng Chính phủ",
    "department of finance": "Sở Tài chính", "department of home affairs": "Sở Nội vụ",
    "department of science and technology": "Sở Khoa học và Công nghệ", "department of justice": "Sở Tư pháp",
    "department of culture, sports and tourism": "Sở Văn hóa, Thể thao và Du lịch",
    "department of information and communications": "Sở Thông tin và Truyền thông", "department": "sở", "ministry": "bộ",
    "prime minister's": "Thủ tướng Chính phủ", "prime minister": "Thủ tướng Chính phủ", "government": "Chính phủ",
    "people's committee": "Ủy ban nhân dân", "provincial": "cấp tỉnh", "province": "tỉnh", "commune": "cấp xã",
    "communes": "cấp xã", "ward": "phường", "party committee": "cấp ủy", "party cell": "chi bộ", "party": "đảng",
    "national": "quốc gia", "state": "nhà nước", "personal data protection": "bảo vệ dữ liệu cá nhân",
    "personal data": "dữ liệu cá nhân", "public asset inventory": "kiểm kê tài sản công", "public assets": "tài sản công",
    "asset": "tài sản", "inventory": "kiểm kê", "reference time": "thời điểm", "time": "thời gian",
    "digital transformation": "chuyển đổi số", "enterprises": "doanh nghiệp", "enterprise": "doanh nghiệp",
    "business": "doanh nghiệp", "cooperatives": "hợp tác xã", "household businesses": "hộ kinh doanh",
    "renewal": "đổi mới", "bulletin": "bản tin sinh hoạt", "newsletter": "bản tin", "external information": "thông tin đối ngoại",
    "link road": "đoạn kết nối", "road": "đường", "expressway": "cao tốc", "airport": "cảng hàng không", "railway": "đường sắt",
    "poverty reduction": "giảm nghèo", "poverty": "nghèo", "communication": "truyền thông", "media": "báo chí", "press": "báo chí",
    "press conference": "họp báo", "spokesperson": "người phát ngôn", "flood": "mưa lũ", "floods": "mưa lũ", "storm": "bão",
    "houses": "nhà cửa", "repair": "sửa chữa", "rebuild": "xây mới", "administrative procedures": "thủ tục hành chính",
    "administrative reform": "cải cách hành chính", "civil servants": "công chức", "public employees": "viên chức",
    "database": "cơ sở dữ liệu", "update": "cập nhật", "law": "pháp luật", "training": "đào tạo, bồi dưỡng", "workshop": "hội thảo",
    "infrastructure": "hạ tầng", "construction": "xây dựng", "industrial parks": "khu công nghiệp", "market": "chợ",
    "difficulties": "khó khăn, vướng mắc", "problems": "vướng mắc", "obstacles": "vướng mắc", "contact": "phản ánh về đâu",
    "every year": "hằng năm", "annually": "hằng năm", "annual": "hằng năm", "quarterly": "hằng quý", "monthly": "hằng tháng",
    "per cent": "phần trăm", "percent": "phần trăm", "percentage": "bao nhiêu phần trăm", "must be": "phải", "must": "phải",
    "duties": "nhiệm vụ gì", "duty": "nhiệm vụ gì", "do": "làm gì", "work on": "việc", "under": "theo", "in": "trong",
    "of": "của", "for": "cho", "to": "đến", "with": "với", "by": "bởi", "on": "về", "and": "và", "is": "là", "are": "là",
    "the": "", "a": "", "an": "", "does": "", "did": "", "be": "", "into": "vào", "from": "từ", "should": "phải", "has": "có",
    "have": "có", "not": "không", "there": "", "what": "gì", "how": "thế nào",
}  # fmt: skip
_PATTERN = re.compile(
    r"(?<![\w-])("
    + "|".join(sorted(map(re.escape, _PHRASES), key=len, reverse=True))
    + r")(?![\w-])",
    re.IGNORECASE,
)


def translate(text: str) -> str:
    """An English question in Vietnamese words, names and numbers left alone; others as they are."""
    if not is_english(re.findall(r"[^\W\d_]+", text)):
        return text
    return " ".join(_PATTERN.sub(lambda m: _PHRASES[m[1].lower()], text).split())
