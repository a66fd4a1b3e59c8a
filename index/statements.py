"""The fixed wording of statements; everything else in them is quoted."""

from collections.abc import Sequence

from index.references import LabelReference
from knowledge.dates import spoken
from knowledge.document import Assignment, Basis, Mention, Reporting

NO_QUESTION = "Anh/chị chưa nhập câu hỏi. Ví dụ: «ai chủ trì nhiệm vụ 3.2», «bao lâu phải báo cáo»."
HELLO = (
    "Chào anh/chị. Anh/chị hỏi về một văn bản trong kho, ví dụ: «ai chủ trì nhiệm vụ 3.2 KH 61»."
)
THANKS = "Rất vui được giúp anh/chị."
WHO_AM_I = (
    "Đây là công cụ tra cứu văn bản kế hoạch: trả lời bằng nguyên văn trong kho, kèm nơi trích."
)
HELP = (
    "Anh/chị có thể hỏi: ai chủ trì, phối hợp với ai, thời "
    "hạn, báo cáo cho ai và khi nào, kinh phí, mục đích, "
    "nơi nhận, ai ký, ngày ban hành, nội dung một mục (ví dụ «II.3.2 KH 61 nói gì»)."
)


NO_CADENCE = "Văn bản không nêu bao lâu báo cáo một lần."


def join(mentions: Sequence[Mention]) -> str:
    """Names as printed, separated by semicolons where one of them holds a comma."""
    separator = "; " if any("," in m.text for m in mentions) else ", "
    return separator.join(dict.fromkeys(m.text for m in mentions))


def who(assignment: Assignment, *, lead_asked: bool = True) -> str:
    """Who leads or carries out, and that no lead is named where one is asked for and none is."""
    if assignment.generic and assignment.leads:
        return f"Văn bản giao chung cho: {join(assignment.leads)}."
    if assignment.leads:
        return f"{join(assignment.leads)} chủ trì."
    if assignment.implementers:
        names = join(assignment.implementers)
        by = {
            Basis.REQUESTED: "được đề nghị thực hiện",
            Basis.DEMANDED: "được yêu cầu thực hiện",
            Basis.ASSIGNED: "được giao thực hiện",
        }.get(assignment.basis, "thực hiện")
        if not lead_asked:
            return f"Đơn vị {by}: {names}."
        return f"Văn bản không nêu đơn vị chủ trì; đơn vị {by}: {names}."
    return "Văn bản không nêu đơn vị chủ trì."


def partners(assignment: Assignment) -> str | None:
    """The partner list, or None where there is none."""
    return f"Phối hợp: {assignment.partners.text}." if assignment.partners else None


def timing(assignment: Assignment) -> str | None:
    """The time, or None where none is given."""
    return f"Thời gian: {assignment.timing.text.rstrip('.')}." if assignment.timing else None


def output(assignment: Assignment) -> str | None:
    """The product, or None where none is given."""
    return (
        f"Sản phẩm, kết quả: {assignment.output.text.rstrip('.')}." if assignment.output else None
    )


def guided(assignment: Assignment) -> str | None:
    """Whose guidance applies, or None."""
    return f"Theo hướng dẫn của: {join(assignment.guided_by)}." if assignment.guided_by else None


def supervisor(assignment: Assignment) -> str | None:
    """The leader in charge, or None."""
    return f"Lãnh đạo phụ trách: {assignment.supervisor.text}." if assignment.supervisor else None


def cell(heading: str, printed: str) -> str:
    """One cell of a table row under its heading."""
    return f"{heading}: {printed.rstrip('.')}."


def report(clause: Reporting, quoted: str) -> str:
    """Who reports to whom, by way of whom, when; the clause itself follows."""
    parts = []
    if clause.reporter:
        parts.append(f"Báo cáo từ: {clause.reporter.text}")
    if clause.recipient:
        parts.append(f"gửi: {clause.recipient.text}")
    if clause.via and (clause.recipient is None or clause.via.text not in clause.recipient.text):
        parts.append(f"qua: {clause.via.text}")
    if clause.cadence:
        parts.append(f"thời hạn, định kỳ: {clause.cadence.text}")
    head = "; ".join(parts)
    return f"{head[0].upper()}{head[1:]}. «{quoted}»" if head else f"«{quoted}»"


def on_day(iso: str) -> str:
    """`ngày 18/3/2024`."""
    return f"ngày {spoken(iso)}"


def quoted(text: str) -> str:
    """A sentence of a document as the statement."""
    return f"«{text.strip()}»"


def missing_documents(
    names: Sequence[str], count: int, newest: str | None, near: Sequence[str]
) -> str:
    """That a number, place or year asked for is not in the library."""
    until = f" (văn bản mới nhất ngày {newest})" if newest else ""
    nearest = f" Gần nhất trong kho: {'; '.join(near)}." if near else ""
    return f"Không thấy {', '.join(names)} trong kho {count} văn bản{until}.{nearest}"


def not_found(count: int, newest: str | None, near: Sequence[str]) -> str:
    """That nothing in the library speaks of it."""
    until = f", mới nhất ngày {newest}" if newest else ""
    nearest = f" Văn bản gần nhất: {'; '.join(near)}." if near else ""
    return f"Không thấy trong kho văn bản (đã tìm {count} văn bản{until}).{nearest}"


def no_label(label: LabelReference, name: str, near: Sequence[str]) -> str:
    """That a document has no such numbered part, and which come nearest."""
    nearest = f" Gần nhất: {', '.join(near)}." if near else ""
    return f"{name} không có mục {label.printed}.{nearest}"


def no_label_anywhere(label: LabelReference, count: int, near: Sequence[str]) -> str:
    """That no document has such a numbered part, and which come nearest."""
    nearest = f" Gần nhất: {', '.join(near)}." if near else ""
    return f"Không văn bản nào trong kho ({count} văn bản) có mục {label.printed}.{nearest}"


def only_helping(paths: Sequence[str]) -> str:
    """Where a body that leads nothing only helps."""
    return f"Chỉ có vai trò phối hợp tại: {', '.join(paths)}."


def only_this(text: str) -> str:
    """What a document does say where it leaves the rest open."""
    return f"Chỉ nêu: «{text}»"


def more_parts(count: int) -> str:
    """That a list of parts goes on."""
    return f"… và {count} mục nữa."


def not_stated(what: str, name: str) -> str:
    """That a known document says nothing of something."""
    return f"{name} không nêu {what}."


def related(words: str, lacking: str | None = None) -> str:
    """The nearest words, and that they may be no answer."""
    lack = f" Đoạn này không nêu {lacking}." if lacking else ""
    return f"Chưa chắc đã đúng điều anh/chị hỏi; đoạn gần nhất trong kho:{lack}\n{words}"


def choose(count: int, lines: Sequence[str]) -> str:
    """That several documents fit, a line for each."""
    return f"Có {count} chỗ phù hợp, anh/chị chọn một:\n" + "\n".join(
        f"{n}. {line}" for n, line in enumerate(lines, 1)
    )


def counted(count: int, what: str, lines: Sequence[str]) -> str:
    """A complete count, with what was counted."""
    return f"{count} {what}:\n" + "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))
