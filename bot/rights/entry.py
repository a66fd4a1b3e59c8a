"""How admins get to their pages: a link that opens once, and the session that it begins."""

import hashlib
import secrets

from bot.rights.access import Access, Role
from bot.state.audit import Deed
from bot.state.pages.keys import KeyKind
from bot.state.state import State
from bot.wording import office as wording_office

# Whoever has the command line of the machine; a link that is made there is theirs.
OPERATOR = "machine:operator"
# Seconds for which a link opens, and for which a session lasts: a working day.
LINK_LASTS, SESSION_LASTS = 30 * 60.0, 9 * 3_600.0
# 128 bits.
_SECRET_BYTES = 16
LONGEST = 64


def new_link(state: State, user: str, now: float) -> str:
    """The secret of a new link for a person; the state keeps only its hash."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    state.admin_keys.keep(_digest(secret), KeyKind.LINK, user, now, now + LINK_LASTS)
    return secret


def opens(state: State, access: Access, secret: str, now: float) -> bool:
    """Whether a link would open the pages; it still does afterwards."""
    return _admin(state, access, secret, KeyKind.LINK, now) is not None


def enter(state: State, access: Access, secret: str, now: float) -> str | None:
    """The secret of a new session for who holds a link, which opens nothing any more; or None."""
    user = _admin(state, access, secret, KeyKind.LINK, now)
    if user is None or not state.admin_keys.end(_digest(secret)):
        return None
    session = secrets.token_urlsafe(_SECRET_BYTES)
    state.admin_keys.keep(_digest(session), KeyKind.SESSION, user, now, now + SESSION_LASTS)
    state.audit.record(user, Deed.ENTERED, "", now)
    return session


def admin_of(state: State, access: Access, session: str, now: float) -> str | None:
    """Whose session it is, as long as they are an admin."""
    return _admin(state, access, session, KeyKind.SESSION, now)


def leave(state: State, session: str) -> None:
    """End a session."""
    state.admin_keys.end(_digest(session))


def end_session(state: State, digest: str, by: str, now: float) -> bool:
    """End the session of somebody, and note that; whether it was open."""
    open_ = {each.digest: each.user for each in state.admin_keys.sessions(now)}
    if digest not in open_ or not state.admin_keys.end(digest):
        return False
    people = {each.user: each.shown for each in state.people.register()}
    user = open_[digest]
    name = wording_office.OPERATOR if user == OPERATOR else people.get(user, user)
    state.audit.record(by, Deed.SESSION_ENDED, name, now)
    return True


def digest_of(session: str) -> str:
    """What a session is kept and listed as."""
    return _digest(session)


def _admin(state: State, access: Access, secret: str, kind: KeyKind, now: float) -> str | None:
    if not secret or len(secret) > LONGEST:
        return None
    user = state.admin_keys.holder(_digest(secret), kind, now)
    if user is None or user == OPERATOR:
        return user
    return user if access.role(state, user) is Role.ADMIN else None


def _digest(secret: str) -> str:
    # It has 128 random bits: a plain hash is enough.
    return hashlib.sha256(secret.encode()).hexdigest()
