"""Head and foot of a document: type, number, issuer, title, secrecy."""
