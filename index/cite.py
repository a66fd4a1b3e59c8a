"""Making citations, each checked against the stored text when it is made."""

import re

from index.answer import Citation
from index.errors import SearchError
from knowledge.dates import spoken
from knowledge.document import Document, SourceKind
from knowledge.numbers import code_of_type, parse_number
from knowledge.text import Span, clean

_STEPS = re.compile(r"^(?P<prefix>(?![IVXLC]+/)[A-ZĐ]{2,5}\d*)/(?P<rest>.+)$")


def cite(document: Document, path: str, span: Span, quote: Span | None = None) -> Citation:
    """The citation of a stretch of a document.

    Args:
        document: Where it stands.
        path: Its section path.
        span: What is cited, whole.
        quote: The proving words within it; all of it if None or elsewhere.

    Raises:
        SearchError: The span does not lie in the text.
    """
    excerpt = span.of(document.text)
    if span.end > len(document.text) or not excerpt.strip():
        raise SearchError(
            f"{document.source_file}: trích dẫn {span.start}–{span.end} không có trong văn bản."
        )
    proof = quote if quote is not None and span.contains(quote) else span
    number = document.identity.number
    page = document.page_of(proof.start)
    return Citation(
        document_id=document.id,
        source_file=document.source_file,
        document_number=number.value if number else None,
        document_name=document_name(document),
        path=path,
        place=_place(document, path) + (f", trang {page}" if page is not None else ""),
        page=page,
        excerpt=excerpt,
        span=span,
        quote=proof,
        code=f"{document_code(document)}-{path.lstrip('/')}",
        remark=_remark(document),
    )


def document_name(document: Document) -> str:
    """`Kế hoạch 61/KH-UBND ngày 18/3/2024, UBND tỉnh Lạng Sơn`; what is unknown is left out."""
    identity = document.identity
    kind = (
        identity.type.value
        if identity.type
        else document.header.type.value
        if document.header.type
        else "Văn bản"
    )
    words = [kind]
    if identity.number:
        words.append(identity.number.value)
    if identity.date:
        words.append(f"ngày {spoken(identity.date.value)}")
    issuer = short_issuer(identity.issuer.value) if identity.issuer else None
    place = identity.place.value if identity.place else None
    if issuer and place and issuer.endswith((" tỉnh", " thành phố")):
        issuer = f"{issuer} {re.sub(r'^(tỉnh|thành phố) ', '', place)}"
    name = " ".join(words)
    if not identity.number and identity.title:
        title = clean(identity.title.value)
        name = f"{name} “{title[:80]}{'…' if len(title) > 80 else ''}”"
    return f"{name}, {issuer}" if issuer else name


def short_issuer(name: str) -> str:
    """An issuer with the common abbreviations that citations use."""
    return re.sub(r"^[ỦU]y ban nhân dân|^Uỷ ban nhân dân", "UBND", name).replace(
        "Hội đồng nhân dân", "HĐND"
    )


def document_code(document: Document) -> str:
    """`KH61`; `VB` and the start of its id for a document without number."""
    identity = document.identity
    number = parse_number(identity.number.value) if identity.number else None
    if number is None:
        kind = code_of_type(identity.type.value) if identity.type else None
        return f"{kind or 'VB'}.{document.id[:4]}"
    kind = code_of_type(identity.type.value) if identity.type else None
    printed = re.match(r"\d+", number.canonical)
    return f"{kind or number.code or 'VB'}{printed.group() if printed else number.digits}"


def _remark(document: Document) -> str | None:
    if document.source is SourceKind.NEWS:
        teller = (
            document.header.issuer.value if document.header.issuer else "trang tin không nêu tên"
        )
        return f"theo tin của {teller}, không phải nguyên văn văn bản"
    if document.recognised:
        return "văn bản nhận dạng từ bản quét, cần đối chiếu bản gốc"
    return None


def _place(document: Document, path: str) -> str:
    """Where a section stands, in words; a step with the part that its procedure is in."""
    step = re.match(r"Bước \d+", path)
    above = document.section(path).parent if step is not None else None
    if step is None or above is None:
        return place_in_words(path)
    return f"{step.group()}, {place_in_words(above)}"


def place_in_words(path: str) -> str:
    """A section path as officials say it: `điểm b khoản 2 Điều 6`, `đoạn kết phần III`."""
    prefix = ""
    if match := _STEPS.match(path):
        prefix = _part_name(match["prefix"]) + ", "
        path = match["rest"]
    if (
        path.startswith("/")
        or "/" not in path
        and path in ("nơi nhận", "chữ ký", "mở đầu", "căn cứ", "kèm theo")
    ):
        name = path.lstrip("/")
        return f"{prefix}{_named(name)}"
    base, *inner = path.split("/")
    words = _base_in_words(base, in_annex=prefix.startswith("Phụ lục"))
    if inner and inner[0].startswith("kết"):
        return f"{prefix}đoạn kết phần {base}"
    for step in inner:
        words = f"{words}, {_step_in_words(step)}"
    return f"{prefix}{words}"


def _part_name(prefix: str) -> str:
    if prefix.startswith("PL"):
        return f"Phụ lục {prefix[2:]}".strip()
    return {
        "KH": "Kế hoạch kèm theo",
        "QC": "Quy chế kèm theo",
        "CTR": "Chương trình kèm theo",
    }.get(prefix, "phần kèm theo")


def _named(name: str) -> str:
    if name.startswith("kết"):
        return "đoạn kết"
    names = {
        "mở đầu": "phần mở đầu",
        "căn cứ": "phần căn cứ",
        "chữ ký": "phần chữ ký",
        "nơi nhận": "phần Nơi nhận",
        "phần đầu": "phần đầu",
    }
    if re.fullmatch(r"p\d+", name):
        return f"đoạn {name[1:]}"
    if re.fullmatch(r"b\d+", name):
        return f"gạch đầu dòng {name[1:]}"
    return names.get(name, f"phần {name}")


def _base_in_words(base: str, *, in_annex: bool) -> str:
    if match := re.match(r"^Điều (\d+)(?:\.(\d+))?(?:\.([a-zđ]))?$", base):
        point = f"điểm {match[3]} " if match[3] else ""
        clause = f"khoản {match[2]} " if match[2] else ""
        return f"{point}{clause}Điều {match[1]}"
    if base.startswith(("Điều", "Chương", "Phần", "Mục")):
        return base
    if in_annex:
        group, _, row = base.rpartition(".")
        return f"nhóm {group}, mục {row}" if group else f"mục {base}"
    return f"mục {base}" if "." in base or base.isdigit() else f"phần {base}"


def _step_in_words(step: str) -> str:
    if match := re.match(r"^([bp+])(\d+)", step):
        return {"b": "gạch đầu dòng", "p": "đoạn", "+": "dấu cộng"}[match[1]] + f" {match[2]}"
    return step
