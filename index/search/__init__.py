"""Ranking the passages of a library, and the sentences of a passage."""
