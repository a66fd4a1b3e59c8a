"""Files that were sent in, what is understood of them, and originals."""
