"""Readers: a file's bytes become the text that is quoted, one module a format."""
