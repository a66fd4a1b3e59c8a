"""What the name of a file tells: its ending, and whether some program left it behind."""

import re

from knowledge.text import fold, squash

# Endings of files that may hold a plan, whatever they hold in truth.
ENDINGS = (
    *(".txt", ".md", ".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf", ".odt", ".ott"),
    *(".pdf", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml"),
    *(".xlsx", ".xlsm", ".xltx", ".xls", ".ods", ".pptx", ".pptm", ".ppsx", ".potx"),
    *(".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif", ".avif", ".bmp", ".gif"),
    ".zip",
)
# «Kế hoạch 90.2024» and «KH 15.KH-UBND» end in no ending.
_ENDING = re.compile(r"\.(?=[0-9]?[a-z])[a-z0-9]{1,10}", re.IGNORECASE)
# «Kế hoạch (1)», «Kế hoạch - Copy (2)», «Bản sao của Kế hoạch», folded.
_COPIED = re.compile(r"^(ban sao cua|copy of) |( ?-? (copy|ban sao))?( ?\(\d{1,2}\))?$")
# Word and LibreOffice keep a file beside one that is open, and Word its drafts; the others are
# what operating systems leave in folders.
_LEFTOVER = re.compile(
    r"\.|~\$|~wr[a-z]\d{4}\.tmp$|(eh)?thumbs\.db(:.*)?$|desktop\.ini$|icon\r?$|__macosx$"
    r"|\$recycle\.bin$|system volume information$|lost\+found$",
    re.IGNORECASE,
)


def ending_of(name: str) -> str | None:
    """The ending of a file's name, small and with its dot; None where it has none."""
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if stem and _ENDING.fullmatch(dot + last) else None


def is_copy(name: str, other: str) -> bool:
    """Whether a file is called as another but for what browsers and systems add to a second one."""
    copied = squash(_COPIED.sub("", fold(_stem(name))))
    return ending_of(name) == ending_of(other) and copied == squash(fold(_stem(other)))


def _stem(name: str) -> str:
    return name[: len(name) - len(ending_of(name) or "")]


def is_leftover(name: str) -> bool:
    """Whether a program left the file or folder, which nobody takes for a document."""
    return bool(_LEFTOVER.match(name))


def is_leftover_path(path: str) -> bool:
    """Whether a file of an archive, or a folder above it, is a leftover."""
    return any(is_leftover(part) for part in path.split("/"))
