"""A reply as Telegram messages: HTML within its limits, buttons, and the same as plain text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from bot.message import Attachment, Block, Capabilities, Incoming, Kind, Reply, Tone, Verb
from bot.talk.cut import cut, pack
from bot.talk.render import LONGEST_FOLDED_QUOTE, barred, join_blocks, shorten, with_link
from bot.talk.visible import pieces, unlinked
from bot.wording import general as wording
from bot.wording.english import told
from index.question.language import Language

# Bot API: 4,096 units after parsing; some are kept for the line that says there is more.
CAPABILITIES = Capabilities(
    max_text=4_000, max_messages=3, buttons=True, edits=True, groups=True, files=True
)
# Bot API: 200 units of a notice, 256 of a text to copy, 100 buttons.
_LONGEST_MESSAGE = 4_096
_LONGEST_NOTICE = 200
_LONGEST_COPY = 256
_LONGEST_CAPTION = 1_024
_MOST_BUTTONS = 90
# Characters of a label that a phone shows on one line, about.
_LONGEST_LABEL = 60
# Quotations above this length are folded up.
_FOLDED_FROM = 300
_RATINGS = (Verb.GOOD, Verb.BAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button: `data` comes back when it is pressed, `copy` goes to the clipboard.

    A `url` is opened in a browser, `app` within Telegram, which private chats alone allow.
    """

    text: str
    data: str | None = None
    copy: str | None = None
    url: str | None = None
    app: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One request to Telegram.

    Attributes:
        do: "send", "edit", "delete", "answer" (a pressed button), or "file".
        message_id: What is edited or deleted.
        reply_to: The message it answers in a group.
        token: Id of the press that is answered.
        path: Where the file that is sent lies; `name` is what it is called.
    """

    do: str
    html: str = ""
    plain: str = ""
    keyboard: tuple[tuple[Button, ...], ...] = ()
    message_id: str | None = None
    reply_to: str | None = None
    thread_id: str | None = None
    token: str | None = None
    path: str | None = None
    name: str | None = None

    @property
    def is_repeatable(self) -> bool:
        """Whether doing it twice shows the reader nothing twice."""
        return self.do not in ("send", "file")

    def again(self) -> "Payload":
        """The same where it may have been done already: the reader is told, if it is seen twice."""
        if self.is_repeatable:
            return self
        remark = wording.SENT_AGAIN
        plain = f"{remark}\n{self.plain}" if self.plain else remark
        limit = _LONGEST_CAPTION if self.do == "file" else _LONGEST_MESSAGE
        html = f"{html_of(remark, italic=True)}\n{self.html}"
        return replace(self, html=html, plain=_start(plain, limit))


def compose(
    reply: Reply, incoming: Incoming, *, offer: str, answers: Sequence[str]
) -> tuple[Payload, ...]:
    """The requests that a reply becomes; see `Channel.compose`."""
    payloads = []
    notice = reply.notice
    if incoming.kind is Kind.PRESS and incoming.token is not None:
        text = _start(notice or "", _LONGEST_NOTICE)
        payloads.append(Payload(do="answer", plain=text, token=incoming.token))
        notice = None
    if reply.file is not None:
        return (*payloads, _file(reply.file, reply, incoming))
    blocks = (*reply.blocks, *([Block(text=notice)] if notice else []))
    messages = _messages(blocks, reply.language)
    replaced = list(answers)
    if reply.in_place and incoming.kind is Kind.PRESS and incoming.message_id is not None:
        replaced = [incoming.message_id]
    for number, message in enumerate(messages):
        payload = Payload(
            do="send",
            html=join_blocks(message, _html),
            # Bars and brackets add to it; where HTML fails, the end may be missing.
            plain=_start(join_blocks(message, _plain), _LONGEST_MESSAGE),
            keyboard=_keyboard(reply, offer) if number == len(messages) - 1 else (),
            reply_to=incoming.message_id if not incoming.private and number == 0 else None,
            thread_id=incoming.thread_id,
        )
        if number < len(replaced):
            payload = replace(payload, do="edit", message_id=replaced[number])
        payloads.append(payload)
    if messages:
        payloads += [Payload(do="delete", message_id=old) for old in replaced[len(messages) :]]
    return tuple(payloads)


def _file(file: Attachment, reply: Reply, incoming: Incoming) -> Payload:
    """The request that sends a file, with what is said of it below."""
    return Payload(
        do="file",
        plain=_start(unlinked("\n".join(block.text for block in reply.blocks)), _LONGEST_CAPTION),
        path=file.path,
        name=file.name,
        reply_to=None if incoming.private else incoming.message_id,
        thread_id=incoming.thread_id,
    )


def _messages(blocks: Sequence[Block], language: Language) -> list[tuple[Block, ...]]:
    short = [
        replace(block, text=shorten(block.text, LONGEST_FOLDED_QUOTE))
        if block.tone is Tone.QUOTE
        else block
        for block in blocks
    ]
    messages = list(pack(short, CAPABILITIES.max_text))
    if len(messages) > CAPABILITIES.max_messages:
        messages = messages[: CAPABILITIES.max_messages]
        messages[-1] = (*messages[-1], Block(text=told(wording.CUT_OFF, language), tone=Tone.NOTE))
    return messages


def _plain(block: Block) -> str:
    return with_link(block, unlinked(barred(block.text) if block.tone is Tone.TEXT else block.text))


def _html(block: Block) -> str:
    if block.link is not None:
        # Within a link nothing is made a link or a command of.
        return f'<a href="{escape(block.link)}"><i>{escape(block.text)}</i></a>'
    if block.tone is Tone.QUOTE:
        folded = " expandable" if len(block.text) > _FOLDED_FROM else ""
        return f"<blockquote{folded}>{html_of(block.text, commands=True)}</blockquote>"
    if block.tone is Tone.TEXT:
        return f"<blockquote>{html_of(block.text, commands=True)}</blockquote>"
    if block.tone is Tone.SOURCE:
        return html_of(block.text, commands=True, italic=True)
    italic = block.tone in (Tone.NOTE, Tone.HINT)
    return "".join(
        html_of(text, italic=italic)
        if link is None
        else f'<a href="{escape(link)}">{escape(text)}</a>'
        for text, link in block.runs
    )


def html_of(text: str, *, commands: bool = False, italic: bool = False) -> str:
    """The text as HTML; what Telegram would make a link or a command of is set as code.

    Args:
        text: What is shown.
        commands: As with `bot.talk.visible.pieces`.
        italic: Set in italics, but for code, which cannot be.
    """
    html = ""
    for piece, linked in pieces(text, commands=commands):
        if linked:
            html += f"<code>{escape(piece)}</code>"
        else:
            html += f"<i>{escape(piece)}</i>" if italic else escape(piece)
    return html


def _keyboard(reply: Reply, offer: str) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = _page(reply)
    short: list[Button] = []
    last: list[Button] = []
    copied = _start(reply.copy or "", _LONGEST_COPY)
    if copied:
        last.append(Button(text=told(wording.COPY, reply.language), copy=copied))
    for number, option in enumerate(reply.options[:_MOST_BUTTONS]):
        button = Button(text=shorten(option.label, _LONGEST_LABEL), data=f"{offer}:{number}")
        if option.wide:
            rows.append((button,))
        elif option.action.verb in _RATINGS:
            last.append(button)
        else:
            short.append(button)
    rows += [tuple(short[start : start + 3]) for start in range(0, len(short), 3)]
    return (*rows, tuple(last)) if last else tuple(rows)


def _page(reply: Reply) -> list[tuple[Button, ...]]:
    """The button that opens what is cited first, where a page shows it."""
    linked = (block for block in reply.blocks if block.link is not None)
    cited = next((block for block in linked if block.source is not None), None)
    if cited is None:
        return []
    text = told(wording.OPEN_PAGE, reply.language)
    url = cited.link if cited.app is None else None
    return [(Button(text=text, url=url, app=cited.app),)]


def _start(text: str, limit: int) -> str:
    """As much of a text as fits into `limit` units."""
    return next(iter(cut(text, limit)), "")
