"""What stands in a file and is no part of what it says: struck out, or seen by nobody."""

from collections.abc import Iterable

from knowledge.text import squash

# Quoted in a warning: so many stretches, each of so many characters.
_MOST, _LONGEST = 3, 60

HIDDEN = (
    "Tệp có chữ không ai thấy trên trang (chữ trắng, tí hon, ngoài trang hoặc bị che): không đọc; "
    "cần đối chiếu bản ký."
)


def struck_warnings(struck: Iterable[str]) -> tuple[str, ...]:
    """A sentence for the admin about words that are struck out, none where there are none.

    Args:
        struck: The stretches in the order of the text.
    """
    found = [words for each in struck if (words := squash(each))]
    if not found:
        return ()
    shown = ", ".join(f"«{_cut(words)}»" for words in found[:_MOST])
    more = "…" if len(found) > _MOST else ""
    return (f"Chữ bị gạch bỏ, không đọc: {shown}{more}; cần đối chiếu bản ký.",)


def hidden_warnings(is_hidden: bool) -> tuple[str, ...]:
    """A sentence for the admin where text was left out that nobody sees; it is not quoted."""
    return (HIDDEN,) if is_hidden else ()


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
