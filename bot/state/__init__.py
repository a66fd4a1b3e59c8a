"""The state of the chats: one SQLite file."""
