"""Word files made by hand: XML as Word writes it, with numbers that only Word prints."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from knowledge.outline.blocks import join_lines
from knowledge.outline.lines import read_lines
from knowledge.text import fold

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header")


def run(text, *, properties=""):
    """A run of text; ``\\t`` is a tab, ``\\n`` a line break."""
    inside = escape(text).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    inside = inside.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}<w:t xml:space='preserve'>{inside}</w:t></w:r>"


def p(inside="", *, number=None, style=None, properties=""):
    """A paragraph of runs, or of plain text; `number` is (list, level)."""
    inside = inside if inside.startswith("<") or not inside else run(inside)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = (
        f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
        if number
        else ""
    )
    return f"<w:p><w:pPr>{named}{listed}{properties}</w:pPr>{inside}</w:p>"


def cell(*paragraphs, span=1, merge=None):
    """A table cell; `merge` is "restart" or "continue" of a vertical merge."""
    inside = "".join(each if each.startswith("<") else p(each) for each in paragraphs) or p()
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{inside}</w:tc>'


def table(*rows, properties=""):
    """A table of rows of cells; a cell may be plain text."""
    lines = (
        "".join(each if each.startswith("<w:tc>") else cell(each) for each in row) for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{properties}{line}</w:tr>" for line in lines) + "</w:tbl>"


def level(at, form, text, *, more="", start=1):
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(definitions, lists):
    """The numbering part: levels by definition, and (definition, overrides) by list."""
    inside = "".join(
        f'<w:abstractNum w:abstractNumId="{name}">{levels}</w:abstractNum>'
        for name, levels in definitions.items()
    )
    inside += "".join(
        f'<w:num w:numId="{name}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'
        for name, (definition, overrides) in lists.items()
    )
    return f"<w:numbering {W}>{inside}</w:numbering>"


def starting(at, start):
    """The override with which a list starts a level itself."""
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def docx(body, **parts):
    """The bytes of a .docx file with this body; parts by name, such as `styles`."""
    members = {
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{_TYPE}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>"
        ),
        "[Content_Types].xml": _content_types(parts),
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(
                f'<Relationship Id="{name}" Type="{_TYPE}/{name}" Target="{name}.xml"/>'
                for name in parts
            )
            + "</Relationships>"
        ),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    members |= {f"word/{name}.xml": part for name, part in parts.items()}
    return zipped({name: XML + text for name, text in members.items()})


def zipped(members):
    """The bytes of a ZIP file with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _content_types(parts):
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word}.{name}+xml"/>' for name in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>'
        f"{overrides}</Types>"
    )


_LABEL = re.compile(
    r"(?P<roman>[IVX]+)(?P<sign>[.-]) |(?P<decimal>\d+)\.(?:(?P<below>\d+)\.)? |(?P<bullet>-) "
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Muc{at}"><w:pPr><w:numPr>'
    f'<w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    f'<w:style w:type="paragraph" w:styleId="MucCon{at}"><w:basedOn w:val="Muc{at}"/></w:style>'
    for at in range(4)
)


class _Numbers:
    """Gives the labels of a plan to Word: by list and level, or by a style tied to the level."""

    def __init__(self, sign, *, styled):
        self.styled = styled
        self.counts = [0, 0, 0]
        self.lists = {"1": ("0", "")}
        tied = [f'<w:pStyle w:val="Muc{at}"/>' if styled else "" for at in range(4)]
        self.definition = (
            level(0, "upperRoman", f"%1{sign}", more=tied[0])
            + level(1, "decimal", "%2.", more=tied[1])
            + level(2, "decimal", "%2.%3.", more=tied[2])
            + level(3, "bullet", "-", more=tied[3])
        )

    def paragraph(self, text):
        """The paragraph without its label, numbered so that Word prints it."""
        found = _LABEL.match(text)
        if not found:
            return p(text)
        at, value = 3, 0
        if found["roman"]:
            at, value = 0, _ROMAN.index(found["roman"]) + 1
        elif found["below"]:
            at, value = 2, int(found["below"])
        elif found["decimal"]:
            at, value = 1, int(found["decimal"])
        rest = text[found.end() :]
        goes_on = at == 3 or self.counts[at] + 1 == value
        if at < 3:
            self.counts[at:] = [value] + [0] * (2 - at)
        if not goes_on:
            name = str(len(self.lists) + 1)
            self.lists[name] = ("0", starting(at, value))
            return p(rest, number=(name, at))
        if self.styled:
            return p(rest, style=f"MucCon{at}")
        return p(rest, number=("1", at))

    @property
    def part(self):
        """The numbering part."""
        return numbering({"0": self.definition}, self.lists)


def plan_docx(text, *, styled=False):
    """A plan text as a Word file: two-column head, automatic numbers, signature in a table.

    With `styled`, the numbers come from paragraph styles based on those that are tied to levels.
    """
    blocks = [block.text for block in join_lines(text, read_lines(text))]
    sign = "-" if any(re.match("I- ", line) for line in blocks) else "."
    numbers = _Numbers(sign, styled=styled)
    top, rest = _head(blocks)
    end = next((n for n, line in enumerate(rest) if fold(line).startswith("noi nhan")), len(rest))
    body = top + "".join(map(numbers.paragraph, rest[:end])) + _tail(rest[end:])
    return docx(body, numbering=numbers.part, styles=f"<w:styles {W}>{STYLES}</w:styles>")


def _head(blocks):
    """The head as a table, as far as the text keeps it, and the blocks after it."""
    head = next((n for n, b in enumerate(blocks) if fold(b).startswith("cong hoa xa")), None)
    number = next((n for n, b in enumerate(blocks) if b.startswith("Số: ")), None)
    if head is None or number is None or number < head:
        return "", blocks
    left, right = blocks[head - 2 : head], blocks[head:number]
    rows = [(cell(*left), cell(), cell(*right)), (blocks[number], cell(), blocks[number + 1])]
    return "".join(map(p, blocks[: head - 2])) + table(*rows), blocks[number + 2 :]


def _tail(blocks):
    """Recipients beside the signature, and what follows both."""
    if not blocks:
        return ""
    left = [n for n, b in enumerate(blocks) if n == 0 or b.startswith("- ")]
    right = range(left[-1] + 1, min(len(blocks), left[-1] + 5))
    names = [n for n in right if blocks[n].istitle()]
    right = range(right.start, names[0] + 1) if names else right
    row = (cell(*(blocks[n] for n in left)), cell(*(blocks[n] for n in right)))
    return table(row) + "".join(p(blocks[n]) for n in range(right.stop, len(blocks)))
