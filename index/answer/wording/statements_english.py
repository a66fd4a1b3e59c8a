"""Answers in English: the fixed wording of `statements`, the words of documents as printed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from index.answer.answer import Answer, Citation
from index.answer.wording import names_english as names
from index.answer.wording.phrasebook import Phrasebook
from index.question.language import Language

# What a document does not state, as the records name it.
_THINGS = {
    "người ký": "who signed it", "số, ký hiệu": "its number", "ngày ban hành": "its date",
    "nơi nhận": "its recipients", "thời hạn": "a time limit", "thời gian": "a time",
    "ngày cụ thể": "a day", "số tiền cụ thể": "an amount of money", "tỷ lệ": "a percentage",
    "số điện thoại": "a telephone number", "địa chỉ thư điện tử": "an e-mail address",
    "địa điểm": "a place", "họ tên người phụ trách": "the name of a person in charge",
    "số lượng": "a number", "tên đơn vị": "the name of a body", "danh sách": "a list",
    "chế độ báo cáo": "how to report", "kỳ báo cáo": "how often to report",
    "thời hạn gửi báo cáo": "when reports are due",
    "đơn vị theo dõi, đôn đốc": "who monitors it",
    "đơn vị chủ trì": "a lead agency", "đơn vị phối hợp": "a cooperating agency",
    "đơn vị thực hiện": "who carries it out", "sản phẩm, kết quả": "a product or result",
    "đơn vị thực hiện, thời gian": "who carries it out or when",
    "ngày có hiệu lực": "when it takes effect",
    "việc thay thế, bãi bỏ văn bản nào": "that it replaces or repeals a document",
    "nhiệm vụ": "tasks", "nhóm nhiệm vụ": "groups of tasks", "giải pháp": "solutions",
    "mục tiêu": "objectives", "nội dung": "items", "phần": "parts", "Điều": "articles",
    "Chương": "chapters", "bước": "steps", "chỉ tiêu": "targets", "việc": "tasks",
    "công việc": "tasks", "hình thức": "forms",
}  # fmt: skip

# Whole lines, the longer wording before one that would fit it, too.
_LINES = {
    "Có hơn {count} văn bản {_}, đây là {first} văn bản đầu; anh/chị hỏi văn bản nào?":
        "More than {count} documents speak of this; these are the first {first}. Which one do you "
        "mean?",
    "Có {count} văn bản {_}; anh/chị hỏi văn bản nào?":
        "{count} documents speak of this. Which one do you mean?",
    "Có {count} đoạn phù hợp; anh/chị xem đoạn nào?":
        "{count} passages have this name. Which one do you mean?",
    "Chưa tìm được câu trả lời chắc chắn. Đoạn gần nhất với câu hỏi, nhưng không có “{words}”:":
        "No certain answer found. Nearest passage, but without “{words}”:",
    "Chưa tìm được câu trả lời chắc chắn. Đoạn gần nhất với câu hỏi:":
        "No certain answer found. Nearest passage:",
    "{name}: chưa tìm được câu trả lời chắc chắn.": "{name}: no certain answer found.",
    "Bản tin về {name} không nhắc đến {what}; kho chưa có bản gốc.":
        "The news item about {name} does not mention {what}; the original is not in the library.",
    "{name} không nêu {what}.": "{name} does not state {what}.",
    "{name} không nêu {what}": "{name} does not state {what}",
    "{place} không ghi {what}.": "{place} does not state {what}.",
    "{place}: cột “{words}” để trống.": "{place}: the column “{words}” is empty.",
    "Tệp lưu trong kho không có {whats}.": "The file in the library lacks {whats}.",
    "Văn bản chỉ ghi: {words}": "The document only says: {words}",
    "Kho chưa có {number}; {name} nhắc đến như sau: {words}":
        "The library does not hold {number}; {name} mentions it as follows: {words}",
    "Chưa thấy {name} có nhiệm vụ nào ghi {words}.": "No task in {name} was found with {words}.",
    "Chưa thấy {name} giao {body} chủ trì nhiệm vụ nào.":
        "No task was found in {name} that {body} leads.",
    "Chưa thấy {name} giao nhiệm vụ cho {body}.": "No task was found in {name} for {body}.",
    "Tìm thấy {count} nhiệm vụ do {body} chủ trì trong {name}:":
        "{count} tasks found in {name} that {body} leads:",
    "Tìm thấy {count} nhiệm vụ ghi tên {body} trong {name}:":
        "{count} tasks found in {name} that name {body}:",
    "{name}: {count} nhiệm vụ có ghi {what}:": "{name}: {count} tasks state {what}:",
    "{name}: cả {count} nhiệm vụ có ghi thời gian đều là: {time}":
        "{name}: all {count} tasks that state a time have the same: {time}",
    "{name} có {count} {what}:": "{name} has {count} {what}:",
    "{name} viện dẫn:": "{name} cites:",
    "Về: {words}": "About: {words}",
    "… và còn {count} mục.": "… and {count} more sections.",
    "Trong kho ({count} văn bản) không có {place}. Anh/chị kiểm tra lại số mục, hoặc hỏi bằng "
    "nội dung việc.":
        "No document of the library ({count}) has {place}. Please check the number, or ask about "
        "the matter.",
    "{name} không có {place}. Gần số đó có: {places}.":
        "{name} has no {place}. Near it there are: {places}.",
    "{name} không có {place}.": "{name} has no {place}.",
    "Anh/chị có thể xem: {places}": "You may look at: {places}",
    "Xem thêm {count} văn bản": "See {count} more documents",
    "Xem thêm văn bản khác": "See more documents",
    "Lần sau có thể hỏi luôn: {words}": "Next time you may ask at once: {words}",
    "Không tìm thấy nội dung này trong kho ({count} văn bản, mới nhất ngày {day}). {_}":
        "Not found in the library ({count} documents, the newest of {day}). Please give the number "
        "of a document or the name of a body, for example: funding of plan 61",
    "Không tìm thấy nội dung này trong kho ({count} văn bản). {_}":
        "Not found in the library ({count} documents). Please give the number of a document or the "
        "name of a body, for example: funding of plan 61",
    "Kho chưa có {number} (hiện có {count} văn bản, mới nhất ngày {day}). Văn bản cùng số trong "
    "kho: {several}. {_}":
        "The library does not hold {number} (it has {count} documents, the newest of {day}). Those "
        "of that number are: {several}.",
    "Kho chưa có {number} (hiện có {count} văn bản, mới nhất ngày {day}). {_}":
        "The library does not hold {number} (it has {count} documents, the newest of {day}). To "
        "see the list, type: văn bản",
    "Kho chưa có {number} (hiện có {count} văn bản). {_}":
        "The library does not hold {number} (it has {count} documents). To see the list, type: "
        "văn bản",
    "Đây là công cụ tra cứu văn bản tự động: {_}":
        "This is an automatic tool: it quotes documents of its library word for word and says "
        "where the words stand. It replaces nobody's authority.",
}  # fmt: skip

# Slots of records; several stand on one line with semicolons between them.
_SLOTS = {
    "Chủ trì: {bodies}": "Lead: {bodies}",
    "Thực hiện: {bodies} (không ghi đơn vị chủ trì)":
        "Carried out by: {bodies} (no lead agency is named)",
    "Đề nghị thực hiện: {bodies} (không ghi đơn vị chủ trì)":
        "Asked to carry it out: {bodies} (no lead agency is named)",
    "Yêu cầu thực hiện: {bodies} (không ghi đơn vị chủ trì)":
        "Required to carry it out: {bodies} (no lead agency is named)",
    "Giao thực hiện: {bodies} (không ghi đơn vị chủ trì)":
        "Assigned to: {bodies} (no lead agency is named)",
    "Thực hiện: {bodies}": "Carried out by: {bodies}",
    "Đề nghị thực hiện: {bodies}": "Asked to carry it out: {bodies}",
    "Yêu cầu thực hiện: {bodies}": "Required to carry it out: {bodies}",
    "Giao thực hiện: {bodies}": "Assigned to: {bodies}",
    "Giao chung cho {bodies}": "Assigned to all of: {bodies}",
    "Hướng dẫn: {bodies}": "Guided by: {bodies}",
    "Phối hợp: {bodies}": "With: {bodies}",
    "Lãnh đạo phụ trách: {words}": "Leader in charge: {words}",
    "Thời gian: {time}": "Time: {time}",
    "Sản phẩm, kết quả: {words}": "Product, result: {words}",
    "Đơn vị báo cáo: {bodies}": "Reports: {bodies}",
    "Nơi nhận báo cáo: qua {bodies}": "Reports go through: {bodies}",
    "Nơi nhận báo cáo: {bodies} (qua {through})": "To: {bodies} (through {through})",
    "Nơi nhận báo cáo: {bodies}": "To: {bodies}",
    "Kỳ báo cáo: {time} (không nêu kỳ cụ thể)": "How often: {time} (no period is stated)",
    "Kỳ báo cáo: {time}": "How often: {time}",
    "Thời hạn gửi: {time}": "Due: {time}",
    "Khi phát sinh: {time}": "If problems arise: {time}",
    "Người ký: {words}": "Signed by: {words}",
    "Số, ký hiệu: {words}": "Number: {words}",
    "Ngày ban hành: {date}": "Date: {date}",
    "không nêu kỳ báo cáo": "how often is not stated",
    "{place} ghi khác: {words}": "{place} says otherwise: {words}",
    "{place} ghi: {words}": "{place} says: {words}",
}  # fmt: skip

# A report on one line, as `statements.report_at_once` tells it.
_HEADS = {
    "{bodies} báo cáo {through}": "{bodies} report to {through}",
    "{bodies} báo cáo; không nêu nơi nhận": "{bodies} report; to whom is not stated",
    "Báo cáo {through}": "Reports go to {through}",
}  # fmt: skip
_ENDS = {
    "kỳ: {time} (không nêu kỳ cụ thể)": "how often: {time} (no period is stated)",
    "kỳ: {time}": "how often: {time}",
    "hạn gửi: {time}": "due: {time}",
    "khi phát sinh: {time}": "if problems arise: {time}",
    "không nêu kỳ báo cáo": "how often is not stated",
}  # fmt: skip
_REPORTS = {
    f"{head}; {end}": f"{head_told}; {end_told}"
    for head, head_told in _HEADS.items()
    for end, end_told in _ENDS.items()
}

_REMARKS = Phrasebook(
    {
        "Theo bản tin của {body}; kho chưa có bản gốc":
            "From a news item by {body}; the original is not in the library",
        "Theo bản tin không rõ nguồn; kho chưa có bản gốc":
            "From a news item of unknown origin; the original is not in the library",
        "Chữ đọc tự động từ bản quét; cần đối chiếu bản gốc":
            "Read from a scan by a machine; compare the original",
        "Đơn vị tính ghi ở bảng: {words}": "Unit given at the table: {words}",
        "Bản dự thảo, chưa phải văn bản ban hành": "A draft, not a document in force",
        "{slot} theo quản trị viên: {words}; văn bản ghi: {read}":
            "{slot} by an administrator: {words}; the document says: {read}",
        "{slot} theo quản trị viên: {words}; văn bản không ghi":
            "{slot} by an administrator: {words}; the document says nothing",
        "Bản chưa có số và chưa có người ký; có thể là dự thảo":
            "Without number and signature; perhaps a draft",
    }
)  # fmt: skip
_NUMBERED = re.compile(r"(?P<head>• |\d+\. )(?P<rest>.+)")
_ITEM = re.compile(r"(?P<place>[^“”–]+?)(?P<mark> – |: |\. )(?P<rest>.+)")


def _thing(printed: str) -> str:
    return _THINGS.get(printed, printed)


_FIELDS = {
    "what": _thing,
    "whats": lambda value: ", ".join(_thing(each) for each in value.split(", ")),
    "place": names.place, "places": names.place, "bodies": names.bodies, "body": names.bodies,
    "through": names.bodies, "time": names.time, "day": names.day, "name": names.place,
    "date": lambda value: f"{names.day(value)} ({value})",
    "several": lambda value: "; ".join(names.document(name) for name in value.split("; ")),
}  # fmt: skip
_BOOK = Phrasebook({**_REPORTS, **_LINES, **_SLOTS}, _FIELDS)


def in_english(answer: Answer) -> Answer:
    """An answer with its fixed wording in English; quotations and values as they are printed."""
    choices = tuple(replace(c, label=_item(c.label)) for c in answer.choices)
    citations = tuple(map(citation_in_english, answer.citations))
    return replace(
        answer,
        statement=statement_in_english(answer.statement),
        citations=citations,
        choices=choices,
        language=Language.ENGLISH,
    )


def statement_in_english(statement: str) -> str:
    """A statement line by line, but for the lines that a quotation runs over."""
    return "\n".join(_lines(statement))


def _lines(statement: str) -> Iterator[str]:
    is_open = False
    for line in statement.split("\n"):
        yield line if is_open or line.startswith("“") else _line(line)
        is_open = (is_open or "“" in line) and line.rfind("“") >= line.rfind("”")


def _line(line: str) -> str:
    numbered = _NUMBERED.fullmatch(line)
    if numbered is not None:
        return numbered["head"] + _item(numbered["rest"])
    whole = _BOOK.say(line)
    if whole is not None and not _is_several(line):
        return whole
    document = names.document(line)
    if document != line:
        return document
    return _placed(line) or _slots(line)


def _is_several(line: str) -> bool:
    """Whether a line holds several slots with semicolons between them."""
    return sum(_BOOK.say(part) is not None for part in line.split("; ")) > 1


def _item(item: str) -> str:
    """One of a list: a document, or a place and what stands there."""
    document = names.listed(item)
    if document != item:
        return document
    if _ITEM.fullmatch(item) is None:
        return names.place(item)
    return _placed(item) or _slots(item)


def _placed(line: str) -> str | None:
    """A place and what stands there; None where a line does not begin with a place."""
    match = _ITEM.fullmatch(line)
    where = names.place(match["place"]) if match is not None else ""
    if match is None or where == match["place"]:
        return None
    return f"{where}{match['mark']}{_slots(match['rest'])}"


def _slots(line: str) -> str:
    """The slots of a line; what is none stays as it is printed."""
    if line.startswith("“"):
        return line
    return "; ".join(map(_slot, line.split("; ")))


def _slot(slot: str) -> str:
    """A slot, behind the name of its document where several are set side by side."""
    told = _BOOK.say(slot)
    if told is not None:
        return told
    name, _, rest = slot.partition(": ")
    behind = _BOOK.say(rest)
    return slot if behind is None else f"{name}: {behind}"


def citation_in_english(citation: Citation) -> Citation:
    """Where a quotation stands, in English; its words are untouched."""
    document = names.document(citation.document_name)
    told = (citation.remark or "").split(". ")
    remark = ". ".join(_REMARKS.say(part) or part for part in told) or None
    return replace(
        citation,
        place=names.place(citation.place),
        document_name=document,
        teller="news item about " if citation.teller else "",
        remark=remark,
        also=tuple(map(citation_in_english, citation.also)),
    )
