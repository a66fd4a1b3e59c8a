"""Texts as Telegram takes them: their length, and the few tags of HTML that it knows."""

from html.parser import HTMLParser

from platform_server import RefusedRequest

_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}


def units(text):
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


class _Parser(HTMLParser):
    """Checks HTML as the Bot API does and keeps the visible text."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.text, self.open, self.expandable = "", [], 0
        self.links = []

    def handle_starttag(self, tag, attrs):
        if tag not in _TAGS:
            raise RefusedRequest(
                400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"'
            )
        if "a" in self.open and tag in ("a", "code", "pre"):
            raise RefusedRequest(400, "Bad Request: can't parse entities: nested in a link")
        self.links += [value for name, value in attrs if tag == "a" and name == "href"]
        self.expandable += ("expandable", None) in attrs
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise RefusedRequest(400, "Bad Request: can't parse entities: Unmatched end tag")

    def handle_data(self, data):
        if "<" in data:
            raise RefusedRequest(400, "Bad Request: can't parse entities: Unsupported start tag")
        self.text += data

    def handle_entityref(self, name):
        self.text += {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}.get(name, f"&{name};")

    def handle_charref(self, name):
        self.text += chr(int(name[1:], 16) if name.startswith("x") else int(name))


def visible(text, mode):
    """The text that a reader sees."""
    return text if mode != "HTML" else _parsed(text).text


def links_of(text):
    """The addresses of the links in HTML."""
    return _parsed(text).links


def _parsed(text):
    parser = _Parser()
    parser.feed(text)
    parser.close()
    if parser.open:
        raise RefusedRequest(
            400, f"Bad Request: can't parse entities: Can't find end tag \"{parser.open[-1]}\""
        )
    return parser
