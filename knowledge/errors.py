"""Errors of reading plans."""


class KnowledgeError(Exception):
    """Base of all errors of `knowledge`; the message is Vietnamese, fit to show to an admin."""


class UnreadableFileError(KnowledgeError):
    """A file that cannot be read as a plan; the message names the reason and the way out."""
