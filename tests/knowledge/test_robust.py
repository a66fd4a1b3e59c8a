"""What must hold for any file, over damaged copies of the shipped texts."""

import random
from collections.abc import Callable

import pytest

from knowledge.document import Document, Mention
from knowledge.errors import UnreadableFileError
from knowledge.reader import parse_document
from knowledge.shipped import shipped_documents
from knowledge.text import clean

_STRANGE = "|\t\u2028\x85\x0c\u0301\U0001f600*_#<&đỆ9.-–)("


def _drop_lines(data: bytes, chance: random.Random) -> bytes:
    return b"\n".join(line for line in data.split(b"\n") if chance.random() > 0.1)


def _double_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    return b"\n".join(x for line in lines for x in [line] * chance.choice([1, 1, 1, 1, 2]))


def _cut(data: bytes, chance: random.Random) -> bytes:
    begin, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice([data[begin:], data[:end], data[begin:end]])


def _move_blank_lines(data: bytes, chance: random.Random) -> bytes:
    lines = [line for line in data.split(b"\n") if line.strip()]
    return b"".join(line + b"\n" * chance.choice([1, 1, 2, 3]) for line in lines)


def _shuffle(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _strange_characters(data: bytes, chance: random.Random) -> bytes:
    characters = list(data.decode("utf-8", errors="replace"))
    for _ in range(100):
        characters[chance.randrange(len(characters))] = chance.choice(_STRANGE)
    return "".join(characters).encode()


def _strange_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(20):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _drop_lines,
    _double_lines,
    _cut,
    _move_blank_lines,
    _shuffle,
    _strange_characters,
    _strange_bytes,
)


def _mentions(document: Document) -> list[Mention]:
    found: list[Mention | None] = []
    for a in document.assignments:
        found += [*a.leads, *a.implementers, *a.partner_names, *a.guided_by]
        found += [a.partners, a.timing, a.output, a.supervisor]
    for r in document.reporting:
        found += [r.reporter, r.recipient, r.via, r.cadence]
    return [mention for mention in found if mention is not None]


def check(document: Document) -> None:
    """Fail where a document breaks what its values promise."""
    text, sections = document.text, document.sections
    paths = {section.path for section in sections}
    assert len(paths) == len(sections)
    spans = sorted((s.span for s in sections), key=lambda span: (span.start, span.end))
    for before, after in zip(spans, spans[1:], strict=False):
        assert before.end <= after.start
    for section in sections:
        assert section.span.start < section.span.end <= len(text)
        assert section.reach.contains(section.span)
        assert section.parent is None or section.parent in paths
        assert section.parent is None or document.section(section.parent).level < section.level
    for mention in _mentions(document):
        assert mention.text and mention.text == clean(mention.span.of(text))
    for duty in (*document.assignments, *document.reporting):
        assert duty.path in paths
        assert duty.span.end <= len(text)
    for cited in document.cites:
        assert cited.span.of(text).strip()


@pytest.mark.parametrize("shipped", shipped_documents(), ids=lambda each: each.path.stem)
def test_values_of_the_shipped_texts_keep_their_promises(shipped):
    """Spans lie in the text, sections don't overlap, mentions are what their spans read."""
    check(parse_document(shipped.path.read_bytes(), shipped.source_file))


@pytest.mark.parametrize("seed", range(60))
def test_damaged_texts_are_read_or_refused(seed):
    """No damage raises anything but a refusal, or breaks a promise."""
    chance = random.Random(seed)
    data = chance.choice(shipped_documents()).path.read_bytes()
    for damage in chance.choices(_DAMAGES, k=chance.randrange(1, 4)):
        if data:
            data = damage(data, chance)
    try:
        check(parse_document(data, "ke-hoach.txt"))
    except UnreadableFileError as refused:
        assert "ke-hoach.txt" in str(refused)


@pytest.mark.parametrize(
    "text",
    [
        "Sở Tài chính chủ trì, phối hợp với các sở.\n\n" * 2000,
        "1. Sở Tài chính chủ trì\n" * 2000,
        "- Sở Tài chính chủ trì\n" * 2000,
        "cơ quan: " * 10000,
        "báo cáo " * 10000,
        "a|" * 50000,
        "x" * 200000,
        "1/" * 50000,
        "(" * 50000,
        "KẾ HOẠCH\n" * 2000,
        "Nơi nhận:\n" * 2000,
        "|STT|Nhiệm vụ|Cơ quan chủ trì|Thời gian|\n" + "|1|Rà soát|nt|2025|\n" * 2000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_repetitive_texts_are_read(text):
    """Texts that repeat one line or sign without end are read to their end."""
    check(parse_document(text.encode(), "a.txt"))
