"""The library in force: opened, read again, added to, given vectors."""
