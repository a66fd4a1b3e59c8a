"""The pages of the program: a plan at its words, and the conversation in a browser."""
