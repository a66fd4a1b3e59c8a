"""Numbers as Word prints them in front of numbered paragraphs."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# A number that no list reaches; Word itself stops at 32767.
_MOST = 32767


def numeral(value: int, form: str) -> str:
    """A number in one of the forms of `w:numFmt`; "" for `none` and for bullets.

    Letters run from a to z without đ, ă, â, ê, ô, ơ and ư, then aa, bb: so does Word in
    Vietnamese texts, too. A form that is not known is printed as a decimal.
    """
    value = min(value, _MOST)
    match form:
        case "none" | "bullet":
            return ""
        case "decimalZero":
            return f"{value:02d}"
        case "upperRoman":
            return _roman(value).upper()
        case "lowerRoman":
            return _roman(value)
        case "upperLetter":
            return _letter(value).upper()
        case "lowerLetter":
            return _letter(value)
        case "decimalEnclosedParen":
            return f"({value})"
        case "decimalEnclosedFullstop":
            return f"{value}."
        case "numberInDash":
            return f"- {value} -"
    return str(value)


def _roman(value: int) -> str:
    printed = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        printed += letters * times
    return printed or "0"


def _letter(value: int) -> str:
    if value < 1:
        return "0"
    times, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (times + 1)
