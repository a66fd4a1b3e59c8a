"""An answer as plain text: the statement, the proving words, where they stand."""

from bot import wording
from index.answer import Answer, Citation, Status
from knowledge.text import clean

# Characters of a quotation shown at once; the whole part is one choice away.
LONGEST_QUOTE = 420
_MOST_PLACES = 4
# Citations shown in full; those of a choice are its lines.
_SHOWN = {Status.RELATED: 3, Status.CHOOSE: 0}


def render(answer: Answer) -> str:
    """What a chat without markup shows for an answer."""
    lines = []
    if answer.understood_as:
        lines.append(wording.UNDERSTOOD.format(text=answer.understood_as))
    lines.append(answer.statement)
    shown = answer.citations[: _SHOWN.get(answer.status, 1)]
    for citation in shown:
        lines += citation_lines(citation, quoted="«" not in answer.statement)
    rest = [c.code for c in answer.citations[len(shown) :]]
    if rest and answer.status is not Status.CHOOSE:
        codes = ", ".join(dict.fromkeys(rest[:_MOST_PLACES]))
        lines.append(wording.MORE_PLACES.format(codes=codes))
    if answer.status is Status.CHOOSE and answer.choices:
        lines.append(wording.CHOOSE_HINT)
    return "\n".join(lines)


def citation_lines(citation: Citation, *, quoted: bool) -> list[str]:
    """The quotation, where it stands, and what must be said of its source."""
    lines = [f"❝ {shorten(clean(citation.quoted))} ❞"] if quoted else []
    lines.append(f"{citation.line} · {citation.code}")
    if citation.remark:
        lines.append(f"({citation.remark})")
    return lines


def shorten(text: str) -> str:
    """The text, cut at a word where it is too long to be read at a glance."""
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
