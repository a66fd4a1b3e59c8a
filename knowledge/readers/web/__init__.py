"""Saved web pages: which part is the document, and its blocks."""
