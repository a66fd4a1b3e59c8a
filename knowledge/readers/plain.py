"""Plain text and Markdown files."""

from knowledge.extract import Extract, Method
from knowledge.readers.decode import decode


def read_plain(data: bytes, name: str) -> Extract:
    """The text of a .txt or .md file; raises `UnreadableFileError` as `decode` does."""
    decoded = decode(data, name)
    return Extract(text=decoded.text, method=Method.TEXT, warnings=decoded.warnings)
