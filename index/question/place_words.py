"""Places of a document in the words of officials, "điểm b khoản 2 Điều 6", from section paths."""

import re
from collections.abc import Iterator, Mapping, Sequence

from index.library.passages import LETTERHEAD
from knowledge.document import Document, Section, SectionKind
from knowledge.numbers import TYPES
from knowledge.text import clean

_ATTACHED = re.compile(
    r"^(?P<code>(?![IVXLC]+(?:/|$))[A-ZĐ]{2,5})(?P<number>\d*)(?:/(?P<rest>.+))?$"
)
_OTHER_LETTER = re.compile(r"^\((\d+)\) (.+)$")
_AGAIN = re.compile(r"^(.+)\((\d+)\)$")
_ROMAN = re.compile(r"[IVXLC]+|[A-HK]")
_NUMBERED = re.compile(r"\d+|[IVXLC]+|[A-HK]")
_INNER = re.compile(r"([bp+])(\d+)")
_INNER_WORDS = {"b": "gạch đầu dòng", "p": "đoạn", "+": "dấu cộng"}
_ORDINALS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
# What stands in a document by itself, each once, and how it is called.
_NAMED = {
    "tên gọi": "trích yếu",
    "mở đầu": "phần mở đầu",
    "phần đầu": "đầu văn bản",
    "kèm theo": "lời dẫn kèm theo",
    "Kính gửi": "kính gửi",
}
# What is attached to a document without a type of its own.
_BEHIND = {"VB": "Văn bản", "KT": "Phần"}
_AS_THEY_ARE = ("căn cứ", "nơi nhận", "chữ ký", "tiêu đề bài", "ngày đăng")
_ByPath = Mapping[str, Section]
# Characters of a heading that tells two parts of one number apart.
_LONGEST_HEADING = 60


def place_in_words(document: Document, path: str) -> str:
    """Where a section stands, in words; no two sections of a document have the same.

    Args:
        document: The document; what its path does not tell is looked up there.
        path: The path of one of its sections, or of its letterhead.
    """
    return _told({section.path: section for section in document.sections}, path)


def all_places(document: Document) -> dict[str, str]:
    """The words of every place of a document that may be cited, by path, in reading order."""
    by_path = {section.path: section for section in document.sections}
    return {path: _told(by_path, path) for path in (LETTERHEAD, *by_path)}


def _told(by_path: _ByPath, path: str) -> str:
    if other := _OTHER_LETTER.match(path):
        return f"{_told(by_path, other[2])}, văn bản thứ {other[1]} trong tệp"
    match = _ATTACHED.match(path)
    if match is None:
        return _within(by_path, path, path)
    part = _part_name(match["code"], match["number"])
    if match["rest"] is None:
        return part
    words = _within(by_path, path, match["rest"])
    if match["code"] == "PL":
        return f"{part}, {words}"
    base, *inner = words.split(", ")
    if re.search(r"\bĐiều \d+$", base):
        return ", ".join([f"{base} {part}", *inner])
    return f"{part}, {words}"


def _part_name(code: str, number: str) -> str:
    if code == "PL":
        return f"Phụ lục {number}".strip()
    name = _BEHIND.get(code) or TYPES.get(code, code)
    return f"{name} kèm theo{f' thứ {_ordinal(int(number))}' if number else ''}"


def _ordinal(number: int) -> str:
    return _ORDINALS[number - 2] if 2 <= number <= 10 else str(number)


def _within(by_path: _ByPath, path: str, rest: str) -> str:
    """The words of a path, or of what stands in it behind the name of an annex."""
    base, *inner = rest.split("/") if not rest.startswith("/") else ["", *rest[1:].split("/")]
    if not inner and not _is_numbered(base):
        base, inner = "", [base]
    section = by_path.get(path)
    if base.startswith("Bước ") and section is not None and section.parent is not None:
        words = _procedure_step(by_path, section, section.parent)
    elif section is not None and section.kind is SectionKind.ROW and not inner:
        words = _row(by_path, path, base)
    else:
        words = _base(by_path, path, base) if base else ""
    for step in inner:
        is_row = step is inner[-1] and section is not None and section.kind is SectionKind.ROW
        words = ", ".join(filter(None, (words, _row_name(step)))) if is_row else _inner(words, step)
    return words


def _procedure_step(by_path: _ByPath, section: Section, above: str) -> str:
    """`Bước 4, mục II.1`; the part tells the steps of several procedures apart."""
    told, again = _once(section.path.rpartition("/")[2])
    same = [s for s in by_path.values() if s.parent == above and s.label == section.label]
    return f"{told}{again if len(same) > 1 else ''}, {_told(by_path, above)}"


def _is_numbered(base: str) -> bool:
    known = re.compile(r"(Điều|Chương|Phần|Mục|Tiểu mục|Bước|Thứ) \S|\(?(\d|[IVXLC]+\b|[A-ZĐ]\b)")
    return bool(known.match(base)) or bool(re.match(r"[a-zđêôơư](\(\d+\))?(\.|$)", base))


def _row(by_path: _ByPath, path: str, base: str) -> str:
    """A row of a table: the number that is printed in it, under the part that it is in."""
    group, _, row = base.rpartition(".")
    name = _row_name(row)
    return f"{_base(by_path, path, group)}, {name}" if group else name


def _row_name(row: str) -> str:
    told, again = _once(row)
    if told.startswith("dòng "):
        return f"{told}{again}"
    return f"STT {told}{again}" if re.fullmatch(r"\d+|[a-zđ]", told) else f"dòng {told}{again}"


def _once(step: str) -> tuple[str, str]:
    """A step and, where it is the number of several, which of them: " thứ hai"."""
    again = _AGAIN.match(step)
    return (again[1], f" thứ {_ordinal(int(again[2]))}") if again else (step, "")


def _base(by_path: _ByPath, path: str, base: str) -> str:
    """The numbered steps: those of a law in its order, Roman and Arabic numbers in one."""
    if legal := _legal(base):
        return legal
    words: list[str] = []
    run: list[str] = []
    steps = base.split(".")
    for position, step in enumerate(steps):
        told, again = _once(step)
        if not again and _NUMBERED.fullmatch(told):
            run.append(told)
            continue
        words += _run(run)
        run = []
        words.append(_step(by_path, path, steps[: position + 1], told, again))
    return ", ".join([*words, *_run(run)])


def _run(run: Sequence[str]) -> Iterator[str]:
    if run:
        kind = "phần" if len(run) == 1 and _ROMAN.fullmatch(run[0]) else "mục"
        yield f"{kind} {'.'.join(run)}"


def _step(by_path: _ByPath, path: str, steps: Sequence[str], told: str, again: str) -> str:
    if re.fullmatch(r"[a-zđêôơư]|\(\w+\)", told):
        return f"điểm {told}{again}"
    if _NUMBERED.fullmatch(told):
        kind = "phần" if len(steps) == 1 and _ROMAN.fullmatch(told) else "mục"
        numeral = ".".join([*steps[:-1], told])
        if again == " thứ hai" and kind == "phần":
            prefix = path[: path.rfind("/") + 1] if _ATTACHED.match(path) else ""
            section = by_path.get(prefix + ".".join(steps))
            heading = clean(section.heading or "")[:_LONGEST_HEADING] if section else ""
            return f"phần {told} “{heading}”" if heading else f"phần {told}{again}"
        return f"{kind} {told if len(steps) > 1 else numeral}{again}"
    return f"{told}{again}"


def _legal(base: str) -> str | None:
    """`điểm b khoản 2 Điều 6`; None for what is deeper than that, or no article."""
    match = re.match(r"^(Điều \d+(?:\(\d+\))?)(?:\.(\d+(?:\(\d+\))?))?(?:\.([a-zđêôơư]))?$", base)
    if match is None:
        return None
    article, again = _once(match[1])
    clause, clause_again = _once(match[2] or "")
    words = [f"điểm {match[3]}"] if match[3] else []
    words += [f"khoản {clause}{clause_again}"] if clause else []
    return " ".join([*words, f"{article}{again}"])


def _inner(words: str, step: str) -> str:
    """The words of a place with those of a step into it."""
    if match := re.fullmatch(r"kết(\d*)", step):
        end = f"cuối {words}" if words else "cuối văn bản"
        return f"{end}, đoạn {match[1]}" if match[1] else end
    told, again = _once(step)
    if match := _INNER.fullmatch(told):
        named = f"{_INNER_WORDS[match[1]]} {match[2]}{again}"
    elif told == "mở đầu" and again:
        named = f"phần mở đầu, đoạn {step[step.index('(') + 1 : -1]}"
    elif told in _NAMED or told in _AS_THEY_ARE or told.startswith("chú thích"):
        named = f"{_NAMED.get(told, told)}{again}"
    else:
        named = f"phần “{told}”{again}"
    return f"{words}, {named}" if words else named
