"""One immutable file: documents, passages, terms, and its generations."""
