"""An answer as a reply: the statement, the proving words, where they stand; and as plain text."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.message import Block, Mention, Option, Reply, Source, Tone
from bot.talk.visible import seen
from bot.wording import general as wording
from bot.wording import names as wording_names
from bot.wording.english import told
from index.answer.answer import Answer, Citation, Notice, Status
from index.answer.wording.quotation import inside
from index.answer.wording.statements import capital
from index.question.house_names import HouseNames, Renamed
from index.question.language import Language
from knowledge.dates import spoken
from knowledge.text import clean

# Characters of a quotation shown at once; the whole part is one choice away.
LONGEST_QUOTE = 420
# Characters of a quotation that can be folded up.
LONGEST_FOLDED_QUOTE = 1_500
_MOST_PLACES = 4
# Places within a statement that become links.
_MOST_NAMED = 40
# A line of a list begins.
_ITEM = re.compile(r"\n\s*(?=[-+•*–] )")
# Characters of a choice: two lines on a phone.
_LONGEST_LABEL = 100
_BAR = "│ "


def render(answer: Answer) -> str:
    """What a chat without markup and without choices shows for an answer."""
    lines = [plain(Reply(blocks=blocks_of(answer), language=answer.language))]
    places = "; ".join(citation.name for citation in further_places(answer))
    if places:
        lines.append(told(wording.MORE_PLACES, answer.language).format(places=places))
    if answer.status is Status.CHOOSE and answer.choices:
        lines.append(told(wording.CHOOSE_HINT, answer.language))
    return seen("\n\n".join(lines))


def blocks_of(answer: Answer) -> tuple[Block, ...]:
    """The blocks of an answer, the statement first but for what it was understood as."""
    blocks = []
    if answer.understood_as and answer.is_reread:
        read = told(wording.UNDERSTOOD, answer.language).format(text=answer.understood_as)
        blocks.append(Block(text=read, tone=Tone.NOTE))
    for notice in answer.notices:
        blocks += notice_blocks(notice, answer.language)
    blocks.append(Block(text=answer.statement, mentions=_named(answer)))
    for citation in _shown(answer):
        blocks += citation_blocks(citation, answer.language, quoted=not answer.quotes)
    if (
        answer.citations
        and answer.shown
        and (original := told(wording.ORIGINAL_WORDS, answer.language))
    ):
        blocks.append(Block(text=original, tone=Tone.NOTE))
    if answer.status is Status.RELATED:
        blocks.append(Block(text=told(wording.ASK_AGAIN, answer.language), tone=Tone.HINT))
    return tuple(blocks)


def _named(answer: Answer) -> tuple[Mention, ...]:
    """The places that a statement names as it lists what it is drawn from."""
    named: dict[str, set[Source]] = {}
    for citation in answer.citations:
        for words in (citation.spot, capital(citation.spot)):
            if words in answer.statement:
                named.setdefault(seen(words), set()).add(source_of(citation))
    # Of two documents the same words name two places.
    return tuple(
        Mention(words=words, source=next(iter(sources)))
        for words, sources in [*named.items()][:_MOST_NAMED]
        if len(sources) == 1
    )


def notice_blocks(notice: Notice, language: Language) -> list[Block]:
    """That a document was changed, and the words that change the part which is cited."""
    blocks = [Block(text=notice.text, tone=Tone.NOTE)]
    for citation in notice.citations:
        blocks.append(Block(text=_read(citation.quoted), tone=Tone.QUOTE))
        blocks.append(source_block(citation))
    return blocks


def _shown(answer: Answer) -> tuple[Citation, ...]:
    """The citations that are shown at once; those of a choice are its lines."""
    return () if answer.status is Status.CHOOSE else answer.citations[: answer.shown]


def further_places(answer: Answer) -> tuple[Citation, ...]:
    """What else an answer cites beyond what is shown at once; a few, each place once."""
    rest = answer.citations[len(_shown(answer)) :] if _shown(answer) else ()
    return tuple({citation.name: citation for citation in rest}.values())[:_MOST_PLACES]


def citation_blocks(citation: Citation, language: Language, *, quoted: bool) -> list[Block]:
    """The quotation, where it stands, and what must be said of its source."""
    blocks = [Block(text=_read(citation.quoted), tone=Tone.QUOTE)] if quoted else []
    blocks.append(source_block(citation))
    if citation.remark:
        blocks.append(Block(text=f"({citation.remark})", tone=Tone.NOTE))
    if citation.also:
        named = citation.also[:_MOST_PLACES]
        places = "; ".join(also.name for also in named)
        rest = len(citation.also) - _MOST_PLACES
        more = told(wording.ALSO_MORE, language).format(count=rest) if rest > 0 else ""
        also = told(wording.ALSO_IN, language).format(places=places + more)
        mentions = tuple(Mention(words=seen(each.name), source=source_of(each)) for each in named)
        blocks.append(Block(text=also, tone=Tone.NOTE, mentions=mentions))
    return blocks


def source_block(citation: Citation) -> Block:
    """The line that says where the words of a citation stand."""
    return Block(text=citation.line, tone=Tone.SOURCE, source=source_of(citation))


def source_of(citation: Citation) -> Source:
    """Where the words of a citation stand."""
    words = citation.quote
    return Source(
        document_id=citation.document_id, path=citation.path, start=words.start, end=words.end
    )


def _read(quoted: str) -> str:
    """A quotation as it is read: items of a list each on a line, other lines run on."""
    return "\n".join(filter(None, map(clean, _ITEM.split(quoted))))


def plain(reply: Reply, change: Callable[[str], str] = str) -> str:
    """A reply without markup; its options are not part of it.

    Args:
        reply: What is said.
        change: What is done to the text of a block, but not to its link.
    """
    return join_blocks(
        reply.blocks, lambda block: with_link(block, change(_plain(block, reply.language)))
    )


def with_link(block: Block, text: str) -> str:
    """The text of a block with its link on a line below, where it has one."""
    return f"{text}\n{block.link}" if block.link is not None else text


def _plain(block: Block, language: Language) -> str:
    if block.tone is Tone.QUOTE:
        return told(wording.SAYS, language).format(words=inside(shorten(block.text)))
    if block.tone is Tone.TEXT:
        return barred(block.text)
    return block.text


def barred(text: str) -> str:
    """The lines of a document, each behind a bar, so that none looks like a line of ours."""
    return "\n".join(f"{_BAR}{line}" for line in text.split("\n"))


def join_blocks(blocks: Sequence[Block], show: Callable[[Block], str]) -> str:
    """The blocks one below the other, a blank line between them; remarks stay with their source."""
    shown = ""
    for number, block in enumerate(blocks):
        near = block.tone is Tone.NOTE and number and blocks[number - 1].tone is not Tone.PLAIN
        shown += ("\n" if near else "\n\n" if number else "") + show(block)
    return shown


def numbered(options: Sequence[Option], *, after: int = 0) -> str:
    """The options behind the first `after` as numbers to type, a line each."""
    lines: list[str] = []
    for number, option in enumerate(options, start=1):
        if option.listed or number <= after:
            continue
        lines.append(f"{number}. {shorten(option.words, _LONGEST_LABEL)}")
    return "\n".join(lines)


def shorten(text: str, limit: int = LONGEST_QUOTE) -> str:
    """The text, cut at a word where it is too long to be read at a glance."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def renamed_in(answer: Answer, names: HouseNames) -> tuple[Block, ...]:
    """A line for each body of an answer that was reorganised since, as admins have declared."""
    if answer.status is not Status.FOUND:
        return ()
    return tuple(
        Block(text=_renamed(each), tone=Tone.NOTE)
        for each in names.renamed(answer.statement, date.today())
    )


def _renamed(body: Renamed) -> str:
    since = ""
    if body.since is not None:
        since = wording_names.SINCE.format(day=spoken(body.since.isoformat()))
    return wording_names.RENAMED.format(
        old=body.old, new=", ".join(body.new), since=since, source="; ".join(body.sources)
    )
