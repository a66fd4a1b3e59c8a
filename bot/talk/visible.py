"""What documents and people write, as it is shown: nothing that hides, poses or can be tapped."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.message import Option, Reply

# Controls, marks of direction and of joining, fillers, selectors of variants, tags, halves of
# characters: they show nothing, or show other characters in another order.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f"
    "\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
# What other programs break a line at, or show as a blank.
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_BLANK = re.compile("[\t\u2800]")
# Marks above one letter, more of which than any language needs reach over the lines around.
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILE = re.compile(f"([{_MARKS}]{{3}})[{_MARKS}]+")

# Ends of addresses that programs make links of without being told to.
_ENDS = (
    "com|net|org|info|biz|edu|gov|mil|int|io|app|dev|xyz|top|site|online|shop|club|store|tech|"
    "cloud|live|link|click|name|pro|mobi|asia|work|world|space|fun|icu|vip|win|bid|loan|page|"
    "me|tv|cc|co|ai|vn|us|uk|cn|hk|tw|jp|kr|sg|th|la|kh|mm|my|ph|ru|su|ua|by|kz|in|pk|bd|lk|np|"
    "eu|de|fr|it|es|pt|nl|be|ch|at|pl|cz|sk|hu|ro|bg|gr|tr|se|no|fi|dk|ie|is|lt|lv|ee|rs|hr|si|"
    "au|nz|ca|mx|br|ar|cl|pe|ve|za|ng|ke|eg|ma|tk|ml|ga|cf|gq|pw|ws|to|ly|gl|gd|st|sh|im|je|ms|"
    "vg|am|ge|az|ir|iq|il|sa|ae|qa|mn|fm|nu|li|lu|mt|cy|ps"
)
# In capitals only what is no abbreviation of an office: "P.CH" is none.
_END = f"(?-i:{_ENDS}|{'|'.join(each.upper() for each in _ENDS.split('|') if len(each) > 2)}|VN)"
_LINK = re.compile(
    r"(?<!\w)(?:"
    # An address with its scheme.
    r"[a-z][a-z0-9+-]{1,20}://\S+"
    r"|(?:mailto|tel|tg|sms|viber|zalo):\S+"
    # A mail address, or the name of a machine, with what stands behind it.
    rf"|(?:[\w.+-]{{1,64}}@)?(?<![./])(?:[\w-]{{1,63}}\.){{1,8}}{_END}(?!\w)(?:[/?:#]\S*)?"
    # A name, or a word that leads to others.
    r"|@[a-z]\w{2,}"
    r"|[#$][^\W\d]\w*"
    r")",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z][A-Za-z0-9_]{0,31}(?!\w)(?:@\w+)?")
_QUOTED = re.compile(r"“[^”]*”?")


def seen(text: str) -> str:
    """The text without characters that show nothing or disturb how others are shown."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    plain = _HIDDEN.sub("", _BLANK.sub(" ", _BREAKS.sub("\n", text)))
    return _PILE.sub(r"\1", plain)


def seen_reply(reply: Reply) -> Reply:
    """All that a reply shows, as `seen`."""
    return replace(
        reply,
        blocks=tuple(replace(each, text=seen(each.text)) for each in reply.blocks),
        options=tuple(map(_seen_option, reply.options)),
        copy=_maybe(reply.copy),
        notice=_maybe(reply.notice),
    )


def _seen_option(option: Option) -> Option:
    return replace(option, label=seen(option.label), typed=_maybe(option.typed))


def _maybe(text: str | None) -> str | None:
    return None if text is None else seen(text)


def pieces(text: str, *, commands: bool) -> Iterator[tuple[str, bool]]:
    """The text in order, cut where a program would make a link; and whether a piece is one.

    Args:
        text: What is shown.
        commands: Commands count everywhere; otherwise only in quotations, since those outside
            are ours.
    """
    quoted = [] if commands else [match.span() for match in _QUOTED.finditer(text)]
    found = [match.span() for match in _LINK.finditer(text)]
    found += [
        match.span()
        for match in _COMMAND.finditer(text)
        if commands or any(start <= match.start() < end for start, end in quoted)
    ]
    position = 0
    for start, end in sorted(found):
        if start < position:
            continue
        if start > position:
            yield text[position:start], False
        yield text[start:end], True
        position = end
    if position < len(text):
        yield text[position:], False


def unlinked(text: str) -> str:
    """The text for programs that take no markup: what would be a link is bracketed apart."""
    return rewritten(text, _broken, commands=False)


def rewritten(text: str, change: Callable[[str], str], *, commands: bool) -> str:
    """The text with each piece that would be a link changed."""
    return "".join(
        change(piece) if linked else piece for piece, linked in pieces(text, commands=commands)
    )


def _broken(link: str) -> str:
    if link[0] in "#$/":
        # Where nothing can be marked up these are only words: "/BC-UBND" is half a number.
        return link
    if link[0] == "@":
        return f"[@]{link[1:]}"
    scheme, mark, rest = link.partition("://")
    if not mark:
        scheme, rest = "", link
    end = next((number for number, each in enumerate(rest) if each in "/?#"), len(rest))
    host = rest[:end].replace(".", "[.]").replace(":", "[:]")
    return (f"{scheme}[:]//" if mark else "") + host + rest[end:].replace("://", "[:]//")
