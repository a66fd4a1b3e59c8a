"""Tests of the order of photographed pages."""

from types import SimpleNamespace

import pytest

from knowledge.readers.scan.page_order import printed_order


def page(*lines):
    """A page of those lines, as far as its order is concerned."""
    return SimpleNamespace(lines=[SimpleNamespace(text=line) for line in lines])


BODY = ("Một dòng chữ.", "Hai dòng chữ.", "Ba dòng chữ.", "Bốn dòng chữ.")


@pytest.mark.parametrize(
    ("pages", "order"),
    [
        ([page("3", *BODY), page(*BODY), page("- 2 -", *BODY)], [1, 2, 0]),
        ([page(*BODY, "Trang 2/2"), page(*BODY, "Trang 1/2")], [1, 0]),
        ([page("5", *BODY), page("4", *BODY)], [1, 0]),
        ([page(*BODY), page("2", *BODY), page("3", *BODY)], None),
        ([page("3", *BODY), page(*BODY), page(*BODY)], None),
        ([page("2", *BODY), page("2", *BODY), page(*BODY)], None),
        ([page("7", *BODY), page(*BODY)], None),
        ([page(*BODY[:2], "2", *BODY[2:], "đoạn"), page(*BODY)], None),
    ],
)
def test_pages_are_put_in_the_order_of_their_numbers(pages, order):
    """Only where all pages but the first have a number of their own, without gaps."""
    assert printed_order(pages) == order
