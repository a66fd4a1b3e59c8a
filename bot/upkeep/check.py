"""One thing that the doctor looked at, and the looks that channels share."""

import socket
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from bot.environment.variables import Secret
from bot.wording import general as wording

# Seconds that the clock may be wrong.
_CLOCK_OFF = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: What it is.
        good: It is as it must be.
        text: How it is, or what to do.
    """

    name: str
    good: bool
    text: str

    def told(self) -> str:
        """The line for the operator."""
        return f"{'ok ' if self.good else 'LỖI'}  {self.name}: {self.text}"


def check_clock(stated: str | None) -> Check:
    """Whether the clock agrees with the date that a platform's answer bears."""
    if not stated:
        return Check(name="đồng hồ", good=True, text=wording.DOCTOR_NO_DATE)
    off = time.time() - parsedate_to_datetime(stated).timestamp()
    told = wording.DOCTOR_CLOCK.format(seconds=round(abs(off)))
    return Check(name="đồng hồ", good=abs(off) <= _CLOCK_OFF, text=told)


def check_proxy(name: str, proxy: Secret) -> Check:
    """Whether somebody listens at a proxy's address; its password is not shown."""
    parts = urlsplit(proxy.reveal())
    address = f"{parts.hostname}:{parts.port}"
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 1080), timeout=5):
            return Check(name=name, good=True, text=address)
    except OSError as error:
        told = wording.DOCTOR_PROXY.format(address=address, reason=error)
        return Check(name=name, good=False, text=told)
