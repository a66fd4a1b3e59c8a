"""From an understood question to an answer: gather evidence, score it, decide, tell."""

from index.answer.answer import Answer, Choice, Citation, Status

__all__ = ["Answer", "Choice", "Citation", "Status"]
