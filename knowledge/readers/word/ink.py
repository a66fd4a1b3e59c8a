"""Whether letters of a Word file can be told from the ground that they are printed on."""

# Of 255: colours that differ by no more on any channel look the same.
_ALIKE = 24
# Half points: letters of two points and less are no letters to a reader.
_TINY = 4
WHITE, AUTO = "ffffff", "auto"
_DARK = 0x60
_NAMED = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "green": "00ff00",
    "magenta": "ff00ff", "red": "ff0000", "yellow": "ffff00", "white": WHITE,
    "darkblue": "000080", "darkcyan": "008080", "darkgreen": "008000",
    "darkmagenta": "800080", "darkred": "800000", "darkyellow": "808000",
    "darkgray": "808080", "lightgray": "c0c0c0",
}  # fmt: skip


def named(colour: str) -> str:
    """The hex digits of a colour that Word names, "auto" for one that it does not."""
    return _NAMED.get(colour.lower(), AUTO)


def is_unseen(ink: str | None, ground: str | None, size: int | None, *, marked: bool) -> bool:
    """Whether letters cannot be seen.

    Args:
        ink: Six hex digits; "auto" or None for the colour that Word chooses.
        ground: Likewise what stands behind them; None where it is not known.
        size: Half points; None where nothing is said.
        marked: The ground is that of a marker pen, to which Word does not fit its ink.
    """
    if size is not None and size <= _TINY:
        return True
    if ground is None or (below := _channels(ground)) is None:
        return False
    if ink is None or ink == AUTO:
        return marked and max(below) < _DARK
    above = _channels(ink)
    return above is not None and all(
        abs(one - other) <= _ALIKE for one, other in zip(above, below, strict=True)
    )


def _channels(colour: str) -> tuple[int, int, int] | None:
    try:
        return (int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16))
    except ValueError:
        return None
