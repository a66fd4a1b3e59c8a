"""Whether platforms can be reached."""

from bot.delivery.contact import Contact


def test_trouble_lasts_until_the_platform_answers():
    """It is new once, and counted from then."""
    now = [0.0]
    contact = Contact(lambda: now[0])
    assert contact.trouble is None and contact.seconds == 0
    assert contact.failed("NetworkError")
    now[0] = 5.0
    assert not contact.failed("TimedOut")
    assert (contact.trouble, contact.seconds) == ("TimedOut", 5.0)
    contact.reached()
    assert contact.trouble is None and contact.seconds == 0
    assert contact.failed("again")
