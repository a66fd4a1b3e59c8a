"""Readers in a process of their own."""

import pytest

from knowledge.errors import UnreadableFileError
from knowledge.extract import Box, Extract, Method, Place
from knowledge.readers.sandbox import MAX_FILE, extract_apart, run_apart
from knowledge.readers.wire import from_wire, to_wire
from knowledge.text import Span

PLAN = "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Nâng cao nhận thức.\n".encode()


def test_the_child_reads_what_the_parent_would():
    """A text read apart is the text read here."""
    apart = from_wire(run_apart("extract", PLAN, "a.txt", limit=60))

    assert apart == extract_apart(PLAN, "a.txt")


def test_an_extract_survives_the_wire():
    """Every field comes back as it was."""
    extract = Extract(
        text="Số: 1/KH-UBND",
        method=Method.OCR,
        places=(
            Place(
                span=Span(start=0, end=3),
                box=Box(page=2, left=1.5, top=2.5, right=30.0, bottom=40.2),
            ),
        ),
        pages=(Span(start=0, end=0), Span(start=0, end=13)),
        recognised=True,
        doubtful=(Span(start=4, end=13),),
        warnings=("Cần xem lại.",),
    )

    assert from_wire(to_wire(extract)) == extract


def test_a_child_beyond_its_time_is_ended():
    """The message names the file; nothing goes on running."""
    with pytest.raises(UnreadableFileError, match=r"^lau\.txt: đọc quá"):
        run_apart("extract", PLAN, "lau.txt", limit=0.0)


def test_a_child_that_dies_is_a_message():
    """An unknown operation ends the child with a traceback; the admin reads one sentence."""
    with pytest.raises(UnreadableFileError, match=r"^a\.txt: tệp hỏng .*no operation"):
        run_apart("nothing", PLAN, "a.txt", limit=60)


def test_a_refusal_comes_through():
    """What the reader says of a bad file is what the admin reads."""
    with pytest.raises(UnreadableFileError, match=r"^a\.txt: tệp trống"):
        run_apart("extract", b" \n ", "a.txt", limit=60)


def test_a_file_beyond_the_limit_is_refused_unread():
    """Size is checked before anything looks at the bytes."""
    with pytest.raises(UnreadableFileError, match=r"^to\.pdf: tệp quá lớn"):
        extract_apart(b"%PDF-1.7" + bytes(MAX_FILE), "to.pdf")
