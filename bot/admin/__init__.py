"""What admins do from a chat: files, people, circles, restricted plans."""
