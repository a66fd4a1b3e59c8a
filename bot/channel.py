"""What a platform must offer so that conversations can be carried over it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from bot.delivery.contact import Contact
from bot.message import Capabilities, Incoming, Outgoing, Reply, SentFile

if TYPE_CHECKING:
    from starlette.routing import Route

# Stores events and returns how many of them are new once they are on disk; only then may the
# platform forget them.
Accept = Callable[[Sequence[Incoming]], Awaitable[int]]


class Channel(Protocol):
    """One platform.

    `compose` is pure; what it gives is stored and comes back to `send`, maybe in another process.
    """

    name: str
    capabilities: Capabilities
    contact: Contact

    def compose(
        self, reply: Reply, incoming: Incoming, *, offer: str, answers: Sequence[str]
    ) -> tuple[str, ...]:
        """The messages that a reply becomes, within the platform's limits.

        Args:
            reply: What is said.
            incoming: What it is said to.
            offer: Key of the choices: the button of option n carries `{offer}:{n}`.
            answers: Platform ids of the messages that answered an earlier form of `incoming`.
        """

    async def send(self, message: Outgoing) -> str | None:
        """Hand one message over and return its id on the platform.

        One that may be there already says so, unless sending it twice shows nothing twice.

        Raises:
            SendError: It was not, or maybe not, delivered; the subclass says what to do.
        """

    async def show_typing(self, incoming: Incoming) -> None:
        """Show that a reply is being looked for; errors don't matter."""

    async def receive(self, accept: Accept) -> None:
        """Hand over events until cancelled; what was not accepted comes again later."""

    def routes(self, accept: Accept) -> Sequence["Route"]:
        """Where the platform hands over events of itself; nothing where it is asked for them."""

    async def close(self) -> None:
        """Give back connections."""


@runtime_checkable
class FileSource(Protocol):
    """A channel over which people can send files in."""

    async def fetch(self, file: SentFile, most: int) -> bytes:
        """The bytes of a file that somebody sent.

        Raises:
            FileTooLargeError: It is larger than `most` bytes.
            FileError: It cannot be had.
        """
