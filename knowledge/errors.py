"""Errors of reading plans."""


class KnowledgeError(Exception):
    """Base of all errors raised by `knowledge`; its text is fit to show to an admin, in Vietnamese."""


class UnreadableFileError(KnowledgeError):
    """A file that cannot be read as a plan; the message names the file, the reason and the way out."""
