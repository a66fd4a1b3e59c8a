"""What a document's records claim: one module a kind of question."""
