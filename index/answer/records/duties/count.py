"""Counts: of records, complete and listed, or the count that the text itself states."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.answer.answer import Answer, Status
from index.answer.inquiry import ENOUGH, Inquiry
from index.answer.records.duties.body import is_body_named, place_of
from index.answer.wording import statements
from index.question.intents import Intent, Wanted
from index.question.question import Question
from index.search.search import coverage, tokens
from knowledge.document import Assignment, Section, SectionKind
from knowledge.duties.sentences import sentences
from knowledge.names.agencies import same_body
from knowledge.text import fold, view

_UNIT = re.compile(
    r"\b(?:may|bao nhieu)\s+((?:nhom )?(?:nhiem vu|nv|noi "
    r"dung|muc tieu|giai phap|cong viec|viec|chi tieu|nhom|"
    r"dieu|chuong|hinh thuc|buoc|phan))"
)
_TIME = re.compile(
    r"\b(qu[yi] (?:iv|iii|ii|i|[1-4])(?:[ /-]*(?:nam )?\d{4})?|"
    r"thang \d{1,2}(?:[/ ]*(?:nam )?\d{4})?|nam \d{4}|thuong "
    r"xuyen|hang nam|\d{1,2}/\d{1,2}(?:/\d{4})?)\b"
)
# "những nhiệm vụ nào hoàn thành quý III": the tasks of a time, with or without their number.
_WHICH = re.compile(
    r"\b(?:nhiem vu|nv|dau viec|cong viec|viec) (?:nao|gi)\b|"
    r"\b(?:liet ke|danh sach|nhung|cac|tat ca) (?:cac |nhung )?(?:nhiem vu|nv|dau viec|viec)\b"
)
_QUARTERS = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}
# What a question counts, with its accents.
_UNITS = {
    "dieu": "Điều", "chuong": "Chương", "muc tieu": "mục tiêu", "giai phap": "giải pháp",
    "nhom nhiem vu": "nhóm nhiệm vụ", "noi dung": "nội dung", "phan": "phần", "buoc": "bước",
    "nhom giai phap": "nhóm giải pháp", "chi tieu": "chỉ tiêu", "nhom": "nhóm", "viec": "việc",
    "cong viec": "công việc", "hinh thuc": "hình thức", "nhom noi dung": "nhóm nội dung",
}  # fmt: skip
_NUMBER_WORDS = r"(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"


def answer_count(inquiry: Inquiry) -> Answer | None:
    """How many tasks, groups or parts there are, with each of them."""
    question = inquiry.question
    counts = question.intent is Intent.COUNT
    if inquiry.likely is None or not (counts or _asks_which(question)):
        return None
    if question.wanted in (Wanted.PERCENT, Wanted.MONEY):
        return None
    document_id = inquiry.likely
    unit = _UNIT.search(question.folded)
    what = unit[1].replace("nv", "nhiem vu") if unit else "nhiem vu"
    filtered = _filtered(inquiry, document_id)
    if filtered is not None:
        return _listed(inquiry, document_id, filtered)
    if not counts:
        return None
    stated = _stated(inquiry, document_id, what)
    if stated is not None:
        return stated
    if Intent.LEAD in question.intents and not question.bodies:
        return None  # Of a body that nothing tells to be one: all tasks are not its tasks.
    parts = _parts(inquiry, document_id)
    if parts:
        return _listed_sections(inquiry, document_id, parts, _UNITS.get(what, "nhiệm vụ"))
    return None


def _asks_which(question: Question) -> bool:
    """Whether the tasks of a time are asked for, of no body and no numbered part."""
    apart = not question.bodies and not question.labels
    timed = _WHICH.search(question.folded) and _TIME.search(question.folded)
    return apart and bool(timed)


def _filtered(inquiry: Inquiry, document_id: str) -> list[Assignment] | None:
    """The assignments that a body or a time picks out; None if the question names neither."""
    question = inquiry.question
    document = inquiry.document(document_id)
    found = list(document.assignments)
    if question.annex:
        found = [a for a in found if a.path.startswith("PL")]
    issuer = document.identity.issuer.value if document.identity.issuer else ""
    bodies = [b for b in question.bodies if not _is_issuer(b.names, issuer)]
    time = _TIME.search(question.folded)
    if not bodies and not time:
        return None
    if bodies:
        place = place_of(document)
        found = [a for a in found if any(is_body_named(bodies[-1], m, place) for m in a.leads)]
    if time:
        wanted = _plain_time(time[1])
        timed = [
            a for a in found if a.timing and _holds_time(_plain_time(fold(a.timing.text)), wanted)
        ]
        # A year that no task is due in belongs to the plan's name.
        return timed or (found if bodies else None)
    return found


def _is_issuer(names: Sequence[str], issuer: str) -> bool:
    return bool(issuer) and any(same_body(name, issuer) for name in names)


def _plain_time(folded: str) -> str:
    """A folded time with one spelling: `quy iv 2025`."""
    plain = re.sub(r"\bqui\b", "quy", folded)
    plain = re.sub(r"\bnam\b", " ", plain)
    plain = re.sub(r"\bquy ([1-4])\b", lambda found: f"quy {_QUARTERS[found[1]]}", plain)
    return " ".join(re.findall(r"\w+", plain))


def _holds_time(printed: str, wanted: str) -> bool:
    return wanted in printed or all(w in printed.split() for w in wanted.split())


def _stated(inquiry: Inquiry, document_id: str, what: str) -> Answer | None:
    """A sentence of the text that gives the count itself: "5 nhóm nhiệm vụ, giải pháp chủ yếu"."""
    document = inquiry.document(document_id)
    topic = [w for w in inquiry.question.topic if w not in ("nhom", "nhiem", "vu", "viec")]
    if document.assignments and inquiry.records(document_id).numbered() and len(topic) < 3:
        return None
    pattern = re.compile(rf"\b{_NUMBER_WORDS}\s+{what.split()[0]}", re.IGNORECASE)
    for section in document.sections:
        looked = view(document.text, [section.span])
        for start, end in sentences(looked.text):
            piece = fold(looked.text[start:end])
            if re.search(rf"\b(\d+|hai|ba|bon|nam|sau|bay|tam)\s+{what}", piece) or pattern.search(
                looked.text[start:end]
            ):
                span = looked.span(start, end)
                text = looked.text[start:end]
                cut = text if len(text) < 700 else text[:700].rsplit(" ", 1)[0] + " …"
                return inquiry.answer(
                    Status.FOUND,
                    statements.quoted(cut),
                    [inquiry.cite_unit(document_id, section.path, span)],
                    quotes=True,
                )
    return None


def _parts(inquiry: Inquiry, document_id: str) -> list[Section]:
    """The numbered parts under the heading that the topic words name, else under the task part."""
    question, records = inquiry.question, inquiry.records(document_id)
    headed = [
        s
        for s in records.document.sections
        if s.heading
        and s.kind in (SectionKind.HEADING, SectionKind.GROUP)
        and records.under(s.path)
    ]
    if question.annex:
        headed = [s for s in headed if s.path.startswith("PL")] or headed
    topic = [w for w in question.topic if w not in ("phan", "noi", "dung")] or list(question.topic)
    kinds = re.compile(r"noi dung|nhiem vu|giai phap")

    def worth(section: Section) -> tuple[float, bool, int]:
        heading = tokens(section.heading or "")
        held = coverage(topic, heading, tokens(""), inquiry.weights) if topic else 0.0
        return (round(held, 2), bool(kinds.search(fold(section.heading or ""))), -section.level)

    best = max(headed, key=worth, default=None)
    if best is not None and inquiry.scope.documents is None and worth(best)[0] < ENOUGH:
        return []  # No plan is named, and no heading speaks of what is counted.
    return list(records.under(best.path)) if best is not None else []


def _listed(inquiry: Inquiry, document_id: str, found: Sequence[Assignment]) -> Answer:
    question, name = inquiry.question, inquiry.short(document_id)
    # As it was typed, accents and all.
    typed = question.restored.text
    time = _TIME.search(fold(typed))
    asked = f"{question.bodies[-1].printed} chủ trì" if question.bodies else ""
    asked = asked or (f"thời gian “{typed[slice(*time.span(1))]}”" if time else "")
    if not found:
        statement = statements.not_seen(f"có nhiệm vụ nào ghi {asked}.", name)
        return inquiry.answer(Status.NOT_STATED, statement)
    lines = [_line(inquiry, document_id, a.path) for a in found]
    citations = [inquiry.cite_unit(document_id, a.path, a.span) for a in found]
    head = f"Tìm thấy {len(found)} nhiệm vụ ghi {asked} trong {name}"
    told = statements.counted(head, lines)
    # No words of the text say which tasks are due then; the records do, all of them.
    listed = inquiry.answer(Status.FOUND, told, citations, quotes=True)
    return replace(listed, complete=bool(time) and not question.bodies)


def _line(inquiry: Inquiry, document_id: str, path: str) -> str:
    place = statements.capital(inquiry.place(document_id, path))
    return f"{place} – {inquiry.task_title(document_id, path)}"


def _listed_sections(
    inquiry: Inquiry, document_id: str, parts: Sequence[Section], what: str
) -> Answer:
    lines = [_line(inquiry, document_id, s.path) for s in parts]
    citations = [inquiry.cite_unit(document_id, s.path) for s in parts]
    told = statements.counted(f"{inquiry.short(document_id)} có {len(parts)} {what}", lines)
    return inquiry.answer(Status.FOUND, told, citations, quotes=True)
