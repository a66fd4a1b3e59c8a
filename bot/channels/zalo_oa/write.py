"""A reply as messages of a Zalo Official Account: texts within its limits, five buttons."""

from dataclasses import dataclass
from typing import Any

from bot.channels.plain import plain_messages
from bot.channels.zalo_oa.read import PRESS
from bot.message import Capabilities, Incoming, Option, Reply
from bot.talk.render import numbered, shorten

# Zalo refuses texts above 2,000; whether it counts characters or units is not known. Buttons are
# few, and not shown on every device: options have numbers, too.
CAPABILITIES = Capabilities(max_text=1_900, max_messages=3)
MOST_BUTTONS = 5
# Characters of a title; Zalo allows 100, a phone shows about half of that.
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button: `payload` comes back as a message when it is pressed."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One message.

    Attributes:
        asked_at: When the person wrote, seconds since 1970; 0 for what answers nobody.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    asked_at: float = 0.0

    def request(self, user_id: str) -> dict[str, Any]:
        """The body of the request that sends it."""
        message: dict[str, Any] = {"text": self.text}
        if self.buttons:
            buttons = [
                # A press that is not shown in the chat: its payload is no sentence.
                {"title": button.title, "type": "oa.query.hide", "payload": button.payload}
                for button in self.buttons
            ]
            message["attachment"] = {"type": "template", "payload": {"buttons": buttons}}
        return {"recipient": {"user_id": user_id}, "message": message}


def compose(reply: Reply, incoming: Incoming, *, offer: str) -> tuple[Payload, ...]:
    """The messages that a reply becomes; see `Channel.compose`."""
    shown = reply.options[:MOST_BUTTONS]
    buttons = tuple(
        Button(title=_title(number, option), payload=f"{PRESS}{offer}:{number}")
        for number, option in enumerate(shown)
    )
    texts = plain_messages(reply, CAPABILITIES, below=numbered(reply.options, after=len(shown)))
    last = len(texts) - 1
    return tuple(
        Payload(text=text, buttons=buttons if number == last else (), asked_at=incoming.at)
        for number, text in enumerate(texts)
    )


def _title(number: int, option: Option) -> str:
    label = option.label if option.listed else f"{number + 1}. {option.words}"
    return shorten(label, _LONGEST_TITLE)
