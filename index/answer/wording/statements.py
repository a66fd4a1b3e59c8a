"""The fixed wording of statements; everything else in them is quoted."""

import re
from collections.abc import Sequence

from index.answer.wording.quotation import inside
from index.question.labels import LabelReference
from knowledge.contradictions import Difference
from knowledge.dates import spoken
from knowledge.document import Assignment, Basis, Mention, Reporting, Trigger
from knowledge.text import fold

NO_QUESTION = "Mời anh/chị gõ câu hỏi, ví dụ: ai chủ trì nhiệm vụ 3.2 KH 61"
HELLO = (
    "Chào anh/chị. Mời anh/chị gõ câu hỏi kèm số văn bản, ví dụ: ai chủ trì nhiệm vụ 3.2 KH 61. "
    "Xem danh sách văn bản: gõ văn bản"
)
THANKS = "Rất vui được giúp anh/chị."
GOODBYE = "Chào anh/chị."
WHO_AM_I = (
    "Đây là công cụ tra cứu văn bản tự động: trích nguyên văn trong kho và ghi rõ số, ngày, mục. "
    "Không thay ý kiến của người có thẩm quyền."
)
HELP = (
    "Anh/chị có thể hỏi:\n"
    "• ai chủ trì nhiệm vụ 3.2 KH 61\n"
    "• chế độ báo cáo KH 61\n"
    "• Sở Thông tin và Truyền thông làm gì KH 61\n"
    "• kinh phí KH 61\n"
    "• mục II.3.2 KH 61"
)
# Behind a document that only a news item tells of.
BY_NEWS = "(theo bản tin)"
# What a report is told to be where nothing is said of when it is due.
_BARE_CADENCES = ("dinh ky", "kip thoi", "theo quy dinh")
_RHYTHM = re.compile(r"\b(thang|quy|nam|tuan|hoc ky)\b")


def join(mentions: Sequence[Mention]) -> str:
    """Names as printed, separated by semicolons where one of them holds a comma."""
    separator = "; " if any("," in m.text for m in mentions) else ", "
    return separator.join(dict.fromkeys(m.text for m in mentions))


def who(assignment: Assignment, *, lead_asked: bool = True, place: str = "") -> str:
    """Who leads or carries out, and that no lead is named where one is asked for and none is.

    Args:
        assignment: The task.
        lead_asked: A lead is asked for.
        place: Where it stands, in words, for a task that names nobody.
    """
    if assignment.generic and assignment.leads:
        return f"Giao chung cho {join(assignment.leads)}"
    if assignment.leads:
        return f"Chủ trì: {join(assignment.leads)}"
    if assignment.implementers:
        by = {
            Basis.REQUESTED: "Đề nghị thực hiện",
            Basis.DEMANDED: "Yêu cầu thực hiện",
            Basis.ASSIGNED: "Giao thực hiện",
        }.get(assignment.basis, "Thực hiện")
        lack = " (không ghi đơn vị chủ trì)" if lead_asked else ""
        return f"{by}: {join(assignment.implementers)}{lack}"
    return f"{capital(place) or 'Mục này'} không ghi đơn vị chủ trì."


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def partners(assignment: Assignment) -> str | None:
    """The partner list, or None where there is none."""
    if assignment.partners is None:
        return None
    whole, names = assignment.partners, assignment.partner_names
    scattered = any(not whole.span.contains(name.span) for name in names) or "•" in whole.text
    return f"Phối hợp: {join(names) if names and scattered else whole.text}"


def timing(assignment: Assignment) -> str | None:
    """The time, or None where none is given."""
    return f"Thời gian: {assignment.timing.text.rstrip('.')}" if assignment.timing else None


def all_timed(name: str, count: int, assignment: Assignment) -> str:
    """That all tasks of a document that state a time have the same."""
    time = assignment.timing.text.rstrip(".") if assignment.timing else ""
    return f"{name}: cả {count} nhiệm vụ có ghi thời gian đều là: {time}"


def output(assignment: Assignment) -> str | None:
    """The product, or None where none is given."""
    return f"Sản phẩm, kết quả: {assignment.output.text.rstrip('.')}" if assignment.output else None


def guided(assignment: Assignment) -> str | None:
    """Whose guidance applies, or None."""
    return f"Hướng dẫn: {join(assignment.guided_by)}" if assignment.guided_by else None


def supervisor(assignment: Assignment) -> str | None:
    """The leader in charge, or None."""
    return f"Lãnh đạo phụ trách: {assignment.supervisor.text}" if assignment.supervisor else None


def elsewhere(found: Difference, place: str) -> str:
    """What another place of the same document says of the task."""
    told = [
        who(found.other) if found.lead else None,
        timing(found.other) if found.timing else None,
    ]
    differs = " khác" if found.clashes else ""
    return f"{capital(place)} ghi{differs}: {'; '.join(line for line in told if line)}"


def cell(heading: str, printed: str, *, unit: str = "") -> str:
    """One cell of a table row under its heading.

    Args:
        heading: Of its column.
        printed: What it holds.
        unit: What its figure is counted in, where that stands elsewhere.
    """
    return f"{heading}: {printed.rstrip('.')}{f' {unit}' if unit else ''}."


def table_unit(printed: str) -> str:
    """What a table says of the unit of its figures."""
    return f"Đơn vị tính ghi ở bảng: {printed}"


def report(clause: Reporting, words: str, *, first: str = "", due: str | None = None) -> str:
    """Who reports to whom, when; a line each, and the clause itself behind them.

    Args:
        clause: What was read of it.
        words: The clause, as it is quoted.
        first: The label of the line that is asked for: `REPORTER`, `RECIPIENT` or `CADENCE`.
        due: What stands elsewhere of when it is due.
    """
    lines: list[tuple[str, str]] = []
    if clause.reporter:
        lines.append((REPORTER, f"{REPORTER}: {clause.reporter.text}"))
    if clause.recipient or clause.via:
        to = clause.recipient.text if clause.recipient else ""
        by = clause.via.text if clause.via and clause.via.text not in to else ""
        through = f"qua {by}" if by and not to else f" (qua {by})" if by else ""
        lines.append((RECIPIENT, f"{RECIPIENT}: {to}{through}"))
    if clause.cadence:
        lines.append((CADENCE, _cadence(clause, clause.cadence.text)))
    if due:
        lines.append((CADENCE, f"{DUE}: {due.rstrip('.')}"))
    lines.sort(key=lambda line: line[0] != first)
    return "\n".join([*(line for _, line in lines), quoted(words)])


REPORTER, RECIPIENT, CADENCE, DUE, EVENT = (
    "Đơn vị báo cáo", "Nơi nhận báo cáo", "Kỳ báo cáo", "Thời hạn gửi", "Khi phát sinh",
)  # fmt: skip
_AT_ONCE = {CADENCE: "kỳ", DUE: "hạn gửi", EVENT: "khi phát sinh"}
_LABELS = tuple(f"{label}: " for label in (REPORTER, RECIPIENT, *_AT_ONCE))
_NO_CADENCE = "không nêu kỳ báo cáo"


def _cadence(clause: Reporting, printed: str) -> str:
    """When a report is due, by what is said of that: a rhythm, a day, an event."""
    folded = fold(printed)
    if clause.trigger is Trigger.EVENT:
        return f"{EVENT}: {printed}"
    if folded.strip(" ,.") in _BARE_CADENCES:
        return f"{CADENCE}: {printed} (không nêu kỳ cụ thể)"
    return f"{CADENCE if _RHYTHM.search(folded) else DUE}: {printed}"


def report_at_once(told: str) -> str:
    """The lines of `report` as one: who reports to whom, when, and what of that is not said.

    What holds none of its lines, as a quotation, comes back as it is.
    """
    said = dict(line.split(": ", 1) for line in told.splitlines() if line.startswith(_LABELS))
    if not said:
        return told
    reporter, recipient = said.pop(REPORTER, ""), said.pop(RECIPIENT, "")
    lack = "; không nêu nơi nhận" if not recipient else ""
    head = f"{reporter} báo cáo {recipient}".strip() if reporter else f"Báo cáo {recipient}".strip()
    times = [f"{_AT_ONCE[label]}: {time}" for label, time in said.items()]
    return "; ".join([f"{capital(head)}{lack}", *(times or [_NO_CADENCE])])


def no_cadence(name: str) -> str:
    """That a plan sets no rhythm for reports."""
    return f"{name} {_NO_CADENCE}."


def on_day(iso: str) -> str:
    """`ngày 18/3/2024`."""
    return f"ngày {spoken(iso)}"


def quoted(text: str) -> str:
    """Words of a document as the statement, between marks that they can't close."""
    return f"“{inside(text.strip())}”"


def missing_documents(
    names: Sequence[str],
    count: int,
    newest: str | None,
    near: Sequence[str],
    *,
    same: bool = False,
) -> str:
    """That a number, place or year asked for is not in the library.

    Args:
        names: What was asked for.
        count: How many documents there are.
        newest: The day of the newest.
        near: The nearest documents.
        same: They have the number, but another year, day or issuer.
    """
    until = f", mới nhất ngày {newest}" if newest else ""
    what = "Văn bản cùng số trong kho" if same else "Văn bản có nội dung gần"
    nearest = f" {what}: {'; '.join(near)}." if near else ""
    return (
        f"Kho chưa có {', '.join(names)} (hiện có {count} văn bản{until}).{nearest} "
        "Xem danh sách: gõ văn bản"
    )


def not_found(count: int, newest: str | None, near: Sequence[str]) -> str:
    """That nothing in the library speaks of it, and how to ask again."""
    until = f", mới nhất ngày {newest}" if newest else ""
    nearest = f" Văn bản có nội dung gần: {'; '.join(near)}." if near else ""
    return (
        f"Không tìm thấy nội dung này trong kho ({count} văn bản{until}).{nearest} Anh/chị thử nêu "
        "số văn bản hoặc tên đơn vị, ví dụ: kinh phí KH 61"
    )


def of_place(place: str, told: str) -> str:
    """What one of several places says, behind its name, or behind the line that has it already."""
    lines = told.split("\n")
    named = next((line for line in lines if line.startswith(f"{place}: ")), None)
    if named is not None:
        return "\n".join([named, *(line for line in lines if line != named)])
    return f"{place}:\n{told}" if len(lines) > 1 else f"{place}: {told}"


def no_label(label: LabelReference, name: str, near: Sequence[str]) -> str:
    """That a document has no such numbered part, and which come nearest."""
    nearest = f" Gần số đó có: {', '.join(near)}." if near else ""
    return f"{name} không có {_numbered(label)}.{nearest}"


def no_label_anywhere(label: LabelReference, count: int) -> str:
    """That no document has such a numbered part, and how to ask again."""
    return (
        f"Trong kho ({count} văn bản) không có {_numbered(label)}. Anh/chị kiểm tra lại số mục, "
        "hoặc hỏi bằng nội dung việc."
    )


def _numbered(label: LabelReference) -> str:
    """A numbered part: "mục 2.1", "phần V", "Điều 5"."""
    printed = label.printed
    if re.match(r"[^\W\d_]{3,} |Điều", printed):
        return printed
    return f"{'phần' if re.fullmatch('[IVXLC]+', printed) else 'mục'} {printed}"


def about(title: str) -> str:
    """What a document is about."""
    return f"Về: {title}"


def see_also(places: Sequence[str]) -> str:
    """Where a document that says nothing of something may say more."""
    return f"Anh/chị có thể xem: {', '.join(places)}"


def only_helping(body: str, places: Sequence[str]) -> str:
    """Where a body that leads nothing only helps."""
    return f"{capital(body)} chỉ được ghi là đơn vị phối hợp, tại {', '.join(places)}."


def only_this(text: str) -> str:
    """What a document does say where it leaves the rest open."""
    return f"Văn bản chỉ ghi: {quoted(text)}"


def more_parts(count: int) -> str:
    """That a list of parts goes on."""
    return f"… và còn {count} mục."


def not_stated(what: str, name: str, *, is_news: bool = False) -> str:
    """That a known document says nothing of something; a news item only does not mention it."""
    if is_news:
        return f"Bản tin về {name} không nhắc đến {what}; kho chưa có bản gốc."
    return f"{name} không nêu {what}."


def not_written(what: str, place: str) -> str:
    """That one place, a task or a cell, says nothing of something."""
    return f"{capital(place)} không ghi {what}."


def not_in_file(what: str) -> str:
    """That the file lacks what the original surely has: its signature, number, date."""
    return f"Tệp lưu trong kho không có {what}."


def cited(name: str, by: str, words: str) -> str:
    """What a document of the library says of one that is not in it."""
    return f"Kho chưa có {name}; {by} nhắc đến như sau: {quoted(words)}"


def not_seen(what: str, name: str) -> str:
    """That the records of a document hold nothing of the kind; its text may."""
    return f"Chưa thấy {name} {what}"


def empty_cell(heading: str, place: str) -> str:
    """That a table leaves a cell open."""
    return f"{capital(place)}: cột “{heading}” để trống."


NO_CERTAIN_ANSWER = "chưa tìm được câu trả lời chắc chắn."


def related(words: str, lacking: str | None = None) -> str:
    """The nearest words, and first of all that they may be no answer."""
    lack = f", nhưng không có “{lacking}”" if lacking else ""
    head = f"{capital(NO_CERTAIN_ANSWER)} Đoạn gần nhất với câu hỏi{lack}:"
    return f"{head}\n{words}" if words else head


def choose(lines: Sequence[str], *, what: str = "", goes_on: bool = False) -> str:
    """That several documents fit, a numbered line for each.

    Args:
        lines: A line for each.
        what: What they speak of; "" where that cannot be said in a word.
        goes_on: There are more than these.
    """
    fit = f"nói về {what}" if what else "phù hợp"
    head = f"Có {len(lines)} văn bản {fit}; anh/chị hỏi văn bản nào?"
    if goes_on:
        head = (
            f"Có hơn {len(lines)} văn bản {fit}, đây là {len(lines)} văn bản đầu; anh/chị hỏi văn "
            "bản nào?"
        )
    return "\n".join([head, *(f"{n}. {line}" for n, line in enumerate(lines, 1))])


def more_documents(count: int | None) -> str:
    """The choice to see more documents that fit; how many, where that is known."""
    return f"Xem thêm {count} văn bản" if count is not None else "Xem thêm văn bản khác"


def ask_at_once(question: str, name: str) -> str:
    """How to ask one document the same at once."""
    return f"Lần sau có thể hỏi luôn: {question} {name}"


def choose_place(lines: Sequence[str]) -> str:
    """That several places have one name, a numbered line for each."""
    return f"Có {len(lines)} đoạn phù hợp; anh/chị xem đoạn nào?\n" + "\n".join(
        f"{n}. {line}" for n, line in enumerate(lines, 1)
    )


def counted(head: str, lines: Sequence[str]) -> str:
    """A list below its head; no numbers, which would be taken for choices."""
    return f"{head}:\n" + "\n".join(f"• {line}" for line in lines)
