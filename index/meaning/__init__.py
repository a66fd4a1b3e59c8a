"""Models of meaning: encoders, vectors and their files, readers of pairs."""
