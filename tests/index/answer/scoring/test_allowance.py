"""The time that readings may take."""

import pytest

from index.answer.scoring.allowance import MOST, SHARE, Allowance


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        """Seconds."""
        return self.now


@pytest.fixture
def clock():
    """A clock."""
    return Clock()


@pytest.fixture
def allowance(clock):
    """A full allowance on that clock."""
    return Allowance(clock)


def spend(allowance, clock, seconds):
    """Read for that long."""
    with allowance.spent():
        clock.now += seconds


def use_up(allowance, clock):
    """Read until nothing is left."""
    for _ in range(1_000):
        if not allowance.is_left:
            return
        spend(allowance, clock, MOST / 10)
    raise AssertionError("never used up")


def test_a_fresh_allowance_lets_read(allowance):
    """The first reading may begin at once, and none is refused."""
    assert allowance.is_left
    assert allowance.refused == 0


def test_readings_without_a_pause_use_it_up(allowance, clock):
    """Readings one behind the other are let through for a while only."""
    began = clock.now

    use_up(allowance, clock)

    assert MOST < clock.now - began <= MOST / (1 - SHARE) + MOST / 10


def test_asking_alone_uses_nothing(allowance):
    """What is not spent stays."""
    assert all(allowance.is_left for _ in range(100))


def test_it_comes_back_as_time_goes_by(allowance, clock):
    """What was spent can be spent again after a pause, sooner the less it was."""
    use_up(allowance, clock)
    spend(allowance, clock, 0.6)
    assert not allowance.is_left

    clock.now += 0.5 * MOST / SHARE
    assert allowance.is_left


def test_a_long_reading_is_paid_back(allowance, clock):
    """A reading far over what was left bars others until the share of the time makes up for it."""
    assert allowance.is_left
    spend(allowance, clock, 60.0)
    # The time of the reading itself counts as time that went by.
    owed = 60.0 - SHARE * 60.0 - MOST

    clock.now += 0.99 * owed / SHARE
    assert not allowance.is_left
    clock.now += 0.02 * owed / SHARE
    assert allowance.is_left


def test_a_long_pause_saves_no_more_than_the_most(allowance, clock):
    """After a night without questions no more can be read at once than at the start."""
    clock.now += 100_000.0
    assert allowance.is_left
    began = clock.now

    use_up(allowance, clock)

    assert clock.now - began <= MOST / (1 - SHARE) + MOST / 10


@pytest.mark.parametrize(("every", "lasting"), [(0.2, 0.1), (1.0, 0.5), (0.2, 0.119)])
def test_readings_below_the_share_are_never_refused(allowance, clock, every, lasting):
    """As long as readings take less than their share of the time all are let through."""
    for _ in range(500):
        assert allowance.is_left
        spend(allowance, clock, lasting)
        clock.now += every - lasting

    assert allowance.refused == 0


def test_readings_take_their_share_of_the_time(allowance, clock):
    """However many ask, over a long time readings take the share that is theirs."""
    read, began = 0.0, clock.now
    while clock.now - began < 1_000.0:
        if allowance.is_left:
            spend(allowance, clock, 0.1)
            read += 0.1
        else:
            clock.now += 0.01

    assert read / 1_000.0 == pytest.approx(SHARE, abs=0.01)


def test_refusals_are_counted(allowance, clock):
    """Each reading that may not begin counts, and none that may."""
    use_up(allowance, clock)
    refused = allowance.refused

    assert [allowance.is_left for _ in range(3)] == [False] * 3
    assert allowance.refused == refused + 3
    clock.now += 100.0
    assert allowance.is_left
    assert allowance.refused == refused + 3


def test_a_reading_that_fails_is_counted(allowance, clock):
    """Time is spent even if a reading ends in an error, which goes on to the caller."""
    with pytest.raises(RuntimeError, match="hỏng"), allowance.spent():
        clock.now += 10.0
        raise RuntimeError("hỏng")

    assert not allowance.is_left
