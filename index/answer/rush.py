"""What is left out of answering while many ask, so that no queue of questions grows."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

# Others that may wait for their answers while one is read: two or three who ask at the same moment
# are all read, at fifty questions a second about one in ten.
MOST_WAITING = 2


class Rush:
    """The questions in hand; asked in one thread, answered in another.

    The same words asked by many are one question: it is worked out once.

    Attributes:
        unread: How many were answered by words alone because others waited.
    """

    def __init__(self) -> None:
        self._in_hand: Counter[str] = Counter()
        self.unread = 0

    @contextmanager
    def asked(self, words: str) -> Iterator[None]:
        """A question is in hand until its answer is given."""
        self._in_hand[words] += 1
        try:
            yield
        finally:
            self._in_hand[words] -= 1
            if not self._in_hand[words]:
                del self._in_hand[words]

    def hurries(self) -> bool:
        """Whether the question that is answered next gets words alone; counts it if so."""
        hurries = len(self._in_hand) - 1 > MOST_WAITING
        self.unread += hurries
        return hurries
