"""Messages that a platform carries in a month: counted, and admins warned before they run out."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from bot.state.state import State
from bot.wording import general as wording

# Share of a month's messages after which admins are warned.
WARN_AT = 0.8
# Viet Nam has no summer time.
_ZONE = datetime.timezone(datetime.timedelta(hours=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What was sent on a channel this month.

    Attributes:
        sent: Messages, those of unknown fate among them.
        allowed: How many the platform carries.
    """

    channel: str
    sent: int
    allowed: int

    @property
    def is_short(self) -> bool:
        """Little is left."""
        return self.sent >= WARN_AT * self.allowed

    def told(self) -> str:
        """The line for an admin."""
        line = wording.QUOTA if not self.is_short else wording.QUOTA_SHORT
        share = round(100 * self.sent / self.allowed)
        name = wording.CHANNELS.get(self.channel, self.channel)
        sent, allowed = _grouped(self.sent), _grouped(self.allowed)
        return line.format(channel=name, sent=sent, allowed=allowed, share=share)


def _grouped(number: int) -> str:
    """A number as it is written in Vietnamese: 2.400."""
    return f"{number:,}".replace(",", ".")


class Quotas:
    """The counters, in the state."""

    def __init__(self, allowed: Mapping[str, int]) -> None:
        """Args: allowed: Messages a month, by channel; the others are not counted."""
        self._allowed = allowed

    def spend(self, state: State, channel: str, now: float) -> Usage | None:
        """Count one message; the usage where admins must be warned now, once a month."""
        allowed = self._allowed.get(channel)
        if allowed is None:
            return None
        with state.unsynced():
            sent = state.people.count(_name(channel), _month(now))
            usage = Usage(channel=channel, sent=sent, allowed=allowed)
            if usage.is_short and state.people.count(f"{_name(channel)} warned", _month(now)) == 1:
                return usage
        return None

    def usage(self, state: State, now: float) -> tuple[Usage, ...]:
        """Of every channel that is counted, its messages of the month."""
        return tuple(
            Usage(
                channel=channel,
                sent=state.people.tally(_name(channel), _month(now)),
                allowed=allowed,
            )
            for channel, allowed in self._allowed.items()
        )


def _name(channel: str) -> str:
    return f"sent {channel}"


def _month(now: float) -> str:
    return datetime.datetime.fromtimestamp(now, _ZONE).strftime("%Y-%m")
