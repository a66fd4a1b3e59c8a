"""Readers: a file's bytes become the text that is quoted, one a format."""
