"""The way of a message through the program: from the inbox to the outbox, once and in order."""
