"""Plain text and Markdown files."""

from knowledge.extract import Extract, Method
from knowledge.readers.decode import decode
from knowledge.text import SOFT_HYPHEN


def read_plain(data: bytes, name: str) -> Extract:
    """The text of a .txt or .md file; raises `UnreadableFileError` as `decode` does."""
    decoded = decode(data, name)
    # Decoded, it is the letter ư of no old code any more.
    text = decoded.text.replace(SOFT_HYPHEN, "")
    return Extract(text=text, method=Method.TEXT, warnings=decoded.warnings)
