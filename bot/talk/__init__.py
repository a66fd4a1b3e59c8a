"""What is said in a chat: conversations, leafing, replies, cards."""
