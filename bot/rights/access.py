"""Who may ask: roles, invitations by one-time code, and how fast."""

import hashlib
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.message import PAGE, Incoming, Kind, Reply
from bot.rights.audience import Sight
from bot.settings import Settings
from bot.state.state import State
from bot.wording import general as wording

# Seconds for which an invitation holds, and wrong codes that one person may try in that time.
CODE_LASTS = 10 * 60.0
MOST_TRIES = 5
# Letters of codes: none that is mistaken for another when read aloud.
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 10
_HALF = f"([{_CODE_LETTERS}]{{5}})"
_CODE = re.compile(rf"(?:/start(?:@\w+)?\s+)?{_HALF}-{_HALF}|/start\s+{_HALF}{_HALF}")
# A code in a sentence, its halves apart in any way; two words of five letters may look like one.
_CODE_WITHIN = re.compile(rf"(?<!\w)(?={_HALF}[\s\-–—_.]*{_HALF}(?!\w))")
# Read out letter by letter.
_SPELLED = re.compile(rf"(?<!\w)[{_CODE_LETTERS}](?:[\s\-–—_.,]+[{_CODE_LETTERS}]){{9}}(?!\w)")
_SAYS_CODE = re.compile(r"\b(?:MÃ|MA|CODE)\b|\d|[A-Z]-[A-Z]")
# Possible codes of one message that are tried.
_MOST_WITHIN = 3
_DAY = 86_400.0
# Seconds for which one remark to those who write in the name of their group is enough.
_ANONYMOUS = 60.0

# Questions of one person: in a burst, and seconds after which one more may come.
BURST = 10
_REFILL = 6.0
_DAILY = 500
_PERSONS_KEPT = 10_000
# What a pressed button costs, in questions.
PRESS_COST = 0.2


class Role(StrEnum):
    """What a person may do: `READER` asks, `ADMIN` changes the library and invites, too."""

    READER = "reader"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Whether an event is let in.

    Attributes:
        role: What the person may do; None for nobody known.
        refusal: What is said instead of an answer.
        silent: Nothing is said at all.
    """

    role: Role | None
    refusal: Reply | None = None
    silent: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the event is answered."""
        return self.refusal is None and not self.silent


class Access:
    """Judges events in the thread of the state."""

    def __init__(self, settings: Settings) -> None:
        self._open = settings.open_access
        self._admins = frozenset(settings.admins)

    def role(self, state: State, user: str) -> Role | None:
        """What a person may do."""
        if user in self._admins:
            return Role.ADMIN
        stored = state.people.role(user)
        if stored is not None:
            return Role(stored)
        return Role.READER if self._open else None

    def admins(self, state: State) -> tuple[str, ...]:
        """Everybody who is an admin."""
        stored = {user for user, role in state.people.everyone() if role == Role.ADMIN}
        return tuple(sorted(stored | self._admins))

    def sight(self, state: State, incoming: Incoming) -> Sight:
        """What may be shown in the chat of an event; in a group what everybody may be shown."""
        if not incoming.private:
            return state.audiences.sight(None)
        admin = self.role(state, incoming.user) is Role.ADMIN
        return state.audiences.sight(incoming.user, admin=admin)

    def admit(self, state: State, incoming: Incoming, now: float) -> Entry:
        """Whether an event is let in; a valid code in a private chat gives its role."""
        role = self.role(state, incoming.user)
        code = _code_in(incoming)
        if code is not None and role is not Role.ADMIN:
            return self._pair(state, incoming, (code,), role, now)
        within = _codes_within(incoming) if role is not Role.ADMIN else ()
        if within:
            entry = self._pair(state, incoming, within, role, now)
            # What is no code may be a question, or a stranger's.
            if entry.role is not role or (
                role is None and _SAYS_CODE.search(incoming.text.upper())
            ):
                return entry
        if role is not None:
            if incoming.name is not None:
                state.people.call(incoming.user, incoming.name)
            return Entry(role=role)
        if incoming.is_anonymous and state.people.may_tell(incoming.user, now, _ANONYMOUS):
            return Entry(role=None, refusal=Reply.say(wording.ANONYMOUS))
        if not incoming.private or not state.people.may_tell(incoming.user, now, _DAY):
            return Entry(role=None, silent=True)
        return Entry(role=None, refusal=Reply.say(wording.STRANGER))

    def _pair(
        self, state: State, incoming: Incoming, codes: Sequence[str], role: Role | None, now: float
    ) -> Entry:
        user = incoming.user
        if state.people.count_attempt(user, now, CODE_LASTS) > MOST_TRIES:
            return Entry(role=role, refusal=Reply.say(wording.TOO_MANY_CODES))
        tried = (state.people.use_code(_digest(code), now) for code in codes)
        given = next((found for found in tried if found is not None), None)
        if given is None:
            return Entry(role=role, refusal=Reply.say(wording.BAD_CODE))
        given = Role.READER if incoming.channel == PAGE else given
        state.people.admit(user, given, now, name=incoming.name)
        told = wording.ADMITTED.format(right=wording.RIGHTS[given])
        return Entry(role=Role(given), refusal=Reply.say(told))


def may_hold_code(text: str) -> bool:
    """Whether an invitation may stand in what somebody typed."""
    return any(pattern.search(text.upper()) for pattern in (_CODE_WITHIN, _SPELLED))


def _code_in(incoming: Incoming) -> str | None:
    """The code that a private message is, written large or small."""
    text = incoming.text.strip()
    if incoming.kind is not Kind.TEXT or not incoming.private:
        return None
    typed = text if text.startswith("/start") else text.upper()
    match = _CODE.fullmatch(typed)
    return "".join(half for half in match.groups() if half) if match else None


def _codes_within(incoming: Incoming) -> tuple[str, ...]:
    """What may be a code in the words of a private message, typed with a space or within a line."""
    if incoming.kind is not Kind.TEXT or not incoming.private:
        return ()
    text = incoming.text.upper()
    spelled = [re.sub(r"\W|_", "", match[0]) for match in _SPELLED.finditer(text)]
    found = [f"{match[1]}{match[2]}" for match in _CODE_WITHIN.finditer(text)]
    return tuple([*spelled, *found][:_MOST_WITHIN])


def invite(state: State, role: Role, now: float, *, by: str | None = None) -> str:
    """A new invitation code; the state keeps only its hash.

    Args:
        state: The state, in its thread.
        role: What it gives.
        now: Seconds since 1970.
        by: The admin who makes it, with whose rights it ends; None for the operator.
    """
    code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
    until = now + CODE_LASTS
    state.people.keep_code(_digest(code), role.value, until, made=now, by=by)
    return f"{code[:5]}-{code[5:]}"


def _digest(code: str) -> str:
    # A code has 49 random bits and lives for ten minutes: a plain hash is enough.
    return hashlib.sha256(code.encode()).hexdigest()


class Pace:
    """How fast each person may ask: a bucket of tokens, and a limit for the day."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Args: clock: Seconds that only go forward."""
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._days: dict[str, tuple[float, float]] = {}
        self._warned: set[str] = set()

    def take(self, user: str, cost: float = 1.0) -> bool:
        """Whether one more question of a person is answered now; a press costs less than one."""
        now = self._clock()
        tokens, last = self._buckets.pop(user, (float(BURST), now))
        tokens = min(float(BURST), tokens + (now - last) / _REFILL)
        since, today = self._days.get(user, (now, 0.0))
        if now - since >= _DAY:
            since, today = now, 0.0
        allowed = tokens >= cost and today < _DAILY
        self._buckets[user] = (tokens - cost if allowed else tokens, now)
        self._days[user] = (since, today + cost * allowed)
        if len(self._buckets) > _PERSONS_KEPT:
            forgotten, _ = self._buckets.popitem(last=False)
            self._days.pop(forgotten, None)
            self._warned.discard(forgotten)
        if allowed:
            self._warned.discard(user)
        return allowed

    def warn(self, user: str) -> bool:
        """Whether a person who asks too fast is told so: once until the next answer."""
        first = user not in self._warned
        self._warned.add(user)
        return first
